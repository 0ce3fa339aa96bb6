"""Whoever is appointed to adjudicate may do it on that case, whatever their own role is, and only there."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import living, offices, stages
from tests.casework.offices import NOW, TODAY

from heard.casework import access_standing, appointments
from heard.casework.access import can, level_for
from heard.casework.access_seeing import readable
from heard.casework.permissions import MAY, TABLE, ChartAct, Level, Role, Scope
from heard.casework.permissions_acts import SYSTEM
from heard.law.conflicts import PersonFacts
from heard.representations.models import Appointment

pytestmark = pytest.mark.django_db
ADJUDICATE = ChartAct.ADJUDICATE
NAMED_ON = date(2026, 11, 20)


@pytest.fixture
def made():
    return offices.an_office()


def name_adjudicator(case, person: int) -> None:
    """Appoint somebody to adjudicate, who has declared that nothing stands against it."""
    named = appointments.Named(person, PersonFacts(str(person)), NAMED_ON)
    appointments.appoint_adjudicator(
        reference=case.reference, by="amina", at=NOW, appointed_on=NAMED_ON, named=named
    )


@pytest.mark.parametrize("role", ["head_of_service", "director"])
def test_who_is_appointed_adjudicates_that_case_and_no_other(role, made, monkeypatch):
    theirs, other = living.fresh(stages.both_reports()), offices.a_case(made)
    member = made[role]
    offices.give(other, member, "responder")
    assert not can(member, ADJUDICATE, theirs, on=TODAY).allowed

    name_adjudicator(theirs, member.person_id)

    assert can(member, ADJUDICATE, theirs, on=TODAY).allowed
    assert level_for(member, theirs, on=TODAY) is Level.S3
    assert not can(member, ADJUDICATE, other, on=TODAY).allowed
    whole = set(readable(member, TODAY, level=Level.S3))
    assert (theirs in whole, other in whole) == (True, role == "director")

    monkeypatch.setattr(
        access_standing, "adjudicated_by", lambda member, day: Appointment.objects.none().values("pk")
    )
    assert not can(member, ADJUDICATE, theirs, on=TODAY).allowed, "the guard was off and nothing showed it"
    monkeypatch.undo()
    name_adjudicator(theirs, stages.somebody("Dana Holt"))
    assert not can(member, ADJUDICATE, theirs, on=TODAY).allowed


def test_every_act_of_the_procedure_can_be_done_by_somebody():
    done = {act for acts in MAY.values() for act in acts}

    assert {act for act in ChartAct if act not in done} == SYSTEM


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.OMBUDSMAN_LINK_OFFICER, {ChartAct.SEND_PROOF, ChartAct.RETURN_FROM_OMBUDSMAN}),
        (Role.PANEL_CLERK, {ChartAct.SEND_PANEL_NOTICE, ChartAct.AGREE_PANEL_ARRANGEMENTS}),
        (Role.TEAM_MANAGER, {ChartAct.COMPLETE_ACTION}),
        (Role.HEAD_OF_SERVICE, {ChartAct.SETTLE}),
        (Role.SAFEGUARDING, {ChartAct.END_FREEZE}),
    ],
)
def test_whom_the_office_names_for_something_may_do_it_on_the_cases_given_to_them(role, acts):
    assert {act for act in acts if act in TABLE[role] and TABLE[role][act].scope is Scope.ASSIGNED} == acts


def test_whoever_sees_what_was_said_of_a_case_can_pass_a_worry_on():
    reading = {
        role for role, rights in TABLE.items() if any(right.level >= Level.S2 for right in rights.values())
    }
    cannot = {str(role) for role in reading if ChartAct.REFER_TO_SAFEGUARDING not in TABLE[role]}

    # These take in or send out what is not theirs to read, look into the record itself, or check it afterwards.
    assert cannot == {"contact_centre", "post_room", "information_governance", "auditor"}
