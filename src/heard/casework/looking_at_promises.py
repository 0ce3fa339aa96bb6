"""Everything owed on one list: agreed actions, remedies with a day, and what the Ombudsman asked; by whose list it is.

Words are for those who read the case, and for whoever owes it. Others see what is owed by whom and when, and no case
that does not exist for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Value

from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.looking import PAGE
from heard.casework.open_things import WAS_TOLD
from heard.casework.permissions import Act, Role, demand
from heard.casework.promises import ACTION, TOLD
from heard.casework.promises_standing import CASE_OF, KEPT_ON, REMEDY, Rows, Standing, rows_of
from heard.outcomes.models import Source
from heard.people.models import Member
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
WHENCE = {**dict(Source.choices), REMEDY: "Remedy"}
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
class PromiseSeen:
    """One promise. `standing` is None once it is kept; `told_on` the day whoever complained heard of it.

    `words` are empty for those who do not read the case, `reference` where it does not exist for them.
    """

    kind: str
    number: int
    reference: str
    words: str
    owner: str
    due_on: date
    standing: DayStanding | None
    done_on: date | None
    proof: str
    closed_by: str
    told_on: date | None
    service: str
    answers: str
    whence: str
    cost: Decimal | None
    times_reopened: int


@dataclass(frozen=True, slots=True)
class PromisesSeen:
    """A page of promises, how many there are in each view of this list, the lists one has, and what to narrow by."""

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
    lists, found = _lists(standing, today)
    whose = asked.whose if asked.whose in lists else FIRST_LIST.get(Role(member.role), "all")
    every = _narrowed(found[whose], asked)
    counts = _counts(every, today)
    view = asked.view if asked.view in VIEWS else "open"
    total = counts[view]
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = _page(every, view, today, page)
    return PromisesSeen(
        tuple(_seen(rows, standing, today, own=whose == "mine")), counts, page, total, whose, tuple(lists),
        _owners(found[whose]),
    )  # fmt: skip


def owed(member: Member, whose: str, today: date) -> Found:
    """Everything on one list of a member, by kind."""
    standing = Standing(member, today)
    return {kind: rows.filter(standing.of(whose, kind)) for kind, rows in rows_of().items()}


def late(rows: Found, today: date) -> Found:
    """What of it is overdue."""
    return {kind: some.filter(**{KEPT_ON[kind]: None}, due_on__lt=today) for kind, some in rows.items()}


def soon(rows: Found, today: date) -> Found:
    """What of it is due within thirty days."""
    window = {"due_on__gte": today, "due_on__lte": today + SOON}
    return {kind: some.filter(**{KEPT_ON[kind]: None}, **window) for kind, some in rows.items()}


def _lists(standing: Standing, today: date) -> tuple[dict[str, None], dict[str, Found]]:
    """The lists that somebody has; those in a manager's or director's place only where something stands on them."""
    found: dict[str, Found] = {whose: {kind: rows.filter(standing.of(whose, kind)) for kind, rows in rows_of().items()}
             for whose in LISTS}  # fmt: skip
    lists = {
        whose: None
        for whose, rows in found.items()
        if standing.has_list(whose) or any(some.exists() for some in _still(rows).values())
    }
    return lists, found


def _still(rows: Found) -> Found:
    return {kind: some.filter(**{KEPT_ON[kind]: None}) for kind, some in rows.items()}


def _narrowed(found: Found, asked: Narrowed) -> Found:
    narrow = Q()
    if asked.service:
        narrow &= Q(of_service=asked.service)
    if asked.source in WHENCE:
        narrow &= Q(whence=asked.source)
    rows = {kind: some.filter(narrow) for kind, some in found.items()}
    if asked.owner is None:
        return rows
    owned = {kind: some.filter(owner_id=asked.owner) for kind, some in rows.items() if kind != REMEDY}
    return {REMEDY: rows[REMEDY].none(), **owned}


def _of_view(rows: Found, view: str, today: date) -> Found:
    if view == "late":
        return late(rows, today)
    if view == "soon":
        return soon(rows, today)
    if view == "open":
        return _still(rows)
    kept = {kind: some.exclude(**{KEPT_ON[kind]: None}) for kind, some in rows.items()}
    return kept if view == "kept" else {ACTION: kept[ACTION].exclude(WAS_TOLD)}


def _counts(rows: Found, today: date) -> dict[str, int]:
    """How many there are in each view: one statement a kind."""
    counts = dict.fromkeys(VIEWS, 0)
    for kind, some in rows.items():
        open_, days = Q(**{KEPT_ON[kind]: None}), Q(due_on__gte=today, due_on__lte=today + SOON)
        asked = {
            "open": Count("pk", filter=open_),
            "late": Count("pk", filter=open_ & Q(due_on__lt=today)),
            "soon": Count("pk", filter=open_ & days),
            "kept": Count("pk", filter=~open_),
        }
        if kind == ACTION:
            asked["untold"] = Count("pk", filter=~open_ & ~Q(WAS_TOLD))
        for name, number in some.aggregate(**asked).items():
            counts[name] += number
    return counts


def _page(rows: Found, view: str, today: date, page: int) -> list[tuple[str, Any]]:
    """The rows of one page, of every kind in one order: one statement for the order, one a kind for the rows."""
    done = view in ("kept", "untold")
    columns = [
        some.annotate(what=Value(kind), by_on=F(KEPT_ON[kind] if done else "due_on")).values_list(
            "what", "pk", "by_on"
        )
        for kind, some in _of_view(rows, view, today).items()
    ]
    order = ("-by_on", "what", "-pk") if done else ("by_on", "what", "pk")
    placed = columns[0].union(*columns[1:], all=True) if len(columns) > 1 else columns[0]
    listed = list(placed.order_by(*order)[(page - 1) * PAGE : page * PAGE])
    there = {}
    for kind in {one[0] for one in listed}:
        numbers = [number for name, number, _ in listed if name == kind]
        for row in _in_full(kind, rows_of()[kind].filter(pk__in=numbers)):
            there[kind, row.pk] = row
    return [(kind, there[kind, number]) for kind, number, _ in listed]


def _in_full(kind: str, rows: Rows) -> Rows:
    case = CASE_OF[kind]
    if kind == ACTION:
        return rows.select_related("owner", "recommendation", case).prefetch_related("reopened")
    return rows.select_related("kind", case) if kind == REMEDY else rows.select_related("owner", case)


def _seen(
    rows: Sequence[tuple[str, Any]], standing: Standing, today: date, *, own: bool
) -> list[PromiseSeen]:
    days = DaysLeft(today)
    cases = {one.pk for kind, row in rows if (one := _case(kind, row)) is not None}
    reads, sees = standing.reads(cases), standing.sees(cases)
    grounds = [f"{ACTION}/{row.pk}" for kind, row in rows if kind == ACTION]
    told = Decision.objects.filter(about=ACTION, answer=TOLD, ended_on=None, ground__in=grounds)
    told_on = dict(told.order_by("-pk").values_list("ground", "told_on"))
    mine = standing.member.person_id
    return [
        _one(kind, row, days, told_on, reads, sees, is_own=own and mine is not None and _owner(row) == mine)
        for kind, row in rows
    ]


def _one(
    kind: str,
    row: Any,
    days: DaysLeft,
    told_on: Mapping[str, date | None],
    reads: set[int],
    sees: set[int],
    *,
    is_own: bool,
) -> PromiseSeen:
    case = _case(kind, row)
    may_read = case is None or case.pk in reads
    kept_on = getattr(row, KEPT_ON[kind])
    asked = getattr(row, "recommendation", None)
    owner = getattr(row, "owner", None)
    return PromiseSeen(
        kind=kind,
        number=row.pk,
        reference=case.reference if case is not None and case.pk in sees else "",
        words=_words(kind, row) if may_read or is_own else "",
        owner=owner.name if owner else "",
        due_on=row.due_on,
        standing=None if kept_on else days.of(row.due_on),
        done_on=kept_on,
        proof=getattr(row, "proof", "") if may_read else "",
        closed_by=getattr(row, "proof_accepted_by", getattr(row, "verdict", "")) if may_read else "",
        told_on=told_on.get(f"{ACTION}/{row.pk}") if kind == ACTION else None,
        service=row.of_service,
        answers=asked.words if asked and may_read else "",
        whence=WHENCE.get(row.whence, ""),
        cost=getattr(row, "cost", None),
        times_reopened=len(row.reopened.all()) if kind == ACTION else 0,
    )


def _case(kind: str, row: Any) -> Any:
    return row.case.about if kind == "ombudsman" else row.representation


def _owner(row: Any) -> int | None:
    found: int | None = getattr(row, "owner_id", None)
    return found


def _words(kind: str, row: Any) -> str:
    if kind == REMEDY:
        return ": ".join(filter(None, (str(row.kind.label), row.words)))
    return str(row.words)


def _owners(rows: Found) -> tuple[tuple[int, str], ...]:
    """Who owes something on a list still, by name."""
    still = _still(rows)
    names = [still[kind].values_list("owner_id", "owner__name") for kind in (ACTION, "ombudsman")]
    found = names[0].exclude(owner=None).union(names[1].exclude(owner=None))
    return tuple(sorted(found[:MOST_OWNERS], key=lambda one: (one[1].casefold(), one[0])))
