"""Pages of what is paid on a case: proposing it, taking it back, that it was paid, and that they were told of it."""

from __future__ import annotations

from typing import Any

from heard.casework import choosing, payments
from heard.casework.new_details import DoesNotFit
from heard.casework.payments import NewPayment
from heard.law.procedure import Act
from heard.law.remedies import GROUNDS
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.acts.page import ActPage

HOW_MUCH = "In pounds. For several parts write each on a line of its own: 100 towards the carpet."
NO_LABELS = "There is no kind of payment in the council’s list yet. Add them under Settings, Lists."


class ProposeForm(ActForm):
    """How much, for whom, on what ground and on whose word."""

    proposed_on = Day(label="Day it is proposed")
    amounts = fields.words("How much", help_text=HOW_MUCH, rows=3)
    kind = fields.picked("Kind of payment")
    ground = fields.one_of(
        "On what ground",
        [(one.code, one.words) for one in GROUNDS],
        hints={one.code: one.meaning for one in GROUNDS},
    )
    words = fields.words("What it is paid for", help_text="So that somebody else sees why this sum.", rows=3)
    asked_by = fields.one_of("On whose word", payments.ASKED_BY)
    ombudsman_recommendation = fields.numbered("What the Ombudsman asked for", required=False)
    recommendation = fields.numbered("What the report asked for", required=False)
    payee = fields.one_of("Who receives it", payments.PAYEES)
    payee_words = fields.line("Who exactly", required=False, most=200)
    stage = fields.picked("At which stage", required=False)

    def prepare(self) -> None:
        case = self.known.case
        kinds = [(one, one) for one in choosing.labels("payment_kind")]
        self.choose("kind", kinds, empty="Choose")
        self.fields["kind"].help_text = "" if kinds else NO_LABELS
        self.choose("stage", payments.stages_of(case), empty="Of none")
        self._offer("ombudsman_recommendation", payments.asks_of_ombudsman(case))
        self._offer("recommendation", payments.asks_of_reports(case))

    def _offer(self, name: str, rows: list[tuple[int, str]]) -> None:
        """A question is asked only where there is something to choose."""
        if rows:
            self.choose(name, rows, empty="None")
        else:
            self.fields.pop(name)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        try:
            self._split = payments.parts_said(given["amounts"]) if given.get("amounts") else ()
        except DoesNotFit as why:
            self.add_error("amounts", str(why))
        return given

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        proposed_on, _ = given.pop("proposed_on"), given.pop("amounts")
        return {"proposed_on": proposed_on, "payment": NewPayment(parts=self._split, **given)}


class WithdrawForm(ActForm):
    """Which, and why it is not to be."""

    withdrawn_on = Day(label="Day it was decided")
    proposed = fields.numbered("Which payment")
    reason = fields.reason()

    def prepare(self) -> None:
        self.choose("proposed", payments.waiting(self.known.case), empty="Choose")


class PaidForm(ActForm):
    """That a part was paid, when, and what shows it."""

    part = fields.numbered("Which part")
    paid_on = Day(label="Day it was paid")
    proof = fields.line(
        "What shows that it was paid", help_text="The payment run, the receipt, the bank’s number.", most=300
    )

    def prepare(self) -> None:
        self.choose("part", payments.to_pay(self.known.case), empty="Choose")


class TellForm(ActForm):
    """That the person was told of it."""

    proposed = fields.numbered("Which payment")
    told_on = Day(label="Day the person was told")
    how = fields.line("How", help_text="The letter, the call, the visit.", most=200)

    def prepare(self) -> None:
        self.choose("proposed", payments.not_told(self.known.case), empty="Choose")


def _page(act: Act, title: str, form: type[ActForm], function: Any, done: str, **more: Any) -> ActPage:
    return ActPage(act=act, title=title, form=form, function=function, done=done, checked=False, **more)


PAGES = (
    _page(Act.PROPOSE_PAYMENT, "Propose a payment", ProposeForm, payments.propose_payment,
          "It is proposed. Somebody else has to approve it before anything is paid."),
    _page(Act.WITHDRAW_PAYMENT, "Take back a proposed payment", WithdrawForm, payments.withdraw_payment,
          "It is taken back; it stays on record with the reason."),
    _page(Act.RECORD_PAYMENT, "Record that it was paid", PaidForm, payments.record_payment,
          "It is on record that it was paid."),
    _page(Act.TELL_OF_PAYMENT, "Record that they were told of a payment", TellForm, payments.tell_of_payment,
          "It is on record that they were told."),
)  # fmt: skip
