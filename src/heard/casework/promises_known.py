"""Who of the office may know of which case on a day, read once: walls are few, and so are cases kept to a few.

What a list asks of every promise ("does anybody of this role see its case?") is answered here for the few cases of
which it is not plain, so that the list itself asks the database for numbers alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from heard.casework.access_seeing import in_force, restricted
from heard.people.models import Member
from heard.representations.models import Assignment, Wall

EVERY = Q()
NONE = Q(pk__in=())


@dataclass
class WhoKnows:
    """What is walled off on a day from those who work here, by number, role and person, and what is kept to whom."""

    day: Any
    working: Sequence[tuple[int, str, int | None]]

    def unknown_to(self, roles: Collection[str]) -> set[int] | None:
        """The cases walled off from everybody of these roles; None, for every case, where nobody has them."""
        there = self._of(roles)
        if not there:
            return None
        persons = [person for _, person in there]
        return {case for case, walled in self._walled.items() if all(one in walled for one in persons)}

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
        kept = case in self.kept and (case, member) not in self._given
        return kept or person in self._walled.get(case, ())

    def _of(self, roles: Collection[str]) -> list[tuple[int, int | None]]:
        return [(pk, person) for pk, role, person in self.working if role in roles]

    @cached_property
    def _walled(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        persons = {person for _, _, person in self.working if person is not None}
        rows = walls(self.day).filter(person_id__in=persons).order_by()
        for case, person in rows.values_list("representation_id", "person_id"):
            found[case].add(person)
        return found

    @cached_property
    def kept(self) -> set[int]:
        """The cases kept to those who have them."""
        return {case for (case,) in restricted(self.day)}

    @cached_property
    def _given(self) -> set[tuple[int, int]]:
        members = [pk for pk, _, _ in self.working]
        rows = Assignment.objects.filter(
            in_force(self.day), representation_id__in=restricted(self.day), member_id__in=members
        )
        return set(rows.order_by().values_list("representation_id", "member_id"))


def here(day: Any) -> QuerySet[Member]:
    """Who may act on a day."""
    return Member.objects.filter(in_force(day), account__is_active=True)


def walls(day: Any) -> QuerySet[Wall]:
    """The walls that stand on a day."""
    standing = Wall.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return standing.filter(Q(lifted_from__isnull=True) | Q(lifted_from__gt=day) | Q(lifted_until__lt=day))
