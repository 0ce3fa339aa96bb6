"""Tables as values: a view says what stands in each column; one template draws it, wide or as cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column. `numeric` puts its figures to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens to the cases behind it. `means` finishes the link's name for a screen reader."""

    text: str
    href: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns: text, safe HTML or a Figure. `total` sets the row apart."""

    cells: Sequence[Any]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a table shows.

    `cards` makes each row a card on a phone (lists of cases); `scroll` keeps a wide table inside its own
    box (figures); `dense` is for many columns. The first cell of a row is its heading unless `row_headings`
    is off.
    """

    caption: str
    columns: Sequence[Column | str]
    rows: Sequence[Row | Sequence[Any]]
    caption_size: str = "m"
    row_headings: bool = True
    cards: bool = False
    scroll: bool = False
    dense: bool = False
    note: str = ""
    heads: list[Column] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.heads.extend(Column(c) if isinstance(c, str) else c for c in self.columns)

    def body(self) -> Iterator[tuple[bool, list[tuple[Column, Any]]]]:
        """Each row as (is it a total, its cells beside their columns)."""
        for row in self.rows:
            made = row if isinstance(row, Row) else Row(row)
            yield made.total, list(zip(self.heads, made.cells, strict=True))
