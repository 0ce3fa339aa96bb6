"""The report as sheets, by the government's rules for accessible spreadsheets: what both kinds of workbook hold.

A cover, a list of contents, notes, commentary and definitions, then one table a sheet. Nothing is merged, no row or
column inside a table is empty, and every mark in square brackets is explained above the table and on the notes sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING

from heard.figures.table_cells import TableResult, TableRow
from heard.reporting.marks import marks_used, said
from heard.reporting.standing_words import HOW_TO_READ, MEANINGS

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

LONGEST_NAME = 31
NUMBER = re.compile(r"([+-]?)(£?)([\d,]+)(?:\.(\d+))?(%| points)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number to the places it is printed to, and how it is shown: its sign, its pound, its per cent."""

    value: Decimal
    places: int = 0
    signed: bool = False
    before: str = ""
    after: str = ""


Value = str | Number


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, the lines under it, and at most one table, of which `totals` are the heavier rows.

    `name` is on the tab, `table` names the table for programs; `widths` are in letters; `links` lead a cell of the
    first column to the sheet it names.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    totals: tuple[int, ...] = ()
    table: str = ""
    widths: tuple[int, ...] = ()
    links: bool = False

    @property
    def first_row(self) -> int:
        """Where the headings of the table stand, counted from nought."""
        return 1 + len(self.lines)

    def is_of_numbers(self, column: int) -> bool:
        """Whether a column holds numbers, which stand to the right under a heading that does too."""
        return (
            any(isinstance(row[column], Number) or _is_mark(row[column]) for row in self.rows) and column > 0
        )

    def lines_of(self, row: Sequence[Value]) -> int:
        """How many lines the fullest cell of a row takes in its column."""
        pairs = zip(row, self.widths, strict=False)
        return max(len(wrap(value, width)) if isinstance(value, str) else 1 for value, width in pairs)


def _is_mark(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\[\w\]", value) is not None


def sheets_of(report: AnnualReport) -> list[Sheet]:
    """Every sheet of the report, in order."""
    taken: set[str] = set()
    tables = [(_name(table.id, taken), table) for table in report.tables]
    shown = [(name, table) for name, table in tables if not table.nothing]
    empty = [table for _, table in tables if table.nothing]
    made = [_notes(report, empty), *_commentary(report), _definitions(report)]
    made += [_table(name, table) for name, table in shown]
    return [_cover(report), _contents(made), *made]


def number_in(printed: str) -> Number | None:
    """The number that a cell prints, or None where it prints words or a mark."""
    found = NUMBER.fullmatch(printed.replace("−", "-"))
    if found is None:
        return None
    sign, pound, whole, part, after = found.groups()
    plain = Decimal(f"{sign}{whole.replace(',', '')}{'.' + part if part else ''}")
    return Number(plain, len(part or ""), sign == "+", pound, after or "")


def _cover(report: AnnualReport) -> Sheet:
    lines = (
        *report.opening,
        report.open_cases,
        "Each sheet holds one table. Contents names the sheets, Notes explains marks, Definitions what is counted.",
        *report.closing,
    )
    return Sheet("Cover", report.heading, tuple(line for line in lines if line), widths=(100,))


def _contents(made: Sequence[Sheet]) -> Sheet:
    rows = tuple((sheet.name, sheet.title) for sheet in made)
    return _listed("Contents", "Contents", ("Sheet", "What it holds"), rows, (32, 80), links=True)


def _notes(report: AnnualReport, empty: Sequence[TableResult]) -> Sheet:
    rows = [
        *((mark, f"{words}.") for mark, words in report.marks),
        *((heading, words) for heading, words in report.statements),
        *((f"No sheet: {table.title}", str(table.nothing)) for table in empty),
    ]
    rows = rows or [("Marks", "No marks stand in these tables.")]
    return _listed("Notes", f"Notes: {HOW_TO_READ.lower()}", ("Note", "What it says"), rows, (40, 100))


def _commentary(report: AnnualReport) -> Iterator[Sheet]:
    rows = [
        (section.title, words)
        for section in report.sections
        for words in (section.words, *section.commentary)
        if words
    ]
    if rows:
        yield _listed("Commentary", "What the report says of each part", ("Part", "Words"), rows, (40, 100))


def _definitions(report: AnnualReport) -> Sheet:
    rows = [(title, words) for _, title, words in report.definitions] or [("Measures", "No measure is used.")]
    return _listed("Definitions", MEANINGS, ("Measure", "What it counts"), rows, (40, 100))


def _listed(
    name: str,
    title: str,
    headings: tuple[str, str],
    rows: Iterable[tuple[str, str]],
    widths: tuple[int, int],
    links: bool = False,
) -> Sheet:
    line = "This sheet holds one table."
    return Sheet(name, title, (line,), headings, tuple(rows), (), name.lower(), widths, links)


def _table(name: str, table: TableResult) -> Sheet:
    """A table of the report. What stands small beside a number on paper has a last column of its own."""
    marks = " ".join(f"{mark} {words}." for mark, words in marks_used([table]))
    notes = [_small(table, row) for row in table.rows]
    with_notes = any(notes)
    rows = tuple(
        (row.label, *_values(row), *([note] if with_notes else []))
        for row, note in zip(table.rows, notes, strict=True)
    )
    headings = _apart(("Row", *table.columns, *(["Notes"] if with_notes else [])))
    widths = (44, *([16] * len(table.columns)), *([60] if with_notes else []))
    return Sheet(
        name,
        table.title,
        tuple(line for line in (table.sentence, "This sheet holds one table.", marks) if line),
        headings,
        rows,
        tuple(place for place, row in enumerate(table.rows) if row.is_total),
        re.sub(r"\W", "_", f"t_{table.id}"),
        widths,
    )


def _values(row: TableRow) -> Iterator[Value]:
    for cell in row.cells:
        shown = said(cell)
        yield number_in(shown) or shown


def _small(table: TableResult, row: TableRow) -> str:
    unknown = [
        f"{column}: {cell.not_known} not known."
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.not_known
    ]
    return " ".join([*unknown, *([row.note] if row.note else [])])


def _apart(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings, each its own: of two alike the second is numbered, since a named table knows its columns by them."""
    made: list[str] = []
    for heading in headings:
        alike = sum(1 for one in made if one == heading or one.startswith(f"{heading} ("))
        made.append(f"{heading} ({alike + 1})" if heading in made else heading)
    return tuple(made)


def _name(table_id: str, taken: set[str]) -> str:
    name = table_id[:LONGEST_NAME]
    number = 2
    while name in taken:
        name = f"{table_id[: LONGEST_NAME - 3]}-{number}"
        number += 1
    taken.add(name)
    return name
