"""How good the forecast of lateness is on made histories whose late weeks are known, and what it costs.

    .venv/bin/python -m bench.bench_forecast

Each history is two years of one step: `tests/figures/made_turns.py` says how it is made. From the second year on, every
second Friday, the two weeks after are forecast from what was known that day, widened by the forecasts before it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import mean

from tests.figures.made_turns import drifting, on, steady, surges

from heard.figures.forecast import Replayed, forecast, monday_of, replay, widened
from heard.figures.survival import Turn

FRIDAYS = [(day, on(day)) for day in range(269, 530, 10)]
NUMBER = {as_at: day for day, as_at in FRIDAYS}
BEFORE = 10  # forecasts made before the first that is judged
HISTORIES = 6
LATE_WEEK = 5
Make = Callable[[int], list[Turn]]

MADE: dict[str, Make] = {
    "nothing ever late": lambda seed: steady(seed, late=0),
    "steady, 15% late": steady,
    "steady, a sixth as many cases": lambda seed: steady(seed, per_day=0.33),
    "lateness grows from 5% to 55%": drifting,
    "surges the office cannot keep up with": surges,
}


def judged(make: Make) -> dict[str, float]:
    """What came of every forecast of every history, put together."""
    miss, simple, held, plain, width = [], [], [], [], []
    for seed in range(HISTORIES):
        turns = make(seed)
        known = replay(turns, FRIDAYS, weeks=2)
        for place in range(BEFORE, len(known.checked)):
            one, past = known.checked[place], Replayed(known.checked[:place], 2)
            told = forecast(turns, day=NUMBER[one.as_at], as_at=one.as_at, weeks=3, closed=True)
            wide = widened(told, past).whole
            miss.append(one.miss)
            simple.append(abs(one.simple - one.came))
            plain.append(one.held)
            held.append(wide.low <= one.came <= wide.high)
            width.append(wide.high - wide.low)
    return {"forecasts": len(miss), "miss": mean(miss), "simple": mean(simple), "plain": mean(plain),
            "held": mean(held), "width": mean(width)}  # fmt: skip


def weeks_found(make: Make) -> tuple[int, int, int, int]:
    """Late weeks that were foretold, that were missed, quiet weeks called late, and quiet weeks let be."""
    counted = {(bad, said): 0 for bad in (True, False) for said in (True, False)}
    for seed in range(HISTORIES):
        turns = make(seed)
        for day, _ in FRIDAYS:
            told = forecast(turns, day=day, as_at=on(day), weeks=3, closed=True)
            for week, each in enumerate(told.weeks[1:], 1):
                monday = monday_of(on(day)) + timedelta(weeks=week)
                theirs = [one for one in turns if one.is_waiting(day) and 0 <= (one.due_on - monday).days < 7]
                late = sum(one.left is None or one.left > one.due for one in theirs)
                counted[late >= LATE_WEEK, each.expected.about >= LATE_WEEK] += 1
    return counted[True, True], counted[True, False], counted[False, True], counted[False, False]


def main() -> None:
    """Print the figures of docs/assurance/forecast.md."""
    for name, make in MADE.items():
        said = judged(make)
        found, missed, cried, quiet = weeks_found(make)
        print(f"{name:38}", {key: round(value, 2) for key, value in said.items()})
        print(
            " " * 38,
            f"late weeks found {found} of {found + missed}, called late {cried} of {cried + quiet} quiet",
        )
    many = steady(1, per_day=16)  # a council of 20,000 cases over five years sees 4,000 a year
    began = time.perf_counter()
    forecast(many, day=500, as_at=on(500))
    once = time.perf_counter() - began
    replay(many, FRIDAYS[:13], weeks=4)
    past = time.perf_counter() - began - once
    print(f"one forecast of {len(many):,} turns {once:.2f} s; thirteen past ones {past:.2f} s")


if __name__ == "__main__":
    main()
