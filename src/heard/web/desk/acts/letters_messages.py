"""The page of a message to somebody on a case. Calls, visits and what came in have pages among the contacts."""

from __future__ import annotations

from django import forms

from heard.casework import choosing, messages
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm
from heard.web.desk.acts.page import ActPage

NUMBER = "The number or address used"


class MessageForm(ActForm):
    """A message that goes to somebody."""

    person = fields.numbered("To whom")
    way = fields.one_of("How it goes", [*messages.WAYS.items()])
    value = fields.line(NUMBER, required=False, most=300)
    words = forms.CharField(
        label="What it says to them",
        help_text="They read these very words. Nothing for the office alone belongs here.",
        widget=forms.Textarea({"rows": 8}),
    )
    although = fields.reason(
        "Why it stays as it is", help_text="Only if it is hard to read, and has to be.", required=False
    )

    def prepare(self) -> None:
        people = choosing.people_in(self.known.case)
        named = {one.person: f"{one.name} ({one.part.lower()})" for one in people}
        self.choose("person", named.items(), empty="Choose somebody")


PAGES = (
    ActPage(
        act=Act.RECORD_CONTACT,
        title="Send a message",
        slug="message-to-them",
        form=MessageForm,
        function=messages.send_message,
        checked=True,
        says="It goes to the person, word for word. For the office alone, keep an office note.",
        done="The message is on record as sent.",
    ),
)
