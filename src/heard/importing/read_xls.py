"""Looking an old Excel workbook (XLS) over: locked, not a workbook at all, or cells that hold errors.

The workbook library hands an error such as #N/A over as a blank. So the records of the file are walked once
here (the wrapping is [MS-CFB], the records [MS-XLS]) to learn where errors stand.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from heard.importing.read_cell import SAVE_AGAIN, Refused
from heard.importing.read_zip import locked

Errors = list[tuple[int, int, str]]

_NOT_WORKBOOKS = (
    (
        "WordDocument",
        f"It is a Word document, not a workbook. Heard reads CSV, XLSX, XLS and ODS. {SAVE_AGAIN}",
    ),
    ("PowerPoint Document", f"It is a PowerPoint presentation, not a workbook. {SAVE_AGAIN}"),
    ("__substg1.0_", "It is an Outlook message, not a workbook. Save its attachment and try with that."),
    ("EncryptedPackage", locked()),
)
_DAMAGED = "The old Excel workbook (XLS) is damaged or was cut short, so it cannot be read. "
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOUND_SHEET, _FORMULA, _BOOLEAN_OR_ERROR, _FILE_PASS = 0x85, 0x06, 0x205, 0x2F
_LAST_SECTOR = 0xFFFFFFFA


def look_over_xls(file: BinaryIO) -> list[Errors]:
    """Refuse what only shares the wrapping of an XLS workbook; give the cells that hold an error, sheet by sheet."""
    file.seek(0)
    data = file.read()
    try:
        entries = dict(_entries(data))
        for name in entries:
            _refuse_other_kinds(name)
        return _errors(_stream(data, entries))
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise Refused(_DAMAGED + SAVE_AGAIN) from error


def _refuse_other_kinds(entry: str) -> None:
    for name, why in _NOT_WORKBOOKS:
        if entry.startswith(name):
            raise Refused(why)


def _sector(data: bytes, number: int) -> bytes:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _table(data: bytes) -> list[int]:
    """Which sector follows which, for the whole file."""
    parts = list(_numbers(data[76:512]))
    more, seen = struct.unpack_from("<I", data, 68)[0], 0
    while more < _LAST_SECTOR and seen < len(data) // 512:
        numbers = _numbers(_sector(data, more))
        parts += numbers[:-1]
        more, seen = numbers[-1], seen + 1
    return [number for part in parts if part < _LAST_SECTOR for number in _numbers(_sector(data, part))]


def _chain(table: list[int], number: int) -> Iterator[int]:
    for _ in range(len(table)):  # a ring would go on for ever
        if number >= _LAST_SECTOR:
            return
        yield number
        number = table[number]


def _entries(data: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """The name, first sector and size of each thing in the wrapping."""
    first = struct.unpack_from("<I", data, 48)[0]
    directory = b"".join(_sector(data, number) for number in _chain(_table(data), first))
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if 2 <= length <= 64:
            name = directory[at : at + length - 2].decode("utf-16-le")
            yield name, struct.unpack_from("<II", directory, at + 116)


def _stream(data: bytes, entries: dict[str, tuple[int, int]]) -> bytes:
    """The records of the workbook, gathered from where they lie scattered."""
    first, size = entries["Workbook"] if "Workbook" in entries else entries["Book"]
    table = _table(data)
    if size >= struct.unpack_from("<I", data, 56)[0]:
        return b"".join(_sector(data, number) for number in _chain(table, first))[:size]
    small = b"".join(_sector(data, number) for number in _chain(table, entries["Root Entry"][0]))
    first_of_small = struct.unpack_from("<I", data, 60)[0]
    small_table = [n for each in _chain(table, first_of_small) for n in _numbers(_sector(data, each))]
    return b"".join(small[number * 64 : (number + 1) * 64] for number in _chain(small_table, first))[:size]


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _errors(stream: bytes) -> list[Errors]:
    starts: list[int] = []
    for kind, at, _ in _records(stream):
        if kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _FILE_PASS:
            raise Refused(locked())
        elif kind == 0x0A:
            break
    return [list(_errors_of_sheet(stream, start)) for start in starts]


def _errors_of_sheet(stream: bytes, start: int) -> Iterator[tuple[int, int, str]]:
    inside = 0
    for kind, at, length in _records(stream, start):
        inside += (kind in (0x09, 0x0809)) - (
            kind == 0x0A
        )  # a chart in the sheet has its own beginning and end
        if inside == 0:
            return
        code = _error_code(stream, kind, at) if inside == 1 and length >= 8 else None
        if code is not None:
            row, column = struct.unpack_from("<HH", stream, at)
            yield row + 1, column, _ERRORS.get(code, "#ERROR!")


def _error_code(stream: bytes, kind: int, at: int) -> int | None:
    if kind == _BOOLEAN_OR_ERROR and stream[at + 7] == 1:
        return stream[at + 6]
    if kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
        return stream[at + 8]
    return None
