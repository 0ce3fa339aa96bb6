"""The questions about an advocate asked for before there is a complaint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from heard.casework import advocacy_before, choosing
from heard.casework.advocacy_before import Asks
from heard.law.belongs_to_facts import RELATIONS
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day

THEIRS = "A child and a care leaver have a right to an advocate as soon as they mean to complain."


class AskForm(ActForm):
    """Who asks, what they are to the child, and what they said."""

    name = fields.line("Who asks")
    relation = fields.picked(
        "What they are to the child",
        [("", "Choose"), *((one.code, one.words) for one in RELATIONS)],
        help_text=THEIRS,
    )
    born_on = Day(label="Date of birth", help_text="If a child or young person asks.", required=False)
    asked_on = Day(label="Day they asked")
    words = fields.words("What they said", help_text="Copy it as said.", required=False, rows=4)

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        who = Asks(given["relation"], given["name"], born_on=given["born_on"])
        return {"who": who, "asked_on": given["asked_on"], "words": given["words"]}


class ReferForm(ActForm):
    """Which provider was asked."""

    provider = fields.picked("Which provider")
    referred_on = Day(label="Day the provider was asked")

    def prepare(self) -> None:
        self.choose("provider", [(one, one) for one in choosing.labels("advocate_provider")], empty="Choose")


class SpokeForm(ActForm):
    """When the advocate first spoke with them."""

    spoke_on = Day(label="Day the advocate first spoke with them")


class EndForm(ActForm):
    """Why no complaint came of it."""

    ended_on = Day(label="Day it ended")
    because = fields.reason(
        "Why it ends", help_text="What they said, or what came of it. They may ask again."
    )


@dataclass(frozen=True)
class Step:
    """One step on with a request: its heading, form, function and what is then said."""

    title: str
    form: type[ActForm]
    function: Callable[..., Any]
    done: str


STEPS = {
    "refer": Step(
        "Record the provider that was asked",
        ReferForm,
        advocacy_before.refer_to_advocate,
        "The provider is on record.",
    ),
    "spoke": Step(
        "Record the advocate’s first contact",
        SpokeForm,
        advocacy_before.advocate_spoke,
        "The first contact is on record.",
    ),
    "end": Step(
        "End the request",
        EndForm,
        advocacy_before.end_request_for_advocate,
        "It is over. They may ask again.",
    ),
}
