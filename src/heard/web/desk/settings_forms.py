"""The questions of the settings pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from heard.casework import looking
from heard.casework.council import LONGEST
from heard.web.dates_look import DateField
from heard.web.forms_look import Form, Radios
from heard.web.seeing import today

SHORT = {"class": "govuk-input--width-5"}
MIDDLE = {"class": "govuk-input--width-20"}
RENAMING = (
    "As the council prints it. With new words it stays the same label: its cases and figures, past years’ too, show "
    "the new words, and lists that still say the old ones are understood"
)


class BeginsForm(Form):
    """From which day a setting holds, and why it was chosen."""

    begins_on = DateField(label="From which day?", help_text="What held before that day stays as it was")
    reason = forms.CharField(label="Why?", help_text="For whoever asks later", max_length=500)


class BandsForm(BeginsForm):
    """The upper edges of a stage's bands."""

    field_order = ["value", "begins_on", "reason"]
    value = forms.CharField(
        label="Working days",
        help_text="The last day of each band, rising, with commas between: 10,20 makes “within 10”, “within 20” "
        "and “over 20”",
        widget=forms.TextInput(attrs=MIDDLE),
        max_length=60,
    )


class ClockForm(BeginsForm):
    """A council's own numbers for one clock."""

    field_order = ["days", "extension_days", "counts_from", "begins_on", "reason"]
    days = forms.CharField(label="Days", widget=forms.TextInput(attrs=SHORT), max_length=4)
    extension_days = forms.CharField(
        label="More days, when extended", widget=forms.TextInput(attrs=SHORT), max_length=4, required=False
    )
    counts_from = forms.ChoiceField(label="It counts from", required=False)

    def __init__(self, *args: Any, local: bool, counts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not local:
            self.fields.pop("extension_days")
        if len(counts) > 1:
            self.fields["counts_from"].choices = counts  # type: ignore[attr-defined]
        else:
            self.fields.pop("counts_from")


class HolidayForm(Form):
    """A day on which the council is closed."""

    day = DateField(label="Which day?")
    title = forms.CharField(label="What is it called?", max_length=200)
    source = forms.CharField(label="Where was it decided?", max_length=500)


class CountForm(Form):
    """So many working days from a day."""

    days = forms.IntegerField(
        label="How many working days?",
        min_value=1,
        max_value=400,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={
            "invalid": "Working days must be a whole number",
            "min_value": "Working days must be 1 or more",
            "max_value": "Working days must be 400 or fewer",
        },
    )
    start = DateField(
        label="From which day?", help_text="The day of the event. It is day 0: the next working day is day 1"
    )
    calendar = forms.ChoiceField(
        label="Whose clock?",
        choices=[("law", "The law’s"), ("council", "The council’s own, with the days it is closed")],
        widget=Radios(layout="small"),
        initial="law",
    )


class MergeForm(Form):
    """Into which label another goes, from when and why."""

    into = forms.ChoiceField(label="Into which label?")
    last_on = DateField(label="The last day on which it was in use")
    reason = forms.CharField(label="Why?", help_text="For whoever asks later", max_length=500)

    def __init__(self, *args: Any, labels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a label"), *((one, one) for one in labels)]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]


class PartForm(Form):
    """Why a merge is taken back."""

    reason = forms.CharField(label="Why?", help_text="For whoever asks later", max_length=500)


def in_words(means: str) -> str:
    """A common meaning as a person reads it."""
    return means.replace("_", " ").capitalize()


class LabelForm(Form):
    """The words of a label, what it means to every council and to a child, and when it is used."""

    label = forms.CharField(
        label="Label",
        help_text="As the council prints it",
        max_length=LONGEST,
        error_messages={
            "required": "Enter the label, as the council prints it",
            "max_length": f"Label must be {LONGEST} characters or fewer",
        },
    )
    means = forms.ChoiceField(
        label="Common meaning",
        help_text="What it means to every council, so that figures can be compared",
        required=False,
    )
    child_label = forms.CharField(label="What a child is told", max_length=200, required=False)
    service = forms.ChoiceField(label="Service", required=False)
    leadership = forms.CharField(
        label="Leadership",
        help_text="Who leads the service, such as “Assistant director for safeguarding”",
        max_length=LONGEST,
        required=False,
    )
    in_use_from = DateField(label="In use from", required=False)
    in_use_to = DateField(label="In use to", required=False)
    position = forms.IntegerField(
        label="Place in the list",
        help_text="The lowest number is printed first",
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={
            "min_value": "Place in the list must be 0 or more",
            "invalid": "Enter a whole number",
        },
    )

    def __init__(
        self, *args: Any, list_: str, meanings: list[str], adding: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_place = list_ in ("team", "service")
        if meanings:
            choices = [("", "None"), *((one, in_words(one)) for one in meanings)]
            self.fields["means"].choices = choices  # type: ignore[attr-defined]
        else:
            self.fields.pop("means")
        if self.is_place:
            self.fields.pop("child_label")
        if list_ == "team":
            services = [("", "Not known"), *((str(one.pk), one.label) for one in looking.services())]
            self.fields["service"].choices = services  # type: ignore[attr-defined]
        else:
            self.fields.pop("service")
        if list_ != "service":
            self.fields.pop("leadership")
        if adding:
            self.fields["position"].required = False
            self.fields[
                "position"
            ].help_text = "The lowest number is printed first. Left empty, the label comes last"
        else:
            self.fields["label"].help_text = RENAMING

    def clean_in_use_to(self) -> date | None:
        """The last day. A team or service ends only where it is asked who and what is still in it."""
        day: date | None = self.cleaned_data["in_use_to"]
        if self.is_place and day is not None and day != self.initial.get("in_use_to"):
            raise forms.ValidationError(
                "To end it, go to People of the office, Teams and services: there it says who and what is still in it"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """A label cannot go out of use before it came into use."""
        said = self.cleaned_data
        first, last = said.get("in_use_from"), said.get("in_use_to")
        if first and last and last < first:
            self.add_error("in_use_to", "In use to must be the same day as in use from, or later")
        return said


def _figure() -> forms.DecimalField:
    return forms.DecimalField(
        label="Figure",
        max_digits=14,
        decimal_places=2,
        min_value=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
        error_messages={
            "invalid": "The figure must be a number, such as 1234 or 56.7",
            "min_value": "The figure must be 0 or more",
            "max_decimal_places": "The figure must have at most two decimal places",
        },
    )


class ContextForm(Form):
    """A figure of many, with its day and source."""

    name = forms.CharField(
        label="What is counted?",
        help_text="Use the same words each year, such as “Children in need, open cases”",
        max_length=100,
    )
    value = _figure()
    as_at = DateField(label="Which day is it of?", latest=today)
    source = forms.CharField(label="Where does it come from?", max_length=300)
    taken_on = DateField(label="When was it looked up?", latest=today, required=False)


class CorrectContextForm(Form):
    """Another value or source for a figure on record."""

    value = _figure()
    source = forms.CharField(label="Where does it come from?", max_length=300)
