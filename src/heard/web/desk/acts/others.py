"""Pages of what is no formal complaint: settled, answered, thanked, shared, considered, and who a report was from."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, other_kinds
from heard.casework.passing_on import WAYS, who_may_hear
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
    pages = fields.several(
        "Who finds it on their own page",
        help_text="They see the words below under “Thanks passed on to you”, and nothing else of the case.",
        required=False,
    )
    words = fields.words(
        "Words they see",
        help_text="Leave out what is private to the family. Left empty, they see what was written, as it was.",
        required=False,
        rows=4,
    )

    def prepare(self) -> None:
        self.initial.setdefault("shared_by", self.known.me)
        self.choose("pages", who_may_hear(self.known.case, on=self.known.today))
        if not self.fields["pages"].choices:  # type: ignore[attr-defined]
            del self.fields["pages"], self.fields["words"]

    def said(self) -> dict[str, Any]:
        given = super().said()
        return {**given, "pages": tuple(given["pages"])} if "pages" in given else given


class PassOnThanksForm(ActForm):
    """A senior manager's thanks to the worker or team."""

    thanked_on = Day(label="Day they were thanked")
    to_name = fields.line("Who was thanked", help_text="The worker by name, or the team.", most=200)
    words = fields.words("What the senior manager said", rows=4)
    thanked_by = fields.line("Which senior manager", help_text="Name and job.")
    way = fields.one_of("How", WAYS)
    own_page = fields.picked("Whose own page it stands on", required=False)

    def prepare(self) -> None:
        self.choose("own_page", who_may_hear(self.known.case, on=self.known.today), empty="Nobody’s")

    def clean(self) -> dict[str, Any]:
        """Their own page needs somebody who has one."""
        given = super().clean() or self.cleaned_data
        if given.get("way") == "page" and not given.get("own_page"):
            self.add_error("own_page", "Choose whose own page it stands on, or another way")
        return given


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
    _page(Act.SHARE, "Pass on a senior manager’s thanks", PassOnThanksForm, other_kinds.pass_on_thanks,
          "The thanks are on record.", slug="pass-on-thanks", checked=False),
    _page(Act.CONSIDER, "Decide what follows", ConsiderForm, other_kinds.consider, "The decision is on record."),
    _page(Act.IDENTIFY, "Record who it was from", IdentifyForm, other_kinds.identify, "They are on record."),
)  # fmt: skip
