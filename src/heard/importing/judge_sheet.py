"""A table with a meaning for each column: what judging a list works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heard.importing.judge_cells import Reader
from heard.importing.judgement import Problem
from heard.importing.labels import CouncilLabels, Spellings
from heard.importing.layout import Row, Table
from heard.importing.mapping import SheetMapping
from heard.importing.words import as_text

NUMBERED = ("stage_1", "stage_2", "stage_3")


@dataclass(slots=True)
class Column:
    """One column of the sheet and how its cells are read. `seen` remembers each different cell's reading."""

    index: int
    heading: str
    means: str
    holds: str
    label_list: str = ""
    many: bool = False
    read: Reader = as_text
    seen: dict[Any, Any] | None = field(default_factory=dict)
    # A spelling that names several of the list's own labels, and which.
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def reading(self, cell: Any) -> Any:
        """What a cell says in this column, or a BadCell."""
        if self.seen is None:
            return self.read(cell)
        key = cell if cell.__class__ is str else (cell.__class__, cell)
        try:
            return self.seen[key]
        except KeyError:
            value = self.seen[key] = self.read(cell)
            return value


@dataclass
class Sheet:
    """A table with a meaning for its columns and its spellings read. `problems` are those of the whole sheet."""

    table: Table
    mapping: SheetMapping
    rows: Sequence[Row]
    labels: CouncilLabels
    today: date | None
    columns: list[Column] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)
    spellings: dict[str, Spellings] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    # For each stage ("" is the row's own) its columns' meanings, and whether an extension would show in one.
    staged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    with_extensions: frozenset[str] = frozenset()
    # What a row is that does not say its kind, or in a sheet without a column for it, its stage.
    default_kind: str = "statutory_complaint"
    default_stage: str = "stage_1"

    def heading(self, *fields: str) -> str:
        """The heading of the first of these meanings that has a column, else ""."""
        return next((self.headings[one] for one in fields if one in self.headings), "")

    def has(self, name: str) -> bool:
        """Whether a column of the sheet has this meaning."""
        return name in self.headings

    def means(self, list_name: str, label: str) -> str:
        """The common meaning of a label of this sheet, else ""."""
        spellings = self.spellings.get(list_name)
        return spellings.means.get(label, "") if spellings and label else ""

    def refuse(self, why: str, then: str, column: str = "") -> None:
        """A problem of the sheet as a whole, told at its heading row."""
        self.problems.append(Problem(self.table.heading_row, column, "", why, then))


def problem_in(sheet: Sheet, row: Row, name: str, why: str, then: str) -> Problem:
    """A problem of one row in the column with this meaning."""
    for column in sheet.columns:
        if column.means == name:
            return Problem(row.number, column.heading, as_text(row.cells[column.index]), why, then)
    return Problem(row.number, "", "", why, then)


def named(stage: str) -> str:
    """A stage as a person says it: Stage 2, Concern."""
    return f"Stage {stage[-1]}" if stage in NUMBERED else stage.capitalize()
