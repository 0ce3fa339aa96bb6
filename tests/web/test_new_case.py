"""A new case taken down from a call or a letter, and looked for among those there; triage, question by question."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.casework.living import MALIK, received
from tests.web.act_pages import day, hidden, office, signed_in

from heard.ledger.models import Draft
from heard.people.models import Contact
from heard.representations.models import Decision, Element, Link, Representation

pytestmark = pytest.mark.django_db
SAID = {
    "words": "Nobody rang back for six weeks and she is upset.",
    "kind": "statutory_complaint",
    "channel": "Telephone",
    **day("received_on", 2026, 4, 14),
    "name": "Malik Thornbeck",
    "relation": "parent",
    "child": "Kayla Thornbeck",
    "telephone": "0300 000 0002",
    "telephone_safe": "no",
    "safe_note": "He answers it.",
    "needs": "Large print",
    "point_1": "Nobody rang back.",
    **day("arose_1", 2026, 3, 2),
}


@pytest.fixture
def members(clock):
    clock.set(date(2026, 4, 15))
    return office()


@pytest.fixture
def manager(members):
    return signed_in(members["complaints_manager"])


def put_on_record(client, **more):
    """Fill in a new case, look at what is alike, and confirm it."""
    once = hidden(client.get("/cases/new/").content.decode(), "once")
    return client.post("/cases/new/", {**SAID, "once": once, "confirmed": "yes", **more})


def test_what_was_said_is_put_on_record_with_a_safe_way_and_what_they_need(manager):
    answer = put_on_record(manager)

    assert answer.status_code == 302, answer.content.decode()
    case = Representation.objects.get()
    assert case.words == SAID["words"]
    assert case.received_on == date(2026, 4, 14)
    assert Element.objects.get().arose_on == date(2026, 3, 2)
    assert (Contact.objects.get().is_safe, Contact.objects.get().note) == (False, "He answers it.")
    assert Decision.objects.get(about="adjustment").evidence == "Large print"
    page = manager.get(answer.headers["Location"]).content.decode()
    assert "is made. Next: acknowledge" in page


def test_what_it_is_about_is_kept_and_what_a_compliment_was_for_is_asked_of_compliments_alone(manager):
    assert put_on_record(manager, about=["Delay"]).status_code == 302
    assert [one.term.label for one in Representation.objects.get().natures.all()] == ["Delay"]

    wrong = put_on_record(manager, kind="compliment", about=["Delay"])
    assert wrong.status_code == 422
    assert "Answer this under “If it is a compliment: what for”" in wrong.content.decode()


def test_the_same_form_sent_twice_makes_one_case(manager):
    once = hidden(manager.get("/cases/new/").content.decode(), "once")
    form = {**SAID, "once": once, "confirmed": "yes"}

    first, second = manager.post("/cases/new/", form), manager.post("/cases/new/", form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Representation.objects.count() == 1


def test_what_may_be_here_already_is_shown_to_be_linked_and_never_merged(manager):
    old = received(people=(MALIK,))
    page = manager.post("/cases/new/", SAID).content.decode()
    assert "Is it already here?" in page
    assert "Somebody of the same name is in it" in page

    put_on_record(manager, belongs_with=old.reference)

    assert Representation.objects.count() == 2
    assert Link.objects.get().other == old


def test_a_case_nobody_was_shown_cannot_be_linked_by_its_number(manager):
    other = received(people=(), words="Something else.", points=())
    put_on_record(manager, belongs_with=other.reference)

    assert not Link.objects.exists()


def test_a_day_that_has_not_come_is_refused_in_the_words_of_the_question(manager):
    answer = put_on_record(manager, **day("received_on", 2026, 4, 20))

    assert answer.status_code == 422
    assert "Date received must be today or in the past" in answer.content.decode()
    assert "Nobody rang back for six weeks" in Draft.objects.get().words


def test_nothing_that_was_typed_is_dropped_because_what_it_belongs_to_is_empty(manager):
    nobody = put_on_record(manager, name="").content.decode()
    assert "Enter who said it, or “Name not given”" in nobody

    point = put_on_record(manager, better_2="An apology").content.decode()
    assert "Enter point 2, in their words: something stands beside it" in point

    unreachable = put_on_record(manager, telephone="").content.decode()
    assert "Enter the telephone, e-mail or address that this is about" in unreachable

    assert "such as name@example.org" in put_on_record(manager, email="malik at home").content.decode()
    assert not Representation.objects.exists()


def test_a_question_of_triage_left_empty_is_asked_for_in_its_own_words(manager):
    case = received()
    page = manager.post(f"/cases/{case.reference}/triage/asks/", {"asks_for": ""}).content.decode()
    assert "Answer “What do they ask for?”" in page


def test_somebody_who_may_not_take_a_case_down_is_told_who_can(members):
    answer = signed_in(members["elected_member"]).get("/cases/new/")

    assert answer.status_code == 403


def test_triage_asks_one_question_a_page_with_its_reason_and_source_beside_it(manager):
    case = received()
    first = manager.get(f"/cases/{case.reference}/triage/")
    assert first.headers["Location"].endswith("/triage/safe/")

    page = manager.get(f"/cases/{case.reference}/triage/who/").content.decode()
    assert page.count("<h1") == 1
    assert "Children Act 1989, section 26(3)" in page
    assert "Why we ask" in page


def test_the_answers_of_triage_lead_to_advice_and_a_named_persons_decision(manager):
    case = received()
    steps = {
        "safe": {"danger": "no"},
        "who": {"relation": "parent"},
        "behalf": {"behalf": "no"},
        "child": {"child_knows": "yes"},
        "asks": {"asks_for": "answer_to_dissatisfaction"},
        "point-1": {"scope_1": "children_in_need"},
        "point-2": {"scope_2": "children_in_need"},
        "court": {"court": "none"},
    }
    onward = ""
    for step, said in steps.items():
        answer = manager.post(f"/cases/{case.reference}/triage/{step}/", said)
        assert answer.status_code == 302, (step, answer.content.decode())
        onward = answer.headers["Location"]
    assert onward == reverse("triage-decide", args=[case.reference])

    page = manager.get(onward).content.decode()
    assert "As the answers stand: <strong>Children Act procedure</strong>" in page
    assert "complains in their own right" in page

    answer = manager.post(onward, {"route": "accept", "reason": "It is about a child in need."})
    act = manager.get(answer.headers["Location"]).content.decode()
    assert "It is about a child in need." in act
    assert "What the law says:" in act
    assert not Decision.objects.exists()


def test_a_risk_is_led_to_those_who_protect_children_where_that_page_is(manager):
    case = received()
    answer = manager.post(f"/cases/{case.reference}/triage/safe/", {"danger": "yes"})

    assert answer.headers["Location"].endswith(("/do/refer-to-safeguarding/", "/triage/who/"))


def test_the_decision_record_says_result_reasons_who_and_when(manager):
    case = received()
    from tests.casework.living import DECIDED, WHO

    from heard.casework import intake

    intake.accept(reference=case.reference, decided_on=date(2026, 4, 2), **DECIDED, **WHO)

    page = manager.get(f"/cases/{case.reference}/decisions/").content.decode()

    assert "Accepted" in page
    assert "It is about a child in need." in page
    assert "Amina Odell" in page
    assert "Thursday 2 April 2026" in page
