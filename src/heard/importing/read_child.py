"""The process that opens a person's file: its memory and time are limited, and it hands back only values.

Started by `heard.importing.read` with the file as its standard input. It imports no Django, opens no other
file, starts no process, and writes rows to standard output as lines of JSON.
"""

import os
import sys
from collections.abc import Iterable
from typing import Any, BinaryIO

from heard.files.confined import leave_network, limit
from heard.importing.read_cell import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_MEMORY_BYTES,
    MAX_ROWS,
    MEGABYTE,
    SAVE_AGAIN,
    Refused,
    too_many_cells,
)
from heard.importing.read_csv import csv_rows, refuse_long_cells
from heard.importing.read_kind import kind_of
from heard.importing.read_wire import pack_note, pack_row, refusal_note

_SECONDS = 15


def main() -> int:
    """Read standard input and write its sheets, or a refusal, to standard output."""
    size = os.fstat(0).st_size
    _limit(size)
    out = os.fdopen(1, "w", encoding="utf-8", buffering=MEGABYTE, newline="\n")
    with os.fdopen(0, "rb") as file, out:
        try:
            _hand_over(file, out)
        except Refused as refused:
            out.write("\n" + refusal_note(refused) + "\n")
        except MemoryError:
            out.write("\n" + pack_note({"broke": "memory"}) + "\n")
    return 0


def _limit(size: int) -> None:
    limit(size, memory=MAX_MEMORY_BYTES, seconds=_SECONDS)
    leave_network()


def _hand_over(file: BinaryIO, out: Any) -> None:
    kind = kind_of(file.read(4096))
    file.seek(0)
    cells = 0
    if kind == "csv":
        cells = _write_sheet("", csv_rows(file), out, cells)
    else:
        cells = _hand_over_workbook(file, kind, out)
    out.write(pack_note({"done": True}) + "\n")


def _hand_over_workbook(file: BinaryIO, kind: str, out: Any) -> int:
    from heard.importing.read_workbook import sheets  # CSV files need not wait for the workbook library

    cells = 0
    try:
        for name, rows in sheets(file, kind):
            cells = _write_sheet(name, rows, out, cells)
    except (Refused, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 (a panic of the library is not an Exception)
        raise Refused(
            f"The workbook is damaged, or is not what it seems, so it cannot be read. {SAVE_AGAIN}"
        ) from error
    return cells


def _write_sheet(name: str, rows: Iterable[list[Any]], out: Any, cells: int) -> int:
    out.write(pack_note({"sheet": name}) + "\n")
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if cells > MAX_CELLS:
            raise too_many_cells()
        if number > MAX_ROWS:
            raise Refused(
                f"It has more than {MAX_ROWS:,} rows. Split the list into smaller files and try again."
            )
        line = pack_row(row)
        if len(line) > MAX_CELL_CHARACTERS:
            refuse_long_cells(row, number)
        out.write(line + "\n")
    return cells


if __name__ == "__main__":
    sys.exit(main())
