"""Questions that many acts ask, in the same words everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from heard.web.desk.acts.form import Day
from heard.web.forms_look import Checkboxes, Radios

__all__ = ["Checkboxes", "decided_by", "line", "numbered", "one_of", "picked", "reason", "several", "told_on", "words",
           "yes_or_no"]  # fmt: skip


def words(
    label: str, *, help_text: str = "", required: bool = True, rows: int = 5, most: int | None = None
) -> forms.CharField:
    """An answer of some length. Give `most` where the record keeps no more, so that nothing is cut unsaid."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=forms.Textarea({"rows": rows}), strip=True,
        max_length=most,
    )  # fmt: skip


def line(label: str, *, help_text: str = "", required: bool = True, most: int = 150) -> forms.CharField:
    """An answer of one line."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most)


def reason(
    label: str = "Why", *, help_text: str = "", required: bool = True, most: int | None = None
) -> forms.CharField:
    """The reason of a decision."""
    return words(label, help_text=help_text, required=required, rows=4, most=most)


def decided_by(label: str = "Who decided") -> forms.CharField:
    """The name of the person who decided; the form fills in whoever is signed in."""
    return line(label, help_text="A decision is a person’s. Change the name if somebody else decided.")


def told_on(label: str = "Day the complainant was told", *, required: bool = True) -> Day:
    """The day somebody was told."""
    return Day(label=label, required=required)


def one_of(
    label: str,
    choices: Any = (),
    *,
    hints: Mapping[str, str] | None = None,
    help_text: str = "",
    required: bool = True,
    small: bool = True,
) -> forms.ChoiceField:
    """One answer of a few, each with a hint where it needs one."""
    layout = "small" if small else ""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=required,
        widget=Radios(hints=hints, layout=layout),
    )


def yes_or_no(label: str, *, help_text: str = "", required: bool = True) -> forms.TypedChoiceField:
    """Yes or no, with neither chosen for the person; nothing where it may be left out."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        empty_value=None,
        help_text=help_text,
        required=required,
        widget=Radios(layout="inline"),
    )


def picked(label: str, choices: Any = (), *, help_text: str = "", required: bool = True) -> forms.ChoiceField:
    """One answer of a longer list."""
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text, required=required)


def numbered(label: str, *, help_text: str = "", required: bool = True) -> forms.TypedChoiceField:
    """One of several rows, given by its number: set the choices in `prepare`. None where it may be left out."""
    return forms.TypedChoiceField(
        label=label, choices=(), coerce=int, empty_value=None, help_text=help_text, required=required
    )


def several(
    label: str, choices: Any = (), *, help_text: str = "", required: bool = True
) -> forms.MultipleChoiceField:
    """Any number of answers."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=required,
        widget=Checkboxes(layout="small"),
    )
