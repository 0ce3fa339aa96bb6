"""The work list, the lists and what leaves them: hidden cases on no path and in no count, each act on record."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client
from tests.casework import living, offices
from tests.casework.offices import TODAY, an_office

from heard.casework import calendar_links, daily_messages, four_eyes, looking_at_lists_whole
from heard.casework.writing import writing
from heard.ledger.models import Entry, Look
from heard.people.models import Council, Member
from heard.representations.models import (
    Assignment,
    CalendarLink,
    DailyMessage,
    Representation,
    Restriction,
    SavedFilter,
    SecondPerson,
    Wall,
)

pytestmark = pytest.mark.django_db
STRIP = re.compile(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"')
PATHS = (
    "/work/",
    "/work/?view=mine",
    "/work/?view=all",
    "/work/?view=unassigned",
    "/work/?view=all&colour=late",
    "/work/?view=all&stage=stage_1",
    "/work/?view=all&team=North",
    "/work/team/",
    "/work/meeting/",
    "/work/meeting/?team=North",
    "/find/?words={reference}",
    "/find/?words=axolotl",
    "/find/?words=Quillfeather",
    "/find/?words=Quilfether",
    "/cases/",
    "/cases/?sort=reference",
    "/cases/?sort=oldest",
    "/cases/?words=axolotl",
    "/cases/?words={reference}",
    "/cases/?state=open&team=North",
    "/cases/?colour=late",
    "/cases/?holder=nobody",
    "/cases/export/",
)
WHO = offices.living.Somebody("complainant", "Wilf Quillfeather", "parent")


@pytest.fixture
def made():
    office = an_office()
    Council.objects.update(is_demo=True)  # Nobody sets up a second factor there, and every proof is fresh.
    return office


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.account)
    return client


def seen(client: Client, case: Representation) -> dict[str, bytes]:
    return {
        path: STRIP.sub(b"", client.get(path.format(reference=case.reference)).content.replace(b"\r", b""))
        for path in PATHS
    }


def row(made, what) -> None:
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        line.add(what)


def walled(made, case, who):
    row(made, Wall(representation=case, person=who.person, source="declared", begins_on=living.RECEIVED))


def restricted(made, case, who):
    row(made, Restriction(representation=case, because="Known to many", begins_on=living.RECEIVED))


def test_pages_say_only_the_shell_to_who_sees_only_the_shell(made):
    case = offices.a_case(made, words="The axolotl case.", people=(WHO,))
    for role in ("team_manager", "director", "information_governance", "head_of_service"):
        for path, page in seen(signed_in(made[role]), case).items():
            assert b"Wilf" not in page, (role, path)
            assert b"axolotl case" not in page, (role, path)
    assert b"Wilf" in signed_in(made["complaints_officer"]).get("/cases/").content


def test_my_work_is_what_i_have_and_what_waits_for_me(made):
    mine, other = offices.a_case(made), offices.a_case(made)
    offices.give(mine, made["complaints_officer"])
    page = signed_in(made["complaints_officer"]).get("/work/").content.decode()

    assert mine.reference in page
    assert other.reference not in page
    assert "late" in page
    assert f"/cases/{mine.reference}/do/answer-stage-1/" in page


def test_an_empty_list_says_why_to_somebody_who_brings_nothing_in(made):
    page = signed_in(made["adjudicating_officer"]).get("/cases/").content.decode()

    assert "There is no case here that is yours to see." in page
    assert "bring in a list" not in page


def give_them(client: Client, to: str, *cases: Representation, **said: str):
    facts = {
        "case": [one.reference for one in cases],
        "to": to,
        "reason": "Cover.",
        "once": "abc",
        "confirmed": "1",
    }
    return client.post("/work/give/", {**facts, **said})


def test_many_cases_are_given_each_with_its_own_line_and_once_however_often_it_is_sent(made):
    cases = [offices.a_case(made) for _ in range(3)]
    client = signed_in(made["complaints_manager"])
    shown = client.post("/work/give/", {"case": [one.reference for one in cases]}).content.decode()
    seen_at = re.search(r'name="seen" value="(\d+)"', shown)
    assert seen_at is not None

    for _ in range(2):
        answer = give_them(client, "complaints-officer", *cases, seen=seen_at[1])
        assert answer.status_code == 302

    assert Assignment.objects.filter(member=made["complaints_officer"], ends_on=None).count() == 3
    lines = Entry.objects.filter(act="assign", reference__in=[one.reference for one in cases])
    assert sorted(lines.values_list("reference", flat=True)) == sorted(one.reference for one in cases)


def test_a_wall_refuses_its_own_row_and_says_no_more_than_that(made):
    free, shut = offices.a_case(made), offices.a_case(made)
    walled(made, shut, made["complaints_officer"])
    page = give_them(signed_in(made["complaints_manager"]), "complaints-officer", free, shut).content.decode()

    assert f'{shut.reference}</a></dt><dd class="govuk-summary-list__value">It cannot be given to' in page
    assert "wall" not in page.lower()
    assert Assignment.objects.filter(representation=free, member=made["complaints_officer"]).exists()
    assert not Assignment.objects.filter(representation=shut).exists()


def test_a_case_hidden_from_who_gives_is_left_out_like_a_number_never_issued(made):
    shut = offices.a_case(made)
    walled(made, shut, made["complaints_manager"])
    client = signed_in(made["complaints_manager"])
    never = Representation(reference="CR-1999-0001")

    def answer(case: Representation) -> bytes:
        page = give_them(client, "complaints-officer", case)
        return STRIP.sub(b"", page.content.replace(b'value="abc"', b""))

    assert answer(shut) == answer(never)
    assert not Assignment.objects.exists()


def test_a_form_that_says_nothing_of_to_whom_is_asked_again_and_gives_nothing(made):
    answer = signed_in(made["complaints_manager"]).post("/work/give/", {"confirmed": "yes"})

    assert answer.status_code == 200
    assert not Assignment.objects.exists()


def test_giving_says_what_is_missing(made):
    case = offices.a_case(made)
    page = give_them(signed_in(made["complaints_manager"]), "", case, reason=" ")

    assert page.status_code == 422
    assert b"Error: Give cases" in page.content
    assert b"Select who is to have them" in page.content
    assert b"Enter why they are given" in page.content


def test_nobody_gives_cases_whose_role_does_not(made):
    case = offices.a_case(made)

    assert give_them(signed_in(made["team_manager"]), "complaints-officer", case).status_code == 403
    assert b'name="case"' not in signed_in(made["team_manager"]).get("/work/?view=all").content


def test_a_list_is_taken_away_with_names_only_for_who_reads_them_and_is_put_on_record(made):
    case = offices.a_case(made, people=(WHO,))
    formula = offices.a_case(made, people=(offices.living.Somebody("complainant", "=cmd|x", "parent"),))
    body = b"".join(signed_in(made["complaints_officer"]).post("/cases/export/", {"form": "csv"}))
    rows = {one["Reference"]: one for one in csv.DictReader(io.StringIO(body.decode("utf-8-sig")))}

    assert rows[case.reference]["Complainant"] == "Wilf Quillfeather"
    assert rows[formula.reference]["Complainant"] == "'=cmd|x"
    assert Entry.objects.filter(act="export_list").count() == 1
    assert Look.objects.filter(what__contains="csv of 2 rows").exists()


def test_a_long_list_takes_a_second_person_who_agrees_to_exactly_it_once(made, monkeypatch):
    monkeypatch.setattr(looking_at_lists_whole, "ALONE", 1)
    offices.a_case(made), offices.a_case(made)
    client = signed_in(made["complaints_officer"])

    assert (
        client.post("/cases/export/", {"form": "csv"}).status_code == 302
    )  # it was asked for, and nothing taken
    asked = SecondPerson.objects.get(act="export_list")
    assert b"Come back here" in client.get("/cases/export/").content
    four_eyes.approve(number=asked.pk, by=made["complaints_manager"], at=offices.NOW)
    assert (
        b"Ask a second person" in client.get("/cases/export/?state=open").content
    )  # another list is not agreed
    assert len(b"".join(client.post("/cases/export/", {"form": "csv"})).splitlines()) == 3
    assert client.post("/cases/export/", {"form": "csv"}).status_code == 302  # agreed once, taken once


def test_pages_of_the_list_hold_every_case_once_in_each_order_and_go_back(made):
    for _ in range(60):
        offices.a_case(made)
    client = signed_in(made["complaints_officer"])
    for sort in ("newest", "oldest", "reference"):
        found: list[str] = []
        href, pages = f"/cases/?sort={sort}", []
        while href:
            page = client.get(href).content.decode()
            pages.append(re.findall(r'href="/cases/(CR-[\d-]+)/"', page))
            found += pages[-1]
            later = re.search(r'href="([^"]+)" rel="next"', page)
            href, last = (later[1].replace("&amp;", "&") if later else ""), page
        assert sorted(found) == sorted(Representation.objects.values_list("reference", flat=True))
        back = re.search(r'href="([^"]+)" rel="prev"', last)
        assert back is not None
        again = client.get(back[1].replace("&amp;", "&")).content.decode()
        assert re.findall(r'href="/cases/(CR-[\d-]+)/"', again) == pages[-2]


def test_a_filter_is_saved_under_a_name_for_oneself_alone_and_taken_away(made):
    offices.a_case(made)
    client = signed_in(made["complaints_officer"])
    client.post("/cases/saved/", {"name": "Late ones", "query": "colour=late&nonsense=1"})
    kept = SavedFilter.objects.get()

    assert (kept.name, kept.chosen) == ("Late ones", "colour=late")
    assert b"Late ones" in client.get("/cases/").content
    assert b"Late ones" not in signed_in(made["complaints_manager"]).get("/cases/").content
    signed_in(made["complaints_manager"]).post(f"/cases/saved/{kept.pk}/drop/")
    assert SavedFilter.objects.exists()
    client.post(f"/cases/saved/{kept.pk}/drop/")
    assert not SavedFilter.objects.exists()


def link(client: Client) -> str:
    page = client.post("/work/calendar/", {"make": "1"}).content.decode()
    found = re.search(r'value="http://testserver(/calendar/[^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_calendar_has_references_and_acts_and_no_names(made):
    case = offices.a_case(made, people=(WHO,))
    offices.give(case, made["complaints_officer"])
    address = link(signed_in(made["complaints_officer"]))
    answer = Client().get(address)
    body = answer.content.decode()

    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert f"SUMMARY:{case.reference}: Answer Stage 1" in body
    assert "DTSTART;VALUE=DATE:20260417" in body
    assert not re.search("Wilf|North", body)
    assert all(len(line.encode()) <= 75 for line in body.split("\r\n"))
    assert address.split("/")[-1][:-4] not in CalendarLink.objects.get().digest


def test_a_calendar_asks_anew_each_time_and_ends_with_its_link_and_its_member(made):
    case = offices.a_case(made)
    officer = made["complaints_officer"]
    offices.give(case, officer)
    client = signed_in(officer)
    first = link(client)
    walled(made, case, officer)
    assert case.reference not in Client().get(first).content.decode()

    second = link(client)
    assert Client().get(first).status_code == 404  # a new link ends the one before
    assert Client().get("/calendar/never-issued.ics").content == Client().get(first).content
    officer.account.is_active = False
    officer.account.save()
    assert Client().get(second).status_code == 404


def test_without_asking_anew_a_calendar_would_tell(made, monkeypatch):
    case = offices.a_case(made)
    offices.give(case, made["complaints_officer"])
    walled(made, case, made["complaints_officer"])
    from heard.casework import looking_at_work_stages

    monkeypatch.setattr(looking_at_work_stages, "visible_to", lambda member: Representation.objects.all())
    days = calendar_links.due_days(made["complaints_officer"], today=TODAY)

    assert case.reference in {one.reference for one in days}


def test_a_daily_message_holds_numbers_alone_and_is_asked_anew_as_it_goes(made):
    officer = made["complaints_officer"]
    officer.account.email = "officer@council.example"
    officer.account.save()
    cases = [offices.a_case(made, people=(WHO,)) for _ in range(4)]
    for case in cases:
        offices.give(case, officer)
    assert daily_messages.lay_out(on=TODAY, at=offices.NOW) == 4
    assert daily_messages.lay_out(on=TODAY, at=offices.NOW) == 0
    walled(made, cases[0], officer)
    restricted(made, cases[1], officer)  # they have it, so it stays theirs
    (message,) = daily_messages.to_send(on=TODAY)
    text = daily_messages.subject_of(message) + daily_messages.text_of(
        message, address="https://heard.example/"
    )

    assert cases[0].reference not in text
    assert {case.reference for case in cases[1:]} == {reference for reference, _ in message.cases}
    assert not re.search("Wilf|Stage|North", text)
    assert not re.search("CR-", daily_messages.subject_of(message))
    daily_messages.mark_sent(message, at=offices.NOW)
    assert list(daily_messages.to_send(on=TODAY)) == []
    assert DailyMessage.objects.filter(left_out=True).count() == 1


def test_two_hundred_revoked_between_queue_and_sending_are_none_of_them_sent(made):
    officer = made["complaints_officer"]
    officer.account.email = "officer@council.example"
    officer.account.save()
    case = offices.a_case(made)
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        for number in range(200):
            other = Representation(
                reference=f"X-{number}", kind=case.kind, procedure=case.procedure, received_on=case.received_on,
                recorded_at=offices.NOW,
            )  # fmt: skip
            line.add(other)
            line.add(DailyMessage(member=officer, representation=other, day=TODAY, things=1))
            line.add(
                Wall(
                    representation=other, person=officer.person, source="declared", begins_on=living.RECEIVED
                )
            )
    sent = [reference for message in daily_messages.to_send(on=TODAY) for reference, _ in message.cases]

    assert sent == []


def test_who_left_before_it_goes_is_sent_nothing(made):
    officer, case = made["complaints_officer"], offices.a_case(made)
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        line.add(DailyMessage(member=officer, representation=case, day=TODAY, things=1))
    officer.account.is_active = False
    officer.account.save()

    assert [message.cases for message in daily_messages.to_send(on=TODAY)] == [()]


def test_people_stand_in_the_order_of_their_names_with_who_stands_in(made):
    case = offices.a_case(made)
    offices.give(case, made["complaints_officer"])
    from heard.people.models import Absence

    row(made, Absence(member=made["complaints_officer"], deputy=made["complaints_manager"], begins_on=TODAY))
    page = signed_in(made["complaints_manager"]).get("/work/team/").content.decode()

    assert "Away: Complaints Manager Marl stands in" in page
    assert "Stands in for Complaints Officer Marl" in page
    assert page.index("Complaints Manager Marl</a>") < page.index("Complaints Officer Marl</a>")
