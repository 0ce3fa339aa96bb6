"""From tables to the rows of stages and of the clocks of Stage 3, each judged by the law as it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from heard.casework.clocks import CouncilClocks, Verdict
from heard.figures.frames import NOT_RECORDED, OPEN
from heard.reporting.frames_corrections import DAYS, FirstDays, first_days
from heard.reporting.rows import dates_of_row

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]
TIMELINESS = {
    "in_time": "In time",
    "in_time_extended": "In time, extended",
    "late": "Late",
    "extension_not_known": "Extension not known",
    "start_not_known": "Start not known",
    "not_answered": "Not answered",
    "no_limit": "No limit",
}
# What stands for the outcome of a stage that has none on record, by how it ended.
WITHOUT_ONE = {
    "answered": NOT_RECORDED,
    "withdrawn": "Withdrawn",
    "ended": "Ended without an answer",
    None: OPEN,
}
# A stage skipped, passed by or referred early ended, but nobody answered it.
HOW_IT_ENDED = {"answered": "answered_on", "withdrawn": "withdrawn_on", "ended": "ended_on"}
FLAG = {True: 1, False: 0, None: None}


def judged(stages: Iterable[dict[str, Any]], cases: Cases, clocks: CouncilClocks) -> dict[int, Verdict]:
    """What the law says of each stage."""
    return {
        stage["pk"]: clocks.judge(
            dates_of_row(stage, cases[stage["representation_id"]]), stage["withdrawn_on"]
        )
        for stage in stages
    }


def judged_first(stages: Iterable[dict[str, Any]], cases: Cases, clocks: CouncilClocks) -> dict[int, str]:
    """Whether each corrected stage was in time by the days as they were first recorded."""
    first: FirstDays = first_days()
    found = {}
    for stage in stages:
        case = cases[stage["representation_id"]]
        was = first.get((case["ref"], stage["stage"]), {})
        before = {**stage, **{name: day for name, day in was.items() if name in DAYS}}
        if was and before["started_on"] and _in_order(before):
            found[stage["pk"]] = TIMELINESS[
                clocks.judge(dates_of_row(before, case), before["withdrawn_on"]).timeliness
            ]
    return found


def _in_order(stage: Mapping[str, Any]) -> bool:
    """Whether days can be judged: a slip may have set an answer before its start, and then nothing is said of it."""
    return stage["answered_on"] is None or stage["answered_on"] >= stage["started_on"]


def who_and_where(case: Mapping[str, Any]) -> dict[str, Any]:
    """Who spoke and where it belongs, as every frame of cases has it."""
    names = (
        "ref",
        "kind",
        "kind_code",
        "procedure",
        "channel",
        "complainant",
        "advocate",
        "advocate_provider",
        "team",
        "service",
    )
    return {name: case[name] for name in names}


def stage_row(stage: Mapping[str, Any], case: Mapping[str, Any], verdict: Verdict) -> dict[str, Any]:
    """A stage with its days, its end and what the law says of it."""
    concluded = stage["answered_on"] or stage["withdrawn_on"] or stage["ended_on"]
    how = next((how for how, day in HOW_IT_ENDED.items() if stage[day]), None)
    return {
        **who_and_where(case),
        "stage_ref": f"{case['ref']}/{stage['stage']}",
        "stage": stage["label"],
        "stage_code": stage["stage"],
        "started_on": stage["started_on"],
        "due_on": verdict.due_on,
        "latest_on": verdict.latest_on,
        "extended_to": stage["extended_to"],
        "concluded_on": concluded,
        "how_concluded": how,
        "working_days": verdict.working_days,
        "timeliness": TIMELINESS[verdict.timeliness],
        "outcome": stage["outcome__label"] or WITHOUT_ONE[how],
        "outcome_code": stage["outcome__means"] or WITHOUT_ONE[how].lower().replace(" ", "_"),
        "with_action": FLAG[stage["with_action"]],
    }


def clocks_of_stage_3(
    stages: Iterable[dict[str, Any]], cases: Cases, clocks: CouncilClocks, columns: Columns
) -> Any:
    """Each of the three clocks of each Stage 3."""
    rows = (
        {
            **who_and_where(case),
            "stage_ref": f"{case['ref']}/{stage['stage']}",
            "stage": stage["label"],
            "stage_code": stage["stage"],
            "clock": clock.label,
            "started_on": clock.started_on or stage["started_on"],
            "due_on": clock.due_on,
            "stopped_on": clock.stopped_on,
            "met": FLAG[clock.met],
        }
        for stage in stages
        if stage["stage"] == "stage_3"
        for case in [cases[stage["representation_id"]]]
        for clock in clocks.stage_3(dates_of_row(stage, case))
    )
    return columns(rows, "clocks")
