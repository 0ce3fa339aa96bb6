"""Events that bear on a series of figures: where it breaks, where a wide event lies, and what a report says of them.

A change of recording or of law makes what is before and after it two series. A wide event, such as a pandemic, is a
time of its own: the series breaks where it begins and where it is over. Something else is only shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from heard.figures.periods import MONTHS, Period

Kind = Literal["recording", "wide", "law", "other"]
MARK = "[b]"
KINDS: dict[Kind, str] = {
    "recording": "change of recording",
    "wide": "wide event",
    "law": "change of law or policy",
    "other": "event",
}
BREAKING: frozenset[Kind] = frozenset({"recording", "law", "wide"})


@dataclass(frozen=True, slots=True)
class Event:
    """One event: what, from when, until when (None while it goes on), and whom it touches; blank touches all.

    `service` and `procedure` are printed labels. `is_reviewed` says that another person held it beside what happened.
    """

    title: str
    words: str
    kind: Kind
    begins_on: date
    ends_on: date | None = None
    service: str = ""
    procedure: str = ""
    is_reviewed: bool = False

    @property
    def touches(self) -> str:
        """Whom it touches, in words."""
        return " in ".join(one for one in (self.procedure, self.service) if one) or "the whole council"

    @property
    def sentence(self) -> str:
        """What it was, as a report says it."""
        until = f" to {_day(self.ends_on)}" if self.ends_on else ""
        unread = "" if self.is_reviewed else " Not yet reviewed."
        return (
            f"{self.title} ({KINDS[self.kind]}, {self.touches}), from {_day(self.begins_on)}{until}: "
            f"{self.words.rstrip('.')}.{unread}"
        )


def touching(
    events: Iterable[Event],
    *,
    service: str = "",
    procedure: str = "",
    first: date | None = None,
    last: date | None = None,
) -> tuple[Event, ...]:
    """The events that touch figures of a service, a procedure or all (blank), between two days; the earliest first.

    Figures of everything are touched by an event of any part; figures of one service by no event of another.
    """
    there = [
        one
        for one in events
        if (not service or one.service in ("", service))
        and (not procedure or one.procedure in ("", procedure))
        and (last is None or one.begins_on <= last)
        and (first is None or one.ends_on is None or one.ends_on >= first)
    ]
    return tuple(sorted(there, key=lambda one: (one.begins_on, one.title)))


def breaks(events: Iterable[Event], periods: Sequence[Period]) -> tuple[int, ...]:
    """The places in a series of periods, in order of time, from which figures are another series than before.

    A period in which an event begins belongs to what is new, and one in which a wide event ends still to the event.
    """
    days = [day for one in events if one.kind in BREAKING for day in _edges(one)]
    places = {place for day in days if (place := place_of(day, periods)) is not None}
    return tuple(sorted(places - {0}))


def _edges(event: Event) -> list[date]:
    after = event.ends_on + timedelta(days=1) if event.ends_on and event.kind == "wide" else None
    return [event.begins_on] if after is None else [event.begins_on, _month_after(after)]


def _month_after(day: date) -> date:
    """The first day of the month after, or the day itself where it is a first."""
    return day if day.day == 1 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def place_of(day: date, periods: Sequence[Period]) -> int | None:
    """The place of the period that holds a day; None before the first and after the last."""
    return next((at for at, one in enumerate(periods) if one.first is not None and day in one), None)


def placed(events: Iterable[Event], periods: Sequence[Period]) -> tuple[tuple[int, str], ...]:
    """Where each event stands in a series, and its words; one that began before the series stands at its first."""
    found = []
    for one in events:
        at = place_of(one.begins_on, periods)
        first = periods[0].first if periods else None
        if at is None and first and one.kind == "wide" and one.begins_on < first and _reaches(one, first):
            at = 0
        if at is not None:
            found.append((at, f"{one.title} ({KINDS[one.kind]})"))
    return tuple(sorted(found))


def _reaches(event: Event, day: date) -> bool:
    return event.ends_on is None or event.ends_on >= day


def break_between(events: Iterable[Event], earlier: Period, later: Period) -> tuple[Event, ...]:
    """The events that keep two periods from being compared as one series: an edge of each lies between their ends.

    A period without edges is compared with nothing.
    """
    if earlier.first is None or later.last is None:
        return ()
    return tuple(
        one
        for one in touching(events, first=earlier.first, last=later.last)
        if one.kind in BREAKING and any(earlier.first < day <= later.last for day in _edges(one))
    )


def statement(events: Iterable[Event], first: date, last: date) -> tuple[str, ...]:
    """What a report of these days says of what bears on its figures: one sentence each, with its mark if it breaks."""
    there = [one for one in touching(events, first=first, last=last) if _matters(one, first)]
    said = tuple(f"{MARK} {one.sentence}" if one.kind in BREAKING else one.sentence for one in there)
    return said or ("No change of recording and no wide event is on record for this time.",)


def _matters(event: Event, first: date) -> bool:
    # A change that was made before a report's first day is what its figures are counted by throughout.
    return event.begins_on >= first or event.kind == "wide"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
