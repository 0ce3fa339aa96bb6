"""Whether the tables of a report agree: with themselves, with each other, and with what they print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from heard.figures.ask import Value
from heard.figures.measures import MEASURES
from heard.figures.rounding import percent_of, printed_percent
from heard.figures.table_cells import TableCell, TableResult
from heard.figures.working_out import change, print_value, ratio


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One number that does not fit: which check found it, where it stands, and what is wrong, in words."""

    check: str
    table: str
    row: str
    column: str
    words: str

    def __str__(self) -> str:
        return f"Table “{self.table}”, row “{self.row}”, column “{self.column}”: {self.words}"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and where it stands."""

    table: TableResult
    row: str
    column: str
    cell: TableCell
    is_total: bool = False

    def wrong(self, check: str, words: str) -> Disagreement:
        """The disagreement at this place."""
        return Disagreement(check, self.table.id, self.row, self.column, words)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold, with the sentence that says it."""

    name: str
    sentence: str
    finds: Callable[[Sequence[Place]], Iterator[Disagreement]]


def reconcile(tables: Iterable[TableResult]) -> list[Disagreement]:
    """Every disagreement within and between the tables; none when the report may be published."""
    places = [place for table in tables for place in _places(table)]
    return [found for check in CHECKS for found in check.finds(places)]


def _places(table: TableResult) -> Iterator[Place]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield Place(table, row.label, column, cell, row.is_total)


def _counted(places: Iterable[Place]) -> Iterator[Place]:
    """The cells that hold a count, percentage or sum of money: what adds up."""
    for place in places:
        if place.cell.shows in ("number", "percent") and _unit(place.cell) in ("records", "share", "pounds"):
            yield place


def _unit(cell: TableCell) -> str:
    return MEASURES[cell.measure].unit if cell.measure else ""


def _parts_add_up(places: Sequence[Place]) -> Iterator[Disagreement]:
    columns: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for table in {place.table.id: place.table for place in places}.values():
        for number, _ in enumerate(table.columns):
            columns[table.id, number] = [
                Place(table, row.label, table.columns[number], row.cells[number], row.is_total)
                for row in table.rows
            ]
    for column in columns.values():
        yield from _column_adds_up(column)


def _column_adds_up(column: Sequence[Place]) -> Iterator[Disagreement]:
    totals = [place for place in column if place.is_total and place.table.adds_up]
    for total in totals:
        if total.cell.shows == "sum" or total in _counted(totals):
            parts = sum((_exact(place.cell.value) for place in column if not place.is_total), Decimal(0))
            if parts != _exact(total.cell.value):
                yield total.wrong(
                    "parts add up", f"The rows add up to {parts}, and the total says {total.cell.value}."
                )


def _exact(value: Value) -> Decimal:
    return Decimal(str(value or 0))


def _same_number_everywhere(places: Sequence[Place]) -> Iterator[Disagreement]:
    first: dict[Any, Place] = {}
    for place in _with_parts(places):
        if place.cell.shows not in ("number", "percent") or not place.cell.measure:
            continue
        known = first.setdefault(_question(place.cell), place)
        if known.cell.value != place.cell.value:
            yield place.wrong(
                "same number everywhere",
                f"{place.cell.value} here, and {known.cell.value} in table “{known.table.id}”, "
                f"row “{known.row}”, for the same question.",
            )


def _with_parts(places: Iterable[Place]) -> Iterator[Place]:
    for place in places:
        yield place
        yield from (Place(place.table, place.row, place.column, part) for part in place.cell.parts)


def _question(cell: TableCell, measure: str = "") -> tuple[Any, ...]:
    filters = tuple(sorted((name, tuple(sorted(labels))) for name, labels in cell.filters.items()))
    return (measure or cell.measure, cell.period.first, cell.period.last, filters)


def _percentages_hold(places: Sequence[Place]) -> Iterator[Disagreement]:
    for place in _counted(places):
        cell = place.cell
        if cell.percent is not None and not 0 <= cell.percent <= 100:
            yield place.wrong("percentages hold", f"{cell.percent} is not between 0 and 100 per cent.")
        elif cell.value is not None and cell.percent != percent_of(cell.value, cell.base or 0):
            yield place.wrong(
                "percentages hold", f"{cell.value} of {cell.base} is not {cell.percent} per cent."
            )


def _shares_fill_the_whole(places: Sequence[Place]) -> Iterator[Disagreement]:
    groups: dict[Any, list[Place]] = defaultdict(list)
    for place in _counted(places):
        cell = place.cell
        if cell.by and place.table.adds_up | (len(cell.by) > 1) and _unit(cell) == "records":
            outer = tuple(cell.by.items())[:-1]
            key = (place.table.id, place.column, cell.shows, cell.measure, cell.period, outer)
            groups[key].append(place)
    for group in groups.values():
        whole, parts = group[0].cell.base, sum(_exact(place.cell.value) for place in group)
        if group[0].cell.value is not None and parts != _exact(whole):
            yield group[0].wrong(
                "shares fill the whole", f"The parts add up to {parts}, and their base says {whole}."
            )


def _printed_as_rounded(places: Sequence[Place]) -> Iterator[Disagreement]:
    for place in places:
        cell = place.cell
        if cell.shows not in ("number", "percent") or not cell.measure:
            continue
        right = (
            printed_percent(cell.percent)
            if cell.shows == "percent"
            else print_value(cell.measure, cell.value)
        )
        if right != cell.printed:
            yield place.wrong("printed as rounded", f"“{cell.printed}” is printed; it should be “{right}”.")


def _worked_out_right(places: Sequence[Place]) -> Iterator[Disagreement]:
    for place in places:
        cell = place.cell
        if cell.shows not in ("change", "ratio"):
            continue
        again = change(*cell.parts) if cell.shows == "change" else ratio(*cell.parts)
        if (again.value, again.percent, again.printed) != (cell.value, cell.percent, cell.printed):
            yield place.wrong(
                "worked out right", f"“{cell.printed}” is printed; from its parts it is “{again.printed}”."
            )


def _averages_rest_on_counts(places: Sequence[Place]) -> Iterator[Disagreement]:
    counts = {_question(place.cell): place for place in places if place.cell.shows == "number"}
    for place in places:
        if place.cell.shows != "number" or place.cell.measure != "average_working_days":
            continue
        concluded = counts.get(_question(place.cell, "concluded"))
        stood_on = _exact(place.cell.base) + (place.cell.not_known or 0)
        if concluded and stood_on != _exact(concluded.cell.value):
            yield place.wrong(
                "averages rest on counts",
                f"The average is of {stood_on}, and {concluded.cell.value} were concluded "
                f"(table “{concluded.table.id}”).",
            )


# For the same filter and period, the value or base of the first measure is the sum of the others.
MADE_OF = (
    ("stage_started", "value", ("answered", "withdrawn", "ended_without_answer", "open")),
    ("outcomes", "value", ("stage_started",)),
    ("in_time", "base", ("in_time", "over_time", "timeliness_not_known")),
)


def _stages_are_accounted_for(places: Sequence[Place]) -> Iterator[Disagreement]:
    by_question = {_question(place.cell): place for place in _counted(places)}
    for place in list(by_question.values()):
        for measure, side, names in MADE_OF:
            parts = [by_question.get(_question(place.cell, name)) for name in names]
            found = [part.cell for part in parts if part]
            if place.cell.measure == measure and len(found) == len(names) and place.cell.value is not None:
                yield from _made_of(place, getattr(place.cell, side), found)


def _made_of(place: Place, whole: Value, parts: Sequence[TableCell]) -> Iterator[Disagreement]:
    total = sum(_exact(cell.value) for cell in parts)
    if total != _exact(whole):
        names = ", ".join(MEASURES[cell.measure].title.lower() for cell in parts)
        yield place.wrong("stages are accounted for", f"{whole} here, and {total} together: {names}.")


CHECKS = (
    Check("parts add up", "The rows of a table add up to its total.", _parts_add_up),
    Check(
        "same number everywhere",
        "The same question has the same number in every table, so stage counts agree.",
        _same_number_everywhere,
    ),
    Check(
        "percentages hold",
        "A percentage lies between 0 and 100 and is its number over its base.",
        _percentages_hold,
    ),
    Check(
        "shares fill the whole",
        "The parts of a whole add up to the base their percentages are of.",
        _shares_fill_the_whole,
    ),
    Check("printed as rounded", "What is printed is the number, a half rounded up.", _printed_as_rounded),
    Check(
        "worked out right", "A change or ratio is worked out from numbers in the report.", _worked_out_right
    ),
    Check(
        "averages rest on counts",
        "An average is taken over as many stages as were concluded, but for those of unknown length.",
        _averages_rest_on_counts,
    ),
    Check(
        "stages are accounted for",
        "Stages started are answered, withdrawn, ended without an answer or open; "
        "answers with a limit are in time, over or not known.",
        _stages_are_accounted_for,
    ),
)
