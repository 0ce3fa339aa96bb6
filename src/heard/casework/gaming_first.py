"""As first recorded, beside as corrected: what a figure was before any value was put right, and how many were."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.comparing import in_chunks
from heard.casework.nightly_seeing import dates_in_full
from heard.law.timeliness import StageDates, Timeliness
from heard.ledger.models import Correction
from heard.representations.models import Stage

DAYS = (
    "started_on",
    "acknowledged_on",
    "statement_agreed_on",
    "panel_met_on",
    "report_sent_on",
    "answered_on",
)


@dataclass(frozen=True, slots=True)
class ToldTwice:
    """One stage, judged by what was first recorded and by what stands now, with how many of its values changed."""

    reference: str
    stage: str
    first: Timeliness
    now: Timeliness
    corrections: int


@dataclass(frozen=True, slots=True)
class CountedTwice:
    """How many stages were in time, late and so on: as first recorded, as corrected, and after how many corrections."""

    first: Mapping[Timeliness, int]
    now: Mapping[Timeliness, int]
    corrections: int


def told_twice(references: Sequence[str], *, known_at: datetime | None = None) -> Iterator[ToldTwice]:
    """Each stage of these cases, as first recorded (or as it was known at an instant) beside as it stands now."""
    clocks = clocks_of_council()
    for some in in_chunks(list(references)):
        undone = _undone(some, known_at)
        rows = Stage.objects.filter(representation__reference__in=some).select_related(
            "representation", "panel"
        )
        for stage in rows.prefetch_related("extensions").order_by("representation_id", "started_on", "stage"):
            yield _twice(stage, undone[stage.representation.reference], clocks)


def counted_twice(references: Sequence[str], *, known_at: datetime | None = None) -> CountedTwice:
    """The same counted. A correction changes the second count and never the first."""
    every = list(told_twice(references, known_at=known_at))
    return CountedTwice(
        first=Counter(one.first for one in every),
        now=Counter(one.now for one in every),
        corrections=sum(one.corrections for one in every),
    )


def as_first_recorded(dates: StageDates, corrections: Iterable[Correction]) -> StageDates:
    """The days of a stage with every one of these corrections taken back, the latest first."""
    for one in sorted(corrections, key=lambda one: one.pk, reverse=True):
        stage, _, name = one.what.replace(".", "/").partition("/")
        if stage == dates.stage and name in DAYS:
            before: dict[str, Any] = {name: _day(one.was)}
            dates = replace(dates, **before)
    return dates


def _undone(references: Sequence[str], known_at: datetime | None) -> Mapping[str, list[Correction]]:
    rows = Correction.objects.filter(reference__in=references)
    if known_at is not None:
        rows = rows.filter(at__gt=known_at)
    found: dict[str, list[Correction]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.reference].append(row)
    return found


def _twice(stage: Stage, corrections: Sequence[Correction], clocks: CouncilClocks) -> ToldTwice:
    dates = dates_in_full(stage)
    mine = [one for one in corrections if one.what.replace(".", "/").startswith(f"{stage.stage}/")]
    return ToldTwice(
        reference=stage.representation.reference,
        stage=stage.stage,
        first=clocks.judge(as_first_recorded(dates, mine)).timeliness,
        now=clocks.judge(dates).timeliness,
        corrections=len(mine),
    )


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
