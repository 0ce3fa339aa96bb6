"""Pages of the contact log: somebody reached, an attempt that failed, what came in, and a way that is safe or not."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing_open, contacts
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.reaching import ReachingForm, way_fields, way_of

COPY = "Copy it as said, by them and by us."
UNHAPPY = (
    "Unhappy with an answer? Record the words of dissatisfaction too: no form and no magic words are needed."
)


class ContactForm(ReachingForm):
    """What was said."""

    day = Day(label="Day of the contact")
    words = fields.words("What was said", help_text=COPY)
    field_order = ("day", "person", "way", "value", "words")


class AttemptForm(ReachingForm):
    """That they were not reached."""

    day = Day(label="Day of the attempt")
    note = fields.words(
        "What happened",
        help_text="Leave nothing with anybody else, and no message unless it is safe.",
        required=False,
        rows=2,
    )
    field_order = ("day", "person", "way", "value", "note")


class ReceiveLetterForm(ReachingForm):
    """What came in, in its own words."""

    received_on = Day(label="Day it reached the council")
    words = fields.words("What it said", help_text=f"Copy it as written. {UNHAPPY}", rows=8)
    field_order = ("received_on", "person", "way", "value", "words")


class SafeWayForm(ActForm):
    """One way to reach somebody."""

    day = Day(label="Day they said so")
    person = fields.numbered("Who")

    def prepare(self) -> None:
        self.choose("person", choosing_open.everybody(self.known.case), empty="Choose")
        self.fields |= way_fields(required=True)

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"day": given["day"], "person": given["person"], "way": way_of(given)}


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, checked=False, **more)


PAGES = (
    _page(Act.RECORD_CONTACT, "Record a contact", ContactForm, contacts.record_contact, "The contact is on record."),
    _page(Act.RECORD_CONTACT, "Add a way to reach somebody", SafeWayForm, contacts.add_way,
          "The way is on record, with whether it is safe.", slug="add-way",
          says="Adds a number or an address, and whether it is safe to use, as they said."),
    _page(Act.ATTEMPT_CONTACT, "Record that somebody was not reached", AttemptForm, contacts.attempt_contact,
          "The attempt is on record."),
    _page(Act.RECEIVE_LETTER, "Record a letter or message that came in", ReceiveLetterForm, contacts.receive_letter,
          "It is on record, in its own words."),
)  # fmt: skip
