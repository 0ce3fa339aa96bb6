"""Pages of Stage 2 as it runs: late requests, more time, and Stage 2 of the council's own procedure."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import corporate, stage_2, stage_2_refusing
from heard.casework.extending import MoreTime
from heard.casework.findings import Step
from heard.casework.looking_at_candidates import who_may_answer_again
from heard.casework.stage_2_refusing import Declining
from heard.casework.stage_days import clock_of_stage, stage_of
from heard.law.procedure import Act
from heard.law.refusals import EVIDENCE, LETTER
from heard.web.desk.acts import fields
from heard.web.desk.acts.findings_asking import Answered, missing_reasons
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.going_on import AskForm
from heard.web.desk.acts.intake_refusing import evidence_asked, ground_field, letter_asked
from heard.web.desk.acts.page import ActPage
from heard.web.desk.wording import spoken_day

OMBUDSMAN = "The letter tells how to go to the Ombudsman"


class AcknowledgeForm(ActForm):
    """That a request was acknowledged."""

    acknowledged_on = Day(label="Day it was acknowledged")


class AcceptLateForm(ActForm):
    """A late request accepted."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("Why it is accepted", help_text="Why it came late, and what was weighed.")
    told_on = fields.told_on(required=False)
    decided_by = fields.decided_by()


class RefuseLateForm(ActForm):
    """A late request declined for a lawful reason, by two persons."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("The reasons, as the letter gives them")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told in the letter")
    act = Act.REFUSE_STAGE_2

    def prepare(self) -> None:
        self.fields["ground"] = ground_field(self.act)
        for code, why in evidence_asked(self.act).items():
            self.fields[code] = _evidence(code, why)
        self.fields["letter"] = fields.several("The letter says", letter_asked(self.act))
        self.fields["seconded_by"] = fields.line(
            "Second person who agrees", help_text="Nobody is kept from the next stage by one person alone."
        )

    def evidence(self) -> dict[str, str]:
        """The evidence that was written, by its code."""
        return {
            code: self.cleaned_data[code] for code in evidence_asked(self.act) if self.cleaned_data.get(code)
        }

    def letter(self) -> dict[str, str]:
        """What the letter says, by its code."""
        return {code: LETTER[code] for code in self.cleaned_data["letter"]}


class RefuseStage2Form(RefuseLateForm):
    """As above; in the council's own procedure on its merits, with the Ombudsman's address."""

    def prepare(self) -> None:
        if self._is_own:
            self.fields["tells_of_ombudsman"] = forms.BooleanField(label=OMBUDSMAN)
        else:
            super().prepare()

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        who = (given["reason"], given["decided_by"], given["told_on"])
        if self._is_own:
            declining = Declining(*who, tells_of_ombudsman=given["tells_of_ombudsman"])
        else:
            declining = Declining(*who, given["seconded_by"], given["ground"], self.evidence(), self.letter())
        return {"decided_on": given["decided_on"], "declining": declining}

    @property
    def _is_own(self) -> bool:
        return bool(self.known.case.procedure == "corporate")


class DeclineWeighedForm(ActForm):
    """Stage 2 of the council's own procedure declined after weighing."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("The reasons, as the letter gives them")
    decided_by = fields.decided_by()
    tells_of_ombudsman = forms.BooleanField(label=OMBUDSMAN)
    told_on = fields.told_on("Day they were told in the letter")


class ExtendForm(ActForm):
    """More time for Stage 2."""

    decided_on = Day(label="Day it was decided")
    extended_to = ComingDay(label="New day")
    reason = fields.reason(help_text="The complainant is told this reason. Say what is still to be done.")
    told_on = fields.told_on("Day the complainant was told in writing")
    was_agreed = fields.yes_or_no(
        "Did the complainant agree?", help_text="It is recorded, and no condition.", required=False
    )
    decided_by = fields.decided_by()

    def prepare(self) -> None:
        stage = stage_of(self.known.case, "stage_2")
        clock = clock_of_stage(stage) if stage else None
        if clock and clock.latest_on:
            self.fields["extended_to"].help_text = (
                f"Due {spoken_day(clock.must_by)}. {spoken_day(clock.latest_on)} at the latest: nothing allows a later "
                "day, not even agreement."
            )

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"decided_on": given.pop("decided_on"), "more": MoreTime(**given)}


class AnswerOwnForm(Answered):
    """The final answer of the council's own procedure."""

    sent_on = Day(label="Day it was sent")
    manager = fields.numbered("Who answers", help_text="Somebody other than who answered Stage 1.")
    tells_of_ombudsman = forms.BooleanField(label="The answer tells how to go to the Ombudsman")

    def prepare(self) -> None:
        super().prepare()
        may = who_may_answer_again(self.known.case, self.known.today)
        self.choose("manager", may, empty="Choose")

    def clean(self) -> dict[str, Any]:
        """To differ from the Stage 1 answer needs a reason, point by point."""
        for name, wrong in missing_reasons(self, Step.REVIEWER):
            self.add_error(name, wrong)
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "sent_on": given["sent_on"],
            "manager": given["manager"],
            "findings": self.found(),
            "tells_of_ombudsman": given["tells_of_ombudsman"],
            "outcome": self.outcome(),
            "actions": self.actions(),
            "put_right": self.put_right(),
        }


def _evidence(code: str, why: str) -> forms.CharField:
    label = EVIDENCE[code]
    return fields.words(label[:1].upper() + label[1:], help_text=why, required=False, rows=2)


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, **more)


PAGES = (
    _page(Act.ACKNOWLEDGE_STAGE_2, "Acknowledge the request for Stage 2", AcknowledgeForm,
          stage_2.acknowledge_stage_2, "The request is acknowledged."),
    _page(Act.EXTEND_STAGE_2, "Give more time at Stage 2", ExtendForm, stage_2.extend_stage_2,
          "Stage 2 is extended."),
    _page(Act.ACCEPT_STAGE_2, "Accept the late request for Stage 2", AcceptLateForm, stage_2.accept_stage_2,
          "The late request is accepted; the days have counted since it came."),
    _page(Act.REFUSE_STAGE_2, "Decline the late request for Stage 2", RefuseStage2Form,
          stage_2_refusing.decline_late_stage_2, "The late request is declined, with its reasons."),
    _page(Act.WEIGH_STAGE_2, "Weigh a request for Stage 2", AskForm, corporate.weigh_request_for_stage_2,
          "The request waits to be weighed; its days count from when it came."),
    _page(Act.OPEN_WEIGHED_STAGE_2, "Open Stage 2 after weighing", AcceptLateForm, corporate.open_weighed_stage_2,
          "Stage 2 is open; its days have counted since the request came."),
    _page(Act.DECLINE_WEIGHED_STAGE_2, "Decline Stage 2 after weighing", DeclineWeighedForm,
          corporate.refuse_corporate_stage_2, "Stage 2 is declined, with its reasons."),
    _page(Act.ANSWER_STAGE_2, "Answer at Stage 2", AnswerOwnForm, corporate.answer_corporate_stage_2,
          "The final answer is sent."),
)  # fmt: skip
