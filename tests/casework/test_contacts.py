"""The contact log keeps who was reached or not, by which way, and whether it was the safe one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.living import MALIK, WHO, council, person, received

from heard.casework import contacts
from heard.casework.intake import Way
from heard.casework.performing import NotNow
from heard.representations.models import ContactAttempt

pytestmark = pytest.mark.django_db
MOBILE, HOME = Way("telephone", "07700 900123", True, "After four"), Way("telephone", "01632 960001", False)


@pytest.fixture
def case():
    council()
    return received(people=(replace(MALIK, ways=(MOBILE, HOME, Way("e-mail", "m@example.org"))),))


def attempt(case, day, **more):
    facts = {"person": person(case), "way": "telephone", **more}
    return contacts.attempt_contact(reference=case.reference, day=date(2026, 4, day), **facts, **WHO)


def reach(case, day, **more):
    facts = {"person": person(case), "way": "telephone", "words": "He rings back on Monday.", **more}
    return contacts.record_contact(reference=case.reference, day=date(2026, 4, day), **facts, **WHO)


@pytest.mark.parametrize(
    ("way", "value", "safe"),
    [
        ("telephone", "07700 900123", True),
        ("telephone", "01632 960001", False),
        ("telephone", "", False),
        ("e-mail", "m@example.org", None),
        ("letter", "", None),
    ],
)
def test_each_contact_says_whether_the_way_was_one_they_called_safe(case, way, value, safe):
    assert reach(case, 2, way=way, value=value).was_safe is safe


def test_attempts_are_counted_until_somebody_is_reached(case):
    for day in (2, 3, 7):
        attempt(case, day)
    assert contacts.attempts_since_reached(case.reference, person(case)) == 3

    reach(case, 8)

    assert contacts.attempts_since_reached(case.reference, person(case)) == 0
    assert list(ContactAttempt.objects.values_list("reached", flat=True)) == [False, False, False, True]


def test_the_ways_to_use_leave_out_the_one_that_is_not_safe(case):
    assert [row.value for row in contacts.safe_ways(person(case))] == ["07700 900123", "m@example.org"]

    contacts.add_way(
        reference=case.reference,
        day=date(2026, 4, 2),
        person=person(case),
        way=Way("letter", "The school", True),
        **WHO,
    )
    assert [row.value for row in contacts.safe_ways(person(case))][:2] == ["07700 900123", "The school"]


@pytest.mark.parametrize(
    ("more", "words"), [({"words": " "}, "what was said"), ({"way": " "}, "by which way")]
)
def test_a_contact_says_how_and_what(case, more, words):
    with pytest.raises(NotNow, match=words):
        reach(case, 2, **more)
    assert not ContactAttempt.objects.exists()


def test_only_somebody_in_the_case_is_logged(case):
    with pytest.raises(
        NotNow, match="Person 999999 has no part in CR-2026-0001. These have: Malik Thornbeck"
    ):
        attempt(case, 2, person=999999)


def test_a_letter_that_came_in_is_kept_in_its_own_words(case):
    said = {
        "way": "letter",
        "words": "I do not agree and I want somebody else to look.",
        "person": person(case),
    }

    row = contacts.receive_letter(reference=case.reference, received_on=date(2026, 4, 9), **said, **WHO)

    assert (row.words, row.reached, row.tried_on) == (said["words"], True, date(2026, 4, 9))
    with pytest.raises(NotNow, match="what it said"):
        contacts.receive_letter(
            reference=case.reference, received_on=date(2026, 4, 9), **{**said, "words": ""}, **WHO
        )
