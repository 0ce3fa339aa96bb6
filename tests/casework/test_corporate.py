"""The council's own procedure: the acknowledgement starts the answer's clock, and somebody else reviews."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import NOW, RECEIVED, at_stage_1, council, fresh, received
from tests.casework.stages import MIXED, acts_of, answered_1, more_time, of, somebody, stage_row

from heard.casework import corporate, going_on, intake, stage_1, stage_2
from heard.casework.appointments import NotThisPerson
from heard.casework.council import change_setting
from heard.casework.findings import PointFound
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow
from heard.law.procedure import NotInTheChart
from heard.representations.models import Decision

pytestmark = pytest.mark.django_db
ASKED = date(2026, 5, 5)
CORPORATE = "corporate_complaint"


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def setting(name: str, value: str) -> None:
    change_setting(name=name, value=value, begins_on=date(2026, 1, 1), by="amina", at=NOW)


def at_review(acknowledged_on: date | None = date(2026, 5, 7)):
    case = answered_1(kind=CORPORATE)
    going_on.ask_for_stage_2(**of(case, asked_on=ASKED, words="I want this looked at again."))
    if acknowledged_on:
        stage_2.acknowledge_stage_2(**of(case, acknowledged_on=acknowledged_on))
    return fresh(case)


def review(case, **more):
    facts = {
        "sent_on": date(2026, 5, 29),
        "manager": somebody("Dana Holt"),
        "findings": MIXED,
        "tells_of_ombudsman": True,
    }
    return corporate.answer_corporate_stage_2(**of(case, **{**facts, **more}))


def test_the_answer_to_stage_1_counts_from_the_acknowledgement_on_its_fifth_day():
    """Received Wednesday 1 April 2026, acknowledged Friday 10 April: due Friday 24 April."""
    case = at_stage_1(CORPORATE)
    assert stage_row(case, "stage_1").due_on_hint == date(2026, 4, 10)

    intake.acknowledge(**of(case, sent_on=date(2026, 4, 10), way="by e-mail"))

    assert stage_row(case, "stage_1").due_on_hint == date(2026, 4, 24)


def test_a_council_that_counts_from_receipt_says_so_in_its_settings():
    setting("clock/corporate/stage_1/answer/counts_from", "receipt")
    case = at_stage_1(CORPORATE)

    intake.acknowledge(**of(case, sent_on=date(2026, 4, 10), way="by e-mail"))

    assert stage_row(case, "stage_1").due_on_hint == date(2026, 4, 17)


def test_stage_1_may_have_ten_working_days_more_and_no_later():
    case = at_stage_1(CORPORATE)
    intake.acknowledge(**of(case, sent_on=date(2026, 4, 10), way="by e-mail"))
    told = date(2026, 4, 23)

    with pytest.raises(DoesNotFit, match="Monday 11 May 2026 at the latest"):
        stage_1.extend_stage_1(**of(case, decided_on=told, more=more_time(date(2026, 5, 12), told)))
    stage_1.extend_stage_1(**of(case, decided_on=told, more=more_time(date(2026, 5, 11), told)))

    assert stage_row(case, "stage_1").due_on_hint == date(2026, 5, 11)


def test_a_complaint_may_be_answered_before_it_was_taken_in():
    case = received(CORPORATE)

    facts = {"sent_on": date(2026, 4, 8), "manager": somebody("Tom Ashby"), "findings": MIXED}
    stage_1.answer_stage_1(**of(case, tells_right_to_go_on=True, **facts))

    row = stage_row(case, "stage_1")
    assert (row.started_on, row.answered_on) == (RECEIVED, date(2026, 4, 8))


def test_stage_2_is_acknowledged_within_five_days_and_answered_within_twenty_of_that():
    case = at_review(acknowledged_on=None)
    assert stage_row(case, "stage_2").due_on_hint == date(2026, 5, 12)

    stage_2.acknowledge_stage_2(**of(case, acknowledged_on=date(2026, 5, 7)))

    assert stage_row(case, "stage_2").due_on_hint == date(2026, 6, 5)
    assert fresh(case).state == "stage_2"


def test_whoever_answered_stage_1_does_not_answer_stage_2():
    case = at_review()

    with pytest.raises(
        NotThisPerson, match="Has already taken part in this case as manager who answers stage 1"
    ):
        review(case, manager=somebody("Tom Ashby"))

    assert stage_row(case, "stage_2").answered_on is None


def test_somebody_else_sends_the_final_answer_with_how_to_go_to_the_ombudsman():
    case = at_review()

    with pytest.raises(DoesNotFit, match="how to go to the Ombudsman"):
        review(case, tells_of_ombudsman=False)
    review(case)

    row = stage_row(case, "stage_2")
    assert (row.answered_on, row.due_on_hint, row.manager.name) == (date(2026, 5, 29), None, "Dana Holt")
    assert fresh(case).state == "stage_2_answered"


def test_the_review_says_why_it_differs_from_the_first_answer():
    case = at_review()

    with pytest.raises(DoesNotFit, match="“Upheld” differs from the Stage 1 answer"):
        review(case, findings=(MIXED[0], PointFound(2, "Upheld")))
    review(case, findings=(MIXED[0], PointFound(2, "Upheld", "A recording was found.")))

    assert stage_row(case, "stage_2").outcome.label == "Upheld"


def test_a_request_may_be_weighed_on_its_merits_only_in_the_councils_own_procedure():
    statutory = answered_1()
    with pytest.raises(NotNow, match="is not weighed on its merits"):
        corporate.weigh_request_for_stage_2(**of(statutory, asked_on=ASKED, words="Again, please."))

    case = answered_1(kind=CORPORATE)
    corporate.weigh_request_for_stage_2(**of(case, asked_on=ASKED, words="Again, please."))

    assert fresh(case).state == "stage_2_weighing"
    assert stage_row(case, "stage_2").started_on == ASKED


def refuse(case, **more):
    facts = {
        "decided_on": date(2026, 5, 8),
        "decided_by": "Amina Odell",
        "reason": "The letter names nothing that the first answer left out.",
        "tells_of_ombudsman": True,
        "told_on": date(2026, 5, 8),
    }
    return corporate.refuse_corporate_stage_2(**of(case, **{**facts, **more}))


def test_a_corporate_stage_2_is_refused_with_the_reason_and_how_to_go_to_the_ombudsman():
    case = answered_1(kind=CORPORATE)
    corporate.weigh_request_for_stage_2(**of(case, asked_on=ASKED, words="Again, please."))

    with pytest.raises(DoesNotFit, match="how to go to the Ombudsman"):
        refuse(case, tells_of_ombudsman=False)
    with pytest.raises(NotNow, match="A decision says why"):
        refuse(case, reason=" ")
    refuse(case)

    assert fresh(case).state == "stage_1_answered"
    assert Decision.objects.get(about="weighed_stage_2").ground == "merits"
    assert stage_row(case, "stage_2").ended_because == "declined"


def test_the_merits_are_no_ground_to_refuse_a_statutory_stage_2():
    case = answered_1()
    going_on.ask_for_stage_2_late(**of(case, asked_on=date(2026, 9, 1), words="Again, please."))

    with pytest.raises(NotNow, match="is not weighed on its merits"):
        refuse(case, decided_on=date(2026, 9, 3), told_on=date(2026, 9, 3))


def test_a_corporate_request_that_is_weighed_may_be_accepted():
    case = answered_1(kind=CORPORATE)
    corporate.weigh_request_for_stage_2(**of(case, asked_on=ASKED, words="Again, please."))

    corporate.open_weighed_stage_2(
        **of(case, decided_on=date(2026, 5, 6), decided_by="Amina Odell", reason="It names new facts.")
    )

    assert fresh(case).state == "stage_2"


def test_a_council_of_one_stage_ends_with_the_first_answer():
    setting("corporate/stages", "1")
    case = answered_1(kind=CORPORATE)

    with pytest.raises(NotInTheChart, match="Cannot go to Stage 2"):
        going_on.ask_for_stage_2(**of(case, asked_on=ASKED, words="Again, please."))
    going_on.express_dissatisfaction(**of(case, said_on=ASKED, words="I am not happy."))

    assert fresh(case).state == "stage_1_answered"
    assert case.dissatisfactions.get().after_stage == ""


def test_the_control_a_council_of_two_stages_asks_what_the_words_mean():
    case = answered_1(kind=CORPORATE)

    going_on.express_dissatisfaction(**of(case, said_on=ASKED, words="I am not happy."))

    assert fresh(case).state == "stage_1_question"


def test_a_late_corporate_request_is_declined_as_a_late_one_and_not_as_one_that_was_weighed():
    case = answered_1(kind=CORPORATE)
    going_on.ask_for_stage_2_late(**of(case, asked_on=date(2026, 9, 1), words="Again, please."))
    refuse(case, decided_on=date(2026, 9, 3), told_on=date(2026, 9, 3))

    assert Decision.objects.get(about="late_request_stage_2").answer == "refused"
    assert (acts_of(case)[-1], fresh(case).state) == ("refuse_stage_2", "stage_1_answered")


def test_weighing_opening_and_declining_stand_in_the_ledger_under_their_own_names():
    opened, declined = answered_1(kind=CORPORATE), answered_1(kind=CORPORATE)
    for case in (opened, declined):
        corporate.weigh_request_for_stage_2(**of(case, asked_on=ASKED, words="Again, please."))
    why = {"decided_by": "Amina Odell", "reason": "It names new facts."}
    corporate.open_weighed_stage_2(**of(opened, decided_on=date(2026, 5, 6), **why))
    refuse(declined)

    assert acts_of(opened)[-2:] == ["weigh_stage_2", "open_weighed_stage_2"]
    assert acts_of(declined)[-2:] == ["weigh_stage_2", "decline_weighed_stage_2"]
    assert stage_row(opened, "stage_2").ended_on is None
