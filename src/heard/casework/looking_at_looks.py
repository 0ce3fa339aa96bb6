"""Who has looked at a case, and who was refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from heard.casework.changed import names_behind
from heard.ledger.models import Look
from heard.people.models import Member
from heard.representations.models import Representation

# What a look is at, where the part of a case is not called so on a page.
WORDS = {
    "shell": "The case",
    "parties": "People",
    "staff_responses": "Handed in to be checked",
    "timeline": "History",
}


@dataclass(frozen=True, slots=True)
class LooksWanted:
    """Which looks are wanted: somebody's alone, by the name of their account, and those that were refused alone."""

    by: str = ""
    refused: bool = False


EVERY = LooksWanted()


def how_many_looks(case: Representation, wanted: LooksWanted = EVERY) -> int:
    """How many looks at a case are still kept."""
    return _looks(case, wanted).count()


def looks_at(
    case: Representation, *, first: int, most: int, wanted: LooksWanted = EVERY
) -> list[tuple[Look, str]]:
    """Looks at a case, newest first, each with the name of who looked: `most` of them, after the first `first`."""
    rows = list(_looks(case, wanted).order_by("-at", "-pk")[first : first + most])
    names = names_behind({one.by for one in rows})
    return [(one, names.get(one.by, one.by)) for one in rows]


def words_of(look: Look) -> tuple[str, str]:
    """The role of who looked and what they looked at, in words."""
    role = dict(Member.Role.choices).get(look.role, look.role)
    return str(role), WORDS.get(look.what, look.what.replace("_", " ").capitalize())


def lookers(case: Representation) -> list[tuple[str, str]]:
    """Everybody who looked at a case or was refused: the account and the full name, by name."""
    found = set(
        Look.objects.filter(reference=case.reference).order_by().values_list("by", flat=True).distinct()
    )
    names = names_behind(found)
    return sorted(((one, names.get(one, one)) for one in found if one), key=lambda each: each[1])


def _looks(case: Representation, wanted: LooksWanted) -> QuerySet[Look]:
    found = Look.objects.filter(reference=case.reference)
    if wanted.by:
        found = found.filter(by=wanted.by)
    return found.filter(refused=True) if wanted.refused else found
