"""The lists of one file: which of its sheets hold one, which do not and why, and what they say of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heard.casework.comparing import list_kind_of
from heard.casework.history_text import reference_of, to_text
from heard.importing.dates import NotADate, read_date
from heard.importing.judgement import History, Judgement, Problem
from heard.importing.labels import CouncilLabels, Label
from heard.importing.layout import Table, find_table
from heard.importing.mapping import SheetMapping
from heard.importing.read import Refused, Sheet
from heard.importing.read_cell import Cell
from heard.importing.suggest import suggest
from heard.importing.words import as_text


def lists_in(sheets: Sequence[Sheet], name: str, *, as_: str) -> tuple[list[Table], list[str]]:
    """The list of each sheet, and a sentence for each sheet that is left out. Raises Refused.

    Of several sheets one without a single day in it (a summary, a sheet of lists to choose from) is no list of cases.
    """
    if len(sheets) == 1:
        return [find_table(sheets[0])], []
    tables, left_out = [], []
    for sheet in sheets:
        try:
            tables.append(find_table(sheet))
        except Refused as why:
            left_out.append(f"The sheet “{sheet.name}” was left out. {_own_words(str(why), sheet.name)}")
    if not tables:
        raise Refused(
            f"None of the {len(sheets)} sheets in {name} has a row of headings with a list beneath it."
        )
    without = [table for table in tables if as_ == "auto" and not _holds_days(table)]
    if len(without) < len(tables):
        left_out += [
            f"The sheet “{table.sheet}” was left out: no day stands in it, so it is no list of cases. If it is one, "
            "keep it in a file of its own."
            for table in without
        ]
        tables = [table for table in tables if table not in without]
    return tables, left_out


def _own_words(why: str, sheet: str) -> str:
    """A refusal's first sentence, without the name of the sheet, which was said."""
    first = why.removeprefix(f"On the sheet “{sheet}”, ").partition(". ")[0].rstrip(".")
    return f"{first[0].upper()}{first[1:]}."


def _holds_days(table: Table) -> bool:
    return any(_is_day(cell) for row in table.rows for cell in row.cells)


def _is_day(cell: Cell) -> bool:
    if cell is None or isinstance(cell, int | float):
        return False
    try:
        return read_date(cell) is not None
    except NotADate:
        return False


def fits(mapping: SheetMapping | None, table: Table, labels: CouncilLabels) -> bool:
    """Whether a mapping given for a file of several lists is for this one: same columns, or the same kind of list."""
    if mapping is None or not mapping.columns:
        return True
    here = {as_text(heading).casefold() for heading in table.headings}
    if all(as_text(heading).casefold() in here for heading in mapping.columns):
        return True
    return suggest(table, labels).mapping.as_ == mapping.as_


def with_new(labels: CouncilLabels, judgement: Judgement) -> CouncilLabels:
    """The council's labels with those that a list adds, so that the next sheet's spellings are held against them."""
    lists = dict(labels.lists)
    for name, new in judgement.new_labels.items():
        lists[name] = (*labels.of(name), *(Label(text, means) for text, _, means in new))
    return CouncilLabels(lists)


def held_together(tables: Sequence[Table], judgements: Sequence[Judgement]) -> list[Judgement]:
    """The lists of one file with what stands between them: the same reference on two sheets that say otherwise.

    Where there are several, every problem names its sheet.
    """
    first: dict[tuple[str, str], tuple[str, History]] = {}
    held = []
    for table, judgement in zip(tables, judgements, strict=True):
        again = []
        for record in judgement.records:
            key = list_kind_of(judgement.as_), as_text(reference_of(record)).casefold().replace(" ", "")
            sheet, before = first.setdefault(key, (table.sheet, record))
            if before is not record and to_text(before) != to_text(record):
                again.append(_on_two_sheets(record, sheet, before))
        problems = (replace(one, sheet=table.sheet) for one in (*judgement.problems, *again))
        held.append(replace(judgement, sheet=table.sheet, problems=tuple(problems)))
    return held if len(held) > 1 else list(judgements)


def _on_two_sheets(record: History, sheet: str, before: History) -> Problem:
    return Problem(
        record.row,
        "",
        reference_of(record),
        f"The sheet “{sheet}” has the same reference in row {before.row} and says something else.",
        "If it is one case, leave it on one sheet only, as it stands now; one row a stage goes on one sheet too. "
        "If they are two, give each a reference of its own, such as 2024/1.",
    )


def sheets_of(file_name: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that hold anything. Raises Refused when none does."""
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        raise Refused(f"{file_name} holds nothing. Choose the file that holds the list, and try again.")
    return filled
