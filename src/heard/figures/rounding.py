"""Rounding, which happens only when a number is printed: a half goes up, as a person rounds by hand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction
PERCENT_PLACES = 1


def half_up(value: Number, places: int = 0) -> Decimal:
    """`value` rounded to so many decimal places, a half away from zero: 14.5 is 15, 2.05 is 2.1."""
    return _exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _exact(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    # The shortest way of writing a float is the number it was meant to be: 2.05, never 2.04999…
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def printed(value: Number | None, places: int = 0) -> str:
    """The number as a report shows it, with thousands set apart by commas; a dash where there is none."""
    return "–" if value is None else f"{_no_minus_zero(half_up(value, places)):,}"


def _no_minus_zero(value: Decimal) -> Decimal:
    return abs(value) if value == 0 else value


def printed_percent(percent: Number | None, places: int = PERCENT_PLACES) -> str:
    """A percentage as printed: 45.8%; a dash when there was nothing to take a share of."""
    return "–" if percent is None else f"{printed(percent, places)}%"


def printed_pounds(pounds: Number | None) -> str:
    """Money as printed: £60, £52.50, £1,000."""
    if pounds is None:
        return "–"
    exact = half_up(pounds, 2)
    return f"£{exact:,.0f}" if exact == exact.to_integral_value() else f"£{exact:,}"


def percent_of(part: Number, whole: Number) -> float | None:
    """`part` as an unrounded percentage of `whole`; None when the whole is nothing."""
    return None if not whole else float(Fraction(part) * 100 / Fraction(whole))
