"""What somebody else did on a case since a page was opened, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Max

from heard.casework.story import LAST, events_of
from heard.ledger.models import Entry
from heard.representations.models import Representation


@dataclass(frozen=True, slots=True)
class Change:
    """One act done meanwhile: what, by whom, when, and what it put on record."""

    what: str
    by: str
    at: datetime
    facts: tuple[str, ...] = ()


def newest_line(reference: str) -> int:
    """The number of the newest line of the ledger about a case; 0 where it has none."""
    newest = Entry.objects.filter(reference=reference).aggregate(newest=Max("sequence"))["newest"]
    return int(newest or 0)


def changes_since(case: Representation, seen: int, *, parts: frozenset[str]) -> tuple[Change, ...]:
    """What was done on a case after line `seen` of the ledger, oldest first, to somebody who sees these parts."""
    found = [one for one in events_of(case, parts=parts) if seen < one.line < LAST and one.recorded_at]
    names = names_behind(one.by for one in found)
    return tuple(
        Change(
            what=one.what,
            by=names.get(one.by, one.by),
            at=one.recorded_at,
            facts=tuple(filter(None, (*one.facts, one.why))),
        )
        for one in sorted(found, key=lambda one: one.line)
        if one.recorded_at is not None
    )


def names_behind(accounts: Iterable[str]) -> dict[str, str]:
    """The full names behind accounts; what is no account (the night, a command) keeps its own."""
    rows = User.objects.filter(username__in=list(accounts)).values_list("username", "first_name", "last_name")
    return {user: " ".join(filter(None, (first, last))) or user for user, first, last in rows}
