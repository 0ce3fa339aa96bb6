"""What it costs to consider a complaint at Stage 2 and Stage 3, and the Stage 2s that were spared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from heard.casework.appointments import person_numbered
from heard.casework.deciding import Decided, keep_decision
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import one_of
from heard.casework.performing import performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import Cost
from heard.representations.models import Appointment, Decision, Representation, Stage

THAT_COST = ("stage_2", "stage_3")
SPARED, SETTLED = "stage_2_spared", "settled"
HOW_FORESEEN = {
    "asked": "They asked for it",
    "said": "They said they would ask for it",
    "expected": "We expected it, from what they said",
}
KINDS = tuple((str(code), str(words)) for code, words in Cost.Kind.choices)
MOST = Decimal("9999999.99")


@dataclass(frozen=True, slots=True)
class NewCost:
    """Something paid for at a stage, in pounds. `person` is the number of somebody on record, where one was paid."""

    stage: str
    kind: str
    amount: Decimal
    person: int | None = None
    paid_to: str = ""
    invoice: str = ""
    words: str = ""


def record_cost(*, reference: str, by: str, at: datetime, incurred_on: date, cost: NewCost) -> Cost:
    """Record what was paid for to consider a complaint at Stage 2 or 3, on the day of its invoice.

    Raises DoesNotFit without an amount, for a stage that costs nothing of its own, or for an invoice that is there.
    """
    with performing(Act.RECORD_COST, reference=reference, by=by, at=at, day=incurred_on) as doing:
        one_of(THAT_COST, cost.stage, "stage that is paid for")
        one_of(Cost.Kind.values, cost.kind, "kind of cost")
        _check_amount(cost.amount)
        _refuse_same_invoice(doing.case, cost)
        row = Cost(
            representation=doing.case,
            stage=doing.stage(cost.stage),
            kind=cost.kind,
            amount=cost.amount,
            incurred_on=incurred_on,
            person=None if cost.person is None else person_numbered(cost.person),
            paid_to=cost.paid_to.strip(),
            invoice=cost.invoice.strip(),
            words=cost.words.strip(),
        )
        doing.add(row)
        return row


def take_back_cost(
    *, reference: str, by: str, at: datetime, taken_back_on: date, cost: int, reason: str
) -> Cost:
    """Take back a cost recorded wrongly: it counts no more and stays to be read. Raises NotOnRecord, DoesNotFit."""
    with performing(Act.TAKE_BACK_COST, reference=reference, by=by, at=at, day=taken_back_on) as doing:
        row = Cost.objects.filter(representation=doing.case, pk=cost, taken_back_on=None).first()
        if row is None:
            raise NotOnRecord(f"{reference} has no cost number {cost}. See what is on record.")
        if not reason.strip():
            raise DoesNotFit("Say why it is taken back: the reason stays beside it.")
        doing.change(row, taken_back_on=taken_back_on, taken_back_because=fitting(reason, 300))
        return row


def spare_stage_2(
    *,
    reference: str,
    by: str,
    at: datetime,
    settled_on: date,
    foreseen: str,
    settled_by: str,
    decided_by: str,
) -> Decision:
    """Record that a Stage 2 was asked for or foreseen, and what settled the matter first, such as a meeting.

    It takes nothing from the right to ask: where a Stage 2 begins later, this one is counted as spared no more. Raises
    DoesNotFit where a Stage 2 has begun, or it is on record already.
    """
    with performing(Act.SPARE_STAGE_2, reference=reference, by=by, at=at, day=settled_on) as doing:
        one_of(HOW_FORESEEN, foreseen, "way to foresee a Stage 2")
        began = Stage.objects.filter(representation=doing.case, stage="stage_2", withdrawn_on=None).first()
        if began is not None:
            raise DoesNotFit(f"Stage 2 began on {in_words(began.started_on)}, so it was not spared.")
        there = Decision.objects.filter(representation=doing.case, about=SPARED).first()
        if there is not None:
            raise DoesNotFit(f"It is on record already, from {in_words(there.decided_on)}.")
        return keep_decision(doing, SPARED, Decided(SETTLED, settled_by, decided_by, foreseen))


def costs_on(case: Representation) -> list[tuple[int, str]]:
    """The costs of a case that may be taken back: number and words."""
    rows = Cost.objects.filter(representation=case, taken_back_on=None)
    return [
        (one.pk, f"£{one.amount:,.2f}, {one.get_kind_display()}, {in_words(one.incurred_on)}") for one in rows
    ]


def who_was_paid(case: Representation) -> list[tuple[int, str]]:
    """Who had a part in a case from outside, to name as whom the council paid."""
    rows = Appointment.objects.filter(representation=case).select_related("person").order_by("pk")
    return list(dict.fromkeys((one.person_id, one.person.name) for one in rows))


def stages_that_cost(case: Representation) -> list[tuple[str, str]]:
    """The stages of a case that are paid for: code and words."""
    rows = case.stages.filter(stage__in=THAT_COST).order_by("started_on", "pk")
    return [(one.stage, one.get_stage_display()) for one in rows]


def _check_amount(amount: Decimal) -> None:
    if not 0 < amount <= MOST or amount != amount.quantize(Decimal("0.01")):
        raise DoesNotFit("A cost is more than nothing, in pounds and pence. Check the amount.")


def _refuse_same_invoice(case: Representation, cost: NewCost) -> None:
    invoice = cost.invoice.strip()
    rows = Cost.objects.filter(representation=case, invoice__iexact=invoice, taken_back_on=None)
    there = rows.filter(kind=cost.kind, amount=cost.amount).first() if invoice else None
    if there is not None:
        raise DoesNotFit(
            f"Invoice {invoice} of £{there.amount:,.2f} is on this case already, from {in_words(there.incurred_on)}."
        )
