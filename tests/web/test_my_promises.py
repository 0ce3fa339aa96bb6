"""The family's word on a promise: seen in words for them, done or not done, opened again, and asked about later."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.casework.living import person
from tests.casework.stages import of, somebody
from tests.web.act_pages import office, signed_in
from tests.web.test_my_page import words_on

from heard.casework import codes, if_changed, intake, promises, promises_told
from heard.casework.audit import verify
from heard.casework.door import Told, take_in
from heard.casework.my_promises import say_of_mine
from heard.casework.parties import Somebody
from heard.casework.performing import NotNow
from heard.casework.promises import Agreed
from heard.outcomes.models import Action, FollowUp, PromiseReopened, PromiseTold, PromiseWord
from heard.people.models import Member
from heard.representations.models import Decision, Representation

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AGREED, DUE, DONE = date(2026, 5, 4), date(2026, 6, 1), date(2026, 5, 20)
INSIDE, TOLD = "Review supervision of T. Ashby re missed visits.", "A worker comes to see you each week."


@pytest.fixture
def kayla():
    """A child with a code, a father with another, and the case with two promises: one told to her, one to nobody."""
    office()
    told = Told(
        door="child", kind="statutory_complaint", once="one", words="Nobody came.",
        people=(Somebody("complainant", "Kayla Thornbeck", "child", born_on=date(2012, 2, 3)),), wants_code=True,
    )  # fmt: skip
    taken = take_in(told, at=AT)
    case = Representation.objects.get(reference=taken.reference)
    named = {"reference": case.reference, "by": "amina", "at": NOW}
    intake.accept(decided_on=AGREED, reason="It fits.", decided_by="Amina", **named)
    rows = [
        promises.agree_action(**of(case, agreed_on=AGREED, action=Agreed(words, somebody("Gwen Ash"), DUE)))
        for words in (INSIDE, "Pay the taxi firm of the other family.")
    ]
    child = person(case)
    promises_told.tell_promise(
        **of(case, told_on=AGREED, action=rows[0].pk, person=child, words=TOLD, although="A short week.")
    )
    browser = Client()
    assert browser.post("/code/", {"code": codes.in_groups(taken.code)}).status_code == 302
    return case, child, rows, browser


def kept(case, row, done_on=DONE):
    promises.complete_action(
        **of(
            case, done_on=done_on, action=row.pk, proof="The diary.", accepted_by="Dana Holt", told_on=done_on
        )
    )


def test_the_page_shows_only_what_was_put_in_words_for_them_and_no_word_of_the_office(kayla):
    case, _, rows, browser = kayla
    page = words_on(browser.get("/my/"))

    assert TOLD in page
    assert "We said we would do this by Monday 1 June 2026. We are late. We are sorry." in page
    for words in (INSIDE, "Ashby", "Gwen", "taxi"):
        assert words not in page
    assert browser.get(f"/my/promises/{rows[1].pk}/").headers["Location"] == "/my/"
    with pytest.raises(NotNow, match="not open any more"):
        say_of_mine(
            reader=codes.Reader(case.pk, person(case)), promise=rows[1].pk, said="done", words="", at=NOW
        )


def test_not_done_opens_it_again_what_was_on_record_stays_and_owner_and_officer_are_told(kayla):
    case, child, (row, _), browser = kayla
    kept(case, row)
    assert "We did this on Wednesday 20 May 2026." in words_on(browser.get("/my/"))
    answer = browser.post(f"/my/promises/{row.pk}/", {"said": "not_done", "words": "She came once."})

    assert answer.headers["Location"] == "/my/"
    row.refresh_from_db()
    was = PromiseReopened.objects.get(action=row)
    assert (row.done_on, row.proof, row.proof_accepted_by) == (None, "", "")
    assert (was.was_done_on, was.was_proof, was.was_accepted_by) == (DONE, "The diary.", "Dana Holt")
    assert (was.reason, was.word.person_id, was.word.way) == ("She came once.", child, "page")
    assert set(case.notices.values_list("what", "for_role")) >= {
        ("promise_not_kept", "handler"), ("owner_promise_not_kept", "owner"),
    }  # fmt: skip
    assert not Decision.objects.filter(about="action", answer="told", ended_on=None).exists()
    assert "You told us that this is not done. We are looking at it again." in words_on(browser.get("/my/"))
    kept(case, row, date(2026, 11, 22))
    assert not PromiseWord.objects.filter(seen_on=None).exists()
    assert "We did this on Sunday 22 November 2026." in words_on(browser.get("/my/"))
    assert verify().whole


def test_done_is_kept_and_closes_nothing_by_itself(kayla):
    case, _, (row, _), browser = kayla
    for _ in range(2):
        browser.post(f"/my/promises/{row.pk}/", {"said": "done", "words": ""})

    row.refresh_from_db()
    assert row.done_on is None
    assert PromiseWord.objects.get().said == "done"
    assert "You told us that it is done." in words_on(browser.get("/my/"))
    assert browser.post(f"/my/promises/{row.pk}/", {"said": "", "words": ""}).status_code == 422


def test_somebody_who_rings_in_is_heard_at_the_desk_and_the_words_for_them_are_held_to_be_plain(kayla):
    case, child, (row, other), browser = kayla
    kept(case, row)
    said = of(case, said_on=date(2026, 6, 2), action=row.pk, person=child, word="not_done", words="")
    promises_told.say_of_promise(**said)
    assert PromiseReopened.objects.get().reason == promises_told.NO_WORDS

    hard = "Notwithstanding the aforementioned placement considerations, supervision arrangements shall be revisited."
    for words, wrong in ((hard, "reads at grade"), (" ", "in words for them")):
        with pytest.raises(NotNow, match=wrong):
            promises_told.tell_promise(**of(case, told_on=AGREED, action=other.pk, person=child, words=words))
    with pytest.raises(NotNow, match="to whoever complains or to the child"):
        promises_told.tell_promise(
            **of(case, told_on=AGREED, action=other.pk, person=somebody("Gwen Ash"), words="We ring you.")
        )
    assert PromiseTold.objects.count() == 1


def test_after_three_months_each_side_is_asked_once_and_a_no_waits_until_somebody_decides(kayla):
    case, child, (row, _), browser = kayla
    kept(case, row)
    put = {"by": "night", "at": NOW}
    assert if_changed.put_questions(on=date(2026, 8, 19), **put) == 0
    assert [if_changed.put_questions(on=date(2026, 8, 20), **put) for _ in range(2)] == [2, 0]
    assert if_changed.put_questions(on=date(2026, 11, 20), **put) == 2
    asked = FollowUp.objects.get(person=child, months=3)
    assert f"We said: {TOLD}" in words_on(browser.get("/my/"))

    browser.post(f"/my/changed/{asked.pk}/", {"answer": "no", "words": "Nobody comes."})
    asked.refresh_from_db()
    assert (asked.answer, asked.words, asked.answered_on) == ("no", "Nobody comes.", date(2026, 11, 22))
    assert browser.get(f"/my/changed/{asked.pk}/").headers["Location"] == "/my/"
    decide = of(
        case, decided_on=date(2026, 11, 22), question=asked.pk, reason="She is right.", decided_by="Dana"
    )
    if_changed.decide_if_changed(decided="reopened", **decide)
    row.refresh_from_db()
    assert row.done_on is None
    # The other questions were about what is open again: nobody is asked them now.
    assert "Tell us if it changed" not in words_on(browser.get("/my/"))
    with pytest.raises(NotNow, match="nothing to decide"):
        if_changed.decide_if_changed(decided="nothing", **decide)


def test_a_question_goes_by_a_safe_way_in_the_words_for_them_and_a_new_promise_may_follow(kayla):
    case, child, (row, _), _ = kayla
    kept(case, row)
    if_changed.put_questions(on=date(2026, 8, 20), by="night", at=NOW)
    asked = FollowUp.objects.get(person=child)
    case.parties.get(person=child).person.contacts.create(way="text message", value="07", is_safe=False)
    ask = of(case, asked_on=date(2026, 11, 20), question=asked.pk)

    with pytest.raises(NotNow, match="not safe"):
        if_changed.ask_if_changed(way="text", **ask)
    if_changed.ask_if_changed(way="page", although="Their own promise.", **ask)
    assert case.messages.get().words == f"We said we would do this: “{TOLD}” Did it change?"
    service = FollowUp.objects.get(person=None)
    answer = of(
        case, answered_on=date(2026, 11, 20), question=service.pk, answer="partly", answered_by="Gwen Ash"
    )
    if_changed.answer_if_changed(**answer)
    new = Agreed("Two workers share the visits.", somebody("Gwen Ash"), date(2026, 12, 20))
    if_changed.decide_if_changed(
        **of(case, decided_on=date(2026, 11, 22), question=service.pk, decided="new_promise", reason="Half of it.",
             decided_by="Dana", promise=new)
    )  # fmt: skip
    assert Action.objects.filter(words="Two workers share the visits.").exists()


def test_the_pages_of_the_desk_reach_the_record(kayla):
    case, child, (row, _), _ = kayla
    from tests.web.acts_done import done, on

    members = {one.role: one for one in Member.objects.all()}
    kept(case, row)
    done(
        members,
        case,
        "reopen-action",
        **on("reopened_on", date(2026, 6, 2)),
        action=str(row.pk),
        reason="Not so.",
    )
    row.refresh_from_db()
    assert row.done_on is None
    words = {"words": "We ring you each day.", "action": str(row.pk), "person": str(child), "although": ""}
    done(members, case, "tell-promise", **on("told_on", date(2026, 6, 2)), **words)
    assert PromiseTold.objects.get().words == "We ring you each day."
    said = {"action": str(row.pk), "person": str(child), "word": "done", "words": "Yes.", "way": "telephone"}
    done(members, case, "say-of-action", **on("said_on", date(2026, 6, 3)), **said)
    assert PromiseWord.objects.get().way == "telephone"
    assert (
        signed_in(members["team_manager"]).get(f"/cases/{case.reference}/do/reopen-action/").status_code
        != 200
    )
