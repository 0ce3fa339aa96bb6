"""The walls of a case, for those who may build them: who is kept out, since when, why, and what is lifted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from heard.casework.choosing import name_of
from heard.casework.looking import visible_to
from heard.casework.office_asking import at_work
from heard.casework.permissions import Act, demand
from heard.casework.walls_lifting import to_review
from heard.people.models import Member
from heard.representations.models import Representation, Restriction, SecondPerson, Wall

LIFTING = ("lift_wall", "end_wall")


@dataclass(frozen=True)
class WallSeen:
    """A wall of a case: whom it keeps out, how it came about, and whether it is lifted on a day."""

    row: Wall
    name: str
    how: str
    is_lifted: bool
    asked: tuple[Lifting, ...]

    @property
    def stands(self) -> bool:
        """Whether it was not ended."""
        return self.row.ended_on is None


@dataclass(frozen=True)
class Lifting:
    """A lifting or an ending that somebody asked a second person for, and how that stands."""

    number: int
    act: str
    wall: int
    from_on: date | None
    until: date | None
    because: str
    asked_by: str
    is_mine: bool
    is_agreed: bool
    is_refused: bool
    refused_because: str


def walls_of(member: Member, case: Representation, on: date) -> list[WallSeen]:
    """Every wall of a case, those that stand first. Raises NotAllowed."""
    demand(member, Act.BUILD_WALL)
    rows = Wall.objects.filter(representation=case).select_related("person").order_by("begins_on", "pk")
    asked = liftings_of(member, case)
    found = [_seen(one, on, tuple(each for each in asked if each.wall == one.pk)) for one in rows]
    return sorted(found, key=lambda one: not one.stands)


def wall_of(case: Representation, number: int) -> Wall | None:
    """One wall of a case that stands, by its number."""
    found = Wall.objects.select_related("person", "representation")
    return found.filter(representation=case, pk=number, ended_on=None).first()


def liftings_of(member: Member, case: Representation) -> list[Lifting]:
    """The liftings asked for on a case that are not done yet, the oldest first."""
    rows = SecondPerson.objects.filter(reference=case.reference, act__in=LIFTING)
    rows = rows.exclude(answer=SecondPerson.Answer.DONE).select_related("asked_by__account")
    return [_lifting(one, member) for one in rows.order_by("pk")]


def restriction_of(case: Representation) -> Restriction | None:
    """The restriction of a case to those who have it, where there is one."""
    return Restriction.objects.filter(representation=case, ended_on=None).first()


def lifted_walls(member: Member, *, on: date, at: datetime) -> list[WallSeen]:
    """The walls that are lifted on a day in the cases this person sees: each is reviewed once a month.

    Raises NotAllowed.
    """
    demand(member, Act.BUILD_WALL)
    rows = to_review(on).filter(representation__in=visible_to(member, on, at))
    return [_seen(one, on, ()) for one in rows]


def who_can_be_walled(on: date) -> list[tuple[int, str]]:
    """Those of the office whom a wall can keep out: their person's number and their name."""
    rows: QuerySet[Member] = at_work(on).filter(person__isnull=False).select_related("account")
    return sorted(((one.person_id or 0, name_of(one)) for one in rows), key=lambda one: one[1])


def _seen(row: Wall, on: date, asked: tuple[Lifting, ...]) -> WallSeen:
    lifted = row.lifted_from is not None and row.lifted_until is not None
    now = lifted and row.lifted_from <= on <= row.lifted_until  # type: ignore[operator]
    return WallSeen(row, row.person.name, row.get_source_display(), bool(now), asked)


def _lifting(row: SecondPerson, member: Member) -> Lifting:
    said = json.loads(row.content)
    return Lifting(
        number=row.pk,
        act=row.act,
        wall=int(said["wall"]),
        from_on=_day(said.get("from")),
        until=_day(said.get("until")),
        because=str(said.get("because", "")),
        asked_by=name_of(row.asked_by),
        is_mine=row.asked_by_id == member.pk,
        is_agreed=row.answer == SecondPerson.Answer.APPROVED,
        is_refused=row.answer == SecondPerson.Answer.REFUSED,
        refused_because=row.because,
    )


def _day(said: object) -> date | None:
    return date.fromisoformat(str(said)) if said else None
