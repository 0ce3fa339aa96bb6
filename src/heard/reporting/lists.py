"""A list of cases as a file: CSV as it is read, row after row, or a workbook kept on the disk while it grows."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import xlsxwriter

from heard.reporting.plain import harmless

AT_ONCE = 2000
Row = Sequence[str]


class _Echo:
    """Where a CSV writer writes: it gives each line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def as_csv(headings: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Lines of CSV in UTF-8, a lot at a time; nothing in it is taken for a formula."""
    writer = csv.writer(_Echo())
    lot: list[str] = ["\ufeff", writer.writerow(headings)]
    for row in rows:
        lot.append(writer.writerow([harmless(one) for one in row]))
        if len(lot) >= AT_ONCE:
            yield "".join(lot).encode()
            lot = []
    yield "".join(lot).encode()


def as_workbook(title: str, headings: Row, rows: Iterable[Row]) -> IO[bytes]:
    """A workbook with one table on one sheet, in a temporary file, open at its beginning."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"title": title})
        sheet, strong = book.add_worksheet("List"), book.add_format({"bold": True})
        sheet.set_column(0, len(headings) - 1, 18)
        _write(sheet, 0, headings, strong)
        for number, row in enumerate(rows, start=1):
            _write(sheet, number, row)
        sheet.freeze_panes(1, 1)
    file.seek(0)
    return file


def in_parts(file: IO[bytes]) -> Iterator[bytes]:
    """A file in parts of 64 kB, closed at its end."""
    with file:
        while part := file.read(65536):
            yield part


def _write(sheet: Any, number: int, row: Row, look: Any = None) -> None:
    for place, text in enumerate(row):
        sheet.write_string(number, place, text, look)
