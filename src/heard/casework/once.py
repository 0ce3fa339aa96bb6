"""Something that is of no single case is written once, however often its form is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from heard.ledger.models import Submission
from heard.people.models import Member


def written_once(*, member: Member, once: str, act: str, at: datetime, do: Callable[[], object]) -> bool:
    """Do it, unless this form of this member was sent before: then nothing is done, and this says so.

    Raises whatever `do` refuses; then nothing is kept, and the same form may be sent again.
    """
    by = member.account.get_username()
    try:
        with transaction.atomic():
            Submission(by=by, token=once, act=act, at=at).save(force_insert=True)
            do()
    except IntegrityError:
        # Sent twice at once: the second waited at the token until the first was kept.
        if Submission.objects.filter(by=by, token=once).exists():
            return False
        raise
    return True
