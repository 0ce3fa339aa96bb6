"""How many open cases will pass their due day, in which week and at which step, if steps go on as they lately went.

An open case has the working days left that it has. The chance that it gets through all of them unanswered is read off
the survival curve of its step (`survival`). The curve is drawn anew from its own turns 200 times and played out on the
open cases; the interval is what nine of ten of these give. `replay` asks the same of past days and says how far out it
was, and `widened` makes the interval as wide as it had to be then to hold nine of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, partial
from math import ceil, floor, sqrt
from typing import Any

from heard.figures.survival import DRAWS, SEED, Curve, Turn, curves_of

WEEKS = 8
EACH_DRAW = 5  # times that each drawn curve is played out on the open cases
WITHIN = (0.05, 0.95)
CHECKED_ENOUGH = 8  # past forecasts below which they do not say how wide an interval has to be


@dataclass(frozen=True, slots=True)
class Expected:
    """So many of those that fall due will probably pass their due day: about this many, between low and high."""

    due: int
    about: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """What is expected of one week, and at which steps."""

    begins_on: date
    expected: Expected
    steps: tuple[tuple[str, Expected], ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of the weeks ahead of a day.

    `waiting` is how many open turns have a due day, `late_now` how many have passed it. `whole` is all of those due in
    the weeks ahead. `not_told` are the steps of which too few have ended to say anything, with how many wait there.
    """

    as_at: date
    waiting: int
    late_now: int
    whole: Expected
    weeks: tuple[WeekAhead, ...]
    steps: tuple[tuple[str, Expected], ...]
    not_told: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One forecast of the past beside what came. `simple` is what saying "as many as lately" would have said."""

    as_at: date
    expected: Expected
    came: int
    simple: float

    @property
    def held(self) -> bool:
        """Whether what came lay within the interval."""
        return self.expected.low <= self.came <= self.expected.high

    @property
    def miss(self) -> float:
        """By how many cases it was out."""
        return abs(self.expected.about - self.came)


@dataclass(frozen=True, slots=True)
class Replayed:
    """How the forecasts would have done that this way would have given on past days."""

    checked: tuple[Checked, ...]
    weeks: int

    @property
    def held(self) -> int:
        """How many held what came within their interval."""
        return sum(one.held for one in self.checked)

    @property
    def miss(self) -> float:
        """By how many cases they were out, in the middle."""
        return sum(one.miss for one in self.checked) / len(self.checked) if self.checked else 0.0

    @property
    def simple_miss(self) -> float:
        """By how many cases saying "as many as in the weeks before" would have been out."""
        return (
            sum(abs(one.simple - one.came) for one in self.checked) / len(self.checked)
            if self.checked
            else 0.0
        )

    @property
    def out_by(self) -> float:
        """How far out nine of ten were at most, by the square root of what was expected; 0 where too few were asked."""
        missed = sorted(one.miss / sqrt(one.expected.about + 1) for one in self.checked)
        if len(missed) < CHECKED_ENOUGH:
            return 0.0
        return missed[min(len(missed), ceil((WITHIN[1] - WITHIN[0]) * (len(missed) + 1))) - 1]


def widened(told: Forecast, replayed: Replayed) -> Forecast:
    """The same forecast with intervals as wide as past ones had to be to hold what came nine times in ten.

    Weeks in which many are slow at once are not in any curve: what they did to past forecasts is.
    """

    def wider(one: Expected) -> Expected:
        half = replayed.out_by * sqrt(one.about + 1) if one.due else 0.0
        low, high = max(0, floor(one.about - half)), min(one.due, ceil(one.about + half))
        return replace(one, low=min(one.low, low), high=max(one.high, high))

    def each(steps: tuple[tuple[str, Expected], ...]) -> tuple[tuple[str, Expected], ...]:
        return tuple((step, wider(one)) for step, one in steps)

    if not replayed.out_by:
        return told
    weeks = tuple(replace(one, expected=wider(one.expected), steps=each(one.steps)) for one in told.weeks)
    return replace(told, whole=wider(told.whole), weeks=weeks, steps=each(told.steps))


def forecast(
    turns: Sequence[Turn], *, day: int, as_at: date, weeks: int = WEEKS, closed: bool = False
) -> Forecast:
    """What is expected of the turns open on a day: `day` is its number of working days, `as_at` its date.

    A turn due on the day itself still has that day, unless the day is over (`closed`).
    """
    seen = [one for one in turns if one.began <= day]
    waiting = [one for one in seen if one.is_waiting(day)]
    last = monday_of(as_at) + timedelta(weeks=weeks, days=-1)
    ahead = [one for one in waiting if one.due >= day + closed and as_at <= one.due_on <= last]
    curves = curves_of(seen, day)
    told = [one for one in ahead if one.step in curves]
    drawn = _Drawn(told, curves, day)
    return Forecast(
        as_at,
        len(waiting),
        sum(one.due < day + closed for one in waiting),
        drawn.expected(lambda one: True),
        tuple(_week(drawn, monday_of(as_at) + timedelta(weeks=week)) for week in range(weeks)),
        tuple((step, drawn.of_step(step)) for step in _steps(told)),
        tuple((step, sum(one.step == step for one in ahead)) for step in _steps(ahead) if step not in curves),
    )


def replay(turns: Sequence[Turn], days: Sequence[tuple[int, date]], *, weeks: int = 4) -> Replayed:
    """Forecast the weeks after each past day from what was known at its end, and set beside it what came.

    Days of which too little was on record to say anything are left out.
    """
    checked = []
    for day, as_at in days:
        told = forecast(turns, day=day, as_at=as_at, weeks=weeks + 1, closed=True)
        if told.whole.due:
            checked.append(_checked(turns, told, day, as_at, weeks))
    return Replayed(tuple(checked), weeks)


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def _checked(turns: Sequence[Turn], told: Forecast, day: int, as_at: date, weeks: int) -> Checked:
    not_told = {step for step, _ in told.not_told}
    last = monday_of(as_at) + timedelta(weeks=weeks + 1, days=-1)
    theirs = [
        one
        for one in turns
        if one.is_waiting(day) and one.due > day and one.due_on <= last and one.step not in not_told
    ]
    came = sum(not _ended_in_time(one) for one in theirs)
    before = [one for one in turns if day - 5 * (weeks + 1) < one.due <= day and one.step not in not_told]
    return Checked(as_at, told.whole, came, float(sum(not _ended_in_time(one) for one in before)))


def _ended_in_time(one: Turn) -> bool:
    return one.left is not None and one.left <= one.due


def _steps(turns: Sequence[Turn]) -> list[str]:
    return list(dict.fromkeys(sorted(one.step for one in turns)))


def _week(drawn: _Drawn, begins_on: date) -> WeekAhead:
    ends_on = begins_on + timedelta(days=6)

    def within(one: Turn) -> bool:
        return begins_on <= one.due_on <= ends_on

    steps = _steps([one for one in drawn.turns if within(one)])
    each = tuple((step, drawn.expected(partial(_at_step, within, step))) for step in steps)
    return WeekAhead(begins_on, drawn.expected(within), each)


def _at_step(within: Callable[[Turn], bool], step: str, one: Turn) -> bool:
    return one.step == step and within(one)


@dataclass(frozen=True)
class _Drawn:
    """The open turns ahead, played out on every drawn curve."""

    turns: Sequence[Turn]
    curves: Mapping[str, Curve]
    day: int
    _kept: dict[tuple[str, int], Any] = field(default_factory=dict)

    @cached_property
    def played(self) -> tuple[Any, Any]:
        """The chance of each turn, and in each draw whether it passes its due day."""
        import numpy

        if not self.turns:
            return numpy.zeros(0), numpy.zeros((DRAWS * EACH_DRAW, 0), dtype=bool)
        chances = numpy.stack([self._chances(one) for one in self.turns], axis=1)
        each = numpy.repeat(chances[1:], EACH_DRAW, axis=0)
        tossed = numpy.random.default_rng(SEED + 1).random(each.shape)
        return chances[0], tossed < each

    def of_step(self, step: str) -> Expected:
        return self.expected(lambda one: one.step == step)

    def expected(self, which: Callable[[Turn], bool]) -> Expected:
        import numpy

        chances, played = self.played
        those = numpy.array([which(one) for one in self.turns], dtype=bool)
        if not those.any():
            return Expected(0, 0.0, 0, 0)
        low, high = numpy.quantile(played[:, those].sum(axis=1), WITHIN, method="inverted_cdf")
        return Expected(int(those.sum()), float(chances[those].sum()), int(low), int(high))

    def _chances(self, one: Turn) -> Any:
        # On its due day a turn has that day still.
        key = (one.step, max(one.due - self.day, 1))
        if key not in self._kept:
            self._kept[key] = self.curves[one.step].chance(key[1])
        return self._kept[key]
