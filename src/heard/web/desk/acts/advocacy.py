"""Pages of advocacy: told of it, wanted or declined, the advocate, first contact, the end, and what came before."""

from __future__ import annotations

from typing import Any

from heard.casework import advocacy, advocacy_before, choosing, choosing_open
from heard.law.conflicts import PersonFacts
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.stage_2_people import DECLARED

A_RIGHT = "A right for a child and a care leaver; information for anybody else. Which it is, follows from who they are."
NOTHING = "Tick nothing if they declared that none of this is so."


class OfferForm(ActForm):
    """Who was told of advocacy."""

    offered_on = Day(label="Day they were told")
    to = fields.numbered("Who was told", help_text=A_RIGHT)

    def prepare(self) -> None:
        self.choose("to", choosing_open.everybody(self.known.case), empty="Choose")


class AcceptForm(ActForm):
    """That an advocate is wanted."""

    answered_on = Day(label="Day they said yes")
    provider = fields.picked("Which provider is asked")
    referred_on = Day(
        label="Day the provider was asked", help_text="Leave it empty if not yet.", required=False
    )

    def prepare(self) -> None:
        self.choose("provider", [(one, one) for one in choosing.labels("advocate_provider")], empty="Choose")


class DeclineForm(ActForm):
    """That no advocate is wanted now."""

    answered_on = Day(label="Day they said no")
    because = fields.words(
        "What they said", help_text="Or that they gave no reason. They may say yes later.", rows=2
    )


class AppointForm(ActForm):
    """The advocate, and what they declared."""

    appointed_on = Day(label="From which day")
    name = fields.line("The advocate’s name")
    declares = fields.several("What they declared", DECLARED, required=False, help_text=NOTHING)
    declared_interest = fields.line("Another interest they declared", required=False, most=300)

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        facts: dict[str, Any] = dict.fromkeys(given["declares"], True)
        declared = PersonFacts(given["name"], declared_interest=given["declared_interest"], **facts)
        return {"appointed_on": given["appointed_on"], "name": given["name"], "declared": declared}


class FirstContactForm(ActForm):
    """When the advocate first spoke with them."""

    spoke_on = Day(label="Day the advocate first spoke with them")


class EndForm(ActForm):
    """That the advocate's part ends."""

    ended_on = Day(label="Last day")
    because = fields.reason("Why it ends")


class TakeUpForm(ActForm):
    """The request for an advocate from before the case."""

    day = Day(label="Day it is taken up here")
    earlier = fields.picked("Which request", help_text="Its days stay as they were.")

    def prepare(self) -> None:
        self.choose("earlier", choosing_open.earlier_requests(self.known.case), empty="Choose")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, checked=False)


PAGES = (
    _page(Act.OFFER_ADVOCACY, "Record that they were told of advocacy", OfferForm, advocacy.offer_advocacy,
          "It is on record that they were told."),
    _page(Act.ACCEPT_ADVOCACY, "Record that they want an advocate", AcceptForm, advocacy.accept_advocacy,
          "It is on record that they want one."),
    _page(Act.DECLINE_ADVOCACY, "Record that they want no advocate", DeclineForm, advocacy.decline_advocacy,
          "It is on record, with what they said. They may say yes later."),
    _page(Act.APPOINT_ADVOCATE, "Appoint an advocate", AppointForm, advocacy.appoint_advocate,
          "The advocate is on record; a wait for one is over."),
    _page(Act.ADVOCATE_FIRST_CONTACT, "Record the advocate’s first contact", FirstContactForm,
          advocacy.advocate_first_contact, "The first contact is on record."),
    _page(Act.TAKE_UP_EARLIER_ADVOCACY, "Take up the advocacy asked for before", TakeUpForm,
          advocacy_before.take_up_earlier_advocacy, "It is taken up here, with its own days."),
    _page(Act.END_ADVOCACY, "End the advocate’s part", EndForm, advocacy.end_advocacy, "The advocate’s part is over."),
)  # fmt: skip
