"""What the system must refuse or flag: the fourteen of the rule catalogue one by one, each with nothing written.

1 panel of two, of four, with an officer, a member, a spouse, or the Stage 2 independent person
2 independent person and advocate in one
3 Stage 2 past 65 working days by agreement
4 more time without a reason or a day of telling
5 closing for silence
6 proceedings unnamed, without prejudice, or for all points by default
7 a limb missing, or one day for all
8 a final answer without the Ombudsman or the independent person
9 early referral with anything missing
10 a published cell that can be derived: it belongs to the release of figures and is held there, not here
11 a day past the loaded bank holidays
12 advocacy as a right for an adult
13 a label read out of its story
14 an action without owner or day
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import living
from tests.casework.test_stories import CAST, do, person, tell
from tests.casework.test_walks import REFUSALS, rows

from heard.casework.appointments import NotThisPerson
from heard.casework.writing import writing
from heard.law.clock import CalendarRunsOut, start_clock
from heard.law.early_referral import CRITERION
from heard.people.models import Term
from heard.representations.models import OmbudsmanCase

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ASKED_3, MET, JULY_10 = date(2026, 7, 1), date(2026, 8, 12), date(2026, 7, 10)


@pytest.fixture(autouse=True)
def there_is_a_council():
    living.council()
    for name in CAST:
        person(name)
    with writing("test_lists", by="amina", at=living.NOW) as line:
        line.add(Term(list="decision", label="Upheld", means="upheld"))


def refused(case, act: str, on: date, words: str, kind=REFUSALS, **said) -> None:
    """An act is refused in these words, and nothing is written."""
    there = rows()
    with pytest.raises(kind, match=words):
        do(case, act, on, said)
    assert rows() == there


# 1 and 2: who may sit


@pytest.mark.parametrize(
    "others", [["Hugh Pell"], ["Hugh Pell", "Nadia Orme", "Bo Larsen"], ["Hugh Pell", "Hugh Pell"]]
)
def test_01_a_panel_is_three_persons(others):
    case = tell({"up_to": "ask_for_stage_3"})

    refused(
        case, "appoint_panel", JULY_10, "A panel is exactly three persons", NotThisPerson, panellists=others
    )


@pytest.mark.parametrize("fact", ["is_officer", "is_member", "partner_of_member_or_officer"])
def test_01_nobody_of_the_council_sits_on_a_panel(fact):
    case = tell({"up_to": "ask_for_stage_3"})
    others = [{"name": "Hugh Pell", fact: True}, "Nadia Orme"]

    refused(case, "appoint_panel", JULY_10, "is not independent", NotThisPerson, panellists=others)


def test_01_the_independent_person_does_not_sit_on_the_panel():
    case = tell({"up_to": "ask_for_stage_3"})

    refused(
        case,
        "appoint_panel",
        JULY_10,
        r"regulation 19\(3\)",
        NotThisPerson,
        panellists=["Peter Vance", "Hugh Pell"],
    )


def test_02_the_independent_person_and_the_advocate_are_two_persons():
    case = tell({"up_to": "ask_for_stage_2"})
    advocate = living.Somebody("advocate", person=person("Peter Vance"))
    do(case, "add_party", date(2026, 5, 6), {"somebody": advocate})

    refused(case, "appoint_independent_person", date(2026, 5, 7), "no other part", NotThisPerson)


# 3 and 4: more time


@pytest.mark.parametrize("agreed", [True, False, None])
def test_03_no_agreement_carries_stage_2_past_65_working_days(agreed):
    case = tell({"up_to": "agree_statement"})
    more = {"extended_to": date(2026, 8, 6), "was_agreed": agreed}

    refused(case, "extend_stage_2", date(2026, 6, 1), "not even by agreement", more=more)
    do(case, "extend_stage_2", date(2026, 6, 1), {"more": {**more, "extended_to": date(2026, 8, 5)}})


@pytest.mark.parametrize("lacking", [{"reason": " "}, {"told_on": None}, {"decided_by": ""}])
def test_04_more_time_has_a_reason_a_person_and_a_day_of_telling(lacking):
    one, two = tell({"up_to": "accept"}), tell({"up_to": "agree_statement"})

    refused(
        one,
        "extend_stage_1",
        date(2026, 4, 10),
        "extended",
        more={"extended_to": date(2026, 4, 30), **lacking},
    )
    refused(
        two, "extend_stage_2", date(2026, 6, 1), "extended", more={"extended_to": date(2026, 8, 5), **lacking}
    )


# 5 to 7: closing and refusing


def test_05_silence_after_stage_1_closes_nothing():
    case = tell({"up_to": "answer_stage_1"})

    refused(case, "close", date(2026, 5, 20), "silence ends no right", ground="no_reply", reason="No reply.")
    refused(
        case, "close", date(2026, 5, 20), "silence ends no right", reason="No reply within 20 working days."
    )


def test_06_proceedings_are_named_and_prejudice_is_said_for_each_point():
    case = tell({"up_to": "accept"})
    one_for_all = dict.fromkeys((1, 2), "There is a court case.")
    on = date(2026, 4, 8)

    refused(case, "hold", on, "the proceedings by name", proceedings=" ")
    refused(case, "hold", on, "point 2 has none", prejudice={1: "The judge weighs it."})
    refused(case, "hold", on, "same words stand for every point", prejudice=one_for_all)
    refused(case, "hold_point", on, "how considering this point might prejudice", point=1, prejudice="")


ONE_LIMB = {
    "not_reasonable": True,
    "why_not_earlier": "",
    "still_considerable": True,
    "why_considerable": "It is here.",
}
OTHER_LIMB = {**ONE_LIMB, "why_not_earlier": "She was ill.", "why_considerable": ""}


@pytest.mark.parametrize("weighed", [None, ONE_LIMB, OTHER_LIMB])
def test_07_a_refusal_for_time_weighs_both_limbs(weighed):
    late = {"words": "Long ago.", "arose_on": date(2022, 6, 1)}
    case = tell({"points": [late, late]})
    points = {
        number: {"ground": "out_of_time", **({"weighed": weighed} if weighed else {})} for number in (1, 2)
    }

    refused(case, "refuse", date(2026, 4, 7), "limb|expect it earlier|reasons is missing", points=points)


def test_07_one_day_for_all_points_is_none():
    case = tell({"points": [{"words": "Long ago.", "arose_on": date(2022, 6, 1)}, {"words": "Then too."}]})
    weighed = {"not_reasonable": False, "why_not_earlier": "She knew.", "still_considerable": False,
               "why_considerable": "The file is gone."}  # fmt: skip
    points = {number: {"ground": "out_of_time", "weighed": weighed} for number in (1, 2)}

    refused(case, "refuse", date(2026, 4, 7), "one day for all points is none", points=points)


# 8 and 9: after the panel, and without one


def test_08_a_final_answer_tells_of_the_ombudsman_and_of_the_independent_persons_part():
    case = tell({"up_to": "receive_recommendations"})

    refused(case, "answer_stage_3", date(2026, 9, 1), "how to go to the Ombudsman", tells_of_ombudsman=False)
    refused(case, "answer_stage_3", date(2026, 9, 1), "together with", independent_person_part=" ")


@pytest.mark.parametrize("lacking", CRITERION)
def test_09_early_referral_with_anything_missing_is_refused(lacking):
    case = tell({"up_to": "adjudicate"})
    evidence = {code: "Shown." for code in CRITERION if code != lacking}

    refused(case, "refer_early", ASKED_3, CRITERION[lacking].words, evidence=evidence)


def test_09_early_referral_with_everything_shown_is_made():
    case = tell({"up_to": "adjudicate"})

    do(case, "refer_early", ASKED_3, {"evidence": dict.fromkeys(CRITERION, "Shown.")})

    assert living.fresh(case).state == "referred_early"


def test_09_one_point_not_upheld_keeps_the_panel():
    case = tell(
        {"up_to": "adjudicate", "usual": {"adjudicate": {"findings": {1: "Upheld", 2: "Not upheld"}}}}
    )

    refused(case, "refer_early", ASKED_3, "upheld", evidence=dict.fromkeys(CRITERION, "Shown."))


# 11 to 14


def test_11_a_day_past_the_loaded_bank_holidays_is_an_error_and_no_guess():
    with pytest.raises(CalendarRunsOut, match="Bank holidays are known only to"):
        start_clock("children_act/stage_2/answer", date(2028, 12, 11))


def test_12_an_adult_is_told_of_advocacy_and_not_offered_it_as_a_right():
    case = tell({})

    refused(case, "offer_advocacy", date(2026, 4, 2), "no statutory advocate", as_a_right=True)
    offered = do(case, "offer_advocacy", date(2026, 4, 2), {})
    assert not offered.as_a_right
    assert do(case, "offer_advocacy", date(2026, 4, 2), {"to": "child"}).as_a_right


def test_13_a_decision_is_the_label_given_and_never_read_out_of_its_story():
    case = tell({"up_to": "adjudicate"})
    number = {"ombudsman_reference": "26 000 777"}
    do(case, "open_ombudsman_case", ASKED_3, number)

    do(
        case,
        "record_ombudsman_decision",
        MET,
        {**number, "label": "Upheld", "narrative": "We will not investigate."},
    )

    row = OmbudsmanCase.objects.get(reference="26 000 777")
    assert (row.decision.label, row.decision.means, row.narrative) == (
        "Upheld",
        "upheld",
        "We will not investigate.",
    )
    refused(
        case,
        "record_ombudsman_decision",
        MET,
        "Upheld",
        **number,
        label="",
        narrative="We will not investigate.",
    )


@pytest.mark.parametrize("lacking", [{"owner": None}, {"due_on": None}])
def test_14_an_agreed_action_has_an_owner_and_a_day(lacking):
    second = tell({"up_to": "receive_independent_report"})
    third = tell({"up_to": "receive_recommendations"})

    refused(second, "agree_action", date(2026, 6, 10), "has not", action=lacking)
    refused(third, "answer_stage_3", date(2026, 9, 1), "has not", answers=lacking)
