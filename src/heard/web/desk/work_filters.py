"""What the work list and the list of cases can be narrowed to, in forms that are drawn quickly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from heard.casework import looking_at_lists as lists
from heard.casework.looking_at_work import STAGE_LISTS, VIEWS
from heard.web.desk.forms import ANY, KIND_CHOICES, Filter

Choices = Sequence[tuple[str, str]]
STAGES = [
    ("stage_1", "Stage 1"), ("stage_2", "Stage 2"), ("stage_3", "Stage 3"), ("concern", "Concern"),
    ("enquiry", "Enquiry"), ("informal", "Informal"), ("other", "Other"),
]  # fmt: skip
PROCEDURES = [("children_act", "Children Act"), ("corporate", "Corporate"), ("none", "None")]
STATES = [("open", "Open"), ("closed", "Closed"), ("withdrawn", "Withdrawn")]
COLOURS = [("late", "Late"), ("today", "Due today"), ("soon", "Due soon"), ("fine", "Later")]


class QuickSelect(forms.Select):
    """A list to choose from, drawn in one go: a filter has many answers, and a template for each is dear."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The whole of it."""
        chosen = str(value or "")
        options = mark_safe(  # noqa: S308 - each answer is escaped here, some hundreds of them on a page
            "".join(
                f'<option value="{escape(one)}"{" selected" if str(one) == chosen else ""}>{escape(words)}</option>'
                for one, words in self.choices
            )
        )
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs or {})),
            options,
        )


def choice(label: str, answers: Choices = (), first: str = "Any") -> forms.ChoiceField:
    """One question of a filter."""
    return forms.ChoiceField(label=label, required=False, choices=[("", first), *answers], widget=QuickSelect)


def day(label: str) -> forms.DateField:
    """A day of a filter, as the browser asks for one."""
    return forms.DateField(label=label, required=False, widget=forms.TextInput(attrs={"type": "date"}))


class OfTheCouncil(Filter):
    """A filter some of whose answers are the council's own lists, asked for once."""

    def __init__(self, *args: Any, own: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, answers in own.items():
            if name in self.fields:
                given = self.fields[name]
                given.choices = [*given.choices, *answers]  # type: ignore[attr-defined]


class WorkFilter(OfTheCouncil):
    """Narrowing the work list, also to one stage, of which the oldest then comes first."""

    view = forms.ChoiceField(
        label="Whose", required=False, choices=[*ANY, *VIEWS.items()], widget=forms.HiddenInput
    )
    who = choice("Who has it")
    colour = choice("How soon", COLOURS)
    team = choice("Team")
    kind = choice("Kind", KIND_CHOICES)
    stage = choice("Stage, oldest first", list(STAGE_LISTS.items()))

    def links(self, address: str) -> list[tuple[str, str]]:
        """Whose work it is stays: it is a tab above, and no filter to take away."""
        kept = self.chosen()["view"]
        found = super().links(address)[1 if kept else 0 :]
        return [(words, href) for words, href in found]


class CaseFilter(OfTheCouncil):
    """Narrowing the list of cases."""

    words = forms.CharField(label="Reference, name or words", required=False, max_length=200)
    state = choice("State", STATES)
    kind = choice("Kind", KIND_CHOICES)
    stage = choice("Has a stage", STAGES)
    colour = choice("How soon", COLOURS)
    time = choice("In time", list(lists.TIMES.items()))
    team = choice("Team")
    service = choice("Service")
    holder = choice("Who has it", [("nobody", "Nobody")])
    procedure = choice("Procedure", PROCEDURES)
    theme = choice("Theme")
    complainant = choice("Who complained", list(lists.WHO.items()))
    since = day("Received from")
    until = day("Received until")
    sort = choice("Order", [one for one in lists.SORTS.items() if one[0] != "newest"], first="Newest first")
