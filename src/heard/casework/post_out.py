"""The post as a page shows it: what waits to go out, what went out today, and who may handle a letter on its way.

The post room handles letters of every case that is not kept from it, while they are on their way and no longer: it
reads no case, and nothing back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import readable, restricted, walled_off, works_here
from heard.casework.letters.arriving import PostTakes, Received, receipt_of, way_of
from heard.casework.looking import NotYours
from heard.casework.mail_addresses import reply_addresses
from heard.casework.permissions import Act, right_of
from heard.casework.permissions_kinds import Scope
from heard.people.models import Contact, Member, Person
from heard.representations.models import Posting, Representation

NO_LETTER = "We cannot find that letter in the post. It may have gone out. Look at the list of what waits."


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A letter in the post: whose, by which way, where to, and how it stands."""

    letter: int
    reference: str
    to: str
    address: str
    way: str
    issued_on: date
    sent_on: date | None
    stuck: str
    received: Received
    # Where an answer by e-mail joins the case; nothing where the letter goes another way.
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """What waits to go out, the oldest first, and what went out on the day asked about."""

    waiting: tuple[OnItsWay, ...]
    sent_today: tuple[OnItsWay, ...]


def post_of(member: Member | None, *, on: date) -> Post:
    """The post this person handles on a day. The same few statements however much there is."""
    rows = list(_handled(member, on).filter(_waits() | Q(sent_on=on)).order_by("letter__issued_on", "pk"))
    addresses, takes = _addresses(rows), PostTakes()
    seen = [(_is_waiting(row), _seen(row, addresses, takes)) for row in rows]
    return Post(
        tuple(one for waiting, one in seen if waiting), tuple(one for waiting, one in seen if not waiting)
    )


def posting_for(member: Member | None, letter: int, *, on: date) -> tuple[Posting, OnItsWay]:
    """One letter in the post that this person may handle. Raises NotYours, the same where there is none."""
    row = _handled(member, on).filter(pk=letter).first()
    if row is None or (is_post_room(member) and not _is_waiting(row) and row.sent_on != on):
        raise NotYours(NO_LETTER)
    one = _seen(row, _addresses([row]), PostTakes())
    return row, replace(one, reply_to=_answered_at(row) if one.way == "email" and one.address else "")


def is_post_room(member: Member | None) -> bool:
    """Whether they handle post and read no case."""
    right = right_of(member, Act.POST_OUT)
    return right is not None and right.scope is Scope.OWN


def _handled(member: Member | None, on: date) -> QuerySet[Posting]:
    """The post of this person: of the cases they read, or, in the post room, of every case not kept from them."""
    rows = Posting.objects.select_related("letter__representation", "letter__to")
    if member is None or right_of(member, Act.POST_OUT) is None:
        return rows.none()
    if not is_post_room(member):
        return rows.filter(letter__representation__in=readable(member, on))
    day = day_asked(on)
    if not works_here(member, day).exists():
        return rows.none()
    kept = Q(pk__in=walled_off(member, day)) | Q(pk__in=restricted(day))
    return rows.filter(letter__representation__in=Representation.objects.exclude(kept))


def _waits() -> Q:
    return Q(sent_on=None) | ~Q(failed_because="")


def _is_waiting(row: Posting) -> bool:
    return row.sent_on is None or row.failed_because != ""


def _seen(row: Posting, addresses: dict[tuple[int, str], str], takes: PostTakes) -> OnItsWay:
    letter = row.letter
    stuck = row.failed_because or ("" if row.way else "No safe way to reach them is on record. Choose one.")
    return OnItsWay(
        letter=letter.pk,
        reference=letter.representation.reference,
        to=letter.to.name if letter.to else "",
        address=addresses.get((letter.to_id or 0, row.way), ""),
        way=row.way,
        issued_on=letter.issued_on,
        sent_on=row.sent_on,
        stuck=stuck,
        received=receipt_of(row, takes),
    )


def _answered_at(row: Posting) -> str:
    pair = (row.letter.representation_id, row.letter.to_id or 0)
    return reply_addresses([pair]).get(pair, "")


def _addresses(rows: list[Posting]) -> dict[tuple[int, str], str]:
    """Where each reader is reached by each way: one they called safe first, never one they called unsafe."""
    people = {row.letter.to_id for row in rows if row.letter.to_id}
    known = Contact.objects.filter(person__in=Person.objects.filter(pk__in=people)).exclude(is_safe=False)
    found: dict[tuple[int, str], str] = {}
    for one in sorted(known, key=lambda row: (row.is_safe is not True, row.pk)):
        found.setdefault((one.person_id, way_of(one.way)), one.value)
    return found
