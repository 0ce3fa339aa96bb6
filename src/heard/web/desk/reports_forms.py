"""The questions about reports: which is begun, what a section says, why something may stand."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework.looking_at_reports import KINDS, default_title
from heard.casework.reports_writing import Made
from heard.figures.periods import UnknownPeriod, period
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.forms_look import Counted

HINTS = {
    "annual": "Every table, with commentary. The Regulations ask for it each year.",
    "learning": "What was learnt and what changed because of it.",
    "cabinet": "With reasons, options, risks, finance, legal advice and equality.",
    "children": "One page in plain words, with few numbers.",
    "scrutiny": "Five short parts for members.",
}
AS_AT = "What became known later is left out, so that the figures stay the same while you write."
PERIOD = (
    "A financial year such as 2025-26, a quarter such as 2025-26 Q3, or days such as 2025-04-01..2025-09-30."
)


def as_period(said: str) -> str:
    """A period as it is kept; an unknown one is refused with what may be written."""
    try:
        return period(said).label
    except UnknownPeriod as why:
        raise forms.ValidationError(str(why)) from why


class BeginForm(ActForm):
    """Which report, of which period."""

    kind = fields.one_of("What kind of report?", KINDS, hints=HINTS)
    period = fields.line("Period", help_text=PERIOD, most=40)
    as_at = Day(label="Figures as known on", help_text=AS_AT)
    title = fields.line("Title", help_text="Leave it empty for the usual title.", required=False, most=200)
    author = fields.line(
        "Whose report it is", help_text="As readers are told: a post or a team, such as Complaints team."
    )

    def clean_period(self) -> str:
        """The period as it is kept."""
        return as_period(self.cleaned_data["period"])

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["title"] = given["title"] or default_title(given["kind"], given["period"])
        return {"made": Made(**given)}


class DetailsForm(ActForm):
    """What a draft is called, whose it is, its day, and what looks like a name and is none."""

    period = fields.line("Period", help_text=PERIOD, most=40)
    as_at = Day(label="Figures as known on", help_text=AS_AT)
    title = fields.line("Title", most=200)
    author = fields.line("Whose report it is")
    no_names = fields.words(
        "Words that are nobody’s name, place or day",
        help_text="With commas between them: the checks no longer stop at these.",
        required=False,
        rows=2,
    )

    def clean_period(self) -> str:
        """The period as it is kept."""
        return as_period(self.cleaned_data["period"])


class AgainForm(ActForm):
    """Why a released report is made again, and what its readers are told."""

    why_again = fields.one_of(
        "Why is it made again?",
        [("correction", "Something in it was wrong"), ("hearing", "It is heard again, with more background")],
    )
    what_changed = fields.words(
        "What is new in this edition",
        help_text="Readers of the earlier edition are told this, at the beginning of the new one.",
        rows=4,
    )
    as_at = Day(label="Figures as known on", help_text=AS_AT)


class SectionForm(ActForm):
    """What a section says."""

    heading = fields.line("Heading", most=200)
    words = fields.words("Standing words", required=False, rows=4)
    commentary = forms.CharField(
        label="Commentary",
        help_text="A line left empty begins a new paragraph. Write a number as its token, such as {key-figures/…}.",
        required=False,
        max_length=12000,
        widget=Counted({"rows": 12}),
    )


class NewSectionForm(ActForm):
    """A section of one's own."""

    heading = fields.line("Heading", most=200)
    words = fields.words("What it says", required=False, rows=4)


class ReasonForm(ActForm):
    """Why it may stand."""

    reason = fields.words(
        "Why it may stand", help_text="Your name and this reason stay with the report.", rows=3
    )


class BecauseForm(ActForm):
    """Why something is given up, sent back or taken back."""

    because = fields.line("Why", most=500)


class VerifyForm(ActForm):
    """Which release, and the fingerprint printed in a file of it."""

    mark = fields.line("Which report", help_text="As every file of it says, such as R3-1.", most=20)
    fingerprint = fields.line(
        "Fingerprint in the file",
        help_text="At the end of the file. Leave it empty to see what changed since only.",
        required=False,
        most=80,
    )
