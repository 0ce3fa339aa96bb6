"""Finding the list in a sheet: the heading row under titles and blank rows, and the rows without totals."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from heard.importing.dates import NotADate, read_date
from heard.importing.heading_lines import headings_at
from heard.importing.read import Refused, Sheet
from heard.importing.read_cell import Cell, column_letters

_LOOK_IN = 100  # a heading row lower than this is not looked for
_LONGEST_HEADING = 120
_TOTAL = re.compile(
    r"(grand|sub|overall|yearly|annual|monthly|running)?[ -]?totals?\b.{0,40}|sum:?|count:?", re.IGNORECASE
)
_NUMBER = re.compile(r"[-+]?£?\s?\d[\d,]*(\.\d+)?\s?%?")
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list. `number` is its row in the person's own file; blank cells are None.

    There are as many cells as headings, or more where the row holds something beyond the last heading.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's list: headings, rows, and the rows left out, each with the reason."""

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    ignored: tuple[tuple[int, str], ...]


def find_table(sheet: Sheet) -> Table:
    """The list in a sheet. Leaves out titles, blanks, total rows, repeated headings and notes, and says so.

    Raises Refused when there is no heading row, or nothing below it.
    """
    rows = [tuple(_blank_to_none(cell) for cell in row) for row in sheet.rows]
    first, at, heading_row = headings_at(rows, _heading_place(rows, sheet.name), _is_heading)
    headings = _headings(heading_row)
    ignored = [
        (number, "title" if _filled(row) else "blank") for number, row in enumerate(rows[:first], start=1)
    ]
    kept: list[Row] = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        why = _why_ignored(row, heading_row, kept)
        if why:
            ignored.append((number, why))
        else:
            kept.append(Row(number, _fitted(row, len(headings))))
    if not kept:
        raise Refused(
            f"{_on(sheet.name)}the headings in row {at + 1} have no rows below them. Choose the "
            "file or sheet with "
            "your list.",
            row=at + 1,
        )
    return Table(sheet.name, at + 1, headings, tuple(kept), tuple(ignored))


def _on(sheet: str) -> str:
    return f"On the sheet “{sheet}”, " if sheet else "In this file, "


def _blank_to_none(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


def _heading_place(rows: list[tuple[Cell, ...]], sheet: str) -> int:
    top = rows[:_LOOK_IN]
    widest = _usual_breadth(top)
    for place, row in enumerate(top):
        begun = _looks_like_the_rows_below(row, top[place + 1 : place + 6])
        if _could_be_headings(row, widest) and not begun:
            return place
        if _is_a_case(row, widest) or (begun and len(_filled(row)) >= 0.8 * widest):
            break
    raise Refused(
        f"{_on(sheet)}no heading row was found in the first {_LOOK_IN} rows. Above the list put "
        "one row that names each "
        "column, such as “Reference”, “Date received”, “Outcome”, and try again."
    )


def _usual_breadth(rows: list[tuple[Cell, ...]]) -> int:
    """How many cells the fuller rows fill, so that a title of one cell is not taken for the headings."""
    counts = sorted((len(_filled(row)) for row in rows if len(_filled(row)) > 1), reverse=True)
    return counts[len(counts) // 4] if counts else 0


def _could_be_headings(row: tuple[Cell, ...], widest: int) -> bool:
    filled = _filled(row)
    if len(filled) < max(2, 0.6 * widest) or not all(_is_heading(cell) for cell in filled):
        return False
    words = [str(cell).strip().casefold() for cell in filled]
    distinct = len(set(words)) >= 0.6 * len(words)
    return distinct and not _TOTAL.fullmatch(words[0]) and not all(map(_is_year, filled))


def _is_a_case(row: tuple[Cell, ...], widest: int) -> bool:
    """A full row with dates or numbers: the list has begun, and headings do not come after that."""
    filled = _filled(row)
    return len(filled) >= max(3, 0.8 * widest) and not all(_is_heading(cell) for cell in filled)


def _is_heading(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return _is_year(cell)
    text = cell.strip()
    if _NUMBER.fullmatch(text):
        return _is_year(text)
    return len(text) <= _LONGEST_HEADING and any(letter.isalnum() for letter in text) and not _is_date(text)


def _is_year(cell: Cell) -> bool:
    return cell.__class__ in (int, str) and bool(_YEAR.fullmatch(str(cell).strip()))


def _is_date(text: str) -> bool:
    try:
        return read_date(text) is not None
    except NotADate:
        return False


def _looks_like_the_rows_below(row: tuple[Cell, ...], below: list[tuple[Cell, ...]]) -> bool:
    """A reference like CSC/1617/001 above CSC/1617/002: the list has begun, and there were no headings."""
    for other in below:
        for mine, theirs in zip(row, other, strict=False):
            if isinstance(mine, str) and isinstance(theirs, str) and not _is_year(mine):
                shape = _shape(mine)
                if "9" in shape and shape == _shape(theirs) and mine != theirs:
                    return True
    return False


def _shape(text: str) -> str:
    return re.sub(r"\d", "9", text.strip().casefold())


def _headings(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """Trimmed; a column without a heading is named by its letter; a second of the same name gets “ (2)”."""
    seen: Counter[str] = Counter()
    headings = []
    last = max(place for place, cell in enumerate(row) if cell is not None)
    for place, cell in enumerate(row[: last + 1]):
        heading = " ".join(str(cell).split()) if cell is not None else f"Column {column_letters(place)}"
        seen[heading.casefold()] += 1
        times = seen[heading.casefold()]
        headings.append(heading if times == 1 else f"{heading} ({times})")
    return tuple(headings)


def _why_ignored(row: tuple[Cell, ...], heading_row: tuple[Cell, ...], kept: list[Row]) -> str | None:
    filled = _filled(row)
    if not filled:
        return "blank"
    if _says_total(row, filled) or _is_lone_count(row, filled, kept):
        return "total row"
    if len(filled) > 1 and _repeats(row, heading_row):
        return "repeated heading"
    if len(filled) == 1 and len(_filled(heading_row)) >= 3 and _is_note(row[0]):
        return "nothing but notes"
    return None


def _repeats(row: tuple[Cell, ...], heading_row: tuple[Cell, ...]) -> bool:
    return _texts(row[:4]) == _texts(heading_row[:4]) and _texts(row) == _texts(heading_row)


def _texts(row: tuple[Cell, ...]) -> list[str]:
    return [str(cell).strip().casefold() for cell in row if cell is not None]


def _says_total(row: tuple[Cell, ...], filled: list[Cell]) -> bool:
    """The first thing in the row says total, and the rest is sums: a row with a date or words is a case."""
    first = filled[0]
    if not isinstance(first, str) or not _TOTAL.fullmatch(first.strip()):
        return False
    return all(_is_sum(cell) for cell in filled[1:])


def _is_sum(cell: Cell) -> bool:
    if isinstance(cell, date | datetime | time | bool):
        return False
    return not isinstance(cell, str) or bool(_NUMBER.fullmatch(cell.strip()))


def _is_lone_count(row: tuple[Cell, ...], filled: list[Cell], kept: list[Row]) -> bool:
    """One number alone, in a column that is not one of numbers, or that says how many rows stand above it."""
    if len(filled) != 1 or not _is_sum(filled[0]) or not kept:
        return False
    if str(filled[0]).strip() == str(len(kept)):
        return True
    place = row.index(filled[0])
    above = [cell for each in kept[-20:] for cell in each.cells[place : place + 1] if cell is not None]
    return bool(above) and not any(_is_sum(cell) for cell in above)


def _is_note(cell: Cell) -> bool:
    """Four words or more alone at the start of a row: a remark about the list, not a case."""
    return isinstance(cell, str) and len(cell.split()) >= 4


def _fitted(row: tuple[Cell, ...], breadth: int) -> tuple[Cell, ...]:
    end = len(row)
    while end > breadth and row[end - 1] is None:
        end -= 1
    return row[:end] + (None,) * (breadth - end)


def same_cell(one: Cell, other: Cell) -> bool:
    """Whether two cells are the same once the spaces around them are left off."""
    return _trimmed(one) == _trimmed(other)


def same_row(one: Row, other: Row, compare: Callable[[Cell, Cell], bool] = same_cell) -> bool:
    """Whether two rows say the same, cell by cell. `compare` may call two spellings of one date equal."""
    longer, shorter = sorted((one.cells, other.cells), key=len, reverse=True)
    padded = shorter + (None,) * (len(longer) - len(shorter))
    return all(compare(mine, theirs) for mine, theirs in zip(longer, padded, strict=True))


def exact_duplicates(table: Table) -> dict[int, int]:
    """Each row that repeats an earlier one exactly, spaces aside: its row number, and the earlier row's."""
    first: dict[tuple[Cell, ...], int] = {}
    repeats: dict[int, int] = {}
    for row in table.rows:
        key = tuple(map(_trimmed, row.cells))
        earlier = first.setdefault(key, row.number)
        if earlier != row.number:
            repeats[row.number] = earlier
    return repeats


def _trimmed(cell: Cell) -> Cell:
    return (cell.strip() or None) if isinstance(cell, str) else cell
