"""A made list counted in plain Python, by the law as a person would read it out. Nothing of Heard is used."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays
from tests.importing.made_list import MadeCase, MadeStage

HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2026))
MONTHS = month_name[1:]
PROCEDURES = {"Section 26": "Children Act procedure", "Whole council": "Corporate procedure"}
STAGES = {
    "stage_1": "Stage 1",
    "stage_2": "Stage 2",
    "stage_3": "Stage 3",
    "concern": "Concern",
    "other": "Other",
}
LIMITS = {
    ("Section 26", "stage_1"): (10, 20),
    ("Section 26", "stage_2"): (25, 65),
    ("Whole council", "stage_1"): (10, 20),
    ("Whole council", "stage_2"): (20, 40),
    ("Worry", "concern"): (5, None),
}
BANDS = {"stage_1": (10, 20), "stage_2": (25, 65), "stage_3": (30,), "concern": (5,)}
IN_TIME, OVER, UNKNOWN, NO_LIMIT = "in time", "over", "not known", "no limit"


@cache
def working_days(start: date, end: date) -> int:
    """The working days after `start`, up to `end`."""
    day, found = start, 0
    while day < end:
        day += timedelta(days=1)
        found += day.weekday() < 5 and day not in HOLIDAYS
    return found


@cache
def last_day(start: date, number: int) -> date:
    """The day that is so many working days after `start`."""
    day = start
    while working_days(start, day) < number:
        day += timedelta(days=1)
    return day


@dataclass(frozen=True)
class Record:
    """One thing that is counted: its labels by dimension, its date, and what is known of it."""

    by: dict[str, tuple[str, ...]]
    ref: str
    day: date
    answered: date | None = None
    concluded: date | None = None
    days: int | None = None
    timeliness: str = ""
    amount: int = 0
    met: bool | None = None


def stages_kept(case: MadeCase) -> tuple[MadeStage, ...]:
    """A remark that nobody answered has no stage."""
    return () if case.sort == "Remark" and not case.stages[0].answered else case.stages


def representations(cases: Sequence[MadeCase]) -> Iterator[Record]:
    """Every case once, dated by its first stage."""
    for case in cases:
        stages = stages_kept(case)
        stage = STAGES[stages[0].stage] if stages else "Not recorded"
        started = stages[0].began if stages else case.came_in
        yield Record(_labels(case, started, stage), case.stages[0].number, started)


def stages(cases: Sequence[MadeCase], *, extensions: bool) -> Iterator[Record]:
    """Every stage, with the days it took and whether it was in time."""
    for case in cases:
        for stage in stages_kept(case):
            taken = working_days(stage.began, stage.concluded) if stage.concluded else None
            labels = _labels(case, stage.began, STAGES[stage.stage])
            unsaid = "Withdrawn" if stage.withdrawn else "Not recorded"
            labels["outcome"] = ("Open" if not stage.concluded else stage.end or unsaid,)
            labels["band"] = (_band(stage.stage, taken),)
            yield Record(
                labels,
                case.stages[0].number,
                stage.began,
                answered=stage.answered,
                concluded=stage.concluded,
                days=taken,
                timeliness=timeliness(case.sort, stage, extensions=extensions),
            )


def payments(cases: Sequence[MadeCase]) -> Iterator[Record]:
    """Every payment, dated by the first stage of its case."""
    for case in cases:
        for stage in case.stages:
            if stage.pounds and stages_kept(case):
                labels = {**_labels(case, case.began, ""), "payment_kind": (stage.pounds_for,)}
                yield Record(labels, case.stages[0].number, case.began, amount=stage.pounds)


def clocks(cases: Sequence[MadeCase]) -> Iterator[Record]:
    """The three clocks of every Stage 3."""
    for case in cases:
        for stage in case.stages:
            if stage.stage != "stage_3":
                continue
            for name, start, stop, limit in three_clocks(stage):
                labels = {**_labels(case, start or stage.began, "Stage 3"), "clock": (name,)}
                met = stop <= last_day(start, limit) if start and stop else None
                # The answer counts from receipt of the report; the list only says when it was sent.
                if name == "Final response" and met is False:
                    met = None
                yield Record(labels, case.stages[0].number, start or stage.began, met=met)


def three_clocks(stage: MadeStage) -> tuple[tuple[str, date | None, date | None, int], ...]:
    """Request to panel 30 working days, panel to report 5, report to final answer 15."""
    return (
        ("Panel", stage.began, stage.panel_met, 30),
        ("Panel's report", stage.panel_met, stage.report_sent, 5),
        ("Final response", stage.report_sent, stage.answered, 15),
    )


def timeliness(sort: str, stage: MadeStage, *, extensions: bool) -> str:
    """In time, over, not known, or no limit; "" while it is not answered."""
    if stage.answered is None:
        return ""
    if stage.stage == "stage_3":
        return _panel_in_time(stage)
    if (sort, stage.stage) not in LIMITS:
        return NO_LIMIT
    start = stage.acknowledged if sort == "Whole council" else stage.began
    found = _by_limit(start or stage.began, stage, LIMITS[sort, stage.stage], extensions)
    return UNKNOWN if start is None and found != IN_TIME else found


def _by_limit(start: date, stage: MadeStage, limit: tuple[int, int | None], extensions: bool) -> str:
    assert stage.answered
    first, longest = limit
    if stage.answered <= last_day(start, first):
        return IN_TIME
    if longest is None or stage.answered > last_day(start, longest):
        return OVER
    if stage.extended_to:
        return IN_TIME if stage.answered <= stage.extended_to else OVER
    return OVER if extensions else UNKNOWN


def _panel_in_time(stage: MadeStage) -> str:
    assert stage.answered
    steps = [stop <= last_day(start, most) for _, start, stop, most in three_clocks(stage) if start and stop]
    certain = steps[:-1] if stage.report_sent else steps
    if not all(certain):
        return OVER
    if len(steps) == 3 and all(steps):
        return IN_TIME
    whole = working_days(stage.began, stage.answered)
    return OVER if whole > 30 + 5 + 15 else IN_TIME if whole <= 5 else UNKNOWN


def _band(stage: str, taken: int | None) -> str:
    if taken is None:
        return "Open"
    edges = BANDS.get(stage, ())
    within = next((edge for edge in edges if taken <= edge), None)
    if within is not None:
        return f"Within {within} working days"
    return f"Over {edges[-1]} working days" if edges else "No bands set"


def _labels(case: MadeCase, day: date, stage: str) -> dict[str, tuple[str, ...]]:
    year = day.year - (day.month < 4)
    printed = f"{year}/{(year + 1) % 100:02}"
    return {
        "kind": (case.sort,),
        "procedure": (PROCEDURES.get(case.sort, "No procedure"),),
        "stage": (stage,),
        "team": (case.patch or "Not recorded",),
        "service": (case.part,),
        "nature": case.matters,
        "channel": (case.door,),
        "complainant": (case.voice or "Not recorded",),
        "advocate": ({True: "Yes", False: "No", None: "Not recorded"}[case.beside],),
        "year": (printed,),
        "quarter": (f"{printed} Q{(day.month - 4) % 12 // 3 + 1}",),
        "month": (f"{MONTHS[day.month - 1]} {day.year}",),
    }


def counted(
    records: Sequence[Record], by: Sequence[str], weigh: Callable[[Record], int] = lambda record: 1
) -> Counter[tuple[str, ...]]:
    """Records by their labels. One that has several natures counts once in each."""
    found: Counter[tuple[str, ...]] = Counter()
    for record in records:
        keys: list[tuple[str, ...]] = [()]
        for name in by:
            keys = [(*key, label) for key in keys for label in record.by[name]]
        for key in keys:
            found[key] += weigh(record)
    return found
