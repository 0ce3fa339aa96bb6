"""People from outside: one case, named papers, until a day; their own notes until handed in; asked again each time."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import living, offices, stages
from tests.web.act_pages import hidden, signed_in

from heard.casework import grants, handing_in
from heard.casework.permissions import Role
from heard.casework.reading_for_guests import guest_case
from heard.casework.writing import writing
from heard.ledger.models import Look
from heard.people.models import Person
from heard.representations.models import (
    Appointment,
    Declaration,
    Document,
    HandedIn,
    InterviewNote,
    PaperNote,
    Report,
)
from heard.web.seeing import now, today

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
GUESTS = {str(role) for role in (Role.INVESTIGATING_OFFICER, Role.INDEPENDENT_PERSON, Role.PANEL_MEMBER,
                                 Role.ADVOCATE, Role.AUDITOR)}  # fmt: skip


@pytest.fixture
def made():
    return offices.an_office()


@pytest.fixture
def case(made):
    return living.fresh(stages.investigating())


def is_person(member, name):
    """Let a member be somebody appointed."""
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        line.change(member, person=Person.objects.get(name=name))


def let_in(made, case, *papers, role="investigating_officer", name="Ines Calder", **more):
    """Leave for whoever has a part, from today."""
    if name:
        is_person(made[role], name)
    return offices.grant(
        case, made[role], *papers, by=made["complaints_manager"],
        **{"begins_on": today(), "ends_on": today() + timedelta(days=30), **more},
    )  # fmt: skip


def declared(client, case):
    """Declare that there is no link."""
    assert client.post(f"/my-cases/{case.reference}/declare/", {"link": "none"}).status_code == 302
    client.get("/my-cases/")  # What is said once of it stands on the next page.


def ines(made, case, *papers):
    """The investigating officer's browser, let in and declared."""
    let_in(made, case, *(papers or (offices.paper(case, "Statement"),)))
    client = signed_in(made["investigating_officer"])
    declared(client, case)
    return client


def bare(answer):
    """An answer without what differs on every page."""
    return answer.status_code, TOKEN.sub(b"", answer.content)


def pages_of(case, paper):
    """Every page of a case for somebody from outside."""
    ends = ("", "declare/", "papers/", f"papers/{paper.pk}/", "notes/", "notes/new/", "points/", "points/1/", "report/",
            "words/")  # fmt: skip
    return [f"/my-cases/{case.reference}/{end}" for end in ends]


@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_each_role_lands_on_a_page_it_may_open_and_every_link_there_opens(made, role):
    client = signed_in(made[role])
    first = client.get("/").headers["Location"]
    page = client.get(first)
    links = {one for one in re.findall(r'href="(/[^"#?]*)"', page.content.decode()) if "/static/" not in one}
    refused = {one: client.get(one).status_code for one in links}

    assert page.status_code == 200
    assert (first == "/my-cases/") == (role in GUESTS)
    assert {one for one, status in refused.items() if status not in (200, 302)} == set()


def test_no_paper_opens_before_somebody_said_whether_they_are_independent(made, case):
    paper = offices.paper(case, "Statement")
    let_in(made, case, paper)
    client, address = (
        signed_in(made["investigating_officer"]),
        f"/my-cases/{case.reference}/papers/{paper.pk}/",
    )

    assert client.get(address).status_code == 404
    assert "Statement" not in client.get(f"/my-cases/{case.reference}/").content.decode()
    declared(client, case)
    assert client.get(address).status_code == 200


def test_a_declared_link_keeps_the_papers_closed_until_it_is_weighed(made, case):
    paper = offices.paper(case, "Statement")
    grant = let_in(made, case, paper)
    client, manager = signed_in(made["investigating_officer"]), signed_in(made["complaints_manager"])
    client.post(
        f"/my-cases/{case.reference}/declare/", {"link": "link", "words": "I worked there until 2025."}
    )

    assert client.get(f"/my-cases/{case.reference}/papers/{paper.pk}/").status_code == 404
    assert "to be weighed" in manager.get("/grants/").content.decode()
    assert manager.post(f"/grants/{grant.pk}/", {"what": "weigh"}).status_code == 422
    manager.post(f"/grants/{grant.pk}/", {"what": "weigh", "because": "Another service."})
    assert client.get(f"/my-cases/{case.reference}/papers/{paper.pk}/").status_code == 200


def test_a_link_without_words_is_refused_in_its_words(made, case):
    let_in(made, case, offices.paper(case))
    answer = signed_in(made["investigating_officer"]).post(
        f"/my-cases/{case.reference}/declare/", {"link": "link"}
    )

    assert answer.status_code == 422
    assert "Enter what the link is" in answer.content.decode()
    assert not Declaration.objects.exists()


def test_who_knows_somebody_in_the_case_does_not_see_it_any_more(made, case):
    paper = offices.paper(case)
    let_in(made, case, paper)
    client = signed_in(made["investigating_officer"])
    client.post(f"/my-cases/{case.reference}/declare/", {"link": "family"})

    assert {client.get(one).status_code for one in pages_of(case, paper)} == {404}
    assert case.reference not in client.get("/my-cases/").content.decode()


def test_leave_that_was_ended_is_refused_within_a_second_on_every_page(made, case):
    paper = offices.paper(case, "Statement")
    grant = let_in(made, case, paper)
    client = signed_in(made["investigating_officer"])
    declared(client, case)
    before = {one: client.get(one).status_code for one in pages_of(case, paper)}
    began = time.monotonic()
    grants.end_grant(grant=grant, because="The work is done.", by=made["complaints_manager"], at=now())
    after = client.get(f"/my-cases/{case.reference}/papers/{paper.pk}/").status_code
    took = time.monotonic() - began

    assert set(before.values()) == {200, 302}  # the control run: with leave, each opens or leads on
    assert (after, took < 1) == (404, True)
    assert {client.get(one).status_code for one in pages_of(case, paper)} == {404}
    assert "Your access has ended" in client.get("/my-cases/").content.decode()


def test_leave_stops_after_its_last_day(made, case):
    paper = offices.paper(case)
    grant = let_in(made, case, paper)
    client = signed_in(made["investigating_officer"])
    declared(client, case)
    for ends_on, opens in ((today(), True), (today() - timedelta(days=1), False)):
        with writing("test_rows", by="amina", at=offices.NOW) as line:
            line.change(grant, begins_on=ends_on - timedelta(days=3), ends_on=ends_on)
        answers = {client.get(one).status_code for one in pages_of(case, paper)}
        assert answers == ({200, 302} if opens else {404})


def test_a_case_without_leave_answers_as_a_number_never_issued(made, case):
    offices.paper(case)
    client = signed_in(made["investigating_officer"])

    assert bare(client.get(f"/my-cases/{case.reference}/")) == bare(client.get("/my-cases/CR-9999-0001/"))


def test_a_paper_outside_the_leave_answers_as_one_never_added(made, case):
    named, other = offices.paper(case, "Statement"), offices.paper(case, "Secret plan")
    client = ines(made, case, named)
    foreign = offices.paper(offices.a_case(made), "Of another case")
    never = bare(client.get(f"/my-cases/{case.reference}/papers/999999/"))

    assert bare(client.get(f"/my-cases/{case.reference}/papers/{other.pk}/")) == never
    assert bare(client.get(f"/my-cases/{case.reference}/papers/{foreign.pk}/")) == never
    assert client.get(f"/my-cases/{case.reference}/papers/{named.pk}/").status_code == 200
    assert "Secret plan" not in client.get(f"/my-cases/{case.reference}/papers/").content.decode()


@pytest.mark.parametrize("role", ["complaints_officer", "team_manager", "elected_member", "contact_centre"])
def test_the_office_has_no_pages_of_people_from_outside(made, case, role):
    paper = offices.paper(case)
    client = signed_in(made[role])

    assert {client.get(one).status_code for one in pages_of(case, paper)} <= {403, 404}


def test_a_page_of_a_paper_carries_who_reads_it_and_is_on_record(made, case):
    paper = offices.paper(case, "Statement")
    client = ines(made, case, paper)
    page = client.get(f"/my-cases/{case.reference}/papers/{paper.pk}/?words=statement").content.decode()

    assert "Investigating Officer Marl" in page
    assert "access number" in page
    assert "<strong>Statement</strong>" in page
    assert Look.objects.filter(what=f"paper {paper.pk}, page 1", refused=False).exists()


def test_no_answer_of_these_pages_is_a_file(made, case):
    paper = offices.paper(case, "Statement")
    client = ines(made, case, paper)
    answers = [client.get(one) for one in pages_of(case, paper)]

    assert not any("Content-Disposition" in one.headers for one in answers)
    assert {one.headers["Content-Type"] for one in answers} == {"text/html; charset=utf-8"}


def test_a_note_on_a_page_is_for_its_writer_alone(made, case):
    paper = offices.paper(case, "Statement")
    client = ines(made, case, paper)
    let_in(made, case, paper, role="independent_person", name="Peter Vance")
    other = signed_in(made["independent_person"])
    declared(other, case)
    address = f"/my-cases/{case.reference}/papers/{paper.pk}/"
    client.post(address, {"on": "1", "note": "Compare with the plan."})
    mine, theirs = client.get(address).content.decode(), other.get(address).content.decode()
    other.post(address, {"on": "1", "drop": str(PaperNote.objects.get().pk)})

    assert "Compare with the plan." in mine
    assert "Compare with the plan." not in theirs
    assert PaperNote.objects.count() == 1
    assert client.post(address, {"on": "1", "note": " "}).status_code == 422


NOTE = {"met": "Kayla", "met_on-day": "1", "met_on-month": "6", "met_on-year": "2026", "companion": "came",
        "companion_words": "Ruth", "words": "She said nobody asked her.", "agreed": "agreed"}  # fmt: skip


def test_an_interview_note_is_its_writers_own_until_it_is_handed_in(made, case):
    client, officer = ines(made, case), signed_in(made["complaints_officer"])
    client.post(f"/my-cases/{case.reference}/notes/new/", NOTE)
    note = InterviewNote.objects.get()

    assert note.paper is None
    assert "conversation" not in officer.get(f"/cases/{case.reference}/papers/").content.decode()
    client.post(f"/my-cases/{case.reference}/notes/{note.pk}/", {**NOTE, "hand-in": "yes"})
    note.refresh_from_db()
    assert note.paper is not None
    assert note.paper.title.startswith("Note of a conversation")
    assert (
        "is not changed any more"
        in client.get(f"/my-cases/{case.reference}/notes/{note.pk}/").content.decode()
    )


def test_a_note_nobody_was_asked_to_agree_to_is_not_handed_in_and_not_lost(made, case):
    client = ines(made, case)
    address = f"/my-cases/{case.reference}/notes/new/"
    answer = client.post(address, {**NOTE, "agreed": "not_asked", "hand-in": "yes"})

    assert answer.status_code == 422
    assert "Ask Kayla whether they agree" in answer.content.decode()
    assert not InterviewNote.objects.exists()
    assert "She said nobody asked her." in client.get(address).content.decode()


def test_findings_are_their_own_until_the_report_is_sent_and_the_report_is_built_from_them(made, case):
    client, address = ines(made, case), f"/my-cases/{case.reference}"
    client.post(
        f"{address}/points/1/", {"finding": "Upheld", "reason": "Six weeks.", "recommend": "Ring back."}
    )
    first = client.post(f"{address}/report/", {"send": "yes", "opening": "I read the file."})
    client.post(f"{address}/points/2/", {"finding": "Not upheld", "reason": "Nobody heard it."})
    assert first.status_code == 422
    assert "Nothing is decided yet on point 2" in first.content.decode()
    assert not Report.objects.exists()

    page = client.get(f"{address}/report/").content.decode()
    sent = {
        "seen": hidden(page, "seen"),
        "once": hidden(page, "once"),
        "send": "yes",
        "opening": "I read the file.",
    }
    assert client.post(f"{address}/report/", sent).status_code == 302
    paper = Document.objects.get(title="Report of the investigating officer")
    assert living.fresh(case).state == "stage_2_investigator_reported"
    assert Report.objects.get().words == "I read the file."
    assert "Sent on" in client.get(f"{address}/").content.decode()
    assert "You need do nothing more." in client.get(f"{address}/points/").content.decode()
    assert paper.level == 3


def test_the_independent_person_reads_the_investigators_finding_and_says_why_they_differ(made):
    case = living.fresh(stages.investigating())
    ines_, paper = made["investigating_officer"], offices.paper(case)
    let_in(made, case, paper)
    let_in(made, case, paper, role="independent_person", name="Peter Vance")
    stages.stage_2_reports.receive_investigator_report(
        **stages.of(case, received_on=stages.date(2026, 6, 1), findings=stages.MIXED)
    )
    client = signed_in(made["independent_person"])
    declared(client, case)
    address = f"/my-cases/{case.reference}/points/1/"

    assert "Six weeks passed." in client.get(address).content.decode()
    answer = client.post(address, {"finding": "Not upheld", "reason": ""})
    assert answer.status_code == 422
    assert "Enter why you differ" in answer.content.decode()
    assert ines_.pk


def test_an_advocate_has_no_points_to_decide_and_no_notes(made, case):
    let_in(made, case, offices.paper(case), role="advocate", name="")
    client = signed_in(made["advocate"])
    page = client.get(f"/my-cases/{case.reference}/").content.decode()

    assert "Calls were not returned" not in page
    assert client.get(f"/my-cases/{case.reference}/points/").status_code == 302
    assert client.get(f"/my-cases/{case.reference}/notes/").status_code == 403


def test_a_panel_hands_its_recommendations_in_and_the_office_checks_them(made):
    case = stages.with_panel()
    one = Appointment.objects.filter(representation=case, part="panel_chair").first()
    let_in(made, case, offices.paper(case), role="panel_member", name=one.person.name)
    client, officer = signed_in(made["panel_member"]), signed_in(made["complaints_officer"])
    declared(client, case)
    address = f"/my-cases/{case.reference}"
    client.post(f"{address}/points/1/", {"finding": "", "recommend": "Write within a week."})
    client.post(f"{address}/report/", {"send": "yes", "recommendations": "Train the team."})
    row = HandedIn.objects.get()
    there = f"/cases/{case.reference}/handed-in/{row.pk}/"

    assert handing_in.content_of(row)["recommendations"] == "Point 1: Write within a week.\nTrain the team."
    assert "Train the team." in officer.get(there).content.decode()
    early = officer.post(there, {"take-up": "yes"})
    assert early.status_code == 422
    assert "cannot be taken up now" in early.content.decode()


def test_the_clerk_of_the_panel_reads_what_it_hands_in_and_no_message_to_the_complaints_team(made):
    case = stages.with_panel()
    one = Appointment.objects.filter(representation=case, part="panel_chair").first()
    let_in(made, case, offices.paper(case), role="panel_member", name=one.person.name)
    client = signed_in(made["panel_member"])
    declared(client, case)
    client.post(f"/my-cases/{case.reference}/report/", {"send": "yes", "recommendations": "Train the team."})
    client.post(f"/my-cases/{case.reference}/words/", {"words": "Please ring me."})
    said, message = HandedIn.objects.order_by("pk")
    offices.give(case, made["panel_clerk"], "clerk", today())
    offices.give(case, made["head_of_service"], "responder", today())
    clerk, head = signed_in(made["panel_clerk"]), signed_in(made["head_of_service"])
    there = f"/cases/{case.reference}/handed-in/"

    assert there in clerk.get(f"/cases/{case.reference}/").content.decode()
    assert "Train the team." in clerk.get(f"{there}{said.pk}/").content.decode()
    assert clerk.get(f"{there}{message.pk}/").status_code == 404
    assert head.get(there).status_code == 403
    assert there not in head.get(f"/cases/{case.reference}/").content.decode()


def test_a_message_reaches_the_complaints_team_with_the_case(made, case):
    client = ines(made, case)
    client.post(f"/my-cases/{case.reference}/words/", {"words": "Please add the plan."})

    assert HandedIn.objects.get().what == "words"
    assert client.post(f"/my-cases/{case.reference}/words/", {"words": ""}).status_code == 422


def test_the_pages_ask_no_more_of_many_papers_than_of_few(made, case):
    few = [offices.paper(case, f"Paper {one}") for one in range(2)]
    client = ines(made, case, *few)
    addresses = ["/my-cases/", *pages_of(case, few[0])[0:1], f"/my-cases/{case.reference}/papers/"]
    before = [asked(client, one) for one in addresses]
    many = [offices.paper(case, f"More {one}") for one in range(12)]
    let_in(made, case, *many, name="")

    assert [asked(client, one) for one in addresses] == before
    assert guest_case(made["investigating_officer"], case.reference, on=today(), at=now()).is_open


def asked(client, address):
    """How many questions a page puts to the database."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)
