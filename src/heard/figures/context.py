"""Figures a council types in to set its own beside: children served, open cases, population, with source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from heard.figures.ask import Cell, ask
from heard.figures.building import before_any_record
from heard.figures.periods import MONTHS, Period
from heard.figures.rounding import printed
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableCell, TableResult, TableRow
from heard.figures.typed_in import meaning_of, typed_in
from heard.figures.working_out import change, counted, rate, ratio

PER = 10_000
NOT_KNOWN = Cell({}, None, 0, None)
COMPLAINTS = {"kind": ("complaint",)}


def context_table(seen: Snapshot, period: Period) -> TableResult:
    """Typed-in figures of the period and the year before, and complaints set beside the open cases and children."""
    now, before = typed_in(seen, period), typed_in(seen, period.earlier(1))
    dated = period.first is not None
    rows = [
        _typed_row(name, now.get(name), before.get(name), period, dated)
        for name in [*now, *_new(before, now)]
    ]
    rows += [row for name in now for row in _beside(seen, period, name, now[name], before.get(name))]
    headings = (period.label, period.earlier(1).label, "Change") if dated else (period.label,)
    return TableResult(
        "context",
        "Context",
        "Figures the council has typed in, each with the day it is of and its source, and complaints beside them.",
        headings,
        tuple(rows),
        period,
        seen.as_at,
        None if rows else "No context figures were typed in for this period.",
    )


def _new(before: Iterable[str], now: Mapping[str, Any]) -> list[str]:
    return [name for name in before if name not in now]


def _typed_row(name: str, now: Any, before: Any, period: Period, dated: bool) -> TableRow:
    first, second = _typed(now, period), _typed(before, period.earlier(1))
    cells = (first, second, change(first, second)) if dated else (first,)
    return TableRow(name, cells, note=" ".join(_source(row) for row in (now, before) if row))


def _typed(row: Any, period: Period) -> TableCell:
    value = None if row is None else _whole(row["value"])
    sentence = "Not typed in." if row is None else f"Typed in by the council. {_source(row)}"
    places = 0 if value is None or isinstance(value, int) else 1
    return TableCell("number", value, printed(value, places), value, None, "", sentence, period, {}, {})


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _source(row: Mapping[str, Any]) -> str:
    taken = f", taken on {_day(row['taken_on'])}" if row["taken_on"] else ""
    return f"As at {_day(row['as_at'])}. Source: {row['source']}{taken}."


def _day(day: date | None) -> str:
    return "a day not recorded" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _beside(seen: Snapshot, period: Period, name: str, now: Any, before: Any) -> Iterable[TableRow]:
    meant = meaning_of(seen, name)
    if meant is None:
        return
    worded: dict[str, tuple[str, Callable[[TableCell, TableCell], TableCell]]] = {
        "open_cases": (f"Complaints as a percentage of: {name}", ratio),
        "population": (f"Complaints for every {PER:,} of: {name}", partial(rate, per=PER)),
    }
    title, beside = worded[meant]
    first = beside(_received(seen, period), _typed(now, period))
    if period.first is None:
        yield TableRow(title, (first,))
        return
    earlier = period.earlier(1)
    second = beside(_received(seen, earlier, is_year_before=True), _typed(before, earlier))
    yield TableRow(title, (first, second, change(first, second)))


def _received(seen: Snapshot, period: Period, *, is_year_before: bool = False) -> TableCell:
    answer = ask(seen, "received", period=period, where=COMPLAINTS)
    unknown = is_year_before and before_any_record(seen, period)
    return counted(answer, NOT_KNOWN if unknown else answer.total, percent=False)
