"""Each format of a report read back by a program that did not write it: what its tables say, as people read them.

A table is its title with its rows; a row its label with its cells; a cell what is printed and how many are not known.
Space is left out of account, because paper breaks lines where it likes.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import docx
import lxml.html
import openpyxl
from odf.opendocument import load as load_odf
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from tests.reporting.pdf_reading import tagged_once

from heard.reporting.annual import AnnualReport
from heard.reporting.marks import said

Cell = tuple[str, int]
SMALL = re.compile(r"^(.*?)(?:\s+(\d+)\s+not\s+known)?$", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """A row as read: its label with the note beside it, and its cells."""

    label: str
    cells: tuple[Cell, ...]


Tables = dict[str, tuple[tuple[str, ...], tuple[Row, ...]]]


def plain(text: str) -> str:
    """The text without any space."""
    return re.sub(r"\s+", "", text)


def cell_of(text: str) -> Cell:
    """What is printed and how many are not known, from one text."""
    found = SMALL.match(text.strip())
    assert found is not None
    return plain(found[1]), int(found[2] or 0)


def expected(report: AnnualReport) -> Tables:
    """What every format must say: straight from the cells."""
    return {
        table.title: (
            tuple(plain(one) for one in table.columns),
            tuple(
                Row(
                    plain(row.label + row.note),
                    tuple((plain(said(one)), one.not_known or 0) for one in row.cells),
                )
                for row in table.rows
            ),
        )
        for table in report.tables
        if not table.nothing
    }


def on_paper(title_and_rows: Iterator[tuple[str, list[list[str]]]]) -> Tables:
    """Tables of formats in which what is small stands under the number it belongs to."""
    found: Tables = {}
    for title, (headings, *rows) in title_and_rows:
        assert title not in found, f"two tables are called {title}"
        read = tuple(Row(plain(row[0]), tuple(cell_of(one) for one in row[1:])) for row in rows)
        found[title] = tuple(plain(one) for one in headings[1:]), read
    return found


def from_html(file: bytes) -> Tables:
    """By lxml: the tables under their headings."""
    page = lxml.html.fromstring(file.decode())
    for line_end in page.iter("br"):
        line_end.tail = f"\n{line_end.tail or ''}"
    return on_paper(
        (
            table.xpath("./ancestor::div[contains(@class, 'heard-report__table')]/h3")[0].text_content(),
            [[cell.text_content() for cell in row] for row in table.iter("tr")],
        )
        for table in page.iter("table")
    )


def from_pdf(file: bytes) -> Tables:
    """By the tags alone, as a screen reader goes: each table under the heading before it."""

    def tables() -> Iterator[tuple[str, list[list[str]]]]:
        heading = ""
        for part in tagged.parts("/H2", "/H3", "/Table"):
            if str(part.S) != "/Table":
                heading = tagged.text(part)
            else:
                yield (
                    heading,
                    [[tagged.text(cell) for cell in row.K] for row in tagged.parts("/TR", under=part)],
                )

    tagged = tagged_once(file)
    return on_paper(tables())


def from_docx(file: bytes) -> Tables:
    """By python-docx: each table under the heading before it."""

    def tables() -> Iterator[tuple[str, list[list[str]]]]:
        heading = ""
        for part in docx.Document(io.BytesIO(file)).iter_inner_content():
            if isinstance(part, docx.table.Table):
                if heading != "What is counted":
                    yield heading, [[cell.text for cell in row.cells] for row in part.rows]
            elif part.style is not None and str(part.style.name).startswith("Heading"):
                heading = part.text

    return on_paper(tables())


def in_sheets(sheets: Iterator[tuple[str, Sequence[str], list[list[str]]]]) -> Tables:
    """Tables of workbooks, in which what is small has the last column."""
    found: Tables = {}
    for title, headings, rows in sheets:
        has_notes = headings[-1] == "Notes"
        columns = headings[1:-1] if has_notes else headings[1:]
        read = []
        for row in rows:
            notes = row[-1] if has_notes else ""
            unknown = dict(re.findall(r"(\S[^:]*): (\d+) not known\.", notes))
            beside = re.sub(r"(\S[^:]*): (\d+) not known\.", "", notes)
            shown = zip(columns, row[1 : len(columns) + 1], strict=True)
            cells = tuple((plain(text), int(unknown.get(column, 0))) for column, text in shown)
            read.append(Row(plain(row[0] + beside), cells))
        found[title] = tuple(plain(one) for one in columns), tuple(read)
    return found


FRONT = {"Cover", "Contents", "Notes", "Commentary", "Definitions"}


def from_xlsx(file: bytes) -> Tables:
    """By openpyxl: the named table of each sheet, numbers as the number format shows them."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return in_sheets(
        (
            str(sheet["A1"].value),
            [str(one.value) for one in rows[0]],
            [[seen(one) for one in row] for row in rows[1:]],
        )
        for sheet in book
        if sheet.title not in FRONT
        for rows in [list(sheet[next(iter(sheet.tables.values())).ref])]
    )


def seen(cell: Any) -> str:
    """What a spreadsheet shows of a cell, from its value and its number format."""
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    shape = str(cell.number_format).split(";")[0]
    found = re.fullmatch(r'(\+?)("£")?#,##0(?:\.(0+))?(?:"([^"]+)")?', shape)
    assert found is not None, f"{shape} is no way of showing a number"
    sign = "-" if cell.value < 0 else found[1]
    number = f"{abs(Decimal(str(cell.value))):,.{len(found[3] or '')}f}"
    return f"{sign}{'£' if found[2] else ''}{number}{found[4] or ''}"


def from_ods(file: bytes) -> Tables:
    """By odfpy: the rows of each sheet from its headings on; a number must be the one that is shown."""

    def sheets() -> Iterator[tuple[str, list[str], list[list[str]]]]:
        for sheet in load_odf(io.BytesIO(file)).spreadsheet.getElementsByType(Table):
            if sheet.getAttribute("name") not in FRONT:
                rows = [row.getElementsByType(TableCell) for row in sheet.getElementsByType(TableRow)]
                texts = [[_open_cell(cell) for cell in row] for row in rows]
                top = next(place for place, row in enumerate(texts) if row[0] == "Row")
                yield texts[0][0], texts[top], texts[top + 1 :]

    return in_sheets(sheets())


def _open_cell(cell: Any) -> str:
    shown = extractText(cell)
    if cell.getAttribute("valuetype") == "float":
        number = re.sub(r"[£,%+]| points", "", shown)
        assert Decimal(number) == Decimal(cell.getAttribute("value")), f"{shown} hides another number"
    return str(shown)


def from_csv(file: bytes) -> Tables:
    """By the csv module: every figure on a line of its own, put together again."""
    lines = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    found: Tables = {}
    for title in dict.fromkeys(line["title"] for line in lines):
        mine = [line for line in lines if line["title"] == title]
        numbers = dict.fromkeys(line["row_number"] for line in mine)
        rows = [[line for line in mine if line["row_number"] == number] for number in numbers]
        read = tuple(
            Row(
                plain(bare(row[0]["row"]) + row[0]["note"]),
                tuple((plain(bare(one["printed"])), int(one["not_known"] or 0)) for one in row),
            )
            for row in rows
        )
        found[title] = tuple(plain(one["column"]) for one in rows[0]), read
    return found


def bare(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if re.match(r"'[=+\-@\t\r\0]", text) else text


def from_json(file: bytes) -> Tables:
    """By the json module."""
    found: Tables = {}
    for table in json.loads(file)["tables"]:
        cells = iter(table["cells"])
        rows = []
        for row in table["rows"]:
            mine = [next(cells) for _ in table["columns"]]
            read = tuple((plain(one["printed"]), one["not_known"] or 0) for one in mine)
            rows.append(Row(plain(row["label"] + row["note"]), read))
        found[table["title"]] = tuple(plain(one) for one in table["columns"]), tuple(rows)
    return found


def from_zip(file: bytes) -> Tables:
    """The figures of the data package."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return from_csv(package.read("figures.csv"))


READERS: dict[str, Callable[[bytes], Tables]] = {
    "html": from_html,
    "pdf": from_pdf,
    "docx": from_docx,
    "xlsx": from_xlsx,
    "ods": from_ods,
    "csv": from_csv,
    "json": from_json,
    "zip": from_zip,
}
EVERY_CELL = ("csv", "json", "zip")  # these tell tables too in which there is nothing to count
