"""Small numbers in a release: withheld, and with them whatever would let one be worked out.

Small is 1 to one less than the threshold. Nought is shown: that nobody did something tells of nobody. A total is
withheld like any other number when it is small. What is left of a whole when its parts are taken from it counts as a
number of its own, printed or not: 97 of 100 tells of the other three. An average stands only on a base that may be
shown; money only on payments that may be counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log2
from typing import TYPE_CHECKING

from heard.figures.measures import MEASURES
from heard.figures.suppression_found import MARK, WITHHELD, Hidden, Suppressed, withheld
from heard.figures.suppression_numbers import Number, numbers_in, payments_of, told_by
from heard.figures.suppression_printing import printed_without
from heard.figures.suppression_released import Known, cells_of, known
from heard.figures.table_cells import TableCell, TableResult

if TYPE_CHECKING:
    from heard.figures.suppression_audit import Audit, Guarded

THRESHOLD = 5
# A sum of money withheld must not be known to within half of itself.
NEAR_MONEY = 0.5
Behind = Callable[[TableCell], int | None]


def suppress(
    tables: Sequence[TableResult],
    *,
    threshold: int = THRESHOLD,
    released: Iterable[TableResult] = (),
    inside: Mapping[str, str] | None = None,
    behind: Behind | None = None,
) -> Suppressed:
    """The tables fit to be released: small numbers withheld, and others until an attack finds none of them.

    `tables` are the true figures, already reconciled; `released` is every table published before, as published.
    `inside` says of each team which service it is in. `behind` counts the records behind a sum of money; without
    it a sum is withheld whose payments no table counts. A threshold of 1 or less withholds nothing.
    """
    if threshold <= 1:
        return Suppressed(tuple(tables), ())
    before = tuple(released)
    seen = known(tables, before, inside or {})
    primary = _small(seen, threshold) | _small_sums(tables, seen, threshold, behind) | _moved(seen, threshold)
    hidden, betrayed = _settled(tables, seen, primary, primary | seen.still, threshold)
    # What was withheld before and is small now may have been corrected or not: a reader may guess either.
    for least in (1, threshold) if seen.changed else ():
        then = known(tables, before, inside or {}, as_it_was=least)
        hidden |= _settled(tables, then, _small(then, threshold), hidden, threshold)[0]
    if seen.changed:
        # What is withheld in both and not small may have been another number then, that agrees with what was shown.
        unsure = {number for number in hidden if seen.values.get(number, 0) >= threshold}
        then = known(tables, before, inside or {}, as_it_was=1, unsure=unsure)
        hidden |= _settled(tables, then, _small(then, threshold), hidden, threshold)[0]
    made, listed = printed_without(tables, hidden, primary)
    return Suppressed(made, listed, betrayed)


def _settled(
    tables: Sequence[TableResult], seen: Known, primary: set[Number], hidden: set[Number], threshold: int
) -> tuple[set[Number], tuple[str, ...]]:
    """What must be withheld beside what is hidden already, and what cannot be kept whatever is withheld."""
    audit, guarded = _prepared(tables, seen, primary, hidden, threshold)
    left = audit.settle(guarded)
    numbers = list(seen.values)
    # Of what was withheld before we no longer know whether it was small.
    lost = (numbers[one.column] for one in left if one.column < len(numbers))
    betrayed = (_said(number) for number in lost if number not in seen.kept_back)
    found = {number for number in numbers if audit.is_hidden[audit.columns[number]]}
    return hidden | found, tuple(dict.fromkeys(betrayed))


def exposed(
    tables: Sequence[TableResult],
    shown: Iterable[TableResult],
    *,
    threshold: int = THRESHOLD,
    released: Iterable[TableResult] = (),
    inside: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """The small numbers of the true tables that whoever reads them as `shown` can work out, or read."""
    seen = known(tables, tuple(released), inside or {})
    small = _small(seen, threshold)
    audit, guarded = _prepared(tables, seen, small, small, threshold)
    out = {number for number, value in numbers_in(cells_of(shown)).items() if value is not None}
    for number, column in audit.columns.items():
        audit.is_hidden[column] = number not in out and number not in seen.public
    numbers = list(seen.values)
    found = [one.column for one in audit.open_to_attack(guarded) if one.column < len(numbers)]
    return tuple(dict.fromkeys(_said(numbers[column]) for column in found))


def _small(seen: Known, threshold: int) -> set[Number]:
    return {
        number
        for number, value in seen.values.items()
        if not number.is_money and 0 < value < threshold and number not in seen.kept_back
    }


def _small_sums(
    tables: Sequence[TableResult], seen: Known, threshold: int, behind: Behind | None
) -> set[Number]:
    """Sums of money made of few payments, or of nobody knows how many."""
    found = set()
    for cell in _money(cells_of(tables)):
        for number in told_by(cell):
            times = seen.values.get(payments_of(number, MEASURES[cell.measure]))
            if times is None and behind is not None:
                times = behind(cell)
            if seen.values.get(number) and (times is None or times < threshold):
                found.add(number)
    return found


def _money(cells: Iterable[TableCell]) -> Iterable[TableCell]:
    for cell in cells:
        yield from _money(cell.parts)
        if not cell.parts and cell.measure and MEASURES[cell.measure].unit == "pounds":
            yield cell


def _moved(seen: Known, threshold: int) -> set[Number]:
    """What was published with another value: the difference tells of the few records that were put right."""
    return {
        number
        for number, value in seen.changed.items()
        if not number.is_money and 0 < abs(seen.values[number] - value) < threshold and seen.values[number]
    }


def _prepared(
    tables: Sequence[TableResult], seen: Known, primary: set[Number], hidden: set[Number], threshold: int
) -> tuple[Audit, list[Guarded]]:
    from heard.figures.suppression_audit import Audit  # SciPy: only who releases pays for it

    fixed = {number for number, value in seen.values.items() if not value} | seen.public
    old = set(seen.values).difference(*(told_by(cell) for cell in cells_of(tables)))
    audit = Audit(seen.values, seen.relations, costs=_costs(tables, seen), fixed=fixed | old)
    for number in ((hidden | primary | seen.kept_back) - seen.public) & set(seen.values):
        audit.is_hidden[audit.columns[number]] = True
    return audit, sorted(_guarded(audit, seen, primary, threshold), key=lambda one: -audit.values[one.column])


def _guarded(audit: Audit, seen: Known, primary: set[Number], threshold: int) -> list[Guarded]:
    from heard.figures.suppression_audit import Guarded

    most = float(threshold - 1)
    found = []
    for number in [one for one in seen.values if one in primary or one in seen.kept_back]:
        column, value = audit.columns[number], seen.values[number]
        if number.is_money:
            found.append(Guarded(column, value * (1 - NEAR_MONEY), value * (1 + NEAR_MONEY)))
        elif number in seen.kept_back or value <= most:
            found.append(Guarded(column, 1.0, most))
        if number in seen.changed and not number.is_money:
            was = seen.changed[number]
            found.append(Guarded(column, max(1.0, was - most), was + most))
    rests = [
        Guarded(column, 1.0, most) for one, column in audit.rests.items() if one.tells and one.rest <= most
    ]
    return [*found, *rests]


def _costs(tables: Sequence[TableResult], seen: Known) -> dict[Number, float]:
    """What it costs the report to do without a number: how often it is printed, how prominently, how large it is."""
    costs: dict[Number, float] = defaultdict(float)
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                weight = (4 if table.id == "key-figures" else 3 if row.is_total else 1) * (
                    1 if cell.period == table.period else 0.5
                )
                for number in told_by(cell):
                    costs[number] += weight
    for number in costs:
        value = seen.values.get(number, 0)
        costs[number] *= 5 / max(1, value) if number.is_money else 1 + log2(1 + value)
    return costs


def _said(number: Number) -> str:
    """A number in words, for those who sign off: what is counted, when, and narrowed to what."""
    narrowed = "; ".join(f"{name}: {' or '.join(sorted(labels))}" for name, labels in sorted(number.where))
    days = f"{number.first} to {number.last}" if number.first else "all time"
    return f"{number.what}, {days}{', ' if narrowed else ''}{narrowed}"


__all__ = ["MARK", "THRESHOLD", "WITHHELD", "Hidden", "Suppressed", "exposed", "suppress", "withheld"]
