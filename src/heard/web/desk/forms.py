"""The questions asked of staff."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms

from heard.law.kinds import KINDS
from heard.web.forms_look import Form, Radios

ANY = [("", "Any")]
KIND_CHOICES = [(one.code, one.words) for one in KINDS]


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
        choices: dict[Any, Any] = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
        return str(choices.get(value, value))


def _without(kept: dict[str, str], name: str) -> str:
    return urlencode({key: value for key, value in kept.items() if key != name})


class ChooseFile(Form):
    """A list to bring in. `too_large` is set when the file was let go by because of its size."""

    too_large = False
    file = forms.FileField(
        label="Your list",
        help_text="A spreadsheet as CSV, XLSX, XLS or ODS, up to 100MB. Nothing is kept until you say so.",
        error_messages={
            "required": "Choose the file that holds your list",
            "empty": "The file is empty. Choose the file that holds your list",
        },
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
        widget=Radios(layout="small"),
    )

    def clean(self) -> dict[str, Any]:
        """A file that was too large is refused with what to do."""
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error(
                "file",
                "The file must be smaller than 100MB. Delete sheets and pictures that are no part of the list, "
                "or save the list alone as CSV",
            )
        return self.cleaned_data


class KeepList(Form):
    """What a person says when a list is kept."""

    mark_optional = False
    remove_gone = forms.BooleanField(
        label="Take out the records that are no longer in the list", required=False
    )
    into_demo = forms.BooleanField(
        label="Put this list into the demonstration",
        help_text="This installation holds invented cases. Real cases must not be mixed with them.",
        required=False,
    )

    def __init__(self, *args: Any, demo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.demo = demo
        if not demo:
            self.fields.pop("into_demo")

    def clean(self) -> dict[str, Any]:
        """In a demonstration nothing is kept unless somebody says that it may."""
        said = self.cleaned_data
        if self.demo and not said.get("into_demo"):
            self.add_error(
                "into_demo",
                "This is a demonstration and the list was not kept. Tick this if the list may stand among its "
                "invented cases; bring real cases into an installation of their own",
            )
        return {**said, "into_demo": bool(said.get("into_demo"))}
