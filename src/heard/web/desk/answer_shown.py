"""An answer made ready for a page: its total in words, its table, its chart, its file."""

from __future__ import annotations

import csv
import io
from typing import Any

from heard.figures.ask import Answer, Cell
from heard.figures.dimensions import BY_TIME, DIMENSIONS
from heard.figures.measures import MEASURES
from heard.figures.rounding import printed, printed_percent
from heard.figures.working_out import print_value
from heard.reporting.charts import bar_chart, column_chart
from heard.reporting.plain import harmless
from heard.web.desk.asked import Asked
from heard.web.tables import Column, Figure, Row, Table

MOST_BARS = 16
# Means and rates are shares of nothing.
NO_SHARE = ("working days", "average", "rate")


def spoken_total(answer: Answer) -> dict[str, str]:
    """The whole of what was asked: the number, what it is of, and what is not known."""
    total, unit = answer.total, MEASURES[answer.measure].unit
    value = print_value(answer.measure, total.value)
    of = _of(answer, unit) if total.value is not None or unit == "share" else ""
    unknown = f"Of {total.not_known:,} it is not known." if total.not_known else ""
    return {"value": value, "of": of, "unknown": unknown}


def _of(answer: Answer, unit: str) -> str:
    base = printed(answer.total.base)
    return {
        "share": f"of {base} ({printed_percent(answer.total.percent)})",
        "working days": f"working days, over {base} stages",
        "average": f"on average, over {base} records",
        "rate": f"for every {MEASURES[answer.measure].per:,}, of {base} as typed in",
    }.get(unit, "")


def table_of(asked: Asked, answer: Answer) -> Table:
    """The cells as a table: one dimension down the side, or two crossed."""
    return _crossed(asked, answer) if len(answer.by) == 2 else _listed(asked, answer)


def _listed(asked: Asked, answer: Answer) -> Table:
    heads = [DIMENSIONS[name].title for name in answer.by]
    numbers = [Column(title, numeric=True) for title in _heads(answer)]
    rows: list[Any] = [
        Row([*cell.by.values(), _figure(asked, answer, cell), *_beside(answer, cell)])
        for cell in answer.cells
    ]
    blank = [""] * (len(heads) - 1)
    total = Row(["All", *blank, _printed(answer, answer.total), *_beside(answer, answer.total)], total=True)
    return Table(_caption(answer), [*heads, *numbers], [*rows, total], scroll=True, note=_note(answer))


def _heads(answer: Answer) -> tuple[str, ...]:
    unit = MEASURES[answer.measure].unit
    number = {
        "working days": "Average working days",
        "average": "Average",
        "rate": "Rate",
        "pounds": "Pounds",
    }
    base = {"share": "Of", "working days": "Stages", "average": "Over", "rate": "Of, as typed in"}
    heads = (number.get(unit, "Number"), base.get(unit, "Of all"))
    return (*heads, "Not known") if unit in NO_SHARE else (*heads, "Share", "Not known")


def _beside(answer: Answer, cell: Cell) -> list[str]:
    unit = MEASURES[answer.measure].unit
    base = print_value(answer.measure, cell.base) if unit == "pounds" else printed(cell.base)
    unknown = f"{cell.not_known:,}" if cell.not_known else "0"
    return [base, unknown] if unit in NO_SHARE else [base, printed_percent(cell.percent), unknown]


def _crossed(asked: Asked, answer: Answer) -> Table:
    down, across = answer.by
    columns = list(dict.fromkeys(cell.by[across] for cell in answer.cells))
    lines = list(dict.fromkeys(cell.by[down] for cell in answer.cells))
    at = {(cell.by[down], cell.by[across]): cell for cell in answer.cells}
    rows = [
        Row([line, *(_crossing(asked, answer, at.get((line, column))) for column in columns)])
        for line in lines
    ]
    heads: list[Column | str] = [
        DIMENSIONS[down].title,
        *(Column(column, numeric=True) for column in columns),
    ]
    return Table(_caption(answer), heads, rows, scroll=True, dense=True)


def _crossing(asked: Asked, answer: Answer, cell: Cell | None) -> Any:
    return "–" if cell is None else _figure(asked, answer, cell)


def _figure(asked: Asked, answer: Answer, cell: Cell) -> Any:
    if cell.value is None:
        return "–"
    means = f"{answer.title.lower()}, {', '.join(cell.by.values())}"
    return Figure(_printed(answer, cell), asked.narrowed(cell.by).address, means)


def _printed(answer: Answer, cell: Cell) -> str:
    value = print_value(answer.measure, cell.value)
    crossed = len(answer.by) == 2 and MEASURES[answer.measure].unit == "share"
    return f"{value} of {printed(cell.base)}" if crossed else value


def _caption(answer: Answer) -> str:
    split = " and ".join(DIMENSIONS[name].title.lower() for name in answer.by)
    period = "all years" if answer.period.first is None else answer.period.label
    return f"{answer.title} by {split}, {period}"


def _note(answer: Answer) -> str:
    wanted = MEASURES[answer.measure]
    return "" if wanted.unit in NO_SHARE else f"A share is of {wanted.base}."


def chart_of(answer: Answer) -> str:
    """A picture where one says something: one dimension, few enough labels, something to compare."""
    cells = [cell for cell in answer.cells if cell.value is not None]
    if len(answer.by) != 1 or not 2 <= len(cells) <= MOST_BARS or not any(cell.value for cell in cells):
        return ""
    name = answer.by[0]
    rows = [(cell.by[name], float(cell.value or 0), _bar_words(answer, cell)) for cell in cells]
    most = max(rows, key=lambda row: row[1])
    finding = f"{most[0]} has the most: {most[2]}."
    draw = column_chart if name in BY_TIME else bar_chart
    return draw(_caption(answer), finding, rows, unit=MEASURES[answer.measure].unit, name="answer")


def _bar_words(answer: Answer, cell: Cell) -> str:
    value = print_value(answer.measure, cell.value)
    return f"{value} of {printed(cell.base)}" if MEASURES[answer.measure].unit == "share" else value


def answer_csv(answer: Answer) -> str:
    """The cells one a line, with base and unrounded percentage."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*answer.by, "value", "base", "percent", "not_known"])
    for cell in (*answer.cells, answer.total):
        labels = list(cell.by.values()) or ["All"] * len(answer.by)
        writer.writerow([*map(harmless, labels), *_plain(cell)])
    return out.getvalue()


def _plain(cell: Cell) -> list[str]:
    value = "" if cell.value is None else str(cell.value)
    return [value, str(cell.base), "" if cell.percent is None else repr(cell.percent), str(cell.not_known)]
