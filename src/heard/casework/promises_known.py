"""Who of the office may know of which case on a day, read once: walls are few, and so are cases kept to a few.

What a list asks of every promise ("does anybody of this role see its case?") is answered here for the few cases of
which it is not plain, so that the list itself asks the database for numbers alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from heard.casework.access_assigning import OWNING
from heard.casework.access_seeing import in_force, restricted
from heard.people.models import Member
from heard.representations.models import Assignment, Wall

EVERY = Q()
NONE = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Held:
    """That somebody has a case which is not there for everybody: by which row, who, and whether it is theirs to do."""

    row: int
    case: int
    member: int
    is_owner: bool


@dataclass
class WhoKnows:
    """What is walled off on a day from whom, what is kept to whom, and who has those cases.

    `working` is everybody who may act, by number, role and person.
    """

    day: Any
    working: Sequence[tuple[int, str, int | None]]

    def unknown_to(self, roles: Collection[str]) -> set[int] | None:
        """The cases walled off from everybody of these roles; None, for every case, where nobody has them."""
        there = self._of(roles)
        if not there:
            return None
        persons = [person for _, person in there]
        return {case for case, walled in self._walled.items() if walled.issuperset(persons)}

    def unseen_by(self, role: str) -> set[int] | None:
        """The cases nobody of a role sees: walled off or kept to others; None, for every case, where nobody has it."""
        there = self._of((role,))
        if not there:
            return None
        return {
            case
            for case in self._walled.keys() | self.kept
            if all(self._is_hidden(case, *one) for one in there)
        }

    def _is_hidden(self, case: int, member: int, person: int | None) -> bool:
        kept = case in self.kept and all(one.member != member for one in self._held_by_case[case])
        return kept or self.is_walled_off(case, person)

    def is_walled_off(self, case: int, person: int | None) -> bool:
        """Whether a wall stands between a case and a person."""
        return person in self._walled.get(case, ())

    def walled_off(self, person: int | None) -> list[int]:
        """The cases between which and a person a wall stands."""
        return sorted(case for case, walled in self._walled.items() if person in walled)

    def owners_of(self, case: int) -> list[int]:
        """Whose a case is to do, of one that is not there for everybody."""
        return [one.member for one in self._held_by_case[case] if one.is_owner]

    def held_by(self, members: Collection[int]) -> set[int]:
        """Which of the cases that are not there for everybody some members have, for whatever part."""
        return {one.case for some in self._held_by_case.values() for one in some if one.member in members}

    def is_with_somebody(self, case: int) -> bool:
        """Whether somebody who works here has a case to do, and no wall keeps them from it."""
        return any(
            one in self._persons and not self.is_walled_off(case, self._persons[one])
            for one in self.owners_of(case)
        )

    @cached_property
    def held_behind_walls(self) -> list[int]:
        """The rows by which somebody who works here has a case that they may not know of any more."""
        return [
            one.row
            for some in self._held_by_case.values()
            for one in some
            if one.member in self._persons and self.is_walled_off(one.case, self._persons[one.member])
        ]

    def _of(self, roles: Collection[str]) -> list[tuple[int, int | None]]:
        return [(pk, person) for pk, role, person in self.working if role in roles]

    @cached_property
    def kept(self) -> set[int]:
        """The cases kept to those who have them."""
        return {case for case, person in self._apart if person is None}

    @cached_property
    def walled(self) -> set[int]:
        """The cases that are walled off from anybody."""
        return set(self._walled)

    @cached_property
    def _persons(self) -> dict[int, int | None]:
        return {member: person for member, _, person in self.working}

    @cached_property
    def _walled(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for case, person in self._apart:
            if person is not None:
                found[case].add(person)
        return dict(found)

    @cached_property
    def _apart(self) -> list[tuple[int, int | None]]:
        """Each case with a person from whom it is walled off, and with nobody where it is kept to those who have it."""
        kept = restricted(self.day).annotate(nobody=Cast(Value(None), BigIntegerField()))
        each = walls(self.day).order_by().values_list("representation_id", "person_id")
        return list(each.union(kept.values_list("representation_id", "nobody"), all=True))

    @cached_property
    def _held_by_case(self) -> Mapping[int, Sequence[Held]]:
        found: dict[int, list[Held]] = defaultdict(list)
        apart = {case for case, _ in self._apart}
        held = Assignment.objects.filter(in_force(self.day), representation_id__in=apart).order_by()
        for row, case, member, part in held.values_list("pk", "representation_id", "member_id", "part"):
            found[case].append(Held(row, case, member, part in OWNING))
        return found


def here(day: Any) -> QuerySet[Member]:
    """Who may act on a day."""
    return Member.objects.filter(in_force(day), account__is_active=True)


def walls(day: Any) -> QuerySet[Wall]:
    """The walls that stand on a day."""
    standing = Wall.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return standing.filter(Q(lifted_from__isnull=True) | Q(lifted_from__gt=day) | Q(lifted_until__lt=day))
