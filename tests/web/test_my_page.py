"""Coming back by code or by link, and what is on one's own page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.test import Client
from tests.casework.living import at_stage_1, person
from tests.web.act_pages import office, signed_in

from heard.casework import codes, intake, messages, safety
from heard.casework.audit import verify
from heard.casework.door import SECRET_NAME, Told, take_in
from heard.casework.parties import Somebody, Way
from heard.people.models import Member
from heard.representations.models import Dissatisfaction, HowItWas, Message, Representation, Stage, Telling
from heard.web import sending
from heard.web.public import coming_back

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 16, 40, tzinfo=UTC)
CODE, MINE = "/code/", "/my/"


@pytest.fixture
def taken():
    office()
    ways = (Way("email", "malik@example.org", True),)
    told = Told(
        door="child", kind="statutory_complaint", once="one", words="Nobody told me I was moving.",
        people=(Somebody("complainant", SECRET_NAME, "child", ways=ways),), wants_code=True, trusted="My aunt Ruth",
    )  # fmt: skip
    return take_in(told, at=AT)


@pytest.fixture
def child(taken):
    browser = Client()
    assert browser.post(CODE, {"code": codes.in_groups(taken.code)}).status_code == 302
    return browser


def case(taken):
    return Representation.objects.get(reference=taken.reference)


def answered(taken):
    """Its first stage answered, as the office does it, on Sunday 22 November."""
    at, by = datetime(2026, 11, 22, 9, tzinfo=UTC), "complaints-manager"
    named = {"reference": taken.reference, "by": by, "at": at}
    intake.accept(decided_on=at.date(), reason="It fits.", decided_by="Amina", **named)
    stage = Stage.objects.get(representation=case(taken), stage="stage_1")
    Stage.objects.filter(pk=stage.pk).update(answered_on=at.date(), due_on_hint=None)
    Representation.objects.filter(pk=stage.representation_id).update(state="stage_1_answered")


def words_on(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_code_opens_the_page_with_the_next_day_and_nothing_in_its_address(child):
    answer = child.get(MINE)

    assert "will answer you by Friday 4 December 2026" in words_on(answer)
    assert "Nobody told me I was moving." in words_on(answer)
    assert answer["Cache-Control"] == "no-store"


def test_a_wrong_code_is_answered_the_same_whatever_it_is(taken):
    said = set()
    for typed in ("1", "1234 5678 9012 3456", "x" * 60, "９" * 16):
        answer = Client().post(CODE, {"code": typed})
        assert answer.status_code == 422
        said.add(words_on(answer))

    assert len(said) == 1
    assert "We cannot find that code" in said.pop()


def test_after_five_tries_the_next_wait_and_the_right_code_in_another_browser_does_not(taken):
    guessing = Client()
    for _ in range(5):
        guessing.post(CODE, {"code": "1111 1111 1111 1111"})

    assert "Wait half a minute" in words_on(guessing.post(CODE, {"code": taken.code}))
    assert Client().post(CODE, {"code": taken.code}).status_code == 302


def test_a_code_that_was_ended_closes_the_page_at_the_next_request(child, taken):
    from heard.casework.my_page_acts import give_new_code

    found = codes.reader_of(taken.code)
    new = give_new_code(
        reference=taken.reference, person=found.person, because="Her aunt Ruth, whom she trusted, rang us.",
        by="complaints-manager", at=AT, day=AT.date(),
    )  # fmt: skip

    assert child.get(MINE).headers["Location"] == CODE
    assert codes.reader_of(taken.code) is None
    assert codes.reader_of(new).person == found.person


def test_after_twenty_minutes_of_nothing_the_page_is_closed(child, clock):
    clock.set(datetime(2026, 11, 22, 10, 21, tzinfo=UTC))

    assert child.get(MINE).headers["Location"] == CODE


def test_what_they_write_is_kept_as_they_wrote_it_and_the_office_is_told(child, taken):
    child.post("/my/say/", {"words": "It happened <b>again</b> on Friday."})

    row = Message.objects.get(representation=case(taken))
    assert (row.direction, row.words) == ("in", "It happened <b>again</b> on Friday.")
    assert case(taken).notices.filter(what="said_more").exists()
    assert "It happened &lt;b&gt;again&lt;/b&gt; on Friday." in child.get(MINE).content.decode()


def test_who_is_not_safe_and_who_waits_for_an_answer_stand_on_the_work_list_until_seen_to(child, taken):
    members = {one.role: one for one in Member.objects.all()}
    manager = signed_in(members["complaints_manager"])
    assert "wait for an answer" not in words_on(manager.get("/work/"))

    child.post("/my/say/", {"words": "It happened again."})
    Telling.objects.filter(representation=case(taken)).update(says_unsafe=True)
    assert f"Not safe: {taken.reference}" in words_on(manager.get("/work/"))
    assert "Not safe" not in words_on(signed_in(members["team_manager"]).get("/work/"))

    safety.refer_to_safeguarding(
        reference=taken.reference, by="complaints-manager", at=AT, told_on=AT.date(), told="The front door team",
        reason="She said so.", decided_by="Amina",
    )  # fmt: skip
    assert "and wait for an answer" in words_on(manager.get("/work/"))

    messages.send_message(
        reference=taken.reference, person=codes.reader_of(taken.code).person, way="page",
        words="Thank you. I will ring you.", by="complaints-manager", at=datetime(2026, 11, 22, 9, tzinfo=UTC),
    )  # fmt: skip
    assert "wait for an answer" not in words_on(manager.get("/work/"))


def test_going_on_is_offered_only_after_an_answer(child, taken):
    assert child.get("/my/go-on/").headers["Location"] == MINE
    assert "I am not happy with it" not in words_on(child.get(MINE))


def test_one_press_after_an_answer_begins_stage_2_from_that_day(child, taken):
    answered(taken)
    child.post("/my/go-on/", {"words": ""})

    begun = Stage.objects.get(representation=case(taken), stage="stage_2")
    assert begun.started_on == date(2026, 11, 22)
    assert "Someone new is looking again" in words_on(child.get(MINE))
    assert not Dissatisfaction.objects.filter(representation=case(taken), is_request=None).exists()


def test_wanting_to_stop_stops_nothing_and_tells_the_office(child, taken):
    before = case(taken).state
    child.post("/my/stop/", {"words": ""})

    assert case(taken).state == before
    assert case(taken).notices.filter(what="wants_to_stop").exists()


def test_how_it_was_is_asked_once_whatever_came_of_it(child, taken):
    assert child.post("/my/how-it-was/", {"heard": "yes", "fair": "partly", "words": ""}).status_code == 302
    assert child.get("/my/how-it-was/").headers["Location"] == MINE
    assert HowItWas.objects.get(representation=case(taken)).fair == "partly"


def test_whom_they_trusted_is_trusted_no_more_once_they_say_so(child, taken):
    assert "My aunt Ruth" in words_on(child.get(MINE))
    child.post("/my/trust-nobody/")

    assert "My aunt Ruth" not in words_on(child.get(MINE))
    assert verify().whole


def test_a_link_goes_only_to_an_address_on_record_and_the_answer_is_the_same(taken, monkeypatch):
    sent = []
    monkeypatch.setattr(sending, "later", lambda do, *said: do(*said))
    monkeypatch.setattr(coming_back, "send", sent.append)
    said = set()
    for reference, address in (
        (taken.reference, "malik@example.org"),
        (taken.reference, "somebody@example.org"),
        ("CR-1999-0001", "malik@example.org"),
    ):
        said.add(words_on(Client().post("/code/link/", {"reference": reference, "address": address})))

    assert len(said) == 1
    assert [one.to for one in sent] == ["malik@example.org"]

    by_link, again = Client(), Client()
    way = f"/code/link/{sent[0].secret}/"
    assert by_link.get(way).status_code == 200
    assert by_link.post(way).headers["Location"] == MINE
    assert by_link.get(MINE).status_code == 200
    assert again.post(way).status_code == 404


def test_the_message_with_a_link_says_nothing_of_anybody(taken, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    made = coming_back.ways_back.ask_for_link(reference=taken.reference, address="malik@example.org", at=AT)
    coming_back.send(made)

    (message,) = mail.outbox
    assert taken.reference not in message.body + message.subject
    assert "complaint" not in (message.body + message.subject).lower()


def test_leaving_forgets_the_page_at_once(child):
    answer = child.get("/leave/")

    assert (answer.status_code, answer["Referrer-Policy"]) == (302, "no-referrer")
    assert "storage" in answer["Clear-Site-Data"]
    assert child.get(MINE).headers["Location"] == CODE


def test_nobody_without_a_part_in_a_case_has_a_page_of_it():
    office()
    other = at_stage_1()
    stranger = codes.Reader(other.pk, person(other) + 1000)

    from heard.casework.my_page import my_page

    assert my_page(stranger.case, stranger.person, on=date(2026, 11, 22)) is None


def test_a_notice_to_the_public_stands_from_its_day_until_it_is_taken_down(child, clock):
    manager = signed_in(Member.objects.get(role="complaints_manager"))
    day = {"begins_on-day": "22", "begins_on-month": "11", "begins_on-year": "2026", "reason": "The strike"}
    late = "Answers take longer until 4 December, because of a strike."
    assert late not in words_on(child.get(MINE))

    assert manager.post("/settings/notice/", {"words": late, **day}).status_code == 302
    for way in ("/my/", "/tell/", "/complain/"):
        assert late in words_on(child.get(way)), way

    assert manager.post("/settings/notice/", {"words": "", **day}).status_code == 302
    assert late not in words_on(Client().get("/tell/"))
    assert manager.post("/settings/notice/", {"words": "x" * 201, **day}).status_code == 422
