"""The questions about other councils: which figure to look at, a figure to keep, a sheet, a group."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework.other_councils import FIRST_YEAR, NewFigure
from heard.figures.other_councils import COMPARED
from heard.figures.periods import UnknownPeriod, financial_year, period, year_key, year_label
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.forms_look import Form

WHATS = [(one.code, one.title) for one in COMPARED.values()]
MOST = 2_000_000_000
UNITS = {"share": "a share: how many of how many", "rate": "a rate: how many, and how many children"}
HINTS = {one.code: f"{one.definition} It is {UNITS[one.unit]}." for one in COMPARED.values()}


class LookForm(Form):
    """Which figure, of which year, in which group of councils."""

    mark_optional = False
    what = forms.ChoiceField(label="Figure", choices=WHATS)
    year = forms.ChoiceField(label="Year")
    group = forms.ChoiceField(label="Which councils", required=False)

    def __init__(
        self, data: Any, *, years: list[int], groups: list[tuple[int, str]], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["year"].choices = [(str(one), year_label(one)) for one in years]  # type: ignore[attr-defined]
        named = [(str(number), name) for number, name in groups]
        self.fields["group"].choices = [("", "All on record"), *named]  # type: ignore[attr-defined]


def _whole(label: str, *, required: bool = True, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        min_value=0,
        max_value=MOST,
        localize=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
        error_messages={
            "invalid": f"{label} must be a whole number, such as 1234",
            "min_value": f"{label} must be 0 or more",
        },
    )


class FigureForm(ActForm):
    """A figure that another council published."""

    what = fields.one_of("What does it count?", WHATS, hints=HINTS)
    council = fields.line("Which council published it", most=120)
    year = forms.CharField(
        label="Which financial year",
        help_text="Such as 2024-25",
        max_length=9,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    count = _whole("How many")
    base = _whole(
        "Of how many",
        required=False,
        help_text="Answers for a share, children for a rate. Leave it empty where nobody says.",
    )
    source = fields.line(
        "Where it was published", help_text="The report or data set, and its date.", most=300
    )
    address = forms.URLField(
        label="Its address on the web", required=False, max_length=400, assume_scheme="https"
    )
    taken_on = Day(label="Day it was looked up")
    definition = fields.line("How that council defines it", required=False, most=500)
    is_defined_otherwise = fields.yes_or_no("Is that otherwise than ours?")
    warning = fields.line("What its publisher warns of", required=False, most=500)

    def clean_year(self) -> int:
        """The year in which the financial year begins."""
        try:
            found = period(self.cleaned_data["year"])
        except UnknownPeriod:
            found = None
        start = year_key(found.first) if found and found.first else FIRST_YEAR
        if found is None or financial_year(start) != found:
            raise forms.ValidationError("Which financial year must be a year such as 2024-25")
        return start

    def said(self) -> dict[str, Any]:
        return {"figure": NewFigure(**self.cleaned_data)}


class CorrectFigureForm(FigureForm):
    """Another value, source or definition for a figure on record."""

    council = what = year = None  # type: ignore[assignment]  # what cannot be changed is not asked

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class DropForm(ActForm):
    """Why a figure is taken out."""

    because = fields.line("Why it is taken out", most=300)


class GroupForm(ActForm):
    """A group of councils to be set beside."""

    name = fields.line("What the group is called", help_text="Such as “Statistical neighbours”.", most=120)
    source = fields.line(
        "Who made it, and when",
        help_text="Such as “Department for Education, children’s services model, 2025”.",
        most=300,
    )
    councils = fields.words("Its councils", help_text="Their names, one on each line.", rows=10)

    def clean_councils(self) -> list[str]:
        """Each name by itself."""
        names: list[str] = self.cleaned_data["councils"].splitlines()
        if long := next((one for one in names if len(one.strip()) > 120), None):
            raise forms.ValidationError(
                f"“{long[:40]}…” is too long for a name. Write one council on each line"
            )
        return names


class SheetForm(Form):
    """A sheet of other councils' figures. `too_large` is set when the file was let go by because of its size."""

    too_large = False
    file = forms.FileField(
        label="Your sheet",
        help_text="CSV, XLSX, XLS or ODS. All of it is kept, or nothing",
        error_messages={"empty": "The file is empty. Choose the file that holds your sheet"},
    )

    def clean(self) -> dict[str, Any]:
        """A file that was too large is refused with what to do."""
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", "The file is too large for such a sheet. Save the list alone as CSV")
        return self.cleaned_data
