"""Which numbers a printed cell tells: its count, what it is a share of, and those a change or ratio is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from heard.figures.ask import Value
from heard.figures.dimensions import BY_TIME
from heard.figures.measures import MEASURES, Measure
from heard.figures.periods import Period, UnknownPeriod, period, quarter, year_key
from heard.figures.table_cells import TableCell

Where = frozenset[tuple[str, frozenset[str]]]
# What these count is no person's: lines of plans, sessions, questions of a committee, words already released.
OF_NOBODY = frozenset(
    {"plan_lines", "matters", "spread", "lessons", "report_words", "trained", "learned", "context"}
)
# Shares of one whole: its name is that of the first of each line.
SAME_WHOLE = {
    "over_time": "in_time",
    "timeliness_not_known": "in_time",
    "clocks_missed": "clocks_met",
    "recommendations_late": "recommendations_done",
}
EVERYTHING, BASE, SUM, ROW_OF = "all of ", "base of ", "sum", "amount"


@dataclass(frozen=True, slots=True)
class Number:
    """One number somebody may come to know: what is counted, over which days, and narrowed to what."""

    what: str
    frame: str
    first: date | None
    last: date | None
    where: Where
    is_money: bool = False
    of: frozenset[Number] = frozenset()

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day it is counted over."""
        return self.first, self.last

    @property
    def dimensions(self) -> frozenset[str]:
        """The dimensions it is narrowed by."""
        return frozenset(name for name, _ in self.where)


Told = dict[Number, float | None]


def told_by(cell: TableCell) -> Told:
    """Every number that whoever reads the cell knows, with its value; None where the cell is withheld.

    A figure that the council typed in, or that counts nobody, tells none.
    """
    if cell.shows == "sum":
        parts = frozenset(number for part in cell.parts for number in told_by(part))
        return {Number(SUM, "", None, None, frozenset(), of=parts): _value(cell.value)} if parts else {}
    if cell.parts:
        return {number: value for part in cell.parts for number, value in told_by(part).items()}
    measure = MEASURES.get(cell.measure)
    if measure is None or measure.frame in OF_NOBODY:
        return {}
    return _counted(cell, measure)


def _counted(cell: TableCell, measure: Measure) -> Told:
    if measure.is_mean:
        return {base_of(cell, measure): _value(cell.base)}
    if measure.unit == "rate":
        known = cell.value is not None and cell.base is not None
        rows = round(float(cell.value or 0) * float(cell.base or 0) / measure.per) if known else None
        return {_number(cell, measure, _whole(measure)): rows}
    told = {value_of(cell, measure): _value(cell.value)}
    if cell.shows == "percent":
        told[base_of(cell, measure)] = _value(cell.base)
    return told


def value_of(cell: TableCell, measure: Measure) -> Number:
    """The number that the cell counts."""
    return _number(cell, measure, measure.name if measure.unit == "share" else _whole(measure))


def base_of(cell: TableCell, measure: Measure) -> Number:
    """The number that the cell's percentage is a share of, or that its average is taken over."""
    if measure.unit in ("records", "pounds"):
        return _number(cell, measure, _whole(measure), outer=True)
    if measure.unit == "share" and measure.among is None and not measure.base_is_known_only:
        return _number(cell, measure, EVERYTHING + measure.frame + measure.dated_by)
    return _number(cell, measure, BASE + SAME_WHOLE.get(measure.name, measure.name))


def payments_of(number: Number, measure: Measure) -> Number:
    """How many payments a sum of money is made of."""
    what = EVERYTHING + measure.frame + measure.dated_by
    return Number(what, number.frame, number.first, number.last, number.where)


def _whole(measure: Measure) -> str:
    """Measures that count every row of a frame count the same, whatever they are called."""
    everything = measure.among is None and measure.summed is None
    return EVERYTHING + measure.frame + measure.dated_by if everything else measure.name


def _number(cell: TableCell, measure: Measure, what: str, *, outer: bool = False) -> Number:
    labels = {name: frozenset(words) for name, words in cell.where.items()}
    inner = list(cell.by.items())
    labels |= {name: frozenset((label,)) for name, label in (inner[:-1] if outer else inner)}
    first, last = cell.period.first, cell.period.last
    for name in sorted(BY_TIME & set(labels)):
        found = _days(labels[name], cell.period)
        if found:
            del labels[name]
            first, last = _within((first, last), found)
    return Number(what, measure.frame, first, last, frozenset(labels.items()), measure.unit == "pounds")


def _days(words: frozenset[str], within: Period) -> Period | None:
    """The days of one year, quarter or month said as a label; None where the label is no run of days."""
    if len(words) != 1:
        return None
    (word,) = words
    if len(word) == 2 and word[0] in "Qq" and word[1] in "1234" and within.first and within.last:
        return quarter(year_key(within.first), int(word[1])) if _one_year(within) else None
    try:
        return period(word)
    except UnknownPeriod:
        return None


def _one_year(within: Period) -> bool:
    return bool(within.first and within.last) and year_key(within.first) == year_key(within.last)  # type: ignore[arg-type]


def _within(days: tuple[date | None, date | None], narrower: Period) -> tuple[date | None, date | None]:
    first, last = days
    begins = max((day for day in (first, narrower.first) if day), default=None)
    ends = min((day for day in (last, narrower.last) if day), default=None)
    return begins, ends


def _value(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float | Decimal) else None


def numbers_in(cells: Iterator[TableCell]) -> Told:
    """Every number told by the cells. One that any of them shows is shown."""
    told: Told = {}
    for cell in cells:
        for number, value in told_by(cell).items():
            if told.get(number) is None:
                told[number] = value
    return told
