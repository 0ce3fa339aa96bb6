"""A long list brought in from end to end by `heard import`, as CSV and as XLSX, beside plain pandas on the same file.

Run: python bench/bench_importing.py [ROWS]. Prints Markdown. Each part runs in a process of its own, so that
its peak memory is its own. Nothing is kept afterwards.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.made import write_csv, write_xlsx  # noqa: E402  the folder has to be known first

YEAR = "2023-24"
STEPS = {
    "read": ("read_file", "lists_in"),
    "judge": ("suggest", "judge"),
    "compare": ("compare",),
    "keep": ("record_history",),
}


def peak(who: int) -> int:
    """Peak memory so far in megabytes."""
    return resource.getrusage(who).ru_maxrss // 1024


def import_one(file: Path) -> dict[str, Any]:
    """`heard import FILE` with each step timed."""
    from heard.cli import main

    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert main(["init", "--council", "Benchshire"]) == 0
    from heard.importing import bring_in

    spent = dict.fromkeys(STEPS, 0.0)
    for step, names in STEPS.items():
        for name in names:
            setattr(bring_in, name, timed(getattr(bring_in, name), spent, step))
    began = time.perf_counter()
    with contextlib.redirect_stdout(told):
        assert main(["import", str(file), "--json"]) == 0
    whole = time.perf_counter() - began
    return {
        "seconds": whole,
        **spent,
        "parent": peak(resource.RUSAGE_SELF),
        "child": peak(resource.RUSAGE_CHILDREN),
    }


def timed(function: Callable[..., Any], spent: dict[str, float], step: str) -> Callable[..., Any]:
    """The same function, its time added to its step."""

    def run(*given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            spent[step] += time.perf_counter() - began

    return run


def count_by_pandas(file: Path) -> dict[str, Any]:
    """Read the file with pandas and count it by kind, team, outcome and method."""
    import pandas as pd

    began = time.perf_counter()
    rows = pd.read_csv(file) if file.suffix == ".csv" else pd.read_excel(file, engine="calamine")
    read = time.perf_counter() - began
    for column in ("Record type", "Team", "Outcome", "Method"):
        rows.groupby(column).size()
    whole = time.perf_counter() - began
    return {"seconds": whole, "read": read, "parent": peak(resource.RUSAGE_SELF)}


def tables_of_year() -> dict[str, Any]:
    """Every table of a year over all cases of the installation: loading, first asking, asking again."""
    from heard.cli.running import open_database

    open_database()
    from heard.cli.counting import today
    from heard.figures.snapshot import snapshot
    from heard.figures.tables import annual_tables
    from heard.reporting.frames import frames_of_council

    began = time.perf_counter()
    frames = frames_of_council(today=today())
    loaded = time.perf_counter()
    first = len(annual_tables(frames, YEAR))
    asked = time.perf_counter()
    annual_tables(snapshot(frames), YEAR)
    again = time.perf_counter()
    return {
        "tables": first,
        "load": loaded - began,
        "first": asked - loaded,
        "again": again - asked,
        "parent": peak(resource.RUSAGE_SELF),
    }


def audit_verify() -> dict[str, Any]:
    """`heard audit verify` over all that was brought in."""
    from heard.cli import main

    began = time.perf_counter()
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert main(["audit", "verify", "--json"]) == 0
    return {
        "seconds": time.perf_counter() - began,
        "parent": peak(resource.RUSAGE_SELF),
        **json.loads(told.getvalue()),
    }


PARTS: dict[str, Callable[..., dict[str, Any]]] = {
    "import": import_one,
    "pandas": count_by_pandas,
    "tables": tables_of_year,
    "audit": audit_verify,
}


def apart(data: Path, part: str, *files: Path) -> dict[str, Any]:
    """One part in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "HEARD_DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, __file__, "--part", part, *map(str, files)],
        env={**kept, "HEARD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "heard.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(count: int) -> None:
    """Run every part and print what it took."""
    print(f"{count:,} rows, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print("| | rows/s | seconds | read | judge | compare | keep | peak MB | peak MB of the reading child |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="heard-bench-") as folder:
        for write, suffix in ((write_csv, "csv"), (write_xlsx, "xlsx")):
            file, data = write(Path(folder) / f"list.{suffix}", count), Path(folder) / suffix
            _print_import(suffix.upper(), count, apart(data, "import", file), apart(data, "pandas", file))
        found, proved = apart(Path(folder) / "csv", "tables"), apart(Path(folder) / "csv", "audit")
    print(
        f"\n{found['tables']} tables of {YEAR} over these cases: frames loaded in {found['load']:.1f} s, "
        f"all tables in {found['first']:.2f} s, asked again in {found['again']:.2f} s, "
        f"peak {found['parent']:,} MB."
    )
    print(
        f"`heard audit verify`: {proved['entries']:,} entries and {proved['rows']:,} rows in "
        f"{proved['seconds']:.1f} s, peak {proved['parent']:,} MB."
    )


def _print_import(name: str, count: int, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    steps = " | ".join(f"{ours[step]:.1f}" for step in STEPS)
    print(
        f"| `heard import`, {name} | {count / ours['seconds']:,.0f} | {ours['seconds']:.1f} | {steps} "
        f"| {ours['parent']:,} | {ours['child']:,} |"
    )
    print(
        f"| pandas, {name}: read and four counts | {count / theirs['seconds']:,.0f} | {theirs['seconds']:.1f} "
        f"| {theirs['read']:.1f} | | | | {theirs['parent']:,} | |",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        print(json.dumps(PARTS[sys.argv[2]](*map(Path, sys.argv[3:]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
