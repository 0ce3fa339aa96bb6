"""A counted dashboard in words and pictures: said only of the numbers as whoever looks may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from heard.figures.measures import MEASURES
from heard.figures.process_charts import ProcessChart, process_chart
from heard.figures.statistics import Change, change_of_counts, change_of_shares, judged_together
from heard.figures.table_cells import TableCell, TableResult, TableRow
from heard.reporting.charts import bar_chart
from heard.reporting.charts_process import process_drawing
from heard.reporting.dashboards_kinds import (
    Counted,
    Definition,
    Looked,
    NumberSpec,
    Pictured,
    TrendSpec,
    n_of_d,
    percentage,
)
from heard.reporting.dashboards_words import end_of, in_days
from heard.reporting.events import Marks
from heard.reporting.showing import Link, ShownTable, show

MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """One number: as it is said, where it leads, what it was, what it should be, and whether a change is real."""

    label: str
    text: str
    href: str
    percent: str
    before: str
    before_href: str
    when: str
    target: str
    unknown: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class ShownTrend:
    """A series by month: what stands out, its picture, and the same numbers as a table."""

    headline: str
    subtitle: str
    picture: str
    table: ShownTable
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownDashboard:
    """A dashboard as it stands on a page."""

    title: str
    sentence: str
    numbers: tuple[ShownNumber, ...]
    trend: ShownTrend | None
    tables: tuple[ShownTable, ...]
    made_for: str
    tells_not: str

    @property
    def withholds(self) -> bool:
        """Whether a number of it is kept back."""
        return any("[c]" in one.text + one.before for one in self.numbers)

    @property
    def changes(self) -> tuple[tuple[str, Change], ...]:
        """Each number that can be compared, with its change."""
        return tuple((one.label, one.change) for one in self.numbers if one.change is not None)


def shown(
    counted: Counted,
    definition: Definition,
    looked: Looked,
    *,
    link: Link,
    earlier_link: Link,
    marks: Marks = ((), ()),
) -> ShownDashboard:
    """A dashboard ready for a page.

    `link` gives where a number leads, `earlier_link` where one leads that stood at the end of the last month; `marks`
    say where the months break, and which events stand in them.
    """
    rows = _rows(definition, counted.numbers)
    changes = _changes([_change(spec, row, looked) for spec, row in rows])
    numbers = tuple(
        _number(spec, row, looked, link, earlier_link, change)
        for (spec, row), change in zip(rows, changes, strict=True)
    )
    return ShownDashboard(
        definition.title,
        _sentence(definition, [row for _, row in rows]),
        numbers,
        _trend(definition.trend, counted.trend, looked, link, marks),
        tuple(
            shown_table(table, link, looked, pictured)
            for pictured, table in zip(definition.tables, counted.tables, strict=True)
        ),
        definition.made_for,
        definition.tells_not,
    )


def _rows(definition: Definition, numbers: TableResult) -> list[tuple[NumberSpec, TableRow]]:
    """Each number with its row, by its label: rows from which numbers are withheld stand in another order."""
    there = {row.label: row for row in numbers.rows}
    return [(spec, there[spec.label]) for spec in definition.numbers]


def _sentence(definition: Definition, rows: Sequence[TableRow]) -> str:
    cells = [row.cells[0] for row in rows]
    if not any(cell.value or cell.base or cell.mark for cell in cells):
        return "Nothing was counted here in this period."
    return definition.sentence.format(*(n_of_d(cell) for cell in cells))


def _number(
    spec: NumberSpec, row: TableRow, looked: Looked, link: Link, earlier_link: Link, change: Change | None
) -> ShownNumber:
    now, before = row.cells[0], row.cells[1] if len(row.cells) > 1 else None
    beside = (earlier_link if spec.stands else link)(before) if before else ""
    return ShownNumber(
        label=spec.label,
        text=n_of_d(now),
        href=link(now),
        percent=percentage(now),
        before=n_of_d(before) if before else "",
        before_href=beside,
        when=end_of(looked.last_month) if spec.stands else "the same days a year before",
        target=row.note,
        unknown=f"Of {now.not_known:,} it is not known." if now.not_known else "",
        change=change,
    )


def _change(spec: NumberSpec, row: TableRow, looked: Looked) -> Change | None:
    now, before = row.cells[0], row.cells[1] if len(row.cells) > 1 else None
    if before is None or now.value is None or before.value is None:
        return None
    when = (end_of(looked.last_month) if spec.stands else "a year before", "now")
    if spec.by_count or now.shows == "number":
        period, earlier = looked.within, looked.before
        if MEASURES[spec.measure].is_mean or period.first is None or period.last is None or earlier is None:
            return None
        days = (period.last - period.first).days + 1
        return change_of_counts(
            int(before.value), int(now.value), days_before=days, days_after=days, when=when, about=spec.about
        )
    pairs = [(int(cell.value or 0), int(cell.base or 0)) for cell in (before, now)]
    if any(part > whole for part, whole in pairs):
        return None
    return change_of_shares(pairs[0], pairs[1], when=when, about=spec.about)


def _changes(found: Sequence[Change | None]) -> list[Change | None]:
    """Judged together, as one page shows them."""
    judged = iter(judged_together([one for one in found if one is not None]))
    return [None if one is None else next(judged) for one in found]


def _trend(
    trend: TrendSpec | None,
    table: TableResult | None,
    looked: Looked,
    link: Link,
    marks: Marks,
) -> ShownTrend | None:
    if trend is None or table is None or table.nothing or any(row.cells[0].mark for row in table.rows):
        return None
    (breaks, events), labels = marks, [row.label for row in table.rows]
    chart = process_chart(
        [int(row.cells[0].value or 0) for row in table.rows],
        breaks=breaks,
        labels=labels,
        nouns=("month", "months"),
    )
    where = in_days(looked.months)
    picture = process_drawing(
        f"{trend.title}, {where}", chart.words, list(map(_short, labels)), chart, events=list(events)
    )
    shown_rows = show(replace(table, title=f"{trend.title}: the numbers"), link=link)
    return ShownTrend(
        _headline(chart), f"{trend.title}, {where}.", picture, shown_rows, tuple(w for _, w in events)
    )


def _headline(chart: ProcessChart) -> str:
    first, _, _ = chart.words.partition(". ")
    return first.rstrip(".")


def _short(label: str) -> str:
    month, _, year = label.partition(" ")
    return f"{month[:3]} {year[-2:]}"


def shown_table(
    table: TableResult, link: Link, looked: Looked, pictured: Pictured | None = None
) -> ShownTable:
    """A table for a page: each share as "n of d", and the finding of its picture as its heading."""
    spoken = _spoken(table)
    rows = [row for row in spoken.rows if not row.is_total][:MOST_BARS]
    place = pictured.column if pictured else None
    if table.nothing or place is None or pictured is None or len(rows) < 2:
        return show(spoken, link=link)
    values = [float(row.cells[place].value or 0) for row in rows]
    if not any(values) or any(row.cells[place].mark for row in rows):
        return show(spoken, link=link)
    finding = _finding(pictured, rows, values)
    bars = [(row.label, value, row.cells[place].printed) for row, value in zip(rows, values, strict=True)]
    when = in_days(looked.within)
    picture = bar_chart(
        f"{table.title}, {when}", f"{finding}.", bars, unit=pictured.unit, name=f"chart-{table.id}"
    )
    said = f"{table.title}, {when}. {table.sentence}"
    return show(replace(spoken, title=finding, sentence=said), link=link, picture=picture)


def _finding(pictured: Pictured, rows: Sequence[TableRow], values: Sequence[float]) -> str:
    """What the picture shows first: the tail where that is what matters, else the largest."""
    of = f"of {sum(values):,.0f} {pictured.unit}"
    if pictured.tail is not None:
        words, said = pictured.tail
        tail = sum(value for row, value in zip(rows, values, strict=True) if words in row.label)
        return f"{tail:,.0f} {of} {said}"
    most = max(range(len(rows)), key=values.__getitem__)
    return f"{rows[most].label}: {values[most]:,.0f} {of}, the most"


def _spoken(table: TableResult) -> TableResult:
    rows = tuple(replace(row, cells=tuple(map(_said, row.cells))) for row in table.rows)
    return replace(table, rows=rows)


def _said(cell: TableCell) -> TableCell:
    if cell.shows not in ("percent", "ratio") or cell.mark or not cell.base:
        return cell
    percent = percentage(cell)
    return replace(cell, printed=n_of_d(cell) + (f" ({percent})" if percent else ""))
