"""Work done piece by piece beside the pages: a piece that always fails is set aside, and never stops the others.

It is counted before it is begun, so that one which takes its whole process down is counted too. After five tries it is
parked: whoever watches is told, and each night it is tried once more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import InterfaceError, OperationalError
from django.db.models import F

from heard.casework.virus_scanner import NotReached
from heard.ledger.models import JobTried

MOST_TRIES = 5
FORGOTTEN = timedelta(weeks=5)
# Of what all of them stand on, which is nothing that one piece of work did.
NOT_THE_JOBS = (InterfaceError, OperationalError, NotReached)
log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parked:
    """A piece of work that is set aside: what kind, about what, the last error and when."""

    job: str
    about: str
    error: str
    last_at: datetime


def attempt(job: str, about: object, do: Callable[[], T], *, at: datetime, failed: T) -> T:
    """Do one piece of work. Where it fails, or is parked, `failed` comes back and the next one can be done."""
    key = {"job": job, "about": str(about)[:80]}
    row, _ = JobTried.objects.get_or_create(**key, defaults={"last_at": at})
    if row.tries >= MOST_TRIES:
        return failed
    JobTried.objects.filter(pk=row.pk).update(tries=F("tries") + 1, last_at=at)
    try:
        done = do()
    except NOT_THE_JOBS:
        JobTried.objects.filter(pk=row.pk).update(tries=row.tries)
        raise
    except Exception as why:
        # The class alone: the words of an error may hold somebody's.
        log.error(
            "%s %s failed (%s), try %s of %s.", job, about, type(why).__name__, row.tries + 1, MOST_TRIES
        )
        JobTried.objects.filter(pk=row.pk).update(error=type(why).__name__[:80])
        return failed
    JobTried.objects.filter(pk=row.pk).delete()
    return done


def parked(*jobs: str) -> list[Parked]:
    """What is set aside, of these kinds of work or of every kind, the oldest first."""
    rows = JobTried.objects.filter(tries__gte=MOST_TRIES, **({"job__in": jobs} if jobs else {}))
    return [Parked(row.job, row.about, row.error, row.last_at) for row in rows.order_by("last_at", "pk")]


def numbers_parked(*jobs: str) -> list[int]:
    """The rows that work of these kinds is parked about."""
    return [int(one.about) for one in parked(*jobs)]


def once_more(*, at: datetime) -> int:
    """Let everything that is parked be tried one more time, as each night does. How many that is.

    What nobody has tried for five weeks is about something that is gone.
    """
    JobTried.objects.filter(last_at__lt=at - FORGOTTEN).delete()
    return JobTried.objects.filter(tries__gte=MOST_TRIES).update(tries=MOST_TRIES - 1)
