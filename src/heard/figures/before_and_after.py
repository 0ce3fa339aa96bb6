"""Whether complaints of one kind became fewer or more after a day, asked honestly of small numbers.

Two stretches of days of the same length stand beside each other. If nothing changed, each complaint of the two fell in
one or the other by chance: the exact conditional binomial test of two rates, with the interval of Clopper and Pearson.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

LEVEL = 0.05  # a change is named only where chance alone would show one as large less often than this
YEAR = 365
# Fewer days than these after it say nothing yet.
SHORTEST = 90
Verdict = Literal["too early", "nothing to compare", "chance", "fewer", "more"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many days from a day on, the last one not included."""

    begins_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.begins_on).days

    def has(self, day: date) -> bool:
        """Whether a day falls into it."""
        return self.begins_on <= day < self.ends_on


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two counts of equal stretches of days, how likely a split as uneven is by chance, and what may be said.

    `chance` is between 0 and 1; `times_from` to `times_to` is how many times the rate before the rate after may be, 19
    times in 20 (`times_to` is None where nothing bounds it).
    """

    before: int
    after: int
    days: int
    chance: float
    times_from: float
    times_to: float | None
    verdict: Verdict

    @property
    def words(self) -> str:
        """The comparison in two sentences that claim no more than the numbers do."""
        return f"{_counts(self)} {SAID[self.verdict]}"


SAID: dict[Verdict, str] = {
    "too early": f"It is too early to say: wait until {SHORTEST} days have gone by.",
    "nothing to compare": "There is nothing to compare.",
    "chance": "This could easily be chance.",
    "fewer": "So large a drop is rarely chance. It does not say why there are fewer.",
    "more": "So large a rise is rarely chance. It does not say why there are more.",
}


def stretches(in_force_on: date, today: date) -> tuple[Stretch, Stretch]:
    """The days before and after a day, equally many, a year at the most; the day itself is the first one after."""
    days = max(0, min(YEAR, (today - in_force_on).days))
    length = timedelta(days=days)
    return Stretch(in_force_on - length, in_force_on), Stretch(in_force_on, in_force_on + length)


def compare(days_of: Sequence[date], *, in_force_on: date, today: date) -> Comparison:
    """Compare what was received before and after a day; `days_of` has the day of each.

    Leave out what the change came from: it is why anybody looked, and would make every change seem to work.
    """
    first, second = stretches(in_force_on, today)
    before = sum(map(first.has, days_of))
    return compare_counts(before, sum(map(second.has, days_of)), days=first.days)


def compare_counts(before: int, after: int, *, days: int) -> Comparison:
    """Compare two counts of equally long stretches of so many days."""
    if days < SHORTEST:
        return Comparison(before, after, days, 1.0, 0.0, None, "too early")
    if before + after == 0:
        return Comparison(0, 0, days, 1.0, 0.0, None, "nothing to compare")
    chance = _chance(before, after)
    low, high = _interval(before, after)
    verdict: Verdict = "chance" if chance >= LEVEL else "fewer" if after < before else "more"
    return Comparison(before, after, days, chance, low, high, verdict)


def by_quarter(days_of: Sequence[date], *, in_force_on: date, today: date) -> list[tuple[Stretch, int, bool]]:
    """Each quarter year counted from the day itself, a year each way: its days, its count, and whether it is after.

    A quarter that has not ended is left out.
    """
    edges = [in_force_on + timedelta(days=round(step * YEAR / 4)) for step in range(-4, 5)]
    quarters = [Stretch(one, other) for one, other in pairwise(edges) if other <= today]
    return [(one, sum(map(one.has, days_of)), one.begins_on >= in_force_on) for one in quarters]


def _chance(before: int, after: int) -> float:
    """How likely a split at least as uneven is where each falls before or after alike: twice the smaller tail."""
    from scipy.special import bdtr  # type: ignore[import-untyped]  # only who asks pays for it

    return min(1.0, 2 * float(bdtr(min(before, after), before + after, 0.5)))


def _interval(before: int, after: int) -> tuple[float, float | None]:
    """How many times the rate before the rate after may be, 19 times in 20."""
    from scipy.special import betaincinv

    low = 0.0 if after == 0 else float(betaincinv(after, before + 1, LEVEL / 2))
    high = 1.0 if before == 0 else float(betaincinv(after + 1, before, 1 - LEVEL / 2))
    return low / (1 - low), None if high == 1.0 else high / (1 - high)


def _counts(of: Comparison) -> str:
    stretch = "year" if of.days >= YEAR else f"{of.days} days"
    return f"{_count(of.before)} in the {stretch} before, {_count(of.after).lower()} in the {stretch} after."


def _count(number: int) -> str:
    return "None" if number == 0 else f"{number:,}"
