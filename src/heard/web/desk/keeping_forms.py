"""The questions about keeping and erasing: what decides, how long, what is held and why."""

from __future__ import annotations

from typing import Any

from heard.casework.retention_holds import Source, What
from heard.casework.retention_holds_asked import places, themes
from heard.law.retention import Line
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day

ALLEGATIONS = [
    ("none", "There is none"),
    ("substantiated", "Substantiated"),
    ("unsubstantiated", "Unsubstantiated"),
    ("unfounded", "Unfounded"),
    ("malicious", "Malicious"),
]
UNITS = [("years", "Years"), ("months", "Months"), ("days", "Days")]
NO_NAMES = "No family’s name and nothing of what was said: it stays on record beside the case."


class FactsForm(ActForm):
    """What decides under which line a case falls. What nobody knows stays empty."""

    was_looked_after = fields.yes_or_no("Is or was the child looked after?", required=False)
    was_adopted = fields.yes_or_no("Was the child adopted?", required=False)
    was_protected = fields.yes_or_no("Is or was there a child protection plan?", required=False)
    allegation = fields.picked("What became of an allegation about a member of staff?", required=False)
    is_anonymous_not_taken_up = fields.yes_or_no(
        "Was an anonymous report not taken up?",
        help_text="Only if it was reported without a name.",
        required=False,
    )
    child_born_on = Day(label="Day the child was born, if it is not on record or wrong there", required=False)
    child_died_on = Day(label="Day the child died", required=False)
    adopted_on = Day(label="Day of the adoption order", required=False)
    last_contact_on = Day(label="Day of the last contact about child protection", required=False)
    worker_born_on = Day(label="Day the member of staff was born", required=False)

    def prepare(self) -> None:
        self.choose("allegation", ALLEGATIONS, empty="Not known")


class KeepForm(ActForm):
    """Keep it longer."""

    until = ComingDay(label="Until when", help_text="Ten years at most. On that day somebody looks again.")
    because = fields.reason("Why it is still needed", help_text=NO_NAMES, most=500)


class ProposeForm(ActForm):
    """Propose to erase it."""

    because = fields.reason(
        "What you looked at, and why nothing of it is needed any more", help_text=NO_NAMES, most=500
    )


class LeaverForm(ActForm):
    """Propose to erase what was kept of somebody who left."""

    because = fields.reason(
        "What you looked at, and why nothing of it is needed any more",
        help_text="It stays on record, so nothing private about them.",
        most=500,
    )


class SignOffForm(ActForm):
    """From when the suggested lines are the council’s."""

    begins_on = ComingDay(label="From which day")
    review_on = ComingDay(label="When the schedule is looked at again", help_text="Within five years.")


class LineForm(ActForm):
    """Another period for a line of the schedule."""

    length = fields.line(
        "How many", help_text="A whole number. Leave it empty to keep for good.", required=False, most=5
    )
    unit = fields.picked("Of what", UNITS)
    reason = fields.reason("Why this long", most=500)
    basis = fields.words(
        "What it is based on", help_text="A law, guidance, another council’s schedule, or a minute.", most=500
    )
    owner = fields.line("Who owns the line", help_text="They look at what is over.")
    begins_on = ComingDay(label="From which day")
    review_on = ComingDay(label="When it is looked at again", help_text="Within five years.")

    def clean_length(self) -> int | None:
        """A whole number, or nothing for good."""
        said = str(self.cleaned_data["length"]).strip()
        if said and not said.isdecimal():
            self.add_error("length", "How many must be a whole number, such as 6, or empty to keep for good")
            return None
        return int(said) if said else None


class HoldForm(ActForm):
    """What is held, for whom, why and until when."""

    what = fields.one_of("What is held?", What.choices)
    reference = fields.line(
        "Number of the case", help_text="For one case, or for a person of it.", required=False
    )
    name = fields.line("Name of the person, as it stands in that case", required=False)
    place = fields.picked("Team or service", required=False)
    theme = fields.picked("Theme or category", required=False)
    from_on = DateField(label="First day of the period", required=False)
    until_on = DateField(label="Last day of the period", required=False)
    source = fields.picked("Who asked for it, or what for", Source.choices)
    because = fields.reason(
        "Why", help_text="Name the inquiry, the claim or the request. No family’s name.", most=500
    )
    review_on = ComingDay(label="When somebody looks whether it is still needed", help_text="Within a year.")
    ends_on = ComingDay(label="Last day, if it ends by itself", required=False)

    def prepare(self) -> None:
        self.choose("place", places(), empty="None")
        self.choose("theme", themes(), empty="None")
        self.choose("source", Source.choices, empty="Choose")


class ReleaseForm(ActForm):
    """Why what was held may be erased now."""

    because = fields.reason("Why it need not be held any more", most=500)


def started(line: Line) -> dict[str, Any]:
    """What a form about a line begins with."""
    length = "" if line.length is None else str(line.length)
    return {
        "length": length,
        "unit": line.unit,
        "reason": line.reason,
        "basis": line.basis,
        "owner": line.owner,
    }
