"""Pages of the two reports of Stage 2 and of the adjudication: each point in its row, each recommendation answered."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import stage_2_answer, stage_2_reports
from heard.casework.findings import Step
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.findings_asking import (
    Answered,
    Recommends,
    missing_reasons,
    recommendations_field,
)
from heard.web.desk.acts.form import Day
from heard.web.desk.acts.page import ActPage

REVISED = "A revised report may deal with some points alone: leave the others open."


class ReportForm(Recommends):
    """A report with a finding on each point."""

    received_on = Day(label="Day the report came")
    recommendations = recommendations_field("What the report recommends")
    words = fields.words(
        "Note on the report", help_text="The report itself is added under Papers.", required=False
    )
    step = Step.INVESTIGATOR

    def clean(self) -> dict[str, Any]:
        """Whoever differs from the one before says why, point by point."""
        for name, wrong in missing_reasons(self, self.step):
            self.add_error(name, wrong)
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "received_on": given["received_on"],
            "findings": self.found(),
            "recommendations": self.recommended(),
            "words": given["words"],
        }


class IndependentReportForm(ReportForm):
    """The independent person's own report."""

    step = Step.INDEPENDENT


class AdjudicateForm(Answered):
    """The adjudication."""

    answers_stage = "stage_2"
    sent_on = Day(
        label="Day the adjudication was sent", help_text="This day stops the clock, not the day of a report."
    )
    encloses_both_reports = forms.BooleanField(label="Both reports are enclosed in full")
    tells_right_to_stage_3 = forms.BooleanField(
        label="The letter tells of the review panel",
        help_text="To be asked for within 20 working days of receiving the letter (regulation 18).",
    )

    def clean(self) -> dict[str, Any]:
        """To differ from investigator or independent person needs a reason, point by point."""
        for name, wrong in missing_reasons(self, Step.ADJUDICATOR):
            self.add_error(name, wrong)
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "sent_on": given["sent_on"],
            "findings": self.found(),
            "encloses_both_reports": given["encloses_both_reports"],
            "tells_right_to_stage_3": given["tells_right_to_stage_3"],
            "outcome": self.outcome(),
            "answers": self.answers_given(),
            "actions": self.actions(),
            "put_right": self.put_right(),
        }


PAGES = (
    ActPage(
        act=Act.RECEIVE_INVESTIGATOR_REPORT,
        title="Record the investigating officer’s report",
        form=ReportForm,
        function=stage_2_reports.receive_investigator_report,
        done="The investigating officer’s report is on record; the clock runs on.",
    ),
    ActPage(
        act=Act.RECEIVE_INDEPENDENT_REPORT,
        title="Record the independent person’s report",
        form=IndependentReportForm,
        function=stage_2_reports.receive_independent_report,
        done="The independent person’s report is on record; the clock runs on.",
    ),
    ActPage(
        act=Act.ADJUDICATE,
        title="Send the adjudication",
        form=AdjudicateForm,
        function=stage_2_answer.adjudicate,
        done="The adjudication is sent. Its letter is drafted under Letters.",
    ),
)
