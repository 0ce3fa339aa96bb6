"""One clock for the pages, Django and the database, that stands still where a test sets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from django.db.models import DateTimeField, Value
from django.utils import timezone

from heard.casework import access_clock
from heard.web import seeing

NOVEMBER_22 = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Stands in for `datetime` where the pages read the time, and for the database's own clock."""

    at: datetime = NOVEMBER_22

    def now(self, zone: tzinfo = UTC) -> datetime:
        """The instant at which the clock stands."""
        return self.at.astimezone(zone)

    def of_the_database(self) -> Value:
        """What the database would answer when asked for the time."""
        return Value(self.at, output_field=DateTimeField())

    def set(self, at: date) -> None:
        """Set the clock to an instant, or to ten in the morning of a day."""
        self.at = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, 10, 0, tzinfo=UTC)

    def forward(self, **by: float) -> None:
        """Let so much time go by."""
        self.at += timedelta(**by)


def stop_the_clock(monkeypatch: Any, at: date = NOVEMBER_22) -> Clock:
    """Hold every clock still at an instant, or at ten in the morning of a day."""
    clock = Clock()
    clock.set(at)
    monkeypatch.setattr(seeing, "datetime", clock)
    monkeypatch.setattr(timezone, "now", clock.now)
    monkeypatch.setattr(access_clock, "Now", clock.of_the_database)
    return clock


__all__ = ["NOVEMBER_22", "Clock", "stop_the_clock"]
