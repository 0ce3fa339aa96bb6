"""The questions about figures that a person may put on a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from heard.figures.dimensions import BY_TIME, DIMENSIONS, dimensions_of
from heard.figures.labels import known_labels
from heard.figures.measures import MEASURES
from heard.figures.periods import ALL_TIME, UnknownPeriod, period
from heard.figures.snapshot import Snapshot
from heard.web.dates_look import DateField
from heard.web.desk.asked import Asked
from heard.web.forms_look import Form

ANOTHER = "another"


def dimensions_for(measure: str) -> list[tuple[str, str]]:
    """The dimensions a person may choose for a measure: (name, title) each."""
    names = (name for name in dimensions_of(MEASURES[measure].frame) if not name.endswith("_code"))
    return [(name, DIMENSIONS[name].title) for name in names]


class AskForm(Form):
    """Which period, how it is split, what it is narrowed to, and as it was known on which day."""

    mark_optional = False
    years = forms.ChoiceField(label="Period", required=False)
    other = forms.CharField(
        label="Another period",
        help_text="Such as 2020-21 Q3, 2020-11 or 2020-04-01..2020-09-30",
        required=False,
    )
    by = forms.ChoiceField(label="Split by", required=False)
    then = forms.ChoiceField(label="And then by", required=False)
    only = forms.ChoiceField(label="Count only", required=False)
    as_at = DateField(
        label="As known on",
        help_text="Leave empty for all that is known today",
        required=False,
    )

    def __init__(self, *args: Any, asked: Asked, seen: Snapshot, years: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        split = [("", "Nothing"), *dimensions_for(asked.measure)]
        self._choose("years", [("all", "All years"), *((one, one) for one in years)])
        self._choose("by", split)
        self._choose("then", split)
        self._choose("only", [("", "Everything"), *_labels(asked.measure, seen)])

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_other(self) -> str:
        """A period in words of one's own; an unknown one is refused with what may be written."""
        said = str(self.cleaned_data["other"]).strip()
        try:
            return period(said).label if said else ""
        except UnknownPeriod as why:
            raise forms.ValidationError(str(why)) from why

    def question(self) -> Asked:
        """The question put, beside what it was narrowed to before."""
        said = self.cleaned_data
        by = tuple(dict.fromkeys(one for one in (said["by"], said["then"]) if one))
        name, _, label = said["only"].partition("=")
        where = {**self.asked.where, **({name: (*self.asked.where.get(name, ()), label)} if label else {})}
        chosen = said["other"] or said["years"] or ALL_TIME.label
        return Asked(self.asked.measure, chosen, by, where, said.get("as_at"))


def _labels(measure: str, seen: Snapshot) -> list[tuple[str, list[tuple[str, str]]]]:
    groups = []
    for name, title in dimensions_for(measure):
        if name not in BY_TIME and name not in ("overdue", "amount"):
            labels = known_labels(seen, MEASURES[measure].frame, name)
            groups.append((title, [(f"{name}={label}", label) for label in labels]))
    return [group for group in groups if group[1]]


def initial_of(asked: Asked, years: list[str]) -> dict[str, Any]:
    """A question as the form shows it."""
    by = (*asked.by, "", "")
    known = asked.period in (*years, ALL_TIME.label)
    return {
        "years": asked.period if known else ALL_TIME.label,
        "other": "" if known else asked.period,
        "by": by[0],
        "then": by[1],
        "as_at": asked.as_at if isinstance(asked.as_at, date) else None,
    }
