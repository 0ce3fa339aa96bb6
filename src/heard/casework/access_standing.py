"""How somebody stands to one case, asked in one statement: whether it is there for them, and in which relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Q

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import (
    BY_PLACE,
    Numbers,
    broken_open,
    given_to,
    granted_to,
    restricted,
    walled_off,
    works_here,
)
from heard.casework.permissions import TABLE, Act, Scope, right_of
from heard.people.models import Member
from heard.representations.models import Representation, Unsealing


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands to a case, or to the office where no case is named."""

    works_here: bool = False
    is_there: bool = False
    may_be_broken: bool = False
    scopes: frozenset[Scope] = frozenset()
    broken_open: bool = False
    unsealed: frozenset[str] = frozenset()
    # Papers of it are granted to them, and nothing else brings somebody of their role to a case.
    only_granted: bool = False


NOT_THERE = Standing()


def standing_of(
    member: Member | None, case: Representation | None, *, on: date, at: datetime | None = None
) -> Standing:
    """How a member stands to a case on a day."""
    if member is None or member.pk is None:
        return NOT_THERE
    day = day_asked(on)
    if case is None:
        return Standing(works_here=works_here(member, day).exists(), scopes=frozenset(Scope))
    asked = _questions(member, day, on, at)
    told = Representation.objects.order_by().filter(pk=case.pk).annotate(**asked).values(*asked).first()
    if told is None:
        return NOT_THERE
    return _standing(member, told, _unsealed(member, case, day))


def _questions(member: Member, day: Any, on: date, at: datetime | None) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "works": Exists(works_here(member, day)),
        "walled": _among(walled_off(member, day)),
        "kept": _among(restricted(day)),
        "given": _among(given_to(member, day)),
        "granted": _among(granted_to(member, day)),
        "glass": _among(broken_open(member, on, at)),
    }
    reaches = {right.scope for right in TABLE.get(member.role, {}).values()}
    by_place = {scope: ask for scope, ask in BY_PLACE.items() if scope in reaches}
    return asked | {f"by_{scope.name}": _whether(ask(member, day)) for scope, ask in by_place.items()}


def _among(found: Numbers) -> Any:
    return _whether(Q(pk__in=found))


def _whether(said: Q) -> Any:
    return ExpressionWrapper(said, output_field=BooleanField())


def _unsealed(member: Member, case: Representation, day: Any) -> frozenset[str]:
    """The sealed parts opened for a member by two persons."""
    running = Unsealing.objects.filter(representation_id=case.pk, member_id=member.pk, document=None)
    return frozenset(running.filter(begins_on__lte=day, ends_on__gte=day).values_list("part", flat=True))


def _standing(member: Member, told: dict[str, Any], unsealed: frozenset[str]) -> Standing:
    given, open_to_role = told["given"], told["given"] or not told["kept"]
    scopes = {scope for scope in BY_PLACE if told.get(f"by_{scope.name}") and open_to_role}
    scopes |= {*BY_PLACE, Scope.ASSIGNED} if given else set()
    scopes |= {Scope.GRANTED} if told["granted"] else set()
    right = right_of(member, Act.SEE_CASES)
    seen = right is not None and (right.scope in scopes or told["glass"])
    there = told["works"] and not told["walled"] and seen
    return Standing(
        works_here=told["works"],
        is_there=there,
        may_be_broken=told["works"] and not told["walled"],
        scopes=frozenset(scopes | {Scope.OWN}) if there else frozenset(),
        broken_open=there and told["glass"],
        unsealed=unsealed if there else frozenset(),
        only_granted=there and right is not None and right.scope is Scope.GRANTED,
    )
