"""A table made ready for a page: each number as printed, with where pressing it leads."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from heard.figures.table_cells import TableCell, TableResult
from heard.reporting.marks import marks_used, said

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
    """A table of a page with its picture, if it has one, and the marks that stand in it, explained."""

    id: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    nothing: str
    picture: str
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def picture_words(self) -> str:
        """What the picture says, for whoever does not see it: its title and every value it draws."""
        words = re.findall(r"<(?:title|desc)[^>]*>(.*?)</(?:title|desc)>", self.picture, re.DOTALL)
        return ". ".join(unescape(one).rstrip(".") for one in words) + "." if words else ""

    @property
    def picture_as_address(self) -> str:
        """The picture as an address that holds it whole, for paper, where a picture is told by its words."""
        plain = re.sub(r' stroke="#fff" stroke-width="4" paint-order="stroke"', "", self.picture)
        return "data:image/svg+xml;base64," + b64encode(plain.encode()).decode()


def to_definition(cell: TableCell) -> str:
    """In a file, a number leads to its definition at the foot of the report."""
    return f"#definition-{cell.measure}" if cell.measure else ""


def show(table: TableResult, *, link: Link, picture: str = "") -> ShownTable:
    """A table ready to be put on a page."""
    rows = tuple(
        ShownRow(row.label, tuple(_cell(cell, link) for cell in row.cells), row.is_total, row.note)
        for row in table.rows
    )
    marks = () if table.nothing else marks_used([table])
    return ShownTable(
        table.id, table.title, table.sentence, tuple(table.columns), rows, table.nothing or "", picture, marks
    )


def _cell(cell: TableCell, link: Link) -> ShownCell:
    unknown = f"{cell.not_known} not known" if cell.not_known else ""
    return ShownCell(said(cell), link(cell), unknown)
