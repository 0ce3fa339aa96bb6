"""From tables to the frames of what was learnt, how it was spread, lessons released, and training."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from heard.figures.frames import NOT_RECORDED
from heard.outcomes.models import GoodPractice, LearningPoint, Sharing, TrainingSession

Columns = Callable[..., Any]
COMPLAINTS = ("statutory_complaint", "corporate_complaint", "informal_complaint", "concern")


def learned(columns: Columns) -> Any:
    """Each thing learnt, once for each service that learns it."""
    rows = LearningPoint.objects.select_related("service", "representation").prefetch_related(
        "places__service", "sharings", "further_cases__representation"
    )
    return columns(
        (
            {
                "ref": f"learning point {row.pk}",
                "started_on": row.learned_on,
                "service": service,
                "came_from": _came_from(row),
                "shared": int(row.shared_on is not None or bool(row.sharings.all())),
            }
            for row in rows.order_by("pk")
            for service in _services(row)
        ),
        "learned",
    )


def spread(columns: Columns) -> Any:
    """Each time that something learnt was shared, and in which way."""
    rows = Sharing.objects.select_related("learning__service").order_by("pk")
    return columns(
        (
            {
                "ref": f"learning point {row.learning_id}, shared {row.pk}",
                "started_on": row.shared_on,
                "way": str(row.get_way_display()),
                "service": row.learning.service.label if row.learning.service else NOT_RECORDED,
            }
            for row in rows
        ),
        "spread",
    )


def lessons(columns: Columns) -> Any:
    """Each note of good practice that is released, in its own words."""
    rows = GoodPractice.objects.filter(taken_back_on=None).select_related("learning__service").order_by("pk")
    return columns(
        (
            {
                "ref": f"good practice {row.pk}",
                "started_on": row.released_on,
                "service": row.learning.service.label
                if row.learning and row.learning.service
                else NOT_RECORDED,
                "lesson": f"{row.title}: {' '.join(row.words.split())}",
            }
            for row in rows
        ),
        "lessons",
    )


def trained(columns: Columns) -> Any:
    """Each person who came to a session on handling complaints, without saying who."""
    rows = TrainingSession.objects.filter(on_complaints=True).order_by("pk")
    return columns(
        (
            {
                "ref": f"session {row.pk}, person {number}",
                "started_on": row.held_on,
                "session": row.title,
            }
            for row in rows
            for number in range(1, row.attended + 1)
        ),
        "trained",
    )


def _services(row: LearningPoint) -> list[str]:
    further = [one.service.label for one in row.places.all()]
    return [*([row.service.label] if row.service else []), *further] or [NOT_RECORDED]


def _came_from(row: LearningPoint) -> str:
    cases = [row.representation, *(one.representation for one in row.further_cases.all())]
    kinds = {case.kind for case in cases if case is not None}
    if not kinds:
        return "No single case"
    return "Complaints and concerns" if kinds & set(COMPLAINTS) else "Compliments and other words"
