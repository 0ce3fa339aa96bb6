"""Worries passed on, changes that wait, and limits on contact: who was told, when, and when each is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from heard.casework.access_levels import parts_to
from heard.casework.access_seeing import readable
from heard.casework.acts import OPEN_STATES
from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.permissions import Act, Level, demand
from heard.people.models import Member
from heard.representations.models import Decision

# What each is called, and the part of a case it belongs to.
KINDS = {
    "safeguarding": ("Worry passed on", "safeguarding"),
    "freeze": ("Change that waits", "decisions"),
    "limit": ("Limit on contact", "contacts"),
}
STANDS = {
    "safeguarding": ("referred_and_waits", "referred_and_goes_on"),
    "freeze": ("frozen",),
    "limit": ("limited",),
}


@dataclass(frozen=True, slots=True)
class SafetySeen:
    """One of them: the case, what it is, what was said of it, by whom, when they were told, and its next review."""

    reference: str
    kind: str
    words: str
    reason: str
    decided_by: str
    decided_on: date
    told_on: date | None
    review: DayStanding | None


def safety_seen(member: Member, *, today: date, kind: str = "") -> list[SafetySeen]:
    """What stands now on the open cases this person reads in full, the next review first. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    asked = [kind] if kind in KINDS else list(KINDS)
    sees = parts_to(Level.S3, member.role)
    standing = Q()
    for one in asked:
        if KINDS[one][1] in sees:
            standing |= Q(about=one, answer__in=STANDS[one])
    if not standing:
        return []
    rows = Decision.objects.filter(
        standing, ended_on=None, representation__in=readable(member, level=Level.S3)
    )
    rows = rows.filter(representation__state__in=OPEN_STATES).select_related("representation")
    days = DaysLeft(today)
    found = [_seen(row, days) for row in rows.order_by("-decided_on", "-pk")]
    return sorted(found, key=lambda one: one.review.due_on if one.review else date.max)


def _seen(row: Decision, days: DaysLeft) -> SafetySeen:
    return SafetySeen(
        reference=row.representation.reference,
        kind=KINDS[row.about][0],
        words=row.evidence,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        told_on=row.told_on,
        review=days.of(row.review_on) if row.review_on else None,
    )
