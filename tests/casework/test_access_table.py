"""One table says who may do what: every act stands in it, and code, manual and test read the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.casework import living, offices
from tests.casework.offices import NOW, TODAY

from heard.casework import permissions
from heard.casework.access import PARTS, level_for, parts_seen
from heard.casework.access_levels import NOT_FOR
from heard.casework.finding_cases import find
from heard.casework.offers import whose
from heard.casework.permissions import (
    MAY,
    SYSTEM,
    TABLE,
    Act,
    ChartAct,
    Level,
    NotAllowed,
    Role,
    Scope,
    demand,
    may,
)
from heard.casework.permissions_told import told
from heard.people.models import Member

MANUAL = Path(__file__).parents[2] / "docs" / "how-to" / "who-may-see-what.md"
# The highest level each role reads of a case once it is given or granted to them: the answers, written by hand.
DEEPEST = {
    "complaints_officer": 3,
    "complaints_manager": 3,
    "team_manager": 2,
    "adjudicating_officer": 3,
    "investigating_officer": 3,
    "independent_person": 3,
    "panel_clerk": 2,
    "panel_member": 3,
    "advocate": 2,
    "legal": 3,
    "safeguarding": 3,
    "information_governance": 3,
    "head_of_service": 2,
    "director": 3,
    "finance_approver": 0,
    "contact_centre": 0,
    "post_room": 0,
    "elected_member": 0,
    "performance_analyst": 0,
    "ombudsman_link_officer": 3,
    "administrator": 0,
    "auditor": 3,
}
# One field each that must never be seen above its level: where it stands in a case, and how sensitive it is.
CANARIES = {
    "shell": 1, "clocks": 1, "outcome": 1, "team": 1, "words": 2, "points": 2, "parties": 2, "contacts": 2,
    "letters": 2, "messages": 2, "papers": 2, "timeline": 2, "allegations": 3, "health": 3, "third_parties": 3,
    "staff_responses": 3, "drafts": 3, "equality": 3, "notes": 3, "safeguarding": 3, "protected_addresses": 4,
    "anonymous_source": 4, "court_papers": 4, "lado": 4, "legal_advice": 4, "whistleblowing": 4,
}  # fmt: skip
OUTSIDE = ("investigating_officer", "independent_person", "panel_member", "advocate", "auditor")


def test_every_role_has_its_row():
    assert set(TABLE) == set(Role) == set(MAY) == set(DEEPEST)


def test_every_act_of_the_charts_is_somebodys_or_the_systems_own():
    somebodys = {act for rights in TABLE.values() for act in rights if isinstance(act, ChartAct)}

    assert len(ChartAct) > 120
    assert somebodys | SYSTEM == set(ChartAct)
    assert somebodys & SYSTEM == set()


def test_every_other_act_is_somebodys():
    assert {act for rights in TABLE.values() for act in rights if isinstance(act, Act)} == set(Act)


def test_an_act_left_out_of_the_table_is_nobodys(monkeypatch):
    without = {
        role: {act: one for act, one in rights.items() if act is not ChartAct.CLOSE}
        for role, rights in TABLE.items()
    }
    monkeypatch.setattr(permissions, "TABLE", without)

    assert not any(may(Member(role=role), ChartAct.CLOSE) for role in Role)


def test_nobody_reads_what_is_sealed_by_role_and_only_few_may_ask_for_it():
    sealed = {
        role: [act for act, one in rights.items() if one.level is Level.S4] for role, rights in TABLE.items()
    }

    assert {role for role, acts in sealed.items() if acts} == {
        "complaints_manager", "legal", "safeguarding", "information_governance",
    }  # fmt: skip
    assert {act for acts in sealed.values() for act in acts} == {Act.UNSEAL}


def test_the_gravest_acts_take_two_and_a_fresh_proof():
    for rights in TABLE.values():
        for act in (Act.UNSEAL, Act.LIFT_WALL):
            assert act not in rights or (rights[act].second and rights[act].fresh)
        assert ChartAct.CORRECT not in rights or rights[ChartAct.CORRECT].second


def test_who_sees_every_case_is_of_the_complaints_team_governance_or_the_director():
    all_cases = {
        role
        for role, rights in TABLE.items()
        if Act.SEE_CASES in rights and rights[Act.SEE_CASES].scope is Scope.ALL
    }

    assert all_cases == {"complaints_officer", "complaints_manager", "information_governance", "director"}


def test_who_may_not_is_told_who_can():
    with pytest.raises(
        NotAllowed,
        match=r"You cannot close in your role. These can: complaints officer, complaints manager\.",
    ):
        demand(Member(role="post_room"), ChartAct.CLOSE)
    with pytest.raises(NotAllowed, match="cannot see cases"):
        demand(None, Act.SEE_CASES)


def test_the_manual_says_what_the_code_does():
    page = MANUAL.read_text("utf-8")
    begins = page.index("<!-- drawn")

    assert page[begins:] == told(), "draw it again from permissions_told.told()"


# T12: canary fields


@pytest.mark.django_db
@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_no_role_sees_a_part_above_its_level_and_all_it_needs_below(role):
    made = offices.an_office()
    member, case = made[role], offices.a_case(made)
    if role in OUTSIDE:
        offices.grant(case, member, offices.paper(case), by=made["complaints_manager"])
        expected = {"shell", "stages", "clocks", "papers"}
    else:
        if DEEPEST[role]:
            offices.give(case, member)
        expected = {part for part, level in PARTS.items() if level <= DEEPEST[role]} - NOT_FOR.get(
            role, frozenset()
        )

    seen = parts_seen(member, case, on=TODAY)

    assert {part: int(PARTS[part]) for part in CANARIES} == CANARIES
    assert seen == expected
    assert {part for part in CANARIES if part in seen} == {part for part in CANARIES if part in expected}
    assert int(level_for(member, case, on=TODAY)) == DEEPEST[role]


@pytest.mark.django_db
def test_a_search_in_words_finds_only_what_the_person_reads():
    made = offices.an_office()
    case = offices.a_case(made, words="The canary sang at night.")
    found = {}
    for role in Role:
        try:
            found[str(role)] = [
                find(made[role], said).total for said in ("canary", "Thornbeck", case.reference)
            ]
        except NotAllowed:
            continue

    assert {role for role, (words, name, _) in found.items() if words or name} == {
        "complaints_officer", "complaints_manager",
    }  # fmt: skip
    shells = {role for role, (_, _, number) in found.items() if number}
    assert shells == {
        "complaints_officer", "complaints_manager", "team_manager", "head_of_service", "director",
        "information_governance",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_case_is_found_once_however_many_of_its_people_have_the_name():
    made = offices.an_office()
    offices.a_case(made, people=(living.MALIK, living.THE_CHILD))

    assert find(made["complaints_officer"], "Thornbeck").total == 1
    assert NOW.date() == TODAY


@pytest.mark.parametrize("scope", list(Scope))
def test_where_a_right_reaches_is_said_to_whoever_has_it(scope):
    assert not {"them", "they", "their", "themselves"} & set(scope.to_you.replace(",", "").split())


def test_what_an_officer_may_not_do_waits_for_the_complaints_manager():
    assert whose(ChartAct.ACCEPT_STAGE_2) == "the complaints manager"
    assert whose(ChartAct.ACKNOWLEDGE) == "the complaints team"
    assert whose(ChartAct.ANSWER_STAGE_1) == "the manager of the service"
