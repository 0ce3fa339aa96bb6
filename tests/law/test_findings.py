"""How the findings of points add up, who must say why, and what is put right."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law.early_referral import (
    CRITERIA,
    NotToBeReferredEarly,
    PointFinding,
    check_early_referral,
    missing,
)
from heard.law.findings import ADDING_UP, FINDINGS, STEP, STEPS, add_up, differs_from, must_say_why
from heard.law.kinds import UnknownCode
from heard.law.remedies import AMOUNTS, ORDER_OF_THOUGHT, amount_on, in_order
from heard.law.rulebook import NotInForce

CODES = [one.code for one in FINDINGS]


@pytest.mark.parametrize(
    ("points", "outcome"),
    [
        (["upheld", "upheld"], "upheld"),
        (["upheld", "not_upheld"], "partly_upheld"),
        (["upheld", "no_finding"], "partly_upheld"),
        (["partly_upheld", "partly_upheld"], "partly_upheld"),
        (["not_upheld", "not_upheld"], "not_upheld"),
        (["not_upheld", "no_finding"], "not_upheld"),
        (["no_finding", "no_finding"], "no_finding"),
        (["withdrawn", "upheld"], "upheld"),
        (["resolved", "not_upheld"], "not_upheld"),
        (["withdrawn", "withdrawn"], "withdrawn"),
        (["declined"], "declined"),
        (["resolved", "withdrawn"], "resolved"),
        (["declined", "withdrawn"], "closed"),
        (["open", "upheld"], "open"),
        ([], "open"),
    ],
)
def test_points_add_up_to_one_outcome(points, outcome):
    assert add_up(points) == outcome
    assert add_up(reversed(points)) == outcome


@settings(deadline=None)
@given(st.lists(st.sampled_from(CODES), max_size=40))
def test_a_whole_is_upheld_only_when_nothing_decided_is_otherwise(points):
    outcome = add_up(points)

    assert outcome in CODES
    assert (outcome == "upheld") <= (
        "upheld" in points and not {"not_upheld", "partly_upheld", "open"} & set(points)
    )
    assert (outcome == "not_upheld") <= (not {"upheld", "partly_upheld"} & set(points))


def test_the_rule_is_written_in_words():
    assert "partly upheld" in ADDING_UP


def test_to_differ_from_the_step_before_needs_a_reason():
    assert must_say_why("upheld", "not_upheld")
    assert must_say_why("not_upheld", "no_finding")
    assert not must_say_why("upheld", "upheld")
    assert not must_say_why("open", "upheld")


def test_the_adjudicator_answers_to_both_reports_and_the_director_to_the_panel():
    reports = {"investigator": "upheld", "independent_person": "not_upheld"}

    assert differs_from("adjudicator", "not_upheld", reports) == ("investigator",)
    assert differs_from("adjudicator", "no_finding", reports) == ("independent_person", "investigator")
    assert differs_from("director", "upheld", {"panel": "upheld", "adjudicator": "not_upheld"}) == ()
    assert differs_from("director", "not_upheld", {"panel": "upheld"}) == ("panel",)


def test_the_investigator_starts_afresh_and_the_ombudsman_owes_us_no_reason():
    assert differs_from("investigator", "upheld", {"manager": "not_upheld"}) == ()
    assert differs_from("ombudsman", "upheld", {"director": "not_upheld"}) == ()
    assert {one for step in STEPS for one in step.follows} <= set(STEP)
    with pytest.raises(UnknownCode):
        differs_from("mayor", "upheld", {})


SHOWN = {one.code: "on record" for one in CRITERIA}
ALL_UPHELD = (
    PointFinding(1, "upheld"),
    PointFinding(2, "upheld"),
    PointFinding(3, "not_upheld", significant=False),
)


def test_a_case_with_every_criterion_shown_may_be_referred_early():
    assert missing(SHOWN, ALL_UPHELD) == ()
    check_early_referral(SHOWN, ALL_UPHELD)


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda one: one.code)
def test_each_criterion_not_shown_blocks_early_referral_by_name(criterion):
    with pytest.raises(NotToBeReferredEarly, match=criterion.words):
        check_early_referral({**SHOWN, criterion.code: " "}, ALL_UPHELD)


def test_thirty_one_of_thirty_six_points_upheld_and_no_agreement_leaves_the_right_to_a_panel():
    points = tuple(PointFinding(n, "upheld" if n <= 31 else "not_upheld") for n in range(1, 37))

    with pytest.raises(NotToBeReferredEarly, match="The right to a panel stands"):
        check_early_referral({**SHOWN, "complainant_agrees": ""}, points)
    assert [one.code for one in missing(SHOWN, points)] == ["upheld"]


def test_a_tick_does_not_stand_for_the_findings_themselves():
    assert [one.code for one in missing(SHOWN, ())] == ["upheld"]
    assert [one.code for one in missing(SHOWN, (PointFinding(1, "partly_upheld"),))] == ["upheld"]


def test_an_apology_is_thought_of_first_and_a_symbolic_payment_late():
    thought = [
        one.code
        for one in in_order(("symbolic_payment", "quantifiable_loss", "corrective_action", "apology"))
    ]

    assert thought == ["apology", "corrective_action", "quantifiable_loss", "symbolic_payment"]
    assert ORDER_OF_THOUGHT.startswith("First an apology")


def test_an_amount_is_answered_for_a_day_or_not_at_all():
    amount = amount_on("delay_monthly", date(2026, 1, 1))

    assert (amount.lowest, amount.highest) == (50, 50)
    with pytest.raises(NotInForce, match="Delay in the procedure"):
        amount_on("delay_monthly", date(2019, 1, 1))
    with pytest.raises(UnknownCode):
        amount_on("a_fine", date(2026, 1, 1))


def test_every_amount_says_from_where_it_is_known():
    assert [one.code for one in AMOUNTS if not one.source or one.lowest > one.highest] == []
    assert {one.source_read for one in AMOUNTS} <= {"full", "restated", "unverified"}
