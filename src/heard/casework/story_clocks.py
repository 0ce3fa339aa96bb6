"""Why each date of a stage is what it is: every clock of it, both readings of Stage 2, and what was claimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from heard.casework.claims import disagreements
from heard.casework.clocks import CouncilClocks, Verdict
from heard.casework.stage_days import both_readings, clock_of_stage, dates_on_record
from heard.law.clock import Clock, NotInForce, start_clock
from heard.law.timeliness import PANEL, REPORT, RESPONSE, StageDates, not_before_it_began
from heard.representations.models import Representation, Stage

STATES = {
    "running": "running",
    "overdue": "overdue",
    "met": "kept",
    "met_in_extended_time": "kept, in the time it was extended to",
    "missed": "missed",
    "held": "stopped by a hold for proceedings",
    "no_number": "without a number of days",
}


@dataclass(frozen=True, slots=True)
class ClockTold:
    """One clock: what it is, its days, how it stands, and why, in sentences with the source."""

    title: str
    started_on: date
    due_on: date | None
    must_by: date | None
    latest_on: date | None
    stopped_on: date | None
    standing: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageTold:
    """One stage: its clocks, what the council's own list claimed of it, and where the law says otherwise."""

    label: str
    clocks: tuple[ClockTold, ...]
    claimed: tuple[tuple[str, str], ...]
    disagreements: tuple[str, ...]
    note: str = ""


def stages_told(case: Representation, clocks: CouncilClocks, today: date) -> Iterator[StageTold]:
    """Every stage of a case with its dates and why."""
    for stage in case.stages.select_related("representation").prefetch_related("extensions"):
        dates = dates_on_record(stage)
        verdict = clocks.judge(dates, stage.withdrawn_on)
        yield StageTold(
            label=stage.get_stage_display(),
            clocks=tuple(_told(title, clock, today) for title, clock in _clocks(stage, dates, clocks)),
            claimed=tuple((what, said) for what, said in _claimed(stage) if said),
            disagreements=tuple(disagreements(stage, verdict)),
            note=_note(stage, verdict),
        )


def _clocks(stage: Stage, dates: StageDates, clocks: CouncilClocks) -> Iterator[tuple[str, Clock]]:
    try:
        acknowledge = clocks.acknowledgement(dates)
        if acknowledge is not None:
            yield "To acknowledge", acknowledge
        if stage.stage == "stage_3" and dates.procedure == "children_act":
            yield from _stage_3(dates, clocks)
        elif stage.stage == "stage_2" and dates.procedure == "children_act":
            yield from _stage_2(stage)
        elif (clock := clock_of_stage(stage)) is not None:
            yield "To answer", clock
    except NotInForce:
        return


def _stage_2(stage: Stage) -> Iterator[tuple[str, Clock]]:
    """Both readings of the day on which Stage 2 begins, the one that alerts first."""
    both, alerting = both_readings(stage), clock_of_stage(stage)
    found = [("request", "Counted from the request", both.from_request)]
    if both.from_statement is not None:
        found.append(("statement", "Counted from the agreed statement", both.from_statement))
    goes_by = "request" if both.from_statement is None else both.alerts_from
    for code, title, clock in sorted(found, key=lambda one: one[0] != goes_by):
        if alerting is not None and code == goes_by:
            yield f"{title} (the council goes by this one)", replace(clock, holds=alerting.holds)
        else:
            yield title, clock


def _stage_3(dates: StageDates, clocks: CouncilClocks) -> Iterator[tuple[str, Clock]]:
    received = not_before_it_began(dates, dates.recommendations_received_on or dates.report_sent_on)
    met_on = not_before_it_began(dates, dates.panel_met_on)
    for title, name, start, stop in (
        ("To hold the panel", PANEL, dates.started_on, dates.panel_met_on),
        ("To send the panel’s report", REPORT, met_on, dates.report_sent_on),
        ("To send the final response", RESPONSE, received, dates.answered_on),
    ):
        if start is not None:
            yield (
                title,
                start_clock(
                    name, start, settings=clocks.on(start), calendar=clocks.calendar, stopped_on=stop
                ),
            )


def _told(title: str, clock: Clock, today: date) -> ClockTold:
    return ClockTold(
        title=title,
        started_on=clock.started_on,
        due_on=clock.due_on,
        must_by=clock.must_by,
        latest_on=clock.latest_on,
        stopped_on=clock.stopped_on,
        standing=STATES[clock.state(today)],
        why=tuple(clock.why()),
    )


def _claimed(stage: Stage) -> Iterator[tuple[str, str]]:
    yield "Working days", stage.claimed_working_days
    yield "Due", stage.claimed_due_on
    yield "Latest due", stage.claimed_due_on_latest
    yield "In time", stage.claimed_in_time
    yield "Band", stage.claimed_band


def _note(stage: Stage, verdict: Verdict) -> str:
    if verdict.timeliness == "extension_not_known":
        return "Whether more time was given is not on record, so whether it was in time is not known."
    if verdict.timeliness == "start_not_known":
        return "A day that the count needs is not on record, so whether it was in time is not known."
    return "" if verdict.due_on else "No number of days applies to it, or its clock has not begun."
