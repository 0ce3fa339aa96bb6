"""A dashboard counted: every number of it a cell, from measures alone, beside the same days a year before."""

from __future__ import annotations

from dataclasses import replace

from heard.figures.building import table
from heard.figures.periods import ALL_TIME, Period
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableCell, TableResult, TableRow
from heard.figures.table_specs import Column, Row, Spec
from heard.reporting.dashboards_kinds import Counted, Definition, Looked, NumberSpec, Pictured, TrendSpec

NOTHING = "Nothing was counted here."


def counted(seen: Snapshot, definition: Definition, looked: Looked) -> Counted:
    """Every number of a dashboard."""
    return Counted(
        _numbers(seen, definition, looked),
        _trend(seen, definition.trend, looked) if definition.trend else None,
        tuple(_table(seen, one, looked) for one in definition.tables),
    )


def _numbers(seen: Snapshot, definition: Definition, looked: Looked) -> TableResult:
    rows = tuple(_number(seen, one, looked) for one in definition.numbers)
    return TableResult(
        "numbers",
        "In a few numbers",
        "",
        ("Now", "A year before"),
        rows,
        looked.within,
        seen.as_at,
        None if rows else NOTHING,
    )


def _number(seen: Snapshot, number: NumberSpec, looked: Looked) -> TableRow:
    if number.stands:
        now = _cell(seen, number, looked, ALL_TIME)
        then = replace(
            number,
            measure=number.before,
            where=_without_overdue(number),
            over="",
            over_where={},
            stands=False,
        )
        return TableRow(number.label, (now, _cell(seen, then, looked, looked.last_month)), note=number.target)
    cells = [_cell(seen, number, looked, looked.within)]
    if looked.before is not None:
        cells.append(_cell(seen, number, looked, looked.within, years_before=1))
    return TableRow(number.label, tuple(cells), note=number.target)


def _without_overdue(number: NumberSpec) -> dict[str, tuple[str, ...]]:
    return {name: labels for name, labels in number.where.items() if name != "overdue"}


def _cell(
    seen: Snapshot, number: NumberSpec, looked: Looked, period: Period, years_before: int = 0
) -> TableCell:
    column = Column(
        "",
        number.shows,
        number.measure,
        {**number.where, **looked.where(number.measure)},
        years_before,
        over=number.over or None,
        over_where={**number.over_where, **looked.where(number.over)} if number.over else {},
    )
    spec = Spec("one", number.label, "", (column,), "", rows=(Row(number.label),))
    return table(seen, spec, period).rows[0].cells[0]


def _trend(seen: Snapshot, trend: TrendSpec, looked: Looked) -> TableResult:
    spec = Spec(
        "trend",
        trend.title,
        "",
        (Column("Number", "number", trend.measure),),
        NOTHING,
        split=("month",),
        where={**trend.where, **looked.where(trend.measure)},
    )
    return table(seen, spec, looked.months)


def _table(seen: Snapshot, pictured: Pictured, looked: Looked) -> TableResult:
    spec = pictured.spec
    period = ALL_TIME if pictured.stands else looked.within
    columns = tuple(
        replace(one, over_where={**one.over_where, **looked.where(one.over)}) if one.over else one
        for one in spec.columns
    )
    measures = _measures_of(spec)
    narrow = looked.where(*measures)
    rows = tuple(replace(row, where={**row.where, **narrow}) for row in spec.rows)
    where = {**spec.where, **narrow} if spec.split else spec.where
    made = table(seen, replace(spec, columns=columns, rows=rows, where=where), period)
    said = f"{made.sentence} For the whole council." if looked.leaves_out(*measures) else made.sentence
    headings = tuple(_heading(one, looked, pictured.stands) for one in spec.columns)
    return replace(made, columns=headings[: len(made.columns)], sentence=said.strip())


def _measures_of(spec: Spec) -> tuple[str, ...]:
    named = [spec.measure, *(one.measure for one in spec.columns), *(one.measure for one in spec.rows)]
    return tuple(dict.fromkeys(one for one in named if one))


def _heading(column: Column, looked: Looked, stands: bool) -> str:
    if "{period}" not in column.heading:
        return column.heading
    return "Now" if stands else "A year before" if column.years_before else "This period"
