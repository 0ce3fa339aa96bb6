"""Going on: any words count, a wrong stage named changes nothing, and nobody is closed away or refused by rote."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import NOW, at_stage_1, council, fresh
from tests.casework.making import complaint, kept
from tests.casework.making import stage as past_stage
from tests.casework.stages import (
    ASK_BY,
    ASKED_2,
    ASKED_3,
    DUE_2,
    PANEL_BY,
    acts_of,
    adjudicated,
    answered_1,
    at_stage_2,
    of,
    stage_row,
)

from heard.casework import going_on, stage_2, stage_3_request
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow, performing
from heard.casework.post import received_for
from heard.casework.stage_days import both_readings
from heard.casework.writing import writing
from heard.law.procedure import Act, NotInTheChart
from heard.law.refusals import EvidenceMissing, UnlawfulRefusal
from heard.ledger.models import Correction
from heard.people.models import Person
from heard.representations.models import Decision, Dissatisfaction, Letter, Posting, Representation

pytestmark = pytest.mark.django_db
UNHAPPY = "This is not good enough."
WHY_LATE = {"why_late": "Her mother was in hospital.", "new_information": "None was offered.",
            "discretion": "The illness was weighed; the answer was read in April."}  # fmt: skip
LETTER = {"decision": "No Stage 2.", "reasons": "As above.", "ombudsman": "PO Box 4771, Coventry"}


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def unhappy(case, said_on=ASKED_2, words=UNHAPPY, **more):
    return going_on.express_dissatisfaction(**of(case, said_on=said_on, words=words, **more))


def decided(case, on=date(2026, 5, 8), **more):
    return of(case, decided_on=on, decided_by="Amina Odell", **more)


def delivered(case, received_on: date, *, is_assumed: bool = False) -> None:
    """The adjudication went by post on the day it was sent and arrived."""
    stage = stage_row(case, "stage_2")
    with writing("test_rows", by="amina", at=NOW) as line:
        letter = Letter(representation=case, stage=stage, kind="adjudication", audience="adult", title="Our answer",
                        to=Person.objects.get(name="Malik Thornbeck"), issued_on=DUE_2, issued_by="amina")  # fmt: skip
        line.add(letter)
        line.add(
            Posting(letter=letter, way="post", sent_on=DUE_2, received_on=received_on, is_assumed=is_assumed)
        )


def test_an_email_of_dissatisfaction_opens_a_question_and_the_case_cannot_be_closed_until_it_is_decided():
    case = answered_1()

    row = unhappy(case, words="I read your letter. I do not accept it.")

    assert (row.after_stage, row.is_request) == ("stage_1", None)
    assert fresh(case).state == "stage_1_question"
    with pytest.raises(NotInTheChart, match="Cannot close"), performing(Act.CLOSE, **of(case, day=ASKED_2)):
        pass


def test_words_taken_as_a_request_start_stage_2_on_the_day_they_reached_the_council():
    case = answered_1()
    unhappy(case, said_on=ASKED_2)
    unhappy(case, said_on=date(2026, 5, 7), words="Hello? Did you get my e-mail?")

    going_on.treat_as_request(**decided(case, reason="He says the answer is wrong."))

    row = stage_row(case, "stage_2")
    assert (row.started_on, row.due_on_hint) == (ASKED_2, DUE_2)
    assert fresh(case).state == "stage_2_statement"
    assert {one.is_request for one in Dissatisfaction.objects.all()} == {True}


def test_a_message_that_asks_for_stage_three_after_stage_1_is_a_request_for_stage_2():
    """Shropshire 2019: 3 April 2019; due 13 May, at the latest 9 July."""
    kept(
        complaint(
            "C1", "2019-03-01", stages=(past_stage(started="2019-03-01", answered_on=date(2019, 3, 15)),)
        )
    )
    case = Representation.objects.get(reference="C1")

    asked = {"asked_on": date(2019, 4, 3), "words": "I want stage three.", "named_stage": "stage three"}
    going_on.ask_for_stage_2(**of(case, **asked))

    row, words = stage_row(case, "stage_2"), Dissatisfaction.objects.get()
    assert (row.started_on, row.due_on_hint) == (date(2019, 4, 3), date(2019, 5, 13))
    assert (words.named_stage, words.is_request) == ("stage three", True)
    assert both_readings(row).from_request.latest_on == date(2019, 7, 9)


def test_words_are_found_to_be_no_request_only_with_a_reason_a_person_and_the_person_told():
    case = answered_1()
    unhappy(case)

    with pytest.raises(DoesNotFit, match="not closed away"):
        going_on.not_a_request(**decided(case, reason="He only wanted to vent.", told_on=None))
    with pytest.raises(DoesNotFit, match="not closed away"):
        going_on.not_a_request(**decided(case, reason=" ", told_on=date(2026, 5, 8)))
    assert fresh(case).state == "stage_1_question"
    going_on.not_a_request(**decided(case, reason="He said: leave it.", told_on=date(2026, 5, 8)))

    assert fresh(case).state == "stage_1_answered"
    assert Dissatisfaction.objects.get().is_request is False
    unhappy(case, said_on=date(2026, 6, 1), words="I have thought again.")
    assert fresh(case).state == "stage_1_question"


def test_words_before_an_answer_are_recorded_and_ask_nothing():
    case = at_stage_1()

    row = unhappy(case, said_on=date(2026, 4, 8))

    assert (row.after_stage, fresh(case).state) == ("", "stage_1")


def test_words_during_stage_2_are_not_taken_for_a_request_made_before_its_answer():
    case = adjudicated()
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Dissatisfaction(representation=case, said_on=date(2026, 5, 20), words="Too slow."))
    unhappy(case, said_on=ASKED_3)

    going_on.treat_as_request(**decided(case, on=ASKED_3))

    assert stage_row(case, "stage_3").started_on == ASKED_3


def test_stage_2_may_be_asked_for_before_an_answer_only_once_the_time_has_passed():
    case = at_stage_1()

    with pytest.raises(NotNow, match="runs until Friday 17 April 2026"):
        going_on.ask_for_stage_2(**of(case, asked_on=date(2026, 4, 16), words="Get on with it."))
    going_on.ask_for_stage_2(**of(case, asked_on=date(2026, 4, 20), words="Get on with it."))

    first = stage_row(case, "stage_1")
    assert (first.ended_because, first.ended_on, first.answered_on) == ("passed_by", date(2026, 4, 20), None)
    assert stage_row(case, "stage_2").started_on == date(2026, 4, 20)


def test_a_request_cannot_come_before_the_answer_it_is_about():
    case = answered_1()

    with pytest.raises(DoesNotFit, match="was answered on Friday 17 April 2026"):
        going_on.ask_for_stage_2(**of(case, asked_on=date(2026, 4, 10), words=UNHAPPY))


def test_a_late_request_for_stage_2_is_decided_and_counts_from_the_day_it_came():
    case = answered_1()
    late = date(2026, 9, 1)

    going_on.ask_for_stage_2_late(**of(case, asked_on=late, words="I was ill."))
    assert fresh(case).state == "stage_2_deciding"
    stage_2.accept_stage_2(**decided(case, on=date(2026, 9, 3), reason="She was in hospital."))

    assert stage_row(case, "stage_2").started_on == late
    assert Decision.objects.get(about="late_request_stage_2").answer == "accepted"


def refuse(case, **more):
    facts = {
        "seconded_by": "Dana Holt",
        "ground": "late_and_nothing_new",
        "reason": "Nothing new after five months.",
        "evidence": WHY_LATE,
        "letter": LETTER,
        "told_on": date(2026, 9, 4),
    }
    return stage_2.refuse_stage_2(**decided(case, on=date(2026, 9, 3), **{**facts, **more}))


def late_case():
    case = answered_1()
    going_on.ask_for_stage_2_late(**of(case, asked_on=date(2026, 9, 1), words="I was ill."))
    return fresh(case)


@pytest.mark.parametrize(
    "ground", ["no_reply", "outcome_not_achievable", "wrong_stage_named", "no_form", "late_by_rote"]
)
def test_stage_2_is_never_refused_for_a_reason_that_is_none(ground):
    case = late_case()

    with pytest.raises(UnlawfulRefusal):
        refuse(case, ground=ground)

    assert fresh(case).state == "stage_2_deciding"


@pytest.mark.parametrize("missing", ["why_late", "new_information", "discretion"])
def test_a_refusal_without_its_evidence_is_refused(missing):
    case = late_case()

    with pytest.raises(EvidenceMissing):
        refuse(case, evidence={key: words for key, words in WHY_LATE.items() if key != missing})

    assert not Decision.objects.exists() or fresh(case).state == "stage_2_deciding"


@pytest.mark.parametrize("second", ["", " ", "Amina Odell", "amina odell "])
def test_nobody_is_kept_from_stage_2_by_one_person_alone(second):
    case = late_case()

    with pytest.raises(DoesNotFit, match="by one person alone"):
        refuse(case, seconded_by=second)

    assert fresh(case).state == "stage_2_deciding"


def test_a_refusal_without_the_ombudsmans_address_or_the_day_of_telling_is_refused():
    case = late_case()

    with pytest.raises(EvidenceMissing, match="Ombudsman"):
        refuse(case, letter={**LETTER, "ombudsman": ""})
    with pytest.raises(DoesNotFit, match="told in a letter"):
        refuse(case, told_on=None)


def test_a_lawful_refusal_ends_the_request_keeps_its_reasons_and_may_be_asked_again():
    case = late_case()

    row = refuse(case)

    assert (row.ground, row.seconded_by, row.told_on) == (
        "late_and_nothing_new",
        "Dana Holt",
        date(2026, 9, 4),
    )
    assert "Her mother was in hospital." in row.evidence
    ended = stage_row(case, "stage_2")
    assert (ended.ended_because, ended.due_on_hint, fresh(case).state) == (
        "declined",
        None,
        "stage_1_answered",
    )
    going_on.ask_for_stage_2_late(**of(case, asked_on=date(2026, 10, 1), words="Here is the new letter."))
    again = stage_row(case, "stage_2")
    assert (again.started_on, again.ended_on) == (date(2026, 10, 1), None)


def test_a_panel_is_asked_for_within_twenty_working_days_of_receipt_not_of_sending():
    case = adjudicated()
    delivered(case, date(2026, 6, 12))

    assert stage_3_request.ask_by(stage_row(case, "stage_2")) == ASK_BY
    going_on.ask_for_stage_3(**of(case, asked_on=ASK_BY, words=UNHAPPY))

    assert fresh(case).state == "stage_3_arranging"


def test_a_receipt_that_is_assumed_is_shown_as_assumed():
    case = adjudicated()

    received = stage_3_request.answer_received(stage_row(case, "stage_2"))

    assert (received.on, received.is_assumed) == (date(2026, 6, 12), True)
    assert received.words == "Friday 12 June 2026 (assumed)"


def test_a_receipt_on_record_is_used_as_it_is():
    case = adjudicated()
    delivered(case, date(2026, 6, 15))

    received = stage_3_request.answer_received(stage_row(case, "stage_2"))

    assert (received.on, received.is_assumed) == (date(2026, 6, 15), False)


def test_a_late_request_for_a_panel_goes_to_a_decision_and_is_not_refused_on_the_spot():
    case = adjudicated()
    delivered(case, date(2026, 6, 12))

    with pytest.raises(NotNow, match="late and is not refused for that"):
        going_on.ask_for_stage_3(**of(case, asked_on=date(2026, 7, 13), words=UNHAPPY))
    going_on.ask_for_stage_3_late(**of(case, asked_on=date(2026, 7, 13), words=UNHAPPY))

    assert fresh(case).state == "stage_3_deciding"
    assert stage_row(case, "stage_3").started_on == date(2026, 7, 13)


def test_a_request_in_time_is_not_weighed_as_if_it_were_late():
    case = adjudicated()

    with pytest.raises(NotNow, match="in time: start Stage 3"):
        going_on.ask_for_stage_3_late(**of(case, asked_on=ASK_BY, words=UNHAPPY))
    unhappy(case, said_on=ASK_BY)
    with pytest.raises(NotNow, match="in time: start Stage 3"):
        going_on.treat_as_late_request(**decided(case, on=date(2026, 7, 13)))
    going_on.treat_as_request(**decided(case, on=date(2026, 7, 13)))

    assert stage_row(case, "stage_3").started_on == ASK_BY


def late_for_a_panel():
    case = adjudicated()
    going_on.ask_for_stage_3_late(**of(case, asked_on=date(2026, 7, 13), words="I was away."))
    return fresh(case)


def refuse_panel(case, **more):
    facts = {
        "seconded_by": "Dana Holt",
        "reason": "No circumstance was put forward in spite of two calls.",
        "evidence": {
            "why_late": "He was away for a day.",
            "discretion": "Weighed with his job and his health.",
        },
        "letter": LETTER,
        "told_on": date(2026, 7, 16),
    }
    return stage_3_request.refuse_stage_3(**decided(case, on=date(2026, 7, 15), **{**facts, **more}))


def test_a_blanket_refusal_of_a_late_request_for_a_panel_is_impossible():
    case = late_for_a_panel()

    with pytest.raises(UnlawfulRefusal, match="Surrey 20 003 273"):
        refuse_panel(case, ground="late_by_rote")
    with pytest.raises(EvidenceMissing, match="how discretion was used"):
        refuse_panel(case, evidence={"why_late": "He was away."})
    with pytest.raises(EvidenceMissing, match="the reasons, in words"):
        refuse_panel(case, reason="")
    assert fresh(case).state == "stage_3_deciding"


def test_a_considered_refusal_of_a_late_request_for_a_panel_stands():
    case = late_for_a_panel()

    refuse_panel(case)

    assert fresh(case).state == "stage_2_answered"
    assert stage_row(case, "stage_3").ended_because == "declined"


def test_a_late_request_for_a_panel_is_accepted_with_reasons_and_its_days_have_counted():
    case = late_for_a_panel()

    stage_3_request.accept_stage_3(**decided(case, on=date(2026, 7, 15), reason="He was bereaved."))

    assert fresh(case).state == "stage_3_arranging"
    assert stage_row(case, "stage_3").started_on == date(2026, 7, 13)
    assert stage_row(case, "stage_3").due_on_hint == date(2026, 8, 24)


def test_stage_2_cannot_be_begun_twice():
    case = at_stage_2()
    before = acts_of(case)

    with pytest.raises(NotInTheChart, match="Cannot go to Stage 2"):
        going_on.ask_for_stage_2(**of(case, asked_on=ASKED_2, words=UNHAPPY))

    assert acts_of(case) == before


def test_a_request_in_time_sets_the_panels_thirty_working_days():
    case = adjudicated()

    going_on.ask_for_stage_3(**of(case, asked_on=ASKED_3, words=UNHAPPY))

    assert stage_row(case, "stage_3").due_on_hint == PANEL_BY


def test_until_when_to_ask_for_stage_2_is_a_suggestion_and_no_limit():
    case = answered_1()

    assert stage_3_request.suggested_by(stage_row(case, "stage_1")) == date(2026, 5, 20)
    going_on.ask_for_stage_2(**of(case, asked_on=date(2026, 8, 3), words=UNHAPPY))

    assert fresh(case).state == "stage_2_statement"


def test_what_is_begun_again_keeps_the_days_of_the_first_time_beside_it():
    case = late_case()
    refuse(case)

    going_on.ask_for_stage_2_late(**of(case, asked_on=date(2026, 10, 1), words="Here is the new letter."))

    kept_beside = {row.what: row.was for row in Correction.objects.filter(reference=case.reference)}
    assert kept_beside == {"stage_2/started_on": "2026-09-01", "stage_2/ended_on": "2026-09-03"}


@pytest.mark.parametrize("told_on", [date(2026, 9, 2), date(2027, 1, 4)])
def test_nobody_is_told_before_it_is_decided_or_on_a_day_to_come(told_on):
    case = late_case()

    with pytest.raises(DoesNotFit, match="Check the days"):
        refuse(case, told_on=told_on)

    assert fresh(case).state == "stage_2_deciding"


def test_an_answer_that_came_back_was_not_received_and_no_request_is_late_for_it():
    case = adjudicated()
    delivered(case, date(2026, 6, 12))
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(Posting.objects.get(), received_on=None, failed_because="Returned: gone away.")
    row = stage_row(case, "stage_2")

    assert (stage_3_request.answer_received(row).on, stage_3_request.ask_by(row)) == (None, None)
    with pytest.raises(
        NotNow, match="It did not arrive: Returned: gone away. The time to ask for a panel has not"
    ):
        going_on.ask_for_stage_3_late(**of(case, asked_on=date(2026, 9, 1), words=UNHAPPY))
    going_on.ask_for_stage_3(**of(case, asked_on=date(2026, 9, 1), words=UNHAPPY))

    assert fresh(case).state == "stage_3_arranging"


def test_the_day_a_panel_may_be_asked_until_is_that_of_the_post():
    case = adjudicated()
    delivered(case, date(2026, 6, 15))
    row = stage_row(case, "stage_2")

    assert stage_3_request.answer_received(row).on == received_for(row).day == date(2026, 6, 15)
