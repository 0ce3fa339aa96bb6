"""The address by which somebody answers on a case: our own mailbox with a tag that nobody else can make."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable, Iterator

from django.conf import settings

from heard.casework.mail_marks import is_ours
from heard.people.models import Contact, Person
from heard.representations.models import Party, Representation

# 80 bits, in sixteen letters that can be read out.
BYTES = 10
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz234567")
# Whose mails belong to a case by themselves: those the office hears. Staff have their own pages.
HEARD = (Party.Part.COMPLAINANT, Party.Part.CHILD, Party.Part.ADVOCATE)
Pair = tuple[int, int]


def our_address() -> str:
    """The address of the mailbox that families write to, or nothing where there is none."""
    return str(settings.HEARD_MAIL["address"]).strip().lower()


def reply_address(case: Representation, person: Person) -> str:
    """The address by which this person answers on this case, or nothing where no mailbox is set.

    It proves nothing by itself: whoever was forwarded a letter knows it.
    """
    local, _, domain = our_address().partition("@")
    return f"{local}+{_tag((case.pk, person.pk), settings.SECRET_KEY)}@{domain}" if domain else ""


def reply_addresses(pairs: Iterable[Pair]) -> dict[Pair, str]:
    """The reply address of each case and person among these whose answers belong to the case. One statement."""
    if not our_address():
        return {}
    asked = set(pairs)
    rows = Party.objects.filter(
        part__in=HEARD,
        representation__in={case for case, _ in asked},
        person__in={person for _, person in asked},
    ).select_related("representation", "person")
    there = {(row.representation_id, row.person_id): row for row in rows}
    return {
        pair: reply_address(row.representation, row.person) for pair, row in there.items() if pair in asked
    }


def whose_addresses(sent_to: Iterable[str]) -> Pair | None:
    """The case and the person of the first reply address that a mail was sent to, if it is one of ours and right."""
    tags = set(_tags(sent_to))
    return next((pair for pair in _pairs() if _fits(pair, tags)), None) if tags else None


def of_these(pairs: Iterable[Pair], sent_to: Iterable[str]) -> Pair | None:
    """As `whose_addresses`, looked for among a few: those in which the sender's address is on record."""
    tags = set(_tags(sent_to))
    return next((pair for pair in pairs if _fits(pair, tags)), None) if tags else None


def pairs_with(address: str) -> list[Pair]:
    """The cases and persons whose address on record this is, the newest case first."""
    people = Contact.objects.filter(value__iexact=address).values("person") if address else ()
    rows = Party.objects.filter(person__in=people, part__in=HEARD) if people else Party.objects.none()
    return list(rows.order_by("-representation_id").values_list("representation_id", "person_id")[:50])


def is_theirs(address: str, person: int) -> bool:
    """Whether an address is on record as this person's."""
    return Contact.objects.filter(person_id=person, value__iexact=address).exists()


def is_unsafe(address: str, person: int) -> bool:
    """Whether this person called the address unsafe: somebody else may read it, and write from it."""
    return Contact.objects.filter(person_id=person, value__iexact=address, is_safe=False).exists()


def _pairs() -> Iterator[Pair]:
    rows = Party.objects.filter(part__in=HEARD).order_by("-pk")
    yield from rows.values_list("representation_id", "person_id").iterator(chunk_size=5000)


def _tags(sent_to: Iterable[str]) -> Iterator[str]:
    ours = our_address()
    for address in sent_to:
        tag = address.partition("@")[0].rpartition("+")[2].lower()
        if ours and is_ours(address, ours) and len(tag) == 16 and LETTERS.issuperset(tag):
            yield tag


def _fits(pair: Pair, tags: set[str]) -> bool:
    """Whether one of the tags is this pair's, by the key of today or an earlier one that still counts."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(_tag(pair, key), tag) for key in keys for tag in tags)


def _tag(pair: Pair, secret: str) -> str:
    said = f"reply address of case {pair[0]} for person {pair[1]}"
    digest = hmac.digest(secret.encode(), said.encode(), "sha256")
    return base64.b32encode(digest[:BYTES]).decode().lower()
