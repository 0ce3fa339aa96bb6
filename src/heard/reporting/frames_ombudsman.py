"""From tables to the frames of the Ombudsman's recommendations, where cases stand, and refusals that went there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from heard.casework.looking_at_ombudsman import where_it_stands
from heard.casework.looking_at_ombudsman_lists import refusals_at_the_ombudsman
from heard.figures.frames import NOT_RECORDED
from heard.representations.models import OmbudsmanCase, OmbudsmanRecommendation

Columns = Callable[..., Any]
NOTHING_SAID = "Nothing said yet"


def asked(columns: Columns, *, today: date) -> Any:
    """Each recommendation of a decision: of which service, whether done, and in time where that can be said."""
    rows = OmbudsmanRecommendation.objects.select_related("case__service", "service").order_by("pk")
    return columns(
        (
            {
                "ref": f"{row.case.reference}, part {row.pk}",
                "started_on": row.case.decided_on or row.case.received_on,
                "service": _service(row),
                "done": int(row.accepted_on is not None),
                "in_time": _in_time(row, today),
            }
            for row in rows
        ),
        "ombudsman_asked",
    )


def standing(columns: Columns) -> Any:
    """Each case of the Ombudsman and where it stands."""
    rows = (
        OmbudsmanCase.objects.select_related("service").prefetch_related("steps", "enquiries").order_by("pk")
    )
    return columns(
        (
            {
                "ref": row.reference,
                "started_on": row.received_on,
                "service": row.service.label if row.service else NOT_RECORDED,
                "stands": _stands(row),
            }
            for row in rows
        ),
        "ombudsman_standing",
    )


def refusals(columns: Columns) -> Any:
    """Each refusal of ours that went to the Ombudsman, and what they said of it."""
    return columns(
        (
            {
                "ref": row.reference,
                "started_on": row.received_on,
                "service": row.service.label if row.service else NOT_RECORDED,
                "word_on_refusal": _word(row),
            }
            for row in refusals_at_the_ombudsman().select_related("service").order_by("pk")
        ),
        "ombudsman_refusals",
    )


def _service(row: OmbudsmanRecommendation) -> str:
    service = row.service or row.case.service
    return service.label if service else NOT_RECORDED


def _in_time(row: OmbudsmanRecommendation, today: date) -> int | None:
    """Whether the proof was sent by its day; nothing is said of what is neither accepted nor past its day."""
    if row.accepted_on is None or row.proof_sent_on is None:
        return 0 if row.due_on < today else None
    return int(row.proof_sent_on <= row.due_on)


def _stands(row: OmbudsmanCase) -> str:
    asking = any(one.answered_on is None for one in row.enquiries.all())
    return where_it_stands(row, list(row.steps.all()), is_asking=asking)[0]


def _word(row: OmbudsmanCase) -> str:
    word = getattr(row, "word_on_refusal", None)
    return str(word.get_word_display()) if word else NOTHING_SAID
