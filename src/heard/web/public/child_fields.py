"""What the questions of the child's door are made of: the answers to choose from, and boxes that are not remembered."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.web.forms_look import Checkboxes, Form, Radios

MOST = 10_000
NOTHING_NEEDED = "You can leave this empty."
HOW = (
    ("write", "Write it"),
    ("record", "Record my voice"),
    ("picture", "Send a picture or a film"),
    ("call", "Ask somebody to call me"),
    ("advocate", "Get an advocate"),
)
UNSAFE, NOT_SAYING, NOBODY = "unsafe", "not_saying", "nobody"
FEELINGS = (
    ("happy", "Happy"),
    ("calm", "OK"),
    ("sad", "Sad"),
    ("angry", "Angry"),
    ("worried", "Worried"),
    ("scared", "Scared"),
    ("mixed_up", "Mixed up"),
    ("let_down", "Let down"),
    (UNSAFE, "I do not feel safe"),
    (NOT_SAYING, "I do not want to say"),
)
BETTER = (
    ("sorry", "Say sorry"),
    ("why", "Tell me why it happened"),
    ("listen", "Listen to me"),
    ("change", "Change what was agreed"),
    ("help", "Give me more help"),
    ("again", "Make sure it does not happen again"),
)
KEPT_FROM = (
    ("social_worker", "My social worker"),
    ("carer", "My carer or foster carer"),
    ("parent", "My mum or dad"),
    ("home", "Somebody who works where I live"),
    ("school", "Somebody at my school"),
    ("reviews", "The person who runs my reviews"),
    ("else", "Somebody else"),
    (NOBODY, "No. You can tell who you need to"),
)
ANSWER = (
    ("code", "Here, with a secret code"),
    ("call", "Call me"),
    ("text", "Send me a text"),
    ("letter", "Send me a letter"),
    ("person", "Come and talk to me"),
    ("someone", "Tell somebody I trust"),
)
EASIER = (
    ("read", "Read things out to me"),
    ("bsl", "Use British Sign Language (BSL)"),
    ("language", "Use my own language"),
    ("easy", "Use easy words and pictures"),
    ("time", "Give me more time"),
    ("with_me", "Let somebody sit with me"),
    ("advocate", "Get me an advocate"),
)


class Faces(Checkboxes):
    """Feelings to tick, each with a face drawn beside its word."""

    template_name = "public/child/faces.html"


def pick(label: str, choices: Any, wrong: str, hint: str = "", **hints: str) -> forms.ChoiceField:
    """One answer of several."""
    said = {"required": wrong, "invalid_choice": wrong}
    return forms.ChoiceField(
        label=label, choices=choices, widget=Radios(hints=hints), help_text=hint, error_messages=said
    )


def any_of(label: str, choices: Any, hint: str, widget: Any = None) -> forms.MultipleChoiceField:
    """Any number of answers, or none."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=hint,
        widget=widget or Checkboxes(),
        error_messages={"invalid_choice": "Choose from the list"},
    )


def line(label: str, wrong: str = "", hint: str = "", most: int = 200, **attrs: str) -> forms.CharField:
    """A short answer; it may be left empty where nothing would be wrong with that."""
    return forms.CharField(
        label=label,
        required=bool(wrong),
        help_text=hint,
        max_length=most,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        error_messages={"required": wrong, "max_length": f"That is too long. Use {most} letters or fewer"},
    )


def box(label: str, wrong: str = "", hint: str = "", rows: int = 8, most: int = MOST) -> forms.CharField:
    """Somebody's own words, as many as four pages."""
    too_long = f"That is too long. Use {most:,} letters or fewer"
    return forms.CharField(
        label=label,
        required=bool(wrong),
        help_text=hint,
        max_length=most,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={"required": wrong, "max_length": too_long},
    )


class ChildForm(Form):
    """A question to a child: what may be left empty says so itself."""

    mark_optional = False
