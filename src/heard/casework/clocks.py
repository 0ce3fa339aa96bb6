"""The clocks of this council's cases: the law's rules, the council's own numbers and its added days, together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import F, QuerySet, Value

from heard.law.clock import Clock, NotInForce, Setting, Settings, start_clock
from heard.law.rulebook import rule
from heard.law.timeliness import (
    PANEL,
    REPORT,
    RESPONSE,
    StageDates,
    Timeliness,
    clock_of,
    counted_from,
    judge_stage,
    judge_stage_3,
    not_before_it_began,
)
from heard.law.working_days import ENGLAND, WorkingCalendar
from heard.people.models import AddedHoliday, Council, CouncilSetting

STAGE_3_CLOCKS = ((PANEL, "Panel"), (REPORT, "Panel's report"), (RESPONSE, "Final response"))
ADDED = "added day"
MET: dict[Timeliness, bool | None] = {"in_time": True, "in_time_extended": True, "late": False}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the law says of one stage: its due days, the working days it took and whether it was in time."""

    due_on: date | None
    latest_on: date | None
    working_days: int | None
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class SeparateClock:
    """One of several clocks within a stage, and whether it was met (None where that is not known)."""

    name: str
    label: str
    started_on: date | None
    due_on: date | None
    stopped_on: date | None
    met: bool | None


@dataclass(frozen=True)
class CouncilClocks:
    """The council's own numbers and calendar, read once and asked many times.

    `eras` are the numbers by the day from which they hold: a number set later leaves earlier cases as they were.
    """

    eras: tuple[tuple[date, Settings], ...]
    calendar: WorkingCalendar

    def on(self, day: date) -> Settings:
        """The council's own numbers in force on a day."""
        place = bisect_right(self.eras, day, key=lambda era: era[0])
        return self.eras[place - 1][1] if place else {}

    def judge(self, dates: StageDates, withdrawn_on: date | None = None) -> Verdict:
        """What the law says of a stage. A stage before the rules began has no limit here."""
        concluded = dates.answered_on or withdrawn_on
        taken = self.calendar.by_law.between(dates.started_on, concluded) if concluded else None
        try:
            verdict = judge_stage(dates, settings=self.on(dates.started_on), calendar=self.calendar)
            clock = self.clock(dates)
        except NotInForce:
            return Verdict(None, None, taken, "no_limit" if dates.answered_on else "not_answered")
        return Verdict(clock.due_on if clock else None, clock.latest_on if clock else None, taken, verdict)

    def clock(self, dates: StageDates) -> Clock | None:
        """The clock that a stage is answered by, or None where none runs or its start is not on record.

        Of the three clocks of Stage 3, the one that runs now: to the panel, to its report, to the response.
        """
        if dates.stage == "stage_3":
            return self._stage_3_clock(dates)
        name = clock_of(dates.procedure, dates.stage)
        if name is None:
            return None
        started = self._start(name, dates)
        if started is None or (dates.answered_on is not None and dates.answered_on < started):
            return None
        return self._run(name, started, dates.extended_to, dates.answered_on)

    def acknowledgement(self, dates: StageDates) -> Clock | None:
        """The corporate clock to acknowledge, from receipt."""
        if dates.procedure != "corporate" or dates.stage not in ("stage_1", "stage_2"):
            return None
        return self._run(
            f"corporate/{dates.stage}/acknowledge", dates.started_on, None, dates.acknowledged_on
        )

    def next_due(self, dates: StageDates) -> date | None:
        """The last day of whatever is to be done next on an open stage, or None where no clock runs."""
        try:
            clock = self.acknowledgement(dates) if dates.acknowledged_on is None else None
            clock = clock or self.clock(dates)
        except NotInForce:
            return None
        return clock.must_by if clock else None

    def stage_3(self, dates: StageDates) -> Iterator[SeparateClock]:
        """The three clocks of Stage 3, one by one."""
        judged = judge_stage_3(dates, settings=self.on(dates.started_on), calendar=self.calendar)
        received = not_before_it_began(dates, dates.recommendations_received_on or dates.report_sent_on)
        met_on = not_before_it_began(dates, dates.panel_met_on)
        days = (
            (dates.started_on, dates.panel_met_on, judged.panel),
            (met_on, dates.report_sent_on, judged.report),
            (received, dates.answered_on, judged.response),
        )
        for (name, label), (start, stop, was) in zip(STAGE_3_CLOCKS, days, strict=True):
            due = self._run(name, start, None, stop).due_on if start else None
            yield SeparateClock(name, label, start, due, stop, MET.get(was))

    def _stage_3_clock(self, dates: StageDates) -> Clock | None:
        if dates.procedure != "children_act":
            return None
        received = dates.recommendations_received_on or dates.report_sent_on
        if start := not_before_it_began(dates, received):
            return self._run(RESPONSE, start, None, dates.answered_on)
        if start := not_before_it_began(dates, dates.panel_met_on):
            return self._run(REPORT, start, None, dates.report_sent_on)
        return self._run(PANEL, dates.started_on, None, dates.panel_met_on)

    def _start(self, name: str, dates: StageDates) -> date | None:
        """The day this clock counts from: receipt, unless the rule or the council's setting says another."""
        return counted_from(self._counts_from(name, dates.started_on), dates)

    def _counts_from(self, name: str, day: date) -> str:
        given = self.on(day).get(name)
        code = Setting(*given).counts_from if given else ""
        rule(name).on(day)
        return code or rule(name).counts_from_code

    def _run(self, name: str, start: date, extended_to: date | None, stopped_on: date | None) -> Clock:
        return start_clock(
            name,
            start,
            settings=self.on(start),
            calendar=self.calendar,
            extended_to=extended_to,
            stopped_on=stopped_on,
        )


def council_clocks(on: date) -> tuple[Settings, WorkingCalendar]:
    """The council's own numbers in force on a day, by clock, and the calendar with the days it has added."""
    clocks = clocks_of_council()
    return clocks.on(on), clocks.calendar


def clocks_of_council() -> CouncilClocks:
    """The council's clocks, ready to be asked.

    A number is set under `clock/<name>/days`, `clock/<name>/extension_days` or `clock/<name>/counts_from`.
    """
    given: dict[str, dict[str, str]] = {}
    eras: dict[date, Settings] = {}
    added: dict[date, str] = {}
    for begins_on, _, name, value in sorted(_set_by_the_council()):
        if name == ADDED:
            added[begins_on] = value
            continue
        clock, _, what = name.removeprefix("clock/").rpartition("/")
        given.setdefault(clock, {})[what] = value
        eras[begins_on] = {clock: _setting(what) for clock, what in given.items()}
    return CouncilClocks(tuple(eras.items()), ENGLAND.with_extra(added) if added else ENGLAND)


def _set_by_the_council() -> QuerySet[Any, Any]:
    """Its numbers and its added days in one statement: each with its day, its place, its name and what it is."""
    numbers = CouncilSetting.objects.filter(name__startswith="clock/")
    days = AddedHoliday.objects.annotate(name=Value(ADDED), value=F("title"), begins_on=F("day"))
    asked = ("begins_on", "pk", "name", "value")
    return numbers.order_by().values_list(*asked).union(days.order_by().values_list(*asked), all=True)


def _setting(what: dict[str, str]) -> Setting:
    days, more = what.get("days"), what.get("extension_days")
    return Setting(int(days) if days else None, int(more) if more else None, what.get("counts_from", ""))


def there_is_an_installation() -> bool:
    """Whether a council's database stands here, without making one."""
    if connection.vendor == "sqlite" and not _sqlite_file_exists():
        return False
    try:
        return Council.objects.exists()
    except DatabaseError:
        return False


def _sqlite_file_exists() -> bool:
    from pathlib import Path

    return Path(str(connection.settings_dict["NAME"])).exists()
