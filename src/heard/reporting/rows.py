"""The rows of the tables as figures need them: one question a table, every label as the council prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q, QuerySet

from heard.casework.council import listed_labels
from heard.figures.frames import NOT_RECORDED
from heard.law.timeliness import StageDates
from heard.representations.models import KINDS, PROCEDURES, STAGES, Extension, Representation, Stage

KIND_LABELS = dict(KINDS)
PROCEDURE_LABELS = dict(PROCEDURES)
ADVOCATE = {True: "Yes", False: "No", None: NOT_RECORDED}


def case_rows() -> dict[int, dict[str, Any]]:
    """Every representation by its number, with its labels."""
    fields = {
        "kind_label": "kind_term__label",
        "channel": "channel__label",
        "complainant": "complainant_kind__label",
        "complainant_means": "complainant_kind__means",
        "advocate_provider": "advocate_provider__label",
        "team": "team__label",
        "service": "service__label",
        "team_service": "team__service__label",
    }
    plain = ("pk", "reference", "kind", "procedure", "received_on", "had_advocate", "is_history")
    rows = Representation.objects.order_by("pk").values_list(*plain, *fields.values())
    names = (*plain, *fields)
    return {row[0]: _case(dict(zip(names, row, strict=True))) for row in rows.iterator(chunk_size=5000)}


def _case(case: dict[str, Any]) -> dict[str, Any]:
    case["ref"] = case["reference"]
    case["kind_code"] = case["kind"]
    case["kind"] = case["kind_label"] or KIND_LABELS[case["kind"]]
    case["procedure_code"] = case["procedure"]
    case["procedure"] = PROCEDURE_LABELS[case["procedure"]]
    case["advocate"] = ADVOCATE[case["had_advocate"]]
    case["service"] = case["service"] or case["team_service"]
    for name in ("channel", "complainant", "advocate_provider", "team", "service"):
        case[name] = case[name] or NOT_RECORDED
    return case


def stage_rows() -> list[dict[str, Any]]:
    """Every stage with its days, each case's in the order in which they began."""
    names = (
        "pk",
        "representation_id",
        "stage",
        "started_on",
        "acknowledged_on",
        "statement_agreed_on",
        "panel_met_on",
        "report_sent_on",
        "answered_on",
        "withdrawn_on",
        "ended_on",
        "panel__recommendations_received_on",
        "extension_recorded",
        "was_extended",
        "with_action",
        "outcome__label",
        "outcome__means",
    )
    extended = dict(_still_counting().order_by("extended_to").values_list("stage_id", "extended_to"))
    labels = stage_labels()
    rows = Stage.objects.order_by("representation_id", "started_on", "stage").values_list(*names)
    found = []
    for row in rows.iterator(chunk_size=5000):
        stage = dict(zip(names, row, strict=True))
        stage["extended_to"] = extended.get(stage["pk"])
        stage["label"] = labels[stage["stage"]]
        found.append(stage)
    return found


def _still_counting() -> QuerySet[Extension]:
    """More time that still counts: none that was decided before the stage began anew."""
    return Extension.objects.filter(Q(decided_on=None) | Q(decided_on__gte=F("stage__started_on")))


def dates_of_row(stage: Mapping[str, Any], case: Mapping[str, Any]) -> StageDates:
    """What the law needs to know of one stage."""
    return StageDates(
        procedure=case["procedure_code"],
        stage=stage["stage"],
        started_on=stage["started_on"],
        answered_on=stage["answered_on"],
        extended_to=stage["extended_to"],
        # A sheet that says only "extended: yes" does not say until when: that is not known, never a guess.
        extension_recorded=stage["extension_recorded"] and stage["was_extended"] is not True,
        acknowledged_on=stage["acknowledged_on"],
        statement_agreed_on=stage["statement_agreed_on"],
        panel_met_on=stage["panel_met_on"],
        report_sent_on=stage["report_sent_on"],
        recommendations_received_on=stage["panel__recommendations_received_on"],
    )


def first_stages(stages: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The first stage on record of each case; an action found at any stage counts for the case."""
    first: dict[int, dict[str, Any]] = {}
    for stage in stages:
        there = first.setdefault(stage["representation_id"], dict(stage))
        if stage["with_action"] is not None:
            there["with_action"] = stage["with_action"] or there["with_action"]
    return first


def stage_labels() -> dict[str, str]:
    """What the council calls each stage: its own label where its list has one."""
    own = {one.means: one.text for one in listed_labels() if one.list == "stage" and one.means}
    return {code: own.get(code, usual) for code, usual in STAGES}
