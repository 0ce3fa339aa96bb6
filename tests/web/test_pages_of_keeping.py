"""The pages of keeping and erasing: what the second person reads before they agree, and who is named by their name."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.act_pages import hidden, signed_in
from tests.web.acts_done import office_on, on

from heard.casework.permissions import NotAllowed
from heard.casework.retention_leavers import CALLED, KEPT, rows_in_words
from heard.representations.models import SecondPerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def asked(client, **answers):
    page = client.get("/keeping/schedule/other/").content.decode()
    said = {
        "length": "2", "unit": "years", "reason": "Long enough.", "basis": "A minute.", "owner": "The manager",
        **on("begins_on", date(2026, 12, 1)), **on("review_on", date(2027, 12, 1)), **answers,
    }  # fmt: skip
    return client.post("/keeping/schedule/other/", {"once": hidden(page, "once"), **said})


def test_the_second_person_reads_a_change_of_the_schedule_in_words_and_no_code_of_ours(members):
    assert asked(signed_in(members["complaints_manager"])).status_code == 302
    second = signed_in(members["information_governance"])
    number = SecondPerson.objects.get().pk

    listed = second.get("/approve/").content.decode()
    page = second.get(f"/approve/{number}/").content.decode()

    for shown in (listed, page):
        assert "Corporate complaint, compliment, enquiry or comment" in shown
        assert "retention-other" not in shown
    assert "2 years from" in page
    assert "To be looked at again by" in page
    assert not [word for word in ("Codes", "Unit", "Length") if f">{word}<" in page]


def test_what_is_put_in_force_is_named_with_its_period_and_each_version_with_its_two_people(members):
    manager, second = signed_in(members["complaints_manager"]), signed_in(members["information_governance"])
    asked(manager)
    number = SecondPerson.objects.get().pk
    second.post(f"/approve/{number}/", {"agree": "yes"})

    assert (
        "comment: 2 years, from Tuesday 1 December 2026" in manager.get("/keeping/schedule/").content.decode()
    )
    manager.post("/keeping/schedule/", {"agreed": number})

    names = [members[one].account.get_full_name() for one in ("complaints_manager", "information_governance")]
    line = manager.get("/keeping/schedule/other/").content.decode()
    assert f"Proposed by {names[0]}, agreed by {names[1]}." in line


def test_a_reason_longer_than_the_record_keeps_is_refused_and_not_cut(members):
    answer = asked(signed_in(members["complaints_manager"]), reason="x" * 501)

    assert answer.status_code == 422
    assert "must be 500 characters or fewer" in answer.content.decode()


def test_nothing_erased_is_said_in_one_sentence(members):
    page = signed_in(members["information_governance"]).get("/keeping/erased/").content.decode()

    assert "Nothing was erased yet." in page
    assert "0 cases" not in page


def test_what_is_kept_of_people_who_left_is_called_as_people_call_it():
    assert {model._meta.label for tables in KEPT.values() for model, _ in tables} == set(CALLED)
    assert (
        rows_in_words(["people.OfficePost", "people.OfficePost", "people.Tie"])
        == "1 family or place they were tied to, 2 posts they held"
    )


def test_a_page_that_is_not_there_keeps_the_menu_of_whoever_is_signed_in(members, client):
    page = signed_in(members["information_governance"]).get("/nothing/here/")

    assert page.status_code == 404
    assert 'href="/keeping/"' in page.content.decode()
    assert "Sign out" in page.content.decode()
    assert "Sign out" not in client.get("/nothing/here/").content.decode()


def test_without_script_the_menu_of_a_phone_opens_and_closes_by_links_of_the_page(members):
    page = signed_in(members["information_governance"]).get("/keeping/").content.decode()

    assert '<div class="heard-menu" id="menu">' in page
    assert '<a class="govuk-link" href="#menu">Menu</a>' in page
    assert '<a class="govuk-link" href="#main-content">Close the menu</a>' in page


def test_who_may_not_be_the_second_person_reads_why_beside_what_was_asked(members, monkeypatch):
    asked(signed_in(members["complaints_manager"]))

    def refused(*said, **more):
        raise NotAllowed("You have a part in this case. Somebody else has to answer.")

    monkeypatch.setattr("heard.casework.agreements.answer", refused)
    number = SecondPerson.objects.get().pk
    answer = signed_in(members["information_governance"]).post(f"/approve/{number}/", {"agree": "yes"})

    assert answer.status_code == 422
    assert "You have a part in this case." in answer.content.decode()
    assert "Your answer is for exactly this" in answer.content.decode()
