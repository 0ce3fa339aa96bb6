"""The pages on which requests about data, breaches and who looked are seen to: from the request to the letter."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import living
from tests.casework.living import at_stage_1
from tests.web.act_pages import hidden, signed_in
from tests.web.acts_done import office_on, on

from heard.casework.writing import writing
from heard.representations.models import Breach, DataRequest, Representation, SecondPerson

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


@pytest.fixture
def lead(members):
    return signed_in(members["information_governance"])


def fill(client, address: str, status: int = 302, **answers) -> str:
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    answer = client.post(address, {"once": hidden(page.content.decode(), "once"), **answers})
    assert answer.status_code == status, answer.content.decode()
    return (
        client.get(answer.headers["Location"]).content.decode() if status == 302 else answer.content.decode()
    )


def logged(client, case, kind: str) -> str:
    assert "Number of a case" in client.get("/data-rights/new/").content.decode()
    assert client.get("/data-rights/new/?case=CR-1").status_code == 404
    fill(
        client,
        f"/data-rights/new/?case={case.reference}",
        person=living.person(case),
        kind=kind,
        asked_by="Malik Thornbeck",
        asks_as="self",
        words="That is not what was said.",
        reply_to="4 Invented Row",
        **on("received_on", TODAY),
    )
    return str(DataRequest.objects.latest("pk").reference)


def decided(client, number: str, **answers) -> str:
    said = {"words": "We looked at it.", **on("decided_on", TODAY)}
    return fill(client, f"/data-rights/{number}/do/decide/", **said, **answers)


def agreed_by(members, role: str) -> int:
    row = SecondPerson.objects.get(answer="waiting")
    page = signed_in(members[role]).post(f"/approve/{row.pk}/", {"agree": "yes"})
    assert page.status_code == 302, page.content.decode()
    return row.pk


def test_a_request_goes_from_the_door_to_its_letter_and_words_are_put_right_or_disputed(members, lead):
    case = at_stage_1()
    number = logged(lead, case, "correct")
    assert number in lead.get("/data-rights/").content.decode()
    wrong = fill(
        lead,
        f"/data-rights/{number}/do/decide/",
        422,
        answer="refused",
        words="No.",
        **on("decided_on", TODAY),
    )
    assert "at least one reason in law" in wrong
    decided(lead, number, answer="partly", reasons="opinion")
    put = {"what": f"{case.reference}/words", "became": "They ring back.", "why": "His note."}
    fill(lead, f"/data-rights/{number}/do/correct/", **put, **on("corrected_on", TODAY))
    said = {"what": f"{case.reference}/point/1/words", "statement": "They rang on Sunday."}
    fill(lead, f"/data-rights/{number}/do/dispute/", **said, **on("stated_on", TODAY))
    page = fill(lead, f"/data-rights/{number}/do/sent/", **on("sent_on", TODAY))
    assert "Granted in part and answered" in page
    letter = lead.get(f"/data-rights/{number}/letter/").content.decode()
    assert "Information Commissioner’s Office" in letter

    officer = signed_in(members["complaints_officer"])
    assert "They ring back." in officer.get(f"/cases/{case.reference}/").content.decode()
    points = officer.get(f"/cases/{case.reference}/points/").content.decode()
    for words in ("Disputed", "They rang on Sunday.", "Nobody rang back for six weeks."):
        assert words in points
    answering = officer.get(f"/cases/{case.reference}/do/answer-stage-1/").content.decode()
    assert "They rang on Sunday." in answering

    value = DataRequest.objects.get(reference=number).corrected.get()
    fill(lead, f"/data-rights/{number}/before/{value.pk}/", because="A court asks what stood there.")
    second = agreed_by(members, "complaints_manager")
    old = lead.post(f"/data-rights/{number}/agreed/{second}/").content.decode()
    assert "I am not happy." in old
    assert "I am not happy." not in lead.get(f"/data-rights/{number}/").content.decode()
    mark = DataRequest.objects.get(reference=number).disputed.get()
    fill(lead, f"/data-rights/{number}/marks/{mark.pk}/", because="Settled.", **on("ended_on", TODAY))
    assert "Disputed" not in officer.get(f"/cases/{case.reference}/points/").content.decode()


def test_restricted_use_is_shown_plainly_to_those_named_and_the_case_is_gone_for_others(members, lead):
    case = at_stage_1()
    number = logged(lead, case, "restrict")
    decided(lead, number, answer="granted")
    manager = members["complaints_manager"]
    fill(lead, f"/data-rights/{number}/do/restrict/", named=manager.pk, **on("begins_on", TODAY))

    assert "Use restricted" in signed_in(manager).get(f"/cases/{case.reference}/").content.decode()
    assert signed_in(members["director"]).get(f"/cases/{case.reference}/").status_code == 404
    fill(lead, f"/data-rights/{number}/do/told/", because="It was checked.", **on("told_on", TODAY))
    page = fill(lead, f"/data-rights/{number}/do/lift/", 422, **on("ended_on", TODAY))
    assert "told before it is lifted" in page


def test_what_is_erased_takes_two_persons_and_its_proof_lists_every_store_and_the_last_backup(members, lead):
    case = at_stage_1()
    number = logged(lead, case, "erase")
    assert "Erase what they asked" not in lead.get(f"/data-rights/{number}/").content.decode()
    decided(lead, number, answer="granted")
    what = {"what": f"case/{case.reference}", "because": "It is not ours to keep."}
    assert "is still being heard" in fill(lead, f"/data-rights/{number}/erase/", 422, **what)
    with writing("test_rows", by="amina", at=living.NOW) as line:
        line.change(living.fresh(case), state="closed")
    fill(lead, f"/data-rights/{number}/erase/", **what)
    second = SecondPerson.objects.get().pk
    lead.post(f"/data-rights/{number}/agreed/{second}/")
    assert Representation.objects.filter(pk=case.pk).exists()
    agreed_by(members, "complaints_manager")

    page = lead.post(f"/data-rights/{number}/agreed/{second}/", follow=True).content.decode()

    assert not Representation.objects.filter(pk=case.pk).exists()
    for words in (
        "Proof of erasure",
        "27 December 2026",
        "Rows of the database",
        "Words to search by",
        "Files",
    ):
        assert words in page


def test_a_breach_is_recorded_judged_and_told_and_a_late_one_is_on_the_page_of_work(members, lead):
    fill(
        lead,
        "/breaches/new/",
        kind="sent",
        words="A letter went to another family.",
        data="A name",
        known_time="10:00",
        **on("known_on", date(2026, 11, 17)),
    )
    row = Breach.objects.get()
    assert "72 hours are over" in lead.get("/breaches/").content.decode()
    work = lead.get("/work/").content.decode()
    assert row.reference in work
    at = {"words": "By telephone.", "time": "09.00", **on("day", date(2026, 11, 21))}
    wrong = fill(lead, f"/breaches/{row.reference}/say/regulator/", 422, answer="told", **at)
    assert "why they were told later" in wrong
    page = fill(
        lead, f"/breaches/{row.reference}/say/regulator/", answer="told", late_because="Nobody knew.", **at
    )
    assert "Told late" in page
    assert row.reference not in lead.get("/work/").content.decode()
    assert "must be a time" in fill(
        lead, f"/breaches/{row.reference}/say/risk/", 422, **{**at, "time": "9 o’clock"}
    )


def test_who_saw_a_record_is_found_by_a_case_and_taken_along(members, lead):
    case = at_stage_1()
    signed_in(members["complaints_officer"]).get(f"/cases/{case.reference}/")
    person = living.person(case)

    assert (
        f"/data-rights/who-looked/{person}/"
        in lead.get(f"/data-rights/who-looked/?case={case.reference}").content.decode()
    )
    assert "Complaints officer" in lead.get(f"/data-rights/who-looked/{person}/").content.decode()
    sheet = lead.get(f"/data-rights/who-looked/{person}/sheet.csv")
    assert sheet.headers["Content-Type"].startswith("text/csv")
    assert b"Who saw report" in sheet.content
    assert lead.get("/data-rights/who-looked/?case=CR-1").status_code == 404
    assert (
        signed_in(members["complaints_manager"]).get(f"/data-rights/who-looked/{person}/").status_code == 403
    )


def test_a_request_whose_asker_is_doubted_is_not_offered_to_be_decided_until_that_is_settled(lead):
    number = logged(lead, at_stage_1(), "correct")
    assert f"/data-rights/{number}/do/decide/" in lead.get(f"/data-rights/{number}/").content.decode()

    doubted = fill(lead, f"/data-rights/{number}/do/doubt/", **on("asked_on", TODAY))
    assert f"/data-rights/{number}/do/decide/" not in doubted

    settled = fill(lead, f"/data-rights/{number}/do/settled/", **on("known_on", TODAY))
    assert f"/data-rights/{number}/do/decide/" in settled


def test_what_a_breach_wants_is_asked_for_in_its_own_words_where_it_is_left_empty(lead):
    wrong = fill(lead, "/breaches/new/", status=422, people="abc")
    assert "How many people must be a whole number, such as 2" in wrong

    fill(
        lead, "/breaches/new/", kind="sent", words="To a neighbour.", data="One name.", known_time="00:00",
        **on("known_on", TODAY),
    )  # fmt: skip
    number = Breach.objects.get().reference
    empty = fill(lead, f"/breaches/{number}/say/risk/", status=422)
    assert "Enter in words" not in empty
