"""Teams and services: when they are in use, who leads them, and ending one once nobody and no open case is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from heard.casework.acts import OPEN_STATES
from heard.casework.choosing import name_of
from heard.casework.council import add_label, in_one_transaction, rename_label
from heard.casework.looking import NotYours, visible_to
from heard.casework.office_asking import at_work
from heard.casework.office_moving import NotInOffice, keep_reason
from heard.casework.permissions import Act, Scope, right_of
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.people.models import Member, OfficeChange, OfficePost, Service, Team
from heard.representations.models import Representation

Place = Team | Service
NAMED = 5


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A team or service: its words, its service, the days of its use, who leads it, and how many people it has."""

    number: int
    label: str
    service: str
    in_use_from: date | None
    in_use_to: date | None
    leaders: Sequence[str]
    people: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What keeps a team or service from being ended: people, teams and open cases, as far as the viewer sees them."""

    people: Sequence[str]
    teams: Sequence[str]
    cases: Sequence[str]

    @property
    def anything(self) -> bool:
        """Whether there is anything."""
        return bool(self.people or self.teams or self.cases)


def places_seen(kind: str, *, on: date) -> list[PlaceSeen]:
    """Every team, or every service, in printed order, with who leads it on a day. Three statements."""
    rows: Sequence[Place] = (
        list(Team.objects.select_related("service")) if kind == "team" else list(Service.objects.all())
    )
    posts = _posts_on(on).filter(**({"team__isnull": False} if kind == "team" else {"team": None}))
    leads = posts.filter(leads=True).select_related("person").order_by("person__name")
    counted = dict(posts.order_by().values_list(kind).annotate(Count("person", distinct=True)))
    leaders: dict[int | None, list[str]] = {}
    for one in leads:
        leaders.setdefault(getattr(one, f"{kind}_id"), []).append(one.person.name)
    return [_place(one, leaders.get(one.pk, []), counted.get(one.pk, 0), on) for one in rows]


def place_numbered(kind: str, number: int) -> Place:
    """One team or service. Raises NotYours."""
    rows: QuerySet[Team] | QuerySet[Service] = (
        Team.objects.select_related("service") if kind == "team" else Service.objects.all()
    )
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotYours(f"There is no such {kind}. The list shows those there are.")
    return found


def add_place(
    *,
    kind: str,
    label: str,
    begins_on: date | None,
    because: str,
    by: str,
    at: datetime,
    service: Service | None = None,
) -> None:
    """Add a team or service from a day on. Raises LabelRefused."""
    more: dict[str, Any] = {"service": service} if kind == "team" else {}
    with in_one_transaction():
        row = add_label(list_=kind, label=label, by=by, at=at, in_use_from=begins_on, **more)
        _keep_why(kind, row, "add_label", begins_on or at.date(), because, by, at)


def rename_place(*, place: Place, new: str, because: str, by: str, at: datetime, day: date) -> None:
    """Give a team or service other words; it stays the same one, its past figures too. Raises LabelRefused."""
    kind = kind_of(place)
    with in_one_transaction():
        rename_label(list_=kind, label=place.label, new=new, by=by, at=at)
        _keep_why(kind, place, "rename_label", day, because, by, at)


def end_place(*, place: Place, last_on: date, because: str, by: Member, at: datetime) -> None:
    """Say which day is the last of a team or service. Cases that were in it keep it. Raises NotInOffice."""
    if not may_end(by):
        raise NotInOffice(
            "Its open cases have to be looked at first. Ask somebody who sees every case, such as a complaints manager."
        )
    if place.in_use_from and last_on < place.in_use_from:
        raise NotInOffice(f"It began on {in_words(place.in_use_from)} and cannot end before. Check the day.")
    there = in_the_way(by, place, last_on=last_on, at=at)
    if there.anything:
        raise NotInOffice(_why_not(place, there))
    with writing("end_place", by=by.account.username, at=at, done_on=last_on, list=kind_of(place)) as line:
        line.change(place, in_use_to=last_on)
        keep_reason(line, last_on, because, **{kind_of(place): place})


def may_end(member: Member) -> bool:
    """Whether somebody can end a team or service: who sees every case, and so can see that none is open in it."""
    right = right_of(member, Act.SEE_CASES)
    return right is not None and right.scope is Scope.ALL


def in_the_way(viewer: Member, place: Place, *, last_on: date, at: datetime) -> InTheWay:
    """Who is still there after a day, and which open cases the viewer sees there."""
    kind, after = kind_of(place), last_on + timedelta(days=1)
    later = OfficePost.objects.filter(Q(ends_on=None) | Q(ends_on__gt=after), **{kind: place})
    gone = Q(person__member__ends_on__isnull=False, person__member__ends_on__lte=after)
    people = dict(later.exclude(gone).values_list("person_id", "person__name"))
    if kind == "team":
        alone = at_work(after).filter(team_id=place.pk).exclude(person__in=list(people))
        without = alone.filter(Q(person=None) | ~Q(person__posts__ends_on=None))
        people |= {-one.pk: name_of(one) for one in without.distinct()}
    teams = Team.objects.filter(Q(in_use_to=None) | Q(in_use_to__gt=last_on), service=place.pk)
    cases = Representation.objects.filter(pk__in=visible_to(viewer, None, at), state__in=OPEN_STATES)
    return InTheWay(
        people=sorted(people.values(), key=str.casefold),
        teams=[one.label for one in teams] if kind == "service" else [],
        cases=list(cases.filter(**{kind: place}).order_by("reference").values_list("reference", flat=True)),
    )


def changes_of(place: Place) -> list[OfficeChange]:
    """What was changed of a team or service here and why, in order."""
    return list(OfficeChange.objects.filter(**{kind_of(place): place}))


def kind_of(place: Place) -> str:
    """Which list a row is of: team or service."""
    return "team" if isinstance(place, Team) else "service"


def _why_not(place: Place, there: InTheWay) -> str:
    parts = [
        (there.people, "works there", "work there", "Move them first"),
        (there.teams, "is a team of it", "are teams of it", "End these first"),
        (there.cases, "is open there", "are open there", "Give these to another team first"),
    ]
    said = [
        f"{_some(what)} {one if len(what) == 1 else many}. {do}." for what, one, many, do in parts if what
    ]
    return f"{place.label} cannot end yet. {' '.join(said)}"


def _some(names: Sequence[str]) -> str:
    shown = [*names[:NAMED], *([f"{len(names) - NAMED} more"] if len(names) > NAMED else [])]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]


def _posts_on(on: date) -> QuerySet[OfficePost]:
    return OfficePost.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), begins_on__lte=on)


def _place(row: Place, leaders: Sequence[str], people: int, on: date) -> PlaceSeen:
    service = row.service.label if isinstance(row, Team) and row.service else ""
    over = row.in_use_to is not None and row.in_use_to < on
    return PlaceSeen(row.pk, row.label, service, row.in_use_from, row.in_use_to, leaders, people, over)


def _keep_why(kind: str, row: object, act: str, from_on: date, because: str, by: str, at: datetime) -> None:
    with writing("say_why", by=by, at=at, done_on=from_on, list=kind, of=act) as line:
        keep_reason(line, from_on, because, act=act, **{kind: row})
