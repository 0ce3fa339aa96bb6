"""Pages of the Ombudsman's file: where a case stands, drafts, more time, what is public, refusals, talks, the copy."""

from __future__ import annotations

from typing import Any

from heard.casework import bundles_sending, choosing_ombudsman, ombudsman_after, ombudsman_file
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.ombudsman import DAY_GIVEN, OfCase
from heard.web.desk.acts.page import ActPage

ADDRESS = "Copy it from the Ombudsman’s site. It begins with https://www.lgo.org.uk/decisions/."
HOWS = ("Telephone call", "Video call", "Meeting", "E-mail", "Letter", "Training or event")


class StepForm(OfCase):
    """Where a case stands."""

    from_on = Day(label="Since when")
    step = fields.one_of("Where does it stand?", choosing_ombudsman.steps())
    words = fields.words("What the Ombudsman said", required=False, rows=3)


class DraftForm(OfCase):
    """A draft decision."""

    received_on = Day(label="Day the draft came")
    proposes = fields.words(
        "What it proposes", help_text="The finding, and what we would have to do.", rows=6
    )
    comments_by = ComingDay(label="Comments by", help_text=DAY_GIVEN)


class CommentsForm(ActForm):
    """What we say of a draft."""

    commented_on = Day(label="Day the comments were sent")
    draft = fields.numbered("Which draft")
    comments = fields.words(
        "The comments", help_text="If there was nothing to say, write that we have no comments.", rows=6
    )

    def prepare(self) -> None:
        self.choose("draft", choosing_ombudsman.drafts_to_comment(self.known.case), empty="Choose")


class AskForTimeForm(ActForm):
    """More time."""

    asked_on = Day(label="Day it was asked")
    due = fields.picked("For what")
    wanted_until = ComingDay(label="Until which day")
    asked_by = fields.line("Who asked")
    reason = fields.reason("Why more time is needed")

    def prepare(self) -> None:
        self.choose("due", choosing_ombudsman.due_to_ombudsman(self.known.case), empty="Choose")
        self.fields["asked_by"].initial = self.known.me


class TimeForm(ActForm):
    """What the Ombudsman answered."""

    answered_on = Day(label="Day the Ombudsman answered")
    extension = fields.numbered("Which request")
    given = fields.yes_or_no("Was more time given?")
    given_until = ComingDay(
        label="Until which day", required=False, help_text="Leave it out if it was refused."
    )
    answered_by = fields.line("Who answered for the Ombudsman")
    told = fields.line("Who here was told", help_text="Everybody whose day it moves.", most=300)

    def prepare(self) -> None:
        self.choose("extension", choosing_ombudsman.times_asked(self.known.case), empty="Choose")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("given") and not said.get("given_until"):
            self.add_error("given_until", "Enter the day until which time was given")
        if said.get("given") is False and said.get("given_until"):
            self.add_error("given_until", "Leave the day out, as no more time was given")
        return said

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "given"}


class PublicForm(OfCase):
    """Where a decision can be read."""

    published_on = Day(label="Day the Ombudsman published it")
    address = fields.line("Address of the published decision", help_text=ADDRESS, most=300)
    told_on = Day(label="Day the council made the fault public", required=False)
    told_how = fields.line("How the council made it public", required=False, most=300)

    def there(self) -> list[tuple[str, str]]:
        return choosing_ombudsman.decided(self.known.case)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("told_on") and not said.get("told_how"):
            self.add_error("told_how", "Enter how the council made it public")
        if said.get("told_how") and not said.get("told_on"):
            self.add_error("told_on", "Enter the day the council made it public")
        return said


class RefusalForm(OfCase):
    """The Ombudsman on a refusal of ours."""

    said_on = Day(label="Day the Ombudsman said it")
    word = fields.one_of("What did they say of our refusal?", choosing_ombudsman.words_on_refusal())
    words = fields.words("In their own words", rows=4)


class FreeTalkForm(ActForm):
    """A talk with the Ombudsman."""

    held_on = Day(label="Day of the talk")
    how = fields.picked("How", [(one, one) for one in HOWS])
    with_whom = fields.line("With whom", help_text="Name and post.", most=200)
    words = fields.words("What was said", rows=5)


class TalkForm(FreeTalkForm, OfCase):
    """A talk with the Ombudsman about a case."""


class SendCopyForm(ActForm):
    """A frozen copy goes to the Ombudsman."""

    sent_on = Day(label="Day it was sent")
    copy = fields.numbered("Which copy")
    sent_to = fields.line(
        "To whom, and how", help_text="For example: the investigator, by their secure upload.", most=300
    )

    def prepare(self) -> None:
        self.choose("copy", choosing_ombudsman.copies_to_send(self.known.case), empty="Choose")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(
        act=act, title=title, form=form, function=function, done=done, **{"checked": False, **more}
    )


PAGES = (
    _page(Act.RECORD_OMBUDSMAN_STEP, "Record where it stands with the Ombudsman", StepForm,
          ombudsman_file.record_ombudsman_step, "Where it stands is on record."),
    _page(Act.RECEIVE_OMBUDSMAN_DRAFT, "Record a draft decision", DraftForm, ombudsman_file.receive_ombudsman_draft,
          "The draft is on record, with the day for comments. It is no decision."),
    _page(Act.COMMENT_ON_OMBUDSMAN_DRAFT, "Record our comments on the draft", CommentsForm,
          ombudsman_file.comment_on_ombudsman_draft, "The comments are on record."),
    _page(Act.ASK_OMBUDSMAN_FOR_TIME, "Ask the Ombudsman for more time", AskForTimeForm,
          ombudsman_file.ask_ombudsman_for_time, "It is on record. The day stays as it is until more time is given."),
    _page(Act.RECORD_OMBUDSMAN_TIME, "Record the answer on more time", TimeForm,
          ombudsman_file.record_ombudsman_time, "The answer is on record.", checked=True),
    _page(Act.MAKE_DECISION_PUBLIC, "Record where the decision is public", PublicForm,
          ombudsman_after.make_decision_public, "Where the decision is public is on record."),
    _page(Act.RECORD_WORD_ON_REFUSAL, "Record what the Ombudsman said of our refusal", RefusalForm,
          ombudsman_after.record_word_on_refusal, "What the Ombudsman said of the refusal is on record."),
    _page(Act.RECORD_OMBUDSMAN_TALK, "Record a talk with the Ombudsman", TalkForm,
          ombudsman_after.record_ombudsman_talk, "The talk is on record."),
    _page(Act.SEND_OMBUDSMAN_COPY, "Record that the copy went to the Ombudsman", SendCopyForm,
          bundles_sending.send_ombudsman_copy, "It is on record that the copy was sent.", checked=True),
)  # fmt: skip
