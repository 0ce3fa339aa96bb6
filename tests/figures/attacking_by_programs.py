"""The least and the most that numbers can be, when some are known and some add up: by linear programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

SMALL = (1, 2, 3, 4)
# So many times each unknown, and what that comes to at least and at most.
Line = tuple[dict[int, float], float, float]


def ranges(
    lines: Sequence[Line], shown: Mapping[int, float], count: int, wanted: Sequence[int]
) -> dict[int, tuple[float, float]]:
    """The range of each of the wanted numbers; infinity stands for more than the largest small number."""
    found = {place: (shown[place],) * 2 for place in wanted if place in shown}
    hidden = np.array([place for place in range(count) if place not in shown])
    matrix, low, high = _matrix(lines, count)
    given = np.zeros(count)
    given[list(shown)] = list(shown.values())
    moved = matrix @ given
    free = matrix[:, hidden]
    _, kinds = connected_components(sparse.bmat([[None, free], [free.T, None]]), directed=False)
    tall = matrix.shape[0]
    kind_of = dict(zip(hidden.tolist(), kinds[tall:].tolist(), strict=True))
    for kind in dict.fromkeys(kind_of[place] for place in wanted if place not in shown):
        rows, columns = np.flatnonzero(kinds[:tall] == kind), hidden[kinds[tall:] == kind]
        block, least, most = matrix[rows][:, columns], (low - moved)[rows], (high - moved)[rows]
        fits = _that_agree(block, least, most)
        known = (block[fits], least[fits], most[fits])
        for place in wanted:
            if kind_of.get(place) == kind:
                at = int(np.searchsorted(columns, place))
                found[place] = (_end(*known, at, 1), _end(*known, at, -1))
    return found


def _matrix(lines: Sequence[Line], count: int) -> tuple[Any, Any, Any]:
    each = [(row, column, times) for row, (line, _, _) in enumerate(lines) for column, times in line.items()]
    rows, columns, terms = zip(*each, strict=True) if each else ((), (), ())
    matrix = sparse.csr_matrix((terms, (rows, columns)), shape=(len(lines), count))
    return matrix, np.array([line[1] for line in lines]), np.array([line[2] for line in lines])


def _end(block: Any, low: Any, high: Any, at: int, sign: int) -> float:
    """One end, no farther than the largest small number; infinity when it is larger than that."""
    same = low == high
    costs = np.zeros(block.shape[1])
    costs[at] = sign
    bounds = [(0, SMALL[-1] if place == at else None) for place in range(block.shape[1])]
    limits = {
        "A_eq": block[same],
        "b_eq": low[same],
        "A_ub": -block[~same],
        "b_ub": -low[~same],
        "bounds": bounds,
    }
    limits = {name: value for name, value in limits.items() if name == "bounds" or value.shape[0]}
    found = linprog(costs, method="highs", **limits)
    return float(found.x[at]) if found.status == 0 else np.inf


def _that_agree(block: Any, low: Any, high: Any) -> Any:
    """The lines that can all be true at once, as many of them as linear programming finds: the others tell nothing."""
    tall, wide = block.shape
    if not tall:
        return np.arange(0)
    slack = sparse.hstack([sparse.identity(tall), -sparse.identity(tall)])
    costs = np.concatenate([np.zeros(wide), np.ones(tall), np.where(low == high, 1.0, 0.0)])
    found = linprog(costs, A_eq=sparse.hstack([block, slack]), b_eq=low, method="highs")
    off = found.x[wide : wide + tall] + np.where(low == high, found.x[wide + tall :], 0.0)
    return np.flatnonzero(off < 1e-6)
