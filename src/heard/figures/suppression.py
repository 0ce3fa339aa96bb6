"""Small numbers in a release: hidden, and with them whatever would let one be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from heard.figures.suppression_found import MARK, WITHHELD, Hidden, Suppressed, withheld
from heard.figures.table_cells import TableCell, TableResult

THRESHOLD = 5


def suppress(
    tables: Sequence[TableResult], *, threshold: int = THRESHOLD, released: Iterable[TableResult] = ()
) -> Suppressed:
    """The tables with counts of 1 to one less than `threshold` withheld.

    `tables` are the true figures, already reconciled; `released` is every table published before, as it was
    published.
    """
    hidden: list[Hidden] = []
    made = []
    for table in tables:
        rows = []
        for row in table.rows:
            cells = []
            for column, cell in zip(table.columns, row.cells, strict=True):
                small = bool(cell.measure) and cell.value is not None and 0 < cell.value < threshold
                if small:
                    hidden.append(Hidden(table.id, row.label, column, cell.printed, "primary"))
                cells.append(withheld(cell) if small else cell)
            rows.append(replace(row, cells=tuple(cells)))
        made.append(replace(table, rows=tuple(rows)))
    return Suppressed(tuple(made), tuple(hidden))


__all__ = ["MARK", "THRESHOLD", "WITHHELD", "Hidden", "Suppressed", "TableCell", "suppress", "withheld"]
