"""The child's door: from the first page to the code that was given. Nobody here has an account or gives an address."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import arriving_files, codes, doorsteps
from heard.casework.door import BY, NotNow, SentBefore, TakenIn, take_in
from heard.casework.sign_language import film_on
from heard.law.working_days import in_words
from heard.web.public import doorstep, languages
from heard.web.public.child_files import WAYS, chosen, files
from heard.web.public.child_steps import CHILD, feels_unsafe, is_worker, one, tells
from heard.web.public.child_told import rows, told
from heard.web.public.steps import Answers, ask
from heard.web.seeing import now, show, today

SHOWN_FOR = timedelta(minutes=10)
NOT_SENT = _("It was not sent. What you told us is still here. Try again, or call us")


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """What this is, what is promised, and the way in. Whoever began may go on or throw it away."""
    if request.method == "POST":
        return doorstep.forget(request, redirect("child-start"))
    said = CHILD.said(request)
    left = CHILD.unanswered(said)
    begun = bool(said) and "sent" not in said
    facts = {
        "begun": begun,
        "begin": CHILD.address(left) if left else reverse(CHILD.check),
        "back": "",
        "film": film_on(today()),
        **CHILD.facts,
    }
    return show(request, "public/child/start.html", facts)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponseBase:
    """One question. One that does not come, or comes no more, leads back to where they are."""
    said = CHILD.said(request)
    if "sent" in said:
        return redirect("child-sent")
    if name in {one.name for one in CHILD.steps} and not _comes(name, said):
        return redirect("child-start")
    return files(request, name) if name in WAYS else ask(request, CHILD, name)


def _comes(name: str, said: Answers) -> bool:
    """Whether a step comes; a voice or a picture may be added to whatever else was told."""
    return name in {one.name for one in CHILD.there(said)} or (name in WAYS and tells(said))


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponseBase:
    """All answers, each with a way to change it; and the sending of them, once."""
    said = CHILD.said(request)
    if "sent" in said:
        return redirect("child-sent")
    left = CHILD.unanswered(said)
    if left is not None:
        return redirect(CHILD.address(left) if said else reverse(CHILD.start))
    if is_worker(said):
        return redirect(CHILD.step, "worker")
    if request.method == "POST" and "once" in said:
        return _send(request, said)
    if "once" not in said:
        said["once"] = secrets.token_urlsafe(24)
        CHILD.keep(request, said)
    return _check_page(request, said)


def _check_page(request: HttpRequest, said: Answers, wrong: str = "") -> HttpResponseBase:
    facts = {
        "rows": rows(said, chosen(request)),
        "errors": [("", wrong)],
        "has_errors": bool(wrong),
        "back": CHILD.address(CHILD.there(said)[-1]),
        **CHILD.facts,
    }
    return doorstep.with_cookie(
        request, show(request, "public/child/check.html", facts, status=422 if wrong else 200)
    )


def _send(request: HttpRequest, said: Answers) -> HttpResponseBase:
    secret, at = doorstep.secret_of(request), now()
    found = chosen(request)
    contents = tuple((one.name, doorsteps.content_of(secret, one.number, at=at) or b"") for one in found)

    def kept(what: TakenIn) -> None:
        # The words go, and the code stands in their place: a second press finds what was sent, never an empty page.
        CHILD.keep(request, {"sent": _as_sent(what, said)})

    language = languages.code_of_page()
    try:
        # What was chosen from our lists goes on record in English; what was typed stays as it was typed.
        with languages.in_english():
            taken = take_in(told(said, str(said["once"]), contents, language), at=at, then=kept)
    except SentBefore:
        return redirect("child-sent")
    except NotNow:
        return _check_page(request, said, str(NOT_SENT))
    for one_file in found:
        doorsteps.drop_file(secret, one_file.number, at=at)
    if found:
        arriving_files.make_ready(by=BY, at=at, reference=taken.reference)
    return doorstep.with_cookie(request, redirect("child-sent"))


def _as_sent(taken: TakenIn, said: Answers) -> dict[str, Any]:
    return {
        "code": taken.code,
        "reader": taken.reader,
        "read_by": taken.read_by.isoformat(),
        "answer_by": taken.answer_by.isoformat() if taken.answer_by else "",
        "by": one(said, "answer"),
        "unsafe": feels_unsafe(said),
        "left_out": list(taken.left_out),
        "at": now().isoformat(),
    }


@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest) -> HttpResponseBase:
    """That it is with us, the code for ten minutes, who reads it and by when. A press clears the page for good."""
    if request.method == "POST":
        return doorstep.forget(request, redirect("child-start"))
    there = CHILD.said(request).get("sent")
    if there is None:
        return redirect("child-start")
    fresh = now() - datetime.fromisoformat(there["at"]) < SHOWN_FOR
    if not fresh:
        there = {**there, "code": ""}
        CHILD.keep(request, {"sent": there})
    facts = {
        **CHILD.facts,
        **there,
        "code": codes.in_groups(there["code"]).split() if there["code"] else [],
        "reader": there["reader"] or gettext("Somebody in our team"),
        "read_by": _spoken(there["read_by"]),
        "answer_by": _spoken(there["answer_by"]),
        "today": in_words(today()),
        "is_sent": True,
    }
    return show(request, "public/child/sent.html", facts)


def _spoken(day: str) -> str:
    return dateformat.format(date.fromisoformat(day), "l j E") if day else ""


@require_GET
def easy(request: HttpRequest) -> HttpResponseBase:
    """The same in pictures and few words."""
    return show(request, "public/child/easy.html", {"back": reverse("child-start"), **CHILD.facts})
