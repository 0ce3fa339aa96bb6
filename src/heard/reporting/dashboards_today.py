"""What asks for somebody today: open stages by when they are due, of the part of the council that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import narwhals as nw

from heard.figures.snapshot import Snapshot
from heard.law.working_days import ENGLAND
from heard.reporting.dashboards_kinds import Looked

SOON = 5  # working days


@dataclass(frozen=True, slots=True)
class Today:
    """How many open stages are past their day, due on the day itself, and due within five working days after."""

    late: int
    today: int
    soon: int


def due_today(seen: Snapshot, looked: Looked) -> Today:
    """The open stages by when they are due, with the extensions on record."""
    due = nw.coalesce(nw.col("extended_to"), nw.col("due_on"))
    rows = seen.frames["stages"].lazy().filter(nw.col("concluded_on").is_null(), ~due.is_null())
    for name, labels in looked.narrowed:
        rows = rows.filter(nw.col(name).is_in(list(labels)))
    days: list[date] = rows.select(due.alias("due")).collect()["due"].to_list()
    until = ENGLAND.after(looked.day, SOON)
    return Today(
        sum(day < looked.day for day in days),
        sum(day == looked.day for day in days),
        sum(looked.day < day <= until for day in days),
    )
