"""What came in at the public's door and waits for a person: who is not safe, first; then words nobody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery

from heard.casework.kept_from import READS_FIRST
from heard.casework.looking import visible_to
from heard.people.models import Member
from heard.representations.models import Decision, Message, Telling

MOST = 10


@dataclass(frozen=True, slots=True)
class WaitsAtTheDoor:
    """A case on which somebody waits for us: whether they say that they are not safe, and since when."""

    reference: str
    is_unsafe: bool
    since: date


def waiting_at_the_door(member: Member) -> tuple[WaitsAtTheDoor, ...]:
    """The cases a member of the complaints team may see on which somebody at the door waits; who is not safe first.

    Somebody is not safe until it was passed to those who protect children; words wait until something was sent to the
    person after them. One statement, and none for anybody else.
    """
    # They answer the door; to everybody else a case says on its own page what waits.
    if member.role not in READS_FIRST:
        return ()
    passed_on = Decision.objects.filter(representation=OuterRef("pk"), about="safeguarding")
    last = Message.objects.filter(representation=OuterRef("pk")).order_by("-said_on", "-pk")
    # Few cases came in at the door or have words of somebody: the others are not asked one by one.
    told = Telling.objects.filter(says_unsafe=True).values("representation_id")
    wrote = Message.objects.filter(direction=Message.Direction.IN).order_by().values("representation_id")
    rows = (
        visible_to(member)
        .filter(Q(pk__in=told) | Q(pk__in=wrote))
        .annotate(
            unsafe=Q(telling__says_unsafe=True) & ~Exists(passed_on),
            last_way=Subquery(last.values("direction")[:1]),
            last_on=Subquery(last.values("said_on")[:1]),
        )
        .filter(Q(unsafe=True) | Q(last_way=Message.Direction.IN))
        .order_by("-unsafe", F("last_on").asc(nulls_last=True), "received_on")
    )
    found = rows.values_list("reference", "unsafe", "last_on", "received_on")[:MOST]
    return tuple(
        WaitsAtTheDoor(ref, bool(unsafe), received if unsafe else said or received)
        for ref, unsafe, said, received in found
    )
