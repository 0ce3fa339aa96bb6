"""The row of questions at the child's door: which come, by what was answered before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from heard.casework import looking_at_council
from heard.web.public import child_forms as forms
from heard.web.public import child_forms_call as calling
from heard.web.public.child_fields import NOBODY, UNSAFE
from heard.web.public.steps import Answers, Door, Step

SEVERAL = "public/child/several.html"
BY_PHONE = ("call", "text")


def one(said: Answers, step: str, field: str = "") -> str:
    """The one answer to a question, or nothing."""
    return str((said.get(step, {}).get(field or step) or [""])[0])


def several(said: Answers, step: str, field: str = "") -> list[str]:
    """The answers to a question of which any number may be chosen."""
    return [str(value) for value in said.get(step, {}).get(field or step, [])]


def is_worker(said: Answers) -> bool:
    """A worker is led to pages of their own."""
    return one(said, "who") == "worker"


def tells(said: Answers) -> bool:
    """Everybody but a worker."""
    return not is_worker(said)


def _told_by(*ways: str) -> Any:
    return lambda said: tells(said) and one(said, "how") in ways


def _answered_by(*ways: str) -> Any:
    return lambda said: tells(said) and one(said, "answer") in ways


def _named(how: str) -> Any:
    return lambda said: tells(said) and one(said, "name") == how


def wants_advocate(said: Answers) -> bool:
    """They asked us to find an advocate."""
    asked = one(said, "how") == "advocate" and one(said, "advocate") == "ask"
    return tells(said) and (asked or "advocate" in several(said, "easier"))


def feels_unsafe(said: Answers) -> bool:
    """They said that they do not feel safe."""
    return tells(said) and UNSAFE in several(said, "feelings")


def keeps_from_somebody(said: Answers) -> bool:
    """Somebody must not know."""
    return tells(said) and bool(set(several(said, "kept-from", "kept_from")) - {NOBODY})


def needs_a_number(said: Answers) -> bool:
    """A number is needed for the answer, and was not given for a call."""
    return tells(said) and one(said, "answer") in BY_PHONE and one(said, "how") != "call"


def _numbers(request: HttpRequest, said: Answers) -> dict[str, Any]:
    return {"numbers": looking_at_council.help_numbers()}


STEPS = (
    Step("hide", forms.Read, _("How to hide this page"), template="public/child/hide_first.html"),
    Step("who", forms.Who, _("Who are you?")),
    Step("worker", forms.Read, _("You work with children"), asked=is_worker, template="public/child/worker.html"),
    Step("how", forms.How, _("How do you want to tell us?"), asked=tells),
    Step("words", forms.Words, _("What happened?"), asked=_told_by("write")),
    Step("voice", forms.Read, _("Record your voice"), asked=_told_by("record")),
    Step("picture", forms.Read, _("Send a picture or a film"), asked=_told_by("picture")),
    Step("call", calling.Number, _("What number can we use?"), asked=_told_by("call")),
    Step("when", calling.When, _("When can we call you?"), asked=_told_by("call")),
    Step("safe-call", calling.SafeCall, _("How to call you"), asked=_told_by("call"), template=SEVERAL),
    Step(
        "advocate", calling.Advocate, _("Get an advocate"),
        asked=_told_by("advocate"), template="public/child/advocate.html", more=_numbers,
    ),
    Step(
        "advocate-told", calling.AdvocateTold, _("What may we tell the advocate?"),
        asked=lambda said: tells(said) and one(said, "how") == "advocate" and one(said, "advocate") == "ask",
    ),
    Step(
        "more-words", forms.MoreWords, _("Do you want to write some words too?"),
        asked=_told_by("record", "picture", "call", "advocate"),
    ),
    Step("feelings", forms.Feelings, _("How do you feel?"), asked=tells, template="public/child/feelings.html"),
    Step("safe", forms.Read, _("Help now"), asked=feels_unsafe, template="public/child/safe_now.html", more=_numbers),
    Step("better", forms.Better, _("What would make it better?"), asked=tells),
    Step("kept-from", forms.KeptFrom, _("Should anybody not know?"), asked=tells),
    Step("kept-from-who", forms.KeptFromWho, _("Who should not know?"), asked=keeps_from_somebody, template=SEVERAL),
    Step("name", forms.Name, _("Do you want to tell us your name?"), asked=tells),
    Step("whole-name", forms.WholeName, _("What is your name?"), asked=_named("whole")),
    Step("first-name", forms.FirstName, _("What is your first name?"), asked=_named("first")),
    Step("answer", forms.Answer, _("How do you want us to answer you?"), asked=tells),
    Step("number", calling.Number, _("What number can we use for you?"), asked=needs_a_number),
    Step("address", forms.Address, _("Where shall we send the letter?"), asked=_answered_by("letter")),
    Step("place", forms.Place, _("Where shall we meet you?"), asked=_answered_by("person")),
    Step("someone", forms.Someone, _("Who do you trust?"), asked=_answered_by("someone"), template=SEVERAL),
    Step("easier", forms.Easier, _("What would make this easier for you?"), asked=tells),
    Step(
        "trusted", forms.Trusted, _("Is there somebody you trust?"),
        asked=lambda said: tells(said) and one(said, "answer") != "someone", template="public/child/trusted.html",
    ),
)  # fmt: skip
CHILD = Door(
    start="child-start",
    step="child-step",
    check="child-check",
    steps=STEPS,
    facts={"is_child": True, "home": reverse_lazy("child-start")},
)
