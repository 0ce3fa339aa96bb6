"""An advocate is a right of children and care leavers; others are told of it, never as theirs by right."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import (
    KAYLA,
    MALIK,
    PETER,
    THE_CHILD,
    WHO,
    council,
    fresh,
    known,
    person,
    received,
)

from heard.casework import advocacy
from heard.casework.intake import Somebody
from heard.casework.new_details import NotInTheList
from heard.casework.performing import NotNow
from heard.casework.writing import writing
from heard.law.conflicts import PersonFacts
from heard.representations.models import Advocacy, Hold, Party

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 4, 2), date(2026, 4, 8)
RUTH = {"name": "Ruth Amsel", "declared": PersonFacts("Ruth Amsel")}


@pytest.fixture(autouse=True)
def _council():
    council()


def offer(case, to, **more):
    return advocacy.offer_advocacy(reference=case.reference, offered_on=DAY, to=to, **more, **WHO)


def accept(case, **more):
    facts = {"answered_on": LATER, "provider": "Open Voice", "referred_on": LATER, **more}
    return advocacy.accept_advocacy(reference=case.reference, **facts, **WHO)


def appoint(case, **more):
    return advocacy.appoint_advocate(reference=case.reference, appointed_on=LATER, **{**RUTH, **more}, **WHO)


def test_it_is_a_right_for_a_child_who_complains_and_for_the_child_it_is_about():
    case = received(people=(KAYLA, THE_CHILD))

    assert offer(case, person(case)).as_a_right
    assert offer(case, person(case, "child"), as_a_right=True).as_a_right


def test_it_is_a_right_for_a_care_leaver():
    case = received(people=(Somebody("complainant", "Jo Marsh", "care_leaver"),))

    assert offer(case, person(case)).as_a_right


def test_a_parent_is_told_of_it_and_never_offered_it_as_a_right():
    case = received(people=(MALIK, THE_CHILD))

    with pytest.raises(NotNow, match="Malik Thornbeck has no statutory advocate"):
        offer(case, person(case), as_a_right=True)
    assert not Advocacy.objects.exists()

    assert offer(case, person(case)).as_a_right is False


def test_without_the_guard_a_parent_would_be_offered_a_right(monkeypatch):
    case = received(people=(MALIK, THE_CHILD))
    monkeypatch.setattr(advocacy, "_refuse_wrong_right", lambda *_: None)

    assert offer(case, person(case), as_a_right=True).pk


def test_a_childs_right_is_not_offered_as_a_favour_or_to_nobody():
    case = received(people=(KAYLA,))

    with pytest.raises(NotNow, match="has a right to an advocate"):
        offer(case, person(case), as_a_right=False)
    with pytest.raises(NotNow, match="has no part in"):
        offer(case, 999999)


def test_it_is_accepted_of_a_provider_and_each_day_is_kept():
    case = received(people=(KAYLA,))
    with pytest.raises(NotNow, match="Nobody has been told of advocacy"):
        accept(case)
    offer(case, person(case))
    with pytest.raises(NotInTheList, match="“Nobody” is not among the council's advocacy providers"):
        accept(case, provider="Nobody")

    row = accept(case)
    advocacy.advocate_first_contact(reference=case.reference, spoke_on=date(2026, 4, 9), **WHO)
    with pytest.raises(NotNow, match="already"):
        advocacy.advocate_first_contact(reference=case.reference, spoke_on=date(2026, 4, 9), **WHO)

    row.refresh_from_db()
    assert (row.offered_on, row.answered_on, row.referred_on, row.first_contact_on) == (
        DAY,
        LATER,
        LATER,
        date(2026, 4, 9),
    )
    advocacy.end_advocacy(
        reference=case.reference, ended_on=date(2026, 5, 1), because="It is settled.", **WHO
    )
    row.refresh_from_db()
    assert row.ended_on == date(2026, 5, 1)


def test_it_is_declined_with_the_reason_they_gave():
    case = received(people=(KAYLA,))
    offer(case, person(case))
    declined = {"reference": case.reference, "answered_on": LATER, **WHO}

    with pytest.raises(NotNow, match="the reason they gave"):
        advocacy.decline_advocacy(**declined, because=" ")
    assert advocacy.decline_advocacy(**declined, because="My aunt helps me.").answer == "declined"
    with pytest.raises(NotNow, match="Nobody has asked for an advocate"):
        advocacy.advocate_first_contact(reference=case.reference, spoke_on=LATER, **WHO)


def test_an_advocate_is_appointed_and_the_wait_for_one_ends():
    case = received(people=(KAYLA,))
    with writing("test_pause", by="amina", at=WHO["at"]) as line:
        line.add(Hold(representation=case, basis="advocate", evidence="None yet.", from_on=DAY))

    appoint(case)

    assert Party.objects.get(part="advocate").person.name == "Ruth Amsel"
    assert fresh(case).had_advocate is True
    assert Hold.objects.get().until_on == LATER


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"is_subject": True}, "Is the subject of the complaint"),
        ({"manages_subject": True}, "Manages the person complained about"),
        ({"controls_resources": True}, "Controls the resources"),
        ({"declared_interest": "A cousin"}, "Has declared an interest"),
    ],
)
def test_nobody_in_conflict_is_an_advocate(facts, words):
    case = received(people=(KAYLA,))

    with pytest.raises(NotNow, match=words):
        appoint(case, declared=PersonFacts("Ruth Amsel", **facts))
    assert not Party.objects.filter(part="advocate").exists()


def test_the_independent_person_is_not_also_the_advocate():
    case = received(people=(KAYLA, PETER))

    with pytest.raises(NotNow, match="This person cannot be the advocate"):
        appoint(case, name="peter vance", declared=PersonFacts("Peter Vance"))
    with pytest.raises(NotNow, match="This person cannot be the advocate"):
        appoint(case, name="", person=known("Peter Vance").pk, declared=PersonFacts("Peter Vance"))
