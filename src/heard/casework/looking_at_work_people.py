"""How the work lies: by person and by team, in the order of their names, with who stands in for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from heard.casework.access_assigning import LOOKS_IN, TAKES_CASES
from heard.casework.access_clock import day_asked
from heard.casework.choosing import name_of
from heard.casework.clocks import clocks_of_council
from heard.casework.looking_at_work_stages import COLOURS, Asked, due, of_colour
from heard.casework.office_asking import at_work
from heard.casework.permissions import Act, demand
from heard.people.models import Absence, Member

Counts = Mapping[Any, int]


@dataclass(frozen=True, slots=True)
class PersonsWork:
    """One person's open stages by colour, whether they are away, who stands in for them, and for whom they do."""

    number: int
    name: str
    role: str
    counts: Counts
    away: bool = False
    deputy: str = ""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkLies:
    """The work somebody sees, by person and by team, and what nobody has."""

    people: tuple[PersonsWork, ...]
    teams: tuple[tuple[str, Counts], ...]
    with_nobody: Counts = field(default_factory=dict)


def how_work_lies(member: Member | None, *, today: date) -> WorkLies:
    """Open stages by who has the case and by team, of the cases this person may see. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    clocks = clocks_of_council()
    by_colour = {
        one: Count("stage_pk", filter=of_colour(one, clocks, today), distinct=True) for one in COLOURS
    }
    teams = due(member, Asked()).order_by("team__label").values("team__label").annotate(**by_colour)
    given = due(member, Asked()).filter(_in_force(today))
    rows = given.order_by().values("assignments__member").annotate(**by_colour)
    nobody = due(member, Asked("unassigned")).order_by().aggregate(**by_colour)
    held = {row["assignments__member"]: {one: row[one] for one in COLOURS} for row in rows}
    return WorkLies(
        people=tuple(_people(held, today)),
        teams=tuple((row["team__label"] or "", {one: row[one] for one in COLOURS}) for row in teams),
        with_nobody=nobody,
    )


def who_takes_cases(today: date) -> list[tuple[str, str]]:
    """Those to whom cases can be given: sign-in name and full name, by name."""
    there = at_work(today).filter(role__in=TAKES_CASES, is_outside=False).exclude(role__in=LOOKS_IN)
    named = [
        (one.account.get_username(), f"{name_of(one)}, {one.get_role_display().lower()}") for one in there
    ]
    return sorted(named, key=lambda one: one[1].casefold())


def taker(sign_in_name: str, today: date) -> Member | None:
    """The member of this sign-in name, if cases can be given to them."""
    there = at_work(today).filter(role__in=TAKES_CASES, is_outside=False)
    return there.filter(account__username=sign_in_name).first()


def _in_force(today: date) -> Q:
    day = day_asked(today)
    begun = Q(assignments__begins_on__lte=day)
    return begun & (Q(assignments__ends_on__isnull=True) | Q(assignments__ends_on__gt=day))


def _people(held: Mapping[int, Counts], today: date) -> Sequence[PersonsWork]:
    away = Absence.objects.filter(Q(last_on=None) | Q(last_on__gte=today), begins_on__lte=today)
    absences = list(away.select_related("member__account", "deputy__account").order_by("pk"))
    wanted = set(held) | {one.deputy_id for one in absences if one.deputy_id and one.member_id in held}
    members = Member.objects.filter(pk__in=wanted).select_related("account")
    none = dict.fromkeys(COLOURS, 0)
    found = [
        PersonsWork(
            number=one.pk,
            name=name_of(one),
            role=one.get_role_display(),
            counts=held.get(one.pk, none),
            away=any(row.member_id == one.pk for row in absences),
            deputy=next(
                (name_of(row.deputy) for row in absences if row.member_id == one.pk and row.deputy), ""
            ),
            covers=tuple(name_of(row.member) for row in absences if row.deputy_id == one.pk),
        )
        for one in members
    ]
    return sorted(found, key=lambda one: one.name.casefold())
