"""A refusal has a lawful reason with its evidence, point by point, and is told with the Ombudsman's address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.living import DECIDED, DELAY, OLD, WHO, at_stage_1, council, fresh, received

from heard.casework import endings, intake, intake_refusing
from heard.casework.intake_refusing import PointRefused, Refusing
from heard.casework.new_details import NewElement
from heard.casework.performing import NotNow
from heard.casework.points import Weighed, live_points
from heard.law.refusals import EvidenceMissing, UnlawfulRefusal
from heard.representations.models import Decision, Stage

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 8)
LETTER = {
    "decision": "We will not consider points 1 and 2.",
    "reasons": "Because…",
    "ombudsman": "Local Government and Social Care Ombudsman, PO Box 4771, Coventry CV4 0EH",
    "other_procedure": "It goes to the corporate procedure.",
    "proceedings": "Case 12 of the family court",
    "resubmit": "You may ask again when it ends.",
}
WHY = Refusing("It was weighed.", "Amina Odell", DAY, LETTER)
NO = Weighed(False, "He knew of it and was well.", False, "The records are destroyed and both workers left.")
OLDER = NewElement("They were rude.", arose_on=date(2023, 1, 9))


@pytest.fixture(autouse=True)
def _council():
    council()


def refuse(case, *points, refusing=WHY):
    return intake_refusing.refuse(
        reference=case.reference, decided_on=DAY, refusing=refusing, points=points, **WHO
    )


def late(number, weighed=NO):
    return PointRefused(number, "out_of_time", weighed=weighed)


def test_every_point_is_refused_for_a_reason_of_its_own():
    case = received(points=(OLD, OLDER))
    before = PointRefused(
        2, "heard_before", {"earlier_answer": "Answered at Stage 3 on 1 May 2023, in C-77."}
    )

    refuse(case, late(1), before)

    assert fresh(case).state == "refused"
    rows = Decision.objects.filter(about="refusal").order_by("element__number")
    assert [(row.element.number, row.ground) for row in rows] == [(1, "out_of_time"), (2, "heard_before")]
    assert "the day the grounds of this point arose: 2024-05-05" in rows[0].evidence
    assert not Stage.objects.exists()


@pytest.mark.parametrize(
    ("points", "why", "words"),
    [
        ((late(1),), NotNow, "Nothing is decided on point 2"),
        ((late(1), late(2, None)), EvidenceMissing, "whether it was reasonable to expect it earlier"),
        ((late(1), late(2, replace(NO, why_considerable=""))), NotNow, "One of the two reasons is missing"),
        (
            (late(1), late(2, Weighed(True, "Ill.", True, "All there."))),
            NotNow,
            "Both limbs are answered yes",
        ),
        (
            (late(1), PointRefused(2, "heard_before")),
            EvidenceMissing,
            "where and when it was fully considered",
        ),
        ((late(1), PointRefused(2, "no_different_outcome")), UnlawfulRefusal, "there is no gate of merits"),
        ((late(1), PointRefused(2, "late_by_rote")), UnlawfulRefusal, "discretion must be used"),
        ((late(1), PointRefused(2, "one_date_for_all")), UnlawfulRefusal, "each point has its own"),
        ((late(1), PointRefused(2, "oral")), UnlawfulRefusal, "by word of mouth counts"),
        ((late(1), PointRefused(2, "court_case_exists")), UnlawfulRefusal, "only prejudice to named"),
    ],
)
def test_what_is_no_reason_is_refused_in_words_and_nothing_is_written(points, why, words):
    case = received(points=(OLD, OLDER))

    with pytest.raises(why, match=words):
        refuse(case, *points)

    assert fresh(case).state == "received"
    assert not Decision.objects.exists()


def test_a_point_within_its_year_is_never_out_of_time():
    case = received(points=(DELAY,))

    with pytest.raises(NotNow, match="Point 1 is in time: its grounds arose on Monday 2 February 2026"):
        refuse(case, late(1))


def test_a_point_whose_day_nobody_knows_is_not_out_of_time():
    case = received(points=(NewElement("Long ago."),))

    with pytest.raises(NotNow, match="Nobody has said on which day the grounds of point 1 arose"):
        refuse(case, late(1))


def test_a_complaint_without_points_is_not_refused_as_a_whole():
    with pytest.raises(NotNow, match="has no points on record"):
        refuse(received(points=()), late(1))


def test_a_letter_without_the_ombudsmans_address_refuses_nothing():
    case = received(points=(OLD,))

    with pytest.raises(EvidenceMissing, match="the name and address of the Local Government"):
        refuse(case, late(1), refusing=replace(WHY, letter={**LETTER, "ombudsman": " "}))
    assert fresh(case).state == "received"


def test_one_point_is_refused_and_the_rest_goes_on_by_the_same_clock():
    case = received(points=(DELAY, OLD))
    intake_refusing.refuse_point(reference=case.reference, decided_on=DAY, refusing=WHY, point=late(2), **WHO)

    stage = intake.accept(reference=case.reference, decided_on=DAY, **DECIDED, **WHO)

    assert stage.started_on == date(2026, 4, 1)
    assert [one.number for one in live_points(case)] == [1]


def test_the_last_point_is_not_refused_away_and_none_is_refused_twice():
    case = at_stage_1(points=(DELAY, DELAY))
    elsewhere = {"function": "A playground", "other_procedure": "Sent to the parks team on 8 April."}
    point = {"reference": case.reference, "decided_on": DAY, "refusing": WHY, **WHO}
    intake_refusing.refuse_point(**point, point=PointRefused(2, "outside_functions", elsewhere))

    with pytest.raises(NotNow, match="Point 2 of CR-2026-0001 was refused before"):
        intake_refusing.refuse_point(**point, point=PointRefused(2, "outside_functions", elsewhere))
    with pytest.raises(NotNow, match="is all that is left"):
        intake_refusing.refuse_point(**point, point=PointRefused(1, "outside_functions", elsewhere))


def test_what_was_refused_and_asked_for_again_counts_from_the_day_of_asking():
    case = received(points=(OLD,))
    refuse(case, late(1))
    intake_refusing.resubmit(
        reference=case.reference, asked_on=date(2026, 5, 11), words="The court case is over.", **WHO
    )

    with pytest.raises(NotNow, match="Weigh both limbs"):
        intake.accept(reference=case.reference, decided_on=date(2026, 5, 12), **DECIDED, **WHO)
    stage = intake.accept(
        reference=case.reference, decided_on=date(2026, 5, 12), late={1: NO}, **DECIDED, **WHO
    )

    assert stage.started_on == date(2026, 5, 11)
    assert fresh(case).received_on == date(2026, 4, 1)


def test_a_refusal_taken_back_counts_from_the_true_day_of_receipt():
    case = received(points=(DELAY,))
    refuse(case, PointRefused(1, "heard_before", {"earlier_answer": "In C-77."}))
    endings.reopen(reference=case.reference, day=date(2026, 5, 11), **DECIDED, **WHO)

    stage = intake.accept(reference=case.reference, decided_on=date(2026, 5, 12), **DECIDED, **WHO)

    assert stage.started_on == date(2026, 4, 1)
    assert [one.number for one in live_points(case)] == [1]
