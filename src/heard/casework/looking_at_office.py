"""The people of the office as a list: who they are, what they do, from when to when, and who stands in for them now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from heard.casework.choosing import name_of
from heard.people.models import Absence, DirectoryLink, Factor, Member, OfficePost, Service, Team

HERE, AWAY, COMING, LEFT = "here", "away", "coming", "left"
STATES = ((HERE, "Here"), (AWAY, "Away now"), (COMING, "Yet to begin"), (LEFT, "Left"))
FACTORS = {Factor.Kind.PASSKEY: "passkey", Factor.Kind.CODES: "one-time codes"}


@dataclass(frozen=True, slots=True)
class StaffSeen:
    """Somebody of the office: who, role, post, place, from and until when, how they sign in, and whether away now.

    `ends_on` is the first day on which they may do nothing any more.
    """

    number: int
    name: str
    sign_in_name: str
    role: str
    job: str
    place: str
    leads: bool
    begins_on: date | None
    ends_on: date | None
    state: str
    away_until: date | None
    deputy: str
    signs_in: str

    @property
    def is_away(self) -> bool:
        """Whether they are away today."""
        return self.state == AWAY

    @property
    def has_left(self) -> bool:
        """Whether they may do nothing any more."""
        return self.state == LEFT


def office_rows(*, on: date, team: int | None = None, role: str = "", who: str = HERE) -> QuerySet[Member]:
    """The members a filter leaves, by name. `here` holds those who are away as well; an empty `who` is everybody."""
    rows = Member.objects.select_related("account", "person", "team__service")
    if role:
        rows = rows.filter(role=role)
    if team is not None:
        held = _in_force(on, OfficePost.objects.filter(team_id=team))
        rows = rows.filter(Q(team_id=team) | Q(person__in=held.order_by().values("person_id")))
    gone = Q(ends_on__lte=on) | Q(account__is_active=False)
    if who in (HERE, AWAY):
        rows = rows.filter(~gone, Q(begins_on=None) | Q(begins_on__lte=on))
    if who == AWAY:
        rows = rows.filter(pk__in=_away(on).order_by().values("member_id"))
    if who == COMING:
        rows = rows.filter(~gone, begins_on__gt=on)
    if who == LEFT:
        rows = rows.filter(gone)
    return rows.order_by("account__first_name", "account__username")


def staff_seen(members: Iterable[Member], *, on: date) -> list[StaffSeen]:
    """These members as the list shows them. Five statements, however many they are."""
    found = list(members)
    numbers = [one.pk for one in found]
    posts = _posts(found, on)
    absences = {
        row.member_id: row
        for row in _away(on).filter(member__in=numbers).select_related("deputy__account").order_by("pk")
    }
    ways = ways_in(numbers)
    return [
        _seen(one, posts.get(one.person_id or 0), absences.get(one.pk), ways[one.pk], on) for one in found
    ]


def ways_in(numbers: Sequence[int]) -> Mapping[int, list[str]]:
    """By what each of these members proves who they are, beside a password: two statements."""
    ways: dict[int, list[str]] = defaultdict(list)
    factors = Factor.objects.filter(member__in=numbers, kind__in=list(FACTORS)).order_by("kind")
    for number, kind in factors.values_list("member_id", "kind").distinct():
        ways[number].append(FACTORS[Factor.Kind(kind)])
    for number in DirectoryLink.objects.filter(member__in=numbers).values_list("member_id", flat=True):
        if "directory" not in ways[number]:
            ways[number].append("directory")
    return ways


def in_words(member: Member, ways: Sequence[str]) -> str:
    """How somebody signs in: “Password and passkey”."""
    every = [*(["password"] if member.account.has_usable_password() else []), *ways]
    if not every:
        return "Not yet: no password chosen"
    *before, last = every
    words = f"{', '.join(before)} and {last}" if before else last
    return words[:1].upper() + words[1:]


def state_of(member: Member, on: date, *, away: bool = False) -> str:
    """Whether somebody is here, away, yet to begin or has left on a day."""
    if not member.account.is_active or (member.ends_on is not None and member.ends_on <= on):
        return LEFT
    if member.begins_on is not None and member.begins_on > on:
        return COMING
    return AWAY if away else HERE


def place_of(post: OfficePost | None, member: Member | None = None) -> str:
    """Where somebody works: their team, or their service."""
    if post is not None and (post.team or post.service):
        return str(post.team or post.service)
    return str(member.team) if member is not None and member.team else ""


def people_to_choose(on: date, but: int | None = None) -> list[tuple[str, str]]:
    """Everybody who works here on a day and is known as a person: their person's number and their name and job."""
    rows = office_rows(on=on).filter(person__isnull=False).exclude(pk=but or 0)
    found = rows.prefetch_related(Prefetch("person__posts", _in_force(on, OfficePost.objects.all())))
    return [(str(one.person_id), _with_job(one)) for one in found]


def members_to_choose(on: date, but: int | None = None) -> list[tuple[str, str]]:
    """Everybody of the office who works here on a day, nobody from outside: their number, their name and role."""
    rows = office_rows(on=on).filter(is_outside=False).exclude(pk=but or 0)
    return [(str(one.pk), f"{name_of(one)}, {one.get_role_display().lower()}") for one in rows]


def places_to_choose(kind: str, on: date) -> list[tuple[str, str]]:
    """The teams, or the services, in use on a day or later: their number and words."""
    rows: QuerySet[Team] | QuerySet[Service] = Team.objects.all() if kind == "team" else Service.objects.all()
    in_use = rows.filter(Q(in_use_to=None) | Q(in_use_to__gte=on))
    return [(str(number), label) for number, label in in_use.values_list("pk", "label")]


def _with_job(member: Member) -> str:
    posts = list(member.person.posts.all()) if member.person else []
    return f"{name_of(member)}, {posts[-1].job if posts else member.get_role_display().lower()}"


def _posts(members: Sequence[Member], on: date) -> dict[int, OfficePost]:
    people = [one.person_id for one in members if one.person_id]
    rows = OfficePost.objects.select_related("team", "service").filter(person__in=people)
    held = {one.person_id: one for one in rows.filter(begins_on__gt=on, ends_on=None).order_by("-begins_on")}
    return held | {one.person_id: one for one in _in_force(on, rows).order_by("begins_on", "pk")}


def _in_force(on: date, rows: QuerySet[OfficePost]) -> QuerySet[OfficePost]:
    return rows.filter(Q(ends_on=None) | Q(ends_on__gt=on), begins_on__lte=on)


def _away(on: date) -> QuerySet[Absence]:
    return Absence.objects.filter(Q(last_on=None) | Q(last_on__gte=on), begins_on__lte=on)


def _seen(
    member: Member, post: OfficePost | None, absence: Absence | None, ways: Sequence[str], on: date
) -> StaffSeen:
    deputy = absence.deputy if absence else None
    return StaffSeen(
        number=member.pk,
        name=name_of(member),
        sign_in_name=member.account.get_username(),
        role=member.get_role_display(),
        job=post.job if post else "",
        place=place_of(post, member),
        leads=bool(post and post.leads),
        begins_on=member.begins_on,
        ends_on=member.ends_on,
        state=state_of(member, on, away=absence is not None),
        away_until=absence.last_on if absence else None,
        deputy=name_of(deputy) if deputy else "",
        signs_in=in_words(member, ways),
    )
