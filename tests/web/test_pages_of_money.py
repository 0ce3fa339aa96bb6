"""Money at its pages: proposed, approved by another, paid, told; costs; the bench; what was done before; settings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.living import at_stage_1
from tests.casework.stages import adjudicated, at_stage_2, of
from tests.web.act_pages import opened, sent, signed_in
from tests.web.acts_done import TODAY, at, done, office_on, on, refused

from heard.casework import parties
from heard.casework.parties import Somebody
from heard.outcomes.models import Cost, OnTheBench, Payment, ProposedPayment
from heard.people.models import CouncilSetting

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
ANSWERS = {"kind": "Reimbursement", "ground": "loss", "words": "A ruined carpet.", "asked_by": "council",
           "payee": "complainant", "amounts": "100 towards the carpet\n13 travel"}  # fmt: skip


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def page_of(members, address: str, role: str = "complaints_manager", status: int = 200) -> str:
    answer = signed_in(members[role]).get(address)
    page: str = answer.content.decode()
    assert answer.status_code == status, page
    return page


def asked(members, address: str, role: str = "complaints_manager", status: int = 302, **answers) -> str:
    client = signed_in(members[role])
    page = client.get(address).content.decode()
    once = page.split('name="once" value="')[1].split('"')[0]
    answer = client.post(address, {"once": once, **answers})
    assert answer.status_code == status, answer.content.decode()
    text: str = answer.content.decode()
    return text


def test_a_payment_is_proposed_approved_by_another_paid_in_parts_and_told(members):
    case = at_stage_1()
    assert 'value="Reimbursement" selected' not in page_of(members, at(case, "propose-payment"))
    wrong = refused(
        members, case, "propose-payment", **on("proposed_on", DAY), **{**ANSWERS, "amounts": "a carpet"}
    )
    assert "does not begin with an amount" in wrong
    done(members, case, "propose-payment", **on("proposed_on", DAY), **ANSWERS)
    row = ProposedPayment.objects.get()
    assert f"/payments/{row.pk}/" in page_of(members, "/payments/")
    assert "You proposed it yourself" in asked(members, f"/payments/{row.pk}/approve/", status=422)
    seen = page_of(members, "/payments/", "finance_approver")
    assert "£113" in seen
    assert "carpet" not in seen
    assert "carpet" not in page_of(members, f"/payments/{row.pk}/", "finance_approver")
    page_of(members, f"/cases/{case.reference}/", "finance_approver", status=403)
    asked(members, f"/payments/{row.pk}/approve/", "finance_approver")
    for part in row.parts.order_by("pk"):
        done(members, case, "record-payment", part=part.pk, proof="Run 31", **on("paid_on", TODAY))
    done(members, case, "tell-of-payment", proposed=row.pk, how="By letter", **on("told_on", TODAY))

    assert Payment.objects.get().amount == Decimal(113)
    page = page_of(members, f"/cases/{case.reference}/money/")
    for words in ("£113", "A ruined carpet.", "Run 31", "By letter", "Finance Approver", "Together"):
        assert words in page
    assert "1 payment, £113 in all" in page_of(members, "/payments/")
    assert "No payments were made in 2024/25." in page_of(members, "/payments/year/2024/")
    assert case.reference in page_of(members, "/payments/year/2026/")
    assert "money" not in page_of(members, f"/cases/{case.reference}/", "team_manager", status=404)


def test_a_refusal_needs_its_reason_and_who_may_not_has_no_such_page(members):
    case = at_stage_1()
    client = signed_in(members["complaints_officer"])
    assert sent(client, at(case, "propose-payment"), **on("proposed_on", DAY), **ANSWERS).status_code == 302
    row = ProposedPayment.objects.get()
    address = f"/payments/{row.pk}/refuse/"
    assert client.get(address).status_code == 403
    assert "Enter why it is refused" in asked(members, address, status=422)
    asked(members, address, because="Insurance paid.")
    row.refresh_from_db()
    assert (row.answer, row.because) == ("refused", "Insurance paid.")
    assert "Insurance paid." in page_of(members, "/payments/?view=refused")
    parties.add_party(**of(case, day=DAY, somebody=Somebody("worker", "Complaints Manager")))
    assert case.reference not in page_of(members, "/payments/?view=refused")
    assert case.reference not in page_of(members, "/costs/")


def test_a_cost_is_recorded_taken_back_and_adds_up_and_a_spared_stage_2_says_what_it_assumes(members):
    case, settled = at_stage_2(), at_stage_1()
    answers = {
        "stage": "stage_2",
        "kind": "venue",
        "amount": "90.50",
        "paid_to": "Village hall",
        "invoice": "77",
    }
    done(members, case, "record-cost", **on("incurred_on", DAY), **answers)
    done(members, settled, "spare-stage-2", **on("settled_on", DAY), foreseen="said", settled_by="A meeting.",
         decided_by="Amina Odell")  # fmt: skip
    page = page_of(members, "/costs/")
    for words in (
        "£90.50 in 2026/27, for 1 case.",
        "that saved £90.50",
        "Each of these complaints would have gone",
    ):
        assert words in page
    assert "Village hall" in page_of(members, f"/cases/{case.reference}/money/")
    done(
        members,
        case,
        "take-back-cost",
        **on("taken_back_on", TODAY),
        cost=Cost.objects.get().pk,
        reason="Wrong.",
    )
    assert "No Stage 2 here has a cost on record, so no saving is stated." in page_of(members, "/costs/")
    page_of(members, "/costs/", "team_manager", status=403)


def test_the_bench_is_kept_at_its_pages_and_stands_beside_the_choice_of_an_investigator(members):
    joined = {
        "name": "Ines Calder",
        "parts": ["investigates"],
        "languages": "Urdu",
        "fee": "45",
        "fee_per": "hour",
    }
    assert "For how long" in asked(
        members, "/bench/join/", status=422, **{**joined, "fee_per": ""}, **on("joined_on", DAY)
    )
    asked(members, "/bench/join/", **joined, **on("joined_on", DAY))
    row = OnTheBench.objects.get()
    asked(members, f"/bench/{row.pk}/tie/", kind="worked", **on("until_on", date(2025, 1, 6)))
    case = at_stage_2()
    page = page_of(members, at(case, "appoint-investigator"))
    assert "Ines Calder (free now)" in page
    assert "Urdu; £45.00 an hour; Worked for it: the council" in page
    assert "Worked for it: the council" in page_of(members, f"/cases/{case.reference}/stage-2/")
    asked(members, f"/bench/{row.pk}/away/", **on("begins_on", TODAY))
    assert "1 is on the bench, 0 of them free today." in page_of(members, "/bench/")
    asked(members, f"/bench/{row.pk}/free/", **on("from_on", TODAY))
    tie = row.ties.get()
    asked(members, f"/bench/{row.pk}/tie/{tie.pk}/away/")
    asked(members, f"/bench/{row.pk}/change/", parts=["investigates", "sits_on_panels"], skills="Law")
    asked(members, f"/bench/{row.pk}/leave/", because="Retired.", **on("ended_on", TODAY))
    assert "Nobody is on the bench yet." in page_of(members, "/bench/")
    assert "Retired." in page_of(members, f"/bench/{row.pk}/")
    page_of(members, "/bench/", "director", status=403)


def test_what_was_done_before_stands_above_an_offer_and_fills_in_nothing(members):
    adjudicated()
    case = at_stage_1()
    for act in ("offer-remedy", "propose-payment", "answer-stage-1"):
        page = page_of(members, at(case, act))
        assert "It suggests nothing and fills in nothing" in page
        assert "Not a tariff." in page
        assert "West Sussex 24 018 419" in page


def test_limits_and_days_are_settings_with_a_reason_and_refused_in_words(members):
    client = signed_in(members["complaints_manager"])
    said = {"value": "14", "reason": "Agreed with finance.", **on("begins_on", TODAY)}
    assert client.post("/settings/money/days/", {**said, "value": "0"}).status_code == 422
    assert client.post("/settings/money/days/", said).status_code == 302
    assert CouncilSetting.objects.get(name="payments/days").value == "14"
    assert "14" in page_of(members, "/settings/money/")
    assert client.get("/settings/money/nothing/").status_code == 404


def test_the_lists_of_money_take_the_same_few_questions_however_long_they_are(members):
    client = signed_in(members["complaints_manager"])

    def many() -> list[int]:
        found = []
        for address in ("/payments/", "/payments/year/2026/", "/costs/"):
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found.append(len(caught))
        return found

    def fill() -> None:
        case = at_stage_2()
        form = opened(client, at(case, "propose-payment"))
        assert (
            client.post(
                at(case, "propose-payment"), {**form, **ANSWERS, **on("proposed_on", DAY)}
            ).status_code
            == 302
        )
        cost = {"stage": "stage_2", "kind": "venue", "amount": "9"}
        assert sent(client, at(case, "record-cost"), **on("incurred_on", DAY), **cost).status_code == 302

    fill()
    many()
    few = many()
    for _ in range(4):
        fill()
    assert many() == few
    assert max(few) < 30
