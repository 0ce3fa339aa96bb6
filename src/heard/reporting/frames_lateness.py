"""From tables to the frames of appointments for Stage 2, and of what the record shows of why an answer was late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min

from heard.casework.clocks import CouncilClocks, Verdict
from heard.reporting.frames_points import OF_CASE
from heard.representations.models import Appointment, Decision, Extension, Hold, ProviderAnswer, Report

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]
Stage = Mapping[str, Any]
PARTS = {"investigating_officer": "Investigating officer", "independent_person": "Independent person"}
HELD = {
    "proceedings": "Held for proceedings",
    "advocate": "Waited for an advocate",
    "complainant_asked": "The complainant asked to wait",
}
HELD_OTHERWISE = "Held for another reason"
NO_REASON = "No reason on record"
MORE_TIME = "More time was given, and was not enough"
APPOINTED_LATE = "Somebody was appointed only after the day was over"
REPLACED = "Somebody appointed had to be replaced"
REPORT_LATE = "A report came after the day was over"
PROVIDER_LATE = "A provider answered late, or not at all"
PANEL_LATE = "The panel met late, with a reason given"


def appointing(cases: Cases, stages: Iterable[Stage], columns: Columns, clocks: CouncilClocks) -> Any:
    """Each part that a request for the statutory Stage 2 calls for, with the day it was first filled.

    A stage that came in a sheet says nothing of its appointments, and is left out unless one is on record.
    """
    rows = Appointment.objects.filter(part__in=PARTS).order_by().values("stage_id", "part")
    first = {
        (stage, part): day
        for stage, part, day in rows.annotate(day=Min("appointed_on")).values_list("stage_id", "part", "day")
    }
    known = {stage for stage, _ in first}
    return columns(
        (
            _appointed(cases[stage["representation_id"]], stage, part, first.get((stage["pk"], part)), clocks)
            for stage in stages
            if _calls_for(cases[stage["representation_id"]], stage, known)
            for part in PARTS
        ),
        "appointing",
    )


def _calls_for(case: Mapping[str, Any], stage: Stage, known: Collection[int | None]) -> bool:
    if stage["stage"] != "stage_2" or case["procedure_code"] != "children_act":
        return False
    return stage["pk"] in known or not case["is_history"]


def _appointed(
    case: Mapping[str, Any], stage: Stage, part: str, day: date | None, clocks: CouncilClocks
) -> dict[str, Any]:
    start = stage["started_on"]
    return {
        **{name: case[name] for name in OF_CASE},
        "started_on": start,
        "appointed_part": PARTS[part],
        "appointed_on": day,
        "working_days": max(clocks.calendar.by_law.between(start, day), 0) if day else None,
    }


def last_day(stage: Stage, judged: Verdict) -> date | None:
    """The last day there was for the answer: the one it was extended to within the law, else the due day."""
    extended = stage["extended_to"]
    if extended and judged.due_on and judged.latest_on and judged.due_on < extended <= judged.latest_on:
        return date.fromordinal(extended.toordinal())
    return judged.due_on


def days_late(stage: Stage, judged: Verdict, clocks: CouncilClocks) -> int | None:
    """Working days after the last day there was, of a late answer; nothing where one clock of several was missed."""
    last, answered = last_day(stage, judged), stage["answered_on"]
    if judged.timeliness != "late" or last is None or answered is None or answered <= last:
        return None
    return clocks.calendar.by_law.between(last, answered)


@dataclass(frozen=True)
class _Record:
    """What is on record that can make an answer late, by stage or by case."""

    holds: Mapping[int, list[tuple[int | None, str, date, date | None]]]
    extended: set[int]
    appointed: Mapping[int | None, list[tuple[date, date | None]]]
    reported: Mapping[int | None, list[date]]
    providers: Mapping[int, list[tuple[date, date | None]]]
    panels: set[int]


def late_reasons(
    cases: Cases, stages: Iterable[Stage], judged: Mapping[int, Verdict], columns: Columns
) -> Any:
    """Each reason on record of each stage answered late, or that there is none."""
    record = _on_record()
    return columns(
        (
            {
                **{name: cases[stage["representation_id"]][name] for name in OF_CASE},
                "stage": stage["label"],
                "stage_code": stage["stage"],
                "started_on": stage["started_on"],
                "concluded_on": stage["answered_on"],
                "late_reason": reason,
            }
            for stage in stages
            if judged[stage["pk"]].timeliness == "late"
            for reason in dict.fromkeys(_reasons(stage, judged[stage["pk"]], record)) or (NO_REASON,)
        ),
        "late_reasons",
    )


def _reasons(stage: Stage, judged: Verdict, record: _Record) -> Iterator[str]:
    case, pk, began, answered = (
        stage["representation_id"],
        stage["pk"],
        stage["started_on"],
        stage["answered_on"],
    )
    last = last_day(stage, judged) or answered
    for of_stage, basis, from_on, until_on in record.holds.get(case, ()):
        if of_stage in (None, pk) and from_on <= answered and (until_on is None or until_on >= began):
            yield HELD.get(basis, HELD_OTHERWISE)
    appointed = record.appointed.get(pk, ())
    if any(day > last for day, _ in appointed):
        yield APPOINTED_LATE
    if any(ended is not None and ended <= answered for _, ended in appointed):
        yield REPLACED
    if any(last < day <= answered for day in record.reported.get(pk, ())):
        yield REPORT_LATE
    if any(
        passed <= answered and (back is None or back > last)
        for passed, back in record.providers.get(case, ())
    ):
        yield PROVIDER_LATE
    if stage["stage"] == "stage_3" and case in record.panels:
        yield PANEL_LATE
    if pk in record.extended:
        yield MORE_TIME


def _on_record() -> _Record:
    found = _Record(defaultdict(list), set(), defaultdict(list), defaultdict(list), defaultdict(list), set())
    for case, *rest in Hold.objects.order_by("pk").values_list(
        "representation_id", "stage_id", "basis", "from_on", "until_on"
    ):
        found.holds[case].append(tuple(rest))  # type: ignore[arg-type]
    found.extended.update(Extension.objects.order_by().values_list("stage_id", flat=True))
    for stage, day, ended in (
        Appointment.objects.filter(part__in=PARTS)
        .order_by("pk")
        .values_list("stage_id", "appointed_on", "ended_on")
    ):
        found.appointed[stage].append((day, ended))
    for stage, day in Report.objects.order_by("pk").values_list("appointment__stage_id", "received_on"):
        found.reported[stage].append(day)
    for case, passed, back in ProviderAnswer.objects.order_by("pk").values_list(
        "representation_id", "passed_on", "answered_on"
    ):
        found.providers[case].append((passed, back))
    found.panels.update(
        Decision.objects.filter(about="panel_date").order_by().values_list("representation_id", flat=True)
    )
    return found
