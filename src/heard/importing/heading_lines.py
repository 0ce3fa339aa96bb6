"""Headings on two lines: "Stage 1" and "Stage 2" above, "Received", "Due", "Outcome" under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from heard.importing.columns import of_a_stage
from heard.importing.read_cell import Cell

Line = Sequence[Cell]


def headings_at(
    rows: Sequence[Line], at: int, is_heading: Callable[[Cell], bool]
) -> tuple[int, int, tuple[Cell, ...]]:
    """The first and last row of the headings and what they say; the row `at` holds them, or one of their two lines."""
    for upper in (at, at - 1):
        if 0 <= upper < len(rows) - 1 and _are_two_lines(
            rows[upper], rows[upper + 1], upper == at, is_heading
        ):
            return upper, upper + 1, _joined(rows[upper], rows[upper + 1])
    return at, at, tuple(rows[at])


def _are_two_lines(upper: Line, lower: Line, chosen: bool, is_heading: Callable[[Cell], bool]) -> bool:
    """Whether each name above that has another beneath it begins a group: what stands right of it is only beneath.

    `chosen`: the upper line is the one that was found to be headings; else it may be no more than a title.
    """
    above = [place for place, cell in enumerate(upper) if cell is not None]
    beneath = [place for place, cell in enumerate(lower) if cell is not None]
    if len(beneath) < 2 or not above or not all(is_heading(upper[place]) for place in above):
        return False
    if not all(is_heading(lower[place]) for place in beneath):
        return False
    both = [place for place in above if _cell(lower, place) is not None]
    starts = [
        place for place in both if _cell(upper, place + 1) is None and _cell(lower, place + 1) is not None
    ]
    if not starts or starts != both:
        return False
    return beneath[0] != 0 or above != [0] if not chosen else beneath[0] > above[0]


def _cell(line: Line, place: int) -> Cell:
    return line[place] if place < len(line) else None


def _joined(upper: Line, lower: Line) -> tuple[Cell, ...]:
    """One line of the two. A group's name is put before a heading where that says something of a stage, or where
    the same heading comes more than once."""
    times = Counter(str(cell).strip().casefold() for cell in lower if cell is not None)
    joined: list[Cell] = []
    group = ""
    for place in range(max(len(upper), len(lower))):
        above, beneath = _cell(upper, place), _cell(lower, place)
        group = str(above).strip() if above is not None else group
        if beneath is None:
            joined.append(above)
            continue
        both = f"{group} {str(beneath).strip()}"
        told = group and (of_a_stage(both) or times[str(beneath).strip().casefold()] > 1)
        joined.append(both if told else beneath)
    return tuple(joined)
