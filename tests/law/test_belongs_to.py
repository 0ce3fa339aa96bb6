"""Where a representation belongs: advice with reasons, for a person who decides."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law.belongs_to import RELATIONS, SCOPES, IntakeFacts, PointFacts, Proceeding, advise, advocacy_for
from heard.law.belongs_to_facts import RELATION, SCOPE
from heard.law.belongs_to_points import last_day
from heard.law.kinds import UnknownCode

MADE_ON = date(2026, 3, 2)
POINT = PointFacts(1, "looked_after", arose_on=date(2026, 1, 5))


def intake(**changed) -> IntakeFacts:
    return IntakeFacts(**{"made_on": MADE_ON, "relation": "parent", "points": (POINT,), **changed})


def point(**changed) -> PointFacts:
    return PointFacts(**{"number": 1, "scope": "looked_after", "arose_on": date(2026, 1, 5), **changed})


def codes(advice) -> set[str]:
    return {reason.code for reason in advice.reasons}


def asked(advice) -> set[str]:
    return {question.code for question in advice.questions}


def test_a_parent_who_complains_of_a_placement_is_heard_under_the_children_act_in_their_own_right():
    advice = advise(intake())

    assert (advice.procedure, advice.split, advice.right) == ("children_act", False, "own_right")
    assert {"own_right", "tell"} <= codes(advice)
    assert advice.questions == ()


@pytest.mark.parametrize(
    "relation", ["child", "parent", "parental_responsibility", "foster_parent", "special_guardian"]
)
def test_persons_on_the_list_need_no_decision_about_interest(relation):
    assert "interest" not in asked(advise(intake(relation=relation)))


def test_a_grandparent_needs_a_decision_on_sufficient_interest():
    advice = advise(intake(relation="other"))

    assert advice.right == "interest_needed"
    assert "interest" in asked(advice)


def test_an_adopter_is_on_the_list_for_adoption_and_not_for_other_functions():
    assert advise(intake(relation="adopter", points=(point(scope="adoption"),))).right == "own_right"
    assert advise(intake(relation="adopter")).right == "interest_needed"


def test_a_care_leaver_complains_in_their_own_right_and_is_entitled_to_an_advocate():
    advice = advise(intake(relation="care_leaver", points=(point(scope="leaving_care"),)))

    assert (advice.right, advice.advocacy) == ("own_right", "right")


@pytest.mark.parametrize(
    "relation", [one.code for one in RELATIONS if one.code not in ("child", "care_leaver")]
)
def test_an_advocate_is_never_offered_as_a_right_to_an_adult(relation):
    advice = advise(intake(relation=relation))

    assert advocacy_for(relation) == "information"
    assert "advocacy_right" not in codes(advice)


def test_one_who_speaks_for_a_child_is_asked_whether_the_child_is_content_and_the_child_has_the_right_to_an_advocate():
    advice = advise(intake(relation="other", on_behalf=True, speaks_for="child"))

    assert advice.right == "speaks_for_another"
    assert "person_agrees" in asked(advice)
    assert advice.advocacy == "right"


@pytest.mark.parametrize(
    "scope", ["child_protection", "court_report", "carer_approval", "adult_as_adult", "corporate"]
)
def test_functions_outside_the_lists_go_to_the_corporate_procedure(scope):
    assert advise(intake(points=(point(scope=scope),))).procedure == "corporate"


def test_points_of_two_procedures_are_split_and_each_keeps_its_own():
    advice = advise(intake(points=(POINT, point(number=2, scope="child_protection"))))

    assert advice.split
    assert advice.procedure_of_point == {1: "children_act", 2: "corporate"}
    assert "split" in codes(advice)


def test_without_the_function_no_procedure_is_advised_and_the_question_is_asked():
    advice = advise(intake(points=(point(scope=""),)))

    assert advice.procedure == ""
    assert "scope" in asked(advice)


def test_each_point_has_its_own_year():
    advice = advise(
        intake(points=(point(arose_on=date(2025, 3, 2)), point(number=2, arose_on=date(2025, 3, 1))))
    )

    assert [one.in_time for one in advice.points] == ["in_time", "late_to_weigh"]
    assert asked(advice) == {"limb_reasonable", "limb_considerable"}


def test_grounds_that_arose_on_saturday_15_march_2025_may_be_complained_of_until_sunday_15_march_2026():
    assert last_day(date(2025, 3, 15)) == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("reasonable", "considerable", "expected"),
    [
        (True, True, "late_may_be_taken"),
        (False, True, "late_may_be_declined"),
        (True, False, "late_may_be_declined"),
        (None, True, "late_to_weigh"),
        (True, None, "late_to_weigh"),
    ],
)
def test_a_late_point_is_weighed_on_both_limbs(reasonable, considerable, expected):
    late = point(
        arose_on=date(2024, 1, 1), reasonable_not_earlier=reasonable, still_considerable=considerable
    )

    assert advise(intake(points=(late,))).points[0].in_time == expected


def test_a_day_after_the_complaint_is_asked_about_again():
    advice = advise(intake(points=(point(arose_on=date(2026, 3, 3)),)))

    assert advice.points[0].in_time == "not_known"
    assert "arose_on" in asked(advice)


def test_a_court_case_by_itself_holds_nothing():
    advice = advise(intake(points=(point(proceedings=(Proceeding("court", "family court, case 1"),)),)))

    assert advice.points[0].holding == "reason_missing"
    assert "prejudice" in asked(advice)


def test_only_the_point_that_proceedings_would_be_prejudiced_by_may_be_held():
    named = Proceeding("court", "family court, case 1", "the judge decides contact in May")
    advice = advise(intake(points=(point(proceedings=(named,)), point(number=2))))

    assert [one.holding for one in advice.points] == ["may_be_held", "nothing_to_hold_for"]


def test_proceedings_of_no_kind_in_law_hold_nothing():
    named = Proceeding("newspaper", "an article", "it would look bad")

    assert advise(intake(points=(point(proceedings=(named,)),))).points[0].holding == "reason_missing"


def test_when_proceedings_have_ended_the_point_must_be_considered_on_asking():
    ended = Proceeding("court", "family court", "contact", ended_on=date(2026, 2, 1))

    assert advise(intake(points=(point(proceedings=(ended,)),))).points[0].holding == "proceedings_ended"


def test_what_nobody_can_be_named_for_is_an_anonymous_report():
    advice = advise(intake(relation="not_known", anonymous=True))

    assert advice.procedure == "anonymous_report"
    assert advice.right == "not_known"


def test_a_member_asks_by_an_enquiry_unless_the_person_wants_to_complain():
    assert advise(intake(relation="member")).procedure == "enquiry"
    assert "wants_complaint" in asked(advise(intake(relation="member")))
    assert advise(intake(relation="member", wants_complaint=True)).procedure == "children_act"


@pytest.mark.parametrize(
    ("asks_for", "procedure"),
    [
        ("nothing", "simple"),
        ("service", "duty_matter"),
        ("another_worker", "worker_change"),
        ("quick_settlement", "concern"),
    ],
)
def test_what_is_no_complaint_becomes_one_as_soon_as_the_person_wants_it(asks_for, procedure):
    assert advise(intake(asks_for=asks_for)).procedure == procedure
    assert advise(intake(asks_for=asks_for, wants_complaint=True)).procedure == "children_act"


def test_a_provider_may_answer_and_the_council_stays_responsible():
    assert "provider" in codes(advise(intake(contracted_provider="Harbour Homes")))


def test_a_joint_complaint_asks_for_consent_to_share():
    advice = advise(intake(joint_body="the hospital trust"))

    assert "joint" in codes(advice)
    assert "consents_to_share" in asked(advice)


def test_what_was_heard_before_is_said_and_what_is_not_known_is_asked():
    assert advise(intake(points=(point(fully_considered_before=True),))).points[0].heard_before is True
    assert "heard_before" in asked(advise(intake(points=(point(fully_considered_before=None),))))


def test_an_unknown_code_is_refused_with_those_there_are():
    with pytest.raises(UnknownCode, match="foster_parent"):
        advise(intake(relation="uncle"))
    with pytest.raises(UnknownCode, match="looked_after"):
        advise(intake(points=(point(scope="roads"),)))


def test_every_person_and_function_names_its_source():
    assert [one.code for one in SCOPES if not one.source] == []
    assert [one.code for one in RELATIONS if not one.source and one.code != "not_known"] == []


@settings(deadline=None, max_examples=150)
@given(
    relation=st.sampled_from(sorted(RELATION)),
    scopes=st.lists(st.sampled_from(["", *sorted(SCOPE)]), max_size=4),
    arose=st.dates(date(2005, 1, 1), date(2026, 12, 31)),
    anonymous=st.booleans(),
)
def test_advice_never_refuses_and_every_point_has_an_answer_or_a_question(relation, scopes, arose, anonymous):
    points = tuple(PointFacts(n, scope, arose_on=arose) for n, scope in enumerate(scopes, 1))
    advice = advise(IntakeFacts(MADE_ON, relation, points, anonymous=anonymous))

    assert "refuse" not in advice.procedure
    assert len(advice.points) == len(points)
    assert all(
        one.in_scope is not None or "scope" in {q.code for q in one.questions} for one in advice.points
    )
    assert advice.procedure or advice.questions
