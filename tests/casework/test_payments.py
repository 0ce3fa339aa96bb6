"""Money: proposed by one, approved by another, paid part by part, told; behind walls; and what was done before."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.casework.living import NOW, fresh
from tests.casework.offices import TODAY, an_office, complain_about
from tests.casework.stages import BOTH_UPHELD, adjudicated, answered_1, label, of

from heard.casework import ombudsman, payments, payments_approving
from heard.casework.council import change_setting
from heard.casework.looking_at_payments import (
    paid_in,
    payment_seen,
    payments_seen,
    proposed_on_case,
    years_paid,
)
from heard.casework.looking_at_promises import promises_seen
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.payments import NewPayment, Part, parts_said
from heard.casework.payments_set import check_money, limit_of
from heard.casework.permissions import NotAllowed
from heard.casework.remedy_memory import memory_of
from heard.casework.setting import NotASetting, set_value
from heard.casework.story import story_of
from heard.casework.writing import writing
from heard.ledger.models import Entry
from heard.outcomes.models import Payment, PaymentPart, ProposedPayment, Remedy
from heard.people.models import Term
from heard.representations.models import Representation, RepresentationNature, Restriction

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PROPOSED, PAID = date(2026, 6, 15), date(2026, 11, 22)
CARPET = (Part(Decimal(100), "towards the carpet"), Part(Decimal("13.50"), "travel"))


@pytest.fixture
def made():
    return an_office()


def payment(**more: Any) -> NewPayment:
    facts: dict[str, Any] = {"parts": CARPET, "kind": "Reimbursement", "ground": "loss", "words": "A ruined carpet.",
                             "asked_by": "council", "payee": "complainant"}  # fmt: skip
    return NewPayment(**{**facts, **more})


def proposed(case, by: str = "amina", **more: Any) -> ProposedPayment:
    said = {**of(case, proposed_on=PROPOSED, payment=payment(**more)), "by": by}
    return payments.propose_payment(**said)


def approved(case, by, **more: Any) -> ProposedPayment:
    row = proposed(case, **more)
    return payments_approving.approve_payment(number=row.pk, member=by, at=NOW)


def paid(case, row, part: int = 0, on: date = PAID) -> Any:
    number = row.parts.order_by("pk")[part].pk
    return payments.record_payment(**of(case, paid_on=on, part=number, proof="Payment run 31"))


def test_the_parts_are_read_as_they_are_written():
    assert parts_said("£1,100 towards the carpet\n 13.50: travel\n20") == (
        Part(Decimal(1100), "towards the carpet"), Part(Decimal("13.50"), "travel"), Part(Decimal(20)),
    )  # fmt: skip
    for wrong in ("", "a carpet", "1.234", "-5", "£"):
        with pytest.raises(DoesNotFit):
            parts_said(wrong)


@pytest.mark.parametrize(
    ("more", "why", "says"),
    [
        ({"parts": ()}, DoesNotFit, "more than nothing"),
        ({"parts": (Part(Decimal("0.001")),)}, DoesNotFit, "pounds and pence"),
        ({"words": " "}, DoesNotFit, "what it is paid for"),
        ({"kind": "Bribe"}, NotInTheList, "Reimbursement"),
        ({"ground": "mercy"}, NotInTheList, "distress"),
        ({"payee": "other"}, DoesNotFit, "who receives it"),
        ({"asked_by": "ombudsman"}, DoesNotFit, "names their recommendation"),
        ({"recommendation": 999}, NotOnRecord, "no recommendation number 999"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_kept(made, more, why, says):
    case = answered_1()
    before = Entry.objects.count()
    with pytest.raises(why, match=says):
        proposed(case, **more)

    assert (ProposedPayment.objects.count(), Entry.objects.count()) == (0, before)


def test_a_payment_goes_from_its_proposal_to_the_day_the_person_is_told(made):
    case = answered_1()
    row = proposed(case)
    assert (row.amount, row.parts.count(), Payment.objects.count()) == (Decimal("113.50"), 2, 0)
    with pytest.raises(NotOnRecord, match="approved and still to be paid"):
        paid(case, row)
    payments_approving.approve_payment(number=row.pk, member=made["complaints_manager"], at=NOW)
    with pytest.raises(DoesNotFit, match="cannot be paid before"):
        paid(case, row, on=PROPOSED)
    with pytest.raises(DoesNotFit, match="what shows that it was paid"):
        payments.record_payment(**of(case, paid_on=PAID, part=row.parts.first().pk, proof=" "))
    paid(case, row)
    once = Payment.objects.get()
    assert (once.amount, once.parts.get().words) == (Decimal(100), "towards the carpet")
    paid(case, row, part=1)
    with pytest.raises(NotOnRecord):
        paid(case, row, part=1)
    payments.tell_of_payment(**of(case, told_on=PAID, proposed=row.pk, how="By letter"))

    whole = Payment.objects.get()
    assert (whole.amount, whole.paid_on, whole.kind.label) == (Decimal("113.50"), PAID, "Reimbursement")
    assert sorted(PaymentPart.objects.values_list("amount", flat=True)) == [Decimal("13.50"), Decimal(100)]
    assert proposed_on_case(fresh(case), today=PAID)[0].paid == Decimal("113.50")
    words = " ".join(f"{one.what} {one.why}" for one in story_of(fresh(case), today=TODAY).events)
    for said in ("£113.50 (Reimbursement), on the word of the council itself", "Approved a proposed payment",
                 "£13.50: travel. Payment run 31", "By letter"):  # fmt: skip
        assert said in words


def test_nobody_approves_their_own_nor_past_their_limit_nor_without_the_right(made):
    case = answered_1()
    manager, finance = made["complaints_manager"], made["finance_approver"]
    row = proposed(case, by="complaints-manager", parts=(Part(Decimal(501)),))
    with pytest.raises(NotAllowed, match="You proposed it yourself"):
        payments_approving.approve_payment(number=row.pk, member=manager, at=NOW)
    with pytest.raises(NotAllowed, match="You cannot approve a payment in your role"):
        payments_approving.approve_payment(number=row.pk, member=made["complaints_officer"], at=NOW)
    with pytest.raises(NotOnRecord):  # The case is neither at Stage 3 nor raised to the director.
        payments_approving.approve_payment(number=row.pk, member=made["director"], at=NOW)
    another = proposed(case, parts=(Part(Decimal("500.01")),))
    with pytest.raises(NotAllowed, match=r"up to £500\.00, and this is £500\.01"):
        payments_approving.approve_payment(number=another.pk, member=manager, at=NOW)
    refused = payments_approving.refuse_payment(number=another.pk, member=manager, at=NOW, because="Not due.")
    assert refused.answer == "refused"
    assert payments_approving.approve_payment(number=row.pk, member=finance, at=NOW).answer == "approved"
    with pytest.raises(DoesNotFit, match="approved already"):
        payments_approving.approve_payment(number=row.pk, member=finance, at=NOW)
    change_setting(name="payments/limit/complaints_manager", value="501", begins_on=TODAY, by="amina", at=NOW)
    assert limit_of("complaints_manager", TODAY) == 501
    third = proposed(case, parts=(Part(Decimal(501)),))
    assert payments_approving.approve_payment(number=third.pk, member=manager, at=NOW).answered_by == manager


def test_without_the_guard_somebody_would_approve_their_own(made, monkeypatch):
    case = answered_1()
    row = proposed(case, by="complaints-manager")
    monkeypatch.setattr(payments_approving, "why_not_answer", lambda *_, **__: "")

    assert payments_approving.approve_payment(number=row.pk, member=made["complaints_manager"], at=NOW)


def test_what_was_not_paid_may_be_taken_back_and_what_was_may_not(made):
    case = answered_1()
    row = approved(case, made["complaints_manager"])
    back = {"withdrawn_on": PAID, "proposed": row.pk, "reason": "They were paid by insurance."}
    with pytest.raises(DoesNotFit, match="Say why"):
        payments.withdraw_payment(**of(case, **{**back, "reason": " "}))
    assert payments.withdraw_payment(**of(case, **back)).answer == "withdrawn"
    other = approved(case, made["complaints_manager"])
    paid(case, other)
    with pytest.raises(DoesNotFit, match="nothing was paid"):
        payments.withdraw_payment(**of(case, **{**back, "proposed": other.pk}))
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedPayment.objects.filter(pk=other.pk).update(answer="refused", because="No")


def test_what_the_ombudsman_asks_names_their_recommendation_and_stands_in_their_file(made):
    case = adjudicated()
    label("decision", "Upheld", "upheld")
    number = "26 000 001"
    ombudsman.open_ombudsman_case(**of(case, received_on=PROPOSED, ombudsman_reference=number))
    asked = (ombudsman.Asked("Pay £150.", date(2026, 12, 7)),)
    ombudsman.record_ombudsman_decision(**of(case, ombudsman_reference=number, decided_on=PROPOSED, label="Upheld",
                                             narrative="Fault.", asked=asked))  # fmt: skip
    wanted = payments.asks_of_ombudsman(case)[0][0]
    with pytest.raises(DoesNotFit, match="paid on their word"):
        proposed(case, ombudsman_recommendation=wanted)
    row = proposed(case, parts=(Part(Decimal(150)),), asked_by="ombudsman", ombudsman_recommendation=wanted)
    payments_approving.approve_payment(number=row.pk, member=made["finance_approver"], at=NOW)
    paid(case, row)

    assert Payment.objects.get().ombudsman_case.reference == number
    assert PaymentPart.objects.count() == 0


def test_the_list_says_what_waits_what_is_late_and_what_each_year_paid_by_the_parts(made):
    case, manager = answered_1(), made["complaints_manager"]
    proposed(case)
    row = approved(case, manager)
    seen = payments_seen(manager, today=TODAY + timedelta(days=28))
    assert dict(seen.counts) == {"waiting": 1, "to_pay": 1, "late": 0, "refused": 0}
    late = payments_seen(manager, today=TODAY + timedelta(days=29), view="late")
    assert [one.is_late for one in late.rows] == [True]
    paid(case, row)
    # The second part is paid in the next financial year: it counts there, and the payment is in both.
    part = row.parts.order_by("pk")[1]
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(part, paid_on=date(2027, 4, 6), proof="Run 40")
        line.add(Payment(representation=case, amount=60, paid_on=date(2026, 5, 5)))
    years = {one.words: (one.payments, one.amount) for one in years_paid(manager, today=date(2028, 5, 1))}

    assert years == {
        "2028/29": (0, Decimal()), "2027/28": (1, Decimal("13.50")), "2026/27": (2, Decimal(160)),
    }  # fmt: skip
    assert [one.row.amount for one in paid_in(manager, 2026)[0]] == [Decimal(60), Decimal(100)]
    assert paid_in(manager, 2020)[2] == 0


def test_a_finance_approver_sees_the_money_of_a_case_and_nothing_of_its_story(made):
    case, finance = answered_1(), made["finance_approver"]
    row = proposed(case, words="Kayla's bike was lost.", payee="other", payee_words="Her aunt Rosa")
    seen = payments_seen(finance, today=TODAY)
    assert [one.row.pk for one in seen.rows] == [row.pk]
    assert (seen.reads_cases, seen.rows[0].words, seen.rows[0].payee_words) == (False, "", "")
    one = payment_seen(finance, row.pk, today=TODAY)
    assert (one.opens, one.why_not) == (False, "")
    with pytest.raises(NotAllowed):
        promises_seen(finance, today=TODAY)
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Restriction(representation=case, because="Well known", begins_on=TODAY))
    assert payments_seen(finance, today=TODAY).counts["waiting"] == 0


def test_behind_a_wall_a_payment_is_not_there_nor_counted_nor_approved(made):
    case = answered_1()
    row = proposed(case)
    for role in ("complaints_manager", "finance_approver"):
        member = made[role]
        assert payments_seen(member, today=TODAY).counts["waiting"] == 1
        complain_about(case, member)
        assert payments_seen(member, today=TODAY).counts["waiting"] == 0
        with pytest.raises(NotOnRecord):
            payment_seen(member, row.pk, today=TODAY)
        with pytest.raises(NotOnRecord):
            payments_approving.approve_payment(number=row.pk, member=member, at=NOW)


def test_settings_of_money_are_held_to_what_fits(made):
    set_value(name="payments/days", value="14", begins_on=TODAY, by="amina", at=NOW)
    for name, wrong in (("payments/days", "0"), ("payments/limit/director", "much"), ("costs/prevented/share", "101"),
                        ("costs/prevented/words", " ")):  # fmt: skip
        with pytest.raises(NotASetting):
            set_value(name=name, value=wrong, begins_on=TODAY, by="amina", at=NOW)
    check_money("payments/limit/director", "none")


def like(amounts: dict[str, list[int]], remedies: tuple[str, ...], finding: Any = BOTH_UPHELD) -> None:
    """Past cases like the one at hand, each with a payment of one kind, and remedies on the first."""
    terms = {one.label: one for one in Term.objects.all()}
    for kind, pounds in amounts.items():
        for much in pounds:
            case = answered_1(finding)
            with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
                line.add(Payment(representation=case, kind=terms[kind], amount=much, paid_on=PAID))
                for one in remedies:
                    line.add(Remedy(representation=case, kind=terms[one]))


def test_what_was_done_before_for_the_like_counts_and_gives_no_amount_under_three(made):
    like({"Symbolic payment": [100, 350, 200], "Reimbursement": [40, 60]}, ("Apology",))
    case = answered_1(BOTH_UPHELD)
    nature()
    found = memory_of(made["complaints_manager"], case, on=TODAY)

    assert (found.cases, found.remedies) == (5, (("Apology", 5),))
    symbolic, other = found.paid
    assert (symbolic.number, symbolic.lowest, symbolic.middle, symbolic.highest) == (3, 100, 200, 350)
    assert (other.kind, other.number, other.lowest, other.highest) == ("Reimbursement", 2, None, None)
    assert {one.code for one in found.amounts} >= {"delay_monthly", "distress"}
    assert all(one.source and one.source_read for one in found.amounts)
    # Behind a wall a case is not counted either, and somebody who reads no money is shown none.
    assert not memory_of(made["team_manager"], case, on=TODAY).sees_money


def test_what_was_done_before_takes_the_same_few_questions_however_many_there_were(made):
    case = answered_1(BOTH_UPHELD)
    nature(case)
    member = made["complaints_manager"]

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            memory_of(member, case, on=TODAY)
        return len(caught)

    few = asked()
    like({"Symbolic payment": [100, 350, 200, 20]}, ("Apology", "Explanation"))
    nature()
    assert asked() == few <= 7


def nature(*cases: Any) -> None:
    """These cases, or every one that has no category yet, are about delay."""
    term = Term.objects.get(list="nature", label="Delay")
    with writing("test_rows", by="amina", at=NOW) as line:
        for one in cases or Representation.objects.filter(natures=None):
            line.add(RepresentationNature(representation=one, term=term, position=1))
