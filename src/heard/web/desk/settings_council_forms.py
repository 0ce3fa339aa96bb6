"""The questions about the council itself: its details, its colours, its logo and its help numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from heard.casework.colours import BRAND, LINKS, TooFaint, readable
from heard.casework.council_details import (
    MOST_BYTES,
    MOST_HIGH,
    MOST_WIDE,
    USUAL_EXIT,
    DetailsRefused,
    harmless_address,
    light_enough,
)
from heard.web.forms_look import Form

COLOUR_BOX = {"class": "govuk-input--width-5", "spellcheck": "false", "autocapitalize": "none"}


def _why() -> forms.CharField:
    return forms.CharField(label="Why?", help_text="For whoever asks later", max_length=500)


class DetailsForm(Form):
    """The council's name, how to reach its complaints team, and where leaving goes."""

    name = forms.CharField(label="Council’s name", help_text="As the council prints it", max_length=200)
    contact = forms.CharField(
        label="Help and contact",
        help_text="A telephone number or e-mail address. It stands at the foot of every page, on the help page and "
        "at the head of letters",
        max_length=200,
        required=False,
    )
    address = forms.CharField(
        label="Postal address",
        help_text="As on an envelope, a line for each part. It stands at the head of letters and on the help page",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=300,
        required=False,
    )
    exit_address = forms.CharField(
        label="Exit address",
        help_text="Where “Leave this site” takes somebody in a hurry: a page anybody might look at, beginning with "
        f"https://. Left empty it is {USUAL_EXIT}",
        max_length=200,
        required=False,
    )
    reason = _why()

    def clean_address(self) -> str:
        """The lines, without what is empty."""
        lines = (" ".join(line.split()) for line in str(self.cleaned_data["address"]).splitlines())
        return "\n".join(line for line in lines if line)

    def clean_exit_address(self) -> str:
        """An address that is not https, or no page anybody might look at, is refused."""
        try:
            return harmless_address(str(self.cleaned_data["exit_address"]))
        except DetailsRefused as why:
            raise forms.ValidationError(str(why)) from why


class ColoursForm(Form):
    """The two colours of the pages. One too faint to be read is refused, and the nearest darker one offered."""

    theme = forms.CharField(
        label="Colour",
        help_text="The bar at the top, lines and the bars of charts: # and six of 0 to 9 or a to f, such as #2b4c7e",
        widget=forms.TextInput(attrs=COLOUR_BOX),
        max_length=7,
    )
    links = forms.CharField(
        label="Colour of links",
        help_text="Such as #1a65a6",
        widget=forms.TextInput(attrs=COLOUR_BOX),
        max_length=7,
    )
    reason = _why()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers: list[tuple[str, str, str]] = []

    def clean_theme(self) -> str:
        """The colour in small letters."""
        return self._readable("theme", "colour", BRAND)

    def clean_links(self) -> str:
        """The colour of links in small letters."""
        return self._readable("links", "colour of links", LINKS)

    def _readable(self, name: str, words: str, uses: Any) -> str:
        try:
            return readable(str(self.cleaned_data[name]), uses)
        except TooFaint as why:
            self.offers.append((name, words, why.instead))
            raise forms.ValidationError(str(why)) from why
        except ValueError as why:
            raise forms.ValidationError(str(why)) from why


class LogoForm(Form):
    """A picture to be shown beside the council's name."""

    picture = forms.FileField(
        label="The picture",
        help_text=f"PNG or JPEG, no larger than {MOST_BYTES // 1000} kB, at most {MOST_WIDE} dots wide and {MOST_HIGH} "
        "high. An SVG can carry a script: save it as PNG",
        allow_empty_file=True,
    )
    reason = _why()

    def clean_picture(self) -> UploadedFile[bytes]:
        """A file too heavy to travel with every page is refused before it is read."""
        picture: UploadedFile[bytes] = self.cleaned_data["picture"]
        try:
            light_enough(picture.size or 0)
        except DetailsRefused as why:
            raise forms.ValidationError(str(why)) from why
        return picture


class TakeDownForm(Form):
    """Why something is taken away."""

    reason = _why()


class HelpNumberForm(Form):
    """A number that somebody may ring who needs to talk to a person."""

    label = forms.CharField(
        label="Who answers?",
        help_text="Such as “Childline”, or those who protect children here, day and night",
        max_length=100,
    )
    number = forms.CharField(
        label="Number",
        help_text="Such as 0800 1111",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
        max_length=30,
    )
    hours = forms.CharField(
        label="When, and what does it cost?",
        help_text="Such as “Free, at any time of day or night”",
        max_length=150,
        required=False,
    )
    reason = _why()
