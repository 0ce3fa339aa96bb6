"""What a family's own page tells: their own words and what was sent to them, of everything there is; and nothing moves
on it by what passes with somebody else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.casework import living, offices
from tests.casework.offices import NOW
from tests.web.access.everything import Everything, everything

from heard.casework import codes, my_page
from heard.casework.messages import keep_note, send_message
from heard.casework.writing import writing
from heard.people.models import Person
from heard.representations import models as kept

pytestmark = pytest.mark.django_db
PAGES = ("/my/", "/my/go-on/", "/my/stop/", "/my/how-it-was/")
# Of the words in every field of a case: what is the complainant's own, or was sent to them.
THEIRS = {"words", "point", "message", "mail", "letter", "letter_title", "promise_told"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def all_() -> Everything:
    """A case with a word of its own in every field."""
    return everything(offices.an_office())


def opened(all_: Everything, person: int) -> Client:
    """The browser of somebody of the case who came back by a code."""
    with writing("test_code", by="amina", at=NOW, reference=all_.case.reference) as line:
        code = codes.give(line, all_.case, Person.objects.get(pk=person), on=NOW.date())
    browser = Client()
    assert browser.post("/code/", {"code": code}).status_code == 302
    return browser


def read(browser: Client, all_: Everything, person: int) -> str:
    """Everything that somebody can read from their own page."""
    letters = kept.Letter.objects.filter(representation=all_.case)
    ways = [*PAGES, *(f"/my/letters/{one.pk}/" for one in letters)]
    found = [browser.get(way).content.decode() for way in ways]
    assert found[0]
    return TOKEN.sub("", "".join(found))


def told(all_: Everything, page: str) -> set[str]:
    """The fields of which a word stands on a page."""
    return {name for name, word in all_.words.items() if word in page}


def test_of_all_that_is_on_record_whoever_complains_reads_their_own_and_what_was_sent_to_them(all_):
    person = living.person(all_.case)
    found = told(all_, read(opened(all_, person), all_, person))

    assert len(all_.words) > 60
    assert found - THEIRS == set()
    assert found >= {"words", "point", "message", "promise_told"}


def test_the_child_reads_nothing_that_passed_with_whoever_complains(all_):
    child = living.person(all_.case, "child")

    assert told(all_, read(opened(all_, child), all_, child)) - {"letter", "letter_title"} == set()


def test_messages_of_everybody_on_one_page_would_be_found(all_, monkeypatch):
    child = living.person(all_.case, "child")
    every = lambda row, person: tuple(  # noqa: E731
        my_page.Passed(False, one.words, one.said_on)
        for one in kept.Message.objects.filter(representation=row)
    )
    monkeypatch.setattr(my_page, "_passed", every)

    assert "message" in told(all_, read(opened(all_, child), all_, child))


def test_what_passes_with_somebody_else_changes_no_letter_of_the_page(all_):
    person, child = living.person(all_.case), living.person(all_.case, "child")
    browser, named = opened(all_, person), {"reference": all_.case.reference, "by": "amina", "at": NOW}
    before = read(browser, all_, person)

    send_message(person=child, way="page", words="We will come on Monday.", **named)
    keep_note(words="Rang the school.", **named)
    with writing("test_rows", **named) as line:
        line.add(kept.Message(representation=all_.case, person_id=child, direction="in", way="page", words="Thank you.",
                              said_on=NOW.date(), by="child", at=NOW))  # fmt: skip
        line.add(kept.Letter(representation=all_.case, kind="note", audience="child", to_id=child, title="To her alone",
                             body="<p>To her alone</p>", issued_on=date(2026, 9, 2), issued_by="amina"))  # fmt: skip

    after = read(browser, all_, person)
    assert after == before
    assert "To her alone" not in after
