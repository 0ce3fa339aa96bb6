"""Everything owed on one list: agreed actions, remedies with a day, and what the Ombudsman asked; by whose list it is.

Words are for those who read the case, and for whoever owes it. Others see what is owed by whom and when, and no case
that does not exist for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, F, Q, Value
from django.db.models.functions import Cast, Substr

from heard.casework import choosing
from heard.casework.looking import PAGE
from heard.casework.permissions import Act, Role, demand
from heard.casework.promises import ACTION, TOLD
from heard.casework.promises_owing import KEPT_ON, REMEDY, Rows, of_service, of_source, owing_of, rows_of
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
TO_KEEP = ("open", "late", "soon")
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
# The kinds by number: thousands of lines of one day are put in order sooner by numbers than by words.
KINDS = tuple(sorted(KEPT_ON))
# Of one promise: its day, the number of its kind, its own, and who owes it.
Line = tuple[date, int, int, int | None]


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
    owners: tuple[tuple[int, str], ...]
    services: tuple[str, ...]


def promises_seen(
    member: Member, *, today: date, asked: Narrowed | None = None, page: int = 1
) -> PromisesSeen:
    """A page of one list, soonest first; those kept, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    asked = asked or Narrowed()
    standing = Standing(member, today)
    lists = tuple(one for one in LISTS if standing.has_list(one))
    whose = asked.whose if asked.whose in lists else FIRST_LIST.get(Role(member.role), "all")
    services = choosing.services_by_number()
    wanted = _asked_for(asked, services)
    found = {kind: some.filter(wanted[kind]) for kind, some in _on(standing, whose).items()}
    view = asked.view if asked.view in VIEWS else "open"
    if view in TO_KEEP:
        still = list(_listed(_still(found), dict.fromkeys(KEPT_ON, "due_on"), last_first=False))
        there = _of_views(still, asked.owner, today)
        counts = {name: len(some) for name, some in there.items()}
        total, owing = counts[view], {one[3] for one in still if one[3] is not None}
        at = _first_of(page, total)
        listed = there[view][at : at + PAGE]
    else:
        counts, owing = _counted(_still(found), asked.owner, today)
        done = _listed(_of_owner(_of_view(found, view), asked.owner), KEPT_ON, last_first=True)
        total = done.count()
        at = _first_of(page, total)
        listed = list(done[at : at + PAGE])
    seen = seen_of(_rows(listed), standing, services, today, own=whose == "mine")
    offered = tuple(label for label, used in services.values() if used)
    return PromisesSeen(tuple(seen), counts, at // PAGE + 1, total, whose, lists, _names(owing), offered)


def _counted(still: Found, owner: int | None, today: date) -> tuple[dict[str, int], set[int]]:
    """How many are still to be kept, late and soon due of whoever is asked for, and who owes any, counted by owner."""
    is_late, is_soon = Q(due_on__lt=today), Q(due_on__gte=today, due_on__lte=today + SOON)
    each = [
        some.annotate(who=NOBODY if kind == REMEDY else F("owner_id"))
        .order_by()
        .values("who")
        .annotate(open=Count("pk"), late=Count("pk", filter=is_late), soon=Count("pk", filter=is_soon))
        for kind, some in still.items()
    ]
    found = list(each[0].union(*each[1:], all=True))
    mine = found if owner is None else [one for one in found if one["who"] == owner]
    return {name: sum(one[name] for one in mine) for name in TO_KEEP}, {
        one["who"] for one in found if one["who"]
    }


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


def _asked_for(asked: Narrowed, services: Mapping[int, tuple[str, bool]]) -> Mapping[str, Q]:
    """The service and the source that each kind is narrowed to; what is not in use narrows to nothing."""
    wanted = {kind: Q() for kind in KEPT_ON}
    those = [pk for pk, there in services.items() if there == (asked.service, True)]
    owing = owing_of(those) if those else None
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
            day=F(day[kind]), called=Value(KINDS.index(kind)), who=NOBODY if kind == REMEDY else F("owner_id")
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


def _names(owners: Collection[int]) -> tuple[tuple[int, str], ...]:
    names = Person.objects.filter(pk__in=owners).order_by().values_list("pk", "name")
    return tuple(sorted(names, key=lambda one: (one[1].casefold(), one[0]))[:MOST_OWNERS])


def _rows(listed: Sequence[Line]) -> list[tuple[str, Any]]:
    there = {}
    order = [(KINDS[called], number) for _, called, number, _ in listed]
    for kind in sorted({kind for kind, _ in order}):
        numbers = [number for name, number in order if name == kind]
        for row in in_full(kind, rows_of()[kind].filter(pk__in=numbers)):
            there[kind, row["pk"]] = row
    return [(kind, there[kind, number]) for kind, number in order]
