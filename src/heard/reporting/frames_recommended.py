"""From tables to the frame of recommendations: whose they are, how each was answered, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Min

from heard.casework.promises import ASKED_AT_STAGE
from heard.figures.frames import NOT_RECORDED
from heard.outcomes.models import Action, Recommendation, Source
from heard.reporting.rows import stage_labels
from heard.representations.models import Panel, Report

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]
ANSWERS = dict(Recommendation.Answer.choices)
SOURCES = dict(Source.choices)
UNANSWERED = "Not answered yet"


def recommended(cases: Cases, columns: Columns, *, today: date) -> Any:
    """Each recommendation on the day its report came; where that is not on record, the day its stage began."""
    came, becoming, labels = _came_on(), _becoming(today), stage_labels()
    rows = Recommendation.objects.order_by("pk").values_list(
        "pk", "representation_id", "stage_id", "stage__stage", "stage__started_on", "service__label", "answer",
        "source", "done_on",
    )  # fmt: skip
    return columns(
        (
            {
                **{name: cases[case][name] for name in ("ref", "kind", "procedure", "team")},
                "service": service or cases[case]["service"],
                "started_on": came.get(stage) or began or cases[case]["received_on"],
                "stage": labels[code] if code else NOT_RECORDED,
                "stage_code": code,
                "answer": str(ANSWERS.get(answer, UNANSWERED)),
                "answer_code": answer or "none",
                "recommended_by": str(SOURCES.get(source or ASKED_AT_STAGE.get(code, ""), NOT_RECORDED)),
                "followed": "done" if done else becoming.get(pk, "nothing agreed"),
            }
            for pk, case, stage, code, began, service, answer, source, done in rows
        ),
        "recommended",
    )


def _came_on() -> dict[int | None, date]:
    """The day each stage's first report, or its panel's recommendations, came in."""
    reports = Report.objects.order_by().values("appointment__stage_id").annotate(first=Min("received_on"))
    came: dict[int | None, date] = dict(reports.values_list("appointment__stage_id", "first"))
    panels = Panel.objects.values_list("stage_id", "recommendations_received_on")
    came.update({stage: day for stage, day in panels if day is not None})
    return came


def _becoming(today: date) -> dict[int, str]:
    """What became of each recommendation by the promises that follow it: done, late or still to come."""
    found: dict[int, str] = {}
    rows = Action.objects.exclude(recommendation=None).order_by("pk")
    for number, due_on, done_on in rows.values_list("recommendation_id", "due_on", "done_on"):
        stands = "done" if done_on else "late" if due_on < today else "to come"
        there = found.get(number or 0, "done")
        found[number or 0] = max(there, stands, key=("done", "to come", "late").index)
    return found
