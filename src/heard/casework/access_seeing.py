"""Which cases exist for somebody: one question to the database, the same on every path. Walls beat every leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Q, QuerySet

from heard.casework.access_clock import day_asked, instant_asked
from heard.casework.permissions import Act, Level, Scope, reading, right_of
from heard.people.models import Absence, Member, OfficePost, Team
from heard.representations.models import (
    Appointment,
    Assignment,
    GlassBroken,
    Grant,
    Notice,
    OmbudsmanCase,
    Representation,
    Restriction,
    Stage,
    Wall,
)

Cases = QuerySet[Representation]
Numbers = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Places:
    """Where somebody has posts, as questions or as numbers read once: services, the teams in them, and teams."""

    services: Any
    teams_of_services: Any
    teams: Any


def visible(member: Member | None, on: date | None = None, at: datetime | None = None) -> Cases:
    """The cases that exist for a member on a day. Without one, today by the database's own clock."""
    right = right_of(member, Act.SEE_CASES)
    if member is None or right is None:
        return Representation.objects.none()
    return _behind_no_wall(member, frozenset({right.scope}), on, at)


def readable(
    member: Member | None, on: date | None = None, at: datetime | None = None, *, level: Level = Level.S2
) -> Cases:
    """The cases of which a member reads the words and the names: those a search in words may look through.

    At level 3 those that they read in full.
    """
    if member is None or right_of(member, Act.SEE_CASES) is None:
        return Representation.objects.none()
    return _behind_no_wall(member, reading(member.role, level) - {Scope.GRANTED}, on, at)


def scopes_of(member: Member, level: Level | None) -> frozenset[Scope]:
    """How far a member sees that cases exist, or reads them at a level."""
    right = right_of(member, Act.SEE_CASES)
    if level is not None:
        return reading(member.role, level) - {Scope.GRANTED}
    return frozenset({right.scope}) if right else frozenset()


def _behind_no_wall(member: Member, scopes: frozenset[Scope], on: date | None, at: datetime | None) -> Cases:
    """What is asked, not what is found: a page asks it of some member up to ten times, so it is put together once."""
    if member.pk is None or not scopes:
        return Representation.objects.none()
    asked: dict[Any, Cases] = member.__dict__.setdefault("_cases_asked", {})
    key = (member.pk, member.role, member.team_id, scopes, on, at)
    if key not in asked:
        asked[key] = _asked_of(member, scopes, on, at)
    return asked[key].all()


def _asked_of(member: Member, scopes: frozenset[Scope], on: date | None, at: datetime | None) -> Cases:
    day = day_asked(on)
    there = Representation.objects.filter(Exists(works_here(member, day)))
    unwalled = there.exclude(pk__in=walled_off(member, day))
    return unwalled.filter(_by_place_or_name("pk", member, scopes, on, at))


def _by_place_or_name(
    name: str, member: Member, scopes: frozenset[Scope], on: date | None, at: datetime | None
) -> Q:
    day = day_asked(on)
    named = by_name(member, scopes, on, at)
    return reached(name, scopes, places_of(member, day), named=named, kept=restricted(day))


def reached(name: str, scopes: frozenset[Scope], places: Places, *, named: Any, kept: Any) -> Q:
    """Rows whose case, in the column `name`, is reached where it stands and kept to nobody, or reached by name."""
    case = "" if name == "pk" else f"{name}__"
    known = Q(**{f"{name}__in": named})
    there = [BY_PLACE[scope](places, case) for scope in sorted(scopes) if scope in BY_PLACE]
    if not there:
        return known
    return (reduce(or_, there) & ~Q(**{f"{name}__in": kept})) | known


def by_name(
    member: Member, scopes: frozenset[Scope], on: date | None = None, at: datetime | None = None
) -> Numbers:
    """The cases a member reaches by name: given, granted, adjudicated, or broken open at an instant."""
    day = day_asked(on)
    return broken_open(member, on, at).union(*(WAYS[way](member, day) for way in ways_of(scopes)))


def ways_of(scopes: frozenset[Scope]) -> Iterator[str]:
    """In which ways of `WAYS` whoever reaches so far reaches cases by name."""
    if Scope.GRANTED in scopes:
        yield "granted"
    if Scope.ADJUDICATING in scopes:
        yield "adjudicated"
    if scopes - {Scope.GRANTED, Scope.ADJUDICATING, Scope.OWN}:
        yield "given"


def in_force(day: Any) -> Q:
    """Rows that have begun by a day and not ended: the day on which one ends is the first without it."""
    begun = Q(begins_on__isnull=True) | Q(begins_on__lte=day)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def works_here(member: Member, day: Any) -> QuerySet[Member]:
    """The member as the tables have them now, if they may act on a day at all: a leaver may not."""
    return Member.objects.filter(in_force(day), pk=member.pk, role=member.role, account__is_active=True)


def walled_off(member: Member, day: Any) -> Numbers:
    """The cases between which and a member a wall stands. A wall that was lifted stands again after its last day."""
    ended = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    mine = Wall.objects.filter(ended, person__member=member.pk)
    open_again = Q(lifted_from__isnull=True) | Q(lifted_from__gt=day) | Q(lifted_until__lt=day)
    return mine.filter(open_again).order_by().values_list("representation_id")


def restricted(day: Any) -> Numbers:
    """The cases kept to those who have them."""
    standing = Restriction.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return standing.order_by().values_list("representation_id")


def given_to(member: Member, day: Any) -> Numbers:
    """The cases given to a member, and those given to anybody they stand in for."""
    away = Absence.objects.filter(Q(last_on__isnull=True) | Q(last_on__gte=day), begins_on__lte=day)
    covered = away.filter(deputy_id=member.pk).order_by().values("member_id")
    mine = Assignment.objects.filter(in_force(day)).filter(Q(member_id=member.pk) | Q(member_id__in=covered))
    return mine.order_by().values_list("representation_id")


def adjudicated_by(member: Member, day: Any) -> Numbers:
    """The cases whose adjudicating officer a member is, while that lasts."""
    named = Appointment.objects.filter(part="adjudicator", person__member=member.pk, appointed_on__lte=day)
    standing = named.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return standing.order_by().values_list("representation_id")


def granted_to(member: Member, day: Any) -> Numbers:
    """The cases of which some paper is granted to a member."""
    running = Grant.objects.filter(member_id=member.pk, begins_on__lte=day, ends_on__gte=day, ended_at=None)
    return running.order_by().values_list("representation_id")


def broken_open(member: Member, on: date | None, at: datetime | None) -> Numbers:
    """The cases a member has broken open and may still read; by the database's clock where no instant is given."""
    mine = GlassBroken.objects.filter(member_id=member.pk).order_by().values_list("representation_id")
    if on is not None and at is None:
        return mine.none()
    instant = instant_asked(at)
    return mine.filter(began_at__lte=instant, ends_at__gt=instant)


# How a case is reached by name: some paper of it is granted to one, one adjudicates it, one has it.
WAYS: Mapping[str, Callable[[Member, Any], Numbers]] = {
    "granted": lambda member, day: granted_to(member, day),
    "adjudicated": lambda member, day: adjudicated_by(member, day),
    "given": lambda member, day: given_to(member, day),
}


def places_of(member: Member, day: Any) -> Places:
    """Where a member has posts on a day, as the database finds it."""
    posts = OfficePost.objects.filter(in_force(day), person__member=member.pk).order_by()
    services = posts.filter(service__isnull=False).values("service_id")
    mine = Q(pk=member.team_id) | Q(pk__in=posts.filter(team__isnull=False).values("team_id"))
    return Places(
        services=services,
        teams_of_services=Team.objects.filter(service_id__in=services).order_by().values("pk"),
        teams=Team.objects.filter(mine).order_by().values("pk"),
    )


def _every(places: Places, case: str) -> Q:
    return Q(**{f"{case}pk__isnull": False})


def _of_team(places: Places, case: str) -> Q:
    return Q(**{f"{case}team_id__in": places.teams})


def _of_services(places: Places, case: str) -> Q:
    within = Q(**{f"{case}team_id__in": places.teams_of_services})
    return Q(**{f"{case}service_id__in": places.services}) | within


def _at_stage_3(places: Places, case: str) -> Q:
    at_stage = Stage.objects.filter(stage="stage_3").order_by().values("representation_id")
    return Q(**{f"{case}pk__in": at_stage})


def _escalated(places: Places, case: str) -> Q:
    raised = Notice.objects.filter(for_role="director").order_by().values("representation_id")
    return Q(**{f"{case}pk__in": raised}) | _at_stage_3(places, case)


def _with_ombudsman(places: Places, case: str) -> Q:
    with_them = OmbudsmanCase.objects.filter(about__isnull=False).order_by().values("about_id")
    return Q(**{f"{case}pk__in": with_them})


# The cases that a role reaches without their being given to anybody: said of the case itself, so that lists stay quick.
# `case` is the way to it from the rows asked about, such as `representation__`; empty where they are the cases.
BY_PLACE: Mapping[Scope, Callable[[Places, str], Q]] = {
    Scope.ALL: _every,
    Scope.SERVICE: _of_services,
    Scope.TEAM: _of_team,
    Scope.STAGE_3: _at_stage_3,
    Scope.ESCALATED: _escalated,
    Scope.OMBUDSMAN: _with_ombudsman,
}
