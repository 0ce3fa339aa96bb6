"""Which learning somebody may read: words written of a case only where they read every case that it comes from."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from heard.casework.access_seeing import readable
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import Act, may
from heard.outcomes.models import LearningCase, LearningPoint
from heard.people.models import Member


def learning_of(member: Member | None) -> QuerySet[LearningPoint]:
    """The learning points that are there for somebody.

    One from a case is there for who reads that case and every further case it comes from: its words may describe any of
    them. One from no case is there for who keeps learning, and for who sees to it. No other is listed or counted; what
    everybody may read of it is what was released as good practice.
    """
    if member is None or not may(member, Act.SEE_LEARNING):
        return LearningPoint.objects.none()
    read = readable(member).order_by().values("pk")
    further = LearningCase.objects.filter(learning=OuterRef("pk"))
    hidden = Q(Exists(further.exclude(representation__in=read)))
    from_none = Q(representation=None) & ~Exists(further)
    mine = Q(plan__owner=member.person_id or 0)
    there = from_none if may(member, Act.KEEP_LEARNING) else from_none & mine
    first = Q(representation__in=read) | Q(representation=None)
    return LearningPoint.objects.filter(first & ~from_none | there).exclude(hidden)


def learning_numbered(member: Member | None, number: int) -> LearningPoint:
    """One of them. Raises NotOnRecord, in the same words whether it is hidden or was never written."""
    row = learning_of(member).filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such learning point. See the list of what was learnt.")
    return row
