"""What earlier releases add to what a reader knows, and what they keep back still."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]
from scipy.optimize import linprog  # type: ignore[import-untyped]

from heard.figures.suppression_likeness import relations
from heard.figures.suppression_numbers import Number, Told, numbers_in, told_by
from heard.figures.suppression_relations import Relation, related
from heard.figures.table_cells import TableCell, TableResult

NEAR = 1e-6


@dataclass(frozen=True)
class Known:
    """All numbers of a release and of those before it, how they hang together, and what is out already.

    `public` were shown before and have not changed. `changed` were shown before, with the value they had then.
    `kept_back` were withheld before and are not in the new tables; what they are is no longer known here, and
    `values` has some value that agrees with everything that was shown. `still` were withheld before, are in the new
    tables, and something counted like them was corrected since: they stay withheld, for nobody outside could tell
    whether they were corrected too.
    """

    values: dict[Number, float]
    relations: list[Relation]
    public: set[Number]
    changed: dict[Number, float]
    kept_back: set[Number]
    still: set[Number]


def cells_of(tables: Iterable[TableResult]) -> Iterator[TableCell]:
    """Every cell of the tables."""
    for table in tables:
        for row in table.rows:
            yield from row.cells


def known(
    tables: Sequence[TableResult],
    released: Sequence[TableResult],
    inside: Mapping[str, str],
    *,
    as_it_was: float = 0,
    unsure: Collection[Number] = (),
) -> Known:
    """What a reader of the new tables and of everything released before would know if nothing were withheld.

    Of what was corrected since, they know both values; with `as_it_was` the earlier is taken for true, and the new
    tables say of what was withheld then only what is not small now: no less than `as_it_was`. What is `unsure` was
    withheld then and is withheld now, and may have been corrected too: whatever agrees with the rest is taken for it.
    """
    now = {number: value for number, value in numbers_in(cells_of(tables)).items() if value is not None}
    before = numbers_in(cells_of(released))
    shown = {number: value for number, value in before.items() if value is not None}
    if as_it_was:
        then = {number: shown.get(number, now[number]) for number in before if number in now}
        told = {number for number, value in then.items() if value >= as_it_was and number not in unsure}
        now = {number: value for number, value in then.items() if number in shown or number in told}
    changed = {number: value for number, value in shown.items() if now.get(number, value) != value}
    both: Told = {**{number: value for number, value in before.items() if number not in now}, **now}
    found = dict.fromkeys([*relations(both, inside, unsure), *_columns(released, both)])
    values, held = _filled(both, list(found))
    return Known(
        values,
        held,
        set(shown) - set(changed),
        changed,
        {number for number, value in before.items() if value is None and number not in now},
        _still(before, now, changed),
    )


def _still(before: Told, now: Mapping[Number, float], changed: Mapping[Number, float]) -> set[Number]:
    frames = {number.frame for number in changed}
    withheld = (number for number, value in before.items() if value is None and now.get(number))
    return {number for number in withheld if number.frame in frames}


def _columns(tables: Iterable[TableResult], values: Told) -> Iterator[Relation]:
    """The columns of released tables that add up: of what is withheld in them only their order says so."""
    for table in tables:
        totals = [row for row in table.rows if row.is_total]
        for place in range(len(table.columns) if table.adds_up and totals else 0):
            whole = _number(totals[0].cells[place])
            parts = [_number(row.cells[place]) for row in table.rows if not row.is_total]
            each = [part for part in parts if part is not None and part in values]
            if whole in values and each and len(each) == len(parts):
                yield from related(values, whole, each, all_of_it=True)


def _number(cell: TableCell) -> Number | None:
    told = list(told_by(cell)) if cell.shows in ("number", "sum") else []
    return told[0] if len(told) == 1 else None


def _filled(values: Told, found: Sequence[Relation]) -> tuple[dict[Number, float], list[Relation]]:
    """Every number with a value, and the relations that hold of them.

    What no longer agrees, because something was corrected between two releases, tells nobody anything.
    """
    unknown = [number for number, value in values.items() if value is None]
    filled = {number: value for number, value in values.items() if value is not None}
    if not unknown:
        return filled, list(found)
    open_ = set(unknown)
    loose = [one for one in found if one.whole in open_ or any(part in open_ for part, _ in one.parts)]
    firm = [one for one in found if one not in set(loose)]
    filled |= _agreeing(unknown, filled, loose)
    ordered = {number: filled[number] for number in values}
    return ordered, [*firm, *(_with_rest(one, filled) for one in loose if _holds(one, filled))]


def _agreeing(
    unknown: Sequence[Number], known_: Mapping[Number, float], loose: Sequence[Relation]
) -> dict[Number, float]:
    """Values of at least one for what is not known, that break as few relations by as little as can be."""
    place = {number: at for at, number in enumerate(unknown)}
    rows, columns, terms, right = [], [], [], np.zeros(len(loose))
    for row, one in enumerate(loose):
        for number, times in [(one.whole, 1.0), *((part, -each) for part, each in one.parts)]:
            if number in place:
                rows.append(row)
                columns.append(place[number])
                terms.append(times)
            else:
                right[row] -= times * known_[number]
    wide, tall = len(unknown), len(loose)
    matrix = sparse.csr_matrix((terms, (rows, columns)), shape=(tall, wide))
    over, under = -sparse.identity(tall), sparse.identity(tall)
    costs = np.concatenate([np.zeros(wide), [0.0 if not one.is_all else 1.0 for one in loose], np.ones(tall)])
    bounds = [(1, None)] * wide + [(0, None)] * (2 * tall)
    answer = linprog(
        costs, A_eq=sparse.hstack([matrix, over, under]), b_eq=right, bounds=bounds, method="highs"
    )
    return {number: float(answer.x[at]) for number, at in place.items()}


def _left(one: Relation, values: Mapping[Number, float]) -> float:
    return values[one.whole] - sum(times * values[part] for part, times in one.parts)


def _holds(one: Relation, values: Mapping[Number, float]) -> bool:
    left = _left(one, values)
    return abs(left) < NEAR if one.is_all else left > -NEAR


def _with_rest(one: Relation, values: Mapping[Number, float]) -> Relation:
    return one if one.is_all else replace(one, rest=max(0.0, _left(one, values)))
