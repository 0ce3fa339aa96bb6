"""The forecast of lateness over this council's record: its turns, what is expected, and how past forecasts did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals as nw

from heard.figures.delays import Delay, repeated_delays
from heard.figures.forecast import WEEKS, Forecast, Replayed, forecast, monday_of, replay, widened
from heard.figures.frames import Frames
from heard.figures.survival import Turn
from heard.law.working_days import ENGLAND, CalendarRunsOut
from heard.reporting.cached import frames_now
from heard.reporting.forecasting_parts import walked_lately
from heard.representations.models import PROCEDURES, Extension

# Turns that began longer ago tell neither today's pace nor that of the past year's forecasts.
YEARS_BACK = timedelta(days=3 * 366)
CHECKS = 13  # past forecasts, every four weeks of the year before
EVERY = timedelta(weeks=4)
WEEKS_CHECKED = 4
DAY_0 = date(2000, 1, 3)
CORPORATE = dict(PROCEDURES)["corporate"]
OTHER_PROCEDURE = " (corporate)"
MORE_TIME = ", with more time"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected of the weeks ahead, how past forecasts did, and which delays repeat."""

    forecast: Forecast
    replayed: Replayed
    delays: tuple[Delay, ...]


_kept: list[tuple[Any, Outlook]] = []
_past: list[tuple[int, Replayed]] = []


def outlook(*, today: date, weeks: int = WEEKS) -> Outlook:
    """What is expected of the weeks ahead as things stand; worked out again only after something was written."""
    frames = frames_now(today)
    if not _kept or _kept[0][0] is not frames:
        _kept[:] = [(frames, _outlook(frames, today, weeks))]
    return _kept[0][1]


def _outlook(frames: Frames, today: date, weeks: int) -> Outlook:
    turns = turns_of(frames, more_time=more_time_given(today - YEARS_BACK), since=today - YEARS_BACK)
    # One that ended today is not waiting any more; how long it took is known tomorrow.
    day = number_of(today)
    open_now = [one for one in turns if one.left is None or one.left != day]
    replayed = _replayed(turns, past_days(today))
    told = widened(forecast(open_now, day=day, as_at=today, weeks=weeks), replayed)
    return Outlook(told, replayed, repeated_delays(walked_lately(frames, today=today)))


def _replayed(turns: list[Turn], days: list[tuple[int, date]]) -> Replayed:
    """How past forecasts did; asked again only where something that they rest on became another."""
    last = days[-1][0] + 5 * (WEEKS_CHECKED + 1)
    # How late a turn was changes nothing in any forecast: only that it was.
    ends = (
        (one, None if one.left is None else min(one.left, one.due + 1)) for one in turns if one.began <= last
    )
    key = hash((tuple(days), tuple((one.step, one.began, one.due, end or one.due + 1) for one, end in ends)))
    if not _past or _past[0][0] != key:
        _past[:] = [(key, replay(turns, days, weeks=WEEKS_CHECKED))]
    return _past[0][1]


def past_days(today: date) -> list[tuple[int, date]]:
    """The Fridays, four weeks apart, from which the weeks after are forecast again; the latest is over by now."""
    last = monday_of(today) - timedelta(weeks=WEEKS_CHECKED, days=3)
    fridays = [last - EVERY * place for place in reversed(range(CHECKS))]
    return [(number_of(one), one) for one in fridays]


def number_of(day: date) -> int:
    """The number of working days from the first Monday of 2000 to a day."""
    return ENGLAND.between(_first_known(), day)


def _first_known() -> date:
    return max(DAY_0, ENGLAND.known_from)


def more_time_given(since: date) -> dict[tuple[str, date], date]:
    """When each extension was decided, by the stage it gave more time to and the day it gave. One question."""
    rows = Extension.objects.filter(decided_on__isnull=False, stage__started_on__gte=since)
    named = rows.values_list("stage__representation__reference", "stage__stage", "extended_to", "decided_on")
    return {(f"{ref}/{stage}", to): decided for ref, stage, to, decided in named if decided is not None}


def turns_of(frames: Frames, *, more_time: Mapping[tuple[str, date], date], since: date) -> list[Turn]:
    """Each step under one due day of the stages that began since a day. More time ends one turn and begins another.

    Stage 3 has three clocks, each a step of its own.
    """
    stages = _rows(frames, "stages", ("stage", "extended_to", "concluded_on", "procedure"), since)
    concluded = {one["stage_ref"]: one["concluded_on"] for one in stages}
    found = [turn for one in stages if one["stage_code"] != "stage_3" for turn in _of_stage(one, more_time)]
    clocks = _rows(frames, "clocks", ("stage", "clock", "stopped_on"), since)
    return found + [turn for one in clocks for turn in _of_clock(one, concluded.get(one["stage_ref"]))]


def _rows(frames: Frames, name: str, columns: tuple[str, ...], since: date) -> list[dict[str, Any]]:
    rows = frames.named(name).lazy().filter(nw.col("started_on") >= nw.lit(since))
    wanted = rows.select("stage_ref", "stage_code", "started_on", "due_on", *columns)
    return list(wanted.collect().rows(named=True))


def _of_stage(row: Mapping[str, Any], more_time: Mapping[tuple[str, date], date]) -> Iterator[Turn]:
    due, extended_to = row["due_on"], row["extended_to"]
    if due is None:
        return
    step = str(row["stage"]) + (OTHER_PROCEDURE if row["procedure"] == CORPORATE else "")
    if extended_to is None or extended_to <= due:
        yield from _turn(step, row["started_on"], due, row["concluded_on"])
        return
    # Nobody wrote down when more time was given: by its due day at the latest, else it was late.
    given = min(more_time.get((row["stage_ref"], extended_to), due), row["concluded_on"] or extended_to)
    yield from _turn(step, row["started_on"], due, given)
    yield from _turn(step + MORE_TIME, given, extended_to, row["concluded_on"])


def _of_clock(row: Mapping[str, Any], concluded_on: date | None) -> Iterator[Turn]:
    if row["due_on"] is not None:
        step = f"{row['stage']}: {str(row['clock']).lower()}"
        yield from _turn(step, row["started_on"], row["due_on"], row["stopped_on"] or concluded_on)


def _turn(step: str, began: date, due: date, left: date | None) -> Iterator[Turn]:
    try:
        ended = None if left is None else number_of(left)
        yield Turn(step, number_of(began), number_of(due), due, ended)
    except CalendarRunsOut:  # a day of a year whose bank holidays are not known counts for nothing here
        return
