"""Which part of the council somebody answers for: what their dashboards begin with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from heard.casework.office_asking import people_of
from heard.casework.permissions import Act, Scope, right_of
from heard.people.models import Member


@dataclass(frozen=True, slots=True)
class Place:
    """The printed names of the services or of the teams that somebody answers for; both empty for the whole council."""

    services: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


def place_of(member: Member, *, on: date) -> Place:
    """The teams of a team manager, the services of a head of service; nobody else is narrowed to a part."""
    right = right_of(member, Act.SEE_CASES)
    if right is None or right.scope not in (Scope.TEAM, Scope.SERVICE):
        return Place()
    posts = people_of(on).filter(Q(person__member=member.pk))
    if right.scope is Scope.SERVICE:
        return Place(services=_once(one.service.label for one in posts if one.service))
    own = [member.team.label] if member.team else []
    return Place(teams=_once([*own, *(one.team.label for one in posts if one.team)]))


def _once(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))
