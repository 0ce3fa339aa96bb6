"""What is due, seen through somebody's eyes: judged by law as the page is made, soonest first.

Of one stage alone, or of what was asked for and has not been opened, the oldest comes first: when one case has gone
wrong, the others it may have gone wrong for are found so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from heard.casework.acts import OPEN_STATES
from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.looking import PAGE, dates_of, kind_words, visible_to
from heard.casework.permissions import Act, demand
from heard.law.clock import Clock, Colour
from heard.law.procedure import State
from heard.people.models import Member
from heard.representations.models import Representation, Stage

NEXT_ACTS = {
    "stage_1": "Answer Stage 1",
    "stage_2": "Send the Stage 2 response",
    "concern": "Answer the concern",
    "informal": "Answer",
    "enquiry": "Answer the enquiry",
    "other": "Answer",
}
STAGE_3_ACTS = {
    "children_act/stage_3/panel": "Hold the panel",
    "children_act/stage_3/report": "Send the panel's report",
    "children_act/stage_3/response": "Send the final response",
}
# What the list may be narrowed to: an open stage, or a stage that was asked for and has not been opened.
STAGE_LISTS = {
    "stage_1": "Stage 1 open",
    "stage_2": "Stage 2 open",
    "stage_2_asked": "Stage 2 asked for and not opened",
    "stage_3": "Stage 3 open",
    "stage_3_asked": "Stage 3 asked for and not opened",
    "concern": "Concerns open",
    "enquiry": "Enquiries open",
}
DECIDING = {
    "stage_2_asked": (State.STAGE_2_DECIDING, State.STAGE_2_WEIGHING),
    "stage_3_asked": (State.STAGE_3_DECIDING,),
}
QUESTION = {"stage_2_asked": State.STAGE_1_QUESTION, "stage_3_asked": State.STAGE_2_QUESTION}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing due: the case, the stage, the next act, the clock it must be done by and its colour.

    `since` is the day the stage began, or on which it was asked for.
    """

    reference: str
    kind: str
    stage: str
    team: str
    is_child: bool
    next_act: str
    due_on: date | None
    latest_on: date | None
    colour: Colour
    left: int | None
    since: date


@dataclass(frozen=True, slots=True)
class WorkList:
    """A page of what is due, and the counts of the whole: soonest first, or oldest first of one stage."""

    tasks: tuple[Task, ...]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int


def work_list(
    member: Member | None,
    *,
    today: date,
    page: int = 1,
    team: str = "",
    kind: str = "",
    colour: str = "",
    stage: str = "",
) -> WorkList:
    """What is due, soonest first, and last what has no date. Every open stage is judged by law. Raises NotAllowed.

    `stage` is one of STAGE_LISTS: then that alone, the oldest first.
    """
    demand(member, Act.SEE_CASES)
    wide = {"team__label": team, "kind": kind}
    narrow = {name: value for name, value in wide.items() if value}
    clocks = clocks_of_council()
    found = _of_stage(_open_stages(member), stage)
    every = [_task(row, clocks, today) for row in found.filter(**_of_representation(narrow))]
    every += [_question(case, stage) for case in _undecided(member, stage).filter(**narrow)]
    counts = Counter(str(task.colour) for task in every)
    order = _oldest_first if stage else _soonest_first
    wanted = sorted((task for task in every if colour in ("", task.colour)), key=order)
    pages = max(1, -(-len(wanted) // PAGE))
    page = min(max(page, 1), pages)
    return WorkList(tuple(wanted[(page - 1) * PAGE : page * PAGE]), counts, len(wanted), page, pages)


def _soonest_first(task: Task) -> tuple[date, str]:
    return task.due_on or date.max, task.reference


def _oldest_first(task: Task) -> tuple[date, str]:
    return task.since, task.reference


def _of_representation(narrow: Mapping[str, str]) -> dict[str, str]:
    return {f"representation__{name}": value for name, value in narrow.items()}


def _of_stage(found: QuerySet[Stage], stage: str) -> QuerySet[Stage]:
    """The open stages of one list; a stage on which somebody still decides is asked for, and not open."""
    if not stage:
        return found
    waiting = [state.value for states in DECIDING.values() for state in states]
    if stage in DECIDING:
        states = [state.value for state in DECIDING[stage]]
        return found.filter(stage=stage.removesuffix("_asked"), representation__state__in=states)
    return found.filter(stage=stage).exclude(representation__state__in=waiting)


def _undecided(member: Member | None, stage: str) -> QuerySet[Representation]:
    """Cases with words after an answer of which nobody has said yet whether they ask for the next stage."""
    if stage not in QUESTION:
        return Representation.objects.none()
    found = visible_to(member).filter(state=QUESTION[stage].value)
    return found.select_related("team", "kind_term", "complainant_kind").prefetch_related("dissatisfactions")


def _question(case: Representation, stage: str) -> Task:
    said = [one.said_on for one in case.dissatisfactions.all() if one.is_request is None and one.after_stage]
    return Task(
        reference=case.reference,
        kind=kind_words(case),
        stage=STAGE_LISTS[stage],
        team=case.team.label if case.team else "",
        is_child=bool(case.complainant_kind and case.complainant_kind.means == "child"),
        next_act="Decide whether the words are a request",
        due_on=None,
        latest_on=None,
        colour="fine",
        left=None,
        since=min(said, default=case.received_on),
    )


def _open_stages(member: Member | None) -> QuerySet[Stage]:
    return (
        Stage.objects.filter(
            representation__in=visible_to(member),
            answered_on=None,
            ended_on=None,
            withdrawn_on=None,
            representation__state__in=OPEN_STATES,
        )
        .select_related(
            "panel", "representation__team", "representation__kind_term", "representation__complainant_kind"
        )
        .prefetch_related("extensions")
    )


def _task(row: Stage, clocks: CouncilClocks, today: date) -> Task:
    case, dates = row.representation, dates_of(row)
    to_acknowledge = clocks.acknowledgement(dates) if dates.acknowledged_on is None else None
    clock = to_acknowledge or clocks.clock(dates)
    return Task(
        reference=case.reference,
        kind=kind_words(case),
        stage=row.get_stage_display(),
        team=case.team.label if case.team else "",
        is_child=bool(case.complainant_kind and case.complainant_kind.means == "child"),
        next_act=next_act(row.stage, clock),
        due_on=clock.must_by if clock else None,
        latest_on=clock.latest_on if clock else None,
        colour=clock.colour(today) if clock else "fine",
        left=clock.left(today) if clock else None,
        since=row.started_on,
    )


def next_act(stage: str, clock: Clock | None) -> str:
    """What is to be done next at a stage, as the clock that runs tells it."""
    if clock is not None and clock.name.endswith("/acknowledge"):
        return "Acknowledge"
    if stage == "stage_3" and clock is not None:
        return STAGE_3_ACTS[clock.name]
    return NEXT_ACTS.get(stage, "Answer")
