"""Years, days and "last year" in a sentence, as the labels of the years they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from heard.figures.claims_mentions import Mention, blanked, no_number
from heard.figures.periods import MONTHS, Period, financial_year, period, year_key, year_label

# A count "at the year's end" is often taken some days after it.
TAKEN_LATE = timedelta(days=31)

_MONTH = "|".join((*MONTHS, *(month[:3] for month in MONTHS))).casefold()
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\s*,?\s*(\d{{4}})?"
_RANGE = re.compile(rf"{_DAY}\s*(?:to|until|and|[-–—])\s*{_DAY}")
_ON_DAY = re.compile(rf"\b{_DAY}\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?(?:[/–-]|\sto\s)\s?((?:19|20)\d\d|\d\d)\b(?![/-]?\d)")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\s+((?:19|20)\d\d)\b")
_RELATIVE: tuple[tuple[str, int | None], ...] = (
    (r"(?:the )?(?:year before last|two years (?:ago|earlier|before))", 2),
    (r"(?:the |a )?(?:last|previous|prior|preceding|past) (?:financial |reporting )?year(?:'s)?", 1),
    (r"(?:the |a )year (?:before|earlier|ago|previously)|in the year before", 1),
    (r"(?:this|the current|the reporting|the) (?:financial |reporting )?(?:year|period)(?:'s)?\b", 0),
)


def periods_said(text: str, now: Period) -> Iterator[Mention]:
    """Years, days and "last year", as the labels of the years they mean."""
    for match in _RANGE.finditer(text):
        yield _of_days(match)
    text = blanked(text, (no_number(match) for match in _RANGE.finditer(text)))
    for match in re.finditer(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b", text):
        yield no_number(match)
    yield from _in_days(text)
    for match in _YEAR.finditer(text):
        follows = int(match[2][-2:]) == (int(match[1]) + 1) % 100
        label = year_label(int(match[1])) if follows else match[0]
        yield Mention(match.start(), match.end(), "period", frozenset({("period", label)}))
    for words, years in _RELATIVE:
        for match in re.finditer(rf"\b(?:{words})", text):
            label = now.earlier(years or 0).label
            yield Mention(match.start(), match.end(), "period", frozenset({("period", label)}))


def _in_days(text: str) -> Iterator[Mention]:
    for match in _ON_DAY.finditer(text):
        day = _day(match[1], match[2], match[3])
        at = day and re.search(r"\b(?:as (?:at|of|on)|at|on)(?: the)?\s*$", text[: match.start()])
        if day and at:
            yield Mention(
                match.start(), match.end(), "period", frozenset(("period", one) for one in _years_of(day))
            )
        else:
            yield no_number(match)
    text = blanked(text, [no_number(match) for match in _ON_DAY.finditer(text)])
    for match in _MONTH_YEAR.finditer(text):
        month = next(name for name in MONTHS if name.casefold().startswith(match[1][:3]))
        label = frozenset({("month", f"{month} {match[2]}")})
        counted = re.search(r"\b(?:in|during|for)\s*$", text[: match.start()])
        yield Mention(match.start(), match.end(), "label", label) if counted else no_number(match)


def _of_days(match: re.Match[str]) -> Mention:
    last = _day(match[4], match[5], match[6])
    first = _day(match[1], match[2], match[3] or (str(last.year - 1) if last else None))
    if first is None or last is None:
        return no_number(match)
    whole = financial_year(year_key(first))
    label = (
        whole.label
        if (whole.first, whole.last) == (first, last)
        else period(f"{first}..{last}").label
        if first <= last
        else match[0]
    )
    return Mention(match.start(), match.end(), "period", frozenset({("period", label)}))


def _day(day: str, month: str, year: str | None) -> date | None:
    number = next(place for place, name in enumerate(MONTHS, 1) if name.casefold().startswith(month[:3]))
    try:
        return date(int(year), number, int(day)) if year else None
    except ValueError:
        return None


def _years_of(day: date) -> set[str]:
    """The years a count of that day may belong to: in the first weeks of April also the year just ended."""
    return {year_label(year_key(day)), year_label(year_key(day - TAKEN_LATE))}


def days_said(text: str) -> Iterator[tuple[int, int, date]]:
    """Each whole day a text in small letters names, and where."""
    for match in _ON_DAY.finditer(text):
        day = _day(match[1], match[2], match[3])
        if day is not None:
            yield match.start(), match.end(), day
