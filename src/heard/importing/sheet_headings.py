"""Finding the row of headings in a sheet that was filled in from one of our templates."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from heard.importing.read import Sheet
from heard.importing.read_cell import Cell, Refused
from heard.importing.words import as_text

LOOKED_AT = 20  # rows: whoever puts a title above the table puts a few lines there


def headings_of(
    sheet: Sheet, name: str, *, known_by: Sequence[str], needed: Sequence[str], columns: Collection[str]
) -> tuple[int, dict[str, int], list[str]]:
    """The place of the row of headings, the place of each column we know, and the headings we do not know.

    It is known by certain headings. Raises Refused where no row has them, or a column that is needed is missing.
    """
    for number, cells in enumerate(sheet.rows[:LOOKED_AT]):
        places = {_heading(cell): at for at, cell in reversed(list(enumerate(cells))) if _heading(cell)}
        if set(known_by) <= set(places):
            missing = [one for one in needed if one not in places]
            if missing:
                raise Refused(
                    f"“{name}” was not read. It has no column {' and no column '.join(missing)}. Add it, or start "
                    "from the template.",
                    row=number + 1,
                )
            known = {one: at for one, at in places.items() if one in columns}
            return number, known, [one for one in places if one not in columns]
    words = f"heading{'s' if len(known_by) > 1 else ''} {' and '.join(known_by)}"
    raise Refused(
        f"“{name}” was not read. No row in it has the {words}. Start from the template on this page."
    )


def _heading(cell: Cell) -> str:
    return "_".join(as_text(cell).casefold().replace("-", " ").replace("_", " ").split())
