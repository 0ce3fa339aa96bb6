"""A year's whole report over many made-up cases: read, worked out and written in every format. Prints Markdown.

Run: python bench/annual_report.py [CASES]. The cases are brought in by `heard import` into a database that is gone
afterwards. Each step is done twice: the first time counts what is loaded once a process, the second does not.
"""

from __future__ import annotations

import contextlib
import io
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.made import write_csv  # noqa: E402  the folder has to be known first

YEAR = "2023-24"
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def brought_in(cases: int, folder: Path) -> None:
    """An installation with so many cases in it."""
    from heard.cli import main

    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["init", "--council", "Benchshire"]) == 0
        assert main(["import", str(write_csv(folder / "cases.csv", cases)), "--json"]) == 0


def timed(make: Callable[[], Any]) -> tuple[Any, str]:
    """What is made, and the seconds it took: by the clock, and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    made = make()
    return made, f"{time.perf_counter() - began:.2f} | {time.process_time() - worked:.2f}"


def measure() -> None:
    """The table of what each step took."""
    from heard.reporting.annual import annual_report
    from heard.reporting.files import as_file
    from heard.reporting.formats import FORMATS
    from heard.reporting.frames import frames_of_council

    frames, took = timed(lambda: frames_of_council(today=TODAY))
    print(f"| cases read from their tables | | {took} | {timed(lambda: frames_of_council(today=TODAY))[1]} |")
    first = timed(lambda: annual_report(frames, period=YEAR, today=TODAY, at=NOW))
    report, took = timed(lambda: annual_report(frames, period=YEAR, today=TODAY, at=NOW))
    print(f"| every table worked out and reconciled | | {first[1]} | {took} |")
    for name, format_ in FORMATS.items():
        file, once = timed(lambda name=name: as_file(report, name))  # type: ignore[misc]
        again = timed(lambda name=name: as_file(report, name))[1]  # type: ignore[misc]
        print(f"| {format_.title} | {len(file) / 1024:,.0f} | {once} | {again} |")
    cells = sum(len(row.cells) for table in report.tables for row in table.rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\n{len(report.tables)} tables, {cells:,} cells; peak memory {peak} MB; load {os.getloadavg()[0]:.1f}."
    )


def main() -> int:
    """Make the cases, then measure."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("HEARD_DATABASE_URL", None)
        os.environ.update(HEARD_DATA=folder, DJANGO_SETTINGS_MODULE="heard.config.settings")
        brought_in(cases, Path(folder))
        print(
            f"{cases:,} cases over six years, report of {YEAR}; Python {platform.python_version()}, SQLite.\n"
        )
        print("| step | kB | first, s | of the processor | again, s | of the processor |")
        print("|---|---:|---:|---:|---:|---:|")
        measure()
    return 0


if __name__ == "__main__":
    sys.exit(main())
