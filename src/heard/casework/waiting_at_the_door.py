"""What came in at the public's door and waits for a person: who is not safe, first; then words nobody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

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
    person after them. None of it is asked of anybody else, and most days nothing waits: who would see it is asked then.
    """
    # They answer the door; to everybody else a case says on its own page what waits.
    if member.role not in READS_FIRST:
        return ()
    waits = _unsafe().values("representation_id").union(_unanswered().values("representation_id"))
    cases = [case for (case,) in waits.values_list("representation_id")]
    if not cases:
        return ()
    last_on = _unanswered().filter(representation=OuterRef("pk")).values("said_on")[:1]
    rows = (
        visible_to(member)
        .filter(pk__in=cases)
        .annotate(unsafe=Exists(_unsafe().filter(representation=OuterRef("pk"))), last_on=Subquery(last_on))
        .order_by("-unsafe", F("last_on").asc(nulls_last=True), "received_on")
    )
    found = rows.values_list("reference", "unsafe", "last_on", "received_on")[:MOST]
    return tuple(
        WaitsAtTheDoor(ref, bool(unsafe), received if unsafe else said or received)
        for ref, unsafe, said, received in found
    )


def _unsafe() -> QuerySet[Telling]:
    """Of whom nobody told those who protect children."""
    passed_on = Decision.objects.filter(representation=OuterRef("representation_id"), about="safeguarding")
    return Telling.objects.filter(~Exists(passed_on), says_unsafe=True).order_by()


def _unanswered() -> QuerySet[Message]:
    """Words that came in, and after which nothing was sent."""
    after = Q(said_on__gt=OuterRef("said_on")) | Q(said_on=OuterRef("said_on"), pk__gt=OuterRef("pk"))
    later = Message.objects.filter(after, representation=OuterRef("representation_id"))
    return Message.objects.filter(~Exists(later), direction=Message.Direction.IN).order_by()
