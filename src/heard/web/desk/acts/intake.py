"""Pages of intake: acknowledging, telling which procedure, accepting, adding a point, taking up again."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, intake, intake_refusing, points
from heard.casework.new_details import NewElement
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.weighing import LATE, weighed_of, weighing_fields

WAYS = [
    ("by letter", "By letter"),
    ("by e-mail", "By e-mail"),
    ("by telephone", "By telephone"),
    ("in person", "In person"),
    ("by text message", "By text message"),
]


class AcknowledgeForm(ActForm):
    """That it was acknowledged."""

    sent_on = Day(label="Day it was acknowledged")
    way = fields.one_of("How", WAYS)


class TellProcedureForm(ActForm):
    """Which procedure is used, and why."""

    told_on = Day(label="Day they were told")
    why = fields.reason(
        "Why this procedure",
        help_text="In words the person can check: what they complain of, and which law covers it.",
    )
    decided_by = fields.decided_by()

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "procedure": self.known.case.procedure}


class AcceptForm(ActForm):
    """That the procedure fits; each late point is weighed."""

    decided_on = Day(label="Day it was decided")
    reason = fields.reason("Why it is accepted")
    decided_by = fields.decided_by()

    def prepare(self) -> None:
        self.each_point(choosing.late_points(self.known.case), **weighing_fields())

    def said(self) -> dict[str, Any]:
        late = {point.number: weighed_of(self, point) for point in choosing.late_points(self.known.case)}
        return {**self.own, "late": {number: one for number, one in late.items() if one is not None}}


class AddPointForm(ActForm):
    """A further point, in their own words."""

    day = Day(label="Day they said it")
    words = fields.words("What they said", help_text="Copy it as said. Nobody edits it later.")
    agreed_words = fields.words("How the office words it", required=False, rows=3)
    outcome_wanted = fields.words("What would put it right", required=False, rows=3)
    arose_on = Day(label="Day it happened", required=False, help_text="Each point has its own day.")

    def prepare(self) -> None:
        if self.known.case.state != "received" and self.known.case.procedure == "children_act":
            self.fields |= {name: make(None) for name, make in weighing_fields(asks=False, hint=LATE).items()}

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("words", "agreed_words", "outcome_wanted", "arose_on")
        point = NewElement(**{name: given[name] for name in names})
        return {"day": given["day"], "point": point, "weighed": weighed_of(self)}


class ResubmitForm(ActForm):
    """Taking up again what was refused."""

    asked_on = Day(label="Day they asked again")
    words = fields.words("What they said", help_text="Copy it as said.")


PAGES = (
    ActPage(
        act=Act.ACKNOWLEDGE,
        title="Record the acknowledgement",
        form=AcknowledgeForm,
        function=intake.acknowledge,
        done="The acknowledgement is on record.",
        checked=False,
    ),
    ActPage(
        act=Act.TELL_PROCEDURE,
        title="Record that they were told which procedure is used",
        form=TellProcedureForm,
        function=intake.tell_procedure,
        done="It is on record that they were told.",
        checked=False,
    ),
    ActPage(
        act=Act.ACCEPT,
        title="Accept into Stage 1",
        form=AcceptForm,
        function=intake.accept,
        done="It is accepted into Stage 1.",
    ),
    ActPage(
        act=Act.ADD_POINT,
        title="Add a point of complaint",
        form=AddPointForm,
        function=points.add_point,
        done="The point is added.",
    ),
    ActPage(
        act=Act.RESUBMIT,
        title="Take up again what was refused",
        form=ResubmitForm,
        function=intake_refusing.resubmit,
        done="It is taken up again.",
    ),
)
