"""Reading CSV: which alphabet, which separator, then the records. Runs in the child process."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from heard.importing.read_cell import MAX_CELL_CHARACTERS, MEGABYTE, Refused, column_letters

_SEPARATORS = ",;\t|"
_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SEP_LINE = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
_MULTI_BYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SAVE_AS_UTF8 = "Open it in Excel, save it as “CSV UTF-8” or as an Excel workbook (.xlsx), and try again."


def csv_rows(file: BinaryIO) -> Iterator[list[str]]:
    """Every record of a CSV file in order, cells as text. Raises Refused, naming the row if there is one."""
    encoding = _encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    separator, told = _separator_of(text.read(MEGABYTE // 4))
    text.detach()  # or its end would close the file under the next reader
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    csv.field_size_limit(4 * MEGABYTE)
    yield from _records(text, separator, told)


def _records(text: io.TextIOWrapper, separator: str, told: bool) -> Iterator[list[str]]:
    reader = csv.reader(text, delimiter=separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):  # noqa: B007 (the refusal below names it)
            yield [] if told and number == 1 else record
    except csv.Error as error:
        raise _malformed(error, number + 1) from error


def refuse_long_cells(record: list[Any], number: int) -> None:
    """Refuse a row with a cell longer than any spreadsheet can hold, naming the cell."""
    for place, cell in enumerate(record):
        if isinstance(cell, str) and len(cell) > MAX_CELL_CHARACTERS:
            raise _too_long(number, column_letters(place))


def _too_long(row: int, column: str | None) -> Refused:
    where = f"row {row}, column {column}" if column else f"row {row}"
    return Refused(
        f"The cell in {where} holds more than {MAX_CELL_CHARACTERS:,} characters, more than a "
        "spreadsheet cell may. "
        "A quotation mark that is never closed does this. Mend or shorten the cell and try again.",
        row=row,
        column=column,
    )


def _malformed(error: csv.Error, row: int) -> Refused:
    if "field larger" in str(error):
        return _too_long(row, None)
    return Refused(
        f"Row {row} has a quotation mark that is never closed or stands in the wrong place, so "
        "cells and rows "
        "cannot be told apart from there on. Put the whole cell in quotation marks, double those within it, "
        "and try again.",
        row=row,
    )


def _encoding_of(file: BinaryIO) -> str:
    start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _check_decodes(file, "utf-16")
        return "utf-16"
    _refuse_nul(file)
    if _decodes(file, "utf-8"):
        return "utf-8-sig"
    _refuse_mixed(file)
    return "cp1252"


def _check_decodes(file: BinaryIO, encoding: str) -> None:
    if not _decodes(file, encoding):
        raise Refused(f"Its text is broken: it says it is {encoding.upper()} and is not. {_SAVE_AS_UTF8}")


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(file):
            if "\x00" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_nul(file: BinaryIO) -> None:
    lines = 1
    for chunk in _chunks(file):
        place = chunk.find(b"\x00")
        if place >= 0:
            row = lines + chunk.count(b"\n", 0, place)
            raise Refused(
                f"Line {row} holds a NUL character, which no list has: the file is damaged, or "
                "is not a spreadsheet. "
                f"{_SAVE_AS_UTF8}",
                row=row,
            )
        lines += chunk.count(b"\n")


def _refuse_mixed(file: BinaryIO) -> None:
    """Refuse what is neither UTF-8 nor wholly code page 1252: some letters would be read wrongly."""
    line = 0
    file.seek(0)
    for line, raw in enumerate(iter(lambda: file.readline(MEGABYTE), b""), start=1):
        if raw.isascii():
            continue
        if _NOT_1252.search(raw) or _MULTI_BYTE.search(raw):
            raise Refused(
                f"Line {line} mixes two alphabets (UTF-8 and code page 1252), so its letters "
                "cannot be read with "
                f"certainty. {_SAVE_AS_UTF8}",
                row=line,
            )


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    return iter(lambda: file.read(MEGABYTE), b"")


def _separator_of(sample: str) -> tuple[str, bool]:
    """The separator, and whether the first line says so (Excel's `sep=;`)."""
    told = _SEP_LINE.match(sample)
    if told and told[1] in _SEPARATORS:
        return told[1], True
    return max(_SEPARATORS, key=lambda separator: _regularity(sample, separator)), False


def _regularity(sample: str, separator: str) -> tuple[int, int]:
    """How many records have the commonest width when split so, and that width: a true one splits alike."""
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        for record, _ in zip(reader, range(500), strict=False):
            widths[len(record)] += 1
    except csv.Error:
        pass
    widths.pop(1, None)
    widths.pop(0, None)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return times, width
