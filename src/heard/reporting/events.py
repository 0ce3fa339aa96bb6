"""The events on record as figures know them: for charts, series and the report's statement of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from heard.casework.events import events_marked
from heard.figures.events import Event, breaks, placed, statement, touching
from heard.figures.periods import Period
from heard.representations.models import PROCEDURES, MarkedEvent

PROCEDURE_LABELS = dict(PROCEDURES)


def events_on_record() -> tuple[Event, ...]:
    """Every event that stands, with the labels as figures print them. One question to the record."""
    return tuple(map(event_of, events_marked()))


# Where a series breaks, by place, and the events that stand in it: place and words.
Marks = tuple[tuple[int, ...], tuple[tuple[int, str], ...]]


def event_of(row: MarkedEvent) -> Event:
    """One event as figures know it."""
    return Event(
        title=row.title,
        words=row.words,
        kind=row.kind,  # type: ignore[arg-type]
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        service=row.service.label if row.service else "",
        procedure=PROCEDURE_LABELS[row.procedure] if row.procedure else "",
        is_reviewed=row.reviewed_on is not None,
    )


def marks_of_series(periods: Sequence[Period], *, service: str = "", procedure: str = "") -> Marks:
    """Where a series of these periods breaks, and its events with their places and words, as a chart wants them."""
    there = touching(events_on_record(), service=service, procedure=procedure)
    return breaks(there, periods), placed(there, periods)


def recording_changes(period: Period, *, today: date) -> tuple[str, ...]:
    """What the report of a period says of changes of recording, law and wide events that bear on its figures.

    It takes in the year before, which the report's tables stand beside.
    """
    last = period.last or today
    first = period.earlier(1).first or date.min
    return statement(events_on_record(), first, last)
