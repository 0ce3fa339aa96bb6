"""What was found when a list was judged: the records, the rows to mend, what a person must answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from heard.casework.history import HistoryContext, HistoryOmbudsman, HistoryRecord
from heard.importing.labels import Question, ReadAs

History = HistoryRecord | HistoryOmbudsman | HistoryContext


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that must be mended before the list can be kept: where, what it said, why, what to do next."""

    row: int
    column: str
    said: str
    why: str
    next: str
    # Named only where a file has several lists.
    sheet: str = ""

    def __str__(self) -> str:
        where = f"Row {self.row}, column “{self.column}”" if self.column else f"Row {self.row}"
        where = f"Sheet “{self.sheet}”, {where[0].lower()}{where[1:]}" if self.sheet else where
        said = f" says “{self.said}”" if self.said else ""
        return f"{where}{said}. {self.why} {self.next}".strip()


@dataclass(frozen=True)
class Judgement:
    """A list, judged. Nothing in it has been kept.

    `records` are those that could be made; `duplicates` (row, the row it repeats); `ignored` (row, why);
    `new_labels` list → (label, rows, common meaning); `unmapped` headings kept with each case as they stand;
    `assumed` what was taken for granted because the sheet does not say it.
    """

    as_: str
    records: tuple[History, ...] = ()
    problems: tuple[Problem, ...] = ()
    duplicates: tuple[tuple[int, int], ...] = ()
    ignored: tuple[tuple[int, str], ...] = ()
    questions: tuple[Question, ...] = ()
    new_labels: Mapping[str, tuple[tuple[str, int, str], ...]] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    rows_read: int = 0
    without_references: bool = False
    # The sheet's name where the file has several lists.
    sheet: str = ""

    @property
    def ok(self) -> bool:
        """Whether the list can be kept: nothing to mend and nothing to answer."""
        return not self.problems and not self.questions

    @property
    def rows_to_mend(self) -> tuple[int, ...]:
        """The rows with at least one problem, in their order."""
        return tuple(sorted({problem.row for problem in self.problems}))
