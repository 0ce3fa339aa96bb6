"""The report as a workbook by the government's rules for accessible spreadsheets: one table a sheet, nothing merged."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import xlsxwriter

from heard.figures.table_cells import TableCell, TableResult

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

LONGEST_NAME = 31


def to_workbook(report: AnnualReport) -> bytes:
    """A cover sheet, a sheet of definitions and one sheet a table. Text is never taken for a formula."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        title = f"Annual report {report.period}, {report.council}"
        book.set_properties({"title": title, "author": report.council})
        heading = book.add_format({"bold": True, "font_size": 14})
        strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _cover(book, report, title, heading)
        _definitions(book, report, heading, strong)
        taken: set[str] = set()
        for table in report.tables:
            _table(book, table, heading, strong, taken)
    return out.getvalue()


def _cover(book: Any, report: AnnualReport, title: str, heading: Any) -> None:
    sheet = book.add_worksheet("Cover")
    sheet.set_column(0, 0, 100)
    lines = [
        title,
        "Demonstration: invented people, nothing here is real." if report.is_demo else "",
        f"Figures as at {report.as_at.isoformat()}.",
        "Each sheet holds one table. Definitions are on the sheet named Definitions.",
        "Figures may change while cases are open.",
    ]
    for row, line in enumerate(line for line in lines if line):
        sheet.write_string(row, 0, line, heading if row == 0 else None)


def _definitions(book: Any, report: AnnualReport, heading: Any, strong: Any) -> None:
    sheet = book.add_worksheet("Definitions")
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 120)
    sheet.write_string(0, 0, "Definitions of the measures", heading)
    sheet.write_string(1, 0, "Measure", strong)
    sheet.write_string(1, 1, "What it counts", strong)
    for row, (_, title, words) in enumerate(report.definitions, start=2):
        sheet.write_string(row, 0, title)
        sheet.write_string(row, 1, words)


def _table(book: Any, table: TableResult, heading: Any, strong: Any, taken: set[str]) -> None:
    sheet = book.add_worksheet(_name(table.id, taken))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 30, 16)
    sheet.write_string(0, 0, table.title, heading)
    sheet.write_string(1, 0, table.sentence)
    if table.nothing:
        sheet.write_string(2, 0, table.nothing)
        return
    for place, column in enumerate(("", *table.columns)):
        sheet.write_string(3, place, column or "Row", strong)
    for at, row in enumerate(table.rows, start=4):
        sheet.write_string(at, 0, row.label, strong if row.is_total else None)
        for place, cell in enumerate(row.cells, start=1):
            _cell(sheet, at, place, cell)
    sheet.freeze_panes(4, 1)


def _cell(sheet: Any, row: int, place: int, cell: TableCell) -> None:
    """A number as a number, to the places it is printed to, so that file and page say the same."""
    shown = re.sub(r"[£,%+]", "", cell.printed).replace("−", "-").strip()
    try:
        sheet.write_number(row, place, float(shown))
    except ValueError:
        sheet.write_string(row, place, cell.printed)


def _name(table_id: str, taken: set[str]) -> str:
    name = table_id[:LONGEST_NAME]
    number = 2
    while name in taken:
        name = f"{table_id[: LONGEST_NAME - 3]}-{number}"
        number += 1
    taken.add(name)
    return name
