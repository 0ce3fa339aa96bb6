"""Pages of points: taking some out into a case of their own."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing_open, linking
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage

SAME_DAY = "It keeps this one’s day of receipt, so no clock is younger for it."


class SplitForm(ActForm):
    """Which points go into a case of their own, and as what."""

    decided_on = Day(label="Day it was decided")
    points = fields.several("Which points go into a case of their own", help_text=SAME_DAY)
    kind = fields.picked("What they are")
    reason = fields.reason()
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told")

    def prepare(self) -> None:
        self.choose("points", choosing_open.points_to_take_out(self.known.case))
        self.choose("kind", choosing_open.kinds(), empty="Choose")

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "points": [int(one) for one in self.cleaned_data["points"]]}


PAGES = (
    ActPage(
        act=Act.SPLIT,
        title="Take points out into a case of their own",
        form=SplitForm,
        function=linking.split,
        done="The points stand in a case of their own, linked to this one.",
    ),
)
