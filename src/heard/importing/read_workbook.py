"""Reading XLSX, XLS and ODS sheets into rows. Runs in the child process."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from heard.importing.read_cell import MAX_CELLS, SAVE_AGAIN, Refused, too_many_cells
from heard.importing.read_marks import errors_by_sheet
from heard.importing.read_xls import Errors, look_over_xls
from heard.importing.read_zip import locked, look_over_zip


def sheets(file: BinaryIO, kind: str) -> Iterator[tuple[str, Iterator[list[Any]]]]:
    """Each visible worksheet's name and rows, from file row 1. Hidden sheets and charts are left out."""
    in_zip = _errors_in_zip(file) if kind == "zip" else {}
    in_xls = look_over_xls(file) if kind == "xls" else []
    workbook = _opened(file)
    names = [sheet.name for sheet in workbook.sheets_metadata]
    errors = in_zip | dict(zip(names, in_xls, strict=False))
    read = 0
    for name in _shown(workbook):
        sheet = workbook.get_sheet_by_name(name)
        last_row, last_column = sheet.end or (-1, -1)
        read += (last_row + 1) * (last_column + 1)
        if read > MAX_CELLS:
            raise too_many_cells(f"; the sheet “{name[:40]}” reaches to row {last_row + 1:,}")
        yield name, _rows(sheet, errors.get(name, []))


def _opened(file: BinaryIO) -> CalamineWorkbook:
    file.seek(0)
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise Refused(locked()) from error


def _shown(workbook: CalamineWorkbook) -> list[str]:
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if not shown:
        raise Refused(
            f"It has no visible sheet of cells. Show the sheet that holds your list, or: {SAVE_AGAIN}"
        )
    return shown


def _errors_in_zip(file: BinaryIO) -> dict[str, Errors]:
    marks = look_over_zip(file)
    with zipfile.ZipFile(file) as workbook:
        try:
            return errors_by_sheet(workbook, marks)
        except (KeyError, ValueError, SyntaxError) as error:
            raise Refused(f"The workbook does not say which sheets it has. {SAVE_AGAIN}") from error


def _rows(sheet: CalamineSheet, errors: Errors) -> Iterator[list[Any]]:
    if sheet.start is None:
        return
    before: list[Any] = [""] * sheet.start[
        1
    ]  # the library leaves out empty columns on the left, but not rows
    wrong: dict[int, list[tuple[int, str]]] = {}
    for row, column, text in errors:
        wrong.setdefault(row, []).append((column, text))
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row_cells = [*before, *cells] if before else cells
        for column, text in wrong.get(number, ()):
            row_cells.extend([""] * (column + 1 - len(row_cells)))
            row_cells[column] = text
        yield row_cells
