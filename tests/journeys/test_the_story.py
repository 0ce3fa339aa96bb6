"""The story of a case as it is read and printed: at the width of a phone and of a desk, with scripts and without."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from tests.browser import axe_clean, not_sideways
from tests.journeys.walking import become
from tests.serving import environment

CASES = ("CR-2024-0155", "CR-2026-0137")
# What an officer looks for in each of the five: what happened, and why each date is what it is.
SAID = {
    "three stages": (
        "It is now finally answered after Stage 3",
        "Stage 1 was extended to Monday 3 February 2025. By Amina Odell. Why: The worker is away until 27 January.",
        "It can be extended to 65 working days in all, to Thursday 15 May 2025 at the latest.",
        "The answer of Stage 2 was received on Tuesday 18 March 2025.",
        "A panel could be asked for until Tuesday 15 April 2025, 20 working days later",
        "Clara Munt came (panellist).",
        "How the independent person took part: Peter Vance and Dana Holt met a week before.",
        "How to go to the Ombudsman was told.",
        "Not counted, as not working days: Monday 26 May 2025 (Spring bank holiday).",
    ),
    "two stages of the council's own": (
        "It is now answered at Stage 2",
        "It counts from Monday 13 April 2026, the day the council acknowledged the complaint.",
        "Friday 3 April 2026 (Good Friday)",
        "This is a setting of the council and not law.",
        "Officer who reviewed found on point 1: Upheld.",
        "How to go to the Ombudsman was told.",
    ),
    "held for a court": (
        "Held the whole for proceedings",
        "Point 2: Contact is before the judge.",
        "It first began on Monday 2 February 2026. Since then it counts from Monday 6 July 2026.",
        "It counts from Monday 6 July 2026, the day it began anew. That day is day 0.",
        "The last day is Monday 20 July 2026",
    ),
    "late request for a panel": (
        "Took a late request for Stage 3",
        "It was asked for on Monday 8 June 2026: late, so it was weighed.",
        "He was in hospital for five weeks of the time",
        "The last day is Monday 20 July 2026: 30 working days are allowed.",
    ),
    "the Ombudsman": (
        "The Ombudsman asked, to be answered by Monday 30 March 2026",
        "The Ombudsman decided: Upheld: fault and injustice.",
        "We will not investigate further",
        "The Ombudsman asked for this by Monday 1 June 2026: “Apologise in writing and pay £150.”",
        "The Ombudsman accepted the proof.",
        "It can be extended to 65 working days in all, to Monday 22 December 2025 at the latest.",
    ),
}


@pytest.fixture(scope="module")
def told(demonstration) -> dict[str, str]:
    """The five cases, told into the demonstration by the office's own functions: their references by name."""
    command = [sys.executable, "-m", "tests.journeys.telling"]
    done = subprocess.run(
        command, env=environment(demonstration.data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("width", [320, 1280])
def test_a_story_reads_well_and_axe_finds_nothing(demonstration, page_at, width):
    page = page_at(width)
    become(page, demonstration.url, "Complaints manager")

    for reference in CASES:
        page.goto(f"{demonstration.url}/cases/{reference}/")
        page.get_by_role("link", name="Read the whole story of this case").click()
        assert page.get_by_role("heading", level=1).inner_text() == f"The story of case {reference}"
        axe_clean(page)
        not_sideways(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_five_whole_cases_are_read_with_what_happened_and_why_each_date_is_what_it_is(
    demonstration, told, page_at, width
):
    page = page_at(width)
    become(page, demonstration.url, "Complaints manager")

    for name, reference in told.items():
        page.goto(f"{demonstration.url}/cases/{reference}/story/")
        read = " ".join(page.locator("main").inner_text().split())
        missing = [words for words in SAID[name] if words not in read]
        assert missing == [], f"{name} ({reference})"
        assert not re.search(r"\bNone\b(?! of)", read)
        axe_clean(page)
        not_sideways(page)


def test_the_five_are_in_a_ledger_that_proves_whole(demonstration, told):
    assert set(told) == set(SAID)
    assert demonstration.run("audit", "verify").returncode == 0
