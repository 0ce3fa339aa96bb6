"""Cells that the workbook reader would hand over as blank: errors (#N/A), and formulas never worked out.

A blank that was not blank is the worst mistake an import can make, so the XML of each sheet is read past
once, in chunks, before the workbook reader sees it. The same pass counts the cells.
"""

import posixpath
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable

from heard.importing.read_cell import MAX_CELLS, MEGABYTE, Refused, column_index, too_many_cells

_LONGEST_ROW = 4 * MEGABYTE
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^<>]*\st=["']e["'])[^<>]*\sr=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*>"""
    rb"""(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]{0,20})<"""
)
_UNCALCULATED = re.compile(
    rb"""<(?:\w+:)?c\b(?![^<>]*\st=["']str["'])[^<>]*\sr=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*>\s*"""
    rb"""<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_ODS_UNCALCULATED = re.compile(
    rb"""<table:table-cell\b(?=[^<>]*\btable:formula=)(?![^<>]*\boffice:value-type=)[^<>]*>"""
)
_ODS_REPEATED_ROW = re.compile(
    rb"""<table:table-row\b[^<>]*\btable:number-rows-repeated=["'](\d{1,9})["'][^<>]*>(.*?)</table:table-row>""",
    re.DOTALL,
)
_ODS_REPEATED_CELL = re.compile(
    rb"""<table:table-cell\b(?=[^<>]*\boffice:value-type=)[^<>]*\btable:number-columns-repeated=["'](\d{1,9})["']"""
)
_FAR_CELL = re.compile(rb"""\sr=["']([A-Z]{3})(\d{1,7})["'][^<>]*[^<>/]>""")
_LAST_ROW = re.compile(rb"""\sr=["'](\d{1,7})["']""")
_MOST_ERRORS = 10_000
_Reading = Callable[..., bytes]


class Marks:
    """What the first pass saw, part by part of the workbook."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.errors: dict[str, list[tuple[int, int, str]]] = {}
        self._cells = 0
        self._noted = 0
        self._last_row = 0

    def sheet(self, member: str) -> _Reading | None:
        """How to read this part past, or None when it holds no cells."""
        if self.kind == "xlsx" and member.lower().endswith(".xml") and "sheet" in member.lower():
            return lambda window, last=False: self._read_xlsx(member, window, last)
        if self.kind == "ods" and member.lower() == "content.xml":
            return lambda window, last=False: self._read_ods(window, last)
        return None

    def _read_xlsx(self, member: str, window: bytes, last: bool) -> bytes:
        """Reads whole rows only, and gives back the unfinished end for the next turn."""
        end = _end_of_rows(window, b"row>", last)
        self._count(window, end)
        if self._cells > MAX_CELLS:
            raise too_many_cells()
        self._refuse_far_cell(window, end)
        if b"<f" in window or b":f" in window:
            _refuse_uncalculated(window, end)
        if b't="e"' in window or b"t='e'" in window:
            self._note_errors(member, window, end)
        return window[end:]

    def _count(self, window: bytes, end: int) -> None:
        plain = window.count(b"<c ", 0, end)
        self._cells += plain or sum(1 for _ in _CELL.finditer(window, 0, end))

    def _refuse_far_cell(self, window: bytes, end: int) -> None:
        last_row = _LAST_ROW.search(window, max(window.rfind(b"<row ", 0, end), 0), end)
        self._last_row = max(self._last_row, int(last_row[1]) if last_row else 0)
        for found in _FAR_CELL.finditer(window, 0, end):
            column = found[1].decode()
            if self._last_row * column_index(column) > MAX_CELLS:
                raise too_many_cells(f": the cell {column}{int(found[2])} lies far from the rest")

    def _note_errors(self, member: str, window: bytes, end: int) -> None:
        for found in _ERROR.finditer(window, 0, end):
            place = int(found[2]), column_index(found[1].decode()), found[3].decode("utf-8", "replace")
            self.errors.setdefault(member, []).append(place)
            self._noted += 1
            if self._noted > _MOST_ERRORS:
                raise _full_of_errors(place[0], found[1].decode())

    def _read_ods(self, window: bytes, last: bool) -> bytes:
        end = _end_of_rows(window, b"table-row>", last)
        if _ODS_UNCALCULATED.search(window, 0, end):
            raise Refused(f"A cell holds a formula that was never worked out. {_WORK_OUT}")
        self._cells += sum(map(_ods_cells, _ODS_REPEATED_ROW.findall(window, 0, end)))
        self._cells += _ods_cells((b"1", window[:end]))
        if self._cells > MAX_CELLS:
            raise too_many_cells()
        return window[end:]


def _end_of_rows(window: bytes, tag: bytes, last: bool) -> int:
    """Where the last whole row ends; the window's own end when one row is longer than any should be."""
    place = window.rfind(tag)
    if last or (place < 0 and len(window) > _LONGEST_ROW):
        return len(window)
    return place + len(tag) if place >= 0 else 0


def _ods_cells(row: tuple[bytes, bytes]) -> int:
    """Cells that are not empty in a row said to stand so many times."""
    times, inside = row
    repeated = sum(int(number) - 1 for number in _ODS_REPEATED_CELL.findall(inside))
    return int(times) * (repeated + inside.count(b"office:value-type="))


_WORK_OUT = "Open the workbook in Excel or LibreOffice, which works the answer out, save it and try again."


def _refuse_uncalculated(window: bytes, end: int) -> None:
    found = _UNCALCULATED.search(window, 0, end)
    if found:
        column, row = found[1].decode(), int(found[2])
        raise Refused(
            f"The cell in row {row}, column {column} holds a formula that was never worked out. {_WORK_OUT}",
            row=row,
            column=column,
        )


def _full_of_errors(row: int, column: str) -> Refused:
    return Refused(
        f"More than {_MOST_ERRORS:,} cells hold an error such as #N/A, one in row {row}, column {column}. "
        "Mend the formulas, or paste the values of the list into a new workbook, and try again.",
        row=row,
        column=column,
    )


def errors_by_sheet(workbook: zipfile.ZipFile, marks: Marks) -> dict[str, list[tuple[int, int, str]]]:
    """The error cells under the names the person knows the sheets by."""
    if not marks.errors:
        return {}
    names = {name.replace("\\", "/"): name for name in workbook.namelist()}
    relations = _relations(workbook, names)
    book = ElementTree.fromstring(workbook.read(names["xl/workbook.xml"]))
    return {
        sheet.get("name", ""): marks.errors.get(relations.get(_relation_of(sheet), ""), [])
        for sheet in book.iter()
        if sheet.tag.rpartition("}")[2] == "sheet"
    }


def _relations(workbook: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    written = workbook.read(names["xl/_rels/workbook.xml.rels"])
    return {
        part.get("Id", ""): posixpath.normpath(posixpath.join("xl", part.get("Target", ""))).lstrip("/")
        for part in ElementTree.fromstring(written)
    }


def _relation_of(sheet: ElementTree.Element) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
