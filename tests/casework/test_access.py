"""Who may see and do what: a walled case is as one never issued, on every act, and what denies wins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import offices
from tests.casework.offices import NOW, TODAY, TOMORROW

from heard.casework import access, access_seeing, access_standing, office, walls
from heard.casework.access import Ruling, can, demand_can, level_for, parts_seen, rulings
from heard.casework.looking import NotYours, member_for, readable_by, visible_to
from heard.casework.permissions import TABLE, Act, ChartAct, Level, NotAllowed, Role, right_of
from heard.representations.models import Representation, Wall

pytestmark = pytest.mark.django_db

EVERY_ACT = (*Act, *ChartAct)
SEES_BY_PLACE = ("complaints_officer", "complaints_manager", "team_manager", "head_of_service", "director")


@pytest.fixture
def made():
    return offices.an_office()


def sees(member, case, on=TODAY, at=None) -> bool:
    """Whether a case is there for a member by both roads: the list, and the one decision."""
    listed = visible_to(member, on, at).filter(pk=case.pk).exists()
    assert listed == can(member, Act.SEE_CASES, case, on=on, at=at).allowed
    return listed


def never_issued() -> Representation:
    """A case that is not on record."""
    return Representation(pk=10**9, reference="C-NEVER")


# T01: whoever is complained about


@pytest.mark.parametrize("role", SEES_BY_PLACE)
def test_a_case_about_somebody_is_not_there_for_them_whatever_their_role(made, role):
    member, case = made[role], offices.a_case(made)
    assert sees(member, case)

    offices.complain_about(case, member)

    answers = rulings(member, EVERY_ACT, case, on=TODAY, fresh=True)
    assert not sees(member, case)
    assert [act for act, ruling in answers.items() if ruling.allowed] == []
    assert answers == rulings(member, EVERY_ACT, never_issued(), on=TODAY, fresh=True)
    assert (level_for(member, case, on=TODAY), parts_seen(member, case, on=TODAY)) == (Level.S0, frozenset())
    with pytest.raises(NotYours):
        demand_can(member, ChartAct.CLOSE, case, on=TODAY)


def test_without_the_wall_the_person_complained_about_reads_on(made, monkeypatch):
    member, case = made["complaints_officer"], offices.a_case(made)
    offices.complain_about(case, member)
    nothing = Wall.objects.none().values_list("representation_id")
    monkeypatch.setattr(access_seeing, "walled_off", lambda *_: nothing)
    monkeypatch.setattr(access_standing, "walled_off", lambda *_: nothing)

    assert sees(member, case)


def test_a_wall_beats_what_was_given_to_somebody_and_their_own_opening(made):
    member, case = made["team_manager"], offices.a_case(made)
    offices.give(case, member, "responder")
    with offices.writing("test_rows", by="amina", at=NOW) as line:
        walls.shut_out(line, case, member.person_id, "line", TODAY)

    assert not sees(member, case)


def test_somebody_of_the_same_full_name_counts_as_the_person_complained_about(made):
    member, case = made["complaints_officer"], offices.a_case(made)

    offices.add_party(
        reference=case.reference, by="amina", at=NOW, day=TODAY,
        somebody=offices.Somebody("worker", "complaints  OFFICER marl"),
    )  # fmt: skip

    assert not sees(member, case)


def test_the_line_above_the_person_complained_about_still_sees_the_case(made):
    worker = offices.staff(
        "Worker", "team_manager", post=office.Post("Social worker", team=made.teams["North"])
    )
    case = offices.a_case(made)

    offices.complain_about(case, worker)

    assert sees(made["team_manager"], case)
    assert sees(made["director"], case)


def test_a_wall_for_somebody_without_a_person_is_built_by_their_name(made):
    member, case = made["complaints_officer"], offices.a_case(made)
    type(member).objects.filter(pk=member.pk).update(person=None)
    member.person_id = None

    offices.add_party(
        reference=case.reference, by="amina", at=NOW, day=TODAY,
        somebody=offices.Somebody("worker", "Complaints Officer Marl"),
    )  # fmt: skip

    # The member in hand still says that they are nobody in cases: the tables know better.
    assert member.person_id is None
    assert not sees(member, case)


# Who sees what by role, place and what was given


def test_a_team_manager_sees_the_shell_of_their_teams_cases_and_the_words_of_those_given_to_them(made):
    member, mine, others = made["team_manager"], offices.a_case(made), offices.a_case(made, "East")

    assert sees(member, mine)
    assert not sees(member, others)
    assert level_for(member, mine, on=TODAY) is Level.S1
    assert "words" not in parts_seen(member, mine, on=TODAY)
    assert list(readable_by(member, TODAY)) == []

    offices.give(mine, member, "responder")

    assert level_for(member, mine, on=TODAY) is Level.S2
    assert "words" in parts_seen(member, mine, on=TODAY)
    assert "contacts" not in parts_seen(member, mine, on=TODAY)
    assert list(readable_by(member, TODAY)) == [mine]
    assert can(member, ChartAct.ANSWER_STAGE_1, mine, on=TODAY).allowed


def test_a_team_manager_may_not_answer_what_is_not_given_to_them_and_is_told_so(made):
    ruling = can(made["team_manager"], ChartAct.ANSWER_STAGE_1, offices.a_case(made), on=TODAY)

    assert not ruling.allowed
    assert "cases given to you" in ruling.why
    assert "complaints manager" in ruling.who_can


def test_a_head_of_service_sees_the_cases_of_the_teams_of_their_service(made):
    member = made["head_of_service"]

    assert sees(member, offices.a_case(made, "South"))
    assert not sees(member, offices.a_case(made, "East"))


def test_the_director_sees_every_shell_and_reads_what_is_given_to_them(made):
    member, case = made["director"], offices.a_case(made)

    assert level_for(member, case, on=TODAY) is Level.S1

    offices.give(case, member, "decider")

    assert level_for(member, case, on=TODAY) is Level.S3


@pytest.mark.parametrize(
    "role",
    [
        "contact_centre",
        "post_room",
        "performance_analyst",
        "elected_member",
        "administrator",
        "finance_approver",
    ],
)
def test_some_see_no_case_at_all_even_one_that_was_named_to_them(made, role):
    member, case = made[role], offices.a_case(made)

    assert not sees(member, case)
    assert can(member, Act.SEE_CASES, on=TODAY).allowed is False


def test_the_contact_centre_may_put_something_on_record_and_never_read_it_back(made):
    member = made["contact_centre"]

    assert can(member, ChartAct.RECEIVE, on=TODAY).allowed
    assert not sees(member, offices.a_case(made))


def test_a_restricted_case_is_there_only_for_those_who_have_it(made):
    case, manager = offices.a_case(made), made["complaints_manager"]
    walls.restrict_case(
        reference=case.reference, by=manager, at=NOW, day=TODAY, because="A well-known family"
    )
    offices.give(case, made["complaints_officer"])

    assert sees(made["complaints_officer"], case)
    assert not any(sees(made[role], case) for role in ("complaints_manager", "team_manager", "director"))


def test_information_governance_reads_a_case_only_after_saying_why(made):
    from heard.casework.access_assigning import NotToThem, open_for_a_reason
    from heard.casework.performing import NotNow

    member, case = made["information_governance"], offices.a_case(made)
    assert level_for(member, case, on=TODAY) is Level.S1
    with pytest.raises(NotNow, match="30 characters"):
        open_for_a_reason(reference=case.reference, member=member, because="To look", at=NOW, day=TODAY)

    open_for_a_reason(reference=case.reference, member=member, because=offices.REASON, at=NOW, day=TODAY)

    assert level_for(member, case, on=TODAY) is Level.S3
    with pytest.raises(NotToThem):
        open_for_a_reason(reference="C-NEVER", member=member, because=offices.REASON, at=NOW, day=TODAY)


# Time: leavers, those yet to begin, deputies (T18)


def test_a_leaver_can_do_nothing_from_the_day_they_leave(made):
    member, case = made["complaints_officer"], offices.a_case(made)

    office.staff_leaves(member=made["complaints_officer"], by="amina", at=NOW, leaves_on=TODAY)

    # `member` was read before: what is held in memory does not help them.
    assert member.ends_on is None
    assert not sees(member, case)
    assert not any(
        ruling.allowed for ruling in rulings(member, EVERY_ACT, case, on=TODAY, fresh=True).values()
    )
    assert not any(ruling.allowed for ruling in rulings(member, EVERY_ACT, on=TODAY, fresh=True).values())
    assert member_for(made["complaints_officer"].account) is None


def test_a_leaver_works_on_until_the_day_before(made):
    member, case = made["complaints_officer"], offices.a_case(made)

    office.staff_leaves(member=member, by="amina", at=NOW, leaves_on=TOMORROW)

    assert sees(member, case, TODAY)
    assert not sees(member, case, TOMORROW)


def test_a_role_that_was_taken_away_is_gone_at_once_whatever_was_read_before(made):
    member, case = made["complaints_officer"], offices.a_case(made)

    office.move_staff(
        member=made["complaints_officer"], by="amina", at=NOW, moves_on=TODAY,
        post=office.Post("Post"), role="post_room",
    )  # fmt: skip

    assert not sees(member, case)


def test_a_deputy_has_what_is_given_to_the_absent_for_those_days_only(made):
    absent, deputy, case = made["adjudicating_officer"], made["legal"], offices.a_case(made)
    offices.give(case, absent, "adjudicator")
    office.set_absence(member=absent, deputy=deputy, begins_on=TODAY, last_on=TOMORROW, by="amina", at=NOW)

    assert [sees(deputy, case, TODAY + timedelta(days=n)) for n in (-1, 0, 1, 2)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_deputy_behind_a_wall_stays_behind_it(made):
    absent, deputy, case = made["adjudicating_officer"], made["legal"], offices.a_case(made)
    offices.give(case, absent, "adjudicator")
    offices.complain_about(case, deputy)

    office.set_absence(member=absent, deputy=deputy, begins_on=TODAY, last_on=None, by="amina", at=NOW)

    assert not sees(deputy, case)


# Sealed things, fresh proofs, faults


def test_nobody_sees_a_sealed_part_by_role_alone(made):
    case = offices.a_case(made)
    sealed = {part for part, level in access.PARTS.items() if level is Level.S4}

    assert sealed
    assert all(not sealed & parts_seen(made[str(role)], case, on=TODAY) for role in Role)


def test_a_powerful_act_waits_for_a_fresh_proof_and_is_offered_all_the_same(made):
    member, case = made["complaints_manager"], offices.a_case(made)

    stale, fresh = (can(member, Act.UNSEAL, case, on=TODAY, fresh=one) for one in (False, True))

    assert (stale.allowed, stale.needs_fresh, stale.offered) == (False, True, True)
    assert (fresh.allowed, fresh.needs_second) == (True, True)
    with pytest.raises(access.NeedsFresh):
        demand_can(member, Act.UNSEAL, case, on=TODAY)


@pytest.mark.parametrize("breaks", ["standing_of", "who_may", "right_of", "_related", "_reaches"])
def test_any_fault_while_deciding_denies(made, monkeypatch, breaks):
    member, case = made["complaints_manager"], offices.a_case(made)
    assert can(member, ChartAct.CLOSE, case, on=TODAY).allowed

    def fails(*_args, **_said):
        raise RuntimeError("the wire is cut")

    monkeypatch.setattr(access, breaks, fails)

    assert not can(member, ChartAct.CLOSE, case, on=TODAY).allowed
    with pytest.raises(NotAllowed):
        demand_can(member, ChartAct.CLOSE, case, on=TODAY)


@pytest.mark.parametrize("breaks", ["standing_of", "_level", "_parts"])
def test_any_fault_while_deciding_the_parts_shows_none(made, monkeypatch, breaks):
    member, case = made["complaints_manager"], offices.a_case(made)

    def fails(*_args, **_said):
        raise RuntimeError("the wire is cut")

    monkeypatch.setattr(access, breaks, fails)

    assert parts_seen(member, case, on=TODAY) == frozenset()
    if breaks != "_parts":
        assert level_for(member, case, on=TODAY) is Level.S0


def test_nobody_signed_in_may_do_nothing():
    assert not any(ruling.allowed for ruling in rulings(None, EVERY_ACT, on=TODAY).values())
    assert not visible_to(None).exists()
    assert right_of(None, Act.SEE_CASES) is None
    assert can(None, Act.SEE_CASES, on=TODAY) == Ruling(
        False, "You are not signed in, or your time here has ended.", access.who_may(Act.SEE_CASES)
    )


# Cost


@pytest.mark.parametrize("role", [str(role) for role in TABLE])
def test_every_act_on_a_case_is_decided_in_one_statement_and_so_is_a_list(made, role):
    member, case = made[role], offices.a_case(made)

    with CaptureQueriesContext(connection) as deciding:
        rulings(member, EVERY_ACT, case, on=TODAY)
    with CaptureQueriesContext(connection) as listing:
        list(visible_to(member))

    assert len(deciding) == 1
    assert len(listing) == (1 if right_of(member, Act.SEE_CASES) else 0)
