"""The days of a clock, one by one: which count, which do not and why, so that anybody can count along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from heard.law.clock import Clock

LONGEST = 400


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day: its number where it counts, else why it does not. `is_due` marks the last day as things stand."""

    day: date
    number: int | None
    why_not: str
    is_due: bool = False


def days_of(clock: Clock) -> list[DayCounted]:
    """Every day from day 0 to the last day as things stand; none where there is no number, or it counts back."""
    last = clock.must_by
    if last is None or last < clock.started_on or (last - clock.started_on).days > LONGEST:
        return []
    by_the_week = clock.due.found.terms.unit == "working_days"
    skipped = dict(clock.calendar.skipped(clock.started_on, last)) if by_the_week else {}
    found, number = [DayCounted(clock.started_on, 0, "")], 0
    for ordinal in range(1, (last - clock.started_on).days + 1):
        day = clock.started_on + timedelta(days=ordinal)
        number += day not in skipped
        found.append(DayCounted(day, None if day in skipped else number, skipped.get(day, ""), day == last))
    return found
