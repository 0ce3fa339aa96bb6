"""How much may be filed: on a case, on a day from the public, and on the disk. Words are taken whatever there is."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.translation import gettext_noop as _

from heard.casework.performing import NotNow
from heard.representations.models import Document

GIGABYTE = 2**30
MOST_ON_A_CASE = 2 * GIGABYTE
MOST_PAPERS_ON_A_CASE = 2000
MOST_A_DAY_FROM_THE_PUBLIC = 5 * GIGABYTE
DISK = (
    "There is too little room left for files. Nothing is lost, and words are still taken. Tell whoever looks after "
    "your computers, and add the file later."
)
CASE = (
    "This case has as many papers as a case can hold (2 GB, or 2,000 papers). Put several papers into one PDF, or "
    "leave out films that others also hold."
)
AT_THE_DOOR = _("We cannot take more files right now. You can still tell us in words.")


class NoRoom(NotNow):
    """There is no room for a file. The message is for the office; `AT_THE_DOOR` is for everybody else."""


def demand_room(reference: str, size: int, *, at: datetime | None = None, from_public: bool = False) -> None:
    """Raise NoRoom where the disk, the case, or the day of the public has no room for so many bytes more."""
    if _disk_is_full(size):
        raise NoRoom(DISK)
    if reference and _case_is_full(reference, size):
        raise NoRoom(CASE)
    if from_public and at is not None and _day_is_full(at, size):
        raise NoRoom(AT_THE_DOOR)


def _disk_is_full(size: int) -> bool:
    if settings.HEARD_FILES:  # A bucket says itself when it is full.
        return False
    there = shutil.disk_usage(settings.DATA)
    return (there.free - size) * 100 < there.total * settings.HEARD_FREE_SPACE


def _case_is_full(reference: str, size: int) -> bool:
    held = Document.objects.filter(representation__reference=reference).aggregate(
        bytes=Sum("size", default=0), papers=Count("pk")
    )
    return bool(held["bytes"] + size > MOST_ON_A_CASE or held["papers"] >= MOST_PAPERS_ON_A_CASE)


def _day_is_full(at: datetime, size: int) -> bool:
    """Nobody at the door is known, so the day is counted for all of them together."""
    came = Document.objects.filter(added_at__gte=at - timedelta(days=1), is_original=True).exclude(
        says_of_itself=Document.OfItself.AS_FILED
    )
    arrived = came.filter(added_by__in=FROM_THE_PUBLIC).aggregate(bytes=Sum("size", default=0))
    return bool(arrived["bytes"] + size > MOST_A_DAY_FROM_THE_PUBLIC)


# How the ledger names those who file what the public sends.
FROM_THE_PUBLIC = ("public pages", "mail")
