"""Passing a compliment on to those it concerns, on a page of their own or by hand: who may hear of it.

A worker who was praised is kept out of the case as anybody who is its subject is; the words passed on reach them all
the same. Whoever is kept out for another reason hears nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from heard.casework.access_seeing import in_force
from heard.casework.new_details import fitting
from heard.casework.office_asking import at_work, manager_of_team
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, day_of
from heard.people.models import Member, OfficePost
from heard.representations.models import Party, PassedOn, Representation, Restriction, Wall

KINDS = ("compliment", "comment", "suggestion")
Way, What = PassedOn.Way, PassedOn.What
WAYS = [(one.value, f"{str(one.label)[:1].upper()}{str(one.label)[1:]}") for one in Way]


@dataclass(frozen=True, slots=True)
class Passing:
    """What is passed on: the words, from whom, and to whom. `to` is a sign-in name, or `to_name` says who it is."""

    words: str
    from_name: str
    to: str = ""
    to_name: str = ""
    way: str = Way.PAGE.value
    what: str = What.COMPLIMENT.value


@dataclass(frozen=True, slots=True)
class Heard:
    """One compliment, or thanks, as somebody of the office finds it on their own page."""

    what: str
    words: str
    from_name: str
    passed_on: date


def pass_on(doing: Doing, passing: Passing) -> PassedOn:
    """Keep that it was passed on, under the act being done. Raises NotNow where it cannot reach whoever is named."""
    must_say(passing.words, "what is passed on")
    must_say(passing.from_name, "whose words or thanks they are")
    if passing.way not in Way.values:
        raise NotNow(f"Say how it was passed on: {', '.join(str(one.label) for one in Way)}.")
    member = _member(doing, passing.to) if passing.to else None
    if member is None and passing.way == Way.PAGE:
        raise NotNow("Only somebody who may sign in has a page of their own. Choose them, or another way.")
    name = passing.to_name.strip() or (member.account.get_full_name() if member else "")
    must_say(name, "who it was passed on to")
    row = PassedOn(
        representation=doing.case,
        what=passing.what,
        to_name=name[:200],
        member=member,
        way=passing.way,
        words=passing.words.strip(),
        from_name=fitting(passing.from_name, 150),
        passed_on=doing.day,
        by=doing.line.by,
        at=doing.line.at,
    )
    doing.add(row)
    return row


def who_may_hear(case: Representation, *, on: date) -> list[tuple[str, str]]:
    """Sign-in names and names of those who can find it on their own page: the worker, the team, whoever leads it."""
    found = sorted(
        {one for one in _concerned(case, on) if one.pk not in _kept_out(case)}, key=lambda one: one.pk
    )
    return [
        (one.account.get_username(), one.account.get_full_name() or one.account.get_username())
        for one in found
    ]


def heard_by(member: Member) -> list[Heard]:
    """What was passed on to somebody, the newest first, while it is still praise and nothing keeps them from it."""
    rows = PassedOn.objects.filter(member=member, representation__kind__in=KINDS).exclude(
        representation__in=Restriction.objects.filter(ended_on=None).values("representation_id")
    )
    if member.person_id:
        kept = _walls().filter(person=member.person_id)
        rows = rows.exclude(representation__in=kept.values("representation_id"))
    return [
        Heard(str(What(row.what).label), row.words, row.from_name, row.passed_on)
        for row in rows.order_by("-passed_on", "-pk")
    ]


def passed_on_of(case: Representation) -> list[PassedOn]:
    """Everybody it was passed on to, the first first."""
    return list(PassedOn.objects.filter(representation=case))


def _member(doing: Doing, sign_in_name: str) -> Member:
    may = dict(who_may_hear(doing.case, on=day_of(doing.line.at)))
    if sign_in_name not in may:
        raise NotNow(
            "It can go to the own page of the worker, of the team and of whoever leads it, if they may sign in. "
            f"“{sign_in_name}” is not among them. Share it by another way."
        )
    return Member.objects.select_related("account").get(account__username=sign_in_name)


def _concerned(case: Representation, on: date) -> Iterator[Member]:
    here = at_work(on)
    workers = Party.objects.filter(representation=case, part=Party.Part.WORKER).values("person")
    posts = OfficePost.objects.filter(in_force(on), team_id=case.team_id or 0).values("person")
    manager = manager_of_team(case.team_id, on) if case.team_id else None
    service = case.service_id or (case.team.service_id if case.team else None) or 0
    heads = OfficePost.objects.filter(in_force(on), service_id=service, team=None, leads=True).values(
        "person"
    )
    among = Q(person__in=workers) | Q(person__in=posts) | Q(person__in=heads) | Q(person=manager)
    yield from here.filter(among & Q(person__isnull=False) & Q(is_outside=False))


def _kept_out(case: Representation) -> set[int]:
    """The members whom a wall keeps from this case for another reason than that it is about them."""
    return set(_walls().filter(representation=case).values_list("person__member", flat=True))


def _walls() -> QuerySet[Wall]:
    return Wall.objects.filter(ended_on=None).exclude(source=Wall.Source.SUBJECT)
