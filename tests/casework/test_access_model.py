"""Thousands of random moves of an office: the list shows exactly what an answer worked out by hand says."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.casework import offices
from tests.casework.offices import BEGAN, NOW, TODAY

from heard.casework import access_seeing, access_standing, office, walls
from heard.casework.access import can
from heard.casework.looking import visible_to
from heard.casework.permissions import Act
from heard.casework.writing import writing
from heard.people.models import Absence, Member
from heard.representations.models import Assignment, Restriction, Wall

FULL = bool(os.environ.get("HEARD_FULL"))
STEPS = 50 if FULL else 20
EXAMPLES = 100 if FULL else 2
ROLES = ("complaints_officer", "team_manager", "adjudicating_officer", "legal", "director")
PEOPLE = ("ann", "bob", "cat", "dan", "eve")
CASES = (0, 1, 2)
who, which = st.sampled_from(PEOPLE), st.sampled_from(CASES)
days = st.integers(-3, 3).map(lambda n: TODAY + timedelta(days=n))


class OfficeMoves(RuleBasedStateMachine):
    """Five people and three cases. Beside the tables a plain account is kept of who may see what."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        made = offices.Office()
        offices.living.council()
        for label in ("North", "South"):
            made.teams[label] = offices.Team(label=label)
            with writing("test_rows", by="amina", at=NOW) as line:
                line.add(made.teams[label])
        self.teams = made.teams
        self.members = {
            name: offices.staff(name, role, post=office.Post(role, team=made.teams["North"]))
            for name, role in zip(PEOPLE, ROLES, strict=True)
        }
        self.cases = [offices.a_case(made, team) for team in ("North", "South", "North")]
        self.role = dict(zip(PEOPLE, ROLES, strict=True))
        self.team = dict.fromkeys(PEOPLE, "North")
        self.gone: set[str] = set()
        self.walls: set[tuple[str, int]] = set()
        self.lifted: dict[tuple[str, int], tuple[date, date]] = {}
        self.given: list[tuple[str, int, date, date | None]] = []
        self.away: list[tuple[str, str, date, date]] = []
        self.kept: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    def sees(self, name: str, number: int, on: date) -> bool:
        """The answer worked out by hand."""
        from_on, until = self.lifted.get((name, number), (date.max, date.min))
        if name in self.gone or ((name, number) in self.walls and not from_on <= on <= until):
            return False
        covers = {
            absent for absent, deputy, first, last in self.away if deputy == name and first <= on <= last
        }
        mine = {name, *covers}
        if any(one in mine and case == number and first <= on and (end is None or on < end)
               for one, case, first, end in self.given):  # fmt: skip
            return True
        if number in self.kept:
            return False
        team = ("North", "South", "North")[number]
        role = self.role[name]
        return role in ("complaints_officer", "director") or (
            role == "team_manager" and self.team[name] == team
        )

    def line(self):
        return writing("test_rows", by="amina", at=NOW)

    @rule(name=who, number=which)
    def wall(self, name, number):
        with self.line() as line:
            walls.shut_out(line, self.cases[number], self.members[name].person_id, "line", TODAY)
        self.walls.add((name, number))

    @precondition(lambda self: self.walls)
    @rule(data=st.data(), first=days, long=st.integers(0, 3))
    def lift(self, data, first, long):
        name, number = data.draw(st.sampled_from(sorted(self.walls)))
        last = first + timedelta(days=long)
        with self.line() as line:
            for wall in Wall.objects.filter(
                representation=self.cases[number], person=self.members[name].person_id
            ):
                line.change(
                    wall, lifted_from=first, lifted_until=last, lifted_because="x", lifted_by="a",
                    lifting_seconded_by="b",
                )  # fmt: skip
        self.lifted[(name, number)] = (first, last)

    @rule(name=who, number=which, first=days, end=st.none() | days)
    def give(self, name, number, first, end):
        end = None if end is None or end < first else end
        with self.line() as line:
            part = list(Assignment.Part)[len(self.given) % 11]
            same = Assignment.objects.filter(
                representation=self.cases[number], member=self.members[name], part=part, ends_on=None
            )
            if same.exists():
                return
            line.add(
                Assignment(
                    representation=self.cases[number],
                    member=self.members[name],
                    part=part,
                    begins_on=first,
                    ends_on=end,
                )
            )
        self.given.append((name, number, first, end))

    @rule(absent=who, deputy=who, first=days, long=st.integers(0, 4))
    def stand_in(self, absent, deputy, first, long):
        if absent == deputy:
            return
        last = first + timedelta(days=long)
        with self.line() as line:
            line.add(
                Absence(
                    member=self.members[absent], deputy=self.members[deputy], begins_on=first, last_on=last
                )
            )
        self.away.append((absent, deputy, first, last))

    @rule(name=who, team=st.sampled_from(("North", "South")), role=st.sampled_from(ROLES[:4]))
    def move(self, name, team, role):
        if name in self.gone:
            return  # Who has left does not move.
        member = Member.objects.select_related("account", "person").get(pk=self.members[name].pk)
        post = office.Post(role, team=self.teams[team])
        office.move_staff(member=member, by="amina", at=NOW, moves_on=BEGAN, post=post, role=role)
        self.members[name] = member
        self.role[name], self.team[name] = role, team

    @rule(name=who)
    def leave(self, name):
        if len(self.gone) == 2:
            return
        member = Member.objects.select_related("account").get(pk=self.members[name].pk)
        office.staff_leaves(member=member, by="amina", at=NOW, leaves_on=BEGAN)
        self.gone.add(name)
        # What they had ends, and goes to others: who has what now is read, who sees what is worked out by hand.
        names = {one.pk: called for called, one in self.members.items()}
        numbers = {case.pk: number for number, case in enumerate(self.cases)}
        self.given = [
            (names[row.member_id], numbers[row.representation_id], row.begins_on, row.ends_on)
            for row in Assignment.objects.order_by("pk")
        ]

    @rule(number=which)
    def restrict(self, number):
        if number in self.kept:
            return
        with self.line() as line:
            line.add(Restriction(representation=self.cases[number], because="x", begins_on=TODAY))
        self.kept.add(number)

    @rule(on=days)
    def all_agree(self, on):
        self.agree(on)

    @invariant()
    def today_all_agree(self):
        self.agree(TODAY)

    def agree(self, on: date) -> None:
        """List, decision and the answer by hand say the same of everybody and every case."""
        for name, member in self.members.items():
            listed = set(visible_to(member, on).values_list("pk", flat=True))
            expected = {case.pk for number, case in enumerate(self.cases) if self.sees(name, number, on)}
            assert listed == expected, (name, self.role[name], on)
            for case in self.cases:
                assert can(member, Act.SEE_CASES, case, on=on).allowed == (case.pk in expected), (name, on)


RUN = hypothesis_settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)


@pytest.mark.django_db
def test_after_thousands_of_moves_nobody_sees_more_or_less_than_the_law_of_access_gives():
    run_state_machine_as_test(OfficeMoves, settings=RUN)

    assert FULL or EXAMPLES * STEPS >= 40


@pytest.mark.once
@pytest.mark.django_db
def test_without_walls_the_moves_find_somebody_who_sees_too_much(monkeypatch):
    nothing = Wall.objects.none().values_list("representation_id")
    monkeypatch.setattr(access_seeing, "walled_off", lambda *_: nothing)
    monkeypatch.setattr(access_standing, "walled_off", lambda *_: nothing)

    once = hypothesis_settings(RUN, max_examples=20, phases=[Phase.generate])

    with pytest.raises(AssertionError):
        run_state_machine_as_test(OfficeMoves, settings=once)
