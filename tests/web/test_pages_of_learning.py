"""Pages of what is learnt: the list and its story, sharing, signing, training, samples, and what the public reads."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework import offices
from tests.casework.offices import NOW
from tests.web.access.looking import browser
from tests.web.act_pages import hidden, opened, sent

from heard.casework import four_eyes, learning
from heard.casework.learning import Of, SeenTo
from heard.casework.letters.reading import reading_of
from heard.outcomes.models import DipSample, LearningPoint, PaperChanged, TrainingSession, YouSaid
from heard.representations.models import RepresentationNature, SecondPerson

pytestmark = pytest.mark.django_db
LISTS = ("/learning/", "/good-practice/", "/to-read/", "/guidance/", "/training/", "/samples/", "/changed-papers/",
         "/told-the-public/", "/learning/new/", "/learning/partners/", "/good-practice/new/", "/guidance/new/",
         "/training/needs/new/", "/training/sessions/new/", "/samples/new/", "/changed-papers/new/",
         "/told-the-public/new/", "/you-said/", "/you-said/children/")  # fmt: skip


@pytest.fixture
def office():
    return offices.an_office()


def learnt(office, words: str = "One officer a day answers the line.", **more: Any):
    case = offices.a_case(office)
    row = learning.learn(
        reference=case.reference,
        by="complaints-manager",
        at=NOW,
        learned_on=date(2026, 5, 4),
        words=words,
        **more,
    )
    return case, row


def on(name: str, day: date) -> dict[str, Any]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def send(client: Client, address: str, status: int = 302, **said: Any) -> str:
    page = client.get(address).content.decode()
    once = {"once": hidden(page, "once")} if 'name="once"' in page else {}
    answer = client.post(address, {**once, **said})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_every_page_opens_empty_and_full_and_costs_the_same_however_much_there_is(office):
    client = browser(office["complaints_manager"])
    empty = {there: client.get(there).status_code for there in LISTS}
    costs = []
    for words in ("One.", "Two.", "Three."):
        _, row = learnt(office, words, of=Of(("Assessment", "Our care"), ("Delay",)))
        with CaptureQueriesContext(connection) as asked:
            client.get("/learning/")
        costs.append(len(asked))

    assert set(empty.values()) == {200}, empty
    assert costs[1] == costs[2]
    page = client.get("/learning/?service=Our+care&theme=Delay&year=2026/27&view=to_share").content.decode()
    assert "3 things were learnt. 3 wait to be shared." in page
    assert "Nothing here." in client.get("/learning/?year=2024/25").content.decode()
    assert client.get(f"/learning/{row.pk}/").status_code == 200


def test_a_point_is_planned_shared_asked_about_and_compared(office):
    cases = [learnt(office, of=Of(("Assessment",), ("Delay",))) for _ in range(2)]
    case, row = cases[0]
    client, there = browser(office["complaints_manager"]), f"/learning/{row.pk}/"
    nature = row.themes.get().term
    for one, _ in cases:
        RepresentationNature.objects.create(representation=one, term=nature)
    owner = office["head_of_service"].person_id
    send(
        client,
        f"{there}plan/",
        owner=owner,
        **on("due_on", date(2026, 6, 1)),
        **on("in_force_on", date(2026, 5, 20)),
    )
    send(client, f"{there}share/", way="briefing", teams=["North"], **on("shared_on", date(2026, 5, 20)))
    send(
        client, f"{there}changed/", answer="in_part", words="Fewer calls.", **on("said_on", date(2026, 11, 1))
    )
    page = client.get(there).content.decode()

    for words in ("Head Of Service Marl", "briefing, North", "It changed in part. Fewer calls.", case.reference,
                  "Complaints about Delay in Assessment", "It is too early to say"):  # fmt: skip
        assert words in page, words
    said = send(client, f"{there}share/", 422, way="memo", **on("shared_on", date(2026, 5, 20)))
    assert "Pick at least one team, service or partner" in said
    assert client.get("/learning/987654/").status_code == 404
    assert browser(office["post_room"]).get(there).status_code == 404


def test_a_note_is_signed_with_one_press_and_the_office_sees_who_has_not(office):
    manager, reader = browser(office["complaints_manager"]), browser(office["team_manager"])
    sent = {"title": "Ring back", "words": "The same day.", **on("read_by", date(2026, 11, 30))}
    send(manager, "/guidance/new/", **sent, roles=["team_manager", "legal"])
    assert "1 note waits for you to read and sign" in reader.get("/learning/").content.decode()
    number = office["team_manager"].to_read.get().guidance_id
    assert reader.post(f"/to-read/{number}/").status_code == 302

    assert "Nothing waits for you to read." in reader.get("/to-read/").content.decode()
    page = manager.get("/guidance/").content.decode()
    assert "1 of 2" in page
    assert "Legal Marl" in page
    assert browser(office["director"]).post(f"/to-read/{number}/").status_code == 404


def test_good_practice_training_samples_and_changed_papers_reach_the_record(office):
    case, row = learnt(office)
    client, reads = browser(office["complaints_officer"]), browser(office["post_room"])
    betrays = {"title": "Ring back", "words": "Kayla Thornbeck waited."}
    assert "the name of somebody on record" in send(client, "/good-practice/new/", 422, **betrays)
    send(
        client,
        "/good-practice/new/",
        title="Ring back",
        words="Ring back the same day, always.",
        learning=row.pk,
    )
    send(client, "/training/needs/new/", words="Ringing back", case=case.reference)
    held = {
        "title": "Listening",
        "held_by": "Ruth",
        "attended": 4,
        "on_complaints": "yes",
        "who": [office["legal"].person_id],
    }
    send(client, "/training/sessions/new/", **held, **on("held_on", date(2026, 10, 1)))
    session = TrainingSession.objects.get()
    send(client, f"/training/sessions/{session.pk}/feedback/", score="4", words="It helped.")
    asked = {"asked": "Rung back in a day?", "looked_by": "Ruth", "looked_at": 10, "as_should_be": 8}
    asked["found"] = "Two late."
    send(client, "/samples/new/", **asked, cases=case.reference, **on("looked_on", date(2026, 10, 1)))
    paper = {"kind": "form", "title": "Call log", "was": "No line", "became": "A line", "changed_by": "Dana"}
    send(client, "/changed-papers/new/", **paper, learning=row.pk, **on("changed_on", date(2026, 10, 2)))

    assert "Ring back the same day" in reads.get("/good-practice/?words=same+back").content.decode()
    assert "No note has these words" in reads.get("/good-practice/?words=holiday").content.decode()
    pages = {there: (client.get(there).content.decode(), reads.get(there).content.decode())
             for there in ("/training/", "/samples/", "/changed-papers/")}  # fmt: skip
    assert "4.0 of 5 from 1 person" in pages["/training/"][1]
    assert "8 of 10" in pages["/samples/"][1]
    assert "Call log" in pages["/changed-papers/"][1]
    # Whoever does not read the case sees what was found and not of which case.
    for whole, less in pages.values():
        assert case.reference in whole or f"/learning/{row.pk}/" in whole
        assert case.reference not in less
        assert f"/learning/{row.pk}/" not in less
    assert (DipSample.objects.count(), PaperChanged.objects.count()) == (1, 1)


def test_what_the_public_reads_needs_a_second_person_no_cookie_and_no_names(office):
    officer, visitor = browser(office["complaints_officer"]), Client()
    told = {"said_words": "You told us that nobody rang back.", "did": "We now ring back the same day.",
            "child_said": "You said we did not call you.", "child_did": "Now we call you the same day.",
            **on("done_on", date(2026, 10, 5))}  # fmt: skip
    few = {**told, "did": "Two families got it."}
    assert "fewer than five people" in send(officer, "/told-the-public/new/", 422, **few)
    send(officer, "/told-the-public/new/", **told)
    number = YouSaid.objects.get().pk
    there = f"/told-the-public/{number}/"
    send(officer, f"{there}ask/")
    assert "after a second person agreed" in send(officer, f"{there}release/", 422)
    four_eyes.approve(number=SecondPerson.objects.get().pk, by=office["complaints_manager"], at=NOW)
    assert b"rang back" not in visitor.get("/you-said/").content
    send(officer, f"{there}release/")
    answer, child = visitor.get("/you-said/"), visitor.get("/you-said/children/").content.decode()

    assert "nobody rang back" in answer.content.decode()
    assert "October 2026" in answer.content.decode()
    assert "5 October" not in answer.content.decode()
    assert "Now we call you the same day." in child
    assert "nobody rang back" not in child
    for page, audience in ((answer.content.decode(), "adult"), (child, "child")):
        words = re.sub(r"<[^>]+>", "\n", re.search(r"<main.*?</main>", page, re.S)[0])
        assert reading_of(words, audience).is_plain, reading_of(words, audience)
    assert not answer.cookies
    assert len(answer.content) < 20_000
    send(officer, f"{there}take-back/", because="A mistake.")
    assert "rang back" not in visitor.get("/you-said/").content.decode()


def test_nothing_learnt_from_a_walled_case_is_listed_counted_or_named_to_choose(office):
    case, row = learnt(office, "Axolotl.")
    _, free = learnt(
        office, "Write dates in full.", seen_to=SeenTo(office["legal"].person_id, date(2026, 7, 1))
    )
    client = browser(office["complaints_manager"])
    before = "Axolotl" in client.get("/learning/").content.decode()
    offices.complain_about(case, office["complaints_manager"])

    assert before
    for there in ("/learning/", "/changed-papers/new/", "/guidance/new/"):
        page = client.get(there).content.decode()
        assert "Axolotl" not in page
        assert case.reference not in page
    assert "1 thing was learnt" in client.get("/learning/").content.decode()
    assert client.get(f"/learning/{row.pk}/").status_code == 404
    assert LearningPoint.objects.filter(pk=free.pk).exists()


def test_closing_asks_what_is_learnt_of_whom_and_by_when_or_why_nothing_is(office):
    case = offices.a_case(office)
    client, there = browser(office["complaints_manager"]), f"/cases/{case.reference}/do"
    other, owner = offices.a_case(office), office["legal"].person_id
    said = {
        "words": "One officer a day.",
        "service": "Assessment",
        "services": ["Our care"],
        "themes": ["Delay"],
    }
    more = {"cases": other.reference, "owner": owner, **on("due_on", date(2026, 12, 1))}
    sent(client, f"{there}/record-learning/", **on("learned_on", date(2026, 11, 20)), **said, **more)
    nothing = {**on("decided_on", date(2026, 11, 20)), "reason": "A flood.", "decided_by": "Amina Odell"}
    sent(client, f"/cases/{other.reference}/do/learn-nothing/", **nothing)

    row = LearningPoint.objects.get()
    assert [one.service.label for one in row.places.all()] == ["Our care"]
    assert (row.plan.owner_id, row.themes.count(), row.further_cases.count()) == (owner, 1, 1)
    assert "Nothing: A flood." in client.get(f"/cases/{other.reference}/closing/").content.decode()
    words = opened(client, f"{there}/record-learning/")
    page = client.post(f"{there}/record-learning/", {**words, "words": "x", "owner": owner, "step": "check"})
    assert "Enter both who sees to it and by when, or neither" in page.content.decode()
