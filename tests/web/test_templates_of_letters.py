"""The templates of letters: read, tried, changed from a day, checked before they are in force, and put back."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework.letter_cases import AT, REFERENCE, TODAY, living_case
from tests.clock import Clock
from tests.web import small_council
from tests.web.act_pages import signed_in

from heard.casework.letters.changing import begin_draft
from heard.casework.letters.drafting import preview
from heard.casework.letters.own_words import NotFit, change_words, put_back
from heard.representations.models import LetterWords
from heard.web.desk import templates_of_letters

pytestmark = pytest.mark.django_db
WHERE = "/settings/letters/closed/adult/"
OURS = "Your complaint is closed now.\nYou can still talk to us.\n+ombudsman_later"
GOOD: dict[str, Any] = {"kind": "closed", "audience": "adult", "title": "It is closed", "reason": "Shorter."}
WHO: dict[str, Any] = {"by": "amina", "at": AT}


@pytest.fixture
def manager(clock: Clock) -> Client:
    living_case()
    clock.set(AT)
    return signed_in(small_council.members()["complaints_manager"])


def sent(client: Client, words: str, **more: str) -> Any:
    day = {"begins_on-day": "24", "begins_on-month": "11", "begins_on-year": "2026"}
    return client.post(WHERE, {"title": "It is closed", "words": words, "reason": "Shorter.", **day, **more})


def closed_letter() -> str:
    return preview(begin_draft(reference=REFERENCE, kind="closed", **WHO).pk, on=TODAY)


def shipped_words() -> str:
    words = templates_of_letters.words_in_force("closed", "adult", on=TODAY)
    return "\n".join(words.lines)


def test_every_letter_stands_in_the_list_with_its_readers_and_grades(manager):
    said = manager.get("/settings/letters/").content.decode()

    assert "Acknowledgement" in said
    assert "Easy read" in said
    assert "grade" in said


def test_words_are_tried_in_print_and_nothing_is_kept(manager):
    said = sent(manager, f"{shipped_words()}\nWe wish you well.", **{"try": "yes"}).content.decode()

    assert "Your words in print" in said
    assert "We wish you well." in said
    assert not LetterWords.objects.exists()


def test_own_words_are_in_force_from_their_day_and_the_earlier_ones_stay(manager):
    assert "We wish you well." not in closed_letter()
    assert sent(manager, f"{shipped_words()}\nWe wish you well.").status_code == 302

    assert "We wish you well." in closed_letter()
    assert "our own since 24 Nov 2026" in manager.get("/settings/letters/").content.decode()
    sent(manager, "x", back="yes", reason="The old ones were clearer.")
    assert "We wish you well." not in closed_letter()
    assert LetterWords.objects.count() == 2


def test_words_of_a_later_day_wait_for_it(manager):
    change_words(**GOOD, words=f"{shipped_words()}\nLater.", begins_on=TODAY + timedelta(days=1), **WHO)

    assert "Later." not in closed_letter()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("It is {colour}.", "There is no field “colour”"),
        ("+nonsense", "there is none of that name"),
        ("Your complaint was vexatious.", "It says “vexatious”"),
        (" ".join(["we will ring you"] * 6) + ".", "more than 20 words"),
    ],
)
def test_words_that_are_not_fit_are_refused_and_nothing_is_in_force(manager, words, says):
    answer = sent(manager, words)

    assert answer.status_code == 422
    assert says in unescape(answer.content.decode())
    assert not LetterWords.objects.exists()


def test_a_right_that_the_letter_gives_cannot_be_left_out(manager):
    with pytest.raises(NotFit, match="The letter must give"):
        change_words(**{**GOOD, "kind": "refusal"}, words="We cannot look at this.", begins_on=TODAY, **WHO)
    with pytest.raises(NotFit, match="today or later"):
        put_back(kind="closed", audience="adult", begins_on=TODAY - timedelta(days=1), reason="x", **WHO)


def test_only_those_who_change_settings_see_the_templates(manager):
    officer = Client()
    officer.force_login(small_council.Member.objects.get(role="complaints_officer").account)

    assert officer.get("/settings/letters/").status_code in (302, 403)
    assert manager.get("/settings/letters/nonsense/adult/").status_code == 404


def test_the_list_asks_as_much_with_many_changes_as_with_few(manager):
    def asked() -> int:
        manager.get("/settings/letters/")
        with CaptureQueriesContext(connection) as seen:
            manager.get("/settings/letters/")
        return len(seen)

    def change(times: int) -> None:
        for _ in range(times):
            change_words(**GOOD, words=f"{shipped_words()}\nWell.", begins_on=TODAY, **WHO)

    change(1)
    few = asked()
    change(9)
    assert asked() == few
