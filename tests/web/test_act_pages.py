"""The frame of the pages of acts: what they say, that they act once and never blind, and that no words are lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.living import at_stage_1
from tests.web.act_pages import day, hidden, office, opened, sent, signed_in

from heard.ledger.models import Draft, Entry
from heard.representations.models import Extension, Hold, SecondPerson

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 15)
MORE = {
    **day("decided_on", 2026, 4, 15),
    **day("extended_to", 2026, 4, 29),
    **day("told_on", 2026, 4, 15),
    "reason": "Two workers are still to be asked.",
    "decided_by": "Amina Odell",
}


@pytest.fixture
def manager(clock):
    members = office()
    clock.set(TODAY)
    return signed_in(members["complaints_manager"])


@pytest.fixture
def address():
    return f"/cases/{at_stage_1().reference}/do/extend-stage-1/"


def test_the_page_says_what_it_does_on_what_basis_and_who_is_told(manager, address):
    page = manager.get(address).content.decode()

    assert "Extends Stage 1 to 20 working days in all" in page
    assert "SI 2006/1738, regulation 14" in page
    assert "More time at Stage 1" in page


def test_the_answers_are_checked_with_the_dates_they_would_move(manager, address):
    answer = manager.post(address, {**opened(manager, address), **MORE})

    page = answer.content.decode()
    assert "Nothing is done yet" in page
    assert "“Answer Stage 1” moves from Friday 17 April 2026 to Wednesday 29 April 2026." in page
    assert not Extension.objects.exists()


def test_what_is_confirmed_is_done_and_the_case_page_says_what_is_next(manager, address):
    answer = sent(manager, address, **MORE)

    assert answer.status_code == 302, answer.content.decode()
    assert Extension.objects.get().extended_to == date(2026, 4, 29)
    page = manager.get(answer.headers["Location"]).content.decode()
    assert "Stage 1 is extended. Next: answer at Stage 1, by Wednesday 29 April 2026." in page


def test_the_same_form_sent_again_acts_once_and_gives_the_same_answer(manager, address):
    form = {**opened(manager, address), **MORE, "confirmed": "yes"}

    first, second = manager.post(address, form), manager.post(address, form)

    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert Extension.objects.count() == 1
    assert Entry.objects.filter(act="extend_stage_1").count() == 1


def test_what_the_law_refuses_is_said_above_the_form_and_every_word_is_kept(manager, address):
    answer = sent(manager, address, **{**MORE, **day("extended_to", 2026, 6, 1)})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "can be extended to Friday 1 May 2026 at the latest" in page
    assert "Two workers are still to be asked." in page
    assert "<title>Error: " in page
    assert "Two workers are still to be asked." in Draft.objects.get().words


def test_what_was_typed_comes_back_to_the_person_who_typed_it(manager, address):
    sent(manager, address, **{**MORE, **day("extended_to", 2026, 6, 1)})

    page = manager.get(address).content.decode()

    assert "as you left them" in page
    assert "Two workers are still to be asked." in page
    sent(manager, address, **MORE)
    assert not Draft.objects.exists()


def test_the_page_of_an_act_asks_the_database_no_more_than_it_needs(manager, address):
    manager.get(address)
    with CaptureQueriesContext(connection) as asked:
        manager.get(address)

    assert len(asked) <= 22


def test_what_is_typed_is_kept_while_it_is_typed_and_only_for_pages_that_keep_drafts(manager, address):
    answer = manager.post(
        "/drafts/keep/", {"page": address, "reason": "Half a sen", "seen": "1", "once": "x"}
    )

    assert answer.json()["said"].startswith("Draft saved ")
    assert "Half a sen" in Draft.objects.get().words
    assert "once" not in Draft.objects.get().words
    assert manager.post("/drafts/keep/", {"page": "/work/", "reason": "x"}).status_code == 404
    assert "Half a sen" in manager.get(address).content.decode()
    manager.post(address, {"start-again": "yes"})
    assert not Draft.objects.exists()


def test_of_two_who_edit_the_same_the_second_sees_what_the_first_did_and_keeps_their_words(manager, address):
    mine = {**opened(manager, address), **MORE, "reason": "My own words.", "confirmed": "yes"}
    sent(manager, address, **MORE)

    answer = manager.post(address, mine)

    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "My own words." in page or "cannot be extended" in page or "has been extended once" in page


def test_another_persons_act_is_shown_with_its_words_before_ones_own(manager, address):
    other = address.replace("extend-stage-1", "add-point")
    mine = {**opened(manager, address), **MORE, "reason": "My own words.", "confirmed": "yes"}
    sent(manager, other, **day("day", 2026, 4, 14), words="And nobody came.")

    answer = manager.post(address, mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This case has changed" in page
    assert "Complaints Manager" in page
    assert "My own words." in page
    assert not Extension.objects.exists()
    again = {**mine, "seen": hidden(page, "seen"), "once": hidden(page, "once")}
    assert manager.post(address, again).status_code == 302
    assert Extension.objects.get().reason == "My own words."


def test_an_act_that_takes_two_waits_for_another_person_and_is_then_done_by_who_asked(clock):
    members = office()
    case = at_stage_1()
    clock.set(TODAY)
    asking, agreeing = signed_in(members["complaints_officer"]), signed_in(members["complaints_manager"])
    pause = f"/cases/{case.reference}/do/pause-for-advocate/"
    said = {**day("from_on", 2026, 4, 14), **day("told_on", 2026, 4, 15), "reason": "Nobody is free."}

    answer = sent(asking, pause, **said)
    assert answer.status_code == 302, answer.content.decode()
    assert not Hold.objects.exists()
    row = SecondPerson.objects.get()
    page = agreeing.get(f"/cases/{case.reference}/asked/{row.pk}/").content.decode()
    assert "Nobody is free." in page
    assert agreeing.post(f"/cases/{case.reference}/asked/{row.pk}/", {"agree": "yes"}).status_code == 302

    sent(asking, pause, **{**said, "reason": "Something else."})
    assert not Hold.objects.exists()
    answer = sent(asking, pause, **said)
    assert answer.status_code == 302, answer.content.decode()
    assert Hold.objects.get().evidence == "Nobody is free."
