"""The two limbs of regulation 9, asked of one point that was made after its year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from heard.casework.points import Weighed
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm

LATE = "Only if it happened more than a year before they said it (regulation 9)."
FIRST = "Was it unreasonable to expect it within the year?"
SECOND = "Can it still be considered effectively and fairly?"


def weighing_fields(*, asks: bool = True, hint: str = "") -> dict[str, Callable[[Any], forms.Field]]:
    """The four questions, each made for a point; `asks` says that they must be answered."""
    return {
        "not_reasonable": lambda point: fields.yes_or_no(FIRST, required=asks, help_text=hint),
        "why_not_earlier": lambda point: fields.reason("Why, for the first", required=asks),
        "still_considerable": lambda point: fields.yes_or_no(SECOND, required=asks, help_text=hint),
        "why_considerable": lambda point: fields.reason("Why, for the second", required=asks),
    }


def weighed_of(form: ActForm, point: Any = None) -> Weighed | None:
    """How a point was weighed, or None where nothing was answered."""
    names = ("not_reasonable", "why_not_earlier", "still_considerable", "why_considerable")
    said = {name: form.of_point(name, point) if point else form.cleaned_data.get(name) for name in names}
    if said["not_reasonable"] is None and said["still_considerable"] is None:
        return None
    return Weighed(
        bool(said["not_reasonable"]),
        said["why_not_earlier"] or "",
        bool(said["still_considerable"]),
        said["why_considerable"] or "",
    )
