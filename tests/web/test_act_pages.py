"""The frame of the pages of acts: what they say, that they act once and never blind, and that no words are lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.casework.living import at_stage_1
from tests.web.act_pages import day, office, opened, sent, signed_in

from heard.ledger.models import Draft, Entry
from heard.representations.models import Extension
from heard.web import seeing
from heard.web.desk.acts import view

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
def manager(monkeypatch):
    members = office()
    for module in (seeing, view):
        monkeypatch.setattr(module, "today", lambda: TODAY)
        monkeypatch.setattr(module, "now", lambda: datetime(2026, 4, 15, 10, 0, tzinfo=UTC))
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
