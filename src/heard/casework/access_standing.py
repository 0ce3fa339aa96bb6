"""How somebody stands to one case, asked in one statement: whether it is there for them, and in which relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import (
    BY_PLACE,
    Numbers,
    adjudicated_by,
    broken_open,
    given_to,
    granted_to,
    places_of,
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
    if case is None:
        return Standing(works_here=works_here(member, day_asked(on)).exists(), scopes=frozenset(Scope))
    asked = _questions(member, on, at)
    told = Representation.objects.order_by().filter(pk=case.pk).annotate(**asked).values("id", *asked).first()
    return _standing(member, told, on) if told else NOT_THERE


def with_standing(
    cases: QuerySet[Representation], member: Member, *, on: date, at: datetime | None = None
) -> QuerySet[Representation]:
    """Cases visible to a member, read together with how they stand to each: `standing_read` then asks nothing more.

    What is visible is there for somebody who works here and behind no wall, so that is not asked twice.
    """
    known = ("asked_works", "asked_walled")
    asked = _questions(member, on, at)
    return cases.annotate(**{name: question for name, question in asked.items() if name not in known})


def standing_read(member: Member, case: Representation, *, on: date) -> Standing:
    """How a member stands to a case that `with_standing` read."""
    return _standing(member, {**vars(case), "asked_works": True, "asked_walled": False}, on)


def _questions(member: Member, on: date, at: datetime | None) -> dict[str, Any]:
    day = day_asked(on)
    asked: dict[str, Any] = {
        "asked_works": Exists(works_here(member, day)),
        "asked_walled": _among(walled_off(member, day)),
        "asked_kept": _among(restricted(day)),
        "asked_given": _among(given_to(member, day)),
        "asked_granted": _among(granted_to(member, day)),
        "asked_glass": _among(broken_open(member, on, at)),
        "asked_unsealed": Exists(_unsealed(member, OuterRef("pk"), day)),
    }
    reaches = {right.scope for right in TABLE.get(member.role, {}).values()}
    if Scope.ADJUDICATING in reaches:
        asked["asked_adjudicates"] = _among(adjudicated_by(member, day))
    by_place = {scope: ask for scope, ask in BY_PLACE.items() if scope in reaches}
    places = places_of(member, day)
    return asked | {f"asked_{scope.name}": _whether(ask(places, "")) for scope, ask in by_place.items()}


def _among(found: Numbers) -> Any:
    return _whether(Q(pk__in=found))


def _whether(said: Q) -> Any:
    return ExpressionWrapper(said, output_field=BooleanField())


def _unsealed(member: Member, case: Any, day: Any) -> QuerySet[Unsealing]:
    """What two persons opened for a member of what is sealed on a case."""
    running = Unsealing.objects.filter(representation_id=case, member_id=member.pk, document=None)
    return running.filter(begins_on__lte=day, ends_on__gte=day)


def _standing(member: Member, row: Mapping[str, Any], on: date) -> Standing:
    told = {name.removeprefix("asked_"): said for name, said in row.items() if name.startswith("asked_")}
    given, open_to_role = told["given"], told["given"] or not told["kept"]
    scopes = {scope for scope in BY_PLACE if told.get(scope.name) and open_to_role}
    scopes |= {*BY_PLACE, Scope.ASSIGNED} if given else set()
    scopes |= {Scope.GRANTED} if told["granted"] else set()
    scopes |= {Scope.ADJUDICATING} if told.get("adjudicates") else set()
    right = right_of(member, Act.SEE_CASES)
    seen = right is not None and (right.scope in scopes or told["glass"])
    there = told["works"] and not told["walled"] and seen
    parts = _unsealed(member, row["id"], day_asked(on)) if there and told["unsealed"] else None
    return Standing(
        works_here=told["works"],
        is_there=there,
        may_be_broken=told["works"] and not told["walled"],
        scopes=frozenset(scopes | {Scope.OWN}) if there else frozenset(),
        broken_open=there and told["glass"],
        unsealed=frozenset(parts.values_list("part", flat=True)) if parts is not None else frozenset(),
        only_granted=there and right is not None and right.scope is Scope.GRANTED,
    )
