"""Which open stages' next dates would be others if the council were closed on one more day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from heard.casework.clocks import clocks_of_council
from heard.casework.redating_days import moved_between, open_stages
from heard.law.working_days import SATURDAY


@dataclass(frozen=True, slots=True)
class Move:
    """One open stage whose next date would be another."""

    reference: str
    was: date
    becomes: date


def dates_that_would_move(day: date, title: str) -> list[Move]:
    """The open stages whose next date would move if the council were closed on `day`. Raises CalendarRunsOut.

    They are the dates that the re-dating lists which is proposed when the day is added.
    """
    now = clocks_of_council()
    then = replace(now, calendar=now.calendar.with_extra({day: title}))
    stages = open_stages()
    moved = moved_between([one.dates for one in stages], now, then)
    return [
        Move(stages[one.place].reference, one.was, one.becomes) for one in moved if one.was and one.becomes
    ]


@dataclass(frozen=True, slots=True)
class Counted:
    """Working days counted from a day: the last of them, the first, and what did not count on the way and why."""

    start: date
    days: int
    first: date
    last: date
    weekend_days: int
    closed: tuple[tuple[date, str], ...]


def count_working_days(start: date, days: int, *, as_the_council: bool) -> Counted:
    """So many working days from a day, which is day 0: by the law, or as the council counts for its own clocks.

    Raises CalendarRunsOut.
    """
    calendar = clocks_of_council().calendar
    calendar = calendar if as_the_council else calendar.by_law
    last = calendar.after(start, days)
    skipped = calendar.skipped(start, last)
    closed = tuple((day, why) for day, why in skipped if day.weekday() < SATURDAY)
    return Counted(start, days, calendar.after(start, 1), last, len(skipped) - len(closed), closed)
