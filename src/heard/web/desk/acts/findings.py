"""The page of a finding recorded by itself: which step, which point, what was found and why."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, findings
from heard.casework.findings import PointFound, Step
from heard.casework.looking_at_findings import differs_without_reason
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.findings_asking import LOOKED_AT
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage


class FindForm(ActForm):
    """One finding of one step on one point."""

    point = fields.numbered("Which point")
    step = fields.picked("Who found", [("", "Choose"), *Step.choices])
    finding = fields.picked("Finding")
    reason = fields.reason(
        LOOKED_AT, help_text="To differ from the finding before needs a reason.", required=False
    )
    found_on = Day(label="Day it was found")

    def prepare(self) -> None:
        self.points = choosing.points_not_refused(self.known.case)
        named = [
            (one.number, f"Point {one.number}: {(one.agreed_words or one.words)[:60]}") for one in self.points
        ]
        self.choose("point", named, empty="Choose")
        self.choose("finding", [(one, one) for one in choosing.labels("outcome")], empty="Choose")

    def clean(self) -> dict[str, Any]:
        """Whoever differs from the step before says why."""
        given = self.cleaned_data
        point = next((one for one in self.points if one.number == given.get("point")), None)
        if point is not None and given.get("step") and given.get("finding"):
            wrong = differs_without_reason(point, given["step"], given["finding"], given.get("reason") or "")
            if wrong:
                self.add_error("reason", wrong)
        return given

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        found = [PointFound(given["point"], given["finding"], given["reason"])]
        return {"found_on": given["found_on"], "step": given["step"], "found": found}


PAGES = (
    ActPage(
        act=Act.FIND,
        title="Record a finding on one point",
        form=FindForm,
        function=findings.find,
        done="The finding is on record; an earlier one of the same step is kept beside it.",
    ),
)
