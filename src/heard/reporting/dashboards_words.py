"""Periods and instants as a dashboard says them."""

from __future__ import annotations

from datetime import date

from heard.figures.periods import MONTHS, Period


def day_in_words(day: date) -> str:
    """A day without its weekday: 22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_days(period: Period) -> str:
    """A period by its first and last day: "1 April to 22 November 2026"; "all years" without an edge."""
    first, last = period.first, period.last
    if first is None or last is None:
        return "all years"
    if first == last:
        return day_in_words(last)
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day_in_words(last)}"
    return f"{day_in_words(first)} to {day_in_words(last)}"


def end_of(period: Period) -> str:
    """When a period ended: "at the end of October 2026"."""
    return f"at the end of {period.label}"


def ago(seconds: float) -> str:
    """How long ago something was read, as a person says it: "just now", "40 seconds ago", "3 minutes ago"."""
    if seconds < 5:
        return "just now"
    if seconds < 90:
        return f"{round(seconds / 5) * 5} seconds ago"
    return f"{round(seconds / 60)} minutes ago"
