"""Nothing overdue is invisible: each late promise of a random plan stands on three lists, whoever left or is walled."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db.models import Q
from tests.casework.living import person
from tests.casework.offices import TODAY, Office, a_case, an_office, staff

from heard.casework.access_seeing import readable, visible
from heard.casework.looking_at_promises import Narrowed, late, owed, promises_seen
from heard.casework.office import Post
from heard.casework.permissions import Level
from heard.casework.promises_known import WhoKnows
from heard.casework.promises_standing import LINE, Standing
from heard.outcomes.models import Action, PromiseReopened, Remedy
from heard.people.models import Absence, Member, Term
from heard.representations.models import (
    Assignment,
    OmbudsmanCase,
    OmbudsmanRecommendation,
    Representation,
    Restriction,
    Wall,
)

pytestmark = pytest.mark.django_db
LISTS = ("mine", "managed", "director")
AGREED = date(2026, 5, 1)
ON_A_LIST = (*LINE, "team_manager", "adjudicating_officer")


class Plan:
    """A council with random promises: who is away, who left, who is walled, what was opened again and what is late."""

    def __init__(self, made: Office, cases: list[Representation], seed: int) -> None:
        self.made, self.cases, self.by = made, cases, random.Random(seed)
        owners = Member.objects.select_related("person").filter(role__in=ON_A_LIST)
        self.people = [one.person for one in owners]
        self._who_has_it()
        self._walls()
        self._promises()

    def _who_has_it(self) -> None:
        able = [self.made[role] for role in ("complaints_officer", "complaints_manager", "director")]
        for case in self.cases:
            if self.by.random() < 0.7:
                Assignment.objects.create(
                    representation=case, member=self.by.choice(able), part="owner", begins_on=AGREED
                )
            if self.by.random() < 0.15:
                Restriction.objects.create(
                    representation=case, because="A well-known family.", begins_on=AGREED
                )

    def _walls(self) -> None:
        """Of everybody but the last who could take it on: somebody can always be told."""
        last = self.made["information_governance"].person_id
        for case in self.cases:
            for one in self.by.sample(self.people, self.by.choice((0, 0, 1, 3, 8))):
                if one.pk != last:
                    Wall.objects.create(representation=case, person=one, source="subject", begins_on=AGREED)

    def _promises(self) -> None:
        kind = Term.objects.filter(list="remedy").first()
        rows: dict[type, list] = {Action: [], Remedy: [], OmbudsmanRecommendation: []}
        files = {
            case.pk: OmbudsmanCase.objects.create(reference=f"O{case.pk}", about=case, received_on=AGREED)
            for case in self.cases
        }
        for _ in range(120):
            case, due = self.by.choice(self.cases), TODAY + timedelta(days=self.by.randint(-90, 40))
            owner, which = self.by.choice(self.people), self.by.random()
            facts = {"words": "Do it.", "due_on": due}
            if which < 0.6:
                rows[Action].append(Action(representation=case, owner=owner, agreed_on=AGREED, **facts))
            elif which < 0.8:
                rows[Remedy].append(Remedy(representation=case, kind=kind, **facts))
            else:
                owned = owner if which < 0.95 else None
                rows[OmbudsmanRecommendation].append(
                    OmbudsmanRecommendation(case=files[case.pk], owner=owned, **facts)
                )
        for model, some in rows.items():
            model.objects.bulk_create(some)
        for row in Action.objects.all()[::4]:
            PromiseReopened.objects.create(
                action=row, reopened_on=TODAY, reason="Not done.", by="amina", was_done_on=AGREED, was_proof="x",
                was_accepted_by="Dana",
            )  # fmt: skip


@pytest.fixture
def office_of_many():
    """An office with owners in teams, one who left, one who is away with a deputy, and one who never signs in."""
    made = an_office()
    for number, team in enumerate(("North", "South", "East")):
        post = Post("Social worker", team=made.teams[team])
        made.members[f"worker {number}"] = staff(f"worker {number}", "adjudicating_officer", post=post)
    gone, shut = staff("gone", "legal"), staff("shut", "legal")
    Member.objects.filter(pk=gone.pk).update(ends_on=TODAY)
    shut.account.is_active = False
    shut.account.save()
    Absence.objects.create(
        member=made["worker 0"], deputy=made["worker 1"], begins_on=TODAY - timedelta(days=3), last_on=None
    )
    cases = [
        a_case(made, team) for team in ("North", "North", "South", "East", "East", "South", "North", "East")
    ]
    return made, cases


def everything_late(member: Member) -> dict[str, set[tuple[str, int]]]:
    found = {whose: late(owed(member, whose, TODAY), TODAY) for whose in LISTS}
    return {
        whose: {(kind, pk) for kind, some in rows.items() for pk in some.values_list("pk", flat=True)}
        for whose, rows in found.items()
    }


def wrong(made: Office) -> list[str]:
    """Every overdue promise that is not where it belongs, or stands with somebody who may not know of its case."""
    at_work = [
        one for one in Member.objects.select_related("account", "person").filter(role__in=ON_A_LIST)
        if one.account.is_active and (one.ends_on is None or one.ends_on > TODAY)
    ]  # fmt: skip
    lists = {one.pk: everything_late(one) for one in at_work}
    walls = set(Wall.objects.values_list("representation_id", "person_id"))
    kept_close = set(Restriction.objects.values_list("representation_id", flat=True))
    away = dict(Absence.objects.values_list("member__person_id", "deputy_id"))
    by_person = {one.person_id: one for one in at_work}
    bad = []
    for kind, row, case in overdue():
        what, owner = f"{kind} {row.pk}", by_person.get(getattr(row, "owner_id", None) or 0)
        has = {
            whose: {one.pk for one in at_work if (kind, row.pk) in lists[one.pk][whose]} for whose in LISTS
        }
        may_not = {one.pk for one in at_work if (case.pk, one.person_id) in walls}
        for whose in LISTS:
            bad += [f"{what} is on nobody's list: {whose}"] if not has[whose] else []
            bad += [f"{what} stands behind a wall: {whose}"] if has[whose] & may_not else []
        if owner is not None and owner.pk not in may_not:
            bad += [f"{what} is not on its owner's list"] if owner.pk not in has["mine"] else []
            deputy = away.get(owner.person_id)
            bad += (
                [f"{what} is not with the deputy"] if deputy and deputy not in has["mine"] | may_not else []
            )
        if case.pk in kept_close:
            continue
        for role, whose in (("director", "director"), ("complaints_manager", "managed")):
            one = made[role].pk
            bad += [f"{what} is not with the {role}"] if one not in has[whose] | may_not else []
        leads = (
            {"North": "team_manager"}.get(case.team.label),
            {"Assessment": "head_of_service"}.get(case.team.service.label),
        )
        for role in filter(None, leads):
            one = made[role].pk
            bad += [f"{what} is not with the {role}"] if one not in has["managed"] | may_not else []
    return bad


def overdue():
    by_case = {one.pk: one for one in Representation.objects.select_related("team__service")}
    still = Q(due_on__lt=TODAY)
    for row in Action.objects.filter(still, done_on=None):
        yield "action", row, by_case[row.representation_id]
    for row in Remedy.objects.filter(still, done_on=None):
        yield "remedy", row, by_case[row.representation_id]
    for row in OmbudsmanRecommendation.objects.filter(still, accepted_on=None).select_related("case"):
        yield "ombudsman", row, by_case[row.case.about_id]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_overdue_promise_stands_on_its_owners_its_managers_and_the_directors_list(office_of_many, seed):
    made, cases = office_of_many
    Plan(made, cases, seed)

    assert len(list(overdue())) > 50
    assert wrong(made) == []


def test_without_the_rule_that_puts_somebody_in_their_place_it_is_found(office_of_many, monkeypatch):
    made, cases = office_of_many
    Plan(made, cases, 1)
    monkeypatch.setattr(Standing, "_in_place", lambda self, about: Q(pk__in=()))

    assert any("on nobody's list: mine" in one for one in wrong(made))


def test_without_the_walls_it_is_found(office_of_many, monkeypatch):
    made, cases = office_of_many
    Plan(made, cases, 1)
    monkeypatch.setattr(WhoKnows, "walled_off", lambda self, person: [])

    assert any("stands behind a wall" in one for one in wrong(made))


def test_what_is_asked_quickly_is_the_same_as_what_exists_and_what_is_read(office_of_many):
    made, cases = office_of_many
    Plan(made, cases, 1)
    for role in (*LINE, "team_manager"):
        member = made[role]
        owing = set(Action.objects.values_list("representation_id", flat=True))
        listed = {one.representation_id for one in owed(member, "all", TODAY)["action"]}
        assert listed == owing & {one.pk for one in readable(member, TODAY)}, role
        every, standing = {one.pk for one in cases}, Standing(member, TODAY)
        sees, *reads = standing.known(every, None, Level.S2, Level.S3)
        assert sees == {one.pk for one in visible(member, TODAY)} & every, role
        for level, found in zip((Level.S2, Level.S3), reads, strict=True):
            there = {one.pk for one in readable(member, TODAY, level=level)} & every
            assert found == there, (role, level)


def test_who_owes_it_and_does_not_read_the_case_sees_their_own_words_and_no_case(office_of_many):
    made, cases = office_of_many
    worker = made["worker 1"]
    Action.objects.create(
        representation=cases[3], owner=worker.person, words="Ring back.", agreed_on=AGREED, due_on=TODAY
    )
    (mine,) = promises_seen(worker, today=TODAY, asked=Narrowed(whose="mine")).rows
    (seen,) = promises_seen(made["director"], today=TODAY).rows

    assert (mine.words, mine.reference, mine.owner) == ("Ring back.", "", worker.person.name)
    assert (seen.words, seen.reference) == ("", cases[3].reference)
    Wall.objects.create(representation=cases[3], person=worker.person, source="subject", begins_on=AGREED)
    assert promises_seen(worker, today=TODAY, asked=Narrowed(whose="mine")).counts["open"] == 0
    assert person(cases[3])


def test_what_is_asked_of_one_service_is_owed_by_it_and_not_by_that_of_the_case(office_of_many):
    made, cases = office_of_many
    case = next(one for one in cases if one.team.service.label == "Our care")
    file = OmbudsmanCase.objects.create(reference="O1", about=case, received_on=AGREED)
    facts = {"case": file, "due_on": TODAY}
    OmbudsmanRecommendation.objects.create(words="Its own.", service=made.services["Assessment"], **facts)
    OmbudsmanRecommendation.objects.create(words="The case’s.", **facts)
    facts = {"representation": case, "owner": made["director"].person, "agreed_on": AGREED, "due_on": TODAY}
    Action.objects.create(words="Its own.", service=made.services["Assessment"], **facts)

    def owed_by(service: str) -> list[str]:
        seen = promises_seen(
            made["complaints_manager"], today=TODAY, asked=Narrowed("managed", service=service)
        )
        assert {one.service for one in seen.rows} == {service}
        return [one.words for one in seen.rows]

    assert owed_by("Assessment") == ["Its own.", "Its own."]
    assert owed_by("Our care") == ["The case’s."]
