"""Pages of the statement of complaint: a draft point by point, agreed, settled after the chance to comment, amended."""

from __future__ import annotations

from typing import Any

from heard.casework import stage_2_statement
from heard.casework.looking_at_statement import PointStated, statement_of
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.wording import spoken_day

PLAIN = "Their own words stay above it. Say the same in words that can be looked into, one thing at a time."
READINGS = (
    "The time of Stage 2 is counted from the request, and from the agreed statement. Both days are kept; the council’s "
    "setting says which of them alerts."
)


class WordingForm(ActForm):
    """A wording for each point, beside their own words."""

    def prepare(self) -> None:
        self.stated = statement_of(self.known.case).points
        points = {one.point.number: one for one in self.stated}
        self.each_point(
            [one.point for one in self.stated],
            wording=lambda point: self.wording_field(points[point.number]),
        )
        own = [one.point.words for one in self.stated]
        self._parts = [(head, said, names) for (head, _, names), said in zip(self._parts, own, strict=True)]

    def wording_field(self, stated: PointStated) -> Any:
        """The question for one point, with what it says so far."""
        asked = fields.words("Wording of the statement", help_text=PLAIN, rows=4)
        asked.initial = stated.proposed
        return asked

    def wording(self) -> dict[int, str]:
        """The wording typed for each point."""
        typed = {one.point.number: self.of_point("wording", one.point) or "" for one in self.stated}
        return {number: words for number, words in typed.items() if words.strip()}


class DraftForm(WordingForm):
    """A draft sent to be agreed."""

    sent_on = Day(label="Day the draft was sent")

    def said(self) -> dict[str, Any]:
        return {"sent_on": self.cleaned_data["sent_on"], "wording": self.wording()}


class AgreeForm(WordingForm):
    """That it is agreed, in these words."""

    agreed_on = Day(label="Day they agreed")

    def said(self) -> dict[str, Any]:
        return {"agreed_on": self.cleaned_data["agreed_on"], "wording": self.wording()}


class SettleForm(ActForm):
    """Going on as sent."""

    settled_on = Day(label="Day it was settled")
    because = fields.reason(
        "What chance they had to comment, and how they were reminded",
        help_text="For example: sent on the 3rd with five working days, and a text on the 8th.",
    )

    def prepare(self) -> None:
        stage = statement_of(self.known.case).stage
        if stage and stage.statement_sent_on:
            self.fields[
                "settled_on"
            ].help_text = f"The draft was sent on {spoken_day(stage.statement_sent_on)}."


class AmendForm(WordingForm):
    """The agreed statement amended: only the points whose words change."""

    amended_on = Day(label="Day it was amended")
    because = fields.reason("Why it is amended, and who asked for it")

    def said(self) -> dict[str, Any]:
        agreed = {one.point.number: one.point.agreed_words for one in self.stated}
        changed = {
            number: words for number, words in self.wording().items() if words.strip() != agreed[number]
        }
        given = self.cleaned_data
        return {"amended_on": given["amended_on"], "wording": changed, "because": given["because"]}


PAGES = (
    ActPage(
        act=Act.DRAFT_STATEMENT,
        title="Send the draft statement",
        form=DraftForm,
        function=stage_2_statement.draft_statement,
        done="The draft statement is sent, their words beside it.",
    ),
    ActPage(
        act=Act.AGREE_STATEMENT,
        title="Record that the statement is agreed",
        form=AgreeForm,
        function=stage_2_statement.agree_statement,
        says=f"Records that they agree the statement, in the words below. {READINGS}",
        done="The statement is agreed.",
    ),
    ActPage(
        act=Act.SETTLE_STATEMENT,
        title="Go on with the statement as sent",
        form=SettleForm,
        function=stage_2_statement.settle_statement,
        done="The investigation goes on with the statement as it was sent.",
    ),
    ActPage(
        act=Act.AMEND_STATEMENT,
        title="Amend the agreed statement",
        form=AmendForm,
        function=stage_2_statement.amend_statement,
        done="The statement is amended; the wording before it is kept, and no clock starts again.",
    ),
)
