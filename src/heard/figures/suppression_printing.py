"""Tables as they are released: what is withheld is taken out of every place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from heard.figures.labels import LAST
from heard.figures.measures import MEASURES
from heard.figures.suppression_found import MARK, Hidden, Reason, withheld
from heard.figures.suppression_numbers import OF_NOBODY, Number, base_of, told_by
from heard.figures.table_cells import TableCell, TableResult, TableRow

OTHER_AMOUNTS = "Other amounts"


def printed_without(
    tables: Sequence[TableResult], hidden: set[Number], primary: set[Number]
) -> tuple[tuple[TableResult, ...], tuple[Hidden, ...]]:
    """The tables without the hidden numbers, and each cell that is withheld with its reason."""
    shown = {number for cell in _cells(tables) for number in _told(cell, hidden)}
    made = tuple(_in_no_order_of_size(_amounts_together(_table(table, hidden, shown))) for table in tables)
    return made, tuple(one for table in tables for one in _listed(table, hidden, primary))


def _cells(tables: Iterable[TableResult]) -> Iterator[TableCell]:
    return (cell for table in tables for row in table.rows for cell in row.cells)


def _told(cell: TableCell, hidden: set[Number]) -> set[Number]:
    told = set(told_by(cell))
    return set() if told & hidden else told


def _table(table: TableResult, hidden: set[Number], shown: set[Number]) -> TableResult:
    rows = [replace(row, cells=tuple(_cell(one, hidden, shown) for one in row.cells)) for row in table.rows]
    return replace(table, rows=tuple(rows))


def _cell(cell: TableCell, hidden: set[Number], shown: set[Number]) -> TableCell:
    parts = tuple(_cell(part, hidden, shown) for part in cell.parts)
    if cell.value is not None and set(told_by(cell)) & hidden:
        return replace(withheld(cell), parts=parts)
    measure = MEASURES.get(cell.measure)
    if measure is None or measure.frame in OF_NOBODY:
        return replace(cell, parts=parts)
    if cell.shows == "number" and not measure.is_mean and base_of(cell, measure) not in shown:
        # A file of the figures says what a number is a share of: it must be out anyway, or stay in.
        return replace(cell, parts=parts, base=None, percent=None, not_known=None)
    return replace(cell, parts=parts, not_known=None)


def _listed(table: TableResult, hidden: set[Number], primary: set[Number]) -> Iterator[Hidden]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            told = set(told_by(cell)) & hidden
            if told and cell.value is not None:
                reason: Reason = "primary" if told & primary else "secondary"
                yield Hidden(table.id, row.label, column, cell.printed, reason)


def _amounts_together(table: TableResult) -> TableResult:
    """A row named by its amount says that somebody was paid it: rows that are withheld become one without a name."""
    rows = [row for row in table.rows if _is_withheld(row) and any("amount" in cell.by for cell in row.cells)]
    if not rows:
        return table
    blank = [replace(cell, by={}, where={}, parts=()) for cell in rows[0].cells]
    together = TableRow(OTHER_AMOUNTS, tuple(withheld(cell) for cell in blank))
    left = [row for row in table.rows if row not in rows]
    at = next((place for place, row in enumerate(left) if row.is_total), len(left))
    return replace(table, rows=(*left[:at], together, *left[at:]))


def _in_no_order_of_size(table: TableResult) -> TableResult:
    """A withheld row between one of 9 and one of 7 would say that it is about 8: such rows go last, by name."""
    rows = [row for row in table.rows if not row.is_total and row.label not in LAST]
    if not any(_is_withheld(row) for row in rows) or len(rows) < 2:
        return table
    sizes = [float(row.cells[0].value or 0) for row in rows if not _is_withheld(row)]
    if sizes != sorted(sizes, reverse=True):
        return table
    others = [row for row in table.rows if row not in rows]
    ordered = sorted(rows, key=lambda row: row.label if _is_withheld(row) else "")
    ordered.sort(key=_is_withheld)
    return replace(table, rows=(*ordered, *others))


def _is_withheld(row: TableRow) -> bool:
    return bool(row.cells) and row.cells[0].mark == MARK


__all__ = ["printed_without"]
