"""Thanks in under a minute: no signing in, no child's name, and on the desk's list at once."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.casework.living import NOW
from tests.web.act_pages import hidden, office, signed_in

from heard.casework.writing import writing
from heard.people.models import Team, Term
from heard.representations.models import Representation, Stage, Telling

pytestmark = pytest.mark.django_db
KIND = {
    "who": "Jo in the duty team",
    "words": "Jo rang me every day.",
    "from_whom": "colleague",
    "share": "unnamed",
}


@pytest.fixture
def members(db):
    made = office()
    with writing("test_lists", by="amina", at=NOW) as line:
        line.add(Team(label="Duty and Advice"))
        line.add(Term(list="category", label="Patience shown"))
    return made


def test_a_colleague_thanks_somebody_on_one_page_and_the_desk_sees_it_among_the_compliments(members):
    client = Client()
    once = hidden(client.get("/thanks/").content.decode(), "once")
    answer = client.post(
        "/thanks/", {**KIND, "once": once, "team": "Duty and Advice", "natures": ["Patience shown"]}
    )
    assert answer.headers["Location"] == "/thanks/sent/"

    case = Representation.objects.get()
    assert (case.kind, case.team.label, case.telling.door) == ("compliment", "Duty and Advice", "thanks")
    assert [one.term.label for one in case.natures.all()] == ["Patience shown"]
    assert not Stage.objects.exists()
    assert not case.parties.exists()
    listed = signed_in(members["complaints_manager"]).get("/compliments/").content.decode()
    for words in (
        "Jo rang me every day.",
        "Thanks for: Jo in the duty team",
        "Yes, without my name",
        case.reference,
    ):
        assert words in listed, words
    assert "Jo rang me" not in client.get("/thanks/sent/").content.decode()


def test_whoever_wants_their_name_shared_gives_it_and_is_on_record(members):
    client = Client()
    refused = client.post("/thanks/", {**KIND, "share": "named"})
    assert refused.status_code == 422
    assert "Enter your name, or choose “Yes, without my name”" in refused.content.decode()
    client.post("/thanks/", {**KIND, "share": "named", "name": "Sam Okoro", "from_whom": "family"})

    party = Representation.objects.get().parties.get()
    assert (party.part, party.person.name) == ("complainant", "Sam Okoro")
    assert Telling.objects.get().told_by == "family"


def test_the_page_says_what_is_missing_and_asks_for_no_childs_name(members):
    client = Client()
    page = client.get("/thanks/").content.decode()
    assert "Leave out the name of any child" in page
    shown = client.post("/thanks/", {"words": "Jo rang me."}).content.decode()
    for words in (
        "Enter who you want to thank",
        "Select who you are",
        "Select whether we may share what you wrote",
    ):
        assert words in shown, words
    assert "Jo rang me." in shown
    assert not Representation.objects.exists()


def test_thanks_sent_twice_are_there_once(members):
    client = Client()
    for _ in range(5):
        assert client.post("/thanks/", {**KIND, "once": "the same"}).headers["Location"] == "/thanks/sent/"

    assert Representation.objects.count() == 1


def test_a_council_without_lists_is_asked_only_what_there_is(db):
    office()
    page = Client().get("/thanks/").content.decode()

    assert "What was good about it?" not in page
    assert "I do not know" in page


def test_who_chooses_to_say_thanks_at_the_complaints_door_is_led_here(members):
    assert Client().post("/complain/what/", {"what": "thanks"}).headers["Location"] == "/thanks/"
