"""Somebody who reads a release and works out what it withholds. They have the published files and nothing of ours.

The attacker writes down every printed number, what the headings and totals of a report say must add up to what, and
which team is in which service, and asks a linear program for the least and the most each withheld number can be.
Nothing here is taken from `heard.figures.suppression…`: a relation forgotten there is not forgotten here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np
from tests.figures.attacking_by_programs import SMALL, Line, ranges

Key = tuple[Any, ...]
# "Outcomes" and "stages started" count the same stages.
ALSO = {"outcomes": "stage_started"}
# In the table of answers in time, by its printed columns.
STARTED = ("Started", ("Answered", "Withdrawn", "Ended without an answer", "Open"))
OVERLAP = ("nature", "category", "theme")
COUNTS = ("number", "percent")
NEAR = 1e-6
MONTHS = [f"{date(2020, month, 1):%B}" for month in range(1, 13)]


class Attack:
    """The unknowns, and the lines that say what adds up to what."""

    def __init__(
        self, tables: Iterable[Mapping[str, Any]], inside: Mapping[str, str], means: Sequence[str] = ()
    ) -> None:
        self.places: dict[Key, int] = {}
        self.lines: list[Line] = []
        self.shown: dict[int, float] = {}
        self.means = set(means)
        self.tables = list(tables)
        for table in self.tables:
            self._read(table)
        for table in self.tables:
            self._totals(table)
            self._row_by_row(table)
        self._bands_and_outcomes()
        self._shorter_periods()
        self._teams(inside)
        self._stage_one_is_received()

    def place(self, key: Key) -> int:
        return self.places.setdefault(key, len(self.places))

    def adds(self, whole: int, parts: Sequence[int], *, at_most: bool = False) -> None:
        line = defaultdict(float, {whole: 1.0})
        for part in parts:
            line[part] -= 1.0
        if any(line.values()):
            self.lines.append((dict(line), 0.0, np.inf if at_most else 0.0))

    def key(self, cell: Mapping[str, Any]) -> Key:
        name = ALSO.get(cell["measure"], cell["measure"])
        narrowed = {dimension: frozenset(labels) for dimension, labels in cell["where"].items()}
        return (name, *_one_period(cell["period"], narrowed))

    def of(self, cell: Mapping[str, Any]) -> int | None:
        """The unknown a cell prints; nothing for sums, averages, changes and figures of no measure."""
        if cell["shows"] not in COUNTS or not cell["measure"] or cell["measure"] in self.means:
            return None
        return self.place(self.key(cell))

    def _read(self, table: Mapping[str, Any]) -> None:
        for row in table["rows"]:
            for cell in row["cells"]:
                place = self.of(cell)
                if place is not None and cell["value"] is not None:
                    self.shown[place] = float(cell["value"])

    def _totals(self, table: Mapping[str, Any]) -> None:
        totals = [row for row in table["rows"] if row["is_total"]]
        rows = [row for row in table["rows"] if not row["is_total"]]
        for column in range(len(table["columns"]) if totals and rows else 0):
            whole, parts = (
                self.of(totals[0]["cells"][column]),
                [self.of(row["cells"][column]) for row in rows],
            )
            known = [part for part in parts if part is not None]
            if whole is None or len(known) < len(parts) or whole in known:
                self._sum(
                    totals[0]["cells"][column], known if len(known) == len(parts) else [], table, column
                )
            elif any(name in OVERLAP for row in rows for name in row["cells"][column]["where"]):
                for part in known:
                    self.adds(whole, [part], at_most=True)
            else:
                self.adds(whole, known)
                for row in rows:
                    self._base(row["cells"][column], whole)

    def _base(self, cell: Mapping[str, Any], whole: int) -> None:
        """A file of the figures says of a number what it is a share of."""
        if (
            cell["shows"] == "percent"
            and cell["base"] is not None
            and cell["measure"] in ("received", "stage_started", "outcomes")
        ):
            self.shown.setdefault(whole, float(cell["base"]))

    def _sum(
        self, total: Mapping[str, Any], parts: Sequence[int], table: Mapping[str, Any], column: int
    ) -> None:
        if total["shows"] == "sum" and parts:
            whole = self.place((f"{table['id']} {total['period']}", column))
            if total["value"] is not None:
                self.shown[whole] = float(total["value"])
            self.adds(whole, parts)

    def _row_by_row(self, table: Mapping[str, Any]) -> None:
        headings = list(table["columns"])
        for row in table["rows"]:
            cells = row["cells"]
            if "Started" in headings and "Over time" in headings:
                at = {heading: self.of(cells[headings.index(heading)]) for heading in headings}
                self.adds(at[STARTED[0]], [at[name] for name in STARTED[1]])
                self._in_time(cells, at)
            for number, cell in enumerate(cells):
                if cell["shows"] == "change" and cell["value"] is not None and number >= 2:
                    now, then = self.of(cells[number - 2]), self.of(cells[number - 1])
                    if now is not None and then is not None and cells[number - 1]["shows"] == "number":
                        self.lines.append(({now: 1.0, then: -1.0 - cell["value"] / 100}, 0.0, 0.0))
                if cell["shows"] == "ratio" and cell["percent"] is not None and number >= 2:
                    part, whole = self.of(cells[number - 1]), self.of(cells[number - 2])
                    self.lines.append(({part: 1.0, whole: -cell["percent"] / 100}, 0.0, 0.0))

    def _in_time(self, cells: Sequence[Mapping[str, Any]], at: Mapping[str, int]) -> None:
        parts = [at["In time"], at["Over time"], at["Not known"]]
        self.adds(at["Answered"], parts, at_most=True)
        bases = [
            cell["base"] for cell in cells if cell["measure"] in ("in_time", "over_time") and cell["base"]
        ]
        if bases:
            self.lines.append((dict.fromkeys(parts, 1.0), float(bases[0]), float(bases[0])))

    def _bands_and_outcomes(self) -> None:
        """Bands make up what was concluded at a stage, outcomes what began; advocate or not, all."""
        groups: dict[Key, list[int]] = defaultdict(list)
        for (name, *rest), place in list(self.places.items()):
            for dimension in ("band", "advocate", "outcome") if len(rest) == 2 else ():
                labels = dict(rest[1])
                if dimension in labels:
                    left = frozenset((d, v) for d, v in labels.items() if d != dimension)
                    groups[(name, rest[0], left), dimension].append(place)
        for (whole, dimension), parts in groups.items():
            if whole in self.places and len(parts) >= (3 if dimension == "advocate" else 1):
                self.adds(self.places[whole], parts)

    def _shorter_periods(self) -> None:
        """Quarters make up their year and months their quarter; some of them are no more than it."""
        groups: dict[Key, list[tuple[int, int, int]]] = defaultdict(list)
        for (name, *rest), place in list(self.places.items()):
            months = _months(rest[0]) if len(rest) == 2 else None
            if months:
                groups[name, rest[1]].append((*months, place))
        for group in groups.values():
            for first, last, whole in group:
                within = [one for one in group if first <= one[0] and one[1] <= last and one[2] != whole]
                for length in {end - begin for begin, end, _ in within}:
                    parts = [one for one in within if one[1] - one[0] == length]
                    filled = len(parts) * (length + 1) == last - first + 1
                    self.adds(whole, [one[2] for one in parts], at_most=not filled)

    def _teams(self, inside: Mapping[str, str]) -> None:
        groups: dict[Key, list[int]] = defaultdict(list)
        for (name, *rest), place in list(self.places.items()):
            labels = dict(rest[1]) if len(rest) == 2 else {}
            if len(labels.get("team", ())) == 1 and next(iter(labels["team"])) in inside:
                service = inside[next(iter(labels.pop("team")))]
                groups[name, rest[0], frozenset({**labels, "service": frozenset((service,))}.items())].append(
                    place
                )
        for whole, teams in groups.items():
            if whole in self.places:
                self.adds(self.places[whole], teams)

    def _stage_one_is_received(self) -> None:
        """Complaints received by team are those whose first stage began in it, in one procedure or the other."""
        for (name, *rest), place in list(self.places.items()):
            labels = dict(rest[1]) if len(rest) == 2 else {}
            if name == "received" and labels.pop("kind", ()) == frozenset(("Formal", "Corporate")):
                parts = []
                for names in (("Children Act", "children_act"), ("Corporate", "corporate")):
                    for one, stage in product(names, ("Stage 1", "stage_1")):
                        narrowed = {**labels, "procedure": frozenset((one,)), "stage": frozenset((stage,))}
                        key = ("stage_started", rest[0], frozenset(narrowed.items()))
                        parts += [self.places[key]] if key in self.places else []
                if len(parts) == 2:
                    self.adds(place, parts)

    def ranges(self, wanted: Iterable[int]) -> dict[int, tuple[float, float]]:
        """The least and the most each of these can be, as far as it matters: up to the largest small number."""
        return ranges(self.lines, self.shown, len(self.places), list(wanted))


def _one_period(period: str, narrowed: dict[str, frozenset[str]]) -> tuple[str, frozenset[Any]]:
    """A quarter or month of a year by the same name, whether it is a row of the year's table or a report of its own."""
    for dimension in ("quarter", "month", "year"):
        if dimension in narrowed and len(narrowed[dimension]) == 1:
            (label,) = narrowed.pop(dimension)
            period = f"{period} {label}" if len(label) == 2 else label
    return period, frozenset(narrowed.items())


def _months(period: str) -> tuple[int, int] | None:
    """The first and the last month of a period, counted without a gap."""
    name, _, year = period.partition(" ")
    if name in MONTHS and year.isdigit():
        return (int(year) * 12 + MONTHS.index(name),) * 2
    if "/" not in name:
        return None
    april = int(name[:4]) * 12 + 3
    if len(year) > 2:
        return None
    return (april + 3 * int(year[1]) - 3, april + 3 * int(year[1]) - 1) if year else (april, april + 11)


def small_cells(tables: Iterable[Mapping[str, Any]], attack: Attack) -> dict[int, float]:
    """What the attacker is after: the counts of people in the true tables that are 1 to 4, and what they are."""
    cells = [cell for table in tables for row in table["rows"] for cell in row["cells"]]
    return {
        attack.place(attack.key(cell)): cell["value"]
        for cell in cells
        if cell["shows"] in COUNTS and cell["measure"] not in attack.means and cell["value"] in SMALL
    }


def exposed(attack: Attack, wanted: Mapping[int, float]) -> list[Key]:
    """The numbers of which the attacker rightly leaves out one of 1 to 4. To be led astray is to learn nothing."""
    names = {place: key for key, place in attack.places.items()}
    return [
        names[place]
        for place, (low, high) in attack.ranges(wanted).items()
        if low - NEAR < wanted[place] < high + NEAR and (low > SMALL[0] + NEAR or high < SMALL[-1] - NEAR)
    ]


def differences(before: Attack, after: Attack) -> list[Key]:
    """What both releases show, one to four apart: the few records that were put right between them."""
    places = {key: place for key, place in before.places.items() if place in before.shown}
    both = {key: after.shown[after.places[key]] for key in places if after.places.get(key) in after.shown}
    return [key for key, value in both.items() if abs(before.shown[places[key]] - value) in SMALL]
