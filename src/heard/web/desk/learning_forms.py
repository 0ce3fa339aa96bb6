"""The questions about what is learnt, and how it is shared, read and signed."""

from __future__ import annotations

import re
from typing import Any

from heard.casework import choosing
from heard.casework.learning import Of, SeenTo
from heard.casework.learning_sharing import With, partners
from heard.casework.looking_at_learning import owners, points_to_name
from heard.casework.permissions import Role
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day

NO_NAMES = "Name no child, family or worker: others read it."
CASES = "References with commas between them, such as CR-2026-0012, CR-2026-0031."
NONE_OF_THEM = (
    "Words that look like a name, a place or a day and are none of anybody’s, with commas between them. Whoever agrees "
    "sees them."
)
ANSWERS = [
    ("yes", "Yes, it changed"),
    ("in_part", "It changed in part"),
    ("no", "No, it did not change"),
    ("too_early", "It is too early to say"),
]
WAYS = [
    ("memo", "Memo"),
    ("supervision", "Supervision"),
    ("briefing", "Briefing"),
    ("forum", "Practice forum"),
    ("team_meeting", "Team meeting"),
    ("management_meeting", "Management meeting"),
    ("training", "Training"),
    ("good_practice", "Good practice note"),
    ("partner", "With a partner"),
]
NOT_READERS = {
    "elected_member",
    "auditor",
    "advocate",
    "panel_member",
    "investigating_officer",
    "independent_person",
}


def themes() -> list[tuple[str, str]]:
    """What complaints are about and what compliments are for, each label once."""
    labels = dict.fromkeys((*choosing.labels("nature"), *choosing.labels("category")))
    return [(one, one) for one in labels]


def pairs(labels: list[str]) -> list[tuple[str, str]]:
    """Labels as choices."""
    return [(one, one) for one in labels]


def references(said: str) -> tuple[str, ...]:
    """The references in a line, parted by commas, semicolons or line breaks."""
    return tuple(one.strip() for one in re.split(r"[,;\n]", said) if one.strip())


class OfForm(ActForm):
    """Of which services and themes it is, and from which further cases it comes."""

    services = fields.several("Which services learn it", required=False)
    themes = fields.several("What it is about", required=False)
    cases = fields.line("From which other cases", help_text=CASES, required=False, most=500)

    def prepare(self) -> None:
        self.choose("services", pairs(choosing.services()))
        self.choose("themes", themes())

    def of(self) -> Of:
        """What was answered."""
        given = self.cleaned_data
        return Of(tuple(given["services"]), tuple(given["themes"]), references(given["cases"]))

    def said(self) -> dict[str, Any]:
        return {"of": self.of()}


class SeenToForm(ActForm):
    """Who sees to it, by when, and from which day it was so."""

    owner = fields.numbered("Who sees to it")
    due_on = DateField(label="By when")
    in_force_on = Day(
        label="From which day it was so",
        help_text="Leave it empty until it is. Complaints are counted before and after that day.",
        required=False,
    )

    def prepare(self) -> None:
        self.choose("owner", owners(), empty="Choose")

    def said(self) -> dict[str, Any]:
        return {"seen_to": SeenTo(**self.cleaned_data)}


class LearnAtLargeForm(OfForm):
    """Something learnt from no single case."""

    field_order = ("learned_on", "cause", "words", "services", "themes", "cases", "owner", "due_on")
    learned_on = Day(label="Day it was decided")
    cause = fields.words("Why it happened", help_text="The cause, not the person.", required=False, rows=3)
    words = fields.words("What is different from now on", help_text=NO_NAMES, rows=3)
    owner = fields.numbered("Who sees to it")
    due_on = ComingDay(label="By when")

    def prepare(self) -> None:
        super().prepare()
        self.choose("owner", owners(), empty="Choose")

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("learned_on", "cause", "words")},
            "of": self.of(),
            "seen_to": SeenTo(given["owner"], given["due_on"]),
        }


class ShareForm(ActForm):
    """In which way it was shared, on which day and with whom."""

    way = fields.one_of("In which way?", WAYS)
    shared_on = Day(label="Day it was shared")
    services = fields.several("With which services", required=False)
    teams = fields.several("With which teams", required=False)
    partners = fields.several("With which partners", required=False)
    words = fields.line("Anything to add", required=False, most=300)

    def prepare(self) -> None:
        for name, labels in (
            ("services", choosing.services()),
            ("teams", choosing.teams()),
            ("partners", partners()),
        ):
            if labels:
                self.choose(name, pairs(labels))
            else:
                del self.fields[name]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        to = {name: tuple(given.get(name, ())) for name in ("teams", "services", "partners")}
        return {
            "way": given["way"],
            "shared_on": given["shared_on"],
            "words": given["words"],
            "to": With(**to),
        }


class ChangedForm(ActForm):
    """Whether it changed, and how that is known."""

    answer = fields.one_of("Did it change?", ANSWERS)
    words = fields.words("How do you know?", help_text=f"What you counted, asked or saw. {NO_NAMES}", rows=3)
    said_on = Day(label="Day of the answer")


class PartnerForm(ActForm):
    """A partner to share learning with."""

    label = fields.line(
        "What the partner is called", help_text="Such as a health trust or a school partnership.", most=200
    )


class PracticeForm(ActForm):
    """A short note of good practice for everybody at work."""

    title = fields.line("Title", help_text="What to do, in a few words.", most=120)
    words = fields.words("What works", help_text=f"At most 200 words. {NO_NAMES}", rows=8)
    learning = fields.numbered("From which learning point", required=False)
    no_names = fields.line("Words that are nobody’s name", help_text=NONE_OF_THEM, required=False, most=500)

    def prepare(self) -> None:
        self.choose("learning", points_to_name(self.known.member), empty="None")


class GuidanceForm(ActForm):
    """Guidance to be read and signed."""

    title = fields.line("Title", most=120)
    words = fields.words("The guidance", help_text=NO_NAMES, rows=8)
    roles = fields.several("Who reads it, by role", required=False)
    teams = fields.several("Who reads it, by team", required=False)
    read_by = ComingDay(label="To be read by")
    learning = fields.numbered("From which learning point", required=False)

    def prepare(self) -> None:
        self.choose("roles", [(one.value, one.label) for one in Role if one.value not in NOT_READERS])
        self.choose("teams", pairs(choosing.teams()))
        self.choose("learning", points_to_name(self.known.member), empty="None")

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**given, "roles": tuple(given["roles"]), "teams": tuple(given["teams"])}
