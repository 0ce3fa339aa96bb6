"""What is no formal complaint: settled, answered, thanked, shared, considered, and always open to being a complaint."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import MALIK, RECEIVED, council, fresh, received
from tests.casework.stages import label, of, stage_row

from heard.casework import going_on, intake, intake_moving, other_kinds
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow
from heard.casework.stage_days import clock_of_stage
from heard.casework.timetable import clocks_beside, still_to_do
from heard.law.procedure import NotInTheChart
from heard.representations.models import Decision, Party

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 7)
ANSWER_BY = date(2026, 4, 17)


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def simple(kind: str):
    people = () if kind == "anonymous_report" else (MALIK,)
    return received(kind, people=people, points=())


@pytest.mark.parametrize(("kind", "code"), [("concern", "concern"), ("informal_complaint", "informal")])
def test_a_concern_is_settled_and_its_clock_stops(kind, code):
    case = simple(kind)
    label("outcome", "Resolved", "resolved")

    how = {"settled_on": DAY, "how": "Tom rang and agreed a visit.", "settled_by": "Tom Ashby"}
    other_kinds.settle(**of(case, outcome="Resolved", **how))

    row = stage_row(case, code)
    assert (row.answered_on, row.due_on_hint, row.outcome.label) == (DAY, None, "Resolved")
    assert fresh(case).state == "answered"


def test_a_concern_answered_is_no_complaint_closed_away():
    case = simple("concern")
    other_kinds.answer(**of(case, sent_on=DAY, words="We are sorry.", answered_by="Tom Ashby"))

    going_on.express_dissatisfaction(**of(case, said_on=DAY, words="That is no answer."))

    assert case.dissatisfactions.get().words == "That is no answer."


@pytest.mark.parametrize("kind", ["mp_enquiry", "councillor_enquiry"])
def test_a_member_is_answered_only_once_it_is_said_what_they_may_know(kind):
    case = simple(kind)
    facts = {"sent_on": DAY, "words": "The visit is on Friday.", "answered_by": "Amina Odell"}

    with pytest.raises(DoesNotFit, match="whose consent there is"):
        other_kinds.answer(**of(case, **facts))
    other_kinds.answer(**of(case, may_know="Malik agrees to all.", **facts))

    assert Decision.objects.get(about="answer").evidence == "Malik agrees to all."
    assert fresh(case).state == "answered"


def test_an_enquiry_has_more_time_with_a_reason_and_a_later_day():
    case = simple("mp_enquiry")
    facts = {"decided_on": DAY, "reason": "Records are away.", "decided_by": "Amina Odell", "told_on": DAY}

    with pytest.raises(DoesNotFit, match="Give a later day"):
        other_kinds.extend(**of(case, until=DAY, **facts))
    row = other_kinds.extend(**of(case, until=date(2026, 4, 20), **facts))

    assert (row.review_on, row.told_on) == (date(2026, 4, 20), DAY)


@pytest.mark.parametrize("kind", ["mp_enquiry", "councillor_enquiry"])
def test_an_enquiry_has_ten_working_days_from_receipt_and_its_answer_stops_them(kind):
    case = simple(kind)
    clock = clock_of_stage(stage_row(case, "enquiry"))
    assert clock is not None
    assert (clock.name, clock.due_on, clock.latest_on) == ("enquiry/answer", ANSWER_BY, date(2026, 5, 1))
    assert stage_row(case, "enquiry").due_on_hint == ANSWER_BY

    facts = {
        "sent_on": DAY,
        "words": "On Friday.",
        "answered_by": "Amina Odell",
        "may_know": "Nothing is told.",
    }
    other_kinds.answer(**of(case, **facts))

    row = stage_row(case, "enquiry")
    assert (row.answered_on, row.due_on_hint) == (DAY, None)


def test_an_enquiry_is_acknowledged_in_two_working_days_and_the_answer_waits_for_nothing():
    case = simple("mp_enquiry")
    assert [(one.name, one.due_on) for one in still_to_do(stage_row(case, "enquiry"))] == [
        ("enquiry/acknowledge", date(2026, 4, 7))
    ]

    intake.acknowledge(**of(case, sent_on=DAY, way="e-mail"))

    assert still_to_do(stage_row(case, "enquiry")) == []
    assert [one.met(DAY) for one in clocks_beside(stage_row(case, "enquiry"))] == [True]
    assert stage_row(case, "enquiry").due_on_hint == ANSWER_BY


def test_more_time_for_an_enquiry_moves_its_day_and_no_further_than_the_councils_rule():
    case = simple("mp_enquiry")
    facts = {"decided_on": DAY, "reason": "Records are away.", "decided_by": "Amina Odell", "told_on": DAY}

    with pytest.raises(DoesNotFit, match="at the latest"):
        other_kinds.extend(**of(case, until=date(2026, 5, 5), **facts))
    other_kinds.extend(**of(case, until=date(2026, 4, 24), **facts))

    assert stage_row(case, "enquiry").due_on_hint == date(2026, 4, 24)


def test_an_enquiry_that_is_a_complaint_counts_as_stage_1_from_the_day_it_came():
    case = simple("councillor_enquiry")
    why = {"reason": "It asks for an answer.", "decided_by": "Amina Odell", "function": "services"}

    intake_moving.move_to_children_act(**of(case, decided_on=DAY, told_on=DAY, **why))

    row = stage_row(case, "stage_1")
    assert (row.started_on, row.due_on_hint) == (RECEIVED, ANSWER_BY)
    assert fresh(case).kind == "statutory_complaint"


@pytest.mark.parametrize("kind", ["compliment", "comment", "suggestion"])
def test_thanks_are_given_and_shared_with_those_they_concern(kind):
    case = simple(kind)

    other_kinds.thank(**of(case, thanked_on=DAY, words="Thank you for writing.", thanked_by="Amina Odell"))
    other_kinds.share(**of(case, shared_on=DAY, shared_with="North team", shared_by="Amina Odell"))

    assert fresh(case).state == "shared"
    assert Decision.objects.get(about="sharing").reason == "North team"


def test_thanks_without_words_are_refused_and_nothing_is_written():
    case = simple("compliment")

    with pytest.raises(NotNow, match="says why"):
        other_kinds.thank(**of(case, thanked_on=DAY, words=" ", thanked_by="Amina Odell"))

    assert (fresh(case).state, Decision.objects.count()) == ("received", 0)


def test_a_report_from_nobody_known_is_considered_and_may_be_identified_later():
    case = simple("anonymous_report")
    facts = {"decided_on": DAY, "reason": "It names a home.", "decided_by": "Amina Odell"}

    with pytest.raises(DoesNotFit, match="what follows from the report"):
        other_kinds.consider(**of(case, action="", **facts))
    other_kinds.consider(**of(case, action="The home's manager looks into it.", **facts))
    other_kinds.identify(**of(case, said_on=date(2026, 4, 9), who=MALIK))

    assert fresh(case).state == "considering"
    assert Party.objects.get(representation=case).person.name == "Malik Thornbeck"


def test_a_compliment_is_not_settled_and_the_refusal_says_what_may_be_done():
    case = simple("compliment")

    with pytest.raises(
        NotInTheChart, match="Cannot settle: the message is received. From here: thank, share"
    ):
        other_kinds.settle(**of(case, settled_on=DAY, how="Thanked.", settled_by="Amina Odell"))
