"""Whether complaints of one kind became fewer or more after a day, asked honestly of small numbers.

Two stretches of days of the same length stand beside each other. If nothing changed, each complaint of the two fell in
one or the other by chance: the exact conditional binomial test of two rates, with the interval of Clopper and Pearson.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from heard.figures.rounding import printed
from heard.figures.statistics import (
    SAID,
    SHORTEST,
    Verdict,
    chance_of_split,
    times_as_many,
    verdict_of,
)

YEAR = 365


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
    chance = chance_of_split(before, after)
    low, high = times_as_many(before, after)
    return Comparison(before, after, days, chance, low, high, verdict_of(chance, before, after))


def by_quarter(days_of: Sequence[date], *, in_force_on: date, today: date) -> list[tuple[Stretch, int, bool]]:
    """Each quarter year counted from the day itself, a year each way: its days, its count, and whether it is after.

    A quarter that has not ended is left out.
    """
    edges = [in_force_on + timedelta(days=round(step * YEAR / 4)) for step in range(-4, 5)]
    quarters = [Stretch(one, other) for one, other in pairwise(edges) if other <= today]
    return [(one, sum(map(one.has, days_of)), one.begins_on >= in_force_on) for one in quarters]


def _counts(of: Comparison) -> str:
    stretch = "year" if of.days >= YEAR else f"{of.days} days"
    return f"{_count(of.before)} in the {stretch} before, {_count(of.after).lower()} in the {stretch} after."


def _count(number: int) -> str:
    return "None" if number == 0 else printed(number)
