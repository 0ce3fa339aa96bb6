"""What is said of numbers that are withheld from a release: which cells, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from heard.figures.table_cells import TableCell, TableResult

MARK = "c"
WITHHELD = "[c]"
Reason = Literal["primary", "secondary"]

WORDS: dict[Reason, str] = {
    "primary": "a small number, or one that tells of few people",
    "secondary": "not small, but with it a small number could be worked out",
}


@dataclass(frozen=True, slots=True)
class Hidden:
    """One cell that is withheld: where it stands, the number it held as printed, and why.

    For the page of those who sign a release off: what it `was` goes nowhere else.
    """

    table: str
    row: str
    column: str
    was: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Tables fit to be released, what is withheld in them, and what earlier releases let be worked out anyway."""

    tables: tuple[TableResult, ...]
    hidden: tuple[Hidden, ...]
    betrayed: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Reason, int]:
        """How many cells are withheld for each reason."""
        found = Counter(one.reason for one in self.hidden)
        return {reason: found[reason] for reason in WORDS}

    @property
    def words(self) -> str:
        """How many numbers are withheld and why, in a sentence for the page of those who sign off."""
        if not self.hidden:
            return "No number is withheld."
        kinds = [f"{number} {WORDS[reason]}" for reason, number in self.counts.items() if number]
        return f"{len(self.hidden)} numbers are withheld: {'; '.join(kinds)}."


def withheld(cell: TableCell) -> TableCell:
    """The cell as it is released when its number is not: nothing stays in it that tells the number."""
    parts = tuple(withheld(part) for part in cell.parts)
    return replace(
        cell, value=None, printed=WITHHELD, base=None, percent=None, not_known=None, parts=parts, mark=MARK
    )
