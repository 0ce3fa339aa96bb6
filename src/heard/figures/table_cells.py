"""A table of a report as data: rows of cells, each of which can say how it came about and be asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from heard.figures.ask import Value
from heard.figures.periods import Period
from heard.figures.table_specs import Shows


@dataclass(frozen=True, slots=True)
class TableCell:
    """One printed number. `where` and `by` ask it again; `parts` are the cells a change, ratio or sum is made of.

    `value` is the number counted; a percentage is in `percent`, unrounded, and `base` is what it is a share of.
    `mark` is the letter of a mark, such as c for a number withheld; such a cell has no value, base or percentage.
    `not_known` is None where a released table does not say it.
    """

    shows: Shows
    value: Value
    printed: str
    base: Value
    percent: float | None
    measure: str
    definition: str
    period: Period
    by: dict[str, str]
    where: dict[str, tuple[str, ...]]
    not_known: int | None = 0
    parts: tuple[TableCell, ...] = ()
    mark: str = ""

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filter that lists the cases behind this number: what narrows it and the labels of its row."""
        return {**self.where, **{name: (label,) for name, label in self.by.items()}}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its label, its cells, whether it is the total of the others, and a note to print beside it."""

    label: str
    cells: tuple[TableCell, ...]
    is_total: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableResult:
    """One table of a report. `nothing` is the sentence to print instead when there is nothing to show."""

    id: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    period: Period
    as_at: date | None
    nothing: str | None = None
    adds_up: bool = False

    def row(self, label: str) -> TableRow | None:
        """The row of that label; None when there is none."""
        return next((row for row in self.rows if row.label == label), None)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "sentence": self.sentence,
            "period": self.period.label,
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "columns": list(self.columns),
            "nothing": self.nothing,
            "rows": [
                {
                    "label": row.label,
                    "is_total": row.is_total,
                    "note": row.note,
                    "cells": [_plain(cell) for cell in row.cells],
                }
                for row in self.rows
            ],
        }


def _plain(cell: TableCell) -> dict[str, Any]:
    return {
        "shows": cell.shows,
        "value": _number(cell.value),
        "printed": cell.printed,
        "base": _number(cell.base),
        "percent": cell.percent,
        "not_known": cell.not_known,
        "measure": cell.measure,
        "definition": cell.definition,
        "period": cell.period.label,
        "where": {name: list(labels) for name, labels in cell.filters.items()},
    }


def _number(value: Value) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
