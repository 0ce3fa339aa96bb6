"""Which case a mail may belong to, and whether it may join it by itself. Whom a mail says it is from never decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from heard.casework.mail_addresses import Pair, is_theirs, is_unsafe, of_these, pairs_with, whose_addresses
from heard.casework.mail_marks import MARKS, is_proved
from heard.casework.mail_reading import MailRead
from heard.representations.models import MailMatch, Representation

MOST = 20
MOST_NAMED = 50
NO_TAG = "It did not come to the reply address of a case."
WRONG_TAG = "It came to a reply address that is of no case, or not any more."
NOT_ON_RECORD = "It came to a reply address, but its sender’s address is not on record as this person’s."
NOT_SAFE = "It came to a reply address from an address that this person called unsafe: somebody else may write there."
NO_SERVER = "No mail server of ours is set that proves who sent a mail, so none joins a case by itself."
NOT_PROVED = (
    "Our mail server did not prove that it comes from its sender’s address, so anybody may have sent it."
)
Why = MailMatch.Why


@dataclass(frozen=True, slots=True)
class Fit:
    """A case that a mail may belong to, the person it may be from, and why."""

    case: int
    person: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The case and the person that a mail joins by itself, or none and why it waits."""

    pair: Pair | None
    because: str = ""


def fits_of(read: MailRead) -> list[Fit]:
    """The cases that a mail may belong to: by its reply address, its sender's address, and the numbers it names."""
    known = pairs_with(read.sender)
    owner = of_these(known, read.sent_to) or whose_addresses(read.sent_to)
    found = [Fit(*owner, Why.REPLY_ADDRESS)] if owner else []
    found += [Fit(case, person, Why.SENDER) for case, person in known[:MOST]]
    found += [Fit(case, None, Why.REFERENCE) for case in _named(read)]
    return list({(one.case, one.why): one for one in reversed(found)}.values())[::-1]


def rule(read: MailRead, marks: frozenset[str], fits: list[Fit]) -> Ruling:
    """Whether a mail joins a case by itself: the tag is right, the sender's address is that person's, and our own mail
    server proved that the mail comes from there. Else somebody looks at it."""
    owner = next((one for one in fits if one.why == Why.REPLY_ADDRESS), None)
    if marks:
        return Ruling(None, f"{MARKS[min(marks)]}. So it never joins a case by itself.")
    if owner is None or owner.person is None:
        return Ruling(None, WRONG_TAG if any("+" in one for one in read.sent_to) else NO_TAG)
    if not read.sender or not is_theirs(read.sender, owner.person):
        return Ruling(None, NOT_ON_RECORD)
    if is_unsafe(read.sender, owner.person):
        return Ruling(None, NOT_SAFE)
    server = str(settings.HEARD_MAIL["server"])
    if not is_proved(read, server=server):
        return Ruling(None, NOT_PROVED if server else NO_SERVER)
    return Ruling((owner.case, owner.person))


def _named(read: MailRead) -> Iterator[int]:
    words = f"{read.subject} {read.words[:5000]}".split()
    mentioned = [one.strip(".,;:()[]“”\"'") for one in words if any(letter.isdigit() for letter in one)]
    rows = Representation.objects.filter(reference__in=mentioned[:MOST_NAMED])
    yield from rows.order_by("-pk").values_list("pk", flat=True)[:MOST]
