"""From the description of a table to the table: one count for each column, then a look-up for each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import narwhals as nw

from heard.figures.ask import Answer, Cell, Value, ask
from heard.figures.dimensions import SEVERAL
from heard.figures.frames import OPEN
from heard.figures.labels import AT_MONTH_ENDS, LAST, printed_labels
from heard.figures.measures import MEASURES
from heard.figures.periods import Period
from heard.figures.rounding import percent_of
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableCell, TableResult, TableRow
from heard.figures.table_specs import Column, Row, Spec, Where
from heard.figures.working_out import added, change, counted, ratio

TOTAL = Row("Total")


@dataclass(frozen=True)
class Line:
    """A row before it is counted: how it is named and narrowed, and the labels it has of the dimensions."""

    row: Row
    by: tuple[str, ...] = ()
    is_total: bool = False


@dataclass(frozen=True)
class Builder:
    """One table in the making. What was asked once is not asked again."""

    seen: Snapshot
    spec: Spec
    period: Period
    answers: dict[object, dict[tuple[str, ...], tuple[Answer, Cell]]] = field(default_factory=dict)

    def columns(self) -> tuple[Column, ...]:
        """The columns to show: without an edge to the period there is no year before."""
        return tuple(
            one for one in self.spec.columns if self._dated or not (one.years_before or _changes(one))
        )

    @property
    def _dated(self) -> bool:
        return self.period.first is not None and self.period.last is not None

    def lines(self) -> list[Line]:
        """The rows: by dimension, then those named one by one, then each year."""
        years = range(self.spec.years if self._dated else min(self.spec.years, 1))
        return [
            *self._split_lines(),
            *(Line(row) for row in self.spec.rows),
            *(Line(Row(self.period.earlier(year).label, years_before=year)) for year in years),
        ]

    def _split_lines(self) -> list[Line]:
        if not self.spec.split:
            return []
        labels: dict[tuple[str, ...], None] = {}
        for column in self.columns():
            labels |= dict.fromkeys(self._asked(column, TOTAL, self.spec.split, column.years_before))
        named = [one for one in labels if one]
        places = {first: place for place, first in enumerate(dict.fromkeys(one[0] for one in named))}
        named.sort(key=lambda one: (one[0] in LAST, places[one[0]], any(word in LAST for word in one[1:])))
        return [Line(Row(": ".join(one)), one) for one in named]

    def _asked(
        self, column: Column, row: Row, split: tuple[str, ...], years: int, over: bool = False
    ) -> dict[tuple[str, ...], tuple[Answer, Cell]]:
        name = column.over if over else (row.measure or column.measure or self.spec.measure)
        if name is None:
            raise ValueError(f"Table “{self.spec.id}”, row “{row.label}”: no measure is named.")
        where: Where = {**self.spec.where, **row.where, **(column.over_where if over else column.where)}
        key = (name, years, split, tuple(sorted(where.items())))
        if key not in self.answers:
            self.answers[key] = _by_labels(
                ask(self.seen, name, period=self.period.earlier(years), by=split, where=where)
            )
        return self.answers[key]

    def cell(self, column: Column, line: Line) -> TableCell:
        """One cell: counted, or worked out from two that were."""
        if column.shows == "change":
            return change(self._counted(column, line), self._counted(column, line, later=1))
        if column.shows == "ratio":
            return ratio(self._counted(column, line), self._counted(column, line, over=True))
        return self._counted(column, line)

    def _counted(self, column: Column, line: Line, later: int = 0, over: bool = False) -> TableCell:
        years = column.years_before + line.row.years_before + later
        split = self.spec.split if line.by or line.is_total else ()
        found = self._asked(column, line.row, split, years, over)
        answer, cell = found.get(line.by) or found[()]
        if line.by and line.by not in found:
            by = dict(zip(split, line.by, strict=True))
            later = MEASURES[answer.measure].frame in AT_MONTH_ENDS and "month" in by
            # A month that has not ended yet has nothing to say of its end: that is not nought.
            cell = Cell(by, None, 0, None) if later else _none_of(by, answer.total)
        if years > 0 and before_any_record(self.seen, self.period.earlier(years)):
            cell = Cell(cell.by, None, 0, None)
        wants_share = line.row.shows == "percent" or column.shows == "percent"
        return counted(answer, cell, percent=wants_share)


def before_any_record(seen: Snapshot, period: Period) -> bool:
    """Whether no record is held of a period or of any before it: what is not known is not nought."""
    first = first_record(seen)
    return period.last is not None and (first is None or period.last < first)


def first_record(seen: Snapshot) -> date | None:
    """The earliest day any representation, compliment or Ombudsman case on record is dated."""
    if "first record" not in seen.kept:
        days = (_first_day(seen, name) for name in ("representations", "stages", "compliments", "ombudsman"))
        seen.kept["first record"] = min((day for day in days if day is not None), default=None)
    found: date | None = seen.kept["first record"]
    return found


def _first_day(seen: Snapshot, name: str) -> date | None:
    rows = seen.frames[name].lazy().select(nw.col("started_on").min()).collect().rows()
    day: date | None = rows[0][0] if rows else None
    return day


def _changes(column: Column) -> bool:
    return column.shows == "change"


def _by_labels(answer: Answer) -> dict[tuple[str, ...], tuple[Answer, Cell]]:
    cells = {tuple(cell.by.values()): (answer, cell) for cell in answer.cells}
    return cells | {(): (answer, answer.total)}


def _none_of(by: dict[str, str], whole: Cell) -> Cell:
    """The cell of a label that does not occur among what a column counts."""
    nought = None if whole.value is None or isinstance(whole.value, float) else type(whole.value)(0)
    base = whole.base if len(by) == 1 else 0
    return Cell(by, nought, base, None if nought is None else percent_of(0, base))


def table(seen: Snapshot, spec: Spec, period: Period) -> TableResult:
    """The table that a description describes, over a period."""
    builder = Builder(seen, spec, period)
    columns = builder.columns()
    made = [(_row(builder, columns, line), line) for line in builder.lines()]
    rows = [row for row, line in made if _worth_a_row(builder, row, line)]
    if spec.largest_first:
        rows.sort(key=lambda row: (row.label in LAST, -_size(row.cells[0].value)))
    nothing = None if any(_says_something(row) for row in rows) else spec.empty
    return TableResult(
        spec.id,
        spec.title,
        spec.sentence,
        tuple(_heading(column, period) for column in columns),
        (*rows, *_total(builder, columns, rows)),
        period,
        seen.as_at,
        nothing,
        adds_up=bool(spec.total) and not SEVERAL & set(spec.split),
    )


def _row(builder: Builder, columns: Sequence[Column], line: Line) -> TableRow:
    cells = tuple(builder.cell(column, line) for column in columns)
    return TableRow(line.row.label, cells, line.is_total)


def _worth_a_row(builder: Builder, row: TableRow, line: Line) -> bool:
    """A nought is worth a row where the council's own list has the label, or it says that none is open."""
    if not line.by or _says_something(row):
        return True
    pairs = zip(builder.spec.split, line.by, strict=True)
    return all(label == OPEN or label in printed_labels(builder.seen, name) for name, label in pairs)


def _says_something(row: TableRow) -> bool:
    return any(_size(cell.value) for cell in row.cells if cell.shows != "change")


def _size(value: Value) -> float:
    return float(value or 0)


def _total(builder: Builder, columns: Sequence[Column], rows: Sequence[TableRow]) -> Iterable[TableRow]:
    if builder.spec.total == "whole":
        yield _row(builder, columns, Line(TOTAL, is_total=True))
    elif builder.spec.total == "sum":
        yield TableRow(TOTAL.label, tuple(_sums(columns, rows)), is_total=True)


def _sums(columns: Sequence[Column], rows: Sequence[TableRow]) -> Iterable[TableCell]:
    made: list[TableCell] = []
    for place, column in enumerate(columns):
        if column.shows == "change":
            made.append(change(made[0], made[1]))
        else:
            made.append(added([row.cells[place] for row in rows]))
    return made


def _heading(column: Column, period: Period) -> str:
    return column.heading.format(period=period.earlier(column.years_before).label)
