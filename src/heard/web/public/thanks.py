"""Thanks for a worker or a team, on one page and in under a minute: from a family, or from a colleague."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import choosing
from heard.casework.door import SentBefore, Told, take_in
from heard.casework.parties import Somebody
from heard.casework.refused import REFUSALS
from heard.web.forms_look import Form
from heard.web.public.asking import any_of, line, one_of, words
from heard.web.seeing import now, show

FROM = (
    ("child", "A child or young person"),
    ("family", "A parent, carer or relative"),
    ("colleague", "Someone who works for the council"),
    ("partner", "Someone who works somewhere else"),
)
RELATIONS = {"child": "child", "family": "not_known", "colleague": "other", "partner": "other"}
SHARE = (
    ("named", "Yes, with my name"),
    ("unnamed", "Yes, without my name"),
    ("no", "No, only tell them that someone said thank you"),
)
NOT_SENT = "It was not sent. What you wrote is still here. try again, or contact us"


class Thanks(Form):
    """Who is thanked, for what, by whom, and whether it may be shared."""

    who = line(
        "Who do you want to thank?", "Enter who you want to thank", help_text="A name, or a team.", most=200
    )
    words = words(
        "What did they do?",
        "Enter what they did",
        help_text="Leave out the name of any child, so that we can share it.",
        rows=5,
    )
    team = forms.ChoiceField(label="Which team are they in?", required=False)
    natures = any_of("What was good about it?", [("", "")])
    from_whom = one_of("Who are you?", FROM, "Select who you are")
    share = one_of("May we share what you wrote?", SHARE, "Select whether we may share what you wrote")
    name = line("Your name", autocomplete="name")
    once = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=60)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._choose("team", [("", "I do not know"), *((one, one) for one in choosing.teams())])
        labels = choosing.labels("category")
        if labels:
            self._choose("natures", [(one, one) for one in labels])
        else:
            del self.fields["natures"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """A name is needed only where it is to be shared."""
        name = str(self.cleaned_data["name"])
        if self.cleaned_data.get("share") == "named" and not name:
            raise forms.ValidationError("Enter your name, or choose “Yes, without my name”")
        return name

    def told(self) -> Told:
        """What goes on record: a compliment, with the team and what it was for where they said."""
        given = self.cleaned_data
        return Told(
            door="thanks",
            kind="compliment",
            once=given["once"] or secrets.token_urlsafe(24),
            words="\n".join(self._lines()),
            people=tuple(self._people()),
            told_by=given["from_whom"],
            is_secret=not given["name"],
            team=given["team"],
            natures=tuple(given.get("natures", ())),
        )

    def _lines(self) -> Iterator[str]:
        given = self.cleaned_data
        yield given["words"]
        yield ""
        yield f"Thanks for: {given['who']}"
        yield f"From: {dict(FROM)[given['from_whom']]}"
        yield f"May we share it: {dict(SHARE)[given['share']]}"

    def _people(self) -> Iterator[Somebody]:
        if name := self.cleaned_data["name"]:
            yield Somebody("complainant", name, RELATIONS[self.cleaned_data["from_whom"]])


@require_http_methods(["GET", "POST"])
def thanks(request: HttpRequest) -> HttpResponseBase:
    """The page. Nobody signs in for it, and nothing of it is kept until it is sent."""
    form = (
        Thanks(request.POST)
        if request.method == "POST"
        else Thanks(initial={"once": secrets.token_urlsafe(24)})
    )
    if request.method == "POST" and form.is_valid():
        try:
            take_in(form.told(), at=now())
        except REFUSALS:
            form.add_error(None, NOT_SENT)
        except SentBefore:
            return redirect("thanks-sent")
        else:
            return redirect("thanks-sent")
    facts = {"form": form, "back": reverse("home")}
    return show(request, "public/thanks.html", facts, status=422 if form.errors else 200)


@require_GET
def sent(request: HttpRequest) -> HttpResponseBase:
    """That it reached us, and where it goes. It says nothing of what was written."""
    return show(request, "public/thanks_sent.html")
