"""Who may not take a part because of who they are."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law import conflicts
from heard.law.conflicts import CHECKS, PART, CaseFacts, PersonFacts, barred, panel_is_not_right, why_not
from heard.law.kinds import UnknownCode

ON = date(2026, 5, 1)
NOBODY_YET = CaseFacts(ON)
PETER = "peter"


def found(part, person, case=NOBODY_YET) -> set[str]:
    return {conflict.code for conflict in why_not(part, person, case)}


@pytest.mark.parametrize("part", sorted(PART))
def test_a_stranger_to_the_case_may_take_any_part(part):
    assert why_not(part, PersonFacts(PETER), NOBODY_YET) == ()


@pytest.mark.parametrize("part", ["independent_person", "panellist", "panel_chair"])
@pytest.mark.parametrize(
    ("fact", "code"),
    [("is_member", "member"), ("is_officer", "officer"), ("partner_of_member_or_officer", "partner")],
)
def test_nobody_of_the_authority_nor_their_partner_is_independent(part, fact, code):
    person = PersonFacts(PETER, **{fact: True})

    assert found(part, person) == {code}
    assert barred(part, person, NOBODY_YET)


def test_an_officer_may_investigate():
    assert not barred("investigating_officer", PersonFacts(PETER, is_officer=True), NOBODY_YET)


def test_former_staff_are_flagged_until_three_years_have_passed():
    left = PersonFacts(PETER, left_employment_on=date(2023, 5, 2))

    assert found("independent_person", left) == {"former_staff"}
    assert not barred("independent_person", left, NOBODY_YET)
    assert found("independent_person", left, CaseFacts(date(2026, 5, 2))) == set()


def test_three_years_from_29_february_end_on_28_february():
    left = PersonFacts(PETER, left_employment_on=date(2024, 2, 29))

    assert found("panellist", left, CaseFacts(date(2027, 2, 27))) == {"former_staff"}
    assert found("panellist", left, CaseFacts(date(2027, 2, 28))) == set()


@pytest.mark.parametrize("part", ["panellist", "panel_chair"])
def test_the_stage_2_independent_person_may_not_sit_on_the_panel(part):
    case = CaseFacts(ON, {"independent_person": (PETER,)})
    conflict = why_not(part, PersonFacts(PETER), case)[0]

    assert (conflict.code, conflict.certainty) == ("is_independent_person", "law")
    assert conflict.bars


@pytest.mark.parametrize(
    "other", ["advocate", "panellist", "investigating_officer", "manager", "adjudicator"]
)
def test_the_independent_person_holds_no_other_part_whichever_came_first(other):
    assert "other_part" in found("independent_person", PersonFacts(PETER), CaseFacts(ON, {other: (PETER,)}))
    assert "is_independent_person" in found(
        other, PersonFacts(PETER), CaseFacts(ON, {"independent_person": (PETER,)})
    )


@pytest.mark.parametrize("fact", ["manages_service", "manages_subject", "involved_before", "is_subject"])
@pytest.mark.parametrize("part", ["investigating_officer", "independent_person", "panellist"])
def test_those_in_line_or_involved_before_do_not_investigate_or_judge(part, fact):
    assert barred(part, PersonFacts(PETER, **{fact: True}), NOBODY_YET)


def test_the_manager_of_the_service_answers_stage_1_but_not_about_themselves():
    assert not barred("manager", PersonFacts(PETER, manages_service=True, manages_subject=True), NOBODY_YET)
    assert barred("manager", PersonFacts(PETER, is_subject=True), NOBODY_YET)


@pytest.mark.parametrize("fact", ["is_subject", "manages_subject", "manages_service", "controls_resources"])
def test_a_conflicted_person_is_no_advocate(fact):
    assert barred("advocate", PersonFacts(PETER, **{fact: True}), NOBODY_YET)


def test_one_who_considers_the_complaint_is_no_advocate_in_it():
    assert "advocate_considers" in found(
        "advocate", PersonFacts(PETER), CaseFacts(ON, {"adjudicator": (PETER,)})
    )


def test_an_advocate_may_know_the_family():
    assert not barred("advocate", PersonFacts(PETER, knows_family=True), NOBODY_YET)
    assert barred("investigating_officer", PersonFacts(PETER, knows_family=True), NOBODY_YET)


def test_who_has_not_declared_is_flagged():
    assert found("adjudicator", PersonFacts(PETER, not_declared=True)) == {"no_declaration"}


def test_who_answered_stage_1_does_not_answer_the_corporate_review():
    assert barred("corporate_answerer", PersonFacts(PETER), CaseFacts(ON, {"manager": (PETER,)}))


@pytest.mark.parametrize(
    ("chairs", "others", "expected"),
    [
        (("a",), ("b", "c"), set()),
        (("a",), ("b",), {"panel_of_three"}),
        (("a",), ("b", "c", "d"), {"panel_of_three"}),
        (("a",), ("b", "b"), {"panel_of_three"}),
        ((), ("a", "b", "c"), {"one_chair"}),
        (("a", "b"), ("c",), {"one_chair"}),
        (("a",), ("a", "b"), {"panel_of_three"}),
        ((), (), {"panel_of_three", "one_chair"}),
    ],
)
def test_a_panel_is_exactly_three_of_whom_one_chairs(chairs, others, expected):
    case = CaseFacts(ON, {"panel_chair": chairs, "panellist": others})

    assert {conflict.code for conflict in panel_is_not_right(case)} == expected


def test_every_part_is_checked_and_an_unknown_part_is_refused():
    assert set(CHECKS) == set(PART)
    with pytest.raises(UnknownCode, match="investigating_officer"):
        why_not("referee", PersonFacts(PETER), NOBODY_YET)


@settings(deadline=None, max_examples=100)
@given(
    part=st.sampled_from(sorted(PART)),
    facts=st.fixed_dictionaries(
        {name: st.booleans() for name in ("is_member", "is_officer", "is_subject", "knows_family")}
    ),
    held=st.dictionaries(st.sampled_from(sorted(PART)), st.just((PETER,)), max_size=3),
)
def test_every_conflict_says_why_and_on_what_authority_and_more_facts_never_clear_one(part, facts, held):
    case = CaseFacts(ON, held)
    here = why_not(part, PersonFacts(PETER, **facts), case)

    assert all(one.words.endswith(".") and one.source for one in here)
    assert {one.code for one in why_not(part, PersonFacts(PETER), case)} <= {one.code for one in here}


def test_without_the_check_the_independent_person_would_sit_on_the_panel(monkeypatch):
    sits = CaseFacts(ON, {"independent_person": (PETER,)})
    assert barred("panellist", PersonFacts(PETER), sits)

    monkeypatch.setattr(conflicts, "CHECKS", {**CHECKS, "panellist": ()})

    assert not barred("panellist", PersonFacts(PETER), sits)
