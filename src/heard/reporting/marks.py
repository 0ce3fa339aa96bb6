"""The marks beside or in place of a number, each a letter in square brackets with the words that explain it."""

from __future__ import annotations

from collections.abc import Iterable

from heard.figures.measures import MEASURES
from heard.figures.table_cells import TableCell, TableResult

MARKS: dict[str, str] = {
    "c": "confidential: the number is held back so that nobody can be recognised by it",
    "x": "not available: no record is held of it",
    "z": "not applicable: there was nothing to take a share, an average or a change of",
    "p": "provisional: the number may still change",
    "r": "revised: the number was printed otherwise before",
    "e": "estimated",
    "b": "break: what was counted, or how, changed from here on",
    "u": "unreliable: the number stands on few cases or on poor records",
}
NONE = "–"


def said(cell: TableCell) -> str:
    """The cell as every kind of file prints it: the number, with its mark beside it or in its place."""
    mark = mark_of(cell)
    if not mark:
        return cell.printed
    if cell.printed == NONE:
        return f"[{mark}]"
    return cell.printed if f"[{mark}]" in cell.printed else f"{cell.printed} [{mark}]"


def mark_of(cell: TableCell) -> str:
    """The letter of the mark a cell bears, or nothing. Where there is no number, a mark says why."""
    if cell.mark or cell.printed != NONE:
        return cell.mark
    return "z" if _was_there_nothing_to_work_on(cell) else "x"


def _was_there_nothing_to_work_on(cell: TableCell) -> bool:
    if cell.parts:
        return all(part.value is not None or mark_of(part) == "z" for part in cell.parts)
    if cell.shows == "percent":
        return cell.value is not None
    return bool(cell.measure) and MEASURES[cell.measure].unit == "working days"


def marks_used(tables: Iterable[TableResult]) -> tuple[tuple[str, str], ...]:
    """Each mark that stands in these tables with its words, in the order in which they are explained."""
    used = {mark_of(cell) for table in tables for row in table.rows for cell in row.cells}
    return tuple((f"[{mark}]", words) for mark, words in MARKS.items() if mark in used)
