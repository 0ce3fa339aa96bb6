"""Was it in time? One pure judgement, used by pages, figures and imports alike.

Where the facts do not settle the question the answer says so, and is never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from heard.law.local_settings import Settings, terms_of
from heard.law.reckoning import due_and_latest
from heard.law.rulebook import rule
from heard.law.working_days import ENGLAND, WorkingCalendar, in_words

Timeliness = Literal[
    "in_time",
    "in_time_extended",
    "late",
    "extension_not_known",
    "start_not_known",
    "not_answered",
    "no_limit",
]
MEANINGS: dict[Timeliness, str] = {
    "in_time": "answered by the due day, without any extension",
    "in_time_extended": "answered after the due day, but by the day to which it was extended and no later than allowed",
    "late": "answered after the last day there was",
    "extension_not_known": (
        "answered after the due day and within the longest extension, by a record with no place for extensions"
    ),
    "start_not_known": "answered, but a day the count needs is not on record, and it could be in time or late",
    "not_answered": "not answered yet, or withdrawn before an answer",
    "no_limit": "answered, and no number of days applies",
}
PANEL, REPORT, RESPONSE = (f"children_act/stage_3/{step}" for step in ("panel", "report", "response"))
CLOCK_OF_STAGE = {
    ("children_act", "stage_1"): "children_act/stage_1/answer",
    ("children_act", "stage_2"): "children_act/stage_2/answer",
    ("corporate", "stage_1"): "corporate/stage_1/answer",
    ("corporate", "stage_2"): "corporate/stage_2/answer",
}


class StoppedBeforeItStarted(ValueError):
    """A stage is on record as answered before the day it started."""


@dataclass(frozen=True, slots=True)
class StageDates:
    """The days of one stage as they are on record.

    `started_on` is receipt (or the request). `extension_recorded` says whether the record has a place where an
    extension would show.
    """

    procedure: str
    stage: str
    started_on: date
    answered_on: date | None = None
    extended_to: date | None = None
    extension_recorded: bool = False
    acknowledged_on: date | None = None
    statement_agreed_on: date | None = None
    panel_met_on: date | None = None
    report_sent_on: date | None = None
    recommendations_received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stage3Timeliness:
    """The three clocks of Stage 3, and the stage as a whole."""

    panel: Timeliness
    report: Timeliness
    response: Timeliness
    whole: Timeliness


def clock_of(procedure: str, stage: str) -> str | None:
    """The clock that answers for a stage; None for Stage 3, which has three, and for stages without one."""
    if stage == "concern":
        return "concern/answer"
    if stage == "enquiry":
        return "enquiry/answer"
    return CLOCK_OF_STAGE.get((procedure, stage))


def counted_from(code: str, dates: StageDates) -> date | None:
    """The day a stage counts from where its clock goes by the event of this code; None where that is not on record.

    Never a day before the stage began: taken up again after a hold or a withdrawal it has a new clock, and what was
    acknowledged or agreed before then does not bring the old one back.
    """
    if code == "acknowledgement":
        return not_before_it_began(dates, dates.acknowledged_on)
    if code == "statement":
        return not_before_it_began(dates, dates.statement_agreed_on)
    return dates.started_on


def not_before_it_began(dates: StageDates, day: date | None) -> date | None:
    """The day of a step that a clock counts from, or that on which the stage began anew after it."""
    return max(day, dates.started_on) if day is not None else None


def judge_timeliness(
    clock_name: str,
    started_on: date,
    answered_on: date | None,
    extended_to: date | None = None,
    extension_recorded: bool = False,
    *,
    on_version: date | None = None,
    settings: Settings | None = None,
    calendar: WorkingCalendar = ENGLAND,
) -> Timeliness:
    """Whether an act was in time, when `started_on` is the very day its clock counts from."""
    if answered_on is None:
        return "not_answered"
    if answered_on < started_on:
        raise StoppedBeforeItStarted(
            f"{clock_name} is on record as started on {in_words(started_on)} and stopped before that, on "
            f"{in_words(answered_on)}. One of the two days is wrong: correct it."
        )
    the_rule = rule(clock_name)
    value = the_rule.on(on_version or started_on)
    terms = terms_of(the_rule, value, settings)
    due_on, latest_on = due_and_latest(the_rule, value, terms, started_on, calendar)
    if due_on is None:
        return "no_limit"
    if answered_on <= due_on:
        return "in_time"
    if latest_on is None or answered_on > latest_on:
        return "late"
    if extended_to is not None:
        return "in_time_extended" if answered_on <= extended_to else "late"
    return "late" if extension_recorded else "extension_not_known"


def judge_stage(
    dates: StageDates,
    *,
    on_version: date | None = None,
    settings: Settings | None = None,
    calendar: WorkingCalendar = ENGLAND,
) -> Timeliness:
    """Whether a stage was answered in time, counted from whatever day its clock counts from."""
    if dates.procedure == "children_act" and dates.stage == "stage_3":
        return judge_stage_3(dates, on_version=on_version, settings=settings, calendar=calendar).whole
    clock_name = clock_of(dates.procedure, dates.stage)
    if clock_name is None:
        return "no_limit" if dates.answered_on else "not_answered"
    start = _start_of(clock_name, dates, on_version, settings)
    if start and dates.answered_on and start > dates.answered_on:
        # Answered before the day it counts from: that day cannot be the start, and the start is not known.
        start = None
    sure = judge_timeliness(
        clock_name,
        start or dates.started_on,
        dates.answered_on,
        dates.extended_to,
        dates.extension_recorded,
        on_version=on_version,
        settings=settings,
        calendar=calendar,
    )
    # A clock cannot start before receipt: in time counted from receipt is in time whenever it did start.
    could_start_later = start is None and sure in ("late", "extension_not_known")
    return "start_not_known" if could_start_later else sure


def _start_of(
    clock_name: str, dates: StageDates, on_version: date | None, settings: Settings | None
) -> date | None:
    """The day this stage's clock counts from; None when that day is not on record."""
    the_rule = rule(clock_name)
    terms = terms_of(the_rule, the_rule.on(on_version or dates.started_on), settings)
    return counted_from(terms.counts_from_code, dates)


def judge_stage_3(
    dates: StageDates,
    *,
    on_version: date | None = None,
    settings: Settings | None = None,
    calendar: WorkingCalendar = ENGLAND,
) -> Stage3Timeliness:
    """The three clocks of Stage 3: request to panel, panel to report, recommendations received to final answer."""

    def one(clock_name: str, start: date | None, stop: date | None) -> Timeliness:
        if start is None or stop is None or stop < start:
            return "start_not_known" if stop else "not_answered"
        version = on_version or dates.started_on
        return judge_timeliness(
            clock_name, start, stop, on_version=version, settings=settings, calendar=calendar
        )

    panel = one(PANEL, dates.started_on, dates.panel_met_on)
    met_on = not_before_it_began(dates, dates.panel_met_on)
    received_on = not_before_it_began(dates, dates.recommendations_received_on or dates.report_sent_on)
    report, response = (
        one(REPORT, met_on, dates.report_sent_on),
        one(RESPONSE, received_on, dates.answered_on),
    )
    if response == "late" and dates.recommendations_received_on is None:
        # Counted from the day the report was sent; it may have been received later.
        response = "start_not_known"
    steps = (panel, report, response)
    return Stage3Timeliness(*steps, _whole_of_stage_3(dates, steps, on_version, calendar))


def _whole_of_stage_3(
    dates: StageDates, steps: tuple[Timeliness, ...], on_version: date | None, calendar: WorkingCalendar
) -> Timeliness:
    """Late when any step was; in time when all were; by the outer bounds where steps are not on record."""
    if dates.answered_on is None:
        return "not_answered"
    if "late" in steps:
        return "late"
    if all(step == "in_time" for step in steps):
        return "in_time"
    allowed = [rule(name).on(on_version or dates.started_on).value or 0 for name in (PANEL, REPORT, RESPONSE)]
    taken = calendar.by_law.between(dates.started_on, dates.answered_on)
    if taken > sum(allowed):
        return "late"
    return "in_time" if taken <= min(allowed) else "start_not_known"
