"""The dictionary of figures as a page: every measure and what it counts, every way to split one."""

from __future__ import annotations

from collections.abc import Iterator

from heard.figures.columns import COLUMNS
from heard.figures.dimensions import DIMENSIONS, dimensions_of
from heard.figures.measure_kinds import Measure
from heard.figures.measures import GROUPS

HEAD = """# Every figure

What each number of a page, a report or a file counts, and how it may be split. A number is asked for by its name,
`heard figures NAME --by SPLIT`, and stands at `/figures/NAME/`. Drawn from the definitions themselves
(`heard figures --write docs/figures.md`); a test holds this page to them.
"""
UNITS = {
    "records": "a count",
    "share": "a share, n of d",
    "working days": "a mean, in working days",
    "average": "a mean",
    "rate": "a rate",
    "pounds": "pounds",
}


def dictionary_page() -> str:
    """The page: measures by what they are about, which splits each frame has, what each split is, and the columns."""
    return "".join((HEAD, *_measures(), *_splits(), *_columns()))


def _measures() -> Iterator[str]:
    for group, measures in GROUPS:
        yield f"\n## {group}\n\n| name | what it counts | as | counted over |\n|---|---|---|---|\n"
        yield from map(_line, measures)


def _line(one: Measure) -> str:
    unit = UNITS[one.unit] + (f" for every {one.per:,}" if one.unit == "rate" and one.per != 1 else "")
    right = " For those entitled alone." if one.restricted else ""
    return (
        f"| `{one.name}` | **{_cell(one.title)}**. {_cell(one.definition)}{right} | {unit} | {one.frame} |\n"
    )


def _splits() -> Iterator[str]:
    yield "\n## How a figure may be split\n\n| name | what its labels are |\n|---|---|\n"
    for one in DIMENSIONS.values():
        yield f"| `{one.name}` | **{_cell(one.title)}**. {_cell(one.definition)} |\n"


def _columns() -> Iterator[str]:
    yield "\n## What is counted over\n\n| rows | their columns | their splits |\n|---|---|---|\n"
    for frame, columns in COLUMNS.items():
        splits = ", ".join(f"`{one}`" for one in dimensions_of(frame))
        yield f"| {frame} | {', '.join(f'`{one}`' for one in columns)} | {splits} |\n"


def _cell(words: str) -> str:
    return words.replace("|", "/")
