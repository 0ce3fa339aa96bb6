"""Who of the office is appointed has the case for it; who is from outside is given nothing; both lose it at the end."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import offices
from tests.casework.offices import NOW, TODAY
from tests.casework.stages import at_stage_2, named, of

from heard.casework import appointments, appointments_giving
from heard.casework.access import can
from heard.casework.access_assigning import NotToThem
from heard.casework.audit import verify
from heard.casework.permissions import Act
from heard.casework.walls_building import shut_out
from heard.casework.writing import writing
from heard.people.models import Person
from heard.representations.models import Assignment

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 7)


@pytest.fixture
def made():
    return offices.an_office()


@pytest.fixture
def case(made):
    found = at_stage_2()
    offices.nobody_has(found)
    return found


def being(member, **more):
    """A member of the office as somebody to appoint, who has declared."""
    return named(Person.objects.get(pk=member.person_id).name, **more)


def adjudicator(case, who, day=DAY):
    return appointments.appoint_adjudicator(**of(case, appointed_on=day, named=who))


def sees(member, case) -> bool:
    return can(member, Act.SEE_CASES, case, on=TODAY).allowed


def test_the_adjudicating_officer_has_the_case_from_the_appointment_to_its_end(made, case):
    member = made["adjudicating_officer"]
    assert not sees(member, case)

    adjudicator(case, being(member))

    assert sees(member, case)
    assert Assignment.objects.get(representation=case).part == "adjudicator"

    adjudicator(case, being(made["head_of_service"]))

    assert not sees(member, case)
    assert sees(made["head_of_service"], case)
    assert verify().whole


def test_somebody_behind_a_wall_is_not_appointed_and_nothing_says_why(made, case):
    member = made["adjudicating_officer"]
    with writing("test_rows", by="amina", at=NOW) as line:
        shut_out(line, case, member.person_id, "tie", TODAY)

    with pytest.raises(NotToThem, match="Choose somebody else"):
        adjudicator(case, being(member))


def test_somebody_from_outside_is_given_nothing_and_their_leave_ends_with_the_appointment(made, case):
    ines = made["investigating_officer"]
    appointments.appoint_investigator(**of(case, appointed_on=DAY, named=being(ines)))
    assert not sees(ines, case)
    offices.grant(case, ines, offices.paper(case), by=made["complaints_manager"])
    assert sees(ines, case)

    appointments.change_investigator(
        **of(case, changed_on=DAY, named=named("Una Brand"), reason="She is ill for long.")
    )

    assert not sees(ines, case)
    assert verify().whole


def test_without_the_taking_back_they_would_still_see_it(made, case, monkeypatch):
    monkeypatch.setattr(appointments, "take_back_as_ended", lambda *_: None)
    adjudicator(case, being(made["adjudicating_officer"]))
    adjudicator(case, named("Una Brand"))

    assert sees(made["adjudicating_officer"], case)
    assert appointments_giving.GIVES["adjudicator"] == "adjudicator"
