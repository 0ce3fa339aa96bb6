"""Pages of Stage 3 after and beside the panel: late requests, its report, what it recommends, the final answer."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import choosing, stage_3_answer, stage_3_early, stage_3_request
from heard.casework.findings import Step
from heard.casework.looking_at_panel import panel_seen
from heard.law.early_referral import CRITERIA
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.findings_asking import (
    Answered,
    Recommends,
    missing_reasons,
    recommendations_field,
)
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.stage_2 import AcceptLateForm, RefuseLateForm
from heard.web.desk.wording import spoken_day

SENT_TO = {
    "council": "The council",
    "complainant": "The complainant",
    "independent_person": "The Stage 2 independent person",
    "advocate": "The complainant’s advocate",
    "interested": "Others with sufficient interest",
}


class RefuseStage3Form(RefuseLateForm):
    """A late request for a panel declined, having used discretion."""

    act = Act.REFUSE_STAGE_3

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        kept = ("decided_on", "decided_by", "seconded_by", "ground", "reason", "told_on")
        return {**{name: given[name] for name in kept}, "evidence": self.evidence(), "letter": self.letter()}


class SendReportForm(ActForm):
    """The panel's report, to all who must have it."""

    sent_on = Day(label="Day the report was sent")
    summary = fields.words(
        "The report’s own summary of the representations",
        help_text="As it stands in the report, which must hold one (regulation 20).",
    )

    def prepare(self) -> None:
        seen = panel_seen(self.known.case, self.known.today)
        for who, words in SENT_TO.items():
            needed = who in stage_3_answer.ALWAYS or (who == "advocate" and seen.has_advocate)
            self.fields[f"to_{who}"] = fields.line(
                f"{words}: how", help_text="For example: by post." if needed else "", required=needed
            )
        if seen.report_by:
            self.fields[
                "sent_on"
            ].help_text = f"Due by {spoken_day(seen.report_by)}, five working days from the meeting."

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        sent_to = {who: given[f"to_{who}"] for who in SENT_TO if given[f"to_{who}"]}
        return {"sent_on": given["sent_on"], "summary": given["summary"], "sent_to": sent_to}


class RecommendedForm(Recommends):
    """What the panel recommends, with its own finding on a point where it made one."""

    points_are_owed = False
    received_on = Day(
        label="Day the council received them",
        help_text="The 15 working days of the final answer count from this day (regulation 20).",
    )
    recommendations = recommendations_field("What the panel recommends")

    def clean(self) -> dict[str, Any]:
        """To differ from the adjudication needs a reason, point by point."""
        for name, wrong in missing_reasons(self, Step.PANEL):
            self.add_error(name, wrong)
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        asked = self.recommended()
        return {"received_on": given["received_on"], "recommendations": asked, "findings": self.found()}


class FinalAnswerForm(Answered):
    """The final answer, decided with the independent person."""

    answers_stage = "stage_3"
    points_are_owed = False
    sent_on = Day(label="Day the final answer was sent")
    independent_person_part = fields.words(
        "How the Stage 2 independent person took part",
        help_text="The answer is decided together with them (regulation 20). Say when you met and what they said.",
        rows=3,
    )
    tells_of_ombudsman = forms.BooleanField(label="The answer tells how to go to the Ombudsman")

    def clean(self) -> dict[str, Any]:
        """The director decides every point or none, and says why where they differ."""
        for name, wrong in missing_reasons(self, Step.DIRECTOR):
            self.add_error(name, wrong)
        decided = {one.point for one in self.found()}
        for point in self.points:
            if decided and point.number not in decided:
                self.add_error(
                    f"finding_{point.number}",
                    f"Decide point {point.number} too, or none: without the director’s own, the panel’s findings stand",
                )
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "sent_on": given["sent_on"],
            "independent_person_part": given["independent_person_part"],
            "tells_of_ombudsman": given["tells_of_ombudsman"],
            "answers": self.answers_given(),
            "findings": self.found(),
            "outcome": self.outcome(),
            "actions": self.actions(),
            "put_right": self.put_right(),
        }


class ReferEarlyForm(ActForm):
    """Early referral: every criterion shown."""

    referred_on = Day(label="Day it was referred")
    not_significant = fields.several(
        "Points that are not significant to the service the child had",
        required=False,
        help_text="One significant point not upheld is enough to keep the panel.",
    )
    reason = fields.reason("Why it is referred without a panel")
    decided_by = fields.decided_by()

    def prepare(self) -> None:
        points = choosing.points_owed_a_finding(self.known.case)
        self.choose("not_significant", [(str(one.number), f"Point {one.number}") for one in points])
        asked = {
            one.code: fields.words(
                f"{one.words}: {one.evidence}", help_text=one.meaning.capitalize() + ".", rows=3
            )
            for one in CRITERIA
        }
        self.fields = {**asked, **self.fields}

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("referred_on", "reason", "decided_by")},
            "evidence": {one.code: given[one.code] for one in CRITERIA},
            "not_significant": tuple(map(int, given["not_significant"])),
        }


class ReturnForm(ActForm):
    """Back from the Ombudsman for a panel."""

    returned_on = Day(
        label="Day the Ombudsman sent it back", help_text="The 30 working days count from this day."
    )


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done)


PAGES = (
    _page(Act.ACCEPT_STAGE_3, "Accept the late request for Stage 3", AcceptLateForm, stage_3_request.accept_stage_3,
          "The late request is accepted: a panel must be appointed."),
    _page(Act.REFUSE_STAGE_3, "Decline the late request for Stage 3", RefuseStage3Form,
          stage_3_request.refuse_stage_3, "The late request is declined, with its reasons."),
    _page(Act.SEND_PANEL_REPORT, "Send the panel’s report", SendReportForm, stage_3_answer.send_panel_report,
          "The panel’s report is sent to all who must have it."),
    _page(Act.RECEIVE_RECOMMENDATIONS, "Record what the panel recommends", RecommendedForm,
          stage_3_answer.receive_recommendations, "The recommendations are on record."),
    _page(Act.ANSWER_STAGE_3, "Send the final answer", FinalAnswerForm, stage_3_answer.answer_stage_3,
          "The final answer is sent. Its letter is drafted under Letters."),
    _page(Act.REFER_EARLY, "Refer early to the Ombudsman", ReferEarlyForm, stage_3_early.refer_early,
          "It is referred to the Ombudsman."),
    _page(Act.RETURN_FROM_OMBUDSMAN, "Take back from the Ombudsman for a panel", ReturnForm,
          stage_3_early.return_from_ombudsman, "A panel is held after all; its days count from that day."),
)  # fmt: skip
