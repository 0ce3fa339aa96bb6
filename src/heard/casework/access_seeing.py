"""Which cases exist for somebody: one question to the database, the same on every path. Walls beat every leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


def of_seen(name: str, member: Member, on: date | None = None, *, level: Level | None = None) -> Q:
    """Rows whose column `name` is a case that is `visible`, or `readable` at a level: the same cases, asked quickly.

    Of whoever reaches every case those are taken away that are walled off or kept to others, which are few.
    """
    if right_of(member, Act.SEE_CASES) is None or member.pk is None:
        return Q(pk__in=())
    scopes, day = scopes_of(member, level), day_asked(on)
    if Scope.ALL not in scopes:
        unwalled = ~Q(**{f"{name}__in": walled_off(member, day)})
        return (
            Q(Exists(works_here(member, day))) & unwalled & _by_place_or_name(name, member, scopes, on, None)
        )
    kept = ~Q(**{f"{name}__in": restricted(day)}) | Q(**{f"{name}__in": _opened(member, on, scopes)})
    return Q(Exists(works_here(member, day))) & ~Q(**{f"{name}__in": walled_off(member, day)}) & kept


def hidden_from(member: Member, on: date | None = None, *, level: Level | None = None) -> Numbers | None:
    """The cases walled off from or kept from a member who reaches every other; None of whoever does not."""
    if right_of(member, Act.SEE_CASES) is None or member.pk is None:
        return None
    scopes, day = scopes_of(member, level), day_asked(on)
    if Scope.ALL not in scopes:
        return None
    kept = restricted(day).exclude(representation_id__in=_opened(member, on, scopes))
    return kept.union(walled_off(member, day).order_by())


def scopes_of(member: Member, level: Level | None) -> frozenset[Scope]:
    """How far a member sees that cases exist, or reads them at a level."""
    right = right_of(member, Act.SEE_CASES)
    if level is not None:
        return reading(member.role, level) - {Scope.GRANTED}
    return frozenset({right.scope}) if right else frozenset()


def _opened(member: Member, on: date | None, scopes: frozenset[Scope]) -> Numbers:
    return broken_open(member, on, None).union(*_by_name(member, scopes, day_asked(on)))


def _behind_no_wall(member: Member, scopes: frozenset[Scope], on: date | None, at: datetime | None) -> Cases:
    if member.pk is None or not scopes:
        return Representation.objects.none()
    day = day_asked(on)
    there = Representation.objects.filter(Exists(works_here(member, day)))
    unwalled = there.exclude(pk__in=walled_off(member, day))
    return unwalled.filter(_by_place_or_name("pk", member, scopes, on, at))


def _by_place_or_name(
    name: str, member: Member, scopes: frozenset[Scope], on: date | None, at: datetime | None
) -> Q:
    """Rows whose case a member reaches where it stands and it is kept to nobody, or reaches by name."""
    day, case = day_asked(on), "" if name == "pk" else f"{name}__"
    named = broken_open(member, on, at).union(*_by_name(member, scopes, day))
    by_name = Q(**{f"{name}__in": named})
    places = [BY_PLACE[scope](member, day, case) for scope in sorted(scopes) if scope in BY_PLACE]
    if not places:
        return by_name
    return (reduce(or_, places) & ~Q(**{f"{name}__in": restricted(day)})) | by_name


def _by_name(member: Member, scopes: frozenset[Scope], day: Any) -> Iterator[Numbers]:
    if Scope.GRANTED in scopes:
        yield granted_to(member, day)
    if Scope.ADJUDICATING in scopes:
        yield adjudicated_by(member, day)
    if scopes - {Scope.GRANTED, Scope.ADJUDICATING, Scope.OWN}:
        yield given_to(member, day)


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


def _every(member: Member, day: Any, case: str) -> Q:
    return Q(**{f"{case}pk__isnull": False})


def _of_team(member: Member, day: Any, case: str) -> Q:
    posts = OfficePost.objects.filter(in_force(day), person__member=member.pk, team__isnull=False)
    mine = Q(pk=member.team_id) | Q(pk__in=posts.order_by().values("team_id"))
    return Q(**{f"{case}team_id__in": Team.objects.filter(mine).order_by().values("pk")})


def _of_services(member: Member, day: Any, case: str) -> Q:
    posts = OfficePost.objects.filter(in_force(day), person__member=member.pk, service__isnull=False)
    mine = posts.order_by().values("service_id")
    teams = Team.objects.filter(service_id__in=mine).order_by().values("pk")
    return Q(**{f"{case}service_id__in": mine}) | Q(**{f"{case}team_id__in": teams})


def _at_stage_3(member: Member, day: Any, case: str) -> Q:
    at_stage = Stage.objects.filter(stage="stage_3").order_by().values("representation_id")
    return Q(**{f"{case}pk__in": at_stage})


def _escalated(member: Member, day: Any, case: str) -> Q:
    raised = Notice.objects.filter(for_role="director").order_by().values("representation_id")
    return Q(**{f"{case}pk__in": raised}) | _at_stage_3(member, day, case)


def _with_ombudsman(member: Member, day: Any, case: str) -> Q:
    with_them = OmbudsmanCase.objects.filter(about__isnull=False).order_by().values("about_id")
    return Q(**{f"{case}pk__in": with_them})


# The cases that a role reaches without their being given to anybody: said of the case itself, so that lists stay quick.
# `case` is the way to it from the rows asked about, such as `representation__`; empty where they are the cases.
BY_PLACE: Mapping[Scope, Callable[[Member, Any, str], Q]] = {
    Scope.ALL: _every,
    Scope.SERVICE: _of_services,
    Scope.TEAM: _of_team,
    Scope.STAGE_3: _at_stage_3,
    Scope.ESCALATED: _escalated,
    Scope.OMBUDSMAN: _with_ombudsman,
}
