"""Pages of the people of a case: adding somebody, what they consent to, what is done differently, who deals with it."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing_open, must_not_know, parties
from heard.casework.parties import Somebody
from heard.law.belongs_to_facts import RELATIONS
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.reaching import way_fields, way_of

# Those who are appointed to a part have the page of their appointment.
PARTS = (
    ("complainant", "Complains"),
    ("child", "Is the child or young person it is about"),
    ("worker", "Is complained about"),
    ("manager", "Manages the service, and may answer Stage 1"),
    ("advocate", "Speaks for the complainant"),
)
PART_HINTS = {
    "worker": "From now on they cannot see this case, nor whether there is one.",
    "advocate": "An advocate of the council’s provider has a page of their own: appoint an advocate.",
}
RELATION_ASKED = [(one.code, one.words) for one in RELATIONS]
EMPLOYED = (("permanent", "Permanent"), ("agency", "From an agency"))
FILE = "The number of the child’s own file, which is kept apart."


class SomebodyForm(ActForm):
    """Somebody: known to this case already, or by name."""

    person = fields.numbered("Somebody already in this case", required=False)
    name = fields.line(
        "Their name", help_text="Only for somebody who is not in this case yet.", required=False
    )
    relation = fields.picked(
        "What they are to the child", required=False, help_text="Only for somebody who complains."
    )

    def prepare(self) -> None:
        self.choose("person", choosing_open.everybody(self.known.case), empty="Nobody: somebody new")
        self.choose("relation", RELATION_ASKED, empty="Choose")
        self.fields |= way_fields(required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("person")) == bool(given.get("name", "").strip()):
            self.add_error("name", "Choose somebody in this case, or enter the name of somebody new")
        if given.get("value") and not given.get("safety"):
            self.add_error("safety", "Select whether it is safe to use")
        return given

    def somebody(self, part: str) -> Somebody:
        """Who it is, as the functions take them."""
        given = self.cleaned_data
        way = way_of(given)
        return Somebody(
            part=part,
            name=given["name"],
            relation=given["relation"] if part == "complainant" else "",
            person=given["person"],
            born_on=given.get("born_on"),
            file_number=given.get("file_number", ""),
            ways=(way,) if way else (),
            employment=given.get("employment", ""),
        )


class AddPartyForm(SomebodyForm):
    """A person, and the part they have."""

    day = Day(label="Day this was known")
    part = fields.one_of("What their part is", PARTS, hints=PART_HINTS)
    born_on = Day(label="Date of birth", help_text="Only for the child.", required=False)
    file_number = fields.line("Number of the child’s file", help_text=FILE, required=False, most=40)
    employment = fields.one_of(
        "How they are employed",
        EMPLOYED,
        help_text="Only for a worker who is complained about.",
        required=False,
    )
    field_order = ("part", "person", "name", "relation", "employment", "born_on", "file_number")

    def said(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"], "somebody": self.somebody(self.cleaned_data["part"])}


class ConsentForm(ActForm):
    """What somebody consents to, or refuses."""

    day = Day(label="Day they said so")
    person = fields.numbered("Who")
    given = fields.yes_or_no("Do they consent?")
    bounds = fields.words(
        "To what, and what not",
        help_text="For example: to share her file with the hospital, not with her father.",
        rows=3,
    )
    evidence = fields.words("How we know", help_text="A signed form, an e-mail, a call on a day.", rows=2)

    def prepare(self) -> None:
        self.choose("person", choosing_open.everybody(self.known.case), empty="Choose")


class AdjustmentForm(ActForm):
    """What is done differently for somebody."""

    day = Day(label="Day it was decided")
    what = fields.words(
        "What is done differently",
        help_text="It stands at the head of the case. For example: large print; meet after school; an interpreter.",
        rows=2,
    )
    reason = fields.reason("Why", help_text="The barrier it takes away.")
    decided_by = fields.decided_by()


class AssignForm(ActForm):
    """Who deals with it from now on."""

    day = Day(label="From which day")
    to = fields.picked("Who deals with it")
    reason = fields.reason("Why", help_text="Kept with the case.")
    decided_by = fields.decided_by()

    def prepare(self) -> None:
        self.choose("to", choosing_open.may_be_given(self.known.case, self.known.today), empty="Choose")


class MustNotKnowForm(ActForm):
    """Somebody who must not learn of it."""

    day = Day(label="Day this was said")
    who = fields.line(
        "Who must not know", help_text="For example: her former partner; the foster carers.", most=200
    )
    reason = fields.reason("Why", help_text="What could happen if they learnt of it.")
    care = fields.words(
        "What that means for us",
        help_text="For example: nothing by post; no message left; ring on weekdays before three.",
        rows=2,
    )
    said_by = fields.line("Who said so")


class MayKnowForm(ActForm):
    """That somebody may know after all."""

    day = Day(label="Day this was said")
    which = fields.numbered("Who may know after all")
    reason = fields.reason("Why that has changed")
    said_by = fields.line("Who said so")

    def prepare(self) -> None:
        self.choose("which", must_not_know.standing(self.known.case), empty="Choose")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, **more)


PAGES = (
    _page(Act.ADD_PARTY, "Add a person", AddPartyForm, parties.add_party, "They are on record."),
    _page(Act.RECORD_CONSENT, "Record a consent", ConsentForm, parties.record_consent, "The consent is on record."),
    _page(Act.RECORD_ADJUSTMENT, "Do something differently for them", AdjustmentForm, parties.record_adjustment,
          "It stands at the head of the case."),
    _page(Act.RECORD_CONTACT, "Say who must not know", MustNotKnowForm, must_not_know.must_not_know,
          "It stands at the head of every page of this case.", slug="must-not-know",
          says="Names somebody who must not learn of this. It stands at the head of every page of the case."),
    _page(Act.RECORD_CONTACT, "Say that somebody may know after all", MayKnowForm, must_not_know.may_know,
          "It no longer stands at the head of the case; it stays on record.", slug="may-know", needs="must_not_know",
          says="Ends what kept somebody from learning of this. That it stood, and why, stays on record."),
    _page(Act.ASSIGN, "Give it to somebody to deal with", AssignForm, parties.assign, "It is given to them."),
)  # fmt: skip
