"""The one way to read: always through somebody's eyes. What is not yours does not exist for you."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, QuerySet

from heard.casework.claims import disagreements
from heard.casework.clocks import CouncilClocks, Verdict, clocks_of_council
from heard.casework.permissions import Act, demand, may
from heard.law.clock import Clock, Colour
from heard.law.timeliness import StageDates
from heard.ledger.models import Correction, Entry, ImportedRow, ImportRun
from heard.people.models import Council, Member, Service, Team, Term
from heard.representations.models import KINDS, Extension, Party, Representation, Stage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

PAGE = 25
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


class NotYours(Exception):
    """There is no such case for this person; the page answers the same for a number never issued."""


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


@dataclass(frozen=True)
class StageSeen:
    """One stage of a case as a page shows it: the row, its clock, what the law says and what the sheet claimed."""

    row: Stage
    label: str
    clock: Clock | None
    verdict: Verdict
    colour: Colour
    left: int | None
    disagreements: tuple[str, ...]
    separate: tuple[Any, ...]


@dataclass(frozen=True)
class CaseSeen:
    """Everything of one case that this person may see."""

    row: Representation
    kind: str
    stages: tuple[StageSeen, ...]
    people: tuple[Party, ...]
    corrections: tuple[Correction, ...]
    entries: tuple[Entry, ...]


def council() -> Council | None:
    """The council this installation serves, or None before it has been named."""
    return Council.objects.first()


def teams() -> QuerySet[Team]:
    """The council's teams in printed order."""
    return Team.objects.select_related("service")


def services() -> QuerySet[Service]:
    """The council's services in printed order."""
    return Service.objects.all()


def terms(list_: str) -> QuerySet[Term]:
    """The labels of one of the council's lists in printed order."""
    return Term.objects.filter(list=list_)


def imports() -> QuerySet[ImportRun]:
    """What was brought in, newest first."""
    return ImportRun.objects.all()


def visible_to(member: Member | None) -> QuerySet[Representation]:
    """The cases this person may see: every one, their own team's, or none. Nobody signed in sees none."""
    if not may(member, Act.SEE_CASES) or member is None:
        return Representation.objects.none()
    if member.role == Member.Role.TEAM_MANAGER:
        return (
            Representation.objects.filter(team=member.team_id)
            if member.team_id
            else Representation.objects.none()
        )
    return Representation.objects.all()


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
    clock = clocks.clock(dates)
    to_acknowledge = clocks.acknowledgement(dates) if dates.acknowledged_on is None else None
    clock = to_acknowledge or clock
    return Task(
        reference=case.reference,
        kind=kind_words(case),
        stage=row.get_stage_display(),
        team=case.team.label if case.team else "",
        is_child=bool(case.complainant_kind and case.complainant_kind.means == "child"),
        next_act="Acknowledge" if to_acknowledge else _next_act(row, clock),
        due_on=clock.must_by if clock else None,
        latest_on=clock.latest_on if clock else None,
        colour=clock.colour(today) if clock else "fine",
        left=clock.left(today) if clock else None,
    )


def _next_act(row: Stage, clock: Clock | None) -> str:
    if row.stage == "stage_3" and clock is not None:
        return STAGE_3_ACTS[clock.name]
    return NEXT_ACTS.get(row.stage, "Answer")


def kind_words(case: Representation) -> str:
    """The kind of a case as the council prints it."""
    return case.kind_term.label if case.kind_term else dict(KINDS)[case.kind]


def dates_of(row: Stage) -> StageDates:
    """What the law needs to know of a stage."""
    extended = [one.extended_to for one in row.extensions.all()]
    return StageDates(
        procedure=row.representation.procedure,
        stage=row.stage,
        started_on=row.started_on,
        answered_on=row.answered_on,
        extended_to=max(extended, default=None),
        extension_recorded=row.extension_recorded and row.was_extended is not True,
        acknowledged_on=row.acknowledged_on,
        statement_agreed_on=row.statement_agreed_on,
        panel_met_on=row.panel_met_on,
        report_sent_on=row.report_sent_on,
    )


def case(member: Member | None, reference: str, *, today: date) -> CaseSeen:
    """One case with everything this person may see. Raises NotYours."""
    wanted = (
        visible_to(member)
        .select_related(
            "team__service",
            "service",
            "kind_term",
            "channel",
            "complainant_kind",
            "advocate_provider",
            "earlier",
        )
        .prefetch_related(
            Prefetch("stages", Stage.objects.select_related("outcome", "manager")),
            Prefetch("stages__extensions", Extension.objects.order_by("extended_to")),
            "natures__term",
            "unmapped",
            "elements__findings__finding",
            "payments__kind",
            "payments__parts",
            "remedies__kind",
            "recommendations__service",
            "recommendations__owner",
            "learning__service",
            "ombudsman_cases__decision",
            "later",
            Prefetch("parties", Party.objects.select_related("person")),
        )
    )
    row = wanted.filter(reference=reference).first()
    if row is None:
        raise NotYours("We cannot find that case. Check the number, or ask the complaints team.")
    clocks = clocks_of_council()
    return CaseSeen(
        row=row,
        kind=kind_words(row),
        stages=tuple(_stage_seen(stage, row, clocks, today) for stage in row.stages.all()),
        people=tuple(row.parties.all()),
        corrections=tuple(Correction.objects.filter(reference=reference).order_by("-pk")[:200]),
        entries=tuple(Entry.objects.filter(reference=reference).order_by("-sequence")[:200]),
    )


def _stage_seen(row: Stage, of: Representation, clocks: CouncilClocks, today: date) -> StageSeen:
    row.representation = of
    dates = dates_of(row)
    clock = clocks.clock(dates)
    running = clock is not None and row.withdrawn_on is None
    verdict = clocks.judge(dates, row.withdrawn_on)
    return StageSeen(
        row=row,
        label=row.get_stage_display(),
        clock=clock,
        verdict=verdict,
        colour=clock.colour(today) if clock and running else "fine",
        left=clock.left(today) if clock and running else None,
        disagreements=tuple(disagreements(row, verdict)),
        separate=tuple(clocks.stage_3(dates)) if row.stage == "stage_3" else (),
    )


def cases(
    member: Member | None, *, words: str = "", kind: str = "", team: str = "", state: str = "", page: int = 1
) -> tuple[Sequence[Representation], int, int, int]:
    """A page of the cases this person may see, newest first: (cases, total, page, pages). Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    found = visible_to(member).select_related("team", "kind_term", "complainant_kind")
    if words:
        found = found.filter(
            Q(reference__icontains=words)
            | Q(parties__person__name__icontains=words)
            | Q(words__icontains=words)
        ).distinct()
    if kind:
        found = found.filter(kind=kind)
    if team:
        found = found.filter(team__label=team)
    if state:
        found = found.filter(state=state)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    return list(found.order_by("-received_on", "-pk")[(page - 1) * PAGE : page * PAGE]), total, page, pages


def member_for(account: User | AnonymousUser) -> Member | None:
    """The member behind a signed-in account, or None."""
    if not account.is_authenticated or not account.is_active:
        return None
    return Member.objects.select_related("team", "account").filter(account_id=account.pk).first()


def demonstration_members() -> list[Member]:
    """The people one can be in a demonstration; nobody in a live installation."""
    there = council()
    if there is None or not there.is_demo:
        return []
    return list(
        Member.objects.select_related("account", "team").filter(account__is_active=True).order_by("pk")
    )


@dataclass(frozen=True)
class RunSeen:
    """One import with its rows as they stand, and what it changed."""

    run: ImportRun
    rows: tuple[ImportedRow, ...]
    corrections: tuple[Correction, ...]
    disagreements: tuple[tuple[str, str, str], ...]


def import_run(number: int) -> RunSeen:
    """One import, its rows, its corrections, and each case on which sheet and law disagree. Raises NotYours."""
    run = ImportRun.objects.filter(number=number).first()
    if run is None:
        raise NotYours("There is no import of that number.")
    rows = tuple(run.rows.order_by("row")[:500])
    corrections = tuple(Correction.objects.filter(at=run.at, by=run.by).order_by("pk")[:500])
    return RunSeen(run, rows, corrections, tuple(_disagreements_of(run)))


def _disagreements_of(run: ImportRun) -> Iterator[tuple[str, str, str]]:
    clocks = clocks_of_council()
    references = run.rows.filter(is_current=True).values("reference")
    stages = (
        Stage.objects.filter(representation__reference__in=references)
        .select_related("representation")
        .prefetch_related("extensions")
        .order_by("representation__reference", "started_on")
    )
    for stage in stages.iterator(chunk_size=2000):
        for words in disagreements(stage, clocks.judge(dates_of(stage), stage.withdrawn_on)):
            yield stage.representation.reference, stage.get_stage_display(), words
