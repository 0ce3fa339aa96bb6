"""What people write is kept whole or refused with its length: nothing is cut unsaid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import heard.casework
from heard.casework.new_details import DoesNotFit, fitting
from heard.casework.plans import must_be_written

CASEWORK = Path(heard.casework.__file__).parent
# An answer of some length, stripped and then cut.
CUT = re.compile(r"\b(because|reason|why|basis|although|proof)\.strip\(\)\[:\d+\]")


def test_what_fits_is_kept_without_the_room_around_it():
    assert fitting("  She moved.\n", 10) == "She moved."
    assert must_be_written(" Looked at twice ", "why", most=500) == "Looked at twice"


def test_what_does_not_fit_is_refused_with_its_length_and_what_to_do():
    with pytest.raises(DoesNotFit, match=r"“x{40}…” is 501 characters long, and 500 can be kept.*shorter"):
        fitting("x" * 501, 500)
    with pytest.raises(DoesNotFit, match="501 characters"):
        must_be_written("x" * 501, "why", most=500)


def cuts(text: str) -> list[str]:
    return [found.group() for found in CUT.finditer(text)]


def test_no_reason_is_cut_on_its_way_to_the_record():
    assert cuts("because=because.strip()[:500]") == ["because.strip()[:500]"]
    assert {
        one.name: found for one in CASEWORK.rglob("*.py") if (found := cuts(one.read_text("utf-8")))
    } == {}
