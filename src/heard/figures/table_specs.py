"""How a table is described: rows by a dimension or named one by one, columns by measure, filter and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Where = Mapping[str, tuple[str, ...]]
Shows = Literal["number", "percent", "change", "ratio", "rate", "sum"]


@dataclass(frozen=True)
class Column:
    """One column. `heading` may say {period}: the year the column shows, `years_before` the report's own.

    A change is from a year earlier: in per cent, of a share in percentage points, of an average in days.
    A ratio is the column's measure as a percentage of another, `over`, which may be narrowed differently.
    """

    heading: str
    shows: Shows = "number"
    measure: str | None = None
    where: Where = field(default_factory=dict)
    years_before: int = 0
    over: str | None = None
    over_where: Where = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One named row: its own measure, filter or year, and whether it prints the number or the percentage."""

    label: str
    measure: str | None = None
    where: Where = field(default_factory=dict)
    years_before: int = 0
    shows: Shows | None = None


@dataclass(frozen=True)
class Spec:
    """One table. Rows come from the dimensions in `split`, then from `rows`; `years` makes a row of each year.

    `total` is "whole" when every row is of one measure, "sum" when it adds up rows of several.
    """

    id: str
    title: str
    sentence: str
    columns: tuple[Column, ...]
    empty: str
    measure: str | None = None
    split: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    years: int = 0
    where: Where = field(default_factory=dict)
    total: Literal["", "whole", "sum"] = ""
    largest_first: bool = False


THIS_YEAR = (Column("{period}"),)
TWO_YEARS = (Column("{period}"), Column("{period}", years_before=1))
WITH_CHANGE = (*TWO_YEARS, Column("Change", "change"))
NUMBER_AND_SHARE = (Column("{period}"), Column("{period} %", "percent"))
TWO_YEARS_AND_SHARES = (
    *NUMBER_AND_SHARE,
    Column("{period}", years_before=1),
    Column("{period} %", "percent", years_before=1),
)

NUMBER_THEN_SHARE: tuple[tuple[str, Shows], ...] = (("", "number"), (" %", "percent"))
COMPLAINT: Where = {"kind": ("complaint",)}
PROCEDURES = (("", "children_act", "statutory", 3), ("corporate-", "corporate", "corporate", 2))


def at(procedure: str, stage: int) -> Where:
    """The filter of one stage of one procedure."""
    return {"procedure": (procedure,), "stage": (f"stage_{stage}",)}


def up_to(procedure: str, stages: int) -> Where:
    """The filter of all the stages of one procedure."""
    return {"procedure": (procedure,), "stage": tuple(f"stage_{n}" for n in range(1, stages + 1))}
