"""The adult's door: to complain, to comment or to suggest something, from the first page to the copy that is kept."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import about_people, arriving_files, codes, doorsteps, looking_at_council
from heard.casework.door import BY, SentBefore, TakenIn, take_in
from heard.casework.refused import REFUSALS
from heard.law.working_days import in_words
from heard.web import sending
from heard.web.forms_look import Form
from heard.web.public import adult_points, coming_back, doorstep
from heard.web.public.adult_files import chosen
from heard.web.public.adult_steps import ADULT, is_complaint
from heard.web.public.adult_told import rows_of, safe_email, told_of
from heard.web.public.asking import one_of as pick
from heard.web.public.steps import Answers, ask
from heard.web.seeing import now, show, today

CODE_SHOWN_FOR = timedelta(minutes=10)
NOT_SENT = "It was not sent. What you told us is still here. Try again, or contact us"


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """What this covers, other ways, and who speaks up for a child. A press throws away what was begun."""
    said = ADULT.said(request)
    if request.method == "POST":
        _drop_files(request, said)
        ADULT.keep(request, {"sent": said["sent"]} if "sent" in said else {})
        return redirect(ADULT.first())
    begun = bool(said.keys() - {"sent"})
    facts = {
        "numbers": looking_at_council.help_numbers(),
        "begun": begun,
        "first": _where_they_are(said) if begun else ADULT.first(),
    }
    return show(request, "public/adult/start.html", facts)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponseBase:
    """One question. Thanks have a page of their own, and a question that no longer comes leads to one that does."""
    said = ADULT.said(request)
    known = {one.name for one in ADULT.steps}
    if name in known and all(one.name != name for one in ADULT.there(said)):
        return redirect(_where_they_are(said))
    if name == "what" and request.POST.get("what") == "thanks":
        return redirect("thanks")
    return ask(request, ADULT, name)


def _where_they_are(said: Answers) -> str:
    """The first page that still lacks an answer, or the page of all answers."""
    left = ADULT.unanswered(said)
    if left is not None:
        return ADULT.address(left)
    return (is_complaint(said) and adult_points.unfinished(said)) or reverse(ADULT.check)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponseBase:
    """All answers, each with a way to change it; and the sending of them, once."""
    said = ADULT.said(request)
    if "sent" in said and "what" not in said:
        return redirect("complain-sent")
    if (where := _where_they_are(said)) != reverse(ADULT.check):
        return redirect(where if said else reverse(ADULT.start))
    if request.method == "POST" and "once" in said:
        return _send(request, said)
    if "once" not in said:
        said["once"] = secrets.token_urlsafe(24)
        ADULT.keep(request, said)
    return _check_page(request, said)


def _check_page(request: HttpRequest, said: Answers, wrong: str = "") -> HttpResponseBase:
    facts = {
        **_summary(request, said),
        "errors": [("", wrong)] if wrong else [],
        "has_errors": bool(wrong),
        "is_complaint": is_complaint(said),
        "back": ADULT.address(ADULT.there(said)[-1]),
    }
    answer = show(request, "public/adult/check.html", facts, status=422 if wrong else 200)
    return doorstep.with_cookie(request, answer)


def _summary(request: HttpRequest, said: Answers) -> dict[str, Any]:
    points = adult_points.points_of(said) if is_complaint(said) else []
    rows = rows_of(said, [one.name for one in chosen(request, said)])
    return {
        "points": [(one.number, [(name, answer) for _, name, answer in one.rows()]) for one in points],
        "rows": [(name, answer, _change(step, name)) for step, name, answer in rows],
    }


def _change(step: str, name: str) -> list[tuple[str, str, str]]:
    return [("Change", f"{reverse(ADULT.step, args=[step])}?check", name.lower())]


def _send(request: HttpRequest, said: Answers) -> HttpResponseBase:
    secret, at = doorstep.secret_of(request), now()
    found = chosen(request, said)
    contents = tuple((one.name, doorsteps.content_of(secret, one.number, at=at) or b"") for one in found)
    copied = _summary(request, said)

    def kept(what: TakenIn) -> None:
        # What was typed goes, and what came of it stands in its place: a second press finds it, whatever happens.
        ADULT.keep(request, {"sent": _as_sent(what, said, copied)})

    try:
        taken = take_in(told_of(said, contents), at=at, then=kept)
    except SentBefore as before:
        return _sent_before(request, before.reference)
    except REFUSALS:
        return _check_page(request, said, NOT_SENT)
    _drop_files(request, said)
    if found:
        arriving_files.make_ready(by=BY, at=at, reference=taken.reference)
    return doorstep.with_cookie(request, redirect("complain-sent"))


def _drop_files(request: HttpRequest, said: Answers) -> None:
    for one in chosen(request, said):
        doorsteps.drop_file(doorstep.secret_of(request), one.number, at=now())


def _as_sent(taken: TakenIn, said: Answers, copied: dict[str, Any]) -> dict[str, Any]:
    return {
        "reference": taken.reference,
        "code": taken.code,
        "reader": taken.reader,
        "read_by": taken.read_by.isoformat(),
        "answer_by": taken.answer_by.isoformat() if taken.answer_by else "",
        "is_complaint": is_complaint(said),
        "unsafe": "unsafe" in said.get("before", {}).get("before", []),
        "email": safe_email(said),
        "left_out": list(taken.left_out),
        "about": False,
        "mailed": False,
        "points": copied["points"],
        "rows": [row[:2] for row in copied["rows"]],
        "at": now().isoformat(),
    }


def _sent_before(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The second press of two that came together: the page of the first, or its reference alone."""
    there = doorsteps.answers_of(doorstep.secret_of(request), at=now()).get(ADULT.start, {})
    if "sent" in there:
        return redirect("complain-sent")
    return show(request, "public/adult/sent.html", {"reference": reference})


def _sent_in(request: HttpRequest) -> dict[str, Any] | None:
    found = ADULT.said(request).get("sent")
    return found if isinstance(found, dict) else None


@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest) -> HttpResponseBase:
    """That we have it: the reference, the days, who reads it, and a way back. A press sends that way by e-mail."""
    there = _sent_in(request)
    if there is None:
        return redirect(ADULT.start)
    if request.method == "POST":
        return _mail(request, there)
    if now() - datetime.fromisoformat(there["at"]) > CODE_SHOWN_FOR and there["code"]:
        there = {**there, "code": ""}
        _note(request, there)
    facts = {
        **there,
        "code": codes.in_groups(there["code"]).split() if there["code"] else [],
        "read_by": _spoken(there["read_by"]),
        "answer_by": _spoken(there["answer_by"]),
        "can_mail": bool(there["email"] and sending.can_send() and not there["mailed"]),
    }
    return show(request, "public/adult/sent.html", facts)


def _note(request: HttpRequest, there: dict[str, Any]) -> None:
    ADULT.keep(request, {**ADULT.said(request), "sent": there})


def _mail(request: HttpRequest, there: dict[str, Any]) -> HttpResponseBase:
    """A link to come back, to the address they called safe, once: it says nothing of what they told us."""
    if there["email"] and not there["mailed"] and sending.can_send():
        _note(request, {**there, "mailed": True})
        sending.later(coming_back.ask, there["reference"], there["email"])
    return redirect("complain-sent")


def _spoken(day: str) -> str:
    return in_words(date.fromisoformat(day)) if day else ""


@require_GET
def copy(request: HttpRequest) -> HttpResponseBase:
    """What was told, to print or to keep, for as long as this visit lasts."""
    there = _sent_in(request)
    if there is None:
        return redirect(ADULT.start)
    facts = {
        **there,
        "sent_on": in_words(datetime.fromisoformat(there["at"]).date()),
        "back": reverse("complain-sent"),
    }
    return show(request, "public/adult/copy.html", facts)


class About(Form):
    """What they want to say about themselves."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (question, answers) in about_people.QUESTIONS.items():
            self.fields[name] = pick(
                question, [*answers.items(), (about_people.NOT_SAID, "I do not want to say")]
            )


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest) -> HttpResponseBase:
    """Who they are, if they want to say: counted, once, and put beside nothing else."""
    there = _sent_in(request)
    if there is None:
        return redirect(ADULT.start)
    if there["about"]:
        return redirect("complain-sent")
    form = About(request.POST) if request.method == "POST" else About()
    if request.method == "POST" and form.is_valid():
        _note(request, {**there, "about": True})
        about_people.count_answers(
            {name: said for name, said in form.cleaned_data.items() if said}, on=today()
        )
        return redirect("complain-sent")
    facts = {"form": form, "back": reverse("complain-sent")}
    return show(request, "public/adult/about_you.html", facts, status=422 if form.errors else 200)
