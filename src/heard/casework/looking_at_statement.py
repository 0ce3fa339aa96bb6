"""The statement of complaint as a page shows it: their words, each wording beside them, both readings of its start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from heard.casework.stage_days import both_readings
from heard.law.clock import Clock
from heard.representations.models import Element, Representation, Stage, Wording

REQUEST, STATEMENT = "request", "statement"
Standing = Wording.Standing


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the day from which Stage 2 counts: what it counts from, its days, and whether it alerts here."""

    counts_from: str
    started_on: date | None
    due_on: date | None
    latest_on: date | None
    alerts: bool


@dataclass(frozen=True)
class PointStated:
    """A point of the statement: their own words, the wording that counts now, and every wording before it."""

    point: Element
    wordings: tuple[Wording, ...]

    @property
    def last(self) -> Wording | None:
        """The newest wording, whatever its standing."""
        return self.wordings[-1] if self.wordings else None

    @property
    def proposed(self) -> str:
        """What a draft begins with: the newest wording, else their own words."""
        return self.last.words if self.last else self.point.agreed_words or self.point.words

    @property
    def standing(self) -> str:
        """How the newest wording stands, in a word."""
        return str(self.last.get_standing_display()) if self.last else "Not drafted"


@dataclass(frozen=True)
class Statement:
    """The statement of a case: its points, the days that count, and by which reading the council goes."""

    points: tuple[PointStated, ...]
    stage: Stage | None
    readings: tuple[Reading, ...]

    @property
    def is_amended(self) -> bool:
        """Whether an agreed wording was amended afterwards."""
        return any(one.standing == Standing.AMENDED for point in self.points for one in point.wordings)

    @property
    def standing(self) -> str:
        """Where the statement stands: not drafted, sent, agreed, settled or amended."""
        if self.stage is None or (
            self.stage.statement_sent_on is None and self.stage.statement_agreed_on is None
        ):
            return "Not drafted"
        if self.stage.statement_agreed_on is None:
            return "Sent, to be agreed"
        if self.is_amended:
            return "Amended after it was agreed"
        return "Settled without agreement" if self.stage.statement_settled_because else "Agreed"


def statement_of(case: Representation) -> Statement:
    """The statement of complaint of a case, in always the same few statements to the database."""
    rows = Element.objects.filter(representation=case).order_by("number")
    rows = rows.prefetch_related(Prefetch("wordings", Wording.objects.order_by("since", "pk")))
    stage = (
        Stage.objects.select_related("representation").filter(representation=case, stage="stage_2").first()
    )
    return Statement(
        tuple(PointStated(row, tuple(row.wordings.all())) for row in rows),
        stage,
        readings_of(stage) if stage and case.procedure == "children_act" else (),
    )


def readings_of(stage: Stage) -> tuple[Reading, ...]:
    """Both readings of when a statutory Stage 2 began; that from the statement has no days until it is agreed."""
    both = both_readings(stage)
    return (
        _reading("the request", both.from_request, both.alerts_from == REQUEST),
        _reading("the agreed statement", both.from_statement, both.alerts_from == STATEMENT),
    )


def _reading(counts_from: str, clock: Clock | None, alerts: bool) -> Reading:
    if clock is None:
        return Reading(counts_from, None, None, None, alerts)
    return Reading(counts_from, clock.started_on, clock.must_by, clock.latest_on, alerts)
