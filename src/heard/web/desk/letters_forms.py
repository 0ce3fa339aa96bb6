"""The forms of a letter: its words, its facts, its reader, and the steps it takes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from heard.casework import choosing
from heard.casework.letters import SentElsewhere, beginning
from heard.casework.letters.arriving import WAYS
from heard.casework.letters.opening import Opened, facts_asked, readers_of
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.letters_frame import READERS
from heard.web.forms_look import Form

# How a fact that only a person can give is asked for.
FACTS = {
    "reason": "The reason",
    "extension_reason": "Why more time is needed",
    "answer": "Our answer",
    "terms": "What was agreed",
    "proceedings": "Which proceedings",
    "prejudice": "How going on might harm the proceedings",
    "other_procedure": "Which other procedure deals with it",
    "limits": "The limits on contact",
    "told_whom": "Who was told",
    "other_reference": "The number of the other case",
    "place": "The place",
    "time": "The time of day",
    "actions": "What will be done",
    "enclosed": "What is enclosed",
    "comment_by": "Last day to comment",
    "until_on": "Until which day",
    "ended_on": "The day it ended",
    "withdrawn_on": "The day they withdrew",
}
LINES = "One a line"


class EditForm(Form):
    """The words of a letter, a paragraph a line."""

    title = forms.CharField(label="Title", max_length=300)
    words = forms.CharField(
        label="The letter",
        help_text="One paragraph a line. “# ” begins a heading, “- ” a bullet. Each {fact} is put in by itself.",
        widget=forms.Textarea({"rows": 22, "spellcheck": "true"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, opened: Opened) -> EditForm:
        """The form as the letter stands."""
        return cls(initial={"title": opened.title, "words": opened.words})

    def clean_words(self) -> str:
        """Lines end as they do on record, whatever the browser sent."""
        return "\n".join(str(self.cleaned_data["words"]).splitlines()).strip()

    def clean_version(self) -> int:
        """A form that says nothing of what was seen has seen nothing."""
        return self.cleaned_data["version"] or 0


class FactsForm(ActForm):
    """What only a person can say in a letter."""

    def prepare(self) -> None:
        for one in facts_asked(self.known.opened):  # type: ignore[attr-defined]
            self.fields[one.name] = _question(one.name, one.kind)
            self.initial[one.name] = _as_typed(one.value)

    def said(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        asked = {one.name: one.kind for one in facts_asked(self.known.opened)}  # type: ignore[attr-defined]
        return {name: _as_given(value, asked[name]) for name, value in given.items()}


class ReaderForm(ActForm):
    """In whose words a letter is written, and how it goes out."""

    audience = fields.one_of("Whose words", help_text="Other words begin again from their template.")
    way = fields.one_of("How it goes out", [*WAYS.items()], required=False)

    def prepare(self) -> None:
        opened = self.known.opened  # type: ignore[attr-defined]
        self.choose("audience", [(one, READERS[one].capitalize()) for one in readers_of(opened)])
        self.initial = {"audience": opened.made.about.audience, "way": opened.made.about.way}

    def said(self) -> dict[str, Any]:
        return {"audience": self.cleaned_data["audience"], "way": WAYS.get(self.cleaned_data["way"], "")}


class ReasonForm(ActForm):
    """Why something is done to a letter."""

    reason = fields.reason()


class NothingForm(ActForm):
    """A step that needs no words."""


class ElsewhereForm(ActForm):
    """A letter that was sent before, or outside Heard."""

    sent_on = Day(label="Day it was sent")
    way = fields.one_of("How it was sent", [*WAYS.items()])
    evidence = fields.words("Where it is kept, and what shows the day", rows=3)
    title = fields.line("What it was called", required=False, most=300)
    words = fields.words(
        "What it said", required=False, help_text="Copy its words, if you have them.", rows=8
    )
    received_on = Day(label="Day it arrived", required=False, help_text="Leave empty if nobody knows.")

    def prepare(self) -> None:
        opened = getattr(self.known, "opened", None)
        if opened is not None:
            self.initial.setdefault("sent_on", opened.row.owed_on)

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"sent": SentElsewhere(**given)}


class BeginForm(ActForm):
    """A letter to be begun: what it is, to whom, in whose words."""

    kind = fields.picked("Which letter")
    to = fields.numbered("To whom")
    audience = fields.one_of("Whose words", required=False)

    def prepare(self) -> None:
        _choose_kind_and_reader(self)
        self.choose(
            "audience", [("", "Those that fit them"), *((one, READERS[one].capitalize()) for one in READERS)]
        )


class OutsideForm(ElsewhereForm):
    """A letter that was sent outside Heard and that no draft stands for."""

    kind = fields.picked("Which letter")
    to = fields.numbered("To whom")
    field_order = ("kind", "to")

    def prepare(self) -> None:
        _choose_kind_and_reader(self)

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        kind, to = given.pop("kind"), given.pop("to")
        return {"kind": kind, "to": to, "sent": SentElsewhere(**given)}


def _choose_kind_and_reader(form: ActForm) -> None:
    reference = form.known.case.reference
    form.choose("kind", beginning.kinds_for(reference), empty="Choose a letter")
    people = {one.person: f"{one.name} ({one.part.lower()})" for one in choosing.people_in(form.known.case)}
    form.choose("to", people.items(), empty="Choose somebody")


def _question(name: str, kind: type) -> forms.Field:
    label = FACTS[name]
    if kind is date:
        return DateField(label=label, required=False)
    if kind in (tuple, list):
        return fields.words(label, help_text=LINES, required=False, rows=5)
    return fields.words(label, required=False, rows=12 if name == "answer" else 4)


def _as_typed(value: object) -> object:
    return "\n".join(map(str, value)) if isinstance(value, tuple | list) else value


def _as_given(value: Any, kind: type) -> object:
    if kind in (tuple, list):
        return tuple(line.strip() for line in str(value).splitlines() if line.strip())
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
