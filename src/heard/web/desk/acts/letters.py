"""Pages of the acts of letters: one begun, one sent outside Heard, and the day one arrived."""

from __future__ import annotations

from heard.casework import post
from heard.casework.letters import beginning
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.letters_forms import BeginForm, OutsideForm


class ArrivedForm(ActForm):
    """The day a letter arrived."""

    letter = fields.numbered("Which letter")
    received_on = Day(label="Day it arrived", help_text="From a signature, or as they said.")
    why = fields.reason(
        "Why the day is corrected", help_text="Only where another day is on record.", required=False
    )

    def prepare(self) -> None:
        self.choose("letter", post.sent_letters(self.known.case.reference), empty="Choose a letter")


PAGES = (
    ActPage(
        act=Act.SEND_LETTER,
        title="Write a letter",
        slug="write-letter",
        form=BeginForm,
        function=beginning.begin_letter,
        checked=False,
        says="It begins in the words of its template. Nothing is sent until it is checked, signed off and issued.",
        done="The letter is begun. Open it here to write it and have it checked.",
        leads_to="case-letters",
    ),
    ActPage(
        act=Act.SEND_LETTER,
        title="Record a letter sent outside Heard",
        slug="letter-sent-outside",
        form=OutsideForm,
        function=beginning.record_sent_outside,
        checked=False,
        says="For a letter that has gone out already. It counts from the day it was sent, with what shows that day.",
        done="The letter is on record as sent outside Heard.",
    ),
    ActPage(
        act=Act.RECORD_LETTER_RECEIVED,
        title="Record when a letter arrived",
        form=ArrivedForm,
        function=post.record_letter_received,
        checked=False,
        done="The day it arrived is on record.",
    ),
)
