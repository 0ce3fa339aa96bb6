"""Due dates a second: ours, for a column and one by one, beside plain numpy and pandas on the same starts.

    .venv/bin/python bench/bench_due_dates.py [--rows 1000000]

Every way must give the same days, or the bench stops. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd

from heard.law.clock import due, due_days
from heard.law.timeliness import judge_timeliness
from heard.law.working_days import ENGLAND

CLOCK, LENGTH = "children_act/stage_1/answer", 10
FIRST, DAYS = date(2015, 1, 1), 4700
ROUNDS = 3


def some_starts(rows: int) -> list[date]:
    """Start days drawn with a fixed seed, weekends and holidays among them."""
    draw = random.Random(1989)
    return [FIRST + timedelta(days=draw.randrange(DAYS)) for _ in range(rows)]


def best(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of the quickest of a few rounds, and what the last one gave."""
    quickest, found = float("inf"), None
    for _ in range(ROUNDS):
        began = time.perf_counter()
        found = work()
        quickest = min(quickest, time.perf_counter() - began)
    return quickest, found


def ways(starts: list[date]) -> list[tuple[str, int, Callable[[], object]]]:
    """Each way of working out the same due days: what it is, how many rows it gets, and the work."""
    holidays = np.array(sorted(ENGLAND.named), dtype="datetime64[D]")
    calendar = np.busdaycalendar(holidays=holidays)
    as_numpy = _numpy(starts)
    as_pandas = pd.Series(pd.to_datetime(starts))
    offset = pd.offsets.CustomBusinessDay(LENGTH, holidays=list(ENGLAND.named))
    some, few = starts[: len(starts) // 10], starts[: len(starts) // 100]
    many = len(starts)
    return [
        ("Heard: a column, `after_many`", many, lambda: ENGLAND.after_many(starts, LENGTH)),
        ("Heard: a column by clock name, `due_days`", many, lambda: due_days(CLOCK, starts)),
        ("Heard: one by one, `after`", many, lambda: [ENGLAND.after(day, LENGTH) for day in starts]),
        (
            "Heard: one by one with rule and extension, `due`",
            len(some),
            lambda: [due(CLOCK, d).due_on for d in some],
        ),
        ("numpy: a column of plain dates, there and back", many, lambda: _there_and_back(starts, calendar)),
        ("numpy: a column, `busday_offset`", many, lambda: _by_numpy(as_numpy, calendar)),
        (
            "numpy: one by one",
            len(few),
            lambda: [_by_numpy(np.datetime64(d, "D"), calendar).item() for d in few],
        ),
        ("pandas: a column, `CustomBusinessDay`", len(few), lambda: as_pandas[: len(few)] + offset),
        ("pandas: one by one", len(few), lambda: [(pd.Timestamp(d) + offset).date() for d in few]),
    ]


def _numpy(starts: list[date]) -> np.ndarray:
    return np.array(starts, dtype="datetime64[D]")


def _there_and_back(starts: list[date], calendar: np.busdaycalendar) -> list[date]:
    return _by_numpy(_numpy(starts), calendar).tolist()


def _by_numpy(starts: np.ndarray | np.datetime64, calendar: np.busdaycalendar) -> np.ndarray:
    return np.busday_offset(starts, LENGTH, roll="backward", busdaycal=calendar)


def as_days(found: object) -> list[date]:
    """What any of the ways gave, as plain days."""
    if isinstance(found, pd.Series):
        return [stamp.date() for stamp in found]
    return found.tolist() if isinstance(found, np.ndarray) else list(found)  # type: ignore[call-overload]


def judgements(starts: list[date]) -> tuple[int, float]:
    """How many answers are judged for timeliness, and in how many seconds."""
    some = [(start, start + timedelta(days=n % 40)) for n, start in enumerate(starts[: len(starts) // 10])]
    seconds, _ = best(lambda: [judge_timeliness(CLOCK, start, answered) for start, answered in some])
    return len(some), seconds


def row(what: str, rows: int, seconds: float) -> str:
    """One line of the table."""
    return f"| {what} | {rows:,} | {rows / seconds:,.0f} | {seconds / rows * 1e9:,.0f} |"


def main() -> None:
    """Measure, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    starts = some_starts(parser.parse_args().rows)
    warnings.simplefilter("ignore", pd.errors.PerformanceWarning)
    expected = ENGLAND.after_many(starts, LENGTH)
    print(f"Ten working days from {len(starts):,} start days, the best of {ROUNDS} rounds.\n")
    print("| way | rows | due dates a second | nanoseconds each |\n|---|---:|---:|---:|")
    for what, rows, work in ways(starts):
        seconds, found = best(work)
        if as_days(found) != expected[:rows]:
            raise SystemExit(f"{what} gives other days: look there before believing any figure.")
        print(row(what, rows, seconds), flush=True)
    print(row("Heard: in time or not, `judge_timeliness`", *judgements(starts)))


if __name__ == "__main__":
    main()
