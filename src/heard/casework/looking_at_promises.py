"""Everything owed on one list: agreed actions, remedies with a day, and what the Ombudsman asked; by whose list it is.

Words are for those who read the case, and for whoever owes it. Others see what is owed by whom and when, and no case
that does not exist for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, F, Q, Value
from django.db.models.functions import Cast, Substr

from heard.casework.looking import PAGE
from heard.casework.permissions import Act, Role, demand
from heard.casework.promises import ACTION, TOLD
from heard.casework.promises_owing import KEPT_ON, REMEDY, Rows, of_service, of_source, owing_called, rows_of
from heard.casework.promises_shown import WHENCE, PromiseSeen, in_full, seen_of
from heard.casework.promises_standing import Standing
from heard.people.models import Member, Person
from heard.representations.models import Decision

VIEWS = {
    "open": "To keep",
    "late": "Late",
    "soon": "Due in 30 days",
    "kept": "Kept",
    "untold": "Kept, not told",
}
LISTS = {
    "all": "Every case I read",
    "mine": "Mine",
    "managed": "Of my services, teams and people",
    "director": "As the director sees them",
}
FIRST_LIST = {Role.DIRECTOR: "director", Role.HEAD_OF_SERVICE: "managed", Role.TEAM_MANAGER: "managed"}
SOON = timedelta(days=30)
MOST_OWNERS = 200
# A remedy has no owner: whoever has the case owes it.
NOBODY = Cast(Value(None), BigIntegerField())
Found = Mapping[str, Rows]
# Of one promise: its day, its kind, its number, and who owes it.
Line = tuple[date, str, int, int | None]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which promises are asked for: whose list, which of it, and narrowed to a service, an owner and a source."""

    whose: str = ""
    view: str = "open"
    service: str = ""
    owner: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PromisesSeen:
    """A page of promises, how many are still to be kept on this list, the lists one has, and what to narrow by."""

    rows: tuple[PromiseSeen, ...]
    counts: Mapping[str, int]
    page: int
    total: int
    whose: str
    lists: tuple[str, ...]
    owners: tuple[tuple[int, str], ...] = field(default=())


def promises_seen(
    member: Member, *, today: date, asked: Narrowed | None = None, page: int = 1
) -> PromisesSeen:
    """A page of one list, soonest first; those kept, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    asked = asked or Narrowed()
    standing = Standing(member, today)
    lists = tuple(one for one in LISTS if standing.has_list(one))
    whose = asked.whose if asked.whose in lists else FIRST_LIST.get(Role(member.role), "all")
    wanted = _asked_for(asked)
    found = {kind: some.filter(wanted[kind]) for kind, some in _on(standing, whose).items()}
    view = asked.view if asked.view in VIEWS else "open"
    still = list(_listed(_still(found), dict.fromkeys(KEPT_ON, "due_on"), last_first=False))
    there = _of_views(still, asked.owner, today)
    counts = {name: len(some) for name, some in there.items()}
    if view in there:
        total = counts[view]
        at = _first_of(page, total)
        listed = there[view][at : at + PAGE]
    else:
        done = _listed(_of_owner(_of_view(found, view), asked.owner), KEPT_ON, last_first=True)
        total = done.count()
        at = _first_of(page, total)
        listed = list(done[at : at + PAGE])
    seen = seen_of(_rows([one[1:3] for one in listed]), standing, today, own=whose == "mine")
    owners = _names({one[3] for one in still if one[3] is not None})
    return PromisesSeen(tuple(seen), counts, at // PAGE + 1, total, whose, lists, owners)


def _of_views(still: Sequence[Line], owner: int | None, today: date) -> dict[str, Sequence[Line]]:
    """What is still to be kept, soonest first, as each view shows it."""
    mine = still if owner is None else [one for one in still if one[3] == owner]
    late = bisect_left(mine, today, key=lambda one: one[0])
    soon = bisect_right(mine, today + SOON, key=lambda one: one[0])
    return {"open": mine, "late": mine[:late], "soon": mine[late:soon]}


def _first_of(page: int, total: int) -> int:
    """Where a page begins: the last page, where there are not so many."""
    return (min(max(page, 1), max(1, -(-total // PAGE))) - 1) * PAGE


def owed(member: Member, whose: str, today: date) -> Found:
    """Everything on one list of a member, by kind."""
    return _on(Standing(member, today), whose)


def _on(standing: Standing, whose: str) -> Found:
    return {kind: rows.filter(standing.of(whose, kind)) for kind, rows in rows_of().items()}


def late(rows: Found, today: date) -> Found:
    """What of it is overdue."""
    return {kind: some.filter(**{KEPT_ON[kind]: None}, due_on__lt=today) for kind, some in rows.items()}


def soon(rows: Found, today: date) -> Found:
    """What of it is due within thirty days."""
    window = {"due_on__gte": today, "due_on__lte": today + SOON}
    return {kind: some.filter(**{KEPT_ON[kind]: None}, **window) for kind, some in rows.items()}


def _still(rows: Found) -> Found:
    return {kind: some.filter(**{KEPT_ON[kind]: None}) for kind, some in rows.items()}


def _asked_for(asked: Narrowed) -> Mapping[str, Q]:
    """The service and the source that each kind is narrowed to."""
    wanted = {kind: Q() for kind in KEPT_ON}
    owing = owing_called(asked.service) if asked.service else None
    for kind in wanted:
        if owing is not None:
            wanted[kind] &= of_service(kind, owing)
        if asked.source in WHENCE:
            wanted[kind] &= of_source(kind, asked.source)
    return wanted


def _of_view(rows: Found, view: str) -> Found:
    kept = {kind: some.exclude(**{KEPT_ON[kind]: None}) for kind, some in rows.items()}
    return kept if view == "kept" else {ACTION: kept[ACTION].exclude(pk__in=_told())}


def _told() -> Any:
    """The promises of which whoever complained was told that they are done."""
    told = Decision.objects.filter(about=ACTION, answer=TOLD, ended_on=None, ground__startswith=f"{ACTION}/")
    number = Cast(Substr("ground", len(ACTION) + 2), BigIntegerField())
    return told.order_by().annotate(number=number).values("number")


def _listed(rows: Found, day: Mapping[str, str], *, last_first: bool) -> Rows:
    """Rows of every kind in one order: their day, kind, number and owner, in one statement."""
    each = [
        some.annotate(
            day=F(day[kind]), called=Value(kind), who=NOBODY if kind == REMEDY else F("owner_id")
        ).values_list("day", "called", "pk", "who")
        for kind, some in rows.items()
    ]
    order = ("day", "called", "pk")
    found: Rows = each[0].union(*each[1:], all=True)
    return found.order_by(*(f"-{one}" for one in order) if last_first else order)


def _of_owner(rows: Found, owner: int | None) -> Found:
    if owner is None:
        return rows
    return {kind: some.filter(owner_id=owner) for kind, some in rows.items() if kind != REMEDY}


def _names(owners: set[int]) -> tuple[tuple[int, str], ...]:
    names = Person.objects.filter(pk__in=owners).order_by().values_list("pk", "name")
    return tuple(sorted(names, key=lambda one: (one[1].casefold(), one[0]))[:MOST_OWNERS])


def _rows(listed: Sequence[tuple[str, int]]) -> list[tuple[str, Any]]:
    there = {}
    for kind in sorted({kind for kind, _ in listed}):
        numbers = [number for name, number in listed if name == kind]
        for row in in_full(kind, rows_of()[kind].filter(pk__in=numbers)):
            there[kind, row.pk] = row
    return [(kind, there[kind, number]) for kind, number in listed]
