"""A clock that runs on one case: facts in, answers out. The same value serves the page and the annual report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from heard.law.deadlines import ClockLine, Due, due, due_days, every_clock
from heard.law.local_settings import LooserThanTheLaw, NotASetting, Setting, Settings
from heard.law.reckoning import counts_on
from heard.law.rulebook import NotInForce, UnknownRule
from heard.law.working_days import ENGLAND, CalendarRunsOut, WorkingCalendar, in_words

__all__ = [
    "CalendarRunsOut",
    "Clock",
    "ClockLine",
    "Colour",
    "Due",
    "Hold",
    "LooserThanTheLaw",
    "NotASetting",
    "NotInForce",
    "Setting",
    "Settings",
    "State",
    "UnknownRule",
    "due",
    "due_days",
    "every_clock",
    "start_clock",
]

State = Literal["running", "overdue", "met", "met_in_extended_time", "missed", "held", "no_number"]
Colour = Literal["late", "today", "soon", "fine"]
HoldBasis = Literal["proceedings", "advocate", "complainant_asked"]
SOON = 3
HOLD_WORDS = {
    "proceedings": "for proceedings (SI 2006/1738, regulation 8): the clock stops, and a new one starts on resuming",
    "advocate": "until an advocate was found: the days go on counting and the pause is shown beside them",
    "complainant_asked": "at the complainant's wish: the days go on counting and the pause is shown beside them",
}


@dataclass(frozen=True, slots=True)
class Hold:
    """A time during which the office waited, and why. `until_on` is None while it lasts."""

    from_on: date
    until_on: date | None
    basis: HoldBasis


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of one case: what is due, and what has happened to it. Nothing it answers is stored as truth."""

    due: Due
    extended_to: date | None = None
    holds: tuple[Hold, ...] = ()
    stopped_on: date | None = None

    @property
    def name(self) -> str:
        """The clock's name, such as children_act/stage_1/answer."""
        return self.due.clock

    @property
    def started_on(self) -> date:
        """Day 0: the day of the start event."""
        return self.due.found.started_on

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar this clock counts by: the law's for law, the council's for its own settings."""
        return counts_on(self.due.found.rule, self.due.found.calendar)

    @property
    def due_on(self) -> date | None:
        """The last day without any extension."""
        return self.due.due_on

    @property
    def latest_on(self) -> date | None:
        """The last day with every extension the law allows; None where none exists."""
        return self.due.latest_on

    @property
    def local_target(self) -> date | None:
        """The last day by the council's own tighter target."""
        return self.due.target_on

    @property
    def must_by(self) -> date | None:
        """The last day as things stand: with the extension given, and never past what is allowed."""
        if self.due_on is None or self.latest_on is None or self.extended_to is None:
            return self.due_on
        return min(max(self.extended_to, self.due_on), self.latest_on)

    @property
    def own_holds(self) -> tuple[Hold, ...]:
        """The holds of this clock: one that ended by the day it began held the clock before it."""
        return tuple(one for one in self.holds if one.until_on is None or one.until_on > self.started_on)

    def held_from(self, today: date) -> date | None:
        """The day a decision about proceedings stopped this clock, where on `today` it still stands still."""
        days = [hold.from_on for hold in self.own_holds if self._is_held_by(hold, today)]
        return min(days, default=None)

    def used(self, today: date) -> int:
        """Days used so far, or until it stopped: working days, or calendar days for a calendar clock."""
        return max(0, self._count(self.started_on, self._until(today)))

    def used_outside_holds(self, today: date) -> int:
        """Days used without those of the holds: to be shown beside `used`, never instead of it."""
        end = self._until(today)
        held = {day for hold in self.holds for day in self._days_of(hold, end)}
        return self.used(today) - len(held)

    def left(self, today: date) -> int | None:
        """Days left to the last day as things stand; below zero, the days it is late by."""
        return None if self.must_by is None else self._count(self._until(today), self.must_by)

    def state(self, today: date) -> State:
        """Where this clock stands on `today`."""
        if self.held_from(today):
            return "held"
        if self.due_on is None or self.must_by is None:
            return "no_number"
        if self.stopped_on is None or self.stopped_on > today:
            return "overdue" if today > self.must_by else "running"
        if self.stopped_on > self.must_by:
            return "missed"
        return "met" if self.stopped_on <= self.due_on else "met_in_extended_time"

    def met(self, today: date) -> bool | None:
        """Whether it was kept: None while that is still open, and where there is nothing to keep."""
        return {"met": True, "met_in_extended_time": True, "missed": False, "overdue": False}.get(
            self.state(today)
        )

    def colour(self, today: date, *, soon: int = SOON) -> Colour:
        """The colour on a work list. A late answer stays late for ever."""
        state = self.state(today)
        if state in ("overdue", "missed"):
            return "late"
        if state != "running" or self.must_by is None:
            return "fine"
        if today == self.must_by:
            return "today"
        return "soon" if self._count(today, self.must_by) <= soon else "fine"

    def anew(self, started_on: date) -> Clock:
        """A new clock of the same name and version of the rule from the day a held case was taken up again."""
        found = self.due.found
        settings = {self.name: Setting(found.terms.target, None, found.terms.counts_from_code)}
        if found.rule.local:
            settings = {self.name: self._own_setting()}
        again = due(
            self.name, started_on, on_version=found.version_of, settings=settings, calendar=found.calendar
        )
        return replace(self, due=again, extended_to=None, holds=(), stopped_on=None)

    def why(self) -> list[str]:
        """The reasons for its days, then what has happened to it."""
        return [*self.due.reasons, *self._extension_words(), *map(self._hold_words, self.own_holds)]

    def _own_setting(self) -> Setting:
        terms = self.due.found.terms
        allowed = terms.allowed or 0
        return Setting(allowed, (terms.up_to or allowed) - allowed, terms.counts_from_code, terms.unit)

    def _extension_words(self) -> list[str]:
        if self.extended_to is None or self.must_by is None:
            return []
        given = f"An extension to {in_words(self.extended_to)} is on record"
        if self.latest_on is None:
            return [f"{given}, but no extension exists, so {in_words(self.must_by)} stands."]
        if self.extended_to > self.latest_on:
            return [
                f"{given}, but nothing allows a day after {in_words(self.latest_on)}, so that day stands."
            ]
        return [f"{given}."]

    def _hold_words(self, hold: Hold) -> str:
        until = f"to {in_words(hold.until_on)}" if hold.until_on else "and still is"
        return f"It was held from {in_words(hold.from_on)} {until}, {HOLD_WORDS[hold.basis]}."

    def _is_held_by(self, hold: Hold, today: date) -> bool:
        """Whether a hold for proceedings lasts on `today`, and began before this clock was stopped."""
        if hold.basis != "proceedings" or hold.from_on > today:
            return False
        lasts = hold.until_on is None or today < hold.until_on
        return lasts and (self.stopped_on is None or hold.from_on < self.stopped_on)

    def _until(self, today: date) -> date:
        return min(day for day in (today, self.stopped_on, self.held_from(today)) if day)

    def _count(self, start: date, end: date) -> int:
        if self.due.found.terms.unit in ("working_days", "none"):
            return self.calendar.between(start, end)
        return (end - start).days

    def _days_of(self, hold: Hold, end: date) -> list[date]:
        """The counted days of a hold: after its first day, to its last, inside the clock's own time."""
        first, last = max(hold.from_on, self.started_on), min(hold.until_on or end, end)
        days = [date.fromordinal(n) for n in range(first.toordinal() + 1, last.toordinal() + 1)]
        if self.due.found.terms.unit in ("working_days", "none"):
            return [day for day in days if self.calendar.is_working_day(day)]
        return days


def start_clock(
    name: str,
    started_on: date,
    *,
    on_version: date | None = None,
    settings: Settings | None = None,
    calendar: WorkingCalendar = ENGLAND,
    extended_to: date | None = None,
    holds: tuple[Hold, ...] = (),
    stopped_on: date | None = None,
) -> Clock:
    """A clock of this name, day 0 on `started_on`. Raises what `due` raises."""
    when = due(name, started_on, on_version=on_version, settings=settings, calendar=calendar)
    return Clock(when, extended_to, holds, stopped_on)
