"""Which reasons to refuse are lawful, what each must show, and which are none."""

import pytest

from heard.law.kinds import UnknownCode
from heard.law.procedure import Act
from heard.law.refusals import (
    EVIDENCE,
    LAWFUL,
    LETTER,
    UNLAWFUL,
    EvidenceMissing,
    UnlawfulRefusal,
    check_points,
    check_refusal,
    lawful_refusals,
    unlawful_refusals,
)


def evidence(reason) -> dict[str, str]:
    return dict.fromkeys(reason.evidence, "said")


def letter(reason) -> dict[str, str]:
    return dict.fromkeys(reason.letter, "said")


@pytest.mark.parametrize("reason", LAWFUL, ids=lambda one: one.code)
def test_a_lawful_reason_with_all_it_needs_passes_and_without_any_one_thing_is_refused_by_name(reason):
    for act in reason.acts:
        assert check_refusal(act, reason.code, evidence(reason), letter(reason)) is reason
        for missing in reason.evidence:
            with pytest.raises(EvidenceMissing, match=EVIDENCE[missing]):
                check_refusal(act, reason.code, {**evidence(reason), missing: " "}, letter(reason))
        for missing in reason.letter:
            with pytest.raises(EvidenceMissing, match=LETTER[missing]):
                check_refusal(act, reason.code, evidence(reason), {**letter(reason), missing: ""})


@pytest.mark.parametrize("reason", UNLAWFUL, ids=lambda one: one.code)
def test_an_unlawful_reason_is_refused_with_the_case_that_shows_it(reason):
    assert reason.shown_by
    for act in reason.acts:
        assert reason in unlawful_refusals(act)
        with pytest.raises(UnlawfulRefusal) as refused:
            check_refusal(act, reason.code, {}, {})
        assert reason.shown_by in str(refused.value)


def test_a_panel_or_stage_2_is_not_refused_because_the_outcome_cannot_be_achieved():
    for act in (Act.REFUSE_STAGE_2, Act.REFUSE_STAGE_3, Act.REFUSE):
        with pytest.raises(UnlawfulRefusal, match="Redbridge 20 001 669"):
            check_refusal(act, "outcome_not_achievable", {}, {})


def test_every_letter_that_refuses_names_the_ombudsman():
    assert [one.code for one in LAWFUL if one.needs_letter and "ombudsman" not in one.letter] == []


def test_a_case_is_not_closed_because_nobody_replied():
    with pytest.raises(UnlawfulRefusal, match="silence ends no right"):
        check_refusal(Act.CLOSE, "no_reply", {}, {})


def test_a_hold_needs_named_proceedings_and_a_reason_of_prejudice():
    reason = lawful_refusals(Act.HOLD)[0]

    assert {"proceedings", "prejudice"} <= set(reason.evidence)
    assert reason.each_point


def test_a_reason_laid_over_all_points_by_default_is_refused_at_the_first_without_its_own():
    own = {"proceedings": "family court", "prejudice": "the judge decides contact"}
    check_points("declined_for_proceedings", {1: own, 2: own}, (1, 2))

    with pytest.raises(EvidenceMissing, match="Point 2"):
        check_points("declined_for_proceedings", {1: own}, (1, 2))


def test_each_late_point_needs_both_limbs_and_its_own_day():
    own = {
        "arose_on": "2024-01-01",
        "not_reasonable_limb": "ill until May",
        "considerable_limb": "worker still here",
    }
    check_points("out_of_time", {1: own}, (1,))

    for limb in own:
        with pytest.raises(EvidenceMissing, match="point by point"):
            check_points("out_of_time", {1: {**own, limb: ""}}, (1,))


def test_a_reason_of_another_act_and_an_unknown_one_are_refused():
    with pytest.raises(UnlawfulRefusal, match="is no reason to"):
        check_refusal(Act.REFUSE_STAGE_3, "out_of_time", {}, {})
    with pytest.raises(UnknownCode, match="There is no reason"):
        check_refusal(Act.REFUSE, "we_are_busy", {}, {})


def test_what_each_reason_asks_for_has_words_and_every_word_is_asked_for():
    assert {one for reason in LAWFUL for one in reason.evidence} == set(EVIDENCE)
    assert {one for reason in LAWFUL for one in reason.letter} == set(LETTER)
