"""What was promised for a day and is not done: agreed actions, and decisions that were to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from heard.casework.nightly_ladder import PROMISED_ROLES, Rung, promised_ladder_on, reached
from heard.casework.nightly_seeing import Night, Noticed
from heard.outcomes.models import Action, Remedy
from heard.representations.models import (
    Decision,
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanExtension,
    OmbudsmanRecommendation,
)

BATCH = 1000
# What goes by the ladder of promises: who owes it and the head of the service are told too.
PROMISES = ("action", "remedy", "ombudsman")
Promised = tuple[int, int, str, date]


def promises_tonight(night: Night) -> Iterator[list[Noticed]]:
    """Chasers on promises, by batches: actions, remedies, and decisions with a day of review."""
    promised = promised_ladder_on(night.on)
    earliest = max([0, *(-rung.days for rung in (*night.ladder, *promised))])
    for what, rows in _promises(night.on + timedelta(days=7 + 2 * earliest)):
        ladder = promised if what in PROMISES else night.ladder
        last = 0
        while some := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
            last = some[-1][0]
            yield [noticed for one in some for noticed in _of_promise(night, ladder, what, one)]


def _promises(furthest: date) -> Iterator[tuple[str, QuerySet[Any, Any]]]:
    fields = ("pk", "representation_id", "representation__reference")
    due = {"done_on": None, "due_on__lte": furthest}
    yield "action", Action.objects.filter(**due).values_list(*fields, "due_on")
    yield "remedy", Remedy.objects.filter(**due).values_list(*fields, "due_on")
    review = Decision.objects.filter(ended_on=None, review_on__lte=furthest)
    yield "review", review.values_list(*fields, "review_on")
    about = ("pk", "case__about_id", "case__about__reference")
    asked = OmbudsmanRecommendation.objects.filter(accepted_on=None, due_on__lte=furthest)
    yield "ombudsman", asked.exclude(case__about=None).values_list(*about, "due_on")
    enquiries = OmbudsmanEnquiry.objects.filter(answered_on=None, answer_by__lte=furthest)
    yield "enquiry", enquiries.exclude(case__about=None).values_list(*about, "answer_by")
    drafts = OmbudsmanDraft.objects.filter(commented_on=None, comments_by__lte=furthest)
    yield "draft", drafts.exclude(case__about=None).values_list(*about, "comments_by")
    asked_for = OmbudsmanExtension.objects.filter(answer="waiting", was_due_on__lte=furthest)
    for what in ("enquiry", "draft", "recommendation"):
        case = f"{what}__case__about"
        named = ("pk", f"{case}_id", f"{case}__reference", "was_due_on")
        yield "waits", asked_for.exclude(**{case: None}).values_list(*named)


def _of_promise(night: Night, ladder: Sequence[Rung], what: str, promised: Promised) -> Iterator[Noticed]:
    _, case, reference, due_on = promised
    left = night.clocks.calendar.by_law.between(night.on, due_on)
    for rung in reached(ladder, left, night.on > due_on):
        role = PROMISED_ROLES.get(rung.role, rung.role)
        yield Noticed(reference, case, None, f"{what}_{rung.code}", due_on, role)
