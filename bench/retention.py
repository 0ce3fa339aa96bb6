"""Made-up cases erased as an office does it, held beside an oracle that knows the published table alone.

    ./drills retention [--cases 2000] [--blind]

With --blind, the control, erasing does not ask for holds again: those placed after the agreement are lost.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from visitors import tables

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]


def drill(cases: int, blind: bool) -> int:
    """Put cases on record, erase what is over, and compare. Gives 1 where one is wrong, or a control finds none."""
    from tests.casework.retention_cases import run

    from heard.casework import retention_erasing
    from heard.casework.audit import verify
    from heard.casework.council import open_installation
    from heard.casework.retention_due import every_case

    open_installation(name="Bench Council", by="drill", at=datetime.now(UTC))
    if blind:
        retention_erasing.holds_on = lambda case, on: []
    began = time.perf_counter()
    found = run(range(cases))
    took = time.perf_counter() - began
    listed = time.perf_counter()
    every_case(datetime(2060, 6, 2, tzinfo=UTC).date())
    listed = time.perf_counter() - listed
    verdict = verify()
    print(
        f"cases {found.cases}, erased {len(found.erased)}, stayed {found.cases - len(found.erased)}; {took:.0f} s"
    )
    print(f"wrong {len(found.wrong)}, held and deleted {len(found.held_and_deleted)}, "
          f"kept though over {len(found.kept_too_long)}")  # fmt: skip
    print(
        f"ledger: {verdict.entries} lines, {verdict.rows} rows, faults {len(verdict.faults)}; due list {listed:.2f} s"
    )
    for one in (found.wrong + found.kept_too_long)[:5]:
        print("  ", one)
    failed = bool(found.wrong or found.kept_too_long or found.held_and_deleted or verdict.faults)
    return int(failed != blind)


def main() -> int:
    """The drill, in an installation of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=2000)
    asked.add_argument("--blind", action="store_true")
    given = asked.parse_args()
    with tables() as database:
        print(database)
        return drill(given.cases, given.blind)


if __name__ == "__main__":
    sys.exit(main())
