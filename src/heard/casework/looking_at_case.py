"""One case with everything this person may see of it: stages and their clocks, people, and what was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from heard.casework.claims import disagreements
from heard.casework.clocks import CouncilClocks, SeparateClock, Verdict, clocks_of_council
from heard.casework.looking import NotYours, dates_of, kind_words, visible_to
from heard.casework.looking_at_work import next_act
from heard.law.clock import Clock, Colour
from heard.ledger.models import Correction, Entry
from heard.people.models import Member
from heard.representations.models import Extension, Party, Representation, Stage

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock that runs on a stage: what is to be done by it, how it stands, and why its dates are what they are."""

    next_act: str
    due_on: date | None
    latest_on: date | None
    extended: bool
    colour: Colour
    left: int | None
    why: tuple[str, ...]


@dataclass(frozen=True)
class StageSeen:
    """One stage of a case: the row, its clocks, what the law says of it and where the sheet says otherwise."""

    row: Stage
    label: str
    running: tuple[RunningClock, ...]
    why: tuple[str, ...]
    verdict: Verdict
    disagreements: tuple[str, ...]
    separate: tuple[SeparateClock, ...]

    @property
    def is_open(self) -> bool:
        """Whether the stage has neither been answered nor withdrawn."""
        return self.row.answered_on is None and self.row.withdrawn_on is None


@dataclass(frozen=True)
class CaseSeen:
    """Everything of one case that this person may see."""

    row: Representation
    kind: str
    earlier: Representation | None
    later: tuple[Representation, ...]
    stages: tuple[StageSeen, ...]
    people: tuple[Party, ...]
    corrections: tuple[Correction, ...]
    entries: tuple[Entry, ...]

    @property
    def stage(self) -> StageSeen | None:
        """The stage the case stands at: its last."""
        return self.stages[-1] if self.stages else None

    @property
    def running(self) -> tuple[RunningClock, ...]:
        """Every clock that runs now, over all stages."""
        return tuple(clock for stage in self.stages for clock in stage.running)


def case(member: Member | None, reference: str, *, today: date) -> CaseSeen:
    """One case with everything this person may see. Raises NotYours."""
    mine = visible_to(member)
    row = _with_everything(mine).filter(reference=reference).first()
    if row is None:
        raise NotYours("We cannot find that case. Check the number, or ask the complaints team.")
    clocks = clocks_of_council()
    return CaseSeen(
        row=row,
        kind=kind_words(row),
        earlier=mine.filter(later=row).first(),
        later=tuple(mine.filter(earlier=row).order_by("received_on", "pk")),
        stages=tuple(_stage_seen(stage, row, clocks, today) for stage in row.stages.all()),
        people=tuple(row.parties.all()),
        corrections=tuple(Correction.objects.filter(reference=reference).order_by("-pk")[:MOST_LINES]),
        entries=tuple(Entry.objects.filter(reference=reference).order_by("-sequence")[:MOST_LINES]),
    )


def _with_everything(found: QuerySet[Representation]) -> QuerySet[Representation]:
    one = (
        "team__service",
        "service",
        "kind_term",
        "channel",
        "complainant_kind",
        "advocate_provider",
    )
    return found.select_related(*one).prefetch_related(
        Prefetch("stages", Stage.objects.select_related("outcome", "manager", "panel")),
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
        Prefetch("parties", Party.objects.select_related("person")),
    )


def _stage_seen(row: Stage, of: Representation, clocks: CouncilClocks, today: date) -> StageSeen:
    row.representation = of
    dates = dates_of(row)
    clock = clocks.clock(dates)
    verdict = clocks.judge(dates, row.withdrawn_on)
    to_acknowledge = clocks.acknowledgement(dates) if row.acknowledged_on is None else None
    is_open = not (row.answered_on or row.withdrawn_on or row.ended_on) and of.is_open
    return StageSeen(
        row=row,
        label=row.get_stage_display(),
        running=tuple(_running(row, (to_acknowledge, clock), today)) if is_open else (),
        why=tuple(clock.why()) if clock else (),
        verdict=verdict,
        disagreements=tuple(disagreements(row, verdict)),
        separate=tuple(clocks.stage_3(dates)) if row.stage == "stage_3" else (),
    )


def _running(row: Stage, clocks: tuple[Clock | None, ...], today: date) -> Iterator[RunningClock]:
    for clock in clocks:
        if clock is not None:
            yield RunningClock(
                next_act=next_act(row.stage, clock),
                due_on=clock.must_by,
                latest_on=clock.latest_on,
                extended=clock.extended_to is not None,
                colour=clock.colour(today),
                left=clock.left(today),
                why=tuple(clock.why()),
            )
