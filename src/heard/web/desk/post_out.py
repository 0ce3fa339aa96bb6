"""The post going out: what waits, what went out today, and each letter's own page. Each letter is its own act."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looks, post
from heard.casework.letters.arriving import WAYS
from heard.casework.once import written_once
from heard.casework.permissions import Act
from heard.casework.post_out import is_post_room, post_of, posting_for
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day, Known
from heard.web.desk.letters_issued import file_of
from heard.web.desk.letters_shown import under
from heard.web.desk.wording import short_day, spoken_day
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

WRONG, OVERTAKEN = 422, 409


class SentForm(ActForm):
    """A letter that went out."""

    way = fields.one_of("How it went out", [*WAYS.items()])
    sent_on = Day(label="Day it went out")
    why = fields.reason(
        "Why the day is corrected", help_text="Only where another day is on record.", required=False
    )


class ReceivedForm(ActForm):
    """A letter that arrived."""

    received_on = Day(label="Day it arrived", help_text="From a signature, or as they said.")
    why = fields.reason(
        "Why the day is corrected", help_text="Only where another day is on record.", required=False
    )


class CameBackForm(ActForm):
    """A letter that did not arrive."""

    failed_on = Day(label="Day it came back, or failed")
    because = fields.words(
        "What happened", help_text="Wrong address, returned, refused, mailbox full.", rows=3
    )


@dataclass(frozen=True)
class Step:
    """What may be said of a letter in the post: its heading, form, function and what is then said."""

    title: str
    form: type[ActForm]
    function: Callable[..., None]
    done: str


STEPS = {
    "sent": Step("It went out", SentForm, post.mark_sent, "On record as sent."),
    "received": Step("It arrived", ReceivedForm, post.record_received, "The day it arrived is on record."),
    "came-back": Step("It did not arrive", CameBackForm, post.record_failed, "It stands in the queue again."),
}
ROOM = ("sent", "came-back")


@require_GET
@for_those_who_may(Act.POST_OUT)
def queue(request: HttpRequest) -> HttpResponseBase:
    """The letters that wait to go out, and those that went out today."""
    day, member = today(), member_of(request)
    found = post_of(member, on=day)
    facts = {
        "waiting": [(one, WAYS.get(one.way, ""), short_day(one.issued_on)) for one in found.waiting],
        "sent": [(one, WAYS.get(one.way, "")) for one in found.sent_today],
        "today": spoken_day(day),
        "day": day,
        "ways": [*WAYS.items()],
        "is_post_room": is_post_room(member),
        "once": _once(request),
    }
    return show(request, "desk/post_out.html", facts)


@require_GET
@for_those_who_may(Act.POST_OUT)
def letter(request: HttpRequest, number: int) -> HttpResponseBase:
    """One letter as it goes into the envelope, to be printed."""
    row, one = _found(request, number)
    facts = {
        "one": one,
        "letter": under(row.letter.body, 1) if row.letter.body else "",
        "way": WAYS.get(one.way, ""),
    }
    return show(request, "desk/post_letter.html", facts)


@require_GET
@for_those_who_may(Act.POST_OUT)
def docx(request: HttpRequest, number: int) -> HttpResponseBase:
    """The file of a letter that goes out."""
    row, _ = _found(request, number)
    return file_of(row.letter)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.POST_OUT)
def step(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """What became of one letter."""
    found = STEPS.get(slug)
    if found is None or (is_post_room(member_of(request)) and slug not in ROOM):
        raise Http404
    row, one = _found(request, number)
    known = Known(row.letter.representation, member_of(request), today())
    if request.method == "GET":
        return _page(request, found, slug, one, found.form(known=known, initial={"way": one.way}))
    form = found.form(request.POST, known=known)
    if not form.is_valid():
        return _page(request, found, slug, one, form, status=WRONG)
    try:
        do = partial(found.function, letter=number, by=by_whom(request), at=now(), **form.said())
        written_once(member=known.member, once=_once(request), act=f"post {slug}", at=now(), do=do)
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _page(request, found, slug, one, form, status=OVERTAKEN)
    messages.success(request, f"{one.reference}, {one.to or 'nobody named'}: {found.done}")
    if "case" in request.GET and not is_post_room(member_of(request)):
        return redirect("letter", reference=one.reference, number=number)
    return redirect("post-out")


def _once(request: HttpRequest) -> str:
    """The token of the form that was sent, or one for the form that is shown."""
    return request.POST.get("once", "")[:64] or secrets.token_urlsafe(16)


def _found(request: HttpRequest, number: int) -> tuple[Any, Any]:
    row, one = posting_for(member_of(request), number, on=today())
    looks.note(member_of(request), one.reference, "letters", now())
    return row, one


def _page(
    request: HttpRequest, found: Step, slug: str, one: Any, form: ActForm, *, status: int = 200
) -> HttpResponseBase:
    facts = {
        "step": found, "slug": slug, "one": one, "form": form, "way": WAYS.get(one.way, ""), "once": _once(request)
    }  # fmt: skip
    return show(request, "desk/post_step.html", facts, status=status)
