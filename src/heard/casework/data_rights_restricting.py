"""Restricting the use of a person's record: a wall for everybody but those named, lifted after the person was told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q

from heard.casework.access_assigning import keep_assignment
from heard.casework.access_seeing import in_force
from heard.casework.data_rights import cases_of, must_be_granted
from heard.casework.new_details import DoesNotFit
from heard.casework.office_asking import at_work
from heard.casework.performing import day_of
from heard.casework.permissions import Act, Role, demand
from heard.casework.plans import must_be_written
from heard.casework.walls_building import person_of, shut_out
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import (
    Appointment,
    Assignment,
    DataRequest,
    Grant,
    Representation,
    RestrictedUse,
    Restriction,
    Wall,
)

OF_THE_TEAM = (Role.COMPLAINTS_OFFICER, Role.COMPLAINTS_MANAGER)


def who_can_be_named(on: date) -> list[tuple[int, str]]:
    """Everybody who works here, by name: those from whom the few are named who go on seeing a restricted case."""
    found = at_work(on).select_related("account").order_by("account__first_name", "pk")
    return [(one.pk, f"{one.account.first_name}, {one.get_role_display().lower()}") for one in found]


def restrict_use(
    *, member: Member, at: datetime, request: DataRequest, named: Collection[int], begins_on: date
) -> list[RestrictedUse]:
    """Keep every case of a granted request to those named, whoever has it now, and to whoever decides this.

    One of them has to be of the complaints team, so that no case is without an owner. Raises NotAllowed, DoesNotFit.
    """
    demand(member, Act.KEEP_DATA_RIGHTS)
    must_be_granted(request, DataRequest.Kind.RESTRICT)
    if begins_on > day_of(at):
        raise DoesNotFit(
            f"{in_words(begins_on)} has not come yet. It is restricted from today or an earlier day."
        )
    few = _the_few(member, named, begins_on)
    cases = [one for one in cases_of(request) if standing_on(one) is None]
    if not cases:
        raise DoesNotFit("The use of every case of this request is restricted already.")
    by, kept = member.account.username, []
    with writing(
        "restrict_use", by=by, at=at, reference=request.reference, done_on=begins_on, cases=len(cases)
    ) as line:
        for case in cases:
            row = RestrictedUse(request=request, representation=case, begins_on=begins_on)
            line.add(row)
            kept.append(row)
            _shut(line, case, few, begins_on, _because(request))
    return kept


def tell_before_lifting(
    *, member: Member, at: datetime, request: DataRequest, told_on: date, because: str
) -> None:
    """Record that the person was told that the restriction will be lifted, and why. Raises DoesNotFit."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    rows = _standing(request)
    if told_on > day_of(at) or told_on < max(one.begins_on for one in rows):
        raise DoesNotFit(
            "Give the day on which they were told: not before it was restricted, and not after today."
        )
    why = must_be_written(because, "why it is to be lifted, as the person was told", most=500)
    by = member.account.username
    with writing("tell_before_lifting", by=by, at=at, reference=request.reference, done_on=told_on) as line:
        for row in rows:
            line.change(row, told_on=told_on, ends_because=why)


def lift_restricted_use(*, member: Member, at: datetime, request: DataRequest, ended_on: date) -> None:
    """Let those see the cases again whose role sees them. Raises DoesNotFit where the person was not told before."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    rows = _standing(request)
    for row in rows:
        if row.told_on is None or row.told_on >= ended_on:
            raise DoesNotFit(
                "The person is told before it is lifted. Record that they were told; it can be lifted from the day "
                "after."
            )
    if ended_on > day_of(at):
        raise DoesNotFit(f"{in_words(ended_on)} has not come yet. Lift it on that day.")
    by = member.account.username
    with writing("lift_restricted_use", by=by, at=at, reference=request.reference, done_on=ended_on) as line:
        for row in rows:
            line.change(row, ended_on=ended_on)
            _open_again(line, row, ended_on)


def standing_on(case: Representation) -> RestrictedUse | None:
    """The restriction at a person's request that stands on a case, or None."""
    found = RestrictedUse.objects.select_related("request").filter(representation=case, ended_on=None)
    return found.first()


def _standing(request: DataRequest) -> list[RestrictedUse]:
    rows = list(RestrictedUse.objects.select_related("representation").filter(request=request, ended_on=None))
    if not rows:
        raise DoesNotFit(f"Nothing is restricted under {request.reference}.")
    return rows


def _the_few(member: Member, named: Collection[int], on: date) -> list[Member]:
    few = list(at_work(on).select_related("account", "person").filter(pk__in={*named, member.pk}))
    if not any(one.role in OF_THE_TEAM for one in few):
        raise DoesNotFit(
            "Name at least one person of the complaints team: somebody has to go on with the case."
        )
    return few


def _because(request: DataRequest) -> str:
    return f"Use restricted: {request.reference}"


def _shut(line: Line, case: Representation, few: Iterable[Member], day: date, because: str) -> None:
    keep = {one.pk for one in few}
    for one in _who_have(case, day):
        if one.pk not in keep:
            shut_out(line, case, person_of(line, one), Wall.Source.USE_RESTRICTED, day, because)
    if not Restriction.objects.filter(representation=case, ended_on=None).exists():
        line.add(Restriction(representation=case, because=because, begins_on=day))
    for one in few:
        keep_assignment(line, case, one, Assignment.Part.GOVERNANCE, day, because)


def _who_have(case: Representation, day: date) -> list[Member]:
    """Everybody who reaches a case by name: given to them, appointed to a part of it, or let see papers of it."""
    given = Assignment.objects.filter(in_force(day), representation=case).values("member_id")
    appointed = Appointment.objects.filter(representation=case, ended_on=None).values("person__member")
    granted = Grant.objects.filter(representation=case, ended_at=None).values("member_id")
    named = Q(pk__in=given) | Q(pk__in=appointed) | Q(pk__in=granted)
    return list(Member.objects.select_related("account", "person").filter(named).order_by("pk"))


def _open_again(line: Line, row: RestrictedUse, day: date) -> None:
    case, because = row.representation, _because(row.request)
    said = f"The restriction was lifted: {row.ends_because}"[:500]
    for wall in Wall.objects.filter(
        representation=case, source=Wall.Source.USE_RESTRICTED, because=because, ended_on=None
    ):
        line.change(wall, ended_on=day, ended_because=said)
    for kept in Restriction.objects.filter(representation=case, because=because, ended_on=None):
        line.change(kept, ended_on=day)
    for given in Assignment.objects.filter(representation=case, because=because, ends_on=None):
        line.change(given, ends_on=max(day, given.begins_on), ended_because=said)
