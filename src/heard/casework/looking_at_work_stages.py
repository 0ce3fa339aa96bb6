"""The open stages of what somebody sees, found by the day kept for finding, and judged by law row by row.

`due_on_hint` says where a row stands in the list; what the row says is worked out from its facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from heard.casework.access_assigning import OWNING
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import BY_PLACE, given_to, in_force, places_of
from heard.casework.acts import OPEN_STATES
from heard.casework.clocks import CouncilClocks
from heard.casework.looking import dates_of, kind_words, visible_to
from heard.casework.looking_at_work_acts import next_act, own_act
from heard.casework.permissions import Scope
from heard.law.clock import SOON, Clock, Colour, NotInForce
from heard.law.procedure import Act, State
from heard.people.models import Member
from heard.representations.models import Assignment, Extension, Hold, Representation, Stage

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
# What waits for a role by law, whoever else has the case.
TURN_OF_ROLE: Mapping[str, tuple[State, ...]] = {
    Member.Role.DIRECTOR: (State.STAGE_3_RECOMMENDED, State.STAGE_3_REPORT_TO_SEND),
}
Cases = QuerySet[Any]
FEW = 1000
VIEWS = {"mine": "Mine", "team": "My team’s", "unassigned": "With nobody", "all": "Everything I may see"}
COLOURS: tuple[Colour, ...] = ("late", "today", "soon", "fine")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing due: the case, what is to be done and by when, and its colour.

    `since` is the day the stage began, or on which it was asked for. `what` says what kind of thing it is: a clock of a
    stage, a letter, a promise… `own` is the act that its clock names, `act` what whoever looks may do of it now (once
    that was asked), and `holder` who has the case. `is_new` says that nobody has accepted it yet.
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
    what: str = "clock"
    act: Act | None = None
    own: Act | None = None
    holder: str = ""
    held: bool = False
    number: int = 0
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the work is asked for: whose, and narrowed to what."""

    view: str = "all"
    who: int | None = None
    team: str = ""
    kind: str = ""
    stage: str = ""
    # The cases of one person, once they are looked up: they are few, and each kind of thing is asked of them.
    only: tuple[int, ...] | None = None


def looked_up(member: Member | None, asked: Asked) -> Asked:
    """The same, with the cases of one person looked up once, as this member sees them, unless they are many."""
    if asked.only is not None or (asked.view != "mine" and asked.who is None):
        return asked
    few = tuple(cases_of(member, asked).order_by().values_list("pk", flat=True)[: FEW + 1])
    return replace(asked, only=few) if len(few) <= FEW else asked


def cases_of(member: Member | None, asked: Asked) -> QuerySet[Representation]:
    """The cases that somebody sees in a view, narrowed to a team and a kind."""
    if asked.only is not None:
        return Representation.objects.filter(pk__in=asked.only)
    found = visible_to(member)
    if asked.team:
        found = found.filter(team__label=asked.team)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if member is None:
        return found
    return _of_view(found, member, asked)


def _of_view(found: QuerySet[Representation], member: Member, asked: Asked) -> QuerySet[Representation]:
    today = day_asked(None)
    given = Assignment.objects.filter(in_force(today)).order_by()
    if asked.who is not None:
        return found.filter(pk__in=given.filter(member_id=asked.who).values("representation_id"))
    if asked.view == "mine":
        return found.filter(mine(member, today))
    if asked.view == "team":
        places = places_of(member, today)
        return found.filter(BY_PLACE[Scope.TEAM](places, "") | BY_PLACE[Scope.SERVICE](places, ""))
    if asked.view == "unassigned":
        return found.filter(~Exists(given.filter(representation_id=OuterRef("pk"))))
    return found


def mine(member: Member, today: Any) -> Q:
    """The cases that are a member's own work: those given to them, and those whose next act is their role's alone."""
    return Q(pk__in=given_to(member, today)) | Q(state__in=TURN_OF_ROLE.get(member.role, ()))


def due(member: Member | None, asked: Asked) -> Cases:
    """The cases of a view once for each of their open stages: `stage_pk`, `due` (the day kept for finding), `began`.

    A stage on which somebody still decides is asked for, and not open.
    """
    running: dict[str, Any] = {
        "stages__answered_on": None,
        "stages__ended_on": None,
        "stages__withdrawn_on": None,
    }
    waiting = [state.value for states in DECIDING.values() for state in states]
    states = set(OPEN_STATES)
    if asked.stage in DECIDING:
        states &= {state.value for state in DECIDING[asked.stage]}
    elif asked.stage:
        states -= set(waiting)
    if asked.stage:
        running["stages__stage"] = asked.stage.removesuffix("_asked")
    found = cases_of(member, asked).filter(**running, state__in=sorted(states))
    return found.annotate(
        stage_pk=F("stages__pk"), due=F("stages__due_on_hint"), began=F("stages__started_on")
    )


def of_colour(colour: str, clocks: CouncilClocks, today: date) -> Q:
    """The stages of a colour, by the day kept for finding. The council's own days count for its own clocks alone."""
    by_law = Q(procedure="children_act")
    soon = {True: clocks.calendar.by_law.after(today, SOON), False: clocks.calendar.after(today, SOON)}
    near = (by_law & Q(due__lte=soon[True])) | (~by_law & Q(due__lte=soon[False]))
    return {
        "late": Q(due__lt=today),
        "today": Q(due=today),
        "soon": Q(due__gt=today) & near,
        "fine": Q(due__isnull=True) | (Q(due__gt=today) & ~near),
    }[colour]


def rows_of(found: Cases, first: int, last: int) -> list[Any]:
    """The stages from one place of the list to another, the soonest first, with all that a row says."""
    order = (F("due").asc(nulls_last=True), "pk", "stage_pk")
    return list(in_full(Stage.objects.filter(pk__in=found.order_by(*order).values("stage_pk")[first:last])))


def in_full(found: QuerySet[Stage]) -> QuerySet[Any]:
    """Stages with all that a row of a list says."""
    until = Extension.objects.filter(stage=OuterRef("pk")).filter(
        Q(decided_on=None) | Q(decided_on__gte=OuterRef("started_on"))
    )
    last = until.order_by().values("stage").annotate(last=Max("extended_to")).values("last")
    held = Hold.objects.filter(
        representation=OuterRef("representation"), element=None, basis="proceedings", until_on=None
    )
    case = ("representation__team", "representation__kind_term", "representation__complainant_kind")
    return found.select_related("panel", *case).annotate(
        until=Subquery(last, output_field=DateField()),
        held=Exists(held),
        holder=holder_of("representation"),
    )


def holder_of(case: str) -> Subquery:
    """The name of whoever owns a case today, or has another part in it; empty where nobody does."""
    given = Assignment.objects.filter(in_force(day_asked(None)), representation=OuterRef(case))
    first = given.annotate(owns=Q(part__in=OWNING)).order_by("-owns", "-begins_on", "pk")
    return Subquery(first.values("member__account__first_name")[:1])


def task_of(row: Any, clocks: CouncilClocks, today: date) -> Task:
    """A stage as a row of the list, judged by law. `row` comes from `in_full`."""
    case, clock = row.representation, clock_of_row(row, clocks)
    runs = clock if clock is not None and not row.held else None
    return Task(
        reference=case.reference,
        kind=kind_words(case),
        stage=row.get_stage_display(),
        team=case.team.label if case.team else "",
        is_child=bool(case.complainant_kind and case.complainant_kind.means == "child"),
        next_act=next_act(row.stage, clock),
        due_on=runs.must_by if runs else None,
        latest_on=runs.latest_on if runs else None,
        colour=runs.colour(today) if runs else "fine",
        left=runs.left(today) if runs else None,
        since=row.started_on,
        own=own_act(clock),
        holder=row.holder or "",
        held=row.held,
    )


def clock_of_row(row: Any, clocks: CouncilClocks) -> Clock | None:
    """The clock that an open stage goes by: to acknowledge it where that is owed by rule, else to answer it."""
    # Its extensions were asked for with it: none is asked for again.
    row._prefetched_objects_cache = {"extensions": ()}
    dates = replace(dates_of(row), extended_to=row.until)
    try:
        waiting = clocks.acknowledgement(dates) if dates.acknowledged_on is None else None
        return waiting or clocks.clock(dates)
    except NotInForce:
        return None
