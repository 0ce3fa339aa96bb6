"""What is paid because of a complaint: proposed by one person, approved by another, paid part by part, and told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db.models import QuerySet

from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import listed, one_of, terms_of
from heard.casework.performing import Doing, performing
from heard.law.procedure import Act
from heard.law.remedies import GROUND
from heard.law.working_days import in_words
from heard.outcomes.models import Payment, PaymentPart, ProposedPart, ProposedPayment, Recommendation
from heard.representations.models import OmbudsmanRecommendation, Representation

Answer, AskedBy = ProposedPayment.Answer, ProposedPayment.AskedBy
ASKED_BY = tuple((str(code), str(words)) for code, words in AskedBy.choices)
PAYEES = tuple((str(code), str(words)) for code, words in ProposedPayment.Payee.choices)
A_PART = re.compile(r"£?\s*([0-9][0-9,]*(?:\.[0-9]{1,2})?)(?![0-9.,])\s*(.*)", re.DOTALL)
MOST = Decimal("9999999.99")
MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a payment, in pounds, and what it is for."""

    amount: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A payment as it is proposed. `kind` is a label of the council's list, `ground` a code of `law.remedies`.

    `asked_by` and `payee` are codes of `ProposedPayment`. What the Ombudsman asked for names their recommendation.
    """

    parts: tuple[Part, ...]
    kind: str
    ground: str
    words: str
    asked_by: str
    payee: str
    payee_words: str = ""
    stage: str = ""
    recommendation: int | None = None
    ombudsman_recommendation: int | None = None


def parts_said(words: str) -> tuple[Part, ...]:
    """The parts of a payment as somebody writes them, one a line: “£100 towards the carpet”. Raises DoesNotFit."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_PARTS:
        raise DoesNotFit(
            f"Enter the amount in pounds, or up to {MOST_PARTS} parts, each on a line of its own."
        )
    return tuple(_part_said(line) for line in lines)


def propose_payment(
    *, reference: str, by: str, at: datetime, proposed_on: date, payment: NewPayment
) -> ProposedPayment:
    """Propose a payment, which somebody else approves before anything is paid.

    Raises DoesNotFit without an amount, words or what its source needs, NotInTheList, NotOnRecord.
    """
    with performing(Act.PROPOSE_PAYMENT, reference=reference, by=by, at=at, day=proposed_on) as doing:
        _check(payment)
        row = ProposedPayment(
            representation=doing.case,
            stage=doing.stage(payment.stage) if payment.stage else None,
            kind=listed(terms_of("payment_kind"), payment.kind, "kinds of payment"),
            amount=sum((part.amount for part in payment.parts), Decimal()),
            ground=payment.ground,
            words=payment.words.strip(),
            asked_by=payment.asked_by,
            payee=payment.payee,
            payee_words=payment.payee_words.strip(),
            recommendation=_recommendation(doing.case, payment),
            ombudsman_recommendation=_ombudsmans(doing.case, payment),
            proposed_on=proposed_on,
            proposed_by=by,
        )
        doing.add(row)
        for part in payment.parts:
            doing.add(ProposedPart(proposed=row, amount=part.amount, words=fitting(part.words, 300)))
        return row


def withdraw_payment(
    *, reference: str, by: str, at: datetime, withdrawn_on: date, proposed: int, reason: str
) -> ProposedPayment:
    """Take back a proposed payment, waiting or approved, of which nothing was paid. Raises NotOnRecord, DoesNotFit."""
    with performing(Act.WITHDRAW_PAYMENT, reference=reference, by=by, at=at, day=withdrawn_on) as doing:
        row = _proposed(doing.case, proposed)
        if row.payment_id is not None or row.answer not in (Answer.WAITING, Answer.APPROVED):
            raise DoesNotFit(
                "Only a payment of which nothing was paid is taken back. Correct what was paid instead."
            )
        if not reason.strip():
            raise DoesNotFit("Say why it is taken back: the reason stays beside it.")
        doing.change(row, answer=Answer.WITHDRAWN, because=reason.strip())
        return row


def record_payment(
    *, reference: str, by: str, at: datetime, paid_on: date, part: int, proof: str
) -> ProposedPart:
    """Record that one part of an approved payment was paid, on which day, and what shows it.

    What is paid is a payment of the case from then on, with the parts paid so far. Raises NotOnRecord, DoesNotFit.
    """
    with performing(Act.RECORD_PAYMENT, reference=reference, by=by, at=at, day=paid_on) as doing:
        row = _part_to_pay(doing.case, part)
        approved_on = row.proposed.answered_on
        if approved_on is not None and paid_on < approved_on:
            raise DoesNotFit(
                f"It was approved on {in_words(approved_on)} and cannot be paid before. Check the day."
            )
        if not proof.strip():
            raise DoesNotFit(
                "Name what shows that it was paid: the payment run, the receipt, the bank’s number."
            )
        doing.change(row, paid_on=paid_on, proof=fitting(proof, 300))
        _keep_paid(doing, row)
        return row


def tell_of_payment(
    *, reference: str, by: str, at: datetime, told_on: date, proposed: int, how: str
) -> ProposedPayment:
    """Record that the person was told of an approved payment, and how. Raises NotOnRecord, DoesNotFit."""
    with performing(Act.TELL_OF_PAYMENT, reference=reference, by=by, at=at, day=told_on) as doing:
        row = _proposed(doing.case, proposed)
        if row.answer != Answer.APPROVED or row.answered_on is None:
            raise DoesNotFit("It is not approved yet. Nobody is told of money that may not come.")
        if told_on < row.answered_on:
            raise DoesNotFit(
                f"It was approved on {in_words(row.answered_on)} and cannot be told before. Check the day."
            )
        doing.change(row, told_on=told_on, told_how=fitting(how, 200))
        return row


def waiting(case: Representation) -> list[tuple[int, str]]:
    """The payments of a case of which nothing was paid and that may be taken back: number and words."""
    rows = case.proposed_payments.filter(answer__in=(Answer.WAITING, Answer.APPROVED), payment=None)
    return [(one.pk, in_short(one)) for one in rows.select_related("kind")]


def not_told(case: Representation) -> list[tuple[int, str]]:
    """The approved payments of which the person has not been told: number and words."""
    rows = case.proposed_payments.filter(answer=Answer.APPROVED, told_on=None).select_related("kind")
    return [(one.pk, in_short(one)) for one in rows]


def to_pay(case: Representation) -> list[tuple[int, str]]:
    """The parts of approved payments that are still to be paid: number and words."""
    rows = _unpaid(case).select_related("proposed__kind")
    return [(one.pk, f"£{one.amount:,.2f}, {one.words or one.proposed.kind.label}") for one in rows]


def asks_of_ombudsman(case: Representation) -> list[tuple[int, str]]:
    """What the Ombudsman recommended on a case, for a payment to name: number and words."""
    rows = OmbudsmanRecommendation.objects.filter(case__about=case).select_related("case")
    return [(one.pk, f"{one.case.reference}: {one.words[:80]}") for one in rows]


def asks_of_reports(case: Representation) -> list[tuple[int, str]]:
    """What investigators and panels recommended on a case, for a payment to name: number and words."""
    rows = Recommendation.objects.filter(representation=case).order_by("pk")
    return [(one.pk, one.words[:80]) for one in rows]


def stages_of(case: Representation) -> list[tuple[str, str]]:
    """The stages of a case, the earliest first: code and words."""
    return [(one.stage, one.get_stage_display()) for one in case.stages.order_by("started_on", "pk")]


def in_short(row: ProposedPayment) -> str:
    """A proposed payment in a few words: “£113.00, Reimbursement”."""
    return f"£{row.amount:,.2f}, {row.kind.label}"


def _part_said(line: str) -> Part:
    found = A_PART.fullmatch(line)
    if found is None:
        raise DoesNotFit(
            f"“{line[:60]}” does not begin with an amount. Write pounds first: 100 towards the carpet."
        )
    try:
        return Part(Decimal(found[1].replace(",", "")), found[2].strip(" :–-"))
    except InvalidOperation as why:  # pragma: no cover - the pattern lets only digits through
        raise DoesNotFit(f"“{found[1]}” is no amount of pounds.") from why


def _check(payment: NewPayment) -> None:
    one_of(AskedBy.values, payment.asked_by, "source of a payment")
    one_of(ProposedPayment.Payee.values, payment.payee, "payee")
    one_of(GROUND, payment.ground, "ground of a payment")
    _check_amounts(payment.parts)
    if not payment.words.strip():
        raise DoesNotFit(
            "Say what it is paid for, so that whoever reads it later knows why this and not another sum."
        )
    if payment.payee == ProposedPayment.Payee.OTHER and not payment.payee_words.strip():
        raise DoesNotFit("Say who receives it.")


def _check_amounts(parts: Iterable[Part]) -> None:
    amounts = [part.amount for part in parts]
    if not amounts or any(one <= 0 or one != one.quantize(Decimal("0.01")) for one in amounts):
        raise DoesNotFit(
            "A payment is more than nothing, in pounds and pence. Enter its amount, or each of its parts."
        )
    if sum(amounts) > MOST:
        raise DoesNotFit(f"£{sum(amounts):,.2f} is more than can be recorded. Check the amount.")


def _recommendation(case: Representation, payment: NewPayment) -> Recommendation | None:
    if payment.recommendation is None:
        return None
    found = Recommendation.objects.filter(representation=case, pk=payment.recommendation).first()
    if found is None:
        raise NotOnRecord(f"{case.reference} has no recommendation number {payment.recommendation}.")
    return found


def _ombudsmans(case: Representation, payment: NewPayment) -> OmbudsmanRecommendation | None:
    asked = payment.asked_by == AskedBy.OMBUDSMAN
    if not asked and payment.ombudsman_recommendation is None:
        return None
    rows = OmbudsmanRecommendation.objects.filter(case__about=case)
    found = rows.filter(pk=payment.ombudsman_recommendation or 0).first()
    if found is None:
        raise DoesNotFit(
            "What the Ombudsman asks to be paid names their recommendation. Choose it, or record their decision first."
        )
    if not asked:
        raise DoesNotFit("It names a recommendation of the Ombudsman: say that it is paid on their word.")
    return found


def _proposed(case: Representation, number: int) -> ProposedPayment:
    row = case.proposed_payments.select_for_update().filter(pk=number).first()
    if row is None:
        raise NotOnRecord(f"{case.reference} has no proposed payment number {number}. Propose it first.")
    return row


def _unpaid(case: Representation) -> QuerySet[ProposedPart]:
    return ProposedPart.objects.filter(
        proposed__representation=case, proposed__answer=Answer.APPROVED, paid_on=None
    )


def _part_to_pay(case: Representation, number: int) -> ProposedPart:
    row = _unpaid(case).select_related("proposed__kind").filter(pk=number).first()
    if row is None:
        raise NotOnRecord(
            f"{case.reference} has no part number {number} that is approved and still to be paid."
        )
    return row


def _keep_paid(doing: Doing, part: ProposedPart) -> None:
    """What was paid counts in the figures once, with the parts paid so far, on the day of the latest of them."""
    whole, asked = part.proposed, part.proposed.ombudsman_recommendation
    paid = whole.payment
    if paid is None:
        paid = Payment(
            representation=doing.case,
            stage=whole.stage,
            ombudsman_case=asked.case if asked else None,
            kind=whole.kind,
            amount=part.amount,
            detail=whole.words[:300],
            paid_on=part.paid_on,
            position=doing.case.payments.count() + 1,
        )
        doing.add(paid)
        doing.change(whole, payment=paid)
    else:
        latest = max(filter(None, (paid.paid_on, part.paid_on)))
        doing.change(paid, amount=paid.amount + part.amount, paid_on=latest)
    if part.amount != whole.amount:
        doing.add(PaymentPart(payment=paid, amount=part.amount, words=part.words))
