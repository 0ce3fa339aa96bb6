"""The questions about training, dip samples, changed papers and what the public is told."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import choosing
from heard.casework.dip_samples import Follows
from heard.casework.looking_at_learning import owners, points_to_name
from heard.casework.looking_at_training import needs_to_name, samples_to_name
from heard.casework.you_said import Told
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.learning_forms import CASES, NO_NAMES, NONE_OF_THEM, pairs, references
from heard.web.forms_look import Counted

PAPERS = [
    ("policy", "Policy or procedure"),
    ("form", "Form"),
    ("template", "Letter or template"),
    ("leaflet", "Leaflet or web page"),
    ("other", "Something else"),
]


class NeedForm(ActForm):
    """Training that is needed."""

    words = fields.words("What people need to be trained in", help_text=NO_NAMES, rows=3)
    service = fields.picked("Which service", required=False)
    learning = fields.numbered("From which learning point", required=False)
    case = fields.line("From which case", help_text="Its reference.", required=False)
    sent_to = fields.line(
        "Sent to",
        help_text="Such as workforce development. Leave it empty if it is to be sent.",
        required=False,
    )
    sent_on = Day(label="Day it was sent", required=False)

    def prepare(self) -> None:
        self.choose("service", pairs(choosing.services()), empty="The whole council")
        self.choose("learning", points_to_name(self.known.member), empty="None")


class SendNeedForm(ActForm):
    """To whom a need was sent."""

    sent_to = fields.line("Sent to", help_text="Such as workforce development.")
    sent_on = Day(label="Day it was sent")


class AnswerNeedForm(ActForm):
    """What they answered."""

    answer = fields.words(
        "What they answered", help_text=f"What will be given and when, or why not. {NO_NAMES}", rows=3
    )
    answered_on = Day(label="Day of the answer")


class SessionForm(ActForm):
    """A session that was held."""

    title = fields.line("What it was on", most=200)
    held_on = Day(label="Day it was held")
    held_by = fields.line("Who held it", most=200)
    on_complaints = fields.yes_or_no("Was it on handling complaints?")
    attended = forms.IntegerField(label="How many came", min_value=0, max_value=5000)
    who = fields.several("Who came", help_text="Where it is noted.", required=False)
    need = fields.numbered("Which need it answers", required=False)

    def prepare(self) -> None:
        self.choose("who", owners())
        self.choose("need", needs_to_name(), empty="None")

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**given, "who": tuple(int(one) for one in given["who"])}


class FeedbackForm(ActForm):
    """What one person said of a session."""

    score = fields.numbered("Score", help_text="1 is of no use, 5 of great use.", required=False)
    words = fields.words("In their words", help_text="Without their name.", required=False, rows=3)

    def prepare(self) -> None:
        self.choose("score", [(one, str(one)) for one in range(1, 6)], empty="None given")


class SampleForm(ActForm):
    """A dip sample."""

    asked = fields.line(
        "What was asked of each",
        help_text="One question, such as “Was the family rung back within a day?”",
        most=300,
    )
    service = fields.picked("Which service", required=False)
    looked_on = Day(label="Day it was looked at")
    looked_by = fields.line("Who looked")
    looked_at = forms.IntegerField(label="How many were looked at", min_value=1, max_value=5000)
    as_should_be = forms.IntegerField(label="How many were as they should be", min_value=0, max_value=5000)
    found = fields.words("What was found", help_text=NO_NAMES, rows=4)
    cases = fields.line(
        "Which cases", help_text=f"Where you want them named. {CASES}", required=False, most=500
    )
    action = forms.IntegerField(label="Number of the promise that follows", required=False, min_value=1)
    learning = fields.numbered("Learning point that follows", required=False)
    again_on = DateField(label="Day to look again", required=False)
    before = fields.numbered("Which sample it looks at again", required=False)

    def prepare(self) -> None:
        self.choose("service", pairs(choosing.services()), empty="The whole council")
        self.choose("learning", points_to_name(self.known.member), empty="None")
        self.choose("before", samples_to_name(), empty="None")

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        follows = Follows(given.pop("action"), given.pop("learning"), given.pop("again_on"))
        return {**given, "cases": references(given["cases"]), "follows": follows}


class PaperForm(ActForm):
    """A policy, form or template that was changed."""

    kind = fields.one_of("What was changed?", PAPERS)
    title = fields.line("What it is called", most=200)
    was = fields.words("What it said", help_text=NO_NAMES, rows=3)
    became = fields.words("What it says now", rows=3)
    changed_on = Day(label="Day it was changed")
    changed_by = fields.line("Who changed it")
    learning = fields.numbered("Because of which learning point", required=False)
    case = fields.line("Because of which case", help_text="Its reference.", required=False)

    def prepare(self) -> None:
        self.choose("learning", points_to_name(self.known.member), empty="None")


def _counted(label: str, most: int, *, required: bool = True, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=most, widget=Counted({"rows": 3})
    )


class YouSaidForm(ActForm):
    """What people told the council and what it did, for the public and for children."""

    said_words = _counted(
        "What people told us", 400, help_text="Begin with “You told us…”. Say no number below five."
    )
    did = _counted("What we did", 600)
    child_said = _counted(
        "For children: what you said",
        300,
        required=False,
        help_text="Leave both empty if it is not for children.",
    )
    child_did = _counted("For children: what we did", 400, required=False)
    done_on = Day(label="Day it was done", help_text="The public reads the month and the year.")
    no_names = fields.line("Words that are nobody’s name", help_text=NONE_OF_THEM, required=False, most=500)
    learning = fields.numbered("From which learning point", required=False)

    def prepare(self) -> None:
        self.choose("learning", points_to_name(self.known.member), empty="None")

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        learning = given.pop("learning", None)
        told = Told(said=given.pop("said_words"), **given)
        return {"told": told, **({"learning": learning} if "learning" in self.fields else {})}


class YouSaidAgainForm(YouSaidForm):
    """The same words once more, to be mended."""

    def prepare(self) -> None:
        del self.fields["learning"]


class BecauseForm(ActForm):
    """Why something is taken back."""

    because = fields.line("Why it is taken back", most=300)


class NothingForm(ActForm):
    """Nothing to answer: the button is the answer."""
