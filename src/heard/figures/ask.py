"""Asking for a figure: one measure, over a period, split and narrowed by dimensions, as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from heard.figures import periods
from heard.figures.counting import Key, Tally, counted_refs, tallies
from heard.figures.dimensions import BY_TIME, SEVERAL, UnknownDimension, dimensions_of, label
from heard.figures.frames import Frames
from heard.figures.labels import belongs, every_key, in_order, meant
from heard.figures.measures import Measure, measure
from heard.figures.periods import Period
from heard.figures.rounding import percent_of
from heard.figures.snapshot import Snapshot, snapshot
from heard.figures.typed_in import figure_meaning

Cases = Mapping[Key, tuple[str, ...]]
Value = int | float | Decimal | None
# Beyond this many combinations only those that occur are given, not the noughts between them.
MOST_NOUGHTS = 20_000


class NeedsAsAt(ValueError):
    """The dimension is judged on a day, and none was given."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number: its labels, its value, the base of its percentage (unrounded), and the cases behind it.

    `not_known` counts the records about which it could not be said. `cases` has one reference for each record
    counted, so a representation counted at two stages stands there twice.
    """

    by: dict[str, str]
    value: Value
    base: int | Decimal
    percent: float | None
    not_known: int = 0
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, the sentence that defines it, and the cells. `total` is the whole of what was asked."""

    measure: str
    title: str
    definition: str
    period: Period
    by: tuple[str, ...]
    where: dict[str, tuple[str, ...]]
    as_at: date | None
    cells: tuple[Cell, ...]
    total: Cell

    def cell(self, *labels: str) -> Cell | None:
        """The cell of these labels, in the order of `by`; None when there is none."""
        return next((cell for cell in self.cells if tuple(cell.by.values()) == labels), None)

    def as_dict(self, *, cases: bool = False) -> dict[str, Any]:
        """Plain values, for JSON; pounds become numbers with at most two decimal places."""
        return {
            "measure": self.measure,
            "title": self.title,
            "definition": self.definition,
            "period": self.period.label,
            "by": list(self.by),
            "where": {name: list(labels) for name, labels in self.where.items()},
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "cells": [_cell_as_dict(cell, cases) for cell in self.cells],
            "total": _cell_as_dict(self.total, cases),
        }


def _cell_as_dict(cell: Cell, cases: bool) -> dict[str, Any]:
    plain = {
        "by": cell.by,
        "value": _number(cell.value),
        "base": _number(cell.base),
        "percent": cell.percent,
        "not_known": cell.not_known,
    }
    return plain | ({"cases": list(cell.cases)} if cases else {})


def _number(value: Value) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def ask(
    frames: Frames | Snapshot,
    name: str,
    *,
    period: str | Period = "all",
    by: Sequence[str] = (),
    where: Mapping[str, Sequence[str]] | None = None,
    as_at: date | None = None,
    cases: bool = False,
) -> Answer:
    """One measure over a period, split by dimensions, narrowed to labels, as known on a day.

    Several labels of one dimension in `where` mean "or"; a label may be the council's own, or the word
    every council shares (`stage_1`, `partly_upheld`). Percentages are of the total within all but the last
    dimension. Raises UnknownMeasure, UnknownDimension, UnknownLabel, UnknownPeriod or NeedsAsAt, each
    saying what there is.
    """
    seen = snapshot(frames, as_at)
    wanted = measure(name)
    within = periods.period(period)
    split = tuple(dict.fromkeys(by))
    _allowed(wanted, (*split, *(where or {})), seen)
    narrowed = {one: meant(seen, wanted.frame, one, words) for one, words in (where or {}).items()}
    asked = _Asked(seen, wanted, within, split, narrowed, where or {})
    return _answer(asked, asked.cases(split), asked.cases(())) if cases else _answer(asked, {}, {})


def _allowed(wanted: Measure, names: Iterable[str], seen: Snapshot) -> None:
    possible = dimensions_of(wanted.frame)
    for name in names:
        if name not in possible:
            raise UnknownDimension(
                f"{wanted.title} (“{wanted.name}”) cannot be split by “{name}”. "
                f"It can by: {', '.join(possible)}."
            )
        if name == "overdue" and seen.as_at is None:
            raise NeedsAsAt("Whether a stage is overdue is judged on a day: say which, as at when.")


@dataclass(frozen=True)
class _Asked:
    seen: Snapshot
    measure: Measure
    period: Period
    by: tuple[str, ...]
    where: dict[str, tuple[Any, ...]]
    words: Mapping[str, Sequence[str]]

    def printed_where(self) -> dict[str, tuple[str, ...]]:
        # "Q3" means the third quarter of every year: the word says it better than the list. A common word
        # that stands for no label here is kept too: without it the filter would be gone.
        return {
            name: tuple(self.words[name])
            if name in BY_TIME or not keys
            else tuple(label(name, one) for one in keys)
            for name, keys in self.where.items()
        }

    def tallies(self, by: tuple[str, ...]) -> dict[Key, Tally]:
        return tallies(self.seen, self.measure, self.period, by, self.where)

    def cases(self, by: tuple[str, ...]) -> Cases:
        return counted_refs(self.seen, self.measure, self.period, by, self.where)


def _answer(asked: _Asked, refs: Cases, all_refs: Cases) -> Answer:
    found = asked.tallies(asked.by)
    bases, whole = _bases(asked, found), _total(asked, found)
    cells = tuple(
        _cell(asked, key, found.get(key, Tally()), bases.get(key[:-1], Tally()), refs.get(key, ()))
        for key in _keys(asked, found)
    )
    return Answer(
        asked.measure.name,
        asked.measure.title,
        asked.measure.definition,
        asked.period,
        asked.by,
        asked.printed_where(),
        asked.seen.as_at,
        cells,
        _cell(asked, (), whole, whole, all_refs.get((), ())),
    )


def _total(asked: _Asked, found: Mapping[Key, Tally]) -> Tally:
    if SEVERAL & set(asked.by):
        return asked.tallies(()).get((), Tally())
    return sum(found.values(), Tally())


def _bases(asked: _Asked, found: Mapping[Key, Tally]) -> dict[Key, Tally]:
    """The whole each cell is a share of: all within the labels of all but the last dimension."""
    if asked.by and asked.by[-1] in SEVERAL:
        return asked.tallies(asked.by[:-1])
    bases: dict[Key, Tally] = {}
    for key, tally in found.items():
        bases[key[:-1]] = bases.get(key[:-1], Tally()) + tally
    return bases


def _keys(asked: _Asked, found: Iterable[Key]) -> list[Key]:
    """The cells to give, in the council's printed order: all that occur, and the noughts between them."""
    if not asked.by:
        return [()]
    occurring = set(found)
    lists = [_keys_of(asked, one, {key[place] for key in found}) for place, one in enumerate(asked.by)]
    if prod(map(len, lists)) > MOST_NOUGHTS:
        places = [{key: place for place, key in enumerate(keys)} for keys in lists]
        return sorted(occurring, key=lambda key: [at[one] for at, one in zip(places, key, strict=True)])
    return [key for key in product(*lists) if key in occurring or _can_be(asked, key)]


def _keys_of(asked: _Asked, name: str, found: set[Any]) -> list[Any]:
    known = every_key(asked.seen, asked.measure, name, asked.period, asked.where)
    ordered = in_order(known, found, name)
    return [key for key in ordered if name not in asked.where or key in asked.where[name]]


def _can_be(asked: _Asked, key: Key) -> bool:
    return belongs(asked.seen, asked.measure, dict(zip(asked.by, key, strict=True)), asked.where)


def _cell(asked: _Asked, key: Key, tally: Tally, base: Tally, refs: tuple[str, ...]) -> Cell:
    by = {name: label(name, one) for name, one in zip(asked.by, key, strict=True)} if key else {}
    if asked.measure.unit == "rate":
        return Cell(by, *_rate(asked, key, tally), None, tally.unknown, refs)
    value, whole = _value_and_base(asked.measure, tally, base)
    percent = None if asked.measure.is_mean or value is None else percent_of(value, whole)
    return Cell(by, value, whole, percent, tally.unknown, refs)


def _rate(asked: _Asked, key: Key, tally: Tally) -> tuple[float | None, int | Decimal]:
    """The rows for every so many of what the council typed in for that time; not known where it typed nothing."""
    year = dict(zip(asked.by, key, strict=False)).get("year")
    within = asked.period if year is None else periods.financial_year(year)
    beside = figure_meaning(asked.seen, asked.measure.beside, within)
    if not beside:
        return None, 0
    whole = int(beside) if beside == int(beside) else Decimal(str(beside))
    return tally.rows * asked.measure.per / beside, whole


def _value_and_base(wanted: Measure, tally: Tally, base: Tally) -> tuple[Value, int | Decimal]:
    if wanted.unit == "share":
        return tally.value, tally.rows - (tally.unknown if wanted.base_is_known_only else 0)
    if wanted.is_mean:
        known = tally.rows - tally.unknown
        return (tally.value / known if known else None), known
    if wanted.unit == "pounds":
        return Decimal(tally.value) / 100, Decimal(base.value) / 100
    return tally.rows, base.rows


__all__ = ["Answer", "Cell", "NeedsAsAt", "ask"]
