"""Pages of sufficient interest: asking, and deciding either way, with the child's views."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, intake_interest
from heard.law.procedure import Act
from heard.law.refusals import LETTER
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.intake_refusing import letter_asked
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.weighing import weighed_of, weighing_fields

VIEWS = "The child’s views, or why it was not appropriate to ask"


class AskInterestForm(ActForm):
    """Opening the question."""

    asked_on = Day(label="Day the question was opened")
    reason = fields.reason(
        "Why it is in question", help_text="Who they are to the child, and what is not known."
    )
    decided_by = fields.decided_by()


class AcceptInterestForm(ActForm):
    """That interest is sufficient."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("Why interest is sufficient")
    childs_views = fields.words(VIEWS, rows=3)
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told")

    def prepare(self) -> None:
        self.each_point(choosing.late_points(self.known.case), **weighing_fields())

    def said(self) -> dict[str, Any]:
        late = {point.number: weighed_of(self, point) for point in choosing.late_points(self.known.case)}
        return {**self.own, "late": {number: one for number, one in late.items() if one is not None}}


class RefuseInterestForm(ActForm):
    """That interest is not sufficient."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("Why interest is not sufficient")
    childs_views = fields.words(VIEWS, rows=3)
    child_told = fields.words("Whether the child was told, or why that was not appropriate", rows=3)
    decided_by = fields.decided_by()
    letter = fields.several(
        "The letter says", letter_asked(Act.REFUSE_INTEREST), help_text="Tick what it says."
    )
    told_on = fields.told_on("Day they were told in the letter")

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "letter": {code: LETTER[code] for code in self.cleaned_data["letter"]}}


PAGES = (
    ActPage(
        act=Act.ASK_INTEREST,
        title="Ask whether interest is sufficient",
        form=AskInterestForm,
        function=intake_interest.ask_interest,
        done="The question of sufficient interest is open.",
    ),
    ActPage(
        act=Act.ACCEPT_INTEREST,
        title="Decide that interest is sufficient",
        form=AcceptInterestForm,
        function=intake_interest.accept_interest,
        done="Interest is sufficient, and Stage 1 has begun.",
    ),
    ActPage(
        act=Act.REFUSE_INTEREST,
        title="Decide that interest is not sufficient",
        form=RefuseInterestForm,
        function=intake_interest.refuse_interest,
        done="Interest is not sufficient.",
    ),
)
