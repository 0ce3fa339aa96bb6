"""How long a step goes on, told by the working days left to its due day: a survival curve out of what lately happened.

A *turn* is one step of one case under one due day. Of the turns of the last year it is counted how many still waited
with so many working days left, and how many of those ended on that day; newer turns count for more. The product of what
is left is the chance to go on (Kaplan and Meier's way: turns that have not ended count as far as they are seen).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LOOKED_BACK = 260  # working days: a year
# A turn that ended so many working days ago counts half as much as one that ends today: six weeks. Measured: where pace
# changes, a slower memory misses half as much again; where it does not, a quicker one gains next to nothing.
HALF_AS_MUCH = 30
FEWEST = 10  # turns that were seen to end, below which a step is not told
DRAWS = 200
SEED = 20061738


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of one case under one due day. Days are numbers of working days counted from one day for all.

    `left` is the day on which it ended, whether by an answer, a withdrawal or more time given; None while it goes on.
    """

    step: str
    began: int
    due: int
    due_on: date
    left: int | None = None

    def is_waiting(self, day: int) -> bool:
        """Whether at the end of a day it had begun and not ended."""
        return self.began <= day and (self.left is None or self.left > day)

    @property
    def is_late(self) -> bool:
        """Whether it ended after its due day; one that goes on is late once that day has passed."""
        return self.left is not None and self.left > self.due


@dataclass(frozen=True)
class Curve:
    """Of one step: the chance to go on through each day before the due day, in every draw; the first is the whole.

    `going_on[draw, -left]` is of the day with `left` working days left; the due day is the last column.
    """

    going_on: Any
    first: int

    def chance(self, left: int) -> Any:
        """The chance in every draw that a turn with so many whole days left passes its due day."""
        from_ = max(0, -left + 1 - self.first)
        return self.going_on[:, from_:].prod(axis=1)


def curves_of(seen: Sequence[Turn], day: int) -> Mapping[str, Curve]:
    """The curve of each step of which enough turns were seen to end, as known at the end of a day."""
    by_step: dict[str, list[Turn]] = {}
    for one in seen:
        last_seen = min(day, one.due if one.left is None else min(one.left, one.due))
        if day - last_seen <= LOOKED_BACK and last_seen > one.began:
            by_step.setdefault(one.step, []).append(one)
    return {
        step: _curve(turns, day)
        for step, turns in by_step.items()
        if sum(_seen_to_end(one, day) for one in turns) >= FEWEST
    }


def _seen_to_end(one: Turn, day: int) -> bool:
    """Whether by a day it was known how this turn ended: left, or past its due day."""
    return (one.left is not None and one.left <= day) or one.due <= day


def _curve(turns: Sequence[Turn], day: int) -> Curve:
    import numpy  # only who asks pays for it

    began = numpy.array([one.began - one.due for one in turns])
    last = numpy.array([min(day, one.due, day if one.left is None else one.left) - one.due for one in turns])
    ended = numpy.array([one.left is not None and one.left <= min(day, one.due) for one in turns])
    ago = numpy.array([day - min(day, one.due, day if one.left is None else one.left) for one in turns])
    days = numpy.arange(min(int(began.min()) + 1, 0), 1)
    there = (began[:, None] < days) & (days <= last[:, None])
    left = ended[:, None] & (last[:, None] == days)
    drawn = numpy.random.default_rng(SEED).multinomial(len(turns), [1 / len(turns)] * len(turns), DRAWS)
    weights = numpy.vstack([numpy.ones(len(turns)), drawn]) * 0.5 ** (ago / HALF_AS_MUCH)
    # As numbers: flags would be multiplied one by one.
    at_risk, leaving = weights @ there.astype(float), weights @ left.astype(float)
    # One turn's worth of the step's own pace stands in for days that few ever reached.
    pace = (leaving.sum(axis=1) / numpy.maximum(at_risk.sum(axis=1), 1e-9))[:, None]
    return Curve(1 - (leaving + pace) / (at_risk + 1), int(days[0]))
