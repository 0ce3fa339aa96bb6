"""Checking a letter: each fact that was put in is looked at and confirmed, and whatever was found is answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.letters.checking import check_draft
from heard.casework.letters.stepping import TO_WRITE, ChangedMeanwhile
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.letters_frame import LetterFrame, opened_letter
from heard.web.desk.letters_shown import under
from heard.web.seeing import for_those_who_may

WRONG, OVERTAKEN = 422, 409
FACT = "fact:"
NOT_SEEN = "Look at “{}” and tick it, or go back and change the letter"


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.DRAFT_LETTERS)
def check(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """The facts of a letter to be confirmed, one by one, beside the letter."""
    frame = opened_letter(request, reference, number)
    return _sent(frame) if request.method == "POST" else _page(frame)


def _sent(frame: LetterFrame) -> HttpResponseBase:
    said = frame.request.POST
    confirmed = {
        name.removeprefix(FACT): str(value).replace("\r\n", "\n")
        for name, value in said.items()
        if name.startswith(FACT)
    }
    errors = _not_seen(frame, confirmed)
    if errors:
        return _page(frame, errors=errors, status=WRONG)
    version = said.get("version", "")
    try:
        frame.do(
            Act.DRAFT_LETTERS,
            check_draft,
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            confirmed=confirmed,
            although=said.get("although", ""),
        )
    except ChangedMeanwhile as why:
        return _page(frame, errors=[("", in_words(why))], status=OVERTAKEN)
    except REFUSALS as why:
        return _page(frame, errors=[("#although", in_words(why))], status=WRONG)
    messages.success(frame.request, "Checked.")
    return redirect(_next(frame), frame.case.reference, frame.row.pk)


def _next(frame: LetterFrame) -> str:
    return "letter-sign" if frame.opened.four_eyes else "letter-draft"


def _not_seen(frame: LetterFrame, confirmed: dict[str, str]) -> list[tuple[str, str]]:
    """A tick counts for what it said: where the fact has moved meanwhile, casework says so."""
    return [
        (f"#fact-{place}", NOT_SEEN.format(said_as(one.name)))
        for place, one in enumerate(frame.opened.facts, start=1)
        if one.name not in confirmed
    ]


def said_as(name: str) -> str:
    """A fact's name as a person reads it."""
    return name.replace("_", " ")


def _page(
    frame: LetterFrame, *, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponseBase:
    ticked = {name.removeprefix(FACT) for name in frame.request.POST if name.startswith(FACT)}
    facts: dict[str, Any] = {
        "facts": [
            {
                "one": one,
                "name": f"{FACT}{one.name}",
                "words": said_as(one.name),
                "ticked": one.name in ticked,
            }
            for one in frame.opened.facts
        ],
        "letter": under(frame.opened.made.html, 2),
        "soft": [one for one in frame.opened.issues if not one.stops],
        "although": frame.request.POST.get("although", ""),
        "is_now": frame.row.standing in TO_WRITE,
        "errors": errors or [],
        "has_errors": bool(errors),
    }
    return frame.show("desk/letters_check.html", facts, status=status)
