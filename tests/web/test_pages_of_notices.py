"""What the night saw is on a page; dates that a change moves are looked at and approved by a second person."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.casework.living import Said
from tests.web import small_council
from tests.web.small_council import AT, bring_in, case, found, signed_in

from heard.casework import accounts, audit
from heard.casework.intake_receiving import receive
from heard.casework.nightly import night
from heard.casework.nightly_looking import words_of
from heard.people.models import Member
from heard.representations.models import MovedDate, Notice, Redating, Stage

pytestmark = pytest.mark.django_db
# A concern of Monday 2 November 2026 is due on Monday the 9th, and a day later if Friday the 6th is closed.
CLOSED = {
    "day-day": "6",
    "day-month": "11",
    "day-year": "2026",
    "title": "Closed for a move",
    "source": "Cabinet, 1 October 2026",
}
BEGINS = {"begins_on-day": "1", "begins_on-month": "11", "begins_on-year": "2026", "reason": "Sooner."}
WAS, BECOMES = date(2026, 11, 9), date(2026, 11, 10)


@pytest.fixture
def members(db: None) -> dict[str, Member]:
    """A small council with one open concern, and one member in each role."""
    found()
    bring_in([case(number) for number in range(4)])
    receive(said=Said("concern", date(2026, 11, 2), "Nobody came."), by="test", at=AT)
    return small_council.members()


@pytest.fixture
def manager(members: dict[str, Member]) -> Client:
    """The complaints manager, who changes settings."""
    return signed_in(members["complaints_manager"])


@pytest.fixture
def officer(members: dict[str, Member]) -> Client:
    """A complaints officer, who is the second person."""
    return signed_in(members["complaints_officer"])


def add_the_day(manager: Client) -> Redating:
    answer = manager.post("/settings/days/", {**CLOSED, "sure": "yes"}, follow=True)
    assert "1 date is listed as re-dating" in answer.content.decode()
    return Redating.objects.get()


def concern() -> Stage:
    return Stage.objects.get(stage="concern")


def test_a_day_closed_lists_the_dates_it_moves_and_moves_none(manager):
    redating = add_the_day(manager)

    assert concern().due_on_hint == WAS
    page = manager.get(f"/redatings/{redating.pk}/").content.decode()
    assert "Monday 9 November 2026" in page
    assert "Tuesday 10 November 2026" in page
    assert "Closed for a move" in page


def test_a_number_set_on_its_page_lists_the_dates_it_moves(manager):
    manager.post("/settings/clocks/concern/answer/", {"days": "3", **BEGINS})

    move = MovedDate.objects.get()
    assert (move.was_on, move.becomes_on) == (WAS, date(2026, 11, 5))
    assert concern().due_on_hint == WAS


def test_two_numbers_of_one_clock_are_one_list(manager):
    manager.post("/settings/clocks/corporate/stage_1/answer/", {"days": "8", "extension_days": "2", **BEGINS})
    manager.post("/settings/clocks/concern/answer/", {"days": "3", "extension_days": "0", **BEGINS})

    assert Redating.objects.count() == 1


def test_whoever_changed_the_day_cannot_approve_its_dates(manager):
    redating = add_the_day(manager)

    page = manager.get(f"/redatings/{redating.pk}/").content.decode()
    answer = manager.post(f"/redatings/{redating.pk}/")

    assert "You proposed this list" in page
    assert "Approve these dates" not in page
    assert answer.status_code == 422
    assert "Somebody else looks at the list" in answer.content.decode()
    assert concern().due_on_hint == WAS


def test_a_second_person_approves_them_and_then_they_move(manager, officer):
    redating = add_the_day(manager)
    assert "Approve these dates" in officer.get(f"/redatings/{redating.pk}/").content.decode()

    answer = officer.post(f"/redatings/{redating.pk}/", follow=True)

    assert "1 date moved" in answer.content.decode()
    assert concern().due_on_hint == BECOMES
    redating.refresh_from_db()
    assert redating.approved_by == "complaints-officer"
    again = officer.post(f"/redatings/{redating.pk}/")
    assert (again.status_code, "was approved by" in again.content.decode()) == (422, True)
    assert audit.verify().whole


def test_the_same_role_may_approve_if_it_is_another_person(manager):
    redating = add_the_day(manager)
    second = accounts.add_member(
        sign_in_name="dana", full_name="Dana Holt", role="complaints_manager", by="test", at=AT
    )

    signed_in(second).post(f"/redatings/{redating.pk}/")

    assert concern().due_on_hint == BECOMES


def test_the_lists_say_which_wait_and_a_number_never_given_is_not_found(manager, officer):
    assert "No date has been moved yet" in officer.get("/redatings/").content.decode()
    add_the_day(manager)

    page = officer.get("/redatings/").content.decode()

    assert "1 list waits for that" in page
    assert "Waits" in page
    assert officer.get("/redatings/999/").status_code == 404
    assert officer.post("/redatings/999/").status_code == 404


def test_a_list_that_is_not_what_the_law_gives_any_more_moves_nothing_and_says_so(manager, officer):
    redating = add_the_day(manager)
    manager.post("/settings/clocks/concern/answer/", {"days": "3", **BEGINS})

    answer = officer.post(f"/redatings/{redating.pk}/")

    assert answer.status_code == 422
    assert "is not what the law gives any more" in answer.content.decode()
    assert concern().due_on_hint == WAS


def test_what_the_night_saw_is_read_by_whoever_sees_the_case(members, manager):
    assert "Nothing has been noticed" in manager.get("/notices/").content.decode()
    night(on=WAS, by="night", at=datetime(2026, 11, 9, 1, 0, tzinfo=UTC))

    page = manager.get("/notices/").content.decode()

    assert "Due on this day" in page
    assert Stage.objects.get(stage="concern").representation.reference in page
    assert "Monday 9 November 2026" in page
    # Neither is anything of a case of another team, nor of one that somebody has no part in.
    theirs = signed_in(members["team_manager"]).get("/notices/").content.decode()
    assert Stage.objects.get(stage="concern").representation.reference not in theirs


def test_notices_are_told_apart_by_who_is_to_act(manager):
    night(on=date(2026, 11, 20), by="night", at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC))
    assert set(Notice.objects.values_list("for_role", flat=True)) == {"handler", "manager", "director"}

    page = manager.get("/notices/?for=director").content.decode()

    assert "The director is reminded 5 working days after its last day" in page
    assert "The manager is reminded" not in page


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("turned_late", "Late"),
        ("chase_handler_on_the_day", "The handler is reminded on its last day"),
        ("chase_manager_1_after", "The manager is reminded 1 working day after its last day"),
        (
            "action_chase_handler_3_before",
            "The handler is reminded 3 working days before the day of an agreed action",
        ),
        ("something_new", "Something new"),
    ],
)
def test_a_notice_speaks_in_words(what, words):
    assert words_of(what) == words
