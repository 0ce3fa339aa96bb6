"""Histories made for the forecast of lateness, in which the weeks that go wrong are known because they were made so."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from heard.figures.survival import Turn

FIRST = date(2024, 1, 1)  # a Monday; every Monday to Friday is a working day here
LIMIT = 10


def on(day: int) -> date:
    """The date of a working day."""
    return FIRST + timedelta(days=7 * (day // 5) + day % 5)


def made(begun: list[int], left: list[int | None], step: str = "Stage 1") -> list[Turn]:
    """Turns of one step from the days on which they began and ended."""
    return [Turn(step, one, one + LIMIT, on(one + LIMIT), end) for one, end in zip(begun, left, strict=True)]


def steady(seed: int, *, per_day: float = 2.0, late: float = 0.15, days: int = 540) -> list[Turn]:
    """So many begin a day; a share of them, the same throughout, ends some days late."""
    drawn = np.random.default_rng(seed)
    begun = np.repeat(np.arange(days), drawn.poisson(per_day, days))
    quick = 1 + drawn.binomial(LIMIT - 1, 0.75, len(begun))
    took = np.where(drawn.random(len(begun)) < late, LIMIT + 1 + drawn.integers(0, 10, len(begun)), quick)
    return made(begun.tolist(), (begun + took).tolist())


def surges(
    seed: int, *, at: tuple[int, ...] = (300, 380, 440), able: float = 2.0, days: int = 560
) -> list[Turn]:
    """An office that ends so many a day, the oldest first. In three weeks from each surge over twice as many begin."""
    drawn = np.random.default_rng(seed)
    begun: list[int] = []
    left: dict[int, int] = {}
    for day in range(days):
        many = 2.2 if any(one <= day < one + 15 for one in at) else 1
        begun += [day] * int(drawn.poisson(1.6 * many))
        todo = [one for one, began in enumerate(begun) if one not in left and day - began >= 2]
        left |= dict.fromkeys(todo[: drawn.poisson(able)], day)
    return made(begun, [left.get(one) for one in range(len(begun))])


def drifting(seed: int, *, days: int = 560) -> list[Turn]:
    """Two begin a day; the share that ends late grows from one in twenty to over half in the second year."""
    drawn = np.random.default_rng(seed)
    begun = np.repeat(np.arange(days), drawn.poisson(2.0, days))
    late = 0.05 + 0.5 * np.clip((begun - 300) / 200, 0, 1)
    quick = 1 + drawn.binomial(LIMIT - 1, 0.75, len(begun))
    took = np.where(drawn.random(len(begun)) < late, LIMIT + 1 + drawn.integers(0, 10, len(begun)), quick)
    return made(begun.tolist(), (begun + took).tolist())
