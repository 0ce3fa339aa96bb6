"""Rounding happens only in print, and a half goes up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.figures.rounding import half_up, percent_of, printed, printed_percent, printed_pounds


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (14.5, 0, "15"),
        (2.05, 1, "2.1"),
        (45.76271186440678, 1, "45.8"),
        (22.033898305084747, 1, "22.0"),
        (22.033898305084747, 2, "22.03"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-0.04, 1, "0.0"),
        (1234, 0, "1,234"),
    ],
)
def test_a_half_is_rounded_up_as_a_person_would(value, places, shown):
    assert printed(value, places) == shown


@settings(deadline=None)
@given(part=st.integers(0, 5000), whole=st.integers(1, 5000), places=st.integers(0, 2))
def test_a_percentage_is_rounded_as_exact_fractions_are(part, whole, places):
    exact = Fraction(part * 100, whole)
    scaled = exact * 10**places
    right = Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)).scaleb(-places)

    assert half_up(percent_of(part, whole), places) == right


def test_nothing_has_no_percentage_and_prints_a_dash():
    assert percent_of(0, 0) is None
    assert printed_percent(None) == "–"


@pytest.mark.parametrize(
    ("pounds", "shown"),
    [(Decimal("52.5"), "£52.50"), (Decimal(1000), "£1,000"), (Decimal("6250.50"), "£6,250.50")],
)
def test_pounds_are_printed_as_councils_print_them(pounds, shown):
    assert printed_pounds(pounds) == shown
