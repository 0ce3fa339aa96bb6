"""What the questions of the child's door are made of: the answers to choose from, and boxes that are not remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from heard.web.forms_look import Checkboxes, Form, Radios

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words

MOST = 10_000
NOTHING_NEEDED = _("You can leave this empty.")
HOW = (
    ("write", _("Write it")),
    ("record", _("Record my voice")),
    ("picture", _("Send a picture or a film")),
    ("call", _("Ask somebody to call me")),
    ("advocate", _("Get an advocate")),
)
UNSAFE, NOT_SAYING, NOBODY = "unsafe", "not_saying", "nobody"
FEELINGS = (
    ("happy", _("Happy")),
    ("calm", _("OK")),
    ("sad", _("Sad")),
    ("angry", _("Angry")),
    ("worried", _("Worried")),
    ("scared", _("Scared")),
    ("mixed_up", _("Mixed up")),
    ("let_down", _("Let down")),
    (UNSAFE, _("I do not feel safe")),
    (NOT_SAYING, _("I do not want to say")),
)
BETTER = (
    ("sorry", _("Say sorry")),
    ("why", _("Tell me why it happened")),
    ("listen", _("Listen to me")),
    ("change", _("Change what was agreed")),
    ("help", _("Give me more help")),
    ("again", _("Make sure it does not happen again")),
)
KEPT_FROM = (
    ("social_worker", _("My social worker")),
    ("carer", _("My carer or foster carer")),
    ("parent", _("My mum or dad")),
    ("home", _("Somebody who works where I live")),
    ("school", _("Somebody at my school")),
    ("reviews", _("The person who runs my reviews")),
    ("else", _("Somebody else")),
    (NOBODY, _("No. You can tell who you need to")),
)
ANSWER = (
    ("code", _("Here, with a secret code")),
    ("call", _("Call me")),
    ("text", _("Send me a text")),
    ("letter", _("Send me a letter")),
    ("person", _("Come and talk to me")),
    ("someone", _("Tell somebody I trust")),
)
EASIER = (
    ("read", _("Read things out to me")),
    ("bsl", _("Use British Sign Language (BSL)")),
    ("language", _("Use my own language")),
    ("easy", _("Use easy words and pictures")),
    ("time", _("Give me more time")),
    ("with_me", _("Let somebody sit with me")),
    ("advocate", _("Get me an advocate")),
)


class Faces(Checkboxes):
    """Feelings to tick, each with a face drawn beside its word."""

    template_name = "public/child/faces.html"


def pick(label: Words, choices: Any, wrong: Words, hint: Words = "", **hints: Words) -> forms.ChoiceField:
    """One answer of several."""
    said = {"required": wrong, "invalid_choice": wrong}
    return forms.ChoiceField(
        label=label, choices=choices, widget=Radios(hints=hints), help_text=hint, error_messages=said
    )


def any_of(label: Words, choices: Any, hint: Words, widget: Any = None) -> forms.MultipleChoiceField:
    """Any number of answers, or none."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=hint,
        widget=widget or Checkboxes(),
        error_messages={"invalid_choice": _("Choose from the list")},
    )


def line(label: Words, wrong: Words = "", hint: Words = "", most: int = 200, **attrs: str) -> forms.CharField:
    """A short answer; it may be left empty where nothing would be wrong with that."""
    return forms.CharField(
        label=label,
        required=bool(wrong),
        help_text=hint,
        max_length=most,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        error_messages={"required": wrong, "max_length": too_long(str(most))},
    )


def too_long(most: str) -> Words:
    """What is said of an answer with more letters than there is room for."""
    return format_lazy(_("That is too long. Use {most} letters or fewer"), most=most)


def box(
    label: Words, wrong: Words = "", hint: Words = "", rows: int = 8, most: int = MOST
) -> forms.CharField:
    """Somebody's own words, as many as four pages."""
    return forms.CharField(
        label=label,
        required=bool(wrong),
        help_text=hint,
        max_length=most,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={"required": wrong, "max_length": too_long(f"{most:,}")},
    )


class ChildForm(Form):
    """A question to a child: what may be left empty says so itself."""

    mark_optional = False
