"""Tables as they are kept for good: written down whole, read back equal, and held against what is counted now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from heard.figures.periods import Period
from heard.figures.table_cells import TableCell, TableResult, TableRow


def written(tables: Iterable[TableResult]) -> list[dict[str, Any]]:
    """Tables as plain values from which `read_back` makes the same tables again."""
    return [_plain(table) for table in tables]


def read_back(kept: Iterable[Mapping[str, Any]]) -> tuple[TableResult, ...]:
    """The tables that were written down."""
    return tuple(_table(one) for one in kept)


def digest_of(said: object) -> str:
    """The SHA-256 of plain values, written in one way only: anything changed, and it is another."""
    plain = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that says another thing now than it did: where it stands, and both, as printed."""

    table: str
    title: str
    row: str
    column: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"“{self.title}”, {self.row}, {self.column}: was {self.was}, is {self.now}."


def differences(was: Sequence[TableResult], now: Sequence[TableResult]) -> tuple[Difference, ...]:
    """Every cell of some tables that is printed otherwise in others; one that is not there says “not there”."""
    before, after = _cells(was), _cells(now)
    wanted = {table.id for table in was}
    places = dict.fromkeys([*before, *(place for place in after if place[0] in wanted)])
    titles = {table.id: table.title for table in (*now, *was)}
    found = ((place, before.get(place, "not there"), after.get(place, "not there")) for place in places)
    return tuple(
        Difference(place[0], titles[place[0]], *place[1:], one, other)
        for place, one, other in found
        if one != other
    )


def cell_at(tables: Sequence[TableResult], table: str, row: str, column: str) -> TableCell | None:
    """The cell that stands there, or None."""
    there = next((one for one in tables if one.id == table), None)
    line = there.row(row) if there else None
    if there is None or line is None or column not in there.columns:
        return None
    return line.cells[there.columns.index(column)]


def _cells(tables: Iterable[TableResult]) -> dict[tuple[str, str, str], str]:
    """Each cell as printed, by its place; where rows have the same label their numbers stand side by side."""
    found: dict[tuple[str, str, str], str] = {}
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                place = (table.id, row.label, column)
                found[place] = f"{found[place]}, {cell.printed}" if place in found else cell.printed
    return found


def _plain(value: Any) -> Any:
    """A value of a table as JSON has it: days and amounts of money say what they are."""
    if isinstance(value, TableResult | TableRow | TableCell | Period):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Decimal):
        return {"amount": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {"pairs": [[name, _plain(one)] for name, one in value.items()]}
    return value


def _back(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_back(one) for one in value)
    if not isinstance(value, Mapping):
        return value
    if "amount" in value:
        return Decimal(value["amount"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    return {name: _back(one) for name, one in value["pairs"]}


def _table(kept: Mapping[str, Any]) -> TableResult:
    rows = tuple(_row(one) for one in kept["rows"])
    plain = {name: _back(one) for name, one in kept.items() if name not in ("rows", "period")}
    return TableResult(rows=rows, period=_period(kept["period"]), **plain)


def _row(kept: Mapping[str, Any]) -> TableRow:
    plain = {name: _back(one) for name, one in kept.items() if name != "cells"}
    return TableRow(cells=tuple(_cell(one) for one in kept["cells"]), **plain)


def _cell(kept: Mapping[str, Any]) -> TableCell:
    plain = {name: _back(one) for name, one in kept.items() if name not in ("parts", "period")}
    parts = tuple(_cell(one) for one in kept["parts"])
    return TableCell(period=_period(kept["period"]), parts=parts, **plain)


def _period(kept: Mapping[str, Any]) -> Period:
    return Period(**{name: _back(one) for name, one in kept.items()})
