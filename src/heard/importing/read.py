"""Reading a person's spreadsheet: in a process of its own, under limits, by what it is and not its name."""

import os
import stat
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from heard.files.confined import child_command, child_environment
from heard.importing.read_cell import MAX_FILE_BYTES, MAX_TEXT_BYTES, MEGABYTE, SAVE_AGAIN, Cell, Refused
from heard.importing.read_wire import unpack

__all__ = ["Cell", "Refused", "Sheet", "read_file"]

_SECONDS = 30
_LONGEST_LINE = 32 * MEGABYTE
_DAMAGED = "It is damaged, or is not what it seems, so it cannot be read. " + SAVE_AGAIN
_NEEDS_TOO_MUCH = (
    "Reading it needs more memory or time than Heard gives one file. Delete the empty rows and "
    "columns beyond your "
    "list, or copy the list alone into a new workbook, and try again."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stands in the file. `rows[0]` is row 1; blank rows are kept, so row numbers hold."""

    name: str
    rows: list[list[Cell]]


def read_file(path: Path, *, name: str | None = None) -> list[Sheet]:
    """The visible sheets of a CSV, XLSX, XLS or ODS file. Cells of CSV are text; real date cells are dates.

    `name` is what the person calls the file, where `path` is a copy of ours. Blank cells at the end of a
    row are left off. Raises Refused, which says why and what to do, naming row and column where there is one.
    """
    called = _printable(name or path.name)
    try:
        sheets = _read(path)
    except Refused as refused:
        raise Refused(f"“{called}” was not read. {refused}", row=refused.row, column=refused.column) from None
    if all(_is_blank(cell) for sheet in sheets for row in sheet.rows for cell in row):
        raise Refused(
            f"“{called}” was not read. It is empty: no cell holds anything. Choose the file with your list."
        )
    return sheets


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:200]


def _read(path: Path) -> list[Sheet]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Refused(
            f"It cannot be opened: {error.strerror}. Check that it is there and that you may read it."
        ) from error
    try:
        size = _judge_size(os.fstat(descriptor))
        return _read_in_child(descriptor, _seconds_for(size))
    finally:
        os.close(descriptor)


def _seconds_for(size: int) -> float:
    """How long to wait: far longer than an honest file of this size takes on a slow machine."""
    return _SECONDS + 2 * size / MEGABYTE


def _judge_size(found: os.stat_result) -> int:
    if not stat.S_ISREG(found.st_mode):
        raise Refused("It is a folder or device, not a file. Choose the file with your list.")
    if found.st_size == 0:
        raise Refused("It is empty: there is nothing in it. Choose the file with your list.")
    if found.st_size > MAX_FILE_BYTES:
        raise Refused(
            f"It is {found.st_size / MEGABYTE:,.0f} MB, and Heard reads files of up to "
            f"{MAX_FILE_BYTES // MEGABYTE} MB. "
            "Leave out pictures and sheets that are not the list, or split the list into "
            "smaller files, and try again."
        )
    return found.st_size


def _read_in_child(descriptor: int, seconds: float) -> list[Sheet]:
    with subprocess.Popen(
        child_command("heard.importing.read_child"),
        stdin=descriptor,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
        cwd="/",
    ) as child:
        deadline = threading.Timer(seconds, child.kill)
        deadline.start()
        try:
            assert child.stdout is not None
            return _collect(child.stdout)
        except _CutShort:
            raise Refused(_why_cut_short(child)) from None
        finally:
            deadline.cancel()
            child.kill()


class _CutShort(Exception):
    """The child ended before it had said that it was done."""


def _why_cut_short(child: subprocess.Popen[bytes]) -> str:
    """Killed for time, aborted for memory, or fallen over by itself."""
    return _NEEDS_TOO_MUCH if child.wait() < 0 else _DAMAGED


def _collect(lines: IO[bytes]) -> list[Sheet]:
    sheets: list[Sheet] = []
    known: dict[Cell, Cell] = {}
    taken = 0
    while line := lines.readline(_LONGEST_LINE):
        taken += len(line)
        if taken > MAX_TEXT_BYTES or len(line) == _LONGEST_LINE:
            raise Refused(_NEEDS_TOO_MUCH)
        if line == b"\n":  # written before a refusal, in case a row was cut in two
            continue
        said = _unpacked(line)
        if isinstance(said, list) and sheets:
            sheets[-1].rows.append(_shared(said, known))
        elif isinstance(said, list):
            raise _CutShort
        elif "sheet" in said:
            sheets.append(Sheet(str(said["sheet"]), []))
        elif "done" in said:
            return sheets
        else:
            raise _as_said(said)
    raise _CutShort


def _unpacked(line: bytes) -> list[Cell] | dict[str, Any]:
    try:
        return unpack(line)
    except (ValueError, KeyError, IndexError, TypeError):
        raise _CutShort from None


def _as_said(said: dict[str, Any]) -> Refused:
    if "refused" not in said:
        return Refused(_NEEDS_TOO_MUCH)
    return Refused(str(said["refused"]), row=said.get("row"), column=said.get("column"))


def _shared(cells: list[Cell], known: dict[Cell, Cell]) -> list[Cell]:
    """The same row with equal texts kept once: a list says “Upheld” a hundred thousand times."""
    if len(known) > 50_000:
        known.clear()
    return [known.setdefault(cell, cell) if cell.__class__ is str else cell for cell in cells]
