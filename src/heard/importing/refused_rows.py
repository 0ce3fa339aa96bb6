"""The rows that were refused, as a copy of the person's own sheet with a last column that says why.

Nothing in it can act as a formula when it is opened: in CSV such a cell begins with an apostrophe, in XLSX it is text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from heard.importing.judgement import Judgement
from heard.importing.layout import Row, Table
from heard.importing.words import as_text

WHY = "What to mend"
ROW = "Row in your sheet"
_ACTS = re.compile(r"^[\s\x00]*[=@＝＠+\-＋－]|^[\t\r\n\x00]")
_HONEST = re.compile(r"^[+-]?[\d\s().,]*\d[\d\s().,]*%?$|^[-+]+$")
_MOST_CHARACTERS = 32_767


def refused_csv(table: Table, judgement: Judgement, *, only_refused: bool = True) -> bytes:
    """The refused rows as CSV for a spreadsheet program: UTF-8 with its mark, every cell in quotes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([*map(safe_in_csv, table.headings), ROW, WHY])
    for row, why in _rows(table, judgement, only_refused):
        writer.writerow([*(safe_in_csv(_told(cell)) for cell in row.cells), row.number, safe_in_csv(why)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def refused_xlsx(table: Table, judgement: Judgement, *, only_refused: bool = True) -> bytes:
    """The refused rows as an Excel workbook: one sheet, real dates, no formulas and no links."""
    out = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("To mend")
        bold = book.add_format({"bold": True, "text_wrap": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for column, heading in enumerate([*table.headings, ROW, WHY]):
            sheet.write_string(0, column, heading, bold)
        for line, (row, why) in enumerate(_rows(table, judgement, only_refused), start=1):
            for column, cell in enumerate([*row.cells, row.number, why]):
                _write(sheet, line, column, cell, day)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table.headings), 16)
        sheet.set_column(len(table.headings) + 1, len(table.headings) + 1, 70)
    return out.getvalue()


def write_refused(path: Path, table: Table, judgement: Judgement) -> None:
    """The refused rows in a file, as its name says: .xlsx for a workbook, else CSV."""
    made = refused_xlsx if path.suffix.lower() == ".xlsx" else refused_csv
    path.write_bytes(made(table, judgement))


def _rows(table: Table, judgement: Judgement, only_refused: bool) -> Iterator[tuple[Row, str]]:
    reasons: dict[int, list[str]] = {}
    for problem in judgement.problems:
        where = f"{problem.column}: " if problem.column else ""
        reasons.setdefault(problem.row, []).append(f"{where}{problem.why} {problem.next}".strip())
    for row in table.rows:
        why = reasons.get(row.number)
        if why or not only_refused:
            yield _as_wide(row, len(table.headings)), " | ".join(why or [])


def _as_wide(row: Row, breadth: int) -> Row:
    """Cells beyond the last heading are joined to it, so that nothing is lost and the reason keeps its column."""
    if len(row.cells) <= breadth:
        return row
    beyond = [as_text(cell) for cell in row.cells[breadth - 1 :] if cell is not None]
    return Row(row.number, (*row.cells[: breadth - 1], " ¦ ".join(beyond)))


def _told(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    return as_text(cell)


def safe_in_csv(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula. Telephone numbers and a lone dash stay as they are."""
    text = text.replace("\x00", "")
    return f"'{text}" if _ACTS.match(text) and not _HONEST.match(text) else text


def _write(sheet: Any, line: int, column: int, cell: Any, day: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(line, column, cell)
    else:
        sheet.write_string(line, column, _told(cell)[:_MOST_CHARACTERS])
