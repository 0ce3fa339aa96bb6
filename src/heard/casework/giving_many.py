"""Giving many cases to one person: each an act of its own with its own line; what cannot be given says so."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from heard.casework import parties
from heard.casework.access_assigning import NotToThem, member_named
from heard.casework.carrying_out import ChangedMeanwhile, carry_out
from heard.casework.choosing import name_of
from heard.casework.looking import NotYours, which_may_be_seen
from heard.casework.performing import day_of
from heard.casework.refused import REFUSALS, in_words
from heard.law.procedure import Act
from heard.ledger.models import Entry
from heard.people.models import Member

MOST = 100


@dataclass(frozen=True, slots=True)
class Given:
    """Which cases were given, and which not with why not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def newest_of_all() -> int:
    """The newest line of the ledger: what was done on a case after it was done after a list was opened."""
    return Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def give_many(
    *,
    member: Member,
    references: Sequence[str],
    to: Member,
    reason: str,
    seen: int,
    once: str,
    at: datetime,
    fresh: bool = False,
) -> Given:
    """Give each of these cases to somebody, as far as this person may. `once` is the token of the form.

    A case that is not there for this person is left out as a number never issued is. A wall between the other person
    and a case refuses it and says no more than that it cannot be given to them.
    """
    done, refused = [], []
    for reference in which_may_be_seen(member, list(references)[:MOST]):
        try:
            _give(member, reference, to, reason, seen, once, at, fresh)
            done.append(reference)
        except NotYours:
            continue
        except NotToThem:
            refused.append((reference, f"It cannot be given to {name_of(to)}. Choose somebody else."))
        except ChangedMeanwhile:
            refused.append(
                (reference, "Somebody did something on it after you opened the list. Look at it first.")
            )
        except REFUSALS as why:
            refused.append((reference, in_words(why)))
    return Given(tuple(done), tuple(refused))


def _give(
    member: Member, reference: str, to: Member, reason: str, seen: int, once: str, at: datetime, fresh: bool
) -> None:
    full = name_of(to)
    known = member_named(full, day_of(at))
    carry_out(
        member=member,
        act=Act.ASSIGN,
        reference=reference,
        seen=seen,
        once=hashlib.sha256(f"{once} {reference}".encode()).hexdigest()[:40],
        at=at,
        do=parties.assign,
        said={
            "day": day_of(at),
            "to": full if known is not None and known.pk == to.pk else to.account.get_username(),
            "reason": reason,
            "decided_by": name_of(member),
        },
        fresh=fresh,
    )
