"""Who works here on a day, who leads what, who stands in for whom, and who stands above somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force
from heard.people.models import Absence, Member, OfficePost, Person, Team


def at_work(on: date) -> QuerySet[Member]:
    """Everybody who may act on a day, absent or not: leavers and those yet to begin are not among them."""
    return Member.objects.select_related("account", "person", "team").filter(
        in_force(day_asked(on)), account__is_active=True
    )


def people_of(on: date) -> QuerySet[OfficePost]:
    """Every post held on a day, with whom it belongs to, by team and name."""
    held = OfficePost.objects.select_related("person__member__account", "team", "service", "answers_to")
    return held.filter(in_force(day_asked(on))).order_by(
        "service__label", "team__label", "-leads", "person__name"
    )


def line_above(person: int, on: date) -> tuple[int, ...]:
    """The numbers of those above a person, the nearest first: whom they answer to, and whom those answer to.

    Where nobody is named, the leader of the team stands above its members, and that of the service above the team.
    One statement, however long the line.
    """
    return lines_above((person,), on)[person]


def lines_above(people: Iterable[int], on: date) -> dict[int, tuple[int, ...]]:
    """The line above each of several people, in one statement for all."""
    posts = list(OfficePost.objects.select_related("team").filter(in_force(day_asked(on))).order_by("pk"))
    return {person: _line(person, posts) for person in people}


def _line(person: int, posts: Sequence[OfficePost]) -> tuple[int, ...]:
    line: list[int] = []
    below = person
    while True:
        above = _above(below, posts)
        if above is None or above in line or above == person:
            return tuple(line)
        line.append(above)
        below = above


def manager_of_team(team: Team | int, on: date) -> Person | None:
    """Who leads a team on a day: by their post, or the only team manager who signs in for it."""
    number = team if isinstance(team, int) else team.pk
    leads = OfficePost.objects.select_related("person").filter(
        in_force(day_asked(on)), team_id=number, leads=True
    )
    post = leads.order_by("begins_on", "pk").last()
    if post is not None:
        return post.person
    signs_in = at_work(on).filter(team_id=number, role=Member.Role.TEAM_MANAGER, person__isnull=False)
    found = list(signs_in[:2])
    return found[0].person if len(found) == 1 else None


def deputies_of(member: Member, on: date) -> list[Member]:
    """Who stands in for a member on a day."""
    away = Absence.objects.filter(Q(last_on=None) | Q(last_on__gte=on), member=member, begins_on__lte=on)
    return list(at_work(on).filter(pk__in=away.values("deputy_id")).order_by("pk"))


def leads_anything(person: int, on: date) -> bool:
    """Whether a person manages a team or service, or anybody answers to them, on a day."""
    held = OfficePost.objects.filter(in_force(day_asked(on)))
    return held.filter(Q(person_id=person, leads=True) | Q(answers_to_id=person)).exists()


def _above(person: int, posts: Sequence[OfficePost]) -> int | None:
    for post in (one for one in posts if one.person_id == person):
        if post.answers_to_id is not None:
            return post.answers_to_id
        found = _leader(post, posts)
        if found is not None:
            return found
    return None


def _leader(post: OfficePost, posts: Sequence[OfficePost]) -> int | None:
    """The leader of the same team; of the service for who leads the team, or has none."""
    leaders = [one for one in posts if one.leads and one.person_id != post.person_id]
    if post.team_id is not None and not post.leads:
        found = next((one.person_id for one in leaders if one.team_id == post.team_id), None)
        if found is not None:
            return found
    service = post.service_id or (post.team.service_id if post.team else None)
    if service is None:
        return None
    return next((one.person_id for one in leaders if one.team_id is None and one.service_id == service), None)
