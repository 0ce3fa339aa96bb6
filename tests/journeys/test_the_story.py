"""The story of a case as it is read and printed: at the width of a phone and of a desk, with scripts and without."""

from __future__ import annotations

import pytest
from tests.browser import axe_clean, not_sideways
from tests.journeys.walking import become

CASES = ("CR-2024-0155", "CR-2026-0137")


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
