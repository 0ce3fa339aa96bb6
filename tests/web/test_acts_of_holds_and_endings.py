"""Holding, waiting, withdrawing, closing, going on again at their pages: answers reach the record, or are refused."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import MALIK, THE_CHILD, Somebody, at_stage_1, fresh, person, received
from tests.casework.stages import adjudicated
from tests.web.acts_done import WHY, done, office_on, on, refused

from heard.representations.models import Decision, Hold

pytestmark = pytest.mark.django_db
APRIL_9, APRIL_20, MAY_20 = date(2026, 4, 9), date(2026, 4, 20), date(2026, 5, 20)
COURT = {
    "kind": "court",
    "named": "Ashmere Family Court, AS26C00123",
    "evidence": "The order of 2 April.",
    "decided_by": "Amina Odell",
    "letter": ["decision", "reasons", "ombudsman", "proceedings", "resubmit"],
    **on("from_on", APRIL_9),
    **on("told_on", APRIL_9),
}
AGAIN = {"words": "Please go on with it.", **on("asked_on", MAY_20), **on("told_on", MAY_20)}


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def test_the_whole_is_held_with_a_reason_for_each_point_and_taken_up_again(members):
    case = at_stage_1()
    why = {"prejudice_1": "The calls are before the judge.", "prejudice_2": "The worker gives evidence."}

    done(members, case, "hold", **COURT, **why)
    row = Hold.objects.get(element=None)
    assert (row.from_on, row.until_on) == (APRIL_9, None)
    assert "Point 2: The worker gives evidence." in row.prejudice

    done(members, case, "resume", **AGAIN)
    row.refresh_from_db()
    assert row.until_on == MAY_20


def test_one_reason_laid_over_all_points_is_refused(members):
    case = at_stage_1()
    page = refused(members, case, "hold", **COURT, prejudice_1="Court.", prejudice_2="Court.")

    assert "The same words stand for every point." in page
    assert not Hold.objects.exists()


def test_one_point_is_held_and_taken_up_again_while_the_rest_goes_on(members):
    case = at_stage_1()
    done(members, case, "hold-point", **COURT, point="2", prejudice="The worker gives evidence.")
    assert Hold.objects.get().element.number == 2

    done(members, case, "resume-point", **AGAIN, point="2")
    assert Hold.objects.get().until_on == MAY_20


def test_what_nobody_asked_for_does_not_lapse_before_the_year_is_over(members):
    case = at_stage_1()
    why = {"prejudice_1": "The calls are before the judge.", "prejudice_2": "The worker gives evidence."}
    done(members, case, "hold", **COURT, **why)
    said = {**WHY, **on("day", MAY_20), **on("ended_on", APRIL_20), **on("told_on", MAY_20)}

    page = refused(members, case, "lapse", **said, letter=["decision", "reasons", "ombudsman"])

    assert "does not lapse before that" in page
    assert fresh(case).state == "stage_1"


def test_a_wait_the_complainant_asks_for_stops_no_clock_and_ends(members):
    case = at_stage_1()
    asks = {"words": "Not before my exams.", "evidence": "Her e-mail of 9 April."}
    done(members, case, "pause-as-asked", **on("from_on", APRIL_9), **asks)
    done(members, case, "end-pause-as-asked", **on("until_on", MAY_20))

    row = Hold.objects.get(basis="complainant_asked")
    assert (row.from_on, row.until_on) == (APRIL_9, MAY_20)


def test_it_is_withdrawn_confirmed_reviewed_and_taken_up_again(members):
    case = at_stage_1()
    done(members, case, "withdraw", **on("said_on", APRIL_9), way="oral", words="Leave it be.")
    assert fresh(case).state == "withdrawn_at_stage_1"
    done(members, case, "confirm-withdrawal", **on("sent_on", APRIL_20))
    done(
        members,
        case,
        "review-withdrawn",
        **on("reviewed_on", APRIL_20),
        review="We rang late.",
        decided_by="Amina Odell",
    )
    done(members, case, "reinstate", **AGAIN, use_review="yes")

    assert fresh(case).state == "stage_1"
    assert Decision.objects.get(about="withdrawal").told_on == APRIL_20
    assert Decision.objects.get(about="reinstatement").evidence == "We rang late."


def test_nobody_withdraws_for_somebody_else(members):
    case = at_stage_1(people=(MALIK, Somebody("complainant", "Noor Thornbeck", "parent"), THE_CHILD))
    one = str(person(case))
    page = refused(
        members, case, "withdraw", **on("said_on", APRIL_9), way="oral", words="Leave it.", said_by=[one]
    )

    assert "Noor Thornbeck complains too and has not withdrawn." in page
    assert fresh(case).state == "stage_1"


def test_it_is_closed_for_a_lawful_reason_and_opened_again(members):
    case = adjudicated()
    said = {
        **WHY,
        "reason": "Answered, nothing open.",
        "ground": "answered_and_filed",
        "actions_done": "All done.",
    }
    done(members, case, "close", **on("day", date(2026, 8, 20)), **said, letter=["right_to_go_on"])
    assert fresh(case).state == "closed_after_stage_2"

    done(members, case, "reopen", **on("day", date(2026, 8, 25)), **WHY)
    assert fresh(case).state == "stage_2_answered"


def test_silence_closes_nothing(members):
    case = adjudicated()
    said = {
        **WHY,
        "reason": "No reply from her.",
        "ground": "answered_and_filed",
        "actions_done": "All done.",
    }
    page = refused(members, case, "close", **on("day", date(2026, 8, 20)), **said, letter=["right_to_go_on"])

    assert "silence ends no right" in page
    assert fresh(case).state == "stage_2_answered"


def test_what_is_no_complaint_is_closed_without_a_ground(members):
    case = received("compliment", points=())
    done(members, case, "thank", **on("thanked_on", APRIL_9), words="Thank you.", thanked_by="Amina Odell")
    done(members, case, "close", **on("day", APRIL_20), **WHY)

    assert fresh(case).state == "closed"
