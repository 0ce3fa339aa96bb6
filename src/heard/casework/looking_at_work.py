"""What is due, seen through somebody's eyes: judged by law as the page is made, soonest first."""

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
from heard.people.models import Member
from heard.representations.models import Stage

NEXT_ACTS = {
    "stage_1": "Answer Stage 1",
    "stage_2": "Send the Stage 2 response",
    "concern": "Answer the concern",
    "informal": "Answer",
    "other": "Answer",
}
STAGE_3_ACTS = {
    "children_act/stage_3/panel": "Hold the panel",
    "children_act/stage_3/report": "Send the panel's report",
    "children_act/stage_3/response": "Send the final response",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing due: the case, the stage, the next act, the clock it must be done by and its colour."""

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


@dataclass(frozen=True, slots=True)
class WorkList:
    """A page of what is due, soonest first, and the counts of the whole."""

    tasks: tuple[Task, ...]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int


def work_list(
    member: Member | None, *, today: date, page: int = 1, team: str = "", kind: str = "", colour: str = ""
) -> WorkList:
    """What is due, soonest first, and last what has no date. Every open stage is judged by law. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    found = _open_stages(member)
    if team:
        found = found.filter(representation__team__label=team)
    if kind:
        found = found.filter(representation__kind=kind)
    clocks = clocks_of_council()
    every = [_task(row, clocks, today) for row in found]
    counts = Counter(str(task.colour) for task in every)
    wanted = sorted((task for task in every if colour in ("", task.colour)), key=_soonest_first)
    pages = max(1, -(-len(wanted) // PAGE))
    page = min(max(page, 1), pages)
    return WorkList(tuple(wanted[(page - 1) * PAGE : page * PAGE]), counts, len(wanted), page, pages)


def _soonest_first(task: Task) -> tuple[date, str]:
    return task.due_on or date.max, task.reference


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
            "panel",
            "representation__team", "representation__kind_term", "representation__complainant_kind"
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
    )


def next_act(stage: str, clock: Clock | None) -> str:
    """What is to be done next at a stage, as the clock that runs tells it."""
    if clock is not None and clock.name.endswith("/acknowledge"):
        return "Acknowledge"
    if stage == "stage_3" and clock is not None:
        return STAGE_3_ACTS[clock.name]
    return NEXT_ACTS.get(stage, "Answer")
