"""E-mail that came in, at its pages: read, made into a case, put on one, set aside, and hidden with what is hidden."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import living, mails
from tests.web.act_pages import hidden, office, signed_in

from heard.casework import mail_arriving
from heard.casework.looking_at_mail import seen_by_nobody
from heard.casework.mail_reading import read_mail
from heard.casework.writing import writing
from heard.people.models import Member, Person
from heard.representations.models import ArrivedMail, Document, Message, Representation, Wall

pytestmark = pytest.mark.django_db
CAME = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
WORDS = "My son’s worker never rings.\n<script>alert(1)</script>\nPlease help."


@pytest.fixture
def members(settings, monkeypatch):
    settings.HEARD_MAIL = mails.MAIL
    monkeypatch.setattr(mail_arriving, "read_apart", read_mail)
    return office()


@pytest.fixture
def officer(members):
    return signed_in(members["complaints_officer"])


def held(**more) -> int:
    """The number of a mail that waits."""
    return mails.arrived(mails.mail(**{"words": WORDS, **more}), received_at=CAME).mail


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def wall_off(case: Representation, member: Member) -> None:
    """Between a member and a case, from the day it came."""
    person = Person(name=member.account.username)
    with writing("test_rows", by="amina", at=mails.NOW) as line:
        line.add(person)
        line.change(member, person=person)
        line.add(Wall(representation=case, person=person, source="declared", begins_on=living.RECEIVED))


def test_what_waits_is_listed_the_longest_first_and_read_in_plain_letters(officer):
    later = mails.arrived(mails.mail(subject="Later"), received_at=mails.CAME).mail
    first = held(subject="First <b>", files=(("a.pdf", "application/pdf", b"%PDF-1.4"),))
    listed, one = page(officer, "/mail/"), page(officer, f"/mail/{first}/")

    assert "2 e-mails wait. The first came 4 days ago." in listed
    assert listed.index(f"/mail/{first}/") < listed.index(f"/mail/{later}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in one
    assert "<script>alert" not in one
    assert "a.pdf, 1 kB" in one
    assert "Wednesday 18 November 2026 at 11:30pm" in one


def test_a_machines_mail_stands_apart(officer):
    held(Auto_Submitted="auto-replied", subject="I am away")

    assert "I am away" not in page(officer, "/mail/")
    assert "I am away" in page(officer, "/mail/?view=automatic")


def test_a_new_case_is_made_of_it_with_its_words_its_day_and_its_files(officer, members):
    number = held(sender="Zed Quill <zed@example.net>", files=(("a.txt", "text/plain", b"hello"),))
    address = f"/mail/{number}/new-case/"
    form = page(officer, address)
    assert "zed@example.net" in form
    assert 'value="Zed Quill"' in form
    assert 'value="18"' in form
    said = {"words": WORDS, "kind": "concern", "channel": "Telephone", "received_on-day": "18",
            "received_on-month": "11", "received_on-year": "2026", "name": "Zed Quill",
            "once": hidden(form, "once")}  # fmt: skip
    late = officer.post(address, {**said, "received_on-day": "20", "confirmed": "yes"})
    assert "by machine evidence" in late.content.decode()
    assert "Nothing is put on record yet" in officer.post(address, said).content.decode()
    answers = [officer.post(address, {**said, "confirmed": "yes"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    case, row = Representation.objects.get(), ArrivedMail.objects.get()
    assert (row.standing, row.representation, case.received_on) == ("made", case, date(2026, 11, 18))
    assert Message.objects.get().words == row.words
    assert Document.objects.get().representation == case
    assert page(officer, address, 404)


def test_it_is_put_on_a_case_of_those_that_one_may_read(officer):
    case = living.at_stage_1()
    mails.has_address(case)
    number = held(subject=f"Case {case.reference}")
    address = f"/mail/{number}/case/"

    assert "Its sender’s address is on record here. " in page(officer, f"/mail/{number}/")
    assert "Enter the number of the case" in page(officer, f"{address}?reference=", 422)
    assert "We cannot find that case" in page(officer, f"{address}?reference=CR-2026-9999", 422)
    asked = page(officer, f"{address}?reference={case.reference}")
    assert "This address is on record as theirs." in asked
    once, there = hidden(asked, "once"), f"{address}?reference={case.reference}"
    assert officer.post(there, {"once": once}).status_code == 422
    sent = [officer.post(there, {"once": once, "person": living.person(case)}) for _ in range(2)]

    assert [one.headers["Location"] for one in sent] == [f"/cases/{case.reference}/messages/"] * 2
    assert Message.objects.get().representation == case
    assert "never rings" in page(officer, f"/cases/{case.reference}/messages/")
    assert case.reference in page(officer, "/mail/?view=joined")
    assert officer.post(f"/mail/{number}/off/", {}).status_code == 422
    officer.post(f"/mail/{number}/off/", {"because": "It is about another family."})
    assert not Message.objects.exists()
    assert "1 e-mail waits." in page(officer, "/mail/")


def test_it_is_set_aside_with_a_reason_and_put_back(officer):
    number = held()
    assert "Error: " in officer.post(f"/mail/{number}/aside/", {}).content.decode()
    officer.post(f"/mail/{number}/aside/", {"why": "not_for_us", "words": "Sent to highways."})

    assert "Sent to highways." in page(officer, f"/mail/{number}/")
    assert "My complaint" in page(officer, "/mail/?view=aside")
    assert "No e-mail waits." in page(officer, "/mail/")
    officer.post(f"/mail/{number}/back/")
    assert "1 e-mail waits." in page(officer, "/mail/")


def test_a_mail_about_a_case_that_one_may_not_see_is_not_there_at_all(members, officer):
    case = living.at_stage_1()
    mails.has_address(case)
    number = held()
    assert "My complaint" in page(officer, "/mail/")
    wall_off(case, members["complaints_officer"])

    assert "My complaint" not in page(officer, "/mail/")
    for address in ("", "case/", "aside/", "new-case/"):
        assert "never rings" not in page(officer, f"/mail/{number}/{address}", 404)
    post_room = signed_in(members["post_room"])
    assert "My complaint" not in page(post_room, "/mail/")
    assert "My complaint" in page(signed_in(members["complaints_manager"]), "/mail/")


def test_whoever_takes_cases_down_sees_what_is_about_no_case_and_joins_none(members):
    number = held()
    post_room = signed_in(members["post_room"])

    assert "Make a new case of it" in page(post_room, f"/mail/{number}/")
    assert "Put it on" not in page(post_room, f"/mail/{number}/")
    assert page(post_room, f"/mail/{number}/case/", 403)
    assert page(signed_in(members["elected_member"]), "/mail/", 403)


def test_a_mail_that_nobody_at_work_may_see_is_counted(members):
    case = living.at_stage_1()
    mails.has_address(case)
    number = held()
    assert seen_by_nobody(on=date(2026, 11, 22)) == []
    for role in ("complaints_officer", "complaints_manager"):
        wall_off(case, members[role])

    assert seen_by_nobody(on=date(2026, 11, 22)) == [number]


def test_however_much_waits_the_same_few_statements_are_asked(officer):
    case = living.at_stage_1()
    mails.has_address(case)
    first = held(subject=f"Case {case.reference}")
    addresses = ("/mail/", f"/mail/{first}/")
    few = [statements(officer, one) for one in addresses]
    for number in range(5):
        held(subject=f"Number {number}, case {living.received().reference}", words=f"Words {number}")

    assert [statements(officer, one) for one in addresses] == few
    assert few[0] <= 12
    assert "6 e-mails wait. The first came 4 days ago." in page(officer, "/work/")


def statements(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)
