"""Pages of how a case ends and is taken up again: withdrawing, reviewing, reinstating, closing and reopening."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing_open, endings
from heard.casework.acts import COMPLAINTS, HISTORY
from heard.law.procedure import Act
from heard.law.refusals import EVIDENCE, LETTER
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.intake_refusing import evidence_asked, ground_field, letter_asked
from heard.web.desk.acts.page import ActPage

WAYS = (("oral", "By word of mouth"), ("written", "In writing"))
NO_RIGHT_ENDS = "Closing ends no right: they may still ask for the next stage. Silence is no reason to close."

NO_STAGE_LEFT = "No stage is left; they may go to the Ombudsman. Silence is no reason to close."


class WithdrawForm(ActForm):
    """That they withdraw, in their words."""

    said_on = Day(label="Day they said so")
    way = fields.one_of("How they said it", WAYS)
    words = fields.words(
        "What they said", help_text="Copy it as said. Nobody withdraws for somebody else.", rows=3
    )

    def prepare(self) -> None:
        people = choosing_open.complaining(self.known.case)
        if len(people) > 1:
            self.fields["said_by"] = fields.several(
                "Who said it", people, help_text="Each complainant withdraws for themselves."
            )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "said_by": [int(one) for one in given.get("said_by", ())]}


class ConfirmWithdrawalForm(ActForm):
    """That the withdrawal was confirmed to them."""

    sent_on = Day(label="Day the letter was sent")


class ReviewWithdrawnForm(ActForm):
    """What the office looked at of itself, after a withdrawal."""

    reviewed_on = Day(label="Day of the review")
    review = fields.words(
        "What was looked at, and what follows", help_text="It may be used if it is taken up again."
    )
    decided_by = fields.decided_by("Who reviewed it")


class ReinstateForm(ActForm):
    """Taking up again what was withdrawn."""

    asked_on = Day(label="Day they asked for it again")
    words = fields.words("What they said", help_text="Copy it as said.", rows=3)
    told_on = fields.told_on("Day they were told that it goes on")

    def prepare(self) -> None:
        if choosing_open.was_reviewed(self.known.case):
            self.fields["use_review"] = fields.yes_or_no("Use the review made after it was withdrawn?")

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "use_review": bool(self.cleaned_data.get("use_review"))}


class CloseForm(ActForm):
    """Closing: a complaint for a lawful reason, with what it must show."""

    day = Day(label="Day it is closed")
    reason = fields.reason("Why it is closed")
    decided_by = fields.decided_by()

    def prepare(self) -> None:
        case = self.known.case
        if case.state in HISTORY:
            self.fields["ended"] = fields.words("What shows that it ended before", rows=3)
        elif case.kind in COMPLAINTS:
            self._ask_ground()

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        asked = ("ended", *evidence_asked(Act.CLOSE))
        evidence = {code: given[code] for code in asked if given.get(code)}
        says = {code: LETTER[code] for code in given.get("letter", ())}
        rest = {name: given[name] for name in ("day", "reason", "decided_by")}
        return {**rest, "ground": given.get("ground", ""), "evidence": evidence, "letter": says}

    def _ask_ground(self) -> None:
        self.fields["ground"] = ground_field(Act.CLOSE)
        for code, why in evidence_asked(Act.CLOSE).items():
            words = EVIDENCE[code]
            label = words[:1].upper() + words[1:]
            self.fields[code] = fields.words(label, help_text=why, required=False, rows=3)
        goes_on = choosing_open.may_go_on(self.known.case)
        says = [one for one in letter_asked(Act.CLOSE) if goes_on or one[0] != "right_to_go_on"]
        self.fields["letter"] = fields.several(
            "The letter says", says, help_text=NO_RIGHT_ENDS if goes_on else NO_STAGE_LEFT, required=False
        )
        self.order_fields(("day", "ground"))


class ReopenForm(ActForm):
    """Opening again where it stood."""

    day = Day(label="Day it is opened again")
    reason = fields.reason("Why it is opened again")
    decided_by = fields.decided_by()


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done)


PAGES = (
    _page(Act.WITHDRAW, "Record that they withdraw", WithdrawForm, endings.withdraw,
          "It is withdrawn. Confirm it to them in writing."),
    _page(Act.CONFIRM_WITHDRAWAL, "Record that the withdrawal was confirmed", ConfirmWithdrawalForm,
          endings.confirm_withdrawal, "It is on record that it was confirmed in writing."),
    _page(Act.REVIEW_WITHDRAWN, "Review what was withdrawn", ReviewWithdrawnForm, endings.review_withdrawn,
          "The review is on record."),
    _page(Act.REINSTATE, "Take up again what was withdrawn", ReinstateForm, endings.reinstate,
          "It goes on, with a new clock."),
    _page(Act.CLOSE, "Close the case", CloseForm, endings.close, "It is closed; no right ends by it."),
    _page(Act.REOPEN, "Open it again", ReopenForm, endings.reopen, "It is open again, where it stood."),
)  # fmt: skip
