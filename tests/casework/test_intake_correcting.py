"""A correction keeps what was, what it became and why; a clock is judged again, and nothing moves silently."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import DUE, RECEIVED, WHO, at_stage_1, council, fresh, received

from heard.casework import audit
from heard.casework.intake_correcting import correct
from heard.casework.on_record import NotInTheList
from heard.casework.performing import NotNow
from heard.casework.writing import writing
from heard.ledger.models import Correction, Entry
from heard.representations.models import Element, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _council():
    council()


def mend(case, what, became, **more):
    facts = {"corrected_on": date(2026, 5, 4), "why": "Misrouted.", "evidence": "Post-room stamp.", **more}
    return correct(reference=case.reference, what=what, became=became, **facts, **WHO)


def answered(case, day):
    with writing("test_answer", by="amina", at=WHO["at"]) as line:
        line.change(Stage.objects.get(representation=case), answered_on=day)


def test_an_earlier_true_receipt_moves_the_clock_back_and_both_days_stay():
    case = at_stage_1()

    done = mend(case, "received_on", "2026-03-27")

    stage = Stage.objects.get()
    assert (fresh(case).received_on, stage.started_on) == (date(2026, 3, 27), date(2026, 3, 27))
    assert stage.due_on_hint == date(2026, 4, 14)
    assert (done.was, done.became) == ("2026-04-01", "2026-03-27")
    assert list(Correction.objects.order_by("pk").values_list("what", "was", "became")) == [
        ("received_on", "2026-04-01", "2026-03-27"),
        ("stage_1/started_on", "2026-04-01", "2026-03-27"),
    ]
    assert audit.verify().whole


def test_a_corrected_day_is_judged_again_and_says_what_it_was_and_is():
    case = at_stage_1()
    answered(case, DUE)

    done = mend(case, "stage_1/answered_on", "2026-04-20")

    assert done.judged == (("stage_1", "in_time", "late"),)


def test_a_stage_that_counts_from_the_decision_on_interest_stays_where_it_was():
    case = at_stage_1()
    with writing("test_interest", by="amina", at=WHO["at"]) as line:
        line.change(Stage.objects.get(), started_on=date(2026, 4, 9))

    mend(case, "received_on", "2026-03-31")

    assert Stage.objects.get().started_on == date(2026, 4, 9)


def test_words_points_and_lists_are_corrected_and_the_old_value_stays():
    case = at_stage_1()

    mend(case, "point/1/arose_on", "2026-02-09")
    mend(case, "point/2/words", "He shouted at my daughter twice.")
    mend(case, "channel", "Telephone")
    mend(case, "stage_1/acknowledged_on", "2026-04-02")
    mend(case, "stage_1/acknowledged_on", "")

    assert Element.objects.get(number=1).arose_on == date(2026, 2, 9)
    assert fresh(case).channel.label == "Telephone"
    kept = Correction.objects.get(what="point/2/words")
    assert kept.was == "The worker shouted at my daughter."
    assert "Evidence: Post-room stamp." in kept.why


@pytest.mark.parametrize(
    ("what", "became", "words"),
    [
        ("received_on", "2026-12-01", "has not come yet"),
        ("received_on", "2026-04-16", "cannot have been received on"),
        ("received_on", "1 April", "Write it like this: 2026-04-01"),
        ("received_on", " ", "cannot be left empty"),
        ("state", "closed", "“state” cannot be corrected. Of the case: received_on"),
        ("stage_2/answered_on", "2026-04-16", "cannot be corrected"),
        ("stage_1/answered_on", "2026-03-31", "It was received on Wednesday 1 April 2026"),
        ("stage_1/started_on", "2026-04-16", "cannot begin after that"),
        ("stage_1/withdrawn_on", "2026-04-16", "was answered, and so was not withdrawn"),
        ("point/3/words", "x", "has no point 3"),
        ("team", "Nowhere", "is no team of the council"),
    ],
)
def test_what_cannot_be_so_is_refused_in_words_and_nothing_is_written(what, became, words):
    case = at_stage_1()
    answered(case, date(2026, 4, 15))
    before = Entry.objects.count()

    with pytest.raises(NotNow, match=words):
        mend(case, what, became)

    assert Entry.objects.count() == before
    assert not Correction.objects.exists()


@pytest.mark.parametrize("left_out", ["why", "evidence"])
def test_a_correction_says_why_and_on_what_evidence(left_out):
    case = at_stage_1()

    with pytest.raises(NotNow, match="This needs"):
        mend(case, "received_on", "2026-03-31", **{left_out: " "})


def test_a_receipt_is_not_corrected_past_what_a_machine_shows():
    case = received(machine_on=RECEIVED, machine="mail server")

    with pytest.raises(NotNow, match="by machine evidence it had reached the council"):
        mend(case, "received_on", "2026-04-02")
    assert mend(case, "received_on", "2026-03-31").became == "2026-03-31"


@pytest.mark.parametrize("name", ["answered_on", "withdrawn_on", "statement_agreed_on"])
def test_a_correction_does_not_do_what_is_an_act_of_its_own(name):
    case = at_stage_1()
    entries = Entry.objects.count()

    with pytest.raises(NotNow, match="has no day on record to correct here"):
        mend(case, f"stage_1/{name}", "2026-04-09")

    assert Entry.objects.count() == entries


def test_a_correction_does_not_take_an_answer_back():
    case = at_stage_1()
    answered(case, date(2026, 4, 17))

    with pytest.raises(NotNow, match="reopen or reinstate the case"):
        mend(case, "stage_1/answered_on", "")

    assert Stage.objects.get().answered_on == date(2026, 4, 17)


def test_what_it_is_about_is_set_and_set_right_and_what_stood_there_stays():
    case = at_stage_1()
    first = mend(case, "natures", "Delay")
    with pytest.raises(NotInTheList, match="Delay"):
        mend(case, "natures", "Delay; Weather")
    last = mend(case, "natures", "")

    assert (first.was, first.became) == ("", "Delay")
    assert (last.was, last.became) == ("Delay", "")
    assert not case.natures.exists()
    assert Correction.objects.count() == 2
    assert audit.verify().faults == ()
