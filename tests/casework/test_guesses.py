"""Guesses are slowed, waiting heals, and nobody is locked out by a stranger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.casework.making import NOW

from heard.casework import guesses
from heard.people.models import FailedGuess

pytestmark = pytest.mark.django_db
NAME = guesses.of_name("Amina")


def after(failures: int, of: str = NAME, free: int = guesses.FREE_OF_A_NAME) -> int:
    for _ in range(failures):
        guesses.note([of], at=NOW)
    return guesses.wait([(of, free)], at=NOW)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 1), (7, 2), (9, 8), (10, 15), (60, 15)]
)
def test_the_wait_grows_and_is_never_longer_than_a_quarter_of_an_hour(failures, minutes):
    assert after(failures) == minutes


def test_waiting_heals():
    after(60)

    assert guesses.wait([(NAME, 5)], at=NOW + timedelta(minutes=15)) == 0


def test_a_right_answer_forgets_what_went_before():
    after(10)
    guesses.forget(NAME)

    assert guesses.wait([(NAME, 5)], at=NOW) == 0


def test_a_browser_that_is_known_is_counted_by_itself():
    after(60)

    assert guesses.wait([(guesses.of_name("Amina", "her laptop"), 5)], at=NOW) == 0


def test_a_name_is_the_same_however_it_is_written_and_is_not_kept():
    assert guesses.of_name(" amina ") == NAME
    after(1)
    assert "mina" not in FailedGuess.objects.get().of


def test_what_is_older_than_an_hour_is_thrown_away():
    after(3)
    guesses.note(["another"], at=NOW + timedelta(hours=2))

    assert FailedGuess.objects.count() == 1
