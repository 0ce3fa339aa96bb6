"""What is due, seen through somebody's eyes: found by hint, judged by law, soonest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

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
    """What is due, soonest first. Found by hint, judged by law. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    found = _open_stages(member)
    if team:
        found = found.filter(representation__team__label=team)
    if kind:
        found = found.filter(representation__kind=kind)
    counts = _counts(found, today)
    if colour in COLOURS:
        found = found.filter(COLOURS[colour](today))
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = found.order_by("due_on_hint", "pk")[(page - 1) * PAGE : page * PAGE]
    clocks = clocks_of_council()
    return WorkList(tuple(_task(row, clocks, today) for row in rows), counts, total, page, pages)


def _soon(today: date) -> date:
    return clocks_of_council().calendar.after(today, 3)


COLOURS: dict[str, Callable[[date], Q]] = {
    "late": lambda today: Q(due_on_hint__lt=today),
    "today": lambda today: Q(due_on_hint=today),
    "soon": lambda today: Q(due_on_hint__gt=today, due_on_hint__lte=_soon(today)),
    "fine": lambda today: Q(due_on_hint__gt=_soon(today)) | Q(due_on_hint=None),
}


def _counts(found: QuerySet[Stage], today: date) -> dict[str, int]:
    return found.aggregate(**{name: Count("pk", filter=test(today)) for name, test in COLOURS.items()})


def _open_stages(member: Member | None) -> QuerySet[Stage]:
    return (
        Stage.objects.filter(
            representation__in=visible_to(member),
            answered_on=None,
            withdrawn_on=None,
            representation__state="open",
        )
        .select_related(
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
