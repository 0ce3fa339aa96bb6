"""Which papers of a case somebody may open: by their level, by a grant that names the paper, or unsealed by name."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from heard.casework.access import Eyes, eyes_of
from heard.casework.permissions import Act, Level, Scope, right_of
from heard.people.models import Member
from heard.representations.models import Document, Grant, GrantedDocument, Representation, Unsealing


def papers_seen(
    member: Member | None, case: Representation, *, on: date, at: datetime | None = None
) -> QuerySet[Document]:
    """The papers of a case that a member may open on a day, oldest first. A grant names papers, not the case."""
    return papers_open_to(eyes_of(member, case, on=on, at=at), case, on=on)


def papers_open_to(eyes: Eyes, case: Representation, *, on: date) -> QuerySet[Document]:
    """As `papers_seen`, where it was asked already how somebody sees the case."""
    member, right = eyes.member, right_of(eyes.member, Act.SEE_CASES)
    if member is None or right is None or "papers" not in eyes.parts:
        return Document.objects.none()
    mine = Document.objects.filter(representation=case)
    unsealed = Q(pk__in=_unsealed(member, case, on))
    if right.scope is Scope.GRANTED:
        return mine.filter(Q(pk__in=_named(member, case, on), level__lt=Level.S4) | unsealed)
    return mine.filter(Q(level__lte=min(eyes.level, Level.S3)) | unsealed)


def _named(member: Member, case: Representation, on: date) -> QuerySet[GrantedDocument]:
    running = Grant.objects.filter(
        member_id=member.pk, representation=case, begins_on__lte=on, ends_on__gte=on, ended_at=None
    )
    return GrantedDocument.objects.filter(grant__in=running).values("document_id")  # type: ignore[return-value]


def _unsealed(member: Member, case: Representation, on: date) -> QuerySet[Unsealing]:
    named = Unsealing.objects.filter(member_id=member.pk, representation=case, document__isnull=False)
    return named.filter(begins_on__lte=on, ends_on__gte=on).values("document_id")  # type: ignore[return-value]
