"""A clock for the pages that stands still where a test sets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from heard.web import seeing

NOVEMBER_22 = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Stands in for `datetime` where the pages read the time."""

    at: datetime = NOVEMBER_22

    def now(self, zone: tzinfo = UTC) -> datetime:
        """The instant at which the clock stands."""
        return self.at.astimezone(zone)

    def set(self, at: date) -> None:
        """Set the clock to an instant, or to ten in the morning of a day."""
        self.at = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, 10, 0, tzinfo=UTC)

    def forward(self, **by: float) -> None:
        """Let so much time go by."""
        self.at += timedelta(**by)


def stop_the_clock(monkeypatch: Any, at: date = NOVEMBER_22) -> Clock:
    """Hold the clock of the pages still at an instant, or at ten in the morning of a day."""
    clock = Clock()
    clock.set(at)
    monkeypatch.setattr(seeing, "datetime", clock)
    return clock


__all__ = ["NOVEMBER_22", "Clock", "stop_the_clock"]
