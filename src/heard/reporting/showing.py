"""A table made ready for a page: each number as printed, with where pressing it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from heard.figures.table_cells import TableCell, TableResult

Link = Callable[[TableCell], str]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A number as printed, where it leads, and the words a screen reader adds."""

    text: str
    href: str
    means: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a page's table."""

    label: str
    cells: tuple[ShownCell, ...]
    is_total: bool
    note: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of a page with its picture, if it has one."""

    id: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    nothing: str
    picture: str


def to_definition(cell: TableCell) -> str:
    """In a file, a number leads to its definition at the foot of the report."""
    return f"#definition-{cell.measure}" if cell.measure else ""


def show(table: TableResult, *, link: Link, picture: str = "") -> ShownTable:
    """A table ready to be put on a page."""
    rows = tuple(
        ShownRow(row.label, tuple(_cell(cell, link) for cell in row.cells), row.is_total, row.note)
        for row in table.rows
    )
    return ShownTable(
        table.id, table.title, table.sentence, tuple(table.columns), rows, table.nothing or "", picture
    )


def _cell(cell: TableCell, link: Link) -> ShownCell:
    unknown = f"{cell.not_known} not known" if cell.not_known else ""
    return ShownCell(cell.printed, link(cell), unknown)
