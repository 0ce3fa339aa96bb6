"""Pages of what is no formal complaint: settled, answered, thanked, shared, considered, and who a report was from."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, other_kinds
from heard.law.procedure import Act
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, ComingDay, Day
from heard.web.desk.acts.page import ActPage
from heard.web.desk.acts.people import SomebodyForm

MAY_KNOW = "Whose consent there is, and to tell what; or that nothing about the family is told."


class WithOutcome(ActForm):
    """An answer that may have an outcome."""

    outcome = fields.picked("Outcome", required=False)

    def prepare(self) -> None:
        self.choose("outcome", [(one, one) for one in choosing.labels("outcome")], empty="None")


class SettleForm(WithOutcome):
    """How it was settled."""

    settled_on = Day(label="Day it was settled")
    how = fields.words("How it was settled", help_text="They may still complain, and are told so.")
    settled_by = fields.line("Who settled it")
    field_order = ("settled_on", "how", "settled_by")


class AnswerForm(WithOutcome):
    """What was answered."""

    sent_on = Day(label="Day it was sent")
    words = fields.words("What was answered", rows=8)
    answered_by = fields.line("Who answered")
    field_order = ("sent_on", "words", "answered_by")

    def prepare(self) -> None:
        super().prepare()
        if self.known.case.kind in other_kinds.ENQUIRIES:
            self.fields["may_know"] = fields.words("What the member may be told", help_text=MAY_KNOW, rows=2)


class ExtendForm(ActForm):
    """More time, before the day passes."""

    decided_on = Day(label="Day it was decided")
    until = ComingDay(label="New day")
    reason = fields.reason(help_text="Whoever asked is told this reason.")
    decided_by = fields.decided_by()
    told_on = fields.told_on("Day whoever asked was told")


class ThankForm(ActForm):
    """Thanking them."""

    thanked_on = Day(label="Day they were thanked")
    words = fields.words("What was said to them", rows=3)
    thanked_by = fields.line("Who thanked them")

    def prepare(self) -> None:
        self.initial.setdefault("thanked_by", self.known.me)


class ShareForm(ActForm):
    """Who hears of it."""

    shared_on = Day(label="Day it was shared")
    shared_with = fields.words("With whom", help_text="The worker by name, the team, the manager.", rows=2)
    shared_by = fields.line("Who shared it")

    def prepare(self) -> None:
        self.initial.setdefault("shared_by", self.known.me)


class ConsiderForm(ActForm):
    """What follows from a report whose author nobody knows."""

    decided_on = Day(label="Day it was decided")
    action = fields.words("What follows", help_text="Who is told, what is looked into, or nothing.", rows=3)
    reason = fields.reason()
    decided_by = fields.decided_by()


class IdentifyForm(SomebodyForm):
    """Who the report was from."""

    said_on = Day(label="Day they said so")
    field_order = ("said_on",)

    def said(self) -> dict[str, Any]:
        return {"said_on": self.cleaned_data["said_on"], "who": self.somebody("complainant")}


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, **more)


PAGES = (
    _page(Act.SETTLE, "Settle it", SettleForm, other_kinds.settle, "It is settled. They may still complain."),
    _page(Act.ANSWER, "Record the answer", AnswerForm, other_kinds.answer, "The answer is on record."),
    _page(Act.EXTEND, "Take more time", ExtendForm, other_kinds.extend, "There is more time, and they were told."),
    _page(Act.THANK, "Record that they were thanked", ThankForm, other_kinds.thank, "They were thanked.",
          checked=False),
    _page(Act.SHARE, "Record with whom it was shared", ShareForm, other_kinds.share, "It is shared.", checked=False),
    _page(Act.CONSIDER, "Decide what follows", ConsiderForm, other_kinds.consider, "The decision is on record."),
    _page(Act.IDENTIFY, "Record who it was from", IdentifyForm, other_kinds.identify, "They are on record."),
)  # fmt: skip
