"""Why each date of a case is what it is: every clock, how its days were counted, and what was said of it before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.ledger_of_days import DayCounted, days_of
from heard.casework.looking_at_stages import StageSeen, stages_of
from heard.casework.permissions import Act
from heard.casework.running import Running
from heard.figures.events import Event, touching
from heard.figures.frames import NOT_RECORDED
from heard.law.timeliness import MEANINGS
from heard.reporting.events import events_on_record
from heard.web.desk.case import YES_NO, said
from heard.web.desk.case_frame import clock_shown, opened
from heard.web.desk.wording import short_day, spoken_day
from heard.web.seeing import for_those_who_may, today

VERDICTS = {
    "in_time": "In time",
    "in_time_extended": "In time, extended",
    "late": "Late",
    "extension_not_known": "Not known: the record has no place for an extension",
    "start_not_known": "Not known: a day the count needs is not on record",
    "not_answered": "No answer was sent",
    "no_limit": "No limit applies",
}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def clocks(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The clocks that run, each with its ledger of days, and every stage with its dates and why."""
    frame = opened(request, reference, "clocks")
    with_why, marked = frame.head.shows("timeline"), events_on_record()
    facts = {
        "running": [_running(one) for one in frame.head.running],
        "stages": [
            {**_stage(one, with_why=with_why), "events": events_during(frame.case, one, marked, on=today())}
            for one in stages_of(frame.case)
        ],
    }
    return frame.show("clocks", "desk/case_clocks.html", facts)


def events_during(case: Any, stage: StageSeen, marked: Iterable[Event], *, on: date) -> list[str]:
    """What is marked of the time in which a stage ran, and touches a case of its service and procedure."""
    row = stage.row
    service = case.service or (case.team.service if case.team else None)
    there = touching(
        marked,
        service=service.label if service else NOT_RECORDED,
        procedure=case.get_procedure_display(),
        first=row.started_on,
        last=row.answered_on or row.withdrawn_on or row.ended_on or on,
    )
    # A change made before the stage began is what it was recorded by from the start.
    return [one.sentence for one in there if one.kind == "wide" or one.begins_on >= row.started_on]


def _running(one: Running) -> dict[str, Any]:
    facts = [
        ("Day 0", spoken_day(one.started_on)),
        ("Due as things stand", spoken_day(one.due_on)),
        ("Latest, with more time", spoken_day(one.latest_on)),
        ("The council’s own target", spoken_day(one.target_on)),
        ("Days used", f"{one.used:,}"),
        ("Held since", spoken_day(one.held_since)),
    ]
    return {
        **clock_shown(one),
        "facts": said(facts),
        "why": one.why,
        "days": [_day(day) for day in days_of(one.clock)],
    }


def _day(one: DayCounted) -> tuple[str, str, str]:
    number = "" if one.number is None else f"Day {one.number}"
    return f"{one.day:%a} {short_day(one.day)}", number, one.why_not or ("The last day" if one.is_due else "")


def _stage(stage: StageSeen, *, with_why: bool) -> dict[str, Any]:
    return {
        "label": stage.label,
        "facts": said(_facts(stage, with_why=with_why)),
        "claimed": said(_claimed(stage.row)),
        "disagreements": stage.disagreements,
        "why": stage.why,
        "is_open": stage.is_open,
        "clocks": [
            (one.label, spoken_day(one.due_on), spoken_day(one.stopped_on), YES_NO[one.met])
            for one in stage.separate
        ],
    }


def _facts(stage: StageSeen, *, with_why: bool) -> list[tuple[str, Any]]:
    row, verdict = stage.row, stage.verdict
    return [
        ("Its own reference", row.own_reference),
        ("Began", spoken_day(row.started_on)),
        ("Acknowledged", spoken_day(row.acknowledged_on)),
        ("Statement agreed", spoken_day(row.statement_agreed_on)),
        ("Panel met", spoken_day(row.panel_met_on)),
        ("Report sent", spoken_day(row.report_sent_on)),
        ("Due", spoken_day(verdict.due_on)),
        ("More time", _extensions(row, with_why=with_why)),
        ("Answered", spoken_day(row.answered_on)),
        ("Withdrawn", spoken_day(row.withdrawn_on)),
        ("Ended without an answer", _ended(row)),
        ("Working days taken", "" if verdict.working_days is None else f"{verdict.working_days:,}"),
        ("In time?", _in_time(stage)),
        ("Outcome", row.outcome.label if row.outcome else ""),
        ("Led to an action", YES_NO[row.with_action]),
        ("Manager", row.manager.name if row.manager else ""),
    ]


def _in_time(stage: StageSeen) -> str:
    verdict = stage.verdict.timeliness
    return "" if stage.is_open else VERDICTS.get(verdict, MEANINGS[verdict])


def _ended(row: Any) -> str:
    return f"{spoken_day(row.ended_on)}: {row.ended_because.replace('_', ' ')}" if row.ended_on else ""


def _extensions(row: Any, *, with_why: bool) -> str:
    """More time given; why it was is in somebody's words, for those who read those of the case."""
    given = [
        f"to {spoken_day(one.extended_to)}" + (f": {one.reason}" if one.reason and with_why else "")
        for one in row.extensions.all()
    ]
    if given:
        return "; ".join(given)
    return {True: "Yes, until when is not recorded", False: "No"}.get(row.was_extended, "")


def _claimed(row: Any) -> list[tuple[str, Any]]:
    return [
        ("Working days", row.claimed_working_days),
        ("Due", row.claimed_due_on),
        ("Latest due", row.claimed_due_on_latest),
        ("In time", row.claimed_in_time),
        ("Band", row.claimed_band),
    ]
