"""Which stages stand on a page of the work list, and how many of each colour there are: one question for both.

The question of what somebody may see is long: it is written out once, and the page and the counts are taken from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from heard.casework.clocks import CouncilClocks
from heard.casework.looking_at_work_stages import COLOURS, Cases
from heard.law.clock import SOON

COLUMNS = ("stage_pk", "pk", "reference", "procedure", "state", "due", "began")
SOONEST, OLDEST = "due IS NULL, due, pk, stage_pk", "began, reference"
# Of what nobody has, what nobody has accepted either comes before all else: it has to be given to somebody.
NEW_FIRST = f"CASE WHEN state = 'received' THEN 0 ELSE 1 END, {SOONEST}"
COLOUR = """CASE WHEN due < %s THEN 'late' WHEN due = %s THEN 'today'
    WHEN due <= CASE WHEN procedure = 'children_act' THEN %s ELSE %s END THEN 'soon' ELSE 'fine' END"""
COUNTED = ", ".join(f"COUNT(*) FILTER (WHERE colour = '{one}') OVER () AS {one}" for one in COLOURS)


@dataclass(frozen=True, slots=True)
class Places:
    """The numbers of the stages between two places of the list, and how many of each colour there are in all."""

    stages: tuple[int, ...]
    counts: Mapping[str, int]


class Paging:
    """The open stages of a view on a day, to be paged and counted."""

    def __init__(self, found: Cases, clocks: CouncilClocks, today: date, *, order: str = SOONEST) -> None:
        self.order = order
        soon = clocks.calendar.by_law.after(today, SOON), clocks.calendar.after(today, SOON)
        self.days = [connection.ops.adapt_datefield_value(day) for day in (today, today, *soon)]
        try:
            self.inner, self.params = found.order_by().values_list(*COLUMNS).query.sql_with_params()
        except EmptyResultSet:
            self.inner, self.params = "", ()

    def between(self, first: int, last: int, colour: str = "") -> Places:
        """The stages from one place to another; where none stands there, the counts are still right."""
        if not self.inner:
            return Places((), dict.fromkeys(COLOURS, 0))
        where = "WHERE colour = %s" if colour in COLOURS else ""
        chosen = [colour] if where else []
        limits = f"{where} ORDER BY {self.order} LIMIT {last - first:d} OFFSET {first:d}"
        rows = self._ask(limits, chosen) or self._ask("LIMIT 1", [])
        counts = dict(zip(COLOURS, rows[0][1:5], strict=True)) if rows else dict.fromkeys(COLOURS, 0)
        there = counts[colour] if where else sum(counts.values())
        return Places(tuple(row[0] for row in rows) if there > first else (), counts)

    def _ask(self, limits: str, chosen: Sequence[str]) -> list[Any]:
        asked = f"""SELECT stage_pk, {", ".join(COLOURS)} FROM (
            SELECT coloured.*, {COUNTED} FROM (
                SELECT seen.*, {COLOUR} AS colour FROM ({self.inner}) seen) coloured) counted {limits}"""  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(asked, [*self.days, *self.params, *chosen])
            return list(cursor.fetchall())
