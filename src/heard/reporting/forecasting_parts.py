"""The parts that stages are walked in, as far as their days are on record: from request to appointment, and on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Max, Min, Q

from heard.figures.delays import Walked
from heard.figures.frames import Frames
from heard.law.working_days import ENGLAND, CalendarRunsOut
from heard.reporting.rows import stage_labels
from heard.representations.models import Stage

LOOKED_BACK = timedelta(days=548)
INVESTIGATING = Q(appointments__part="investigating_officer")
INDEPENDENT = Q(appointments__part="independent_person")
# What happens in a stage, in order: the column or what is worked out of the appointments, and its name.
MILESTONES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "stage_1": (
        ("started_on", "receipt"),
        ("acknowledged_on", "the acknowledgement"),
        ("answered_on", "the answer"),
    ),
    "stage_2": (
        ("started_on", "the request"),
        ("investigator_on", "the investigating officer’s appointment"),
        ("independent_on", "the independent person’s appointment"),
        ("statement_agreed_on", "the agreed statement"),
        ("report_on", "the investigation report"),
        ("answered_on", "the answer"),
    ),
    "stage_3": (
        ("started_on", "the request"),
        ("panel_met_on", "the panel"),
        ("report_sent_on", "the panel’s report"),
        ("answered_on", "the answer"),
    ),
}


def walked_lately(frames: Frames, *, today: date) -> list[Walked]:
    """The stages that began in the last year and a half, each in its parts; whether it was late is the law's word."""
    labels, timeliness = stage_labels(), _timeliness(frames)
    rows = _rows(today - LOOKED_BACK)
    return [
        walked
        for row in rows
        if (
            walked := _walked(row, labels[row["stage"]], timeliness.get((row["reference"], row["stage"]), ""))
        )
    ]


def _timeliness(frames: Frames) -> dict[tuple[str, str], str]:
    columns = frames.named("stages").lazy().select("ref", "stage_code", "timeliness").collect().rows()
    return {(ref, stage): timeliness for ref, stage, timeliness in columns}


def _rows(since: date) -> list[dict[str, Any]]:
    names = ("stage", "started_on", "acknowledged_on", "statement_agreed_on", "panel_met_on", "report_sent_on",
             "answered_on", "withdrawn_on", "ended_on")  # fmt: skip
    there = Stage.objects.filter(started_on__gte=since, stage__in=MILESTONES).order_by()
    dated = there.annotate(
        investigator_on=Min("appointments__appointed_on", filter=INVESTIGATING),
        independent_on=Min("appointments__appointed_on", filter=INDEPENDENT),
        report_on=Max("appointments__report_received_on", filter=INVESTIGATING),
        reference=F("representation__reference"),
    )
    return list(dated.values(*names, "investigator_on", "independent_on", "report_on", "reference"))


def _walked(row: Mapping[str, Any], step: str, timeliness: str) -> Walked | None:
    if row["withdrawn_on"] or row["ended_on"]:
        return None
    there = [(row[column], name) for column, name in MILESTONES[row["stage"]] if row[column] is not None]
    if row["answered_on"] is None:
        return Walked(step, False, (), waits_in=_waits_in(row))
    if len(there) < 3 or timeliness not in ("In time", "In time, extended", "Late"):
        return None  # with no day in between, nothing says where the time went
    try:
        parts = tuple(
            (_part(name, later_name), ENGLAND.between(day, later))
            for (day, name), (later, later_name) in zip(there, there[1:], strict=False)
            if later >= day
        )
    except CalendarRunsOut:
        return None
    return Walked(step, timeliness == "Late", parts)


def _waits_in(row: Mapping[str, Any]) -> str:
    """The part in which an open stage now stands: from the last day on record to what comes next."""
    steps = MILESTONES[row["stage"]]
    last = max(place for place, (column, _) in enumerate(steps) if row[column] is not None)
    return _part(steps[last][1], steps[min(last + 1, len(steps) - 1)][1])


def _part(name: str, later: str) -> str:
    return f"from {name} to {later}"
