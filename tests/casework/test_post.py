"""The post going out: nothing counts as sent before it is, and an arrival nobody saw is said to be assumed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from tests.casework.letter_cases import AT, REFERENCE, add, at, day, doing, living_case, reach, somebody

from heard.casework.audit import verify
from heard.casework.council import change_setting
from heard.casework.letters import SentElsewhere
from heard.casework.letters.arriving import check_assumed_days
from heard.casework.letters.unchecked import tell, write_letter
from heard.casework.performing import NotNow
from heard.casework.post import (
    NoSuchLetter,
    mark_sent,
    queue,
    received_for,
    record_failed,
    record_received,
    unsent_answers,
)
from heard.law.procedure import Act, State
from heard.ledger.models import Correction, Entry
from heard.people.models import Member, Team
from heard.representations.models import ContactAttempt, Posting, Stage

pytestmark = pytest.mark.django_db


def amina() -> Member:
    account = User(username="amina2")
    member = Member(account=account, role=Member.Role.COMPLAINTS_MANAGER)
    add(account)
    member.account_id = account.pk
    add(member)
    return member


def answered(way: str = "post") -> Posting:
    """Stage 2 answered on Tuesday 24 November 2026, with its letter waiting to be posted."""
    case = living_case(State.STAGE_2_ANSWERED)
    add(
        Stage(
            representation=case, stage="stage_2", started_on=day("2026-11-23"), answered_on=day("2026-11-24")
        )
    )
    reach(somebody("Malik"), way, safe=True)
    with doing() as act:
        letter = tell(act, "corporate_stage_2_answer", answer="We agree.")
    return letter.posting


def stage_2() -> Stage:
    return Stage.objects.get(stage="stage_2")


def sent(posting: Posting, on: str = "2026-11-25", **more: object) -> None:
    facts = {"letter": posting.pk, "sent_on": day(on), "by": "amina", "at": at("2026-12-10")}
    mark_sent(**{**facts, **more})


def received(posting: Posting, on: str, **more: object) -> None:
    facts = {"letter": posting.pk, "received_on": day(on), "by": "amina", "at": at("2026-12-10")}
    record_received(**{**facts, **more})


def test_a_letter_waits_in_the_queue_until_it_goes_out():
    member, posting = None, answered()
    member = amina()
    assert [(one.reference, one.to, one.way, one.stuck) for one in queue(member)] == [
        (REFERENCE, "Malik Thornbeck", "post", "")
    ]

    sent(posting)

    assert queue(member) == []
    assert Posting.objects.get().sent_on == day("2026-11-25")
    assert Entry.objects.order_by("-sequence")[0].act == Act.SEND_LETTER.value


def test_nobody_sees_the_post_of_cases_that_are_not_theirs():
    answered()
    team = Team(label="South team")
    account = User(username="tom")
    add(team, account)
    tom = Member(account=account, role=Member.Role.TEAM_MANAGER, team=team)

    assert queue(None) == []
    assert queue(tom) == []
    assert unsent_answers(None) == []


def test_post_is_assumed_to_arrive_two_working_days_after_it_was_sent():
    posting = answered()
    sent(posting, "2026-11-27")

    receipt = received_for(stage_2())

    assert (receipt.day, receipt.is_assumed) == (day("2026-12-01"), True)
    assert receipt.why == "Assumed: 2 working days after it was sent by post on Friday 27 November 2026."


def test_an_email_is_assumed_to_arrive_the_same_day_and_a_council_may_say_otherwise():
    posting = answered("email")
    sent(posting, "2026-11-27")
    assert received_for(stage_2()).day == day("2026-11-27")

    change_setting(
        name="post/assumed_days/email", value="1", begins_on=day("2026-11-01"), by="amina", at=AT, reason="x"
    )

    assert received_for(stage_2()).day == day("2026-11-30")
    assert "1 working day after" in received_for(stage_2()).why


def test_a_setting_from_a_later_day_leaves_earlier_letters_as_they_were():
    posting = answered()
    sent(posting, "2026-11-27")
    change_setting(name="post/assumed_days/post", value="5", begins_on=day("2026-12-01"), by="amina", at=AT)

    assert received_for(stage_2()).day == day("2026-12-01")


def test_a_recorded_arrival_takes_the_place_of_the_assumed_one():
    posting = answered()
    sent(posting)
    received(posting, "2026-12-04")

    assert received_for(stage_2()) == (day("2026-12-04"), False, "As recorded.")
    assert verify().whole


def test_nothing_is_received_while_it_is_unsent():
    posting = answered()
    assert received_for(stage_2()) == (None, False, "It has not been sent.")

    with pytest.raises(NotNow, match="not on record as sent"):
        received(posting, "2026-12-04")

    assert Posting.objects.get().received_on is None


def test_a_stage_answered_before_heard_is_assumed_to_have_been_posted_that_day():
    case = living_case(State.STAGE_2_ANSWERED)
    add(
        Stage(
            representation=case, stage="stage_2", started_on=day("2026-11-23"), answered_on=day("2026-11-24")
        )
    )

    receipt = received_for(stage_2())

    assert (receipt.day, receipt.is_assumed) == (day("2026-11-26"), True)
    assert receipt.why.startswith("No letter is on record. Assumed: 2 working days")
    assert received_for(Stage.objects.get(stage="stage_1")) == (
        None,
        False,
        "The stage has not been answered.",
    )


def test_an_answer_sent_elsewhere_counts_from_the_day_its_evidence_shows():
    answered()
    Posting.objects.all().delete()
    stage_2().letters.all().delete()
    elsewhere = SentElsewhere(day("2026-11-23"), "Signed for: scan 9", received_on=day("2026-11-24"))
    write_letter(reference=REFERENCE, kind="adjudication", by="amina", at=AT, elsewhere=elsewhere)

    assert received_for(stage_2()) == (day("2026-11-24"), False, "As recorded.")


def test_with_two_complainants_the_last_to_receive_the_answer_is_the_one_that_counts():
    first = answered()
    with doing() as act:
        second = tell(act, "corporate_stage_2_answer", answer="We agree.", to=somebody("Kayla")).posting
    sent(first)
    assert received_for(stage_2()).day is None

    sent(second, "2026-12-02", way="by hand")

    assert received_for(stage_2()).day == day("2026-12-02")


def test_a_letter_without_a_safe_way_is_stuck_until_one_is_chosen():
    living_case()
    member = amina()
    with doing() as act:
        posting = tell(act, "acknowledgement").posting
    assert queue(member)[0].stuck == "No safe way to reach them is on record. Choose one."
    with pytest.raises(NotNow, match="post, email, by hand"):
        sent(posting)

    sent(posting, way="by hand")

    assert Posting.objects.get().way == "by_hand"


def test_a_way_that_became_unsafe_after_the_letter_was_written_stops_it():
    posting = answered()
    contact = somebody("Malik").contacts.get()
    contact.is_safe = False
    contact.save()
    with pytest.raises(NotNow, match="Writing to Malik Thornbeck by post is not safe"):
        sent(posting)
    assert Posting.objects.get().sent_on is None

    sent(posting, way="email")

    assert Posting.objects.get().way == "email"


def test_a_letter_does_not_go_out_before_it_was_written_nor_arrive_before_it_went_out():
    posting = answered()
    with pytest.raises(NotNow, match="was written on Tuesday 24 November 2026"):
        sent(posting, "2026-11-23")
    sent(posting)
    with pytest.raises(NotNow, match="went out on Wednesday 25 November 2026"):
        received(posting, "2026-11-24")
    with pytest.raises(NotNow, match="has not come yet"):
        received(posting, "2026-12-20")


def test_a_day_on_record_changes_only_with_a_reason_and_both_days_stay():
    posting = answered()
    sent(posting)
    received(posting, "2026-11-27")
    with pytest.raises(NotNow, match="letter received on is on record as Friday 27 November 2026"):
        received(posting, "2026-12-08")
    with pytest.raises(NotNow, match="letter sent on is on record as Wednesday 25 November 2026"):
        sent(posting, "2026-11-26")
    assert not Correction.objects.exists()

    received(posting, "2026-12-08", why="The signature is of that day")
    sent(posting, "2026-11-26", why="The post book says so")

    assert [(one.what, one.was, one.became) for one in Correction.objects.order_by("pk")] == [
        ("letter received on", "2026-11-27", "2026-12-08"),
        ("letter sent on", "2026-11-25", "2026-11-26"),
    ]
    assert Posting.objects.get().received_on == day("2026-12-08")


def test_a_letter_that_came_back_stands_in_the_queue_again_and_the_attempt_stays_on_record():
    posting, member = answered(), amina()
    sent(posting)
    record_failed(
        letter=posting.pk, because="returned", failed_on=day("2026-12-01"), by="amina", at=at("2026-12-10")
    )

    assert queue(member)[0].stuck == "returned"
    assert received_for(stage_2()) == (None, False, "It did not arrive: returned")
    assert ContactAttempt.objects.get().reached is False

    sent(posting, "2026-12-02", way="email")

    assert received_for(stage_2()).day == day("2026-12-02")
    assert ContactAttempt.objects.count() == 1
    assert Correction.objects.count() == 0


def test_a_failure_says_why_and_comes_after_the_sending():
    posting = answered()
    facts = {"letter": posting.pk, "failed_on": day("2026-12-01"), "by": "amina", "at": at("2026-12-10")}
    with pytest.raises(NotNow, match="after it went out"):
        record_failed(**facts, because="returned")
    sent(posting)
    with pytest.raises(NotNow, match="Say why"):
        record_failed(**facts, because=" ")

    assert Posting.objects.get().failed_because == ""


def test_an_answer_on_record_whose_letter_never_went_out_or_went_out_later_is_seen():
    posting, member = answered(), amina()
    found = unsent_answers(member)
    assert [(one.reference, one.stage, one.sent_on) for one in found] == [(REFERENCE, "Stage 2", None)]

    sent(posting)
    assert unsent_answers(member)[0].sent_on == day("2026-11-25")

    sent(posting, "2026-11-24", why="The post book says so")
    assert unsent_answers(member) == []


def test_a_letter_there_is_not_is_refused():
    living_case()
    with pytest.raises(NoSuchLetter, match="There is no letter 404"):
        mark_sent(letter=404, sent_on=day("2026-11-24"), by="amina", at=AT)


def test_how_long_post_is_assumed_to_take_is_a_whole_number_of_days_and_not_a_month():
    check_assumed_days("post", "3")
    with pytest.raises(ValueError, match="no way “pigeon”. There are: post, email, by_hand, page"):
        check_assumed_days("pigeon", "3")
    for said in ("soon", "11", "-1", "1.5", ""):
        with pytest.raises(ValueError, match="from 0 to 10"):
            check_assumed_days("post", said)
