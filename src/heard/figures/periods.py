"""Periods of a report: financial years (1 April to 31 March), quarters, months, and plain ranges of days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

APRIL = 4
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class UnknownPeriod(ValueError):
    """The words given are no period we know."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both counted; no first or last day means without that edge."""

    label: str
    first: date | None = None
    last: date | None = None

    def earlier(self, years: int) -> Period:
        """The same period so many years before; all time stays all time."""
        if years == 0 or self.first is None or self.last is None:
            return self
        first, last = _back(self.first, years), _back(self.last + timedelta(days=1), years)
        return between(first, last - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALL_TIME = Period("all")


def _back(day: date, years: int) -> date:
    # 29 February has no like in most years; the first of March keeps the edge of the period after it.
    return (
        date(day.year - years, day.month, day.day)
        if (day.month, day.day) != (2, 29)
        else date(day.year - years, 3, 1)
    )


def financial_year(start: int) -> Period:
    """The financial year that begins on 1 April of `start`: 2020 is 2020/21."""
    return Period(year_label(start), date(start, APRIL, 1), date(start + 1, APRIL, 1) - timedelta(days=1))


def quarter(start: int, number: int) -> Period:
    """A quarter of a financial year: the first is April to June, the fourth January to March."""
    months = start * 12 + 3 + (number - 1) * 3
    return Period(
        quarter_label(start * 4 + number - 1),
        _first_of(months),
        _first_of(months + 3) - timedelta(days=1),
    )


def month(year: int, number: int) -> Period:
    """A calendar month."""
    last = monthrange(year, number)[1]
    return Period(f"{MONTHS[number - 1]} {year}", date(year, number, 1), date(year, number, last))


def between(first: date, last: date) -> Period:
    """The days from first to last, named as a year, quarter or month where they are exactly one."""
    names = (financial_year(year_key(first)), _quarter_of(first), month(first.year, first.month))
    return next(
        (known for known in names if (known.first, known.last) == (first, last)),
        Period(f"{first.isoformat()}..{last.isoformat()}", first, last),
    )


def _quarter_of(day: date) -> Period:
    return quarter(year_key(day), quarter_key(day) % 4 + 1)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def year_key(day: date) -> int:
    """The year in which the financial year of `day` began."""
    return day.year - (day.month < APRIL)


def quarter_key(day: date) -> int:
    """Quarters counted without a gap: four for each financial year."""
    return year_key(day) * 4 + (day.month + 8) % 12 // 3


def month_key(day: date) -> int:
    """Months counted without a gap."""
    return day.year * 12 + day.month - 1


def year_label(key: int) -> str:
    """2020 as it is printed: 2020/21."""
    return f"{key}/{(key + 1) % 100:02}"


def quarter_label(key: int) -> str:
    """A quarter as it is printed: 2020/21 Q3."""
    return f"{year_label(key // 4)} Q{key % 4 + 1}"


def month_label(key: int) -> str:
    """A month as it is printed: November 2020."""
    return f"{MONTHS[key % 12]} {key // 12}"


_YEAR = re.compile(r"(\d{4})(?:[-/](\d{2}|\d{4}))")
_QUARTER = re.compile(r"(.+?)\s*q([1-4])", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*\.\.\s*(\d{4}-\d{2}-\d{2})")
_MONTH_WORDS = re.compile(r"([a-z]+) (\d{4})", re.IGNORECASE)


def period(words: str | Period) -> Period:
    """The period a person means: "2020-21", "2020-21 Q3", "2020-11", "November 2020", a range of days, "all".

    "2011-12" is the financial year 2011/12; write the month as "December 2011" or "2011-12-01..2011-12-31".
    Raises UnknownPeriod, which says what may be written.
    """
    if isinstance(words, Period):
        return words
    found = next((made for made in _readings(words.strip()) if made), None)
    if found is None:
        raise UnknownPeriod(
            f"“{words}” is no period. Write a financial year (2020-21), a quarter (2020-21 Q3), a month "
            "(2020-11), a range of days (2020-04-01..2021-03-31) or all."
        )
    return found


def _readings(words: str) -> Iterator[Period | None]:
    yield ALL_TIME if words.casefold() == "all" else None
    yield _read_year(words)
    yield _read_quarter(words)
    yield _read_month(words)
    yield _read_range(words)


def _read_year(words: str) -> Period | None:
    match = _YEAR.fullmatch(words)
    if not match:
        return None
    start = int(match[1])
    follows = int(match[2]) % 100 == (start + 1) % 100 and len(match[2]) in (2, 4)
    return financial_year(start) if follows else None


def _read_quarter(words: str) -> Period | None:
    match = _QUARTER.fullmatch(words)
    year = _read_year(match[1].strip()) if match else None
    return quarter(year_key(year.first), int(match[2])) if match and year and year.first else None


def _read_month(words: str) -> Period | None:
    if match := _MONTH.fullmatch(words):
        return month(int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
    match = _MONTH_WORDS.fullmatch(words)
    if match and match[1].capitalize() in MONTHS:
        return month(int(match[2]), MONTHS.index(match[1].capitalize()) + 1)
    return None


def _read_range(words: str) -> Period | None:
    match = _RANGE.fullmatch(words)
    try:
        first, last = (date.fromisoformat(match[1]), date.fromisoformat(match[2])) if match else (None, None)
    except ValueError:
        return None
    return between(first, last) if first and last and first <= last else None
