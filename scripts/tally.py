"""Adds up how each part of `./check` went, and closes with one plain line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree


class Part(NamedTuple):
    """One part of the check: how many passed, failed and were skipped, and how many seconds it took."""

    name: str
    seconds: int
    passed: int
    failed: int
    skipped: int


def counted(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped in pytest's own report. A test that fails again as it ends fails once."""
    tests: dict[tuple[str, str], str] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        key = (case.get("classname", ""), case.get("name", ""))
        found = {child.tag for child in case}
        if found & {"failure", "error"} or tests.get(key) == "failed":
            tests[key] = "failed"
        else:
            tests[key] = "skipped" if "skipped" in found else "passed"
    said = list(tests.values())
    return said.count("passed"), said.count("failed"), said.count("skipped")


def part(name: str, seconds: str, outcome: str, report: str = "") -> Part:
    """What is kept of one part. A run that ended badly without naming a failed test is itself the failure."""
    if outcome in ("passed", "failed"):
        return Part(name, int(seconds), int(outcome == "passed"), int(outcome == "failed"), 0)
    passed, failed, skipped = counted(Path(report)) if Path(report).is_file() else (0, 0, 0)
    if outcome != "0" and not failed:
        failed = 1
    return Part(name, int(seconds), passed, failed, skipped)


def noted(tally: str) -> list[Part]:
    """The parts so far."""
    return [Part(*json.loads(line)) for line in Path(tally).read_text().splitlines()]


def note(tally: str, one: Part) -> None:
    """Add one part to the tally."""
    with Path(tally).open("a") as file:
        file.write(json.dumps(one) + "\n")


def skip(tally: str, name: str, like: str) -> None:
    """A part that was not run: every test its like holds was skipped."""
    tests = sum(each.passed + each.failed + each.skipped for each in noted(tally) if each.name == like)
    note(tally, Part(name, 0, 0, 0, tests))


def close(tally: str) -> int:
    """Print how long each part took, then the closing line. 1 when anything failed, or nothing passed."""
    parts = noted(tally)
    wide = max((len(each.name) for each in parts), default=0) + 2
    print(f"\n{'Part':<{wide}}{'seconds':>8}{'passed':>8}{'failed':>8}{'skipped':>8}")
    for each in parts:
        print(f"{each.name:<{wide}}{each.seconds:>8}{each.passed:>8}{each.failed:>8}{each.skipped:>8}")
    passed, failed, skipped = (sum(column) for column in zip(*(each[2:] for each in parts), strict=True))
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return int(failed > 0 or passed == 0)


def main(do: str, tally: str, *about: str) -> int:
    """`note` a part, `skip` one, or `close` the tally."""
    if do == "note":
        note(tally, part(*about))
    elif do == "skip":
        skip(tally, *about)
    else:
        return close(tally)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
