"""Which tables have a picture, and what the picture says in words."""

from __future__ import annotations

from collections.abc import Sequence

from heard.figures.suppression import MARK
from heard.figures.table_cells import TableCell, TableResult, TableRow
from heard.reporting.charts import bar_chart, line_chart
from heard.reporting.marks import said

BARS = {
    "stage-1-by-team": "complaints",
    "stage-1-by-service": "complaints",
    "stage-1-outcomes-by-leadership": "complaints",
    "duty-matters-by-leadership": "duty matters",
    "by-nature": "complaints",
    "late-reasons": "reasons",
    "methods": "complaints",
    "complainants": "complaints",
    "compliments-by-category": "compliments",
    "compliments-by-service": "compliments",
    "ombudsman-decisions": "cases",
}
MOST_BARS = 16
LINES = {"series": ("Stage one", "Stage two", "Concern", "Compliments")}


def picture_of(table: TableResult) -> str:
    """The picture of a table as SVG, or nothing where a table says it better.

    Where a number is withheld there is none: a bar that is not there would say nought.
    """
    rows = [row for row in table.rows if not row.is_total]
    if table.nothing or len(rows) < 2 or _any_withheld(rows):
        return ""
    if table.id in BARS:
        return _bars(table, rows, BARS[table.id])
    if table.id in LINES:
        return _lines(table, rows)
    return ""


def _any_withheld(rows: Sequence[TableRow]) -> bool:
    return any(cell.mark == MARK for row in rows for cell in row.cells)


def _bars(table: TableResult, rows: Sequence[TableRow], unit: str) -> str:
    counted = [(row.label, _number(row.cells[0]), said(row.cells[0])) for row in rows[:MOST_BARS]]
    if not any(value for _, value, _ in counted):
        return ""
    most = max(counted, key=lambda one: one[1])
    of = sum(value for _, value, _ in counted)
    finding = f"The largest group is “{most[0]}”, with {most[2]} of {of:,.0f} {unit} shown."
    return bar_chart(
        f"{table.title}, {table.period.label}", finding, counted, unit=unit, name=f"chart-{table.id}"
    )


def _lines(table: TableResult, rows: Sequence[TableRow]) -> str:
    oldest_first = sorted(rows, key=lambda row: row.label)
    places = [place for place, heading in enumerate(table.columns) if heading in LINES[table.id]]
    series = {
        table.columns[place]: [_known(row.cells[place]) for row in oldest_first] for place in places[:4]
    }
    if not any(any(values) for values in series.values()):
        return ""
    last = oldest_first[-1].label
    ends = {name: oldest_first[-1].cells[table.columns.index(name)] for name in series}
    told = "; ".join(f"{name} {said(cell)}" for name, cell in ends.items())
    return line_chart(
        table.title,
        f"In {last}: {told}.",
        [row.label for row in oldest_first],
        series,
        name=f"chart-{table.id}",
    )


def _number(cell: TableCell) -> float:
    return float(cell.value or 0)


def _known(cell: TableCell) -> float | None:
    """Where nothing is on record the line has a gap: what is not known is not nought."""
    return None if cell.value is None else float(cell.value)
