"""People are added one by one with the part they have; consents and adjustments say how we know and why."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import TOM, WHO, at_stage_1, council, known, person

from heard.casework import parties
from heard.casework.commitments import ADDED_LATER, fingerprint
from heard.casework.intake import Somebody
from heard.casework.performing import NotNow
from heard.law.kinds import UnknownCode
from heard.representations.models import Decision, Party

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 7)


@pytest.fixture
def case():
    council()
    return at_stage_1()


def add(case, somebody):
    return parties.add_party(reference=case.reference, day=DAY, somebody=somebody, **WHO)


def test_somebody_new_and_somebody_known_are_added_with_their_part(case):
    assert add(case, TOM).person.name == "Tom Ashby"

    again = add(case, Somebody("manager", person=known("Tom Ashby").pk))

    assert again.person == known("Tom Ashby")
    assert Party.objects.filter(person__name="Tom Ashby").count() == 2


def test_nobody_is_added_twice_or_without_a_name_or_from_nowhere(case):
    with pytest.raises(NotNow, match="is already complainant"):
        add(case, Somebody("complainant", person=person(case)))
    with pytest.raises(NotNow, match="Nobody without a name"):
        add(case, Somebody("worker"))
    with pytest.raises(NotNow, match="There is no person number 999999"):
        add(case, Somebody("worker", person=999999))
    with pytest.raises(UnknownCode, match="There is no part “king”"):
        add(case, Somebody("king", "Lear"))
    with pytest.raises(UnknownCode, match="There is no relation “uncle”"):
        add(case, Somebody("complainant", "Lear", "uncle"))
    assert Party.objects.count() == 2


def test_a_consent_says_how_we_know_and_of_whom(case):
    consent = {"reference": case.reference, "day": DAY, "given": True, "bounds": "All of it", **WHO}

    with pytest.raises(NotNow, match="how we know of the consent"):
        parties.record_consent(**consent, person=person(case), evidence=" ")
    with pytest.raises(NotNow, match="has no part in"):
        parties.record_consent(**consent, person=999999, evidence="A form")
    assert parties.record_consent(**consent, person=person(case), evidence="A form").answer == "given"


def test_an_adjustment_and_a_change_of_hands_are_decisions_with_reasons(case):
    why = {"reference": case.reference, "day": DAY, "reason": "He is deaf.", "decided_by": "Amina", **WHO}

    assert parties.record_adjustment(**why, what="Letters in large print, no calls").answer == "made"
    assert parties.assign(**why, to="Leah Stone").evidence == "Leah Stone"
    with pytest.raises(NotNow, match="what is done differently"):
        parties.record_adjustment(**why, what="")
    with pytest.raises(NotNow, match="who is to deal with it"):
        parties.assign(**why, to=" ")
    assert Decision.objects.filter(about__in=("adjustment", "assigned")).count() == 2


def test_how_a_worker_is_employed_is_kept_of_workers_alone_and_leaves_older_fingerprints_as_they_were(case):
    ivy = add(case, Somebody("worker", "Ivy Stone", employment="agency"))
    assert (ivy.employment, add(case, TOM).employment) == ("agency", "")

    with pytest.raises(NotNow, match="Only of a worker"):
        add(case, Somebody("manager", "Gwen Ash", employment="permanent"))
    with pytest.raises(UnknownCode, match="no employment “temp”"):
        add(case, Somebody("worker", "Sol Reed", employment="temp"))
    told = fingerprint(ivy, "salt")
    ivy.employment = ""
    assert fingerprint(ivy, "salt") != told
    assert "employment" in ADDED_LATER["representations.Party"]
