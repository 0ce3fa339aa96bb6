"""A holiday is added: how long until the list of moved dates of a whole council stands, without writing it.

    .venv/bin/python bench/bench_redating.py [--cases 100000]

Every kind of open stage is drawn with a fixed seed. The days are compared with those worked out one by one, or the
bench stops. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

FIRST, DAYS = date(2024, 1, 1), 900
ADDED = {date(2026, 6, 19): "Closed for a move"}
PROCLAIMED = {date(2026, 6, 22): "A bank holiday proclaimed late"}
KINDS = (
    ("children_act", "stage_1"),
    ("children_act", "stage_2"),
    ("children_act", "stage_3"),
    ("corporate", "stage_1"),
    ("corporate", "stage_2"),
    ("none", "concern"),
)
ROUNDS, COMPARED = 3, 3000


def some_stages(count: int) -> list:
    """Open stages of every kind, on any day, some extended, some acknowledged, some with a panel behind them."""
    from heard.law.timeliness import StageDates

    draw = random.Random(1989)
    found = []
    for _ in range(count):
        procedure, stage = draw.choice(KINDS)
        began = FIRST + timedelta(days=draw.randrange(DAYS))
        later = began + timedelta(days=draw.randrange(1, 9))
        found.append(
            StageDates(
                procedure,
                stage,
                began,
                extended_to=began + timedelta(days=draw.randrange(10, 90)) if draw.random() < 0.15 else None,
                extension_recorded=True,
                acknowledged_on=later if draw.random() < 0.6 else None,
                statement_agreed_on=later if stage == "stage_2" and draw.random() < 0.5 else None,
                panel_met_on=later if stage == "stage_3" and draw.random() < 0.5 else None,
            )
        )
    return found


def best(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor alone, of the quickest of a few rounds."""
    rounds = []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        work()
        rounds.append((time.perf_counter() - began, time.process_time() - worked))
    return min(rounds)


def row(what: str, cases: int, seconds: tuple[float, float], moved: int) -> str:
    """One line of the table."""
    passed, worked = seconds
    return f"| {what} | {cases:,} | {moved:,} | {passed:.3f} | {worked:.3f} | {cases / passed:,.0f} |"


def compare(stages: Sequence, clocks: object) -> None:
    """Stop unless the whole column gives the days that one by one gives."""
    from heard.casework.redating_days import next_days

    some = stages[:COMPARED]
    one_by_one = [clocks.next_due(dates) for dates in some]  # type: ignore[attr-defined]
    if next_days(some, clocks) != one_by_one:  # type: ignore[arg-type]
        raise SystemExit(
            "The column gives other days than one by one: look there before believing any figure."
        )


def main() -> None:
    """Measure, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    count = parser.parse_args().cases
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    import django

    django.setup()
    from heard.casework.clocks import CouncilClocks
    from heard.casework.redating_days import moved_between
    from heard.law.clock import Setting
    from heard.law.working_days import ENGLAND

    stages = some_stages(count)
    now = CouncilClocks((), ENGLAND)
    changes = {
        "a day on which the council is closed": CouncilClocks((), ENGLAND.with_extra(ADDED)),
        "a bank holiday proclaimed": CouncilClocks((), ENGLAND.with_proclaimed(PROCLAIMED)),
        "a number of the council's own": CouncilClocks(
            ((date(2024, 6, 1), {"corporate/stage_1/answer": Setting(8)}),), ENGLAND
        ),
    }
    print(f"{count:,} open cases, the best of {ROUNDS} rounds, nothing written.\n")
    print("| change | open cases | dates that move | seconds | of the processor | cases a second |")
    print("|---|---:|---:|---:|---:|---:|")
    for what, after in changes.items():
        compare(stages, after)
        moved = len(moved_between(stages, now, after))
        print(
            row(what, count, best(lambda after=after: moved_between(stages, now, after)), moved), flush=True
        )


if __name__ == "__main__":
    main()
