"""Pairs of releases of one made-up council, the second of which may betray what the first withheld."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.figures.attacking import Attack, Key, differences, exposed, small_cells
from tests.figures.made_councils import INSIDE, LATEST, YEARS, frames_of, records_of

from heard.figures.annual import ANNUAL_TABLES
from heard.figures.building import table
from heard.figures.measures import MEASURES
from heard.figures.periods import period
from heard.figures.snapshot import Snapshot, snapshot
from heard.figures.suppression import Suppressed, suppress, withheld
from heard.figures.suppression_numbers import OF_NOBODY
from heard.figures.table_cells import TableCell, TableResult

# An attacker counts people: averages, sums of money and counts of nobody are another matter.
NOT_COUNTS = [
    name for name, one in MEASURES.items() if one.unit not in ("records", "share") or one.frame in OF_NOBODY
]
Tables = tuple[TableResult, ...]
PERIODS = ("2023-24 Q1", "2023-24 Q2", "2023-24 Q3", "November 2023", "June 2023", "2022-23")


@dataclass(frozen=True)
class Pair:
    """Two releases as they truly are."""

    kind: str
    first: Tables
    second: Tables


def attack_on(*releases: Sequence[TableResult]) -> Attack:
    """An attack on releases together, the later ones believed where they contradict the earlier."""
    return Attack([table.as_dict() for tables in releases for table in tables], INSIDE, NOT_COUNTS)


def worked_out(true: Sequence[TableResult], *releases: Sequence[TableResult]) -> list[Key]:
    """The small numbers of the true tables that these releases betray."""
    attack = attack_on(*releases)
    wanted = small_cells([table.as_dict() for table in true], attack)
    return exposed(attack, wanted)


def how_many_small(true: Sequence[TableResult]) -> int:
    """How many numbers of the true tables are small."""
    return len(small_cells([table.as_dict() for table in true], attack_on(true)))


def pair(seed: int) -> Pair:
    """A month from its year, teams from their service, or what was corrected from what it was."""
    lot = random.Random(seed)
    rows = records_of(seed % 40, most=lot.choice([60, 120, 160]))
    seen = snapshot(frames_of(rows))
    kind = ("month from year", "team from service", "corrected from first")[seed % 3]
    if kind == "team from service":
        return Pair(kind, _split(seen, lot, "service"), _split(seen, lot, "team"))
    some = lot.sample([spec.id for spec in ANNUAL_TABLES], 14)
    if kind == "month from year":
        both = [_tables(seen, some, LATEST), _tables(seen, some, lot.choice(PERIODS))]
        lot.shuffle(both)
        return Pair(kind, *both)
    later = snapshot(frames_of(_put_right(rows, lot)))
    return Pair(kind, _tables(seen, some, LATEST), _tables(later, some, LATEST))


def _tables(seen: Snapshot, ids: Sequence[str], within: str) -> Tables:
    return tuple(table(seen, spec, period(within)) for spec in ANNUAL_TABLES if spec.id in ids)


def _split(seen: Snapshot, lot: random.Random, dimension: str) -> Tables:
    ids = [spec.id for spec in ANNUAL_TABLES if spec.split == (dimension,)]
    return _tables(seen, [*ids, "key-figures"] if lot.random() < 0.5 else ids, LATEST)


def _put_right(rows: dict[str, list[dict]], lot: random.Random) -> dict[str, list[dict]]:
    """The records after a few corrections: another team, another outcome, another day, one that was forgotten."""
    made = copy.deepcopy(rows)
    for _ in range(lot.randint(1, 6)):
        stage = lot.choice([one for one in made["stages"] if one["started_on"].year == max(YEARS)])
        how = lot.choice(["outcome", "day", "forgotten"])
        if how == "outcome" and stage["how_concluded"] == "answered":
            stage["outcome"] = lot.choice(["Upheld", "Not upheld", "Partly upheld"])
        elif how == "day":
            stage["started_on"] += timedelta(days=lot.choice([-20, 20]))
        else:
            about = next(one for one in made["representations"] if one["ref"] == stage["ref"])
            made["representations"].append({**about, "ref": f"late-{lot.random()}"})
    return made


def released(one: Pair, *, with_ledger: bool = True, threshold: int = 5) -> tuple[Suppressed, Suppressed]:
    """Both releases as they go out, the second knowing of the first or not."""
    first = suppress(one.first, threshold=threshold, inside=INSIDE)
    known = first.tables if with_ledger else ()
    return first, suppress(one.second, threshold=threshold, released=known, inside=INSIDE)


def betrayed(one: Pair, first: Tables, second: Tables) -> list[Key]:
    """What both releases together betray of either, whichever is believed, and the few records put right between."""
    found = [*worked_out(one.second, first, second), *worked_out(one.first, second, first)]
    return [*found, *differences(attack_on(first), attack_on(second))]


def primary_only(tables: Sequence[TableResult]) -> Tables:
    """The control: nothing but the small numbers themselves withheld."""
    return tuple(_without(table, lambda cell: _is_small(cell)) for table in tables)


def two_a_line(tables: Sequence[TableResult]) -> Tables:
    """The usual way by hand, the other control: never one withheld alone in a column, nor in a row of one unit."""
    return tuple(_two_a_column(table) for table in primary_only(tables))


def _is_small(cell: TableCell) -> bool:
    if cell.parts:
        return any(_is_small(part) for part in cell.parts)
    counts = cell.measure and cell.measure not in NOT_COUNTS
    return bool(counts and cell.value is not None and 0 < cell.value < 5)


def _without(table: TableResult, hides: Callable[[TableCell], bool]) -> TableResult:
    rows = [
        replace(row, cells=tuple(withheld(cell) if hides(cell) else cell for cell in row.cells))
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _two_a_column(table: TableResult) -> TableResult:
    rows = [list(row.cells) for row in table.rows]
    parts = [place for place, row in enumerate(table.rows) if not row.is_total]
    for column in range(len(table.columns) if any(row.is_total for row in table.rows) else 0):
        hidden = [place for place in parts if rows[place][column].mark]
        shown = [place for place in parts if not rows[place][column].mark and rows[place][column].value]
        if len(hidden) == 1 and shown:
            least = min(shown, key=lambda place: float(rows[place][column].value or 0))
            rows[least][column] = withheld(rows[least][column])
            follows = rows[least][column + 1 : column + 2]
            if follows and follows[0].shows == "percent":
                rows[least][column + 1] = withheld(follows[0])
    made = [replace(row, cells=tuple(cells)) for row, cells in zip(table.rows, rows, strict=True)]
    return replace(table, rows=tuple(made))
