"""Opening a case in an emergency, for sixty minutes and on record; and the review of every such opening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import breaking_glass, looks
from heard.casework.access import NeedsFresh
from heard.casework.choosing import name_of
from heard.casework.looking import NotYours
from heard.casework.permissions import Act, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.fresh import demand_fresh, is_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
REASONS = [
    ("safety", "A child may be at risk of harm"),
    ("absence", "Those who have the case cannot be reached"),
]
VERDICTS = [("justified", "Justified"), ("not_justified", "Not justified"), ("breach", "A breach")]
NOTHING = "No opening of this number waits for review. See the list of those that do."


class OpenForm(Form):
    """Which case, and why now."""

    case = fields.line("Number of the case", most=120)
    reason = fields.one_of("Reason", REASONS)
    words = fields.reason("Why do you need to read it now?", help_text="30 characters or more.")


class ReviewForm(Form):
    """What the review says."""

    verdict = fields.one_of("Was it right to open it?", VERDICTS)
    words = fields.reason("Why")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BREAK_GLASS)
def open_case(request: HttpRequest) -> HttpResponseBase:
    """Open one case that is not one's own, to read, for sixty minutes."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if (ask := demand_fresh(request)) is not None:
            return ask
        given, member = form.cleaned_data, member_of(request)
        reference = given["case"].strip()
        try:
            row = breaking_glass.break_glass(
                reference=reference, member=member, reason=given["reason"], words=given["words"], at=now(),
                fresh=is_fresh(request),
            )  # fmt: skip
            messages.success(request, "It is open to you for sixty minutes. Information governance was told.")
            return redirect("case", reference=row.representation.reference)
        except NotYours as why:
            looks.note(member, reference, "emergency", now(), refused=True)
            form.add_error("case", str(why))
        except (*REFUSALS, NeedsFresh, NotAllowed) as why:
            form.add_error("words", in_words(why))
    return show(request, "desk/breaking_glass.html", {"form": form}, status=WRONG if form.is_bound else 200)


@require_GET
@for_those_who_may(Act.REVIEW_GLASS)
def reviews(request: HttpRequest) -> HttpResponseBase:
    """The openings that nobody has reviewed yet, the oldest first."""
    rows = breaking_glass.to_review(member_of(request))
    facts = {"openings": [_line(one) for one in rows], "today": today()}
    return show(request, "desk/breaking_glass_reviews.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.REVIEW_GLASS)
def review(request: HttpRequest, number: int) -> HttpResponseBase:
    """One opening, and whether it was justified."""
    member = member_of(request)
    row = breaking_glass.to_review(member).filter(pk=number).first()
    if row is None:
        raise NotYours(NOTHING)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            breaking_glass.review_glass(number=number, by=member, at=now(), **form.cleaned_data)
            messages.success(request, "Reviewed, and on record.")
            return redirect("glass-reviews")
        except (*REFUSALS, NotAllowed) as why:
            form.add_error(None, in_words(why))
    facts = {"form": form, "one": _line(row)}
    return show(request, "desk/breaking_glass_review.html", facts, status=WRONG if form.is_bound else 200)


def _line(row: Any) -> dict[str, Any]:
    due = breaking_glass.review_by(row)
    return {
        "number": row.pk,
        "reference": row.representation.reference,
        "who": name_of(row.member),
        "role": row.member.get_role_display(),
        "at": row.began_at,
        "reason": row.get_reason_display(),
        "words": row.words,
        "due": spoken_day(due),
        "shape": "late" if due < today() else "soon" if due == today() else "fine",
    }
