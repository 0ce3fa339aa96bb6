"""Counting: one pass over the rows of a period for each measure and split, whatever the number of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from heard.figures.dimensions import BY_TIME, SEVERAL
from heard.figures.frames import NOT_RECORDED
from heard.figures.measures import Measure
from heard.figures.periods import APRIL, Period
from heard.figures.snapshot import Snapshot

Key = tuple[Any, ...]
Where = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one group of rows comes to: how many rows, their sum, and of how many it is not known."""

    rows: int = 0
    value: int = 0
    unknown: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.rows + other.rows, self.value + other.value, self.unknown + other.unknown)


def tallies(
    seen: Snapshot, measure: Measure, period: Period, by: tuple[str, ...], where: Where
) -> dict[Key, Tally]:
    """What each group of labels comes to. Asked twice of one snapshot, it is counted once."""
    asked = (measure.name, period, by, tuple((name, tuple(keys)) for name, keys in sorted(where.items())))
    if asked not in seen.kept:
        seen.kept[asked] = _picked(seen, measure, period, by, where)
    found: dict[Key, Tally] = seen.kept[asked]
    return found


def _picked(
    seen: Snapshot, measure: Measure, period: Period, by: tuple[str, ...], where: Where
) -> dict[Key, Tally]:
    """The groups wanted, out of a wider count that neighbouring questions share: every stage, every procedure."""
    categories = {name: keys for name, keys in where.items() if name in SEVERAL}
    others = {name: set(keys) for name, keys in where.items() if name not in SEVERAL or name in by}
    wide = tuple(sorted({*by, *others}))
    wanted = [(wide.index(name), keys) for name, keys in others.items()]
    kept_places = [wide.index(name) for name in by]
    found: dict[Key, Tally] = {}
    for key, tally in _wide(seen, measure, period, wide, categories).items():
        if all(key[place] in keys for place, keys in wanted):
            narrow = tuple(key[place] for place in kept_places)
            found[narrow] = found.get(narrow, Tally()) + tally
    return found


def _wide(
    seen: Snapshot, measure: Measure, period: Period, by: tuple[str, ...], categories: Where
) -> dict[Key, Tally]:
    narrowed = tuple((name, tuple(keys)) for name, keys in sorted(categories.items()))
    key = ("wide", measure.name, period, by, narrowed)
    if key not in seen.kept:
        seen.kept[key] = _counted(_rows(seen, measure, period, by, categories), measure, by)
    found: dict[Key, Tally] = seen.kept[key]
    return found


def counted_refs(
    seen: Snapshot, measure: Measure, period: Period, by: tuple[str, ...], where: Where
) -> dict[Key, tuple[str, ...]]:
    """The reference of each record behind each cell: of a share, those counted and not the whole base."""
    rows = _rows(seen, measure, period, by, where)
    if measure.counted is not None:
        rows = rows.filter(measure.counted)
    if measure.is_mean and measure.unknown is not None:
        rows = rows.filter(~measure.unknown)
    groups: dict[Key, list[str]] = defaultdict(list)
    for row in rows.select("ref", *by).collect().iter_rows():
        groups[row[1:]].append(row[0])
    return {key: tuple(sorted(refs)) for key, refs in groups.items()}


def _counted(rows: nw.LazyFrame[Any], measure: Measure, by: tuple[str, ...]) -> dict[Key, Tally]:
    sums = [nw.len().alias("rows"), nw.col("value").sum(), nw.col("unknown").sum()]
    marked = rows.with_columns(**_marks(measure))
    made = marked.group_by(*by).agg(*sums) if by else marked.select(*sums)
    return {row[:-3]: Tally(*(int(one or 0) for one in row[-3:])) for row in made.collect().iter_rows()}


def _marks(measure: Measure) -> dict[str, nw.Expr]:
    # Not every engine sums a yes or no: each is made a number first.
    counted = nw.lit(1) if measure.counted is None else measure.counted
    return {
        "value": (nw.col(measure.summed) if measure.summed else counted).cast(nw.Int64),
        "unknown": (nw.lit(0) if measure.unknown is None else measure.unknown).cast(nw.Int64),
    }


def _rows(
    seen: Snapshot, measure: Measure, period: Period, by: tuple[str, ...], where: Where
) -> nw.LazyFrame[Any]:
    rows = seen.rows_in(measure.frame, measure.dated_by, period).lazy()
    if measure.among is not None:
        rows = rows.filter(measure.among)
    for name in sorted(BY_TIME & {*by, *where}):
        rows = rows.with_columns(_time_key(name, measure.dated_by))
    for name, keys in where.items():
        rows = _narrowed(seen, measure, rows, name, keys)
    for name in by:
        if name in SEVERAL:
            rows = _spread(seen, measure.frame, rows, name, where.get(name))
    return rows


def _time_key(name: str, dated_by: str) -> nw.Expr:
    day = nw.col(dated_by)
    year, month = day.dt.year().cast(nw.Int32), day.dt.month().cast(nw.Int32)
    financial = year - (month < APRIL).cast(nw.Int32)
    keys = {
        "year": financial,
        "quarter": financial * 4 + (month + 8) % 12 // 3,
        "month": year * 12 + month - 1,
    }
    return keys[name].alias(name)


def _narrowed(
    seen: Snapshot, measure: Measure, rows: nw.LazyFrame[Any], name: str, keys: Sequence[Any]
) -> nw.LazyFrame[Any]:
    if name not in SEVERAL:
        return rows.filter(nw.col(name).is_in(list(keys)))
    refs = rows.select("ref").unique()
    wanted = _spread(seen, measure.frame, refs, name, keys).select("ref").unique()
    return rows.join(wanted, on="ref", how="semi")


def _spread(
    seen: Snapshot, frame: str, rows: nw.LazyFrame[Any], name: str, keys: Sequence[Any] | None
) -> nw.LazyFrame[Any]:
    """One row for each category of a record; a record without any is under "Not recorded"."""
    source, column = several(frame)
    each = seen.frames[source].lazy().select("ref", nw.col(column).alias(name)).unique()
    spread = rows.join(each, on="ref", how="left").with_columns(nw.col(name).fill_null(NOT_RECORDED))
    return spread if keys is None else spread.filter(nw.col(name).is_in(list(keys)))


def several(frame: str) -> tuple[str, str]:
    """Where the categories of a frame's records are: compliments have their own."""
    return ("compliment_categories", "category") if frame == "compliments" else ("natures", "nature")
