"""The questions of the public's pages, in the few forms they take; each says what is missing in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from heard.web.forms_look import Checkboxes, Form, Radios

Choices = Sequence[tuple[str, str]]
LONG = 5_000


class Nothing(Form):
    """A page that only has to be read."""


def one_of(
    label: str,
    choices: Choices,
    missing: str = "",
    *,
    help_text: str = "",
    hints: Mapping[str, str] | None = None,
    last_after_or: bool = False,
) -> forms.ChoiceField:
    """One answer of several. `missing` is what is said where there is none; without it the answer may be left out."""
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        required=bool(missing),
        help_text=help_text,
        error_messages=_said(missing),
        widget=Radios(hints=hints, divider_before=choices[-1][0] if last_after_or else None),
    )


def any_of(
    label: str,
    choices: Choices,
    missing: str = "",
    *,
    help_text: str = "",
    hints: Mapping[str, str] | None = None,
    exclusive: str | None = None,
) -> forms.MultipleChoiceField:
    """Any number of several; one named `exclusive` stands alone, and the others are let go where it is ticked."""
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=bool(missing),
        help_text=help_text,
        error_messages=_said(missing),
        widget=Checkboxes(hints=hints, exclusive=exclusive, divider_before=exclusive),
    )


def words(
    label: str, missing: str = "", *, help_text: str = "", rows: int = 6, most: int = LONG
) -> forms.CharField:
    """An answer in somebody's own words."""
    return forms.CharField(
        label=label,
        required=bool(missing),
        help_text=help_text,
        max_length=most,
        error_messages=_said(missing),
        widget=forms.Textarea({"rows": rows}),
    )


def line(
    label: str, missing: str = "", *, help_text: str = "", most: int = 150, **attrs: str
) -> forms.CharField:
    """An answer of one line. `attrs` are what the browser is told of the box, such as `autocomplete`."""
    return forms.CharField(
        label=label,
        required=bool(missing),
        help_text=help_text,
        max_length=most,
        error_messages=_said(missing),
        widget=forms.TextInput(attrs),
    )


def said_by(form: Form, name: str) -> list[str]:
    """What was answered to one question of a form, in the words of the page, to be checked and kept."""
    given: Any = form.cleaned_data.get(name) if hasattr(form, "cleaned_data") else None
    field = form.fields[name]
    if given in (None, "", []):
        return []
    listed = given if isinstance(given, list) else [given]
    choices = dict(getattr(field, "choices", ()) or ())
    return [str(choices.get(one, one)) for one in listed]


def _said(missing: str) -> dict[str, str]:
    return {"required": missing} if missing else {}
