"""Links lead somewhere, and every need of the service has its place in docs/coverage.md."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.sources import TOP, named, prose

COVERAGE = TOP / "docs" / "coverage.md"
NEEDS = 268
LINK = re.compile(r"\]\(([^)\s]+)\)")
STATUS = re.compile(r"(done|part [1-7]|not software)\b")


def anchors(page: str) -> set[str]:
    """The places of a page that a link may lead to, as hosts of code name them."""
    headings = re.findall(r"^#+ (.+?)\s*$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """Links of a page to a file or place that is not there."""
    broken = []
    for link in LINK.findall(re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)):
        if re.match(r"[a-z]+:", link):
            continue
        where, _, place = link.partition("#")
        target = (page.parent / where).resolve() if where else page
        lost = not target.exists() or (
            place and target.suffix == ".md" and place not in anchors(target.read_text("utf-8"))
        )
        if lost:
            broken.append(link)
    return broken


def faults(coverage: str) -> list[str]:
    """What keeps a list of needs from being whole: each number once, each with a status and a place."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in coverage.splitlines()
        if re.match(r"\|\s*\d+\s*\|", line)
    ]
    found = [f"{row[0]} has {len(row)} columns" for row in rows if len(row) != 4]
    whole = [row for row in rows if len(row) == 4]
    found += [f"{row[0]} has no status" for row in whole if not STATUS.match(row[2])]
    found += [f"{row[0]} says not where" for row in whole if not row[3] or not row[1]]
    numbers = [int(row[0]) for row in rows]
    found += [f"{n} is missing" for n in range(1, NEEDS + 1) if n not in numbers]
    found += [f"{n} stands twice" for n in sorted(set(numbers)) if numbers.count(n) > 1]
    return found + [f"{n} is not a need" for n in numbers if not 1 <= n <= NEEDS]


def test_every_link_leads_somewhere():
    broken = [f"{named(page)}: {link}" for page in prose() for link in broken_links(page)]

    assert broken == []


def test_a_link_that_leads_nowhere_is_caught(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(
        "# One place\n[a](#one-place) [b](#another) [c](gone.md) [d](https://example.org) [e](page.md)"
    )

    assert broken_links(page) == ["#another", "gone.md"]


def test_every_need_has_its_place():
    assert faults(COVERAGE.read_text("utf-8")) == []


def test_a_need_without_its_place_is_caught():
    rows = [f"| {n} | a need | part 1 | here |" for n in range(1, NEEDS + 1)]
    assert faults("\n".join(rows)) == []

    rows[0] = "| 1 | a need | someday | here |"
    rows[1] = "| 2 | a need | done | |"
    rows[2] = "| 4 | a need | done | here |"
    rows[3] = "| 4 | a need | not software: a decision on staff | here |"

    assert faults("\n".join(rows)) == [
        "1 has no status",
        "2 says not where",
        "3 is missing",
        "4 stands twice",
    ]
