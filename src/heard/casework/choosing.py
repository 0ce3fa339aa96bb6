"""What a form of an act offers to choose from: the points and people of a case, staff, and the council's labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force
from heard.casework.findings import points_to_answer
from heard.casework.points import advice_on, live_points, points_of
from heard.people.models import Member, OfficePost, Person, Service, Team, Term
from heard.representations.models import Element, Party, Representation, Stage

# Who answers for a service: the manager of the team, or of the service it is in.
ANSWERING = (Member.Role.TEAM_MANAGER, Member.Role.HEAD_OF_SERVICE)


@dataclass(frozen=True, slots=True)
class PartSeen:
    """Somebody with a part in a case: their number, name, part in words and its code."""

    person: int
    name: str
    part: str
    code: str


def points(case: Representation) -> list[Element]:
    """Every point of a case, in order."""
    return points_of(case)


def points_not_refused(case: Representation) -> list[Element]:
    """The points that were not refused."""
    return live_points(case)


def points_owed_a_finding(case: Representation) -> list[Element]:
    """The points that an answer must deal with."""
    return points_to_answer(case)


def late_points(case: Representation) -> list[Element]:
    """The points made after their year, which have to be weighed one by one (regulation 9)."""
    if case.procedure != "children_act":
        return []
    return [one for one in live_points(case) if advice_on(one, case.received_on).in_time == "late_to_weigh"]


def people_in(case: Representation) -> list[PartSeen]:
    """Everybody with a part in a case, each part once."""
    rows = Party.objects.filter(representation=case).select_related("person").order_by("pk")
    return [PartSeen(one.person_id, one.person.name, one.get_part_display(), one.part) for one in rows]


def who_may_answer(case: Representation) -> list[tuple[int, str]]:
    """Who may be named as having answered: the number and the name of each, those of this case first.

    They are the managers of this case and those who manage in the office now. Where nobody of the office is on record
    as a manager, they are those who answered any stage before. Never the worker complained about.
    """
    of_it = Party.objects.filter(representation=case, part=Party.Part.MANAGER).values_list(
        "person_id", flat=True
    )
    here = {*of_it, *case.stages.filter(manager__isnull=False).values_list("manager_id", flat=True)}
    complained_of = Party.objects.filter(representation=case, part=Party.Part.WORKER).values("person_id")
    people = Person.objects.exclude(pk__in=complained_of)
    managers = people.filter(Q(member__in=_managing()) | Q(posts__in=_leading())).distinct()
    if not managers.exists():
        managers = people.filter(pk__in=Stage.objects.filter(manager__isnull=False).values("manager_id"))
    found = {*people.filter(pk__in=here).values_list("pk", "name"), *managers.values_list("pk", "name")}
    return sorted(found, key=lambda one: (one[0] not in here, one[1]))


def _managing() -> QuerySet[Member]:
    """Those who answer for a service and work here now."""
    there = Member.objects.filter(in_force(day_asked(None)), account__is_active=True, is_outside=False)
    return there.filter(role__in=ANSWERING)


def _leading() -> QuerySet[OfficePost]:
    """The posts that manage a team or a service now, of people who sign in or do not."""
    return OfficePost.objects.filter(in_force(day_asked(None)), leads=True)


def staff() -> list[tuple[str, str]]:
    """Everybody of the office who may sign in: their account's name and their full name."""
    rows = (
        Member.objects.filter(account__is_active=True)
        .select_related("account")
        .order_by("account__first_name")
    )
    return [(one.account.get_username(), name_of(one)) for one in rows]


def name_of(member: Member) -> str:
    """The full name of somebody who signs in."""
    return member.account.get_full_name() or member.account.get_username()


def full_names(sign_in_names: Iterable[str]) -> dict[str, str]:
    """The full name of each of those who sign in so; whoever is no longer known keeps the name they signed in with."""
    asked = set(sign_in_names)
    known = Member.objects.filter(account__username__in=asked).select_related("account")
    return {one: one for one in asked} | {one.account.get_username(): name_of(one) for one in known}


def _still_used() -> Q:
    """What has not come to the last day it is used: something that ends next month is still chosen until then."""
    return Q(in_use_to=None) | Q(in_use_to__gte=day_asked(None))


def labels(list_: str) -> list[str]:
    """The labels of one of the council's lists that are still in use, in printed order."""
    return list(
        Term.objects.filter(_still_used(), list=list_, merged_into=None).values_list("label", flat=True)
    )


def meanings(list_: str) -> list[tuple[str, str]]:
    """The labels of a list in use, each with the common meaning it has."""
    return list(
        Term.objects.filter(_still_used(), list=list_, merged_into=None).values_list("label", "means")
    )


def teams() -> list[str]:
    """The teams in use, in printed order."""
    return list(Team.objects.filter(_still_used()).values_list("label", flat=True))


def services_by_number() -> dict[int, tuple[str, bool]]:
    """Every service there is or was, by number: its label, and whether it is in use; in printed order."""
    used = Case(When(_still_used(), then=True), default=False)
    rows = Service.objects.annotate(used=used).values_list("pk", "label", "used")
    return {pk: (label, used) for pk, label, used in rows}


def services() -> list[str]:
    """The services in use, in printed order."""
    return list(Service.objects.filter(_still_used()).values_list("label", flat=True))
