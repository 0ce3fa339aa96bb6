"""The parts of a picture of a page, by the squares of a grid laid over it: `B3`, or from one to another, `B3:D4`."""

from __future__ import annotations

import re

COLUMNS, ROWS = "ABCDEFGHIJKL", 16
# Somebody looked at the picture, and nothing of it is to be hidden: it goes along.
LOOKED = "looked"
PART = re.compile(r"([A-L])(\d{1,2})(?::([A-L])(\d{1,2}))?")


def part_of(said: str) -> tuple[int, int, int, int] | None:
    """Which squares a part covers: first column and row, last column and row, from 0; None where it is no part."""
    found = PART.fullmatch(said.strip().upper())
    if found is None:
        return None
    columns = sorted((COLUMNS.index(found[1]), COLUMNS.index(found[3] or found[1])))
    rows = sorted((int(found[2]) - 1, int(found[4] or found[2]) - 1))
    return (columns[0], rows[0], columns[1], rows[1]) if rows[0] >= 0 and rows[1] < ROWS else None
