"""The rows of a table by what their columns mean: columns bound and spellings settled, then row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from heard.importing.dates import order_of, why_month_first
from heard.importing.fields import LEFT_OUT, field_named, stage_and_name
from heard.importing.judge_assumed import settle_defaults
from heard.importing.judge_cells import BadCell, reader_for
from heard.importing.judge_labels import read_list
from heard.importing.judge_sheet import Column, Sheet
from heard.importing.judgement import Problem
from heard.importing.labels import CouncilLabels
from heard.importing.layout import Row, Table
from heard.importing.mapping import SheetMapping
from heard.importing.words import as_text, as_told

UNCACHED = frozenset({"text", "words"})
Said = dict[str, Any]


def bind(
    table: Table, mapping: SheetMapping, rows: Sequence[Row], labels: CouncilLabels, today: date | None
) -> Sheet:
    """Give the columns of a table their meanings and read the spellings of every list."""
    sheet = Sheet(table, mapping, rows, labels, today)
    _bind_columns(sheet)
    for list_name in dict.fromkeys(column.label_list for column in sheet.columns if column.label_list):
        read_list(sheet, list_name)
    settle_defaults(sheet)
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
    _note_stages(sheet)
    gone = [heading for heading in exact if _loosely(heading) not in used]
    if gone:
        sheet.notes.append(f"The mapping names columns that this sheet does not have: {', '.join(gone)}.")


def _note_stages(sheet: Sheet) -> None:
    by_stage: dict[str, list[str]] = defaultdict(list)
    for name in sheet.headings:
        by_stage[stage_and_name(name)[0]].append(name)
    sheet.staged = {stage: tuple(names) for stage, names in by_stage.items()}
    sheet.with_extensions = frozenset(
        stage
        for stage, names in by_stage.items()
        if any(stage_and_name(name)[1] in ("extended_to", "extended") for name in names)
    )


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
        column.read = reader_for(found, sheet.today, sheet.mapping.answers("yes_no"))
    sheet.columns.append(column)


def refuse_month_first(sheet: Sheet) -> None:
    """A column with a day that can only be month-first is refused whole: none of its days is certain. So is then
    every column of days that could be read either way: one program writes all the dates of a sheet alike."""
    numbers = [row.number for row in sheet.rows]
    orders = {place: order_of([row.cells[place] for row in sheet.rows]) for place in _places(sheet)}
    american = [place for place, order in orders.items() if order.month_first]
    for column in sheet.columns if american else ():
        order = orders[column.index]
        if column.holds != "day" or not (order.month_first or (order.either and not order.day_first)):
            continue
        cells = [row.cells[column.index] for row in sheet.rows]
        beside = "" if order.month_first else sheet.table.headings[american[0]]
        why = why_month_first(column.heading, cells, numbers, beside) or ""
        first, _, then = why.rpartition(". ")
        sheet.refuse(f"{first}.", then, column.heading)


def _places(sheet: Sheet) -> range:
    return range(len(sheet.table.headings))


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
