"""T10 and T18: what is taken away is gone at the next request, from pages, files, feeds, messages, and in no cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import pytest
from django.test import Client
from django.urls import reverse
from tests.casework import offices
from tests.casework.offices import NOW, TODAY
from tests.web.access.addresses import TABLE, address, parts_of
from tests.web.access.everything import Everything, everything
from tests.web.access.looking import browser, said_in

from heard.casework import access_seeing, access_standing, calendar_links, daily_messages, grants, office
from heard.casework.writing import writing
from heard.people.models import Absence, Member
from heard.representations.models import Wall

pytestmark = pytest.mark.django_db
WITHIN = 1.0  # seconds
MANY = 500 if os.environ.get("HEARD_FULL") else 60
# What was typed into the box of the search stands there again, whatever is found.
SEARCHED = b'value="CR-2026-0001"'


def paths_of(all_: Everything, client: Client, member: Member) -> dict[str, bool]:
    """On which paths the case is still told to somebody: pages, papers, letters, lists, search, feed, message."""
    parts, number = parts_of(all_), all_.case.reference
    asked = {
        name: address(name, parts) for name in ("case", "case-papers", "case-paper", "letter", "letter-docx")
    }
    asked |= {
        "search": f"/find/?words={number}",
        "list": "/cases/",
        "work": "/work/?view=all",
        "post": "/post/",
    }
    found = {}
    for name, there in asked.items():
        answer = client.get(there)
        told = name not in ("search", "list", "work", "post") or number.encode() in said_in(answer).replace(
            SEARCHED, b""
        )
        found[name] = answer.status_code == 200 and told
    file = client.get(address("paper-take", parts), follow=True)
    found["file"] = all_.words["paper_2_file"].encode() in said_in(file)
    return found


def feed_and_message(member: Member, secret: str) -> set[str]:
    """What the calendar feed and the daily message still tell of, without anybody signed in."""
    feed = Client().get(reverse("calendar-feed", args=[secret])).content.decode()
    sent = [
        one
        for message in daily_messages.to_send(on=TODAY)
        if message.member == member
        for one in message.cases
    ]
    return ({"feed"} if "CR-" in feed else set()) | ({"message"} if sent else set())


def leaves(all_: Everything, member: Member) -> None:
    office.staff_leaves(member=member, by="amina", at=NOW, leaves_on=TODAY)


def is_walled(all_: Everything, member: Member) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Wall(representation=all_.case, person=member.person, source="declared", begins_on=TODAY))


def is_suspended(all_: Everything, member: Member) -> None:
    member.account.is_active = False
    member.account.save()


ENDINGS: dict[str, Callable[[Everything, Member], None]] = {
    "leaves": leaves, "is walled off": is_walled, "is suspended": is_suspended,
}  # fmt: skip


@pytest.mark.parametrize("how", ENDINGS)
def test_what_was_taken_away_is_gone_from_every_path_at_the_next_request(how, monkeypatch):
    all_ = everything(offices.an_office())
    member = all_.made["complaints_manager"]
    member.account.email = "manager@council.example"
    member.account.save()
    offices.give(all_.case, member)
    secret = calendar_links.make_link(member=member, at=NOW)
    assert daily_messages.lay_out(on=TODAY, at=NOW) > 0
    client = browser(member)
    assert all(paths_of(all_, client, member).values())  # the control: it was there on every path
    assert feed_and_message(member, secret) == {"feed", "message"}

    ENDINGS[how](all_, member)

    began = monotonic()
    client.get(address("case", parts_of(all_)))
    assert monotonic() - began < WITHIN
    assert [name for name, there in paths_of(all_, client, member).items() if there] == []
    assert feed_and_message(member, secret) == set()
    if how == "is walled off":
        nothing = Wall.objects.none().values_list("representation_id")
        monkeypatch.setattr(access_seeing, "walled_off", lambda *_: nothing)
        monkeypatch.setattr(access_standing, "walled_off", lambda *_: nothing)
        assert all(paths_of(all_, client, member).values())  # without the wall it would all be there again


def test_a_deputy_and_somebody_from_outside_see_it_until_their_last_day_and_no_longer(clock):
    all_ = everything(offices.an_office())
    deputy, outside = all_.made["safeguarding"], all_.made["advocate"]
    offices.give(all_.case, all_.made["legal"], "legal")
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Absence(member=all_.made["legal"], deputy=deputy, begins_on=TODAY, last_on=TODAY))
    offices.grant(all_.case, outside, all_.rows["paper_2"], by=all_.made["complaints_manager"], ends_on=TODAY)
    one, two, parts = browser(deputy), browser(outside), parts_of(all_)
    two.post(address("guest-declare", parts), {"link": "none"})
    clients = ((one, "case-papers"), (one, "case-paper"), (two, "guest-case"), (two, "guest-paper"))

    assert [client.get(address(name, parts)).status_code for client, name in clients] == [200] * 4
    clock.forward(minutes=13 * 60 + 59)  # a minute before midnight
    one, two = browser(deputy), browser(outside)
    assert (
        one.get(address("case-papers", parts)).status_code
        == two.get(address("guest-paper", parts)).status_code
        == 200
    )
    clock.forward(minutes=1)
    clients = ((one, "case-papers"), (one, "case-paper"), (two, "guest-case"), (two, "guest-paper"))
    assert [client.get(address(name, parts)).status_code for client, name in clients] == [404] * 4


def test_of_many_requests_over_the_end_of_leave_none_is_let_in_after_it():
    all_ = everything(offices.an_office())
    member, manager = all_.made["panel_member"], all_.made["complaints_manager"]
    leave = offices.grant(
        all_.case, member, all_.rows["paper_2"], by=manager, ends_on=TODAY + timedelta(days=9)
    )
    allowed = []
    for number in range(MANY):
        if number == MANY // 2:
            grants.end_grant(grant=leave, because="It is over.", by=manager, at=NOW)
        if grants.papers_seen(member, all_.case, on=TODAY).exists():
            allowed.append(number)

    assert allowed == list(range(MANY // 2))


def test_no_answer_about_a_case_is_kept_by_any_cache():
    all_ = everything(offices.an_office())
    client, parts, kept = browser(all_.made["complaints_manager"]), parts_of(all_), {}
    names = [name for name, row in TABLE.items() if "reference" in row.parts and name.startswith("case")]
    names += ["cases", "find", "work", "letter", "letter-docx", "meeting-workbook", "post-out", "paper-file"]
    for name in names:
        said = client.get(address(name, parts)).headers.get("Cache-Control", "")
        if "no-store" not in said:
            kept[name] = said

    assert kept == {}
    assert "no-store" in Client().get("/calendar/never-given-out.ics").headers["Cache-Control"]
