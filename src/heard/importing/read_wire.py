"""How rows travel from the child process to us: one line of JSON a row, which can hold nothing but values."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from heard.importing.read_cell import Cell, Refused, column_letters

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_PLAIN = frozenset({str, int, bool, type(None)})
_TYPES: dict[str, Any] = {"D": date, "M": datetime, "T": time}


def pack_row(cells: list[Any]) -> str:
    """One row as a line: its plain values, then any dates by place. Blanks at its end are left off."""
    while cells and (cells[-1] is None or cells[-1] == ""):
        cells.pop()
    dated: list[tuple[int, str, str]] = []
    for place, cell in enumerate(cells):
        if cell.__class__ not in _PLAIN:
            cells[place] = _plain(cell, place, dated)
    return _to_json([cells, dated] if dated else cells)


def _plain(cell: Any, place: int, dated: list[tuple[int, str, str]]) -> Cell:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else _finite(cell)
    if isinstance(cell, datetime) and cell.time() == time.min:
        cell = cell.date()
    for letter, kind in _TYPES.items():
        if cell.__class__ is kind:
            dated.append((place, letter, cell.isoformat()))
            return None
    return str(cell) if isinstance(cell, timedelta) else None


def _finite(number: float) -> Cell:
    return number if number - number == 0 else str(number)


def pack_note(note: dict[str, Any]) -> str:
    """A line that is no row: a sheet begins, a refusal, or the end."""
    return _to_json(note)


def unpack(line: bytes) -> list[Cell] | dict[str, Any]:
    """A row, or a note about what follows. Raises ValueError when the line is neither."""
    said = json.loads(line)
    if isinstance(said, dict):
        return said
    if len(said) == 2 and isinstance(said[0], list):
        cells, dated = said
        for place, letter, text in dated:
            cells[place] = _TYPES[letter].fromisoformat(text)
        return cells  # type: ignore[no-any-return]
    return said  # type: ignore[no-any-return]


def refusal_note(refused: Refused) -> str:
    """A refusal as a line."""
    return pack_note({"refused": str(refused), "row": refused.row, "column": refused.column})


def cell_name(row: int, column: int) -> str:
    """A cell as the spreadsheet names it: row 12, column 5 is F12."""
    return f"{column_letters(column)}{row}"
