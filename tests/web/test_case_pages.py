"""The pages of a case: what stays in view, what may be done now, and the tabs as plain links."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import WHO, at_stage_1, person
from tests.web.act_pages import office, signed_in

from heard.casework import intake, parties, safety
from heard.casework.parties import Somebody, Way

pytestmark = pytest.mark.django_db

TABS = ("", "points/", "people/", "papers/", "messages/", "letters/", "history/", "looks/", "clocks/")


@pytest.fixture
def manager(clock):
    members = office()
    clock.set(date(2026, 4, 15))
    return signed_in(members["complaints_manager"])


@pytest.fixture
def case():
    return at_stage_1()


def test_who_where_next_and_when_stand_at_the_head_of_every_tab(manager, case):
    for tab in TABS:
        answer = manager.get(f"/cases/{case.reference}/{tab}")
        page = answer.content.decode()
        assert answer.status_code == 200, tab
        assert "Malik Thornbeck" in page, tab
        assert "At Stage 1" in page, tab
        assert "Friday 17 April 2026" in page, tab
        assert "Why this date?" in page, tab


def test_the_first_thing_to_do_is_a_button_and_the_rest_stand_under_their_headings(manager, case):
    page = manager.get(f"/cases/{case.reference}/").content.decode()

    assert "What to do now" in page
    assert f'/cases/{case.reference}/do/extend-stage-1/"' in page
    assert "Clock</h3>" in page


def test_what_was_said_stands_above_all_that_can_be_done(manager, case):
    page = manager.get(f"/cases/{case.reference}/").content.decode()

    assert page.index("What to do now") < page.index("What was said") < page.index("What can be done")
    assert "From here:" not in page


def test_a_letter_that_is_owed_is_said_where_one_looks_first(manager, case):
    assert "owed:</strong>" not in manager.get(f"/cases/{case.reference}/").content.decode()
    intake.acknowledge(reference=case.reference, sent_on=date(2026, 4, 7), way="by letter", **WHO)
    page = manager.get(f"/cases/{case.reference}/").content.decode()

    assert "owed:</strong>" in page
    assert "Go to the letters" in page


def test_what_is_not_possible_now_says_why_in_the_words_of_the_chart(manager, case):
    page = manager.get(f"/cases/{case.reference}/").content.decode()

    assert "Cannot go to Stage 3: the complaint is at Stage 1." in page


def test_the_ledger_of_days_says_of_each_day_whether_it_counts(manager, case):
    page = manager.get(f"/cases/{case.reference}/clocks/").content.decode()

    assert "Good Friday" in page
    assert "Day 10. The last day" in page


def test_a_way_to_reach_somebody_that_is_not_safe_stands_first_and_says_so(manager, case):
    ruth = Somebody(
        "advocate", "Ruth Amsel", ways=(Way("telephone", "0300 000 0001", False, "He answers it."),)
    )
    parties.add_party(reference=case.reference, day=date(2026, 4, 2), somebody=ruth, **WHO)

    page = manager.get(f"/cases/{case.reference}/people/").content.decode()

    assert "Do not use:" in page
    assert "He answers it." in page


def test_alerts_and_needs_are_said_before_anything_else(manager, case):
    safety.limit_contact(
        reference=case.reference,
        decided_on=date(2026, 4, 2),
        limit="One call a week, to one officer",
        reason="Forty calls a day.",
        decided_by="Amina Odell",
        review_on=date(2026, 7, 1),
        told_on=date(2026, 4, 2),
        **WHO,
    )
    parties.record_adjustment(
        reference=case.reference,
        day=date(2026, 4, 2),
        what="Large print",
        reason="Asked.",
        decided_by="Amina",
        **WHO,
    )

    page = manager.get(f"/cases/{case.reference}/").content.decode()

    assert "One call a week, to one officer. To be looked at again by Wednesday 1 July 2026." in page
    assert "<strong>Needs:</strong> Large print" in page


def test_the_timeline_is_narrowed_by_kind_by_whom_and_by_day(manager, case):
    address = f"/cases/{case.reference}/history/"
    everything = manager.get(address).content.decode()
    nothing = manager.get(f"{address}?since-day=1&since-month=1&since-year=2027").content.decode()

    assert "Accept" in everything
    assert "Nothing fits." in nothing
    assert person(case)
