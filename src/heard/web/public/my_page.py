"""One's own page: where it stands, the next day, our answer, and whatever one wants to say or ask for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import my_page as pages
from heard.casework import my_page_acts as acts
from heard.casework import my_promises
from heard.casework.codes import Reader
from heard.casework.performing import NotNow
from heard.law.procedure import NotInTheChart
from heard.web.forms_look import Counted, Form, Radios
from heard.web.public import languages
from heard.web.public.coming_back import reader_in
from heard.web.seeing import now, show, today

HOW = (
    ("yes", _("Yes")),
    ("partly", _("A bit")),
    ("no", _("No")),
    ("not_said", _("I do not want to say")),
)

STEPS = {
    True: (
        _("We have it"),
        _("Someone is looking"),
        _("Someone new is looking again"),
        _("Here is our answer"),
    ),
    False: ("Received", "Being looked into", "Being looked at again by somebody new", "Answered"),
}


class SayForm(Form):
    """Something more to say."""

    words = forms.CharField(
        label=_("What do you want to tell us?"),
        max_length=acts.LONGEST,
        widget=Counted(attrs={"rows": 6}),
        error_messages={"required": _("Write what you want to tell us")},
    )


class GoOnForm(Form):
    """Going on; words may be left out."""

    words = forms.CharField(
        label=_("Is there anything we should know?"),
        help_text=_("You do not have to write anything"),
        required=False,
        max_length=acts.LONGEST,
        widget=Counted(attrs={"rows": 5}),
    )


class HowForm(Form):
    """How it was, in two choices and a box."""

    heard = forms.ChoiceField(
        label=_("Did we listen to you?"), choices=HOW, widget=Radios,
        error_messages={"required": _("Choose if we listened to you")},
    )  # fmt: skip
    fair = forms.ChoiceField(
        label=_("Were we fair?"),
        choices=HOW,
        widget=Radios,
        error_messages={"required": _("Choose if we were fair")},
    )
    words = forms.CharField(
        label=_("What should we do better?"),
        required=False,
        max_length=acts.LONGEST,
        widget=Counted(attrs={"rows": 4}),
    )


def for_whoever_came_back(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for whoever opened theirs by a code or a link; everybody else is led to the page that asks for one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reader = reader_in(request)
        mine = pages.my_page(reader.case, reader.person, on=today()) if reader else None
        if reader is None or mine is None:
            return redirect("public-code")
        # The words for adults are in English only.
        with nullcontext() if mine.is_child else languages.in_english():
            return view(request, reader, mine, *args, **kwargs)

    return guarded


@require_GET
@for_whoever_came_back
def page(request: HttpRequest, reader: Reader, mine: pages.MyPage) -> HttpResponseBase:
    """Everything there is to see, the next day first."""
    statement = pages.statement_to_agree(reader.case) if mine.to_agree else []
    facts = {**_facts(mine), **_promised(reader), "form": SayForm(), "statement": statement}
    return show(request, "public/my_page.html", facts)


@require_POST
@for_whoever_came_back
def say(request: HttpRequest, reader: Reader, mine: pages.MyPage) -> HttpResponseBase:
    """Say something more."""
    form = SayForm(request.POST)
    if not form.is_valid():
        facts = {**_facts(mine), **_promised(reader), "form": form}
        return show(request, "public/my_page.html", facts, status=422)
    acts.say_more(reader=reader, words=form.cleaned_data["words"], at=now())
    return _thanks(request, gettext("We have your message."))


@require_http_methods(["GET", "POST"])
@for_whoever_came_back
def go_on(request: HttpRequest, reader: Reader, mine: pages.MyPage) -> HttpResponseBase:
    """Not happy with the answer: ask for somebody to look again, with one press."""
    form = GoOnForm(request.POST or None)
    if not mine.may_go_on:
        return redirect("my-page")
    if request.method == "POST" and form.is_valid():
        acts.ask_to_go_on(reader=reader, words=form.cleaned_data["words"], at=now())
        return _thanks(request, gettext("We have it. Someone new will look at it."))
    return show(request, "public/my_page_go_on.html", {**_facts(mine), "form": form}, status=_status(form))


@require_http_methods(["GET", "POST"])
@for_whoever_came_back
def stop(request: HttpRequest, reader: Reader, mine: pages.MyPage) -> HttpResponseBase:
    """Want to stop: it is asked about first, and nothing that was said is thrown away."""
    form = GoOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.ask_to_stop(reader=reader, words=form.cleaned_data["words"], at=now())
        return _thanks(
            request, gettext("We know that you want to stop. Someone will ask you about it first.")
        )
    return show(request, "public/my_page_stop.html", {**_facts(mine), "form": form}, status=_status(form))


@require_http_methods(["GET", "POST"])
@for_whoever_came_back
def how_it_was(request: HttpRequest, reader: Reader, mine: pages.MyPage) -> HttpResponseBase:
    """How was that for you? Asked whatever came of it."""
    if mine.was_asked_how:
        return redirect("my-page")
    form = HowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.say_how_it_was(reader=reader, at=now(), **form.cleaned_data)
        except NotNow as why:
            return _thanks(request, str(why))
        return _thanks(request, gettext("Thank you. We read what everybody tells us."))
    return show(request, "public/my_page_how.html", {**_facts(mine), "form": form}, status=_status(form))


@require_POST
@for_whoever_came_back
def agree(request: HttpRequest, reader: Reader, mine: pages.MyPage) -> HttpResponseBase:
    """Agree the statement of complaint as it stands."""
    try:
        acts.agree_statement(reader=reader, at=now())
    except (NotNow, NotInTheChart):
        return _thanks(request, "It was agreed already.")
    return _thanks(request, "You agreed the statement. The investigation goes on from today.")


@require_POST
@for_whoever_came_back
def trust_nobody(request: HttpRequest, reader: Reader, mine: pages.MyPage) -> HttpResponseBase:
    """Nobody else may get a new code from now on."""
    acts.take_trust_back(reader=reader, at=now())
    return _thanks(request, gettext("From now on we give a new code to you alone."))


@require_GET
@for_whoever_came_back
def letter(request: HttpRequest, reader: Reader, mine: pages.MyPage, number: int) -> HttpResponseBase:
    """One letter to them."""
    found = pages.letter_to(reader.case, reader.person, number)
    if found is None:
        return redirect("my-page")
    title, blocks, issued_on = found
    facts = {**_facts(mine), "title": title, "blocks": blocks, "issued_on": issued_on, "back": "/my/"}
    return show(request, "public/my_page_letter.html", facts)


def _facts(mine: pages.MyPage) -> dict[str, Any]:
    steps = [
        (number, words, "done" if number < mine.step else "now" if number == mine.step else "to come")
        for number, words in enumerate(STEPS[mine.is_child], start=1)
        if number != pages.AGAIN or mine.step == pages.AGAIN
    ]
    return {"mine": mine, "steps": steps, "child": mine.is_child}


def _promised(reader: Reader) -> dict[str, Any]:
    """The promises made to this reader, and what they are asked about those that were kept."""
    return {
        "promises": my_promises.my_promises(reader, on=today()),
        "asked": my_promises.my_questions(reader, on=today()),
    }


def _thanks(request: HttpRequest, words: str) -> HttpResponseBase:
    messages.success(request, words)
    return redirect("my-page")


def _status(form: Form) -> int:
    return 422 if form.is_bound and form.errors else 200
