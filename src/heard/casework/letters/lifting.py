"""What is protected on a case, as a page shows it, and ending that: asked by one person, agreed to by another."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework import four_eyes
from heard.casework.new_details import fitting
from heard.casework.performing import NotNow, day_of
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import Protection, Representation, SecondPerson

ACT = "lift_protection"
# What can be protected: each code and its words.
WHAT = tuple(Protection.What.choices)


class NoSuchProtection(NotNow):
    """Nothing of this number is protected on the case."""


@dataclass(frozen=True, slots=True)
class ProtectedSeen:
    """Words that are protected: whose, what they are, why, since when; `asked` and `agreed` of ending it."""

    number: int
    whose: str
    what: str
    words: str
    reason: str
    since: date
    asked_because: str
    agreed: int | None
    lifted_on: date | None


def protected_on(case: Representation, *, parts: Iterable[str]) -> list[ProtectedSeen]:
    """What is protected on a case, what was lifted last. The words of an address are for those who see that part."""
    rows = list(
        Protection.objects.filter(representation=case).select_related("person").order_by("lifted_on", "pk")
    )
    asked = _asked(case)
    shows_addresses = "protected_addresses" in set(parts)
    return [_seen(row, asked.get(row.pk), shows_addresses) for row in rows]


def ask_to_lift(*, reference: str, protection: int, because: str, by: Member, at: datetime) -> SecondPerson:
    """Ask a second person to agree that words are no longer protected. Raises NotNow, NotAllowed."""
    row = _standing(reference, protection)
    if not because.strip():
        raise NotNow("Say why these words need no protecting any more. Write the reason, then ask.")
    if protection in _asked(row.representation):
        raise NotNow("A second person was asked already. They answer under “To approve”.")
    return four_eyes.ask(act=ACT, reference=reference, content=_content(row, because), by=by, at=at)


def lift(*, reference: str, protection: int, by: Member, at: datetime) -> Protection:
    """Stop protecting words, as two persons agreed. What was protected, by whom it was ended and why stay on record.

    Raises NotAgreed, NotNow.
    """
    row = _standing(reference, protection)
    asked = _asked(row.representation).get(protection)
    if asked is None:
        raise four_eyes.NotAgreed("This takes a second person. Ask one to agree first, then do it.")
    because = _because(asked)
    with writing(ACT, by=by.account.username, at=at, reference=reference, done_on=day_of(at)) as line:
        two = four_eyes.use(
            line, number=asked.pk, act=ACT, reference=reference, content=_content(row, because)
        )
        line.change(
            row,
            lifted_on=day_of(at),
            lifted_because=because,
            lifted_by=two.asked_by.account.username,
            lifting_seconded_by=two.answered_by.account.username if two.answered_by else "",
        )
    return row


def _standing(reference: str, number: int) -> Protection:
    rows = Protection.objects.filter(representation__reference=reference, pk=number, lifted_on=None)
    row = rows.select_related("representation", "person").first()
    if row is None:
        raise NoSuchProtection("These words are not protected on this case, or no longer. Look at the list.")
    return row


def _asked(case: Representation) -> dict[int, SecondPerson]:
    """What was asked and not refused or used, by the number of what is protected."""
    answers = (SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED)
    rows = SecondPerson.objects.filter(act=ACT, reference=case.reference, answer__in=answers)
    named = rows.select_related("asked_by__account", "answered_by__account").order_by("pk")
    return {int(json.loads(row.content)["protection"]): row for row in named}


def _because(row: SecondPerson) -> str:
    return str(json.loads(row.content)["because"])


def _content(row: Protection, because: str) -> dict[str, object]:
    return {
        "protection": row.pk,
        "person": row.person_id,
        "what": row.get_what_display(),
        "because": fitting(because, 500),
    }


def _seen(row: Protection, asked: SecondPerson | None, shows_addresses: bool) -> ProtectedSeen:
    hidden = row.what in (Protection.What.ADDRESS, Protection.What.PLACEMENT) and not shows_addresses
    return ProtectedSeen(
        number=row.pk,
        whose=row.person.name,
        what=row.get_what_display(),
        words="" if hidden else row.words,
        reason=row.reason,
        since=row.since,
        asked_because=_because(asked) if asked else "",
        agreed=asked.pk if asked and asked.answer == SecondPerson.Answer.APPROVED else None,
        lifted_on=row.lifted_on,
    )
