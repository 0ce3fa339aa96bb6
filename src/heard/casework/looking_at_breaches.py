"""The log of breaches as it is read: each with its 72 hours, what was said last, and what is owed; late ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from heard.casework.access_seeing import visible
from heard.casework.breaches import ANSWERS, clock_of, latest, owed_on
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand, may
from heard.law.hours import HoursClock, how_long, on_the_clock
from heard.people.models import Member
from heard.representations.models import Breach, BreachCase, BreachStep


@dataclass(frozen=True, slots=True)
class BreachSeen:
    """A breach, its clock (None where the regulator is not to be told), what was said of it, and what is owed."""

    row: Breach
    clock: HoursClock | None
    steps: tuple[BreachStep, ...]
    owed: tuple[str, ...]
    cases: tuple[str, ...]
    is_late: bool
    is_told: bool

    @property
    def says(self) -> str:
        """How the 72 hours stand, in words."""
        if self.clock is None:
            return "The regulator is not told"
        if self.is_told:
            return "Told late" if self.is_late else "Told in time"
        return "72 hours are over" if self.is_late else "72 hours run"

    @property
    def until(self) -> str:
        """The last instant of the 72 hours as the clock on the wall shows it."""
        return on_the_clock(self.clock.due_at) if self.clock else ""

    def left(self, now: datetime) -> str:
        """How long there is left, or how late it is, in hours and minutes."""
        if self.clock is None:
            return ""
        length = how_long(self.clock.left(now))
        return f"{length} late" if self.is_late else f"{length} left"

    @property
    def last(self) -> dict[str, tuple[str, BreachStep]]:
        """What was said last of each part: its answer in words, and the row."""
        return {about: (ANSWERS[about][row.answer], row) for about, row in latest(self.steps).items()}


def breaches_seen(member: Member, *, at: datetime, is_open: bool | None = None) -> list[BreachSeen]:
    """The breaches that touch no case hidden from this person: those running late first. Raises NotAllowed."""
    demand(member, Act.KEEP_BREACHES)
    hidden = BreachCase.objects.exclude(representation__in=visible(member, day_of(at)))
    rows = Breach.objects.exclude(pk__in=hidden.values("breach_id"))
    if is_open is not None:
        rows = rows.filter(closed_on__isnull=is_open)
    found = rows.prefetch_related("steps", "cases__representation")
    seen = [_seen(one, at) for one in found]
    return sorted(
        seen, key=lambda one: (not (one.is_late and not one.is_told), one.row.closed_on is not None)
    )


def breach_seen(member: Member, breach: Breach, *, at: datetime) -> BreachSeen:
    """One breach, read whole. Ask `breaches.breach_for` for the row. Raises NotAllowed."""
    demand(member, Act.KEEP_BREACHES)
    return _seen(breach, at)


def late_breaches(member: Member | None, *, at: datetime) -> list[BreachSeen]:
    """The breaches whose 72 hours are over, or will be within a day, with the regulator not told and no reason why.

    Nothing for whoever does not keep the log.
    """
    if member is None or not may(member, Act.KEEP_BREACHES):
        return []
    waiting = [one for one in breaches_seen(member, at=at, is_open=True) if one.clock and not one.is_told]
    return [one for one in waiting if one.clock and one.clock.left(at).total_seconds() < 24 * 3600]


def _seen(row: Breach, at: datetime) -> BreachSeen:
    steps: Sequence[BreachStep] = tuple(row.steps.all())
    clock = clock_of(row, steps)
    return BreachSeen(
        row=row,
        clock=clock,
        steps=tuple(steps),
        owed=() if row.closed_on else tuple(owed_on(row, steps)),
        cases=tuple(one.representation.reference for one in row.cases.all()),
        is_late=clock is not None and clock.is_late(at),
        is_told=clock is not None and clock.stopped_at is not None,
    )
