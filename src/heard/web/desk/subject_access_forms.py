"""The questions about requests for a file, about what is withheld, and about complaints on data."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework.data_complaints import NewDataComplaint
from heard.casework.subject_access import Asked
from heard.casework.subject_access_deciding import APART, offered
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day

AUTHORITIES = [
    ("own", "They ask for what is held about themselves"),
    ("child", "A child or young person asks for themselves"),
    ("parent", "A parent, or somebody with parental responsibility, asks for their child"),
    ("agent", "Somebody they asked to act, such as a solicitor or an advocate"),
    ("appointed", "Somebody with power to act: an attorney, a deputy, or by order of a court"),
]
AUTHORITY_HINTS = {
    "own": "Also a parent who asks about themselves: what is their child’s is then somebody else’s.",
    "child": "The right is the child’s own. At 12 most can ask for themselves.",
    "parent": "They act for the child, and only in the child’s interests. Ask the child where they understand.",
}
WHOSE = [
    ("other", "Somebody else’s"),
    ("shared", "The person’s and somebody else’s together"),
    ("person", "The person’s own"),
    ("professional", "A professional’s, acting in their role"),
]
BASES = [
    ("identity", "Who they are, or that they may act"),
    ("scope", "Which information they want"),
]
TOLD = "Post, e-mail, telephone or in person."


class RequestForm(ActForm):
    """Who asks, with which authority, for what."""

    authority = fields.one_of("Who asks?", AUTHORITIES, hints=AUTHORITY_HINTS)
    asker = fields.numbered("Who asks for them, if on record", required=False)
    asker_name = fields.line(
        "Or the name of who asks", help_text="If somebody asks for them who is not on record.", required=False
    )
    authority_shown = fields.words(
        "What shows that they may ask for the person",
        help_text="An order, a birth certificate, signed words. Leave it empty where they ask for themselves.",
        required=False,
        rows=3,
    )
    childs_wish = fields.words(
        "What the child wants",
        help_text="Where a parent asks for a child: what the child said, or why they could not be asked.",
        required=False,
        rows=3,
    )
    wanted = fields.words("What they ask for, in their words", rows=4)
    names = fields.words(
        "Other names they are known by",
        help_text="One a line. Everything is searched for each of them.",
        required=False,
        rows=3,
    )
    way = fields.line("How it came", help_text=TOLD, most=40)
    received_on = Day(label="Day it came")
    case_reference = fields.line("The case it came with", required=False, most=80)

    def said(self) -> dict[str, Any]:
        return {"asked": {name: self.cleaned_data[name] for name in self.fields}}


def request_form(askers: list[tuple[int, str]]) -> type[RequestForm]:
    """The form that offers those who stand in a case with the person."""

    class OfPerson(RequestForm):
        def prepare(self) -> None:
            self.choose("asker", askers, empty="Nobody of these")

    return OfPerson


def asked_of(person: int, said: dict[str, Any]) -> Asked:
    """What the form says, of a person."""
    return Asked(person=person, **said)


class WhoForm(ActForm):
    """How it was made sure who asks."""

    shown = fields.line("What showed who they are, and that they may ask", most=300)
    shown_on = Day(label="Day it was shown")


class AskForm(ActForm):
    """A question on which the clock stands still."""

    basis = fields.one_of("What do you ask them?", BASES)
    words = fields.words("What you asked, and told them about the clock", rows=4)
    asked_on = Day(label="Day you asked")
    way = fields.line("How they were told", help_text=TOLD, most=40)


class HearForm(ActForm):
    """Their answer."""

    answer = fields.words("What they answered", rows=4)
    answered_on = Day(label="Day they answered")


class TimeForm(ActForm):
    """More time."""

    because = fields.reason("Why the request is complex, as they were told")
    told_on = Day(label="Day they were told")


class SearchForm(ActForm):
    """A search somewhere else."""

    place = fields.line(
        "Where you looked", help_text="Such as the case system, a shared drive, a mailbox.", most=200
    )
    how = fields.words("How you looked", rows=3)
    found = fields.words("What was found", help_text="Also where that is nothing.", rows=3)
    searched_on = Day(label="Day you looked")


class EndForm(ActForm):
    """An end without a file."""

    ended = fields.one_of(
        "How does it end?",
        [("withdrawn", "They took it back"), ("refused", "It is refused, and they were told")],
    )
    because = fields.reason("Why, as they were told")
    ended_on = Day(label="Day they said so, or were told")


class MarkForm(ActForm):
    """Words that a person found."""

    words = fields.words(
        "Words to withhold",
        help_text="Copy them as they stand. They are withheld wherever they stand here.",
        rows=3,
    )
    whose = fields.one_of("Whose are they?", WHOSE)
    code = fields.picked("Under which exemption")
    reason = fields.reason("Why, for this person and these words")

    def clean_words(self) -> str:
        """The words, however the browser ends its lines."""
        return " ".join(self.cleaned_data["words"].split())


class PartForm(ActForm):
    """A part of the picture of a page."""

    page = forms.IntegerField(label="Page", min_value=1)
    part = fields.line(
        "Part of its picture",
        help_text="Squares of the grid: B3, or B3:D4. Write “looked” if nothing is to be withheld.",
        most=20,
    )
    code = fields.picked("Under which exemption", required=False)
    reason = fields.reason("Why, or what you saw there")


class LeaveOutForm(ActForm):
    """A piece that stays out."""

    code = fields.picked("Why")
    reason = fields.reason("In words")


class ShowForm(ActForm):
    """The reason to show what is protected."""

    because = fields.reason("Why it is safe to show it to this reader")


def with_exemptions(form: type[ActForm], authority: str, *, apart: bool = False) -> type[ActForm]:
    """A form that offers the exemptions that can apply to who asks."""
    choices = [*offered(authority), *([(APART, "It goes to them by another way")] if apart else [])]

    class Offering(form):  # type: ignore[misc, valid-type]
        def prepare(self) -> None:
            self.choose("code", choices, empty="Choose")

    return Offering


class SendForm(ActForm):
    """How it went."""

    sent_on = Day(label="Day it went")
    sent_to = fields.words("To whom, and to which checked address", rows=3, most=300)
    sent_way = fields.line(
        "How it went", help_text="Such as tracked post, secure e-mail, handed over.", most=40
    )


class BackForm(ActForm):
    """Why a file goes back."""

    because = fields.reason("Why it goes back")


class DataComplaintForm(ActForm):
    """A complaint about data."""

    name = fields.line("Who complains", most=200)
    words = fields.words("What they complain about, in their words", rows=5)
    way = fields.line("How it came", help_text=TOLD, most=40)
    received_on = Day(label="Day it came")
    case_reference = fields.line("The case it came with", required=False, most=80)
    file_request = fields.numbered("The request for a file it is about", required=False)

    def said(self) -> dict[str, Any]:
        return {"new": NewDataComplaint(**{name: self.cleaned_data[name] for name in self.fields})}


def data_complaint_form(requests: list[tuple[int, str]]) -> type[DataComplaintForm]:
    """The form that offers the requests for a file."""

    class WithRequests(DataComplaintForm):
        def prepare(self) -> None:
            self.choose("file_request", requests, empty="None")

    return WithRequests


class AcknowledgeForm(ActForm):
    """The acknowledgement."""

    told_on = Day(label="Day they were told that we have it")
    way = fields.line("How they were told", help_text=TOLD, most=40)


class StepForm(ActForm):
    """What was done."""

    words = fields.words("What was done to look into it", rows=4)


class OutcomeForm(ActForm):
    """The outcome as they were told it."""

    outcome = fields.one_of(
        "What was found?",
        [
            ("upheld", "Upheld"),
            ("partly", "Partly upheld"),
            ("not_upheld", "Not upheld"),
            ("withdrawn", "Taken back"),
        ],
    )
    words = fields.words(
        "What they were told", help_text="With their right to go to the Information Commissioner.", rows=6
    )
    told_on = Day(label="Day they were told")
