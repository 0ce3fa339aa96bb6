"""The attack on what is to be released, by linear programming, and the choice of what else to withhold against it.

Whoever reads a release knows every number shown, that none is below nought, and how numbers hang together. Who knows
our ways knows too that a number withheld is at least one: where that can be kept from helping them, it is.
For each number that is to be kept from them the attack finds the least and the most it could be. While these leave out
any of the values that it must be able to have, more is withheld: the numbers that cost the report least.
Fischetti and Salazar, "Solving the cell suppression problem", Management Science 47 (2001); halves and quarters are
allowed to the attacker and to us alike, so that the answer errs on the side of the people counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from scipy.optimize import linprog  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from heard.figures.suppression_numbers import Number
from heard.figures.suppression_relations import Relation

Floats = NDArray[np.float64]
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Guarded:
    """A number to be kept: it must still be possible that it is as small as `low` and as large as `high`."""

    column: int
    low: float
    high: float


@dataclass
class _Reader:
    """What somebody takes each number to be at least, and how far each was found to be able to go."""

    least: Floats
    lowest: Floats
    highest: Floats

    @classmethod
    def of(cls, least: Floats) -> _Reader:
        return cls(least, np.zeros(len(least)), np.zeros(len(least)))

    def has_seen(self, column: int, wanted: float) -> bool:
        """What was possible once stays so, however much more is withheld."""
        return bool(self.lowest[column] - NEAR <= wanted <= self.highest[column] + NEAR)

    def remember(self, moved: Floats) -> None:
        self.lowest, self.highest = np.minimum(self.lowest, moved), np.maximum(self.highest, moved)


class Audit:
    """Numbers, how they hang together, and which of them are withheld so far.

    Columns are the numbers, then the rest of each whole that its parts do not fill. All is said as the difference
    from the true value, so that no difference at all is always one answer.
    """

    def __init__(
        self,
        values: Mapping[Number, float],
        found: Sequence[Relation],
        *,
        costs: Mapping[Number, float],
        fixed: set[Number],
    ) -> None:
        self.columns = {number: place for place, number in enumerate(values)}
        rests = [one for one in found if not one.is_all]
        self.values = np.array([*values.values(), *(one.rest for one in rests)])
        self.rests = {one: len(values) + place for place, one in enumerate(rests)}
        self.matrix = self._matrix(found)
        money = np.array([number.is_money for number in values] + [False] * len(rests))
        at_least_one = np.where(money, 0.0, np.minimum(1.0, self.values))
        at_least_one[len(values) :] = 0.0
        self.readers = (_Reader.of(at_least_one), _Reader.of(np.zeros(len(self.values))))
        self.costs = np.array([costs.get(number, 1.0) for number in values] + [0.0] * len(rests))
        self.is_fixed = np.array([number in fixed for number in values] + [False] * len(rests))
        self.is_hidden = np.array([False] * len(values) + [True] * len(rests))

    def _matrix(self, found: Sequence[Relation]) -> Any:
        rows, columns, terms = [], [], []
        for row, one in enumerate(found):
            each = [(one.whole, -1.0), *one.parts]
            rows += [row] * len(each)
            columns += [self.columns[number] for number, _ in each]
            terms += [times for _, times in each]
            if not one.is_all:
                rows.append(row)
                columns.append(self.rests[one])
                terms.append(1.0)
        shape = (len(found), len(self.values))
        return sparse.csr_matrix((terms, (rows, columns)), shape=shape)

    def settle(self, guarded: Sequence[Guarded]) -> list[Guarded]:
        """Withhold more until nothing guarded can be worked out; give what cannot be kept whatever is withheld."""
        return [one for one in guarded if not all(self._kept(one, ends) for ends in (one.low, one.high))]

    def open_to_attack(self, guarded: Sequence[Guarded], *, knows_our_ways: bool = False) -> list[Guarded]:
        """The guarded numbers of which the attack leaves out a value they must be able to have."""
        reader = _Reader.of(self.readers[0 if knows_our_ways else 1].least)
        return [
            one
            for one in guarded
            if not all(self._reaches(reader, one.column, end) for end in (one.low, one.high))
        ]

    def _kept(self, one: Guarded, end: float) -> bool:
        return any(
            self._reaches(reader, one.column, end) or self._withhold_more(reader, one.column, end)
            for reader in self.readers
        )

    def _reaches(self, reader: _Reader, column: int, end: float) -> bool:
        """Whether, with what is withheld now, the number could be `end`."""
        wanted = end - self.values[column]
        if reader.has_seen(column, wanted):
            return True
        if not self.is_hidden[column]:
            return False
        found = self._moved(reader, column, wanted, self.is_hidden)
        return found is not None and abs(found[column] - wanted) < NEAR

    def _withhold_more(self, reader: _Reader, column: int, end: float) -> bool:
        wanted = end - self.values[column]
        found = self._moved(reader, column, wanted, self.is_hidden | ~self.is_fixed, must=True)
        if found is None:
            return False
        self.is_hidden |= np.abs(found) > NEAR
        return True

    def _moved(
        self, reader: _Reader, column: int, wanted: float, may: NDArray[np.bool_], *, must: bool = False
    ) -> Floats | None:
        """The differences that take one number towards `wanted`: all the way at least cost, if it `must`."""
        rows, mine = self._joined(column, may)
        least = np.minimum(reader.least[mine] - self.values[mine], 0)
        at = int(np.searchsorted(mine, column))
        block = self.matrix[rows][:, mine]
        if must:
            solved = _cheapest(block, least, self.costs[mine] * ~self.is_hidden[mine], at, wanted)
        else:
            solved = _farthest(block, least, at, wanted)
        if solved is None:
            return None
        moved = np.zeros(len(self.values))
        moved[mine] = solved
        reader.remember(moved)
        return moved

    def _joined(self, column: int, may: NDArray[np.bool_]) -> tuple[Any, Any]:
        """The relations and numbers that hang together with one number by numbers that may move."""
        free = np.flatnonzero(may | (np.arange(len(may)) == column))
        block = self.matrix[:, free]
        both = sparse.bmat([[None, block], [block.T, None]])
        _, labels = connected_components(both, directed=False)
        mine = labels[block.shape[0] + int(np.searchsorted(free, column))]
        return np.flatnonzero(labels[: block.shape[0]] == mine), free[labels[block.shape[0] :] == mine]


def _farthest(block: Any, least: Floats, at: int, wanted: float) -> Floats | None:
    """One number as near to what is wanted as the relations let it come."""
    bounds = np.column_stack([least, np.full(len(least), np.inf)])
    bounds[at] = (max(least[at], min(wanted, 0)), max(wanted, 0))
    towards = np.zeros(len(least))
    towards[at] = -np.sign(wanted)
    answer = linprog(towards, A_eq=block, b_eq=np.zeros(block.shape[0]), bounds=bounds, method="highs")
    return answer.x if answer.status == 0 else None


def _cheapest(block: Any, least: Floats, costs: Floats, at: int, wanted: float) -> Floats | None:
    """Each number moves up or down from its true value; what moves is paid for by how far."""
    if wanted < least[at] - NEAR:
        return None
    up = np.column_stack([np.zeros(len(costs)), np.full(len(costs), np.inf)])
    down = np.column_stack([np.zeros(len(costs)), -least])
    up[at] = (max(wanted, 0),) * 2
    down[at] = (max(-wanted, 0),) * 2
    answer = linprog(
        np.concatenate([costs, costs]),
        A_eq=sparse.hstack([block, -block], format="csr"),
        b_eq=np.zeros(block.shape[0]),
        bounds=np.vstack([up, down]),
        method="highs",
    )
    return answer.x[: len(costs)] - answer.x[len(costs) :] if answer.status == 0 else None
