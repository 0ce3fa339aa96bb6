"""Small sheets for tests of judging: written as a person would, without a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from heard.importing.judge import judge
from heard.importing.judgement import Judgement
from heard.importing.labels import CouncilLabels, Label
from heard.importing.layout import Row, Table, find_table
from heard.importing.mapping import SheetMapping
from heard.importing.read import read_file
from heard.importing.suggest import suggest

CASES = Path(__file__).parents[1] / "fixtures" / "cases"
NO_LABELS = CouncilLabels()
TODAY = date(2026, 6, 1)


def table(headings: str, *rows: str | tuple[Any, ...], name: str = "") -> Table:
    """A table from "Ref | Date received" and rows written alike; blank cells are None."""
    names = tuple(one.strip() for one in headings.split("|"))
    made = [
        Row(number, row if isinstance(row, tuple) else tuple(one.strip() or None for one in row.split("|")))
        for number, row in enumerate(rows, start=2)
    ]
    padded = tuple(Row(row.number, row.cells + (None,) * (len(names) - len(row.cells))) for row in made)
    return Table(name, 1, names, padded, ())


def judged(sheet: Table, labels: CouncilLabels = NO_LABELS, as_: str = "auto", **more: Any) -> Judgement:
    """A table judged by the mapping it suggests, with parts of that mapping changed."""
    mapping = suggest(sheet, labels, as_=as_).mapping
    changed = SheetMapping(
        **{**{name: getattr(mapping, name) for name in mapping.__dataclass_fields__}, **more}
    )
    return judge(sheet, changed, labels, today=TODAY)


def case_list(name: str) -> Table:
    """One of the councils' lists."""
    return find_table(read_file(CASES / name)[0])


def council(**lists: list[str | Label]) -> CouncilLabels:
    """A council's labels: council(team=["North", "South"])."""
    return CouncilLabels(
        {
            name: tuple(one if isinstance(one, Label) else Label(one) for one in labels)
            for name, labels in lists.items()
        }
    )
