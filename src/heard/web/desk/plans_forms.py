"""The questions about plans, and about what committees and partners asked."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import choosing
from heard.casework.committees import NewMatter
from heard.casework.looking_at_plans import later_plans, owners
from heard.casework.plans import NewItem, item_numbered
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day

NO_NAMES = "Name no child, family or worker: plans are read by members and may be printed."
KINDS = [("action", "An action"), ("priority", "A priority")]
MEETINGS = [
    ("committee", "A committee of the council"),
    ("advocacy_provider", "An advocacy provider"),
    ("partner", "Another partner"),
]
MATTERS = [("question", "A question"), ("resolution", "A resolution"), ("agreed", "Something agreed")]
STANDINGS = [("on_the_way", "On the way"), ("done", "Done"), ("stopped", "Given up")]


class PlanForm(ActForm):
    """What the plan is called, whose it is, its year and who agreed it."""

    title = fields.line("What the plan is called", help_text="Such as “Plan for 2026/27”.", most=200)
    service = fields.picked("For which service", required=False)
    begins_on = DateField(label="First day of its year")
    ends_on = DateField(label="Last day of its year")
    agreed_by = fields.line("Who agreed it", help_text="The committee, the board or the director.", most=200)
    agreed_on = Day(label="Day it was agreed")

    def prepare(self) -> None:
        self.choose("service", [(one, one) for one in choosing.services()], empty="The whole council")


class ItemForm(ActForm):
    """A line of a plan."""

    kind = fields.one_of("What is it?", KINDS)
    words = fields.words("What is to be done", help_text=NO_NAMES, rows=3)
    because = fields.words("Why", help_text="What complaints showed. ", required=False, rows=3)
    owner = fields.numbered("Who sees to it")
    due_on = DateField(label="By when")

    def prepare(self) -> None:
        self.choose("owner", owners(), empty="Choose")

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "item": NewItem(given["words"], given["owner"], given["due_on"], given["kind"], given["because"])
        }


class ItemOfMatterForm(ItemForm):
    """A line of a plan that a committee asked for."""

    plan = fields.numbered("Into which plan")

    def said(self) -> dict[str, Any]:
        return {**super().said(), "plan": self.cleaned_data["plan"]}


class ProgressForm(ActForm):
    """How a line of a plan goes."""

    standing = fields.one_of("How does it stand?", STANDINGS)
    said_on = Day(label="Day on which it stood so")
    words = fields.words(
        "In words",
        help_text="What was done and what shows it; or why it is given up. " + NO_NAMES,
        rows=4,
    )


class CarryForm(ActForm):
    """A line carried over into a later plan."""

    plan = fields.numbered("Into which plan")
    due_on = DateField(label="By when now")
    carried_on = Day(label="Day it was decided")
    words = fields.reason("Why it is not done")


def carry_form(item: int) -> type[CarryForm]:
    """The form that offers the plans later than that of this line."""
    choices = later_plans(item_numbered(item))

    class Carry(CarryForm):
        def prepare(self) -> None:
            self.choose("plan", choices, empty="Choose")

    return Carry


def item_form(plans: list[tuple[int, str]]) -> type[ItemOfMatterForm]:
    """The form that offers these plans."""

    class OfMatter(ItemOfMatterForm):
        def prepare(self) -> None:
            super().prepare()
            self.choose("plan", plans, empty="Choose")

    return OfMatter


class MeetingForm(ActForm):
    """A meeting at which the service had to answer."""

    kind = fields.one_of("With whom was it?", MEETINGS)
    with_whom = fields.line(
        "Which committee or partner", help_text="Leave it empty for a provider.", required=False, most=200
    )
    provider = fields.picked("Which advocacy provider", required=False)
    held_on = Day(label="Day of the meeting")
    about = fields.words("What it was about", help_text=NO_NAMES, required=False, rows=3)
    papers = forms.URLField(
        label="Where the papers or minutes are",
        help_text="An address on the council's site that begins with https://",
        required=False,
        assume_scheme="https",
    )

    def prepare(self) -> None:
        providers = [(one, one) for one in choosing.labels("advocate_provider")]
        self.choose("provider", providers, empty="None")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_provider = given.get("kind") == "advocacy_provider"
        wanted = "provider" if is_provider else "with_whom"
        if given.get("kind") and not given.get(wanted):
            said = (
                "Choose the advocacy provider" if is_provider else "Enter which committee or partner it was"
            )
            self.add_error(wanted, said)
        return given


class MatterForm(ActForm):
    """What a meeting asked, resolved or agreed."""

    kind = fields.one_of("What is it?", MATTERS)
    words = fields.words(
        "In words", help_text="As it stands in the minutes, but name no child or family.", rows=3
    )
    asked_by = fields.line("Who raised it", required=False)
    owner = fields.numbered("Who answers or sees to it")
    service = fields.picked("Which service it is about", required=False)
    due_on = DateField(label="By when")

    def prepare(self) -> None:
        self.choose("owner", owners(), empty="Choose")
        self.choose("service", [(one, one) for one in choosing.services()], empty="The whole council")

    def said(self) -> dict[str, Any]:
        return {"matter": NewMatter(**self.cleaned_data)}


class ContractForm(ActForm):
    """A contract with an advocacy provider."""

    provider = fields.picked("Which advocacy provider")
    begins_on = DateField(label="First day")
    ends_on = DateField(label="Last day", help_text="Leave it empty if none is agreed.", required=False)
    words = fields.words("What it covers", help_text="Whom it is for, how many, how quickly.", rows=4)

    def prepare(self) -> None:
        providers = [(one, one) for one in choosing.labels("advocate_provider")]
        self.choose("provider", providers, empty="Choose")


class EndContractForm(ActForm):
    """The last day of a contract."""

    ends_on = DateField(label="Last day")
