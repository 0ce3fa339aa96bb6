"""The clock of a request for what is held about somebody: a month, longer when it must be, still while we wait.

The month begins when the council has the request and what shows who asks; days in which it waited to hear which
information is wanted are added at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from heard.law.clock import Colour, due
from heard.law.reckoning import counted_to
from heard.law.rulebook import NotInForce, rule
from heard.law.working_days import ENGLAND, WorkingCalendar, in_words

CLOCK, STANDS_STILL = "subject_access/answer", "subject_access/stands_still"
SOON = 7  # calendar days: there are some twenty working days in all
Basis = Literal["identity", "scope"]


@dataclass(frozen=True, slots=True)
class Waited:
    """A question put to the person, on which the clock stands still: the day it was asked, and answered."""

    basis: Basis
    asked_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class FileClock:
    """The clock of one request. `first_by` is its last day without more time, `latest_on` with all that the law gives.

    `waits_since` is the day since when it stands still on an open question; None where it runs.
    """

    received_on: date
    started_on: date
    added: int
    first_by: date
    latest_on: date
    is_extended: bool
    waits_since: date | None
    stopped_on: date | None
    reasons: tuple[str, ...]

    @property
    def must_by(self) -> date:
        """The last day as things stand."""
        return self.latest_on if self.is_extended else self.first_by

    def left(self, today: date) -> int:
        """Calendar days left; below zero, the days it is late by. Counted to the day it stopped or stands still."""
        until = min(one for one in (today, self.stopped_on, self.waits_since) if one)
        return (self.must_by - until).days

    def met(self, today: date) -> bool | None:
        """Whether it was kept; None while that is open."""
        if self.stopped_on is None or self.stopped_on > today:
            return False if self.colour(today) == "late" else None
        return self.stopped_on <= self.must_by

    def colour(self, today: date) -> Colour:
        """The colour on a list. A late answer stays late for ever."""
        left = self.left(today)
        if left < 0:
            return "late"
        if self.stopped_on is not None or self.waits_since is not None:
            return "fine"
        if left == 0:
            return "today"
        return "soon" if left <= SOON else "fine"


def file_clock(
    received_on: date,
    waited: Sequence[Waited] = (),
    *,
    is_extended: bool = False,
    stopped_on: date | None = None,
    today: date,
    calendar: WorkingCalendar = ENGLAND,
) -> FileClock:
    """The clock of a request that came on a day. Raises NotInForce or CalendarRunsOut.

    A question asked before the law let the clock stand still stops nothing.
    """
    counts = [one for one in waited if _stands_still(one.asked_on)]
    shown = [one.answered_on for one in counts if one.basis == "identity" and one.answered_on]
    started = max([received_on, *shown])
    added = sum(
        (one.answered_on - max(one.asked_on, started)).days
        for one in counts
        if one.basis == "scope" and one.answered_on and one.answered_on > started
    )
    found = due(CLOCK, started, on_version=received_on, calendar=calendar).found
    value = found.value
    days = [
        calendar.next_working_day(counted_to(started, months, "months", calendar) + timedelta(days=added))
        for months in (value.value or 0, value.up_to or value.value or 0)
    ]
    waits = min((one.asked_on for one in counts if one.answered_on is None), default=None)
    if waits is not None and (today < waits or stopped_on is not None):
        waits = None
    reasons = (*due(CLOCK, started, on_version=received_on, calendar=calendar).reasons, *_why(counts, added))
    return FileClock(
        received_on, started, added, days[0], days[1], is_extended, waits, stopped_on, tuple(reasons)
    )


def _stands_still(asked_on: date) -> bool:
    try:
        rule(STANDS_STILL).on(asked_on)
    except NotInForce:
        return False
    return True


def _why(counts: Sequence[Waited], added: int) -> list[str]:
    said = []
    for one in counts:
        what = "who asks, or that they may" if one.basis == "identity" else "which information is wanted"
        until = f"and heard on {in_words(one.answered_on)}" if one.answered_on else "and waits to hear"
        said.append(f"The council asked on {in_words(one.asked_on)} {what}, {until}.")
    if added:
        said.append(f"The {added} days of waiting to hear which information is wanted are added at the end.")
    return said
