"""Words typed into a page and not sent yet: kept for the person who typed them, for 30 days, and for nobody else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from heard.ledger.models import Draft, Submission
from heard.people.models import Member

KEPT_FOR = timedelta(days=30)
FORM_LIVES = timedelta(days=2)
MOST_CHARACTERS = 400_000
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was left: the answers typed, and when."""

    words: Words
    at: datetime


def keep_draft(member: Member, page: str, words: Words, *, at: datetime) -> bool:
    """Keep what this person typed into a page, in the place of what was there. False where it is too long to keep."""
    said = json.dumps({name: list(values) for name, values in words.items()}, ensure_ascii=False)
    if len(said) > MOST_CHARACTERS:
        return False
    with transaction.atomic():
        Draft.objects.update_or_create(
            by=member.account.get_username(), page=page[:300], defaults={"words": said, "at": at}
        )
    return True


def draft_of(member: Member, page: str, *, at: datetime) -> Kept | None:
    """What this person left on a page in the last 30 days, or None. Nobody else's is ever found."""
    row = Draft.objects.filter(
        by=member.account.get_username(), page=page[:300], at__gt=at - KEPT_FOR
    ).first()
    return Kept(json.loads(row.words), row.at) if row else None


def drop_draft(member: Member, page: str) -> None:
    """Throw away what this person left on a page: it was sent, or they said so."""
    Draft.objects.filter(by=member.account.get_username(), page=page[:300]).delete()


def drop_old(*, at: datetime) -> int:
    """Throw away drafts of 30 days and the tokens of forms nobody can still be sending. How many rows went."""
    gone = Draft.objects.filter(at__lte=at - KEPT_FOR).delete()[0]
    return gone + Submission.objects.filter(at__lte=at - FORM_LIVES).delete()[0]
