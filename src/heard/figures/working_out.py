"""What a printed cell is made of: a count, its percentage, a change between years, a ratio or a sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from heard.figures.ask import Answer, Cell, Value
from heard.figures.measure_kinds import MEANS
from heard.figures.measures import MEASURES
from heard.figures.rounding import half_up, percent_of, printed, printed_percent, printed_pounds
from heard.figures.table_cells import TableCell

AVERAGE_PLACES = 1


def counted(answer: Answer, cell: Cell, *, percent: bool) -> TableCell:
    """A cell that prints what was counted, or its percentage."""
    shown = printed_percent(cell.percent) if percent else print_value(answer.measure, cell.value)
    return TableCell(
        "percent" if percent else "number",
        cell.value,
        shown,
        cell.base,
        cell.percent,
        answer.measure,
        answer.definition,
        answer.period,
        cell.by,
        answer.where,
        cell.not_known,
    )


def print_value(measure: str, value: Value) -> str:
    """A number as printed in the unit of its measure: pounds, averages and rates to one place, or whole records."""
    unit = MEASURES[measure].unit
    if unit == "pounds":
        return printed_pounds(value)
    return printed(value, AVERAGE_PLACES if unit in (*MEANS, "rate") else 0)


def change(now: TableCell, before: TableCell) -> TableCell:
    """The change from one year to the next: in per cent; of shares in points; of averages in their own unit."""
    if now.shows in ("percent", "ratio"):
        value, words = _difference(now.percent, before.percent), " points"
    elif _unit(now) in MEANS:
        value, words = _difference(now.value, before.value), ""
    else:
        value, words = changed_by(now.value, before.value), "%"
    sentence = f"The change from {before.period.label} to {now.period.label}. {now.definition}"
    return replace(
        now,
        shows="change",
        value=value,
        printed=_signed(value, words),
        base=before.value,
        percent=None,
        definition=sentence,
        parts=(now, before),
    )


def _unit(cell: TableCell) -> str:
    return MEASURES[cell.measure].unit if cell.measure else "typed in"


def _difference(now: Value, before: Value) -> float | None:
    if now is None or before is None:
        return None
    # Taken in decimals, as a reader would: 0.3 less 0.1 is 0.2.
    return float(Decimal(str(now)) - Decimal(str(before)))


def changed_by(now: Value, before: Value) -> float | None:
    """The change in per cent; None from nothing, of which no share can be taken."""
    if now is None or before is None or not before:
        return None
    return percent_of(Decimal(str(now)) - Decimal(str(before)), Decimal(str(before)))


def _signed(value: float | None, words: str) -> str:
    if value is None:
        return "–"
    sign = "+" if half_up(value, 1) > 0 else ""
    return f"{sign}{printed(value, 1)}{words}"


def ratio(part: TableCell, whole: TableCell) -> TableCell:
    """One count as a percentage of another that it need not be a part of."""
    percent = None if part.value is None else percent_of(part.value, whole.value or 0)
    return replace(
        part,
        shows="ratio",
        printed=printed_percent(percent),
        base=whole.value,
        percent=percent,
        definition=f"{part.definition} Printed as a percentage of another count: {whole.definition}",
        parts=(part, whole),
    )


def rate(part: TableCell, whole: TableCell, per: int) -> TableCell:
    """One count for every so many of another, unrounded."""
    value = None if part.value is None or not whole.value else float(part.value) * per / float(whole.value)
    return replace(
        part,
        shows="rate",
        value=value,
        printed=printed(value, 1),
        base=whole.value,
        percent=None,
        definition=f"{part.definition} Printed for every {per:,} of another figure: {whole.definition}",
        parts=(part, whole),
    )


def added(parts: Sequence[TableCell]) -> TableCell:
    """The sum of cells that may be of different measures."""
    known = [int(cell.value) for cell in parts if cell.value is not None]
    total = sum(known) if known else None
    return replace(
        parts[0],
        shows="sum",
        value=total,
        printed=printed(total),
        base=total,
        percent=None,
        measure="",
        definition="The sum of the rows above.",
        by={},
        where={},
        parts=tuple(parts),
    )
