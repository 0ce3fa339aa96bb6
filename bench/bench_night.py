"""A whole council's night, and a re-dating from the change to its approval, on a database: seconds and questions asked.

    .venv/bin/python bench/bench_night.py [--cases 20000]

Open cases of every kind are made with a fixed seed in a database of their own, which is thrown away. Prints a Markdown
table. The bench stops where a night finds a fault, or where a second night the same day writes anything.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

ON, FIRST, DAYS = date(2026, 11, 23), date(2026, 9, 1), 80
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KINDS = (
    ("statutory_complaint", "children_act", "stage_1"),
    ("statutory_complaint", "children_act", "stage_2"),
    ("corporate_complaint", "corporate", "stage_1"),
    ("concern", "none", "concern"),
)
CHUNK = 5000


def some_records(count: int, first: int) -> list[Any]:
    """Open cases of every kind, received on any day of the last months, some acknowledged, some extended."""
    from heard.casework.history import HistoryRecord, HistoryStage

    draw = random.Random(first)
    found = []
    for number in range(first, first + count):
        kind, procedure, code = draw.choice(KINDS)
        began = FIRST + timedelta(days=draw.randrange(DAYS))
        told = began + timedelta(days=draw.randrange(3)) if draw.random() < 0.7 else None
        until = began + timedelta(days=25) if code == "stage_1" and draw.random() < 0.1 else None
        stage = HistoryStage(code, began, acknowledged_on=told, extended_to=until, extension_recorded=True)
        found.append(
            HistoryRecord(
                row=number + 2,
                reference=f"B-{number:06}",
                kind=kind,
                procedure=procedure,
                received_on=began,
                stages=(stage,),
            )
        )
    return found


def make(count: int) -> None:
    """A council with so many open cases."""
    from heard.casework.receive import SheetBroughtIn, record_history
    from heard.cli import main

    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["init", "--council", "Benchshire"]) == 0
    for first in range(0, count, CHUNK):
        records = some_records(min(CHUNK, count - first), first)
        name = f"made-{first}.csv"
        record_history(
            SheetBroughtIn(name, f"digest of {name}", "complaints", records, {}), by="bench", at=AT
        )


def timed(what: str, cases: int, work: Callable[[], Any], found: Callable[[Any], int]) -> Any:
    """Do one thing, and print what it came to."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began, worked = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as asked:
        done = work()
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rate = f"{seconds:.2f} | {worked:.2f} | {cases / seconds:,.0f}"
    print(f"| {what} | {cases:,} | {found(done):,} | {rate} | {len(asked):,} | {memory} |", flush=True)
    return done


def measure(cases: int) -> None:
    """A night, the same night again, and a day closed: listed, then approved."""
    from heard.casework.nightly import night
    from heard.casework.redating import approve_redating, redate_for_holiday

    def a_night() -> Any:
        done = night(on=ON, by="night", at=AT)
        if not done.is_sound:
            raise SystemExit(f"The night found a fault: {done.faults[0].why}")
        return done

    def close_a_day() -> Any:
        closed = {"day": date(2026, 11, 27), "title": "Closed for a move", "source": "Cabinet"}
        return redate_for_holiday(**closed, by="bench", at=AT)

    timed("a night", cases, a_night, lambda done: len(done.noticed))
    again = timed("the same night again", cases, a_night, lambda done: len(done.noticed))
    if again.noticed:
        raise SystemExit("The second night wrote something: look there before believing any figure.")
    listed = timed(
        "a day closed: the dates it moves listed", cases, close_a_day, lambda one: one.moved.count()
    )
    approve = {"number": listed.pk, "by": "another", "at": AT}
    timed("the list approved", cases, lambda: approve_redating(**approve), lambda done: done.moved)
    timed("the night after", cases, a_night, lambda done: len(done.noticed))


def main() -> None:
    """Make the cases in a database of their own, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=20_000)
    cases = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("HEARD_DATABASE_URL", None)
        os.environ.update(HEARD_DATA=folder, DJANGO_SETTINGS_MODULE="heard.config.settings")
        import django

        django.setup()
        make(cases)
        print(f"{cases:,} open cases, one round each, on SQLite.\n")
        print(
            "| work | open cases | found | seconds | of the processor | cases a second | questions | peak MB |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        measure(cases)


if __name__ == "__main__":
    main()
