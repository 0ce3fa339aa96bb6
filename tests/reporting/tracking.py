"""Somebody who may ask any figure and no case, and asks thousands of them to pick people out of the answers."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heard.figures.ask import Answer, ask
from heard.figures.periods import month_key, month_label, quarter_key, quarter_label, year_key, year_label
from heard.figures.snapshot import Snapshot
from heard.reporting.questions import WRONG_QUESTIONS

SMALL = (1, 2, 3, 4)
MEASURES = (
    "received",
    "with_action",
    "resolved_at_stage_1",
    "stage_started",
    "in_time",
    "over_time",
    "outcomes",
    "open",
)
KNOWN = ("team", "service", "channel", "complainant", "advocate", "kind")
SECRET = ("outcome", "timeliness", "band")
Filters = frozenset[tuple[str, str]]
Ask = Callable[[Answer], Iterable[tuple[dict[str, str], Any, Any]]]


def unguarded(answer: Answer) -> Iterable[tuple[dict[str, str], Any, Any]]:
    """Every cell as it is: the control."""
    return ((cell.by, cell.value, cell.base) for cell in (*answer.cells, answer.total))


@dataclass
class Tracker:
    """What has been asked and answered so far: under each measure and period, what each filter counts."""

    seen: Snapshot
    shows: Ask
    lot: random.Random
    told: dict[tuple[str, str], dict[Filters, float]] = field(default_factory=lambda: defaultdict(dict))
    complements: set[tuple[str, str, Filters]] = field(default_factory=set)
    shown: int = 0
    asked: int = 0

    def question(
        self, target: Mapping[str, Any]
    ) -> tuple[str, str, tuple[str, ...], dict[str, tuple[str, ...]]]:
        """One more question about somebody whose team, words and month are known."""
        day: date = target["started_on"]
        periods = [
            year_label(year_key(day)),
            quarter_label(quarter_key(day)),
            month_label(month_key(day)),
            "all",
        ]
        where = {
            name: (str(target[name]),)
            for name in self.lot.sample(KNOWN, self.lot.choice((0, 1, 1, 2, 3)))
            if target[name]
        }
        left = [name for name in (*KNOWN, *SECRET) if name not in where]
        by = tuple(self.lot.sample(left, self.lot.choice((0, 1, 1, 2))))
        return self.lot.choice(MEASURES), self.lot.choices(periods, [4, 2, 2, 1])[0], by, where

    def ask(self, target: Mapping[str, Any]) -> None:
        """Put one question and note what is shown of its answer."""
        measure, period, by, where = self.question(target)
        self.asked += 1
        try:
            answer = ask(self.seen, measure, period=period, by=by, where=where)
        except WRONG_QUESTIONS:
            return
        for labels, value, base in self.shows(answer):
            if value is None or not isinstance(value, int):
                continue
            self.shown += 1
            filters = frozenset({**{name: one[0] for name, one in where.items()}, **labels}.items())
            self.told[measure, period][filters] = value
            if base is not None and measure not in ("received", "stage_started", "outcomes", "open"):
                self.complements |= {(measure, period, filters)} if base - value in SMALL else set()

    def isolated(self, targets: Iterable[Mapping[str, Any]]) -> set[str]:
        """The targets that are one of one to four in some answer, or in what one answer leaves of another."""
        there = list(targets)
        found: set[str] = set()
        for (_, period), counts in self.told.items():
            for wide, narrow in _small_sets(counts):
                found |= {
                    one["ref"]
                    for one in there
                    if _in(one, period, wide) and not (narrow and _in(one, period, narrow))
                }
        for _, period, filters in self.complements:
            found |= {one["ref"] for one in there if _in(one, period, filters)}
        return found


def _small_sets(counts: Mapping[Filters, float]) -> Iterable[tuple[Filters, Filters]]:
    for filters, value in counts.items():
        if value in SMALL:
            yield filters, frozenset()
    for wide, whole in counts.items():
        inside = [(narrow, value) for narrow, value in counts.items() if wide < narrow and value]
        yield from ((wide, narrow) for narrow, value in inside if whole - value in SMALL)
        yield from _all_but_some(wide, whole, inside)


def _all_but_some(
    wide: Filters, whole: float, inside: list[tuple[Filters, float]]
) -> Iterable[tuple[Filters, Filters]]:
    """What is left when every shown label of one dimension is taken away."""
    by_dimension: dict[str, float] = defaultdict(float)
    for narrow, value in inside:
        more = narrow - wide
        if len(more) == 1:
            by_dimension[next(iter(more))[0]] += value
    yield from (
        (wide, frozenset({(name, "")})) for name, taken in by_dimension.items() if whole - taken in SMALL
    )


def _in(target: Mapping[str, Any], period: str, filters: Filters) -> bool:
    day: date = target["started_on"]
    names = ("all", year_label(year_key(day)), quarter_label(quarter_key(day)), month_label(month_key(day)))
    return period in names and all(
        str(target.get(name)) == label for name, label in filters if label and name not in SECRET
    )
