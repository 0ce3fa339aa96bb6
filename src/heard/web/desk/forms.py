"""The questions asked of staff."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms

from heard.casework import looking
from heard.web.forms_look import Form

ANY = [("", "Any")]


class Filter(Form):
    """A filter beside a list: every answer may be left out, and each chosen one can be taken away."""

    mark_optional = False

    def chosen(self) -> dict[str, str]:
        """What was chosen; an answer that is not on the list counts as not chosen."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}

    def links(self, address: str) -> list[tuple[str, str]]:
        """(what is chosen, the address without it) each."""
        kept = {name: value for name, value in self.chosen().items() if value}
        return [
            (f"{self.fields[name].label}: {self._words(name, value)}", f"{address}?{_without(kept, name)}")
            for name, value in kept.items()
        ]

    def _words(self, name: str, value: str) -> str:
        field = self.fields[name]
        return str(dict(field.choices).get(value, value)) if isinstance(field, forms.ChoiceField) else value


def _without(kept: dict[str, str], name: str) -> str:
    return urlencode({key: value for key, value in kept.items() if key != name})


def _teams() -> list[tuple[str, str]]:
    return ANY + [(team.label, team.label) for team in looking.teams()]


class WorkFilter(Filter):
    """Narrowing the work list."""

    colour = forms.ChoiceField(
        label="How soon",
        required=False,
        choices=[*ANY, ("late", "Late"), ("today", "Due today"), ("soon", "Due soon"), ("fine", "Later")],
    )
    team = forms.ChoiceField(label="Team", required=False, choices=_teams)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[*ANY, *looking.KINDS])


class CaseFilter(Filter):
    """Narrowing the list of cases."""

    words = forms.CharField(label="Reference, name or words", required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[*ANY, *looking.KINDS])
    team = forms.ChoiceField(label="Team", required=False, choices=_teams)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[*ANY, ("open", "Open"), ("closed", "Closed"), ("withdrawn", "Withdrawn")],
    )


class ChooseFile(Form):
    """A list to bring in."""

    file = forms.FileField(
        label="Your list",
        help_text="A spreadsheet as CSV, XLSX, XLS or ODS, up to 100MB. Nothing is kept until you say so.",
        error_messages={"required": "Choose the file that holds your list", "empty": "The file is empty"},
    )
    as_ = forms.ChoiceField(
        label="What does it hold?",
        choices=[
            ("auto", "Work it out from its headings"),
            ("complaints", "Complaints and concerns"),
            ("compliments", "Compliments"),
            ("ombudsman", "Ombudsman cases"),
            ("context", "Context figures (children served, open cases, population)"),
        ],
        initial="auto",
    )


def text(value: Any) -> str:
    """A posted answer as trimmed text."""
    return str(value or "").strip()
