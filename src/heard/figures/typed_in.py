"""The figures a council typed in, found by the period they belong to and by what their names mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from heard.figures.dimensions import plain
from heard.figures.periods import Period
from heard.figures.snapshot import Snapshot

# A count "at the year's end" is often taken some days after it.
TAKEN_LATE = timedelta(days=31)
LEAP_YEAR = timedelta(days=366)
Typed = Mapping[str, Any]


def typed_in(seen: Snapshot, period: Period) -> dict[str, Typed]:
    """The latest figure of each name whose day lies in the period, or soon after its end."""
    key = ("typed in", period.first, period.last)
    if key not in seen.kept:
        found_rows = seen.frames["context"].lazy().collect().rows(named=True)
        rows = [
            {**row, "as_at": _as_day(row["as_at"]), "taken_on": _as_day(row["taken_on"])}
            for row in found_rows
        ]
        dated = sorted(rows, key=lambda row: row["as_at"] or date.min)
        seen.kept[key] = {row["name"]: row for row in dated if _belongs(row["as_at"], period)}
    found: dict[str, Typed] = seen.kept[key]
    return found


def _as_day(told: date | None) -> date | None:
    # An engine without days of its own gives their midnights, and one that is not there as a midnight that is none.
    if not isinstance(told, datetime):
        return told
    return told.date() if told == told else None


def _belongs(day: date | None, period: Period) -> bool:
    if period.first is None or period.last is None:
        return True
    return day is not None and period.first < day <= period.last + TAKEN_LATE


def meaning_of(seen: Snapshot, name: str) -> str | None:
    """What a figure of this name can be set beside complaints as: `open_cases`, `population`, or nothing."""
    given = seen.meanings.get("context", {}).get(name)
    if given is not None:
        return given
    words = plain(name)
    if "open" in words and "case" in words:
        return "open_cases"
    return "population" if any(told in words for told in ("population", "under 18", "aged 0 to 17")) else None


def figure_meaning(seen: Snapshot, meaning: str, period: Period) -> float | None:
    """The figure of a period that means this; of several the largest, none where nothing was typed in.

    A period longer than a year has none: several years of complaints beside the figure of one would be no rate.
    """
    if period.first is None or period.last is None or period.last - period.first >= LEAP_YEAR:
        return None
    named = typed_in(seen, period).items()
    return max((row["value"] for name, row in named if meaning_of(seen, name) == meaning), default=None)
