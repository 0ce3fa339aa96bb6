"""Everything owed on one list: agreed actions, remedies with a day, and what the Ombudsman asked; by whose list it is.

Words are for those who read the case, and for whoever owes it. Others see what is owed by whom and when, and no case
that does not exist for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, F, Q, Value
from django.db.models.functions import Cast, Substr

from heard.casework.looking import PAGE
from heard.casework.permissions import Act, Role, demand
from heard.casework.promises import ACTION, TOLD
from heard.casework.promises_owing import KEPT_ON, REMEDY, Rows, of_service, of_source, owing_called, rows_of
from heard.casework.promises_shown import WHENCE, PromiseSeen, in_full, seen_of
from heard.casework.promises_standing import Standing
from heard.people.models import Member
from heard.representations.models import Decision

VIEWS = {
    "open": "To keep",
    "late": "Late",
    "soon": "Due in 30 days",
    "kept": "Kept",
    "untold": "Kept, not told",
}
# The views of which every page says how many there are. What was kept grows for ever, and is counted where it is shown.
COUNTED = ("open", "late", "soon")
LISTS = {
    "all": "Every case I read",
    "mine": "Mine",
    "managed": "Of my services, teams and people",
    "director": "As the director sees them",
}
FIRST_LIST = {Role.DIRECTOR: "director", Role.HEAD_OF_SERVICE: "managed", Role.TEAM_MANAGER: "managed"}
SOON = timedelta(days=30)
MOST_OWNERS = 200
Found = Mapping[str, Rows]


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
    found = _on(standing, whose)
    wanted = _asked_for(asked)
    every = {kind: some.filter(wanted[kind]) for kind, some in found.items()}
    counts, owners = _counted(found, wanted, today)
    view = asked.view if asked.view in VIEWS else "open"
    rows = _in_order(every, view, today)
    total = counts[view] if view in COUNTED else rows.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    seen = seen_of(_page(rows, page), standing, today, own=whose == "mine")
    return PromisesSeen(tuple(seen), counts, page, total, whose, lists, owners)


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
    """What each kind is narrowed to."""
    wanted = {kind: Q() for kind in KEPT_ON}
    owing = owing_called(asked.service) if asked.service else None
    for kind in wanted:
        if owing is not None:
            wanted[kind] &= of_service(kind, owing)
        if asked.source in WHENCE:
            wanted[kind] &= of_source(kind, asked.source)
        if asked.owner is not None:
            wanted[kind] &= Q(pk__in=()) if kind == REMEDY else Q(owner_id=asked.owner)
    return wanted


def _of_view(rows: Found, view: str, today: date) -> Found:
    if view == "late":
        return late(rows, today)
    if view == "soon":
        return soon(rows, today)
    if view == "open":
        return _still(rows)
    kept = {kind: some.exclude(**{KEPT_ON[kind]: None}) for kind, some in rows.items()}
    return kept if view == "kept" else {ACTION: kept[ACTION].exclude(pk__in=_told())}


def _told() -> Any:
    """The promises of which whoever complained was told that they are done."""
    told = Decision.objects.filter(about=ACTION, answer=TOLD, ended_on=None, ground__startswith=f"{ACTION}/")
    number = Cast(Substr("ground", len(ACTION) + 2), BigIntegerField())
    return told.order_by().annotate(number=number).values("number")


def _counted(
    found: Found, wanted: Mapping[str, Q], today: date
) -> tuple[dict[str, int], tuple[tuple[int, str], ...]]:
    """How much is still to be kept of what is asked for, and who owes something still: one statement a kind."""
    counts, owners = dict.fromkeys(COUNTED, 0), {}
    for kind, some in _still(found).items():
        those = {
            "open": wanted[kind],
            "late": wanted[kind] & Q(due_on__lt=today),
            "soon": wanted[kind] & Q(due_on__gte=today, due_on__lte=today + SOON),
        }
        each = {name: Count("pk", filter=one) for name, one in those.items()}
        owned = kind != REMEDY
        groups = (
            some.values("owner_id", "owner__name").annotate(**each) if owned else [some.aggregate(**each)]
        )
        for group in groups:
            for name in those:
                counts[name] += group[name]
            if owned and group["owner_id"] is not None:
                owners[group["owner_id"]] = group["owner__name"]
    listed = sorted(owners.items(), key=lambda one: (one[1].casefold(), one[0]))
    return counts, tuple(listed[:MOST_OWNERS])


def _in_order(rows: Found, view: str, today: date) -> Rows:
    """The rows of a view, of every kind in one order: day, kind and number."""
    done = view not in COUNTED
    listed = [
        some.annotate(day=F(KEPT_ON[kind] if done else "due_on"), called=Value(kind)).values_list(
            "day", "called", "pk"
        )
        for kind, some in _of_view(rows, view, today).items()
    ]
    order = ("day", "called", "pk")
    found: Rows = listed[0].union(*listed[1:], all=True)
    return found.order_by(*(f"-{one}" for one in order) if done else order)


def _page(rows: Rows, page: int) -> list[tuple[str, Any]]:
    listed = [(kind, number) for _, kind, number in rows[(page - 1) * PAGE : page * PAGE]]
    there = {}
    for kind in sorted({kind for kind, _ in listed}):
        numbers = [number for name, number in listed if name == kind]
        for row in in_full(kind, rows_of()[kind].filter(pk__in=numbers)):
            there[kind, row.pk] = row
    return [(kind, there[kind, number]) for kind, number in listed]
