"""The rows of a table by what their columns mean: spellings settled over the whole list, then row by row."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heard.importing.dates import why_month_first
from heard.importing.fields import LEFT_OUT, field_named, stage_and_name
from heard.importing.judge_cells import BadCell, Reader, reader_for
from heard.importing.judgement import Problem
from heard.importing.labels import CouncilLabels, Question, Spellings, read_spellings
from heard.importing.layout import Row, Table
from heard.importing.mapping import SheetMapping
from heard.importing.meanings import kind_and_stage, meaning_of, stage_of
from heard.importing.words import as_text, as_told, says_nothing

SEVERAL = re.compile(r"\s*[;|\n]\s*")
UNCACHED = frozenset({"text", "words"})
Said = dict[str, Any]


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


def bind(
    table: Table, mapping: SheetMapping, rows: Sequence[Row], labels: CouncilLabels, today: date | None
) -> Sheet:
    """Give the columns of a table their meanings and read the spellings of every list."""
    sheet = Sheet(table, mapping, rows, labels, today)
    _bind_columns(sheet)
    _refuse_month_first(sheet)
    for list_name in dict.fromkeys(column.label_list for column in sheet.columns if column.label_list):
        _read_list(sheet, list_name)
    return sheet


def _bind_columns(sheet: Sheet) -> None:
    exact = {as_text(heading): meaning for heading, meaning in sheet.mapping.columns.items()}
    loose = {_loosely(heading): meaning for heading, meaning in exact.items()}
    used = set()
    for index, heading in enumerate(sheet.table.headings):
        meaning = exact.get(heading) or loose.get(_loosely(heading), "")
        used.add(_loosely(heading))
        if not meaning:
            sheet.others.append((index, heading))
        elif meaning != LEFT_OUT:
            _bind_column(sheet, index, heading, meaning)
    gone = [heading for heading in exact if _loosely(heading) not in used]
    if gone:
        sheet.notes.append(f"The mapping names columns that this sheet does not have: {', '.join(gone)}.")


def _loosely(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _bind_column(sheet: Sheet, index: int, heading: str, meaning: str) -> None:
    found = field_named(sheet.mapping.as_, meaning)
    if meaning in sheet.headings and not found.many:
        sheet.refuse(
            f"“{sheet.headings[meaning]}” and “{heading}” are both given the meaning “{found.title}”.",
            "In the mapping, give one of them another meaning, or “ignore”.",
            heading,
        )
        return
    sheet.headings.setdefault(meaning, heading)
    column = Column(index, heading, meaning, found.holds, found.label_list, found.many)
    column.seen = None if found.holds in UNCACHED else {}
    if not found.label_list:
        column.read = reader_for(found, sheet.today)
    sheet.columns.append(column)


def _refuse_month_first(sheet: Sheet) -> None:
    numbers = [row.number for row in sheet.rows]
    for column in sheet.columns:
        if column.holds == "day":
            cells = [row.cells[column.index] for row in sheet.rows]
            why = why_month_first(column.heading, cells, numbers)
            if why:
                first, _, then = why.rpartition(". ")
                sheet.refuse(f"{first}.", then, column.heading)


def _read_list(sheet: Sheet, list_name: str) -> None:
    columns = [column for column in sheet.columns if column.label_list == list_name]
    if list_name == "stage":
        for column in columns:
            column.read = lambda cell: _read_stage(sheet, as_text(cell))
        return
    counts: Counter[str] = Counter()
    for column in columns:
        for cell, times in Counter(row.cells[column.index] for row in sheet.rows).items():
            for spelling in _spellings_in(column, cell):
                counts[spelling] += times
    found = read_spellings(
        list_name,
        counts,
        sheet.labels.of(list_name),
        sheet.mapping.answers(list_name),
        sheet.mapping.meanings.get(list_name, {}),
    )
    sheet.spellings[list_name] = found
    sheet.notes += found.notes
    for column in columns:
        column.read = _label_reader(column, found)


def _spellings_in(column: Column, cell: Any) -> list[str]:
    text = as_told(cell) if column.holds == "labels" else as_text(cell)
    parts = SEVERAL.split(text) if column.holds == "labels" else [text]
    if column.holds == "kind":
        parts = [kind_and_stage(text)[0]]
    return [said for part in parts if not says_nothing(said := as_text(part))]


def _label_reader(column: Column, found: Spellings) -> Reader:
    if column.holds == "kind":
        return lambda cell: _read_kind(as_text(cell), found)
    if column.holds == "labels":
        return lambda cell: tuple(found.label_of[said] for said in _spellings_in(column, cell))
    return lambda cell: next((found.label_of[said] for said in _spellings_in(column, cell)), "")


def _read_kind(text: str, found: Spellings) -> tuple[str, str, str]:
    """A kind cell as (label, common meaning, stage it names)."""
    said, stage = kind_and_stage(text)
    label = "" if says_nothing(said) else found.label_of.get(said, said)
    return label, found.means.get(label, ""), stage


def _read_stage(sheet: Sheet, text: str) -> str | BadCell:
    if says_nothing(text):
        return ""
    label = sheet.mapping.answers("stage").get(text, text)
    known = {one.text: one.means for one in sheet.labels.of("stage")}
    meanings = sheet.mapping.meanings.get("stage", {})
    stage = (
        meanings.get(label)
        or known.get(label)
        or stage_of(label.replace("_", " "))
        or meaning_of("stage", label)
    )
    return stage or BadCell(
        "No stage is known by that word.",
        f"Write 1, 2, 3, Concern or Informal, or in the mapping under [values.stage] say “{text}” = “Stage 1”.",
    )


def questions_of(sheet: Sheet) -> list[Question]:
    """Every spelling a person must answer for, with the rows it stands in."""
    asked = {
        (name, said): (labels, why)
        for name, one in sheet.spellings.items()
        for said, labels, why in one.asked
    }
    for label, means in sheet.spellings["kind"].means.items() if "kind" in sheet.spellings else ():
        if not means:
            why = "This kind of feedback has no common meaning yet: say it in the mapping under [meanings.kind]."
            asked.setdefault(("kind", label), ((), why))
    if not asked:
        return []
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for column in sheet.columns:
        if column.label_list in sheet.spellings:
            for row in sheet.rows:
                for said in _spellings_in(column, row.cells[column.index]):
                    if (column.label_list, said) in asked:
                        rows[column.label_list, said].append(row.number)
    return [Question(name, said, tuple(rows[name, said]), *asked[name, said]) for name, said in asked]


def read_row(sheet: Sheet, row: Row) -> tuple[Said, list[Problem]]:
    """What one row says, by meaning, and what in it must be mended."""
    said: Said = {}
    problems: list[Problem] = []
    cells = row.cells
    for column in sheet.columns:
        cell = cells[column.index]
        if cell is None:
            continue
        value = column.reading(cell)
        if value is None or value == "" or value == ():
            continue
        if value.__class__ is BadCell:
            problems.append(value.at(row.number, column.heading, cell))
        elif column.many:
            _add(said, column.means, value)
        else:
            said[column.means] = value
    if len(cells) > len(sheet.table.headings):
        problems += _beyond_the_headings(sheet, row)
    return said, problems


def _add(said: Said, name: str, value: Any) -> None:
    new = value if value.__class__ is tuple else (value,)
    said[name] = (*said.get(name, ()), *(one for one in new if one not in said.get(name, ())))


def _beyond_the_headings(sheet: Sheet, row: Row) -> Iterable[Problem]:
    extra = [as_text(cell) for cell in row.cells[len(sheet.table.headings) :] if as_text(cell)]
    if extra:
        yield Problem(
            row.number,
            "",
            extra[0],
            "The row has more cells than there are headings, so its cells may have moved to the right.",
            "Put each cell under its heading, or give the extra column a heading.",
        )


def other_cells(sheet: Sheet, row: Row) -> dict[str, str]:
    """What the columns without a meaning say, by heading: kept with the record as it stands."""
    return {
        heading: text
        for index, heading in sheet.others
        if row.cells[index] is not None and (text := as_told(row.cells[index]))
    }


def problem_in(sheet: Sheet, row: Row, name: str, why: str, then: str) -> Problem:
    """A problem of one row in the column with this meaning."""
    for column in sheet.columns:
        if column.means == name:
            return Problem(row.number, column.heading, as_text(row.cells[column.index]), why, then)
    return Problem(row.number, "", "", why, then)


def stages_with_extensions(sheet: Sheet) -> frozenset[str]:
    """The stages ("" is the row's own) for which the sheet has a place where an extension would show."""
    fields = (stage_and_name(name) for name in sheet.headings)
    return frozenset(stage for stage, name in fields if name in ("extended_to", "extended"))
