"""What was done close to a stage's last day: dates and labels changed, pauses begun, cases ended and taken up again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from heard.casework.clocks import CouncilClocks, Verdict
from heard.casework.performing import day_of
from heard.ledger.models import Correction, Entry
from heard.reporting.frames_lateness import last_day
from heard.representations.models import Hold

DATES_WITHIN, LABELS_WITHIN, PAUSES_WITHIN, REOPENED_WITHIN = 2, 5, 2, 10  # working days
LABELS = ("kind", "procedure", "team", "service")
MOVED_AWAY = ("move_to_corporate", "move_to_duty_matter")
ENDED = {"close": "reopen", "withdraw": "reinstate", "refuse": "reopen"}
Cases = Mapping[int, dict[str, Any]]
Stage = Mapping[str, Any]
NAMES = ("on_last_day", "date_changed", "label_changed", "paused_late", "reopened_soon")


class Near:
    """What is on record of each case that may have been done because a day was close. Read once for all cases."""

    def __init__(self, clocks: CouncilClocks) -> None:
        self.calendar = clocks.calendar.by_law
        self.dates: Mapping[str, list[tuple[str, date]]] = defaultdict(list)
        self.labels: Mapping[str, list[date]] = defaultdict(list)
        self.pauses: Mapping[int, list[tuple[int | None, date]]] = defaultdict(list)
        self.again: Mapping[str, list[date]] = defaultdict(list)
        self._read_corrections()
        self._read_acts()
        for case, stage, day in Hold.objects.order_by("pk").values_list(
            "representation_id", "stage_id", "from_on"
        ):
            self.pauses[case].append((stage, day))

    def flags(self, stage: Stage, case: Mapping[str, Any], judged: Verdict) -> dict[str, int | None]:
        """The five answers about one stage; none of one that has no limit."""
        last = last_day(stage, judged)
        if last is None or judged.due_on is None:
            return dict.fromkeys(NAMES)
        reference, answered = case["ref"], stage["answered_on"]
        dates = [day for where, day in self.dates.get(reference, ()) if where in ("", stage["stage"])]
        pauses = self.pauses.get(stage["representation_id"], ())
        due = judged.due_on
        answers = (
            answered == last if answered else None,
            any(abs(self._between(day, last)) <= DATES_WITHIN for day in dates),
            any(abs(self._between(day, last)) <= LABELS_WITHIN for day in self.labels.get(reference, ())),
            any(
                0 <= self._between(day, due) <= PAUSES_WITHIN
                for of, day in pauses
                if of in (None, stage["pk"])
            ),
            any(day >= stage["started_on"] for day in self.again.get(reference, ())),
        )
        return {name: None if said is None else int(said) for name, said in zip(NAMES, answers, strict=True)}

    def _between(self, one: date, other: date) -> int:
        return self.calendar.between(one, other)

    def _read_corrections(self) -> None:
        rows = Correction.objects.order_by("pk").values_list("reference", "what", "at")
        for reference, what, at in rows.iterator(chunk_size=5000):
            where, _, name = re.sub(r"[/.]", "/", what).rpartition("/")
            if name.endswith("_on"):
                self.dates[reference].append((where, day_of(at)))
            elif what in LABELS:
                self.labels[reference].append(day_of(at))

    def _read_acts(self) -> None:
        acts = (*MOVED_AWAY, *ENDED, *ENDED.values())
        ended: dict[str, tuple[str, date]] = {}
        lines = Entry.objects.filter(act__in=acts).order_by("sequence")
        for reference, act, done_on, at in lines.values_list("reference", "act", "done_on", "at"):
            day = done_on or day_of(at)
            if act in MOVED_AWAY:
                self.labels[reference].append(day)
            elif act in ENDED:
                ended[reference] = act, day
            elif reference in ended and self._between(ended.pop(reference)[1], day) <= REOPENED_WITHIN:
                self.again[reference].append(day)


def with_honesty(
    rows: Iterable[dict[str, Any]],
    stages: Iterable[Stage],
    cases: Cases,
    verdicts: Mapping[int, Verdict],
    clocks: CouncilClocks,
) -> Iterator[dict[str, Any]]:
    """The rows of stages, each with what was done close to its last day."""
    near = Near(clocks)
    for row, stage in zip(rows, stages, strict=True):
        yield row | near.flags(stage, cases[stage["representation_id"]], verdicts[stage["pk"]])
