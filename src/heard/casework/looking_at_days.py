"""Which open cases' next dates would be others if the council were closed on one more day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from heard.casework.acts import OPEN_STATES
from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.looking import dates_of
from heard.representations.models import Stage


@dataclass(frozen=True)
class Move:
    """One open stage whose next date would be another."""

    stage: Stage
    was: date | None
    becomes: date | None


def dates_that_would_move(day: date, title: str) -> list[Move]:
    """The open stages whose next date would move if the council were closed on `day`. Raises CalendarRunsOut."""
    now = clocks_of_council()
    then = replace(now, calendar=now.calendar.with_extra({day: title}))
    return [move for move in _next_dates(now, then) if move.was != move.becomes]


def _next_dates(now: CouncilClocks, then: CouncilClocks) -> Iterator[Move]:
    open_stages = (
        Stage.objects.filter(answered_on=None, withdrawn_on=None, ended_on=None, representation__state__in=OPEN_STATES)
        .select_related("representation", "panel")
        .prefetch_related("extensions")
        .order_by("pk")
    )
    for stage in open_stages.iterator(chunk_size=2000):
        dates = dates_of(stage)
        yield Move(stage, now.next_due(dates), then.next_due(dates))
