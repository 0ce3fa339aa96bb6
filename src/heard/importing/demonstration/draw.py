"""Chance that falls the same way every time, and days of work counted from a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from heard.law.working_days import ENGLAND

Thing = TypeVar("Thing")


class Draw:
    """Draws by a seed: the same seed gives the same draws in the same order."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def one(self, things: Sequence[Thing]) -> Thing:
        """One of the things, each as likely as another."""
        return things[int(self._random.random() * len(things))]

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """So many different things, in the order in which they stand."""
        places = list(range(len(things)))
        taken = sorted(places.pop(int(self._random.random() * len(places))) for _ in range(count))
        return [things[place] for place in taken]

    def weighted(self, weights: Mapping[Thing, float]) -> Thing:
        """One of the keys, as likely as its weight is heavy."""
        left = self._random.random() * sum(weights.values())
        for thing, weight in weights.items():
            left -= weight
            if left < 0:
                return thing
        return list(weights)[-1]

    def chance(self, share: float) -> bool:
        """Yes, in that share of all draws."""
        return self._random.random() < share

    def whole(self, least: int, most: int) -> int:
        """A whole number between two, both among them."""
        return least + int(self._random.random() * (most - least + 1))

    def leaning(self, least: int, most: int, usual: float) -> int:
        """A whole number between two that mostly lies near the usual one."""
        return round(self._random.triangular(least, most, usual))


def on(day: date, working_days: int) -> date:
    """The day so many working days after a day."""
    return ENGLAND.after(day, working_days)


def back(day: date, working_days: int) -> date:
    """The working day from which so many working days lead to a day, or to the next worked day after it."""
    end = ENGLAND.next_working_day(day)
    start = end
    while ENGLAND.between(start, end) < working_days or not ENGLAND.is_working_day(start):
        start -= timedelta(days=1)
    return start


def worked_days(first: date, last: date) -> list[date]:
    """Each working day from the first to the last, both among them."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if ENGLAND.is_working_day(day)]
