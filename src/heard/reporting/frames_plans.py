"""From tables to the frames of plans, and of what members and partners asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from heard.casework.looking_at_plans import NOT_BEGUN
from heard.figures.frames import NOT_RECORDED
from heard.law.working_days import in_words
from heard.outcomes.models import Matter, PlanItem, PlanProgress

Columns = Callable[..., Any]
STANDINGS = dict(PlanProgress.Standing.choices)
WAITS = "Still to be answered"


def plan_lines(columns: Columns, *, today: date) -> Any:
    """Each line of each plan, and how it stood last."""
    last = PlanProgress.objects.order_by("said_on", "pk").values_list("item_id", "standing")
    stands = dict(last)
    rows = PlanItem.objects.select_related("plan__service").order_by("plan__begins_on", "plan_id", "number")
    return columns(
        (
            {
                "ref": f"plan {row.plan_id}, line {row.number}",
                "started_on": row.plan.begins_on,
                "plan": row.plan.title,
                "line": row.words,
                "line_kind": str(row.get_kind_display()),
                "line_standing": _standing(row, stands.get(row.pk), today),
                "service": row.plan.service.label if row.plan.service else NOT_RECORDED,
            }
            for row in rows
        ),
        "plan_lines",
    )


def matters(columns: Columns) -> Any:
    """What each meeting asked, resolved or agreed, and the answer."""
    rows = Matter.objects.select_related("meeting", "service").order_by("meeting__held_on", "pk")
    return columns(
        (
            {
                "ref": f"meeting {row.meeting_id}, matter {row.number}",
                "started_on": row.meeting.held_on,
                "matter": row.words,
                "matter_kind": str(row.get_kind_display()),
                "with_whom": row.meeting.with_whom,
                "answered": int(row.answered_on is not None),
                "answered_in_words": row.answer or WAITS,
                "service": row.service.label if row.service else NOT_RECORDED,
            }
            for row in rows
        ),
        "matters",
    )


def _standing(row: PlanItem, said: str | None, today: date) -> str:
    words = str(STANDINGS[said]) if said else NOT_BEGUN
    is_over = said not in (None, PlanProgress.Standing.ON_THE_WAY)
    return f"{words}, due {in_words(row.due_on)}" if not is_over and row.due_on < today else words
