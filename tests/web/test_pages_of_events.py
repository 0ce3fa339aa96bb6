"""Events that bear on figures: marked by one person, reviewed by another, corrected, ended and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.web import small_council
from tests.web.act_pages import hidden
from tests.web.small_council import bring_in, case, found, signed_in

from heard.casework import events
from heard.casework.audit import verify
from heard.figures.periods import ALL_TIME, financial_year
from heard.people.models import Member
from heard.reporting.events import events_on_record, marks_of_series, recording_changes
from heard.representations.models import MarkedEvent

pytestmark = pytest.mark.django_db
FLOOD = {
    "title": "Flood at Elm House",
    "kind": "wide",
    "words": "The team worked from home and post was late.",
    "begins_on-day": "3",
    "begins_on-month": "2",
    "begins_on-year": "2026",
    "procedure": "children_act",
}


@pytest.fixture
def members() -> dict[str, Member]:
    found()
    bring_in([case(1)])
    return small_council.members()


def fill(client: Client, address: str, **said: str):
    once = hidden(client.get(address).content.decode(), "once")
    return client.post(address, {"once": once, **said}, follow=True)


def test_an_event_is_marked_reviewed_by_another_ended_corrected_and_taken_back(members):
    manager, officer = (signed_in(members[one]) for one in ("complaints_manager", "complaints_officer"))

    page = fill(manager, "/settings/events/new/", **FLOOD).content.decode()
    row = MarkedEvent.objects.get()
    assert "The event is marked." in page
    for words in ("Flood at Elm House", "Tuesday 3 February 2026", "Children Act", "Not yet"):
        assert words in page
    own = fill(manager, f"/settings/events/{row.pk}/review/")
    assert own.status_code == 422
    assert "Ask somebody else to review it." in own.content.decode()
    assert f"/settings/events/{row.pk}/review/" not in page  # and it is not offered
    assert "by complaints-officer" in fill(officer, f"/settings/events/{row.pk}/review/").content.decode()
    assert not events_on_record()[0].sentence.endswith("Not yet reviewed.")

    ended = {"ends_on-day": "1", "ends_on-month": "2", "ends_on-year": "2026"}
    refused = fill(manager, f"/settings/events/{row.pk}/end/", **ended)
    assert refused.status_code == 422
    assert (
        "began on Tuesday 3 February 2026 and cannot be over on Sunday 1 February" in refused.content.decode()
    )
    fill(manager, f"/settings/events/{row.pk}/end/", **ended | {"ends_on-month": "3"})
    row.refresh_from_db()
    assert (row.ends_on, row.reviewed_by) == (date(2026, 3, 1), "")

    fill(manager, f"/settings/events/{row.pk}/", **FLOOD | {"title": "Flood"})
    assert MarkedEvent.objects.get().title == "Flood"
    fill(manager, f"/settings/events/{row.pk}/back/", because="It was the other house.")
    assert (events_on_record(), MarkedEvent.objects.count()) == ((), 1)
    assert manager.get(f"/settings/events/{row.pk}/").status_code == 404
    assert verify().whole


def test_what_is_left_empty_is_named_beside_its_field_and_nobody_else_may_mark(members):
    manager = signed_in(members["complaints_manager"])

    page = fill(manager, "/settings/events/new/", **FLOOD | {"title": "", "kind": ""})

    assert page.status_code == 422
    for field in ("title", "kind"):
        assert f'href="#id_{field}' in page.content.decode()
    assert signed_in(members["elected_member"]).get("/settings/events/").status_code == 200
    for role in ("elected_member", "complaints_officer", "team_manager"):
        assert signed_in(members[role]).get("/settings/events/new/").status_code == 403
    assert not MarkedEvent.objects.exists()


def test_a_case_shows_beside_its_clocks_what_happened_meanwhile_and_nothing_of_other_times(members):
    manager = members["complaints_manager"]
    said = {"member": manager, "at": small_council.AT, "words": "Nobody was in.", "kind": "wide"}
    events.mark_event(**said, title="Flood", begins_on=date(2026, 4, 5), ends_on=date(2026, 4, 6))
    events.mark_event(**said, title="Snow", begins_on=date(2026, 2, 5), ends_on=date(2026, 3, 6))
    events.mark_event(**said, title="Fire", begins_on=date(2026, 4, 5), procedure="corporate")

    page = signed_in(manager).get("/cases/CS-0001/clocks/").content.decode()

    assert "Flood (wide event, the whole council), from 5 April 2026 to 6 April 2026: Nobody was in." in page
    assert "Snow" not in page
    assert "Fire" not in page


def test_series_and_the_report_know_what_is_on_record(members):
    manager = members["complaints_manager"]
    said = {"member": manager, "at": small_council.AT, "words": "Concerns are kept apart."}
    events.mark_event(**said, title="New list", kind="recording", begins_on=date(2025, 7, 1))
    events.mark_event(
        **said, title="Strike", kind="wide", begins_on=date(2020, 3, 1), ends_on=date(2020, 5, 1)
    )
    years = [financial_year(start) for start in (2023, 2024, 2025, 2026)]

    assert marks_of_series(years) == ((2,), ((2, "New list (change of recording)"),))
    assert marks_of_series(years, procedure="Children Act")[0] == (2,)
    assert recording_changes(years[3], today=small_council.TODAY)[0].startswith("[b] New list (change of rec")
    assert recording_changes(years[1], today=small_council.TODAY)[0].startswith("No change of recording")
    assert len(recording_changes(ALL_TIME, today=small_council.TODAY)) == 2
