"""Working days in England: how many, which one, and why a day does not count.

A working day is not a Saturday, Sunday, Christmas Day, Boxing Day, Good Friday or bank holiday of England
and Wales (SI 2006/1738, regulation 2). The day of the start event is day 0; the next working day is day 1.
The bank holidays are a committed file; beyond its last year every question stops with CalendarRunsOut.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from heard.law import strict_yaml

SATURDAY = 5
ENGLAND_FILE = Path(__file__).parent / "bank_holidays" / "england.yaml"
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class CalendarRunsOut(LookupError):
    """A day was asked about for which nobody has yet loaded the bank holidays."""


def in_words(day: date) -> str:
    """A day as it stands in a letter: “Friday 4 December 2026”."""
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are working days, from `known_from` to `known_until`, both included.

    `named` holds each weekday that is not worked, with its name; `added` those that the council added.
    """

    named: Mapping[date, str] = field(hash=False)
    known_from: date
    known_until: date
    added: frozenset[date] = frozenset()
    _by_law: WorkingCalendar | None = field(default=None, repr=False, compare=False)
    # These make every answer a lookup: each working day in order, and how many there are up to each day.
    _first: int = field(init=False, repr=False, compare=False)
    _worked: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _so_far: array[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first, last = self.known_from.toordinal(), self.known_until.toordinal()
        worked: list[date] = []
        so_far = array("l")
        for day in map(date.fromordinal, range(first, last + 1)):
            if day.weekday() < SATURDAY and day not in self.named:
                worked.append(day)
            so_far.append(len(worked))
        object.__setattr__(self, "named", MappingProxyType(dict(self.named)))
        object.__setattr__(self, "_first", first)
        object.__setattr__(self, "_worked", tuple(worked))
        object.__setattr__(self, "_so_far", so_far)

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on `day`. Raises CalendarRunsOut outside the days known."""
        self._must_know(day)
        return day.weekday() < SATURDAY and day not in self.named

    def after(self, start: date, working_days: int) -> date:
        """The last day for an act that is due within so many working days of `start`, which is day 0."""
        if working_days < 1:
            return self._no_days_after(start, working_days)
        at = start.toordinal() - self._first
        try:
            if at >= 0:
                return self._worked[self._so_far[at] + working_days - 1]
        except IndexError:
            pass
        raise self._runs_out(start, f" (counting {working_days} working days from {in_words(start)})")

    def before(self, end: date, working_days: int) -> date:
        """The last day for an act that is due so many working days before `end`, which is day 0 counting back."""
        if working_days < 1:
            return self._no_days_after(end, working_days)
        self._must_know(end)
        behind = self._so_far[end.toordinal() - self._first] - (1 if self.is_working_day(end) else 0)
        if working_days > behind:
            raise self._runs_out(self.known_from - timedelta(days=1))
        return self._worked[behind - working_days]

    def after_many(self, starts: Sequence[date], working_days: int) -> list[date]:
        """`after` for a whole column of start days at once, in their order."""
        if not starts:
            return []
        if working_days < 1:
            return [self._no_days_after(start, working_days) for start in starts]
        worked, so_far, first = self._worked, self._so_far, self._first
        more = working_days - 1
        if min(starts) >= self.known_from:
            try:
                return [worked[so_far[start.toordinal() - first] + more] for start in starts]
            except IndexError:
                pass
        return [self.after(start, working_days) for start in starts]

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start` and not after `end`; below zero if `end` comes first."""
        from_, to = start.toordinal() - self._first, end.toordinal() - self._first
        if from_ >= 0 and to >= 0:
            try:
                return self._so_far[to] - self._so_far[from_]
            except IndexError:
                pass
        raise self._runs_out(end if self._knows(start) else start)

    def between_many(self, starts: Sequence[date], ends: Sequence[date]) -> list[int]:
        """`between` for two whole columns of days at once, in their order."""
        if not starts:
            return []
        so_far, first = self._so_far, self._first
        for day in (min(starts), min(ends), max(starts), max(ends)):
            self._must_know(day)
        return [
            so_far[end.toordinal() - first] - so_far[start.toordinal() - first]
            for start, end in zip(starts, ends, strict=True)
        ]

    def skipped(self, start: date, end: date) -> list[tuple[date, str]]:
        """Each day after `start` and not after `end` that does not count, with the reason why."""
        self._must_know(start)
        self._must_know(end)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return [(day, why) for day in days if (why := self._why_not(day))]

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked, otherwise the first working day after it."""
        return day if self.is_working_day(day) else self.after(day, 1)

    @property
    def by_law(self) -> WorkingCalendar:
        """The calendar without the council's own closing days: in law these are working days."""
        return self._by_law or self

    def with_extra(self, days: Mapping[date, str] | Iterable[date]) -> WorkingCalendar:
        """The same calendar with days on which the council closes besides. Each keeps the name it is given.

        They count for the council's own settings only. `by_law` stays as it was.
        """
        named = self._checked(days, "day added by the council")
        new = frozenset(named) - frozenset(self.named)
        return WorkingCalendar(
            {**named, **self.named}, self.known_from, self.known_until, self.added | new, self.by_law
        )

    def with_proclaimed(self, days: Mapping[date, str] | Iterable[date]) -> WorkingCalendar:
        """The same calendar with bank holidays proclaimed since the file was written: they count in law too."""
        named = self._checked(days, "bank holiday")
        law = self.by_law
        wider = WorkingCalendar({**named, **law.named}, law.known_from, law.known_until)
        return wider.with_extra({day: self.named[day] for day in self.added}) if self.added else wider

    def _checked(self, days: Mapping[date, str] | Iterable[date], name: str) -> dict[date, str]:
        named = dict(days) if isinstance(days, Mapping) else dict.fromkeys(days, name)
        for day in named:
            self._must_know(day)
        return {day: why for day, why in named.items() if day.weekday() < SATURDAY}

    def _why_not(self, day: date) -> str:
        if day.weekday() >= SATURDAY:
            return _DAY_NAMES[day.weekday()]
        return self.named.get(day, "")

    def _no_days_after(self, start: date, working_days: int) -> date:
        if working_days < 0:
            raise ValueError(
                f"{working_days} working days cannot be counted: due days come after a start. Give 0 or more."
            )
        self._must_know(start)
        return start

    def _knows(self, day: date) -> bool:
        return self.known_from <= day <= self.known_until

    def _must_know(self, day: date) -> None:
        if not self._knows(day):
            raise self._runs_out(day)

    def _runs_out(self, day: date, while_doing: str = "") -> CalendarRunsOut:
        if day < self.known_from:
            return CalendarRunsOut(
                f"Bank holidays are known only from {in_words(self.known_from)}, and {in_words(day)} was "
                f"asked for{while_doing}. Check the year of that date: it may be a slip of the keys."
            )
        asked = in_words(day) if day > self.known_until else "a later day"
        return CalendarRunsOut(
            f"Bank holidays are known only to {in_words(self.known_until)}, and {asked} was asked for"
            f"{while_doing}. Check the year of the date; if it is right, add the later years that GOV.UK has "
            "published to law/bank_holidays/england.yaml."
        )


def load(path: Path = ENGLAND_FILE) -> WorkingCalendar:
    """The calendar that a bank-holiday file holds."""
    said = strict_yaml.read(path)
    return WorkingCalendar(said["days"], said["known_from"], said["known_until"])


ENGLAND = load()
