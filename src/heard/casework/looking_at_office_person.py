"""One person of the office: their posts over time, who manages them, what they have, and when they are away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from heard.casework.access_seeing import in_force
from heard.casework.choosing import name_of
from heard.casework.looking import NotYours, visible_to
from heard.casework.looking_at_office import in_words, place_of, state_of, ways_in
from heard.casework.office_asking import line_above
from heard.people.models import Absence, Member, OfficeChange, OfficePost, Person
from heard.representations.models import Assignment

NOBODY = "There is no such person here. The list of people shows those there are."


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post: the job, where, whether it leads there, whom it answers to, and from when to before when."""

    job: str
    place: str
    leads: bool
    answers_to: str
    begins_on: date
    ends_on: date | None
    role: str


@dataclass(frozen=True, slots=True)
class CaseHeld:
    """A case somebody has, for which part of the work and since when."""

    reference: str
    part: str
    since: date


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """Days away, the first and last included, and who stands in."""

    number: int
    begins_on: date
    last_on: date | None
    deputy: str


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """One person of the office as whoever keeps the people sees them."""

    member: Member
    name: str
    state: str
    signs_in: str
    posts: Sequence[PostSeen]
    manager: tuple[int | None, str]
    below: Sequence[tuple[int | None, str]]
    leads: Sequence[str]
    cases: Sequence[CaseHeld]
    absences: Sequence[AbsenceSeen]
    covers: Sequence[str]
    changes: Sequence[OfficeChange]


def member_numbered(number: int) -> Member:
    """One member of the office by their number. Raises NotYours."""
    found = Member.objects.select_related("account", "person", "team").filter(pk=number).first()
    if found is None:
        raise NotYours(NOBODY)
    return found


def absence_of(member: Member, number: int) -> Absence:
    """Some days away of a member. Raises NotYours."""
    found = (
        Absence.objects.select_related("member__account", "deputy").filter(member=member, pk=number).first()
    )
    if found is None:
        raise NotYours("There is no such time away. Their page shows those there are.")
    return found


def absences_of(member: Member) -> list[AbsenceSeen]:
    """The days away of a member, in order."""
    return [_absence(one) for one in Absence.objects.filter(member=member).select_related("deputy__account")]


def person_seen(viewer: Member, member: Member, *, on: date, at: datetime) -> PersonSeen:
    """Everything about one person of the office; of the cases they have, only those the viewer may see."""
    posts = _posts(member)
    now = [one for one in posts if one.begins_on <= on and (one.ends_on is None or one.ends_on > on)]
    away = list(Absence.objects.filter(member=member).select_related("deputy__account"))
    is_away = any(one.begins_on <= on and (one.last_on is None or one.last_on >= on) for one in away)
    return PersonSeen(
        member=member,
        name=name_of(member),
        state=state_of(member, on, away=is_away),
        signs_in=in_words(member, ways_in([member.pk])[member.pk]),
        posts=[_post(one) for one in posts],
        manager=_manager(member, on),
        below=_below(member, on),
        leads=[place_of(one) for one in now if one.leads and place_of(one)],
        cases=cases_held(viewer, member, on=on, at=at),
        absences=[_absence(one) for one in away],
        covers=_covers(member, on),
        changes=list(OfficeChange.objects.filter(member=member)),
    )


def post_now(member: Member, *, on: date) -> dict[str, object]:
    """What somebody does on a day, part by part, to begin a move from: empty where nothing is on record."""
    held = OfficePost.objects.filter(in_force(on), person=member.person_id or 0).order_by("begins_on", "pk")
    post = held.last()
    return {
        "role": member.role,
        "job": post.job if post else "",
        "team": str((post.team_id if post else member.team_id) or ""),
        "service": str((post.service_id if post else None) or ""),
        "leads": bool(post and post.leads),
        "answers_to": str((post.answers_to_id if post else None) or ""),
    }


def cases_held(viewer: Member, member: Member, *, on: date, at: datetime) -> list[CaseHeld]:
    """The cases somebody has on a day, of those that exist for the viewer."""
    held = Assignment.objects.filter(
        in_force(on), member=member, representation__in=visible_to(viewer, on, at)
    )
    rows = held.select_related("representation").order_by("representation__reference", "pk")
    return [CaseHeld(one.representation.reference, one.get_part_display(), one.begins_on) for one in rows]


def _posts(member: Member) -> list[OfficePost]:
    rows = OfficePost.objects.select_related("team", "service", "answers_to").filter(
        person=member.person_id or 0
    )
    # What was planned and then planned otherwise never was.
    return [one for one in rows.order_by("-begins_on", "-pk") if one.ends_on != one.begins_on]


def _post(one: OfficePost) -> PostSeen:
    above = one.answers_to.name if one.answers_to else ""
    role = str(Member.Role(one.role).label) if one.role else ""
    return PostSeen(one.job, place_of(one), one.leads, above, one.begins_on, one.ends_on, role)


def _manager(member: Member, on: date) -> tuple[int | None, str]:
    """The member number, where there is one, and the name of whoever stands next above somebody."""
    above = line_above(member.person_id, on)[:1] if member.person_id else ()
    found = Person.objects.select_related("member").filter(pk__in=above).first()
    return (_number(found), found.name) if found else (None, "")


def _below(member: Member, on: date) -> list[tuple[int | None, str]]:
    held = OfficePost.objects.select_related("person__member").filter(
        in_force(on), answers_to=member.person_id or 0
    )
    people = {one.person_id: one.person for one in held}
    return sorted(((_number(one), one.name) for one in people.values()), key=lambda one: one[1].casefold())


def _number(person: Person) -> int | None:
    member = getattr(person, "member", None)
    return member.pk if member else None


def _absence(one: Absence) -> AbsenceSeen:
    return AbsenceSeen(one.pk, one.begins_on, one.last_on, name_of(one.deputy) if one.deputy else "")


def _covers(member: Member, on: date) -> list[str]:
    rows = Absence.objects.filter(Q(last_on=None) | Q(last_on__gte=on), deputy=member, begins_on__lte=on)
    return [name_of(one.member) for one in rows.select_related("member__account")]
