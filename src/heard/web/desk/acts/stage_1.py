"""Pages of Stage 1: more time, waiting for an advocate, the answer, terms of resolution, skipping it."""

from __future__ import annotations

from typing import Any

from heard.casework import stage_1
from heard.casework.extending import MoreTime
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.page import ActPage


class ExtendForm(ActForm):
    """More time for Stage 1."""

    decided_on = Day(label="Day it was decided")
    extended_to = ComingDay(label="New day", help_text="The day by which they will have the answer.")
    reason = fields.reason(help_text="The complainant is told this reason. Say what is still to be done.")
    told_on = fields.told_on()
    was_agreed = fields.yes_or_no(
        "Did the complainant agree?", help_text="It is recorded, and no condition.", required=False
    )
    decided_by = fields.decided_by()

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"decided_on": given.pop("decided_on"), "more": MoreTime(**given)}


class PauseForAdvocateForm(ActForm):
    """Waiting for an advocate."""

    from_on = Day(label="First day of the pause")
    reason = fields.reason(help_text="For example: the advocacy service has nobody free until the 14th.")
    told_on = fields.told_on()


PAGES = (
    ActPage(
        act=Act.EXTEND_STAGE_1,
        title="Give more time at Stage 1",
        form=ExtendForm,
        function=stage_1.extend_stage_1,
        done="Stage 1 is extended.",
    ),
    ActPage(
        act=Act.PAUSE_FOR_ADVOCATE,
        title="Wait for an advocate",
        form=PauseForAdvocateForm,
        function=stage_1.pause_for_advocate,
        done="The wait for an advocate is on record.",
    ),
)
