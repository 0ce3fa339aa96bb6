"""Pages of moving to another procedure: the true day of receipt stays, and they are told which and why."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, intake_moving
from heard.law.belongs_to import SCOPES
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage


class MoveForm(ActForm):
    """Which function is complained of, and why the other procedure covers it."""

    decided_on = Day(label="Day it was decided")
    function = fields.one_of("What is complained of")
    reason = fields.reason("Why the other procedure applies")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told which procedure and why")
    side = "inside"

    def prepare(self) -> None:
        scopes = [one for one in SCOPES if (one.side == "inside") == (self.side == "inside")]
        self.choose("function", [(one.code, one.words) for one in scopes])
        self.fields["function"].widget.hints = {one.code: f"{one.meaning}. {one.source}" for one in scopes}


class MoveToCorporateForm(MoveForm):
    """As above, for what the Children Act procedure does not cover."""

    side = "outside"


class MoveToDutyMatterForm(ActForm):
    """Which correspondence it is."""

    decided_on = Day(label="Day it was decided")
    kind_label = fields.picked("What kind of duty matter")
    reason = fields.reason("Why it asks for no answer to dissatisfaction")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day they were told, and that they may say otherwise")

    def prepare(self) -> None:
        kinds = [label for label, means in choosing.meanings("kind") if means == "duty_matter"]
        self.choose("kind_label", [(one, one) for one in kinds], empty="Choose")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done)


PAGES = (
    _page(
        Act.MOVE_TO_CHILDREN_ACT,
        "Move to the Children Act procedure",
        MoveForm,
        intake_moving.move_to_children_act,
        "It goes by the Children Act procedure, from its true day of receipt.",
    ),
    _page(
        Act.MOVE_TO_CORPORATE,
        "Move to the corporate procedure",
        MoveToCorporateForm,
        intake_moving.move_to_corporate,
        "It goes by the corporate procedure, from its true day of receipt.",
    ),
    _page(
        Act.MOVE_TO_DUTY_MATTER,
        "Treat as a duty matter",
        MoveToDutyMatterForm,
        intake_moving.move_to_duty_matter,
        "It is a duty matter.",
    ),
)
