"""What stages cost, counted by hand; and the saving of Stage 2s that were spared, never without what it assumes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.casework.living import NOW, at_stage_1
from tests.casework.offices import TODAY, an_office, complain_about
from tests.casework.stages import adjudicated, answered_1, at_stage_2, at_stage_3, of, somebody

from heard.casework import costs
from heard.casework.costs import NewCost
from heard.casework.council import change_setting
from heard.casework.looking_at_costs import costs_of_case, costs_seen
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.performing import NotNow
from heard.casework.permissions import NotAllowed
from heard.outcomes.models import Cost, Payment

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY, BEFORE, SETTLED = date(2026, 7, 6), date(2026, 3, 31), date(2026, 4, 20)


@pytest.fixture
def made():
    return an_office()


def cost(
    case,
    amount: str,
    kind: str = "investigating_officer",
    stage: str = "stage_2",
    on: date = DAY,
    **more: Any,
):
    said = NewCost(stage, kind, Decimal(amount), **more)
    return costs.record_cost(**of(case, incurred_on=on, cost=said))


def spare(case, **more: Any):
    said = {"settled_on": SETTLED, "foreseen": "said", "settled_by": "A meeting with the head of service.",
            "decided_by": "Amina Odell", **more}  # fmt: skip
    return costs.spare_stage_2(**of(case, **said))


def test_a_cost_has_a_stage_that_costs_an_amount_and_an_invoice_only_once(made):
    case = at_stage_2()
    ines = somebody("Ines Calder")
    row = cost(case, "1800.50", person=ines, invoice="INV-7")
    assert (row.person.name, row.stage.stage, row.invoice) == ("Ines Calder", "stage_2", "INV-7")
    for wrong, why, says in (
        ({"amount": "0"}, DoesNotFit, "more than nothing"),
        ({"amount": "1.005"}, DoesNotFit, "pounds and pence"),
        ({"amount": "5", "stage": "stage_1"}, NotInTheList, "stage that is paid for"),
        ({"amount": "5", "stage": "stage_3"}, NotNow, "has no stage 3"),
        ({"amount": "5", "kind": "lunch"}, NotInTheList, "venue"),
        ({"amount": "1800.50", "invoice": "inv-7"}, DoesNotFit, "on this case already"),
    ):
        with pytest.raises(why, match=says):
            cost(case, **wrong)
    assert Cost.objects.count() == 1


def test_what_is_taken_back_counts_no_more_and_stays_to_be_read(made):
    case = at_stage_3()
    row = cost(case, "600")
    cost(case, "300", "panel", "stage_3")
    Payment(representation=case, amount=50).save()
    back = {"taken_back_on": TODAY, "cost": row.pk, "reason": "Of another case."}
    with pytest.raises(DoesNotFit, match="Say why"):
        costs.take_back_cost(**of(case, **{**back, "reason": ""}))
    costs.take_back_cost(**of(case, **back))
    with pytest.raises(NotOnRecord):
        costs.take_back_cost(**of(case, **back))

    found = costs_of_case(case)
    assert (len(found.rows), found.stages, found.total, found.paid) == (
        2,
        (("Stage 3", Decimal(300)),),
        300,
        50,
    )


def test_a_year_adds_up_by_stage_and_kind_with_each_the_mean_and_the_middle(made):
    one, two, three = at_stage_2(), at_stage_2(), at_stage_3()
    for case, amounts in ((one, ("1000", "200.10")), (two, ("2000",)), (three, ("3000",))):
        for much in amounts:
            cost(case, much)
    cost(three, "450", "panel", "stage_3")
    with pytest.raises(NotNow, match="received on"):
        cost(one, "77", on=BEFORE)
    seen = costs_seen(made["complaints_manager"], today=TODAY)
    stage_2, stage_3 = seen.stages

    assert (stage_2.cases, stage_2.total, stage_2.mean, stage_2.middle) == (
        3, Decimal("6200.10"), Decimal("2066.70"), Decimal(2000),
    )  # fmt: skip
    assert (stage_3.cases, stage_3.total, seen.total) == (1, Decimal(450), Decimal("6650.10"))
    assert [(kind.words, kind.stage_2, kind.stage_3) for kind in seen.kinds] == [
        ("Investigating officer", Decimal("6200.10"), 0), ("Panel members", 0, Decimal(450)),
    ]  # fmt: skip
    assert seen.cases[0] == (three.reference, Decimal(3450))
    # Behind a wall a case is in no sum; another year has none; and not everybody sees what complaints cost.
    complain_about(three, made["complaints_manager"])
    assert costs_seen(made["complaints_manager"], today=TODAY).total == Decimal("3200.10")
    assert costs_seen(made["complaints_manager"], today=TODAY, year=2025).total == 0
    with pytest.raises(NotAllowed):
        costs_seen(made["team_manager"], today=TODAY)


def test_the_saving_is_the_spared_times_the_mean_times_the_share_and_says_what_it_assumes(made):
    spared = [answered_1(), answered_1(), at_stage_1()]
    for case in spared:
        spare(case)
    manager = made["complaints_manager"]
    none = costs_seen(manager, today=TODAY).saving
    assert (none.spared, none.of, none.mean, none.amount) == (3, 0, None, None)
    cost(at_stage_2(), "1000")
    cost(adjudicated(), "2001")
    saving = costs_seen(manager, today=TODAY).saving
    assert (saving.spared, saving.of, saving.mean, saving.amount) == (
        3,
        2,
        Decimal("1500.50"),
        Decimal("4501.50"),
    )
    assert saving.assumes.startswith("Each of these complaints would have gone")
    change_setting(name="costs/prevented/share", value="50", begins_on=TODAY, by="amina", at=NOW)
    change_setting(
        name="costs/prevented/words", value="Half would have gone on.", begins_on=TODAY, by="amina", at=NOW
    )
    half = costs_seen(manager, today=TODAY).saving
    assert (half.amount, half.share, half.assumes) == (Decimal("2250.75"), 50, "Half would have gone on.")


def test_a_stage_2_that_began_was_not_spared_and_one_that_begins_later_is_counted_no_more(made):
    with pytest.raises(DoesNotFit, match="Stage 2 began on"):
        spare(at_stage_2(), settled_on=TODAY)
    case = answered_1()
    spare(case)
    with pytest.raises(DoesNotFit, match="on record already"):
        spare(case)
    manager = made["complaints_manager"]
    assert costs_seen(manager, today=TODAY).saving.spared == 1
    from heard.casework.going_on import ask_for_stage_2

    ask_for_stage_2(**of(case, asked_on=date(2026, 5, 5), words="I am not happy after all."))
    assert costs_seen(manager, today=TODAY).saving.spared == 0
