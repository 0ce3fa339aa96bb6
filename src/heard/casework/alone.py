"""Work of which there is one at a time in the whole installation, on however many nodes it is begun."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

OURS = 0x48454152
TAKE = "SELECT pg_try_advisory_xact_lock(%s, %s)"


@contextmanager
def alone(work: str) -> Iterator[bool]:
    """Whether nobody else is at this work now; nobody can begin it until this is left, or its process is gone.

    On PostgreSQL a transaction of its own holds the place, which works through a pooler too.
    """
    if connection.vendor == "postgresql":
        with _in_the_database(work) as mine:
            yield mine
    else:
        with _in_the_folder(work) as mine:
            yield mine


@contextmanager
def _in_the_database(work: str) -> Iterator[bool]:
    beside = connection.copy()
    try:
        beside.set_autocommit(False)
        with beside.cursor() as cursor:
            cursor.execute(TAKE, [OURS, zlib.crc32(work.encode()) & 0x7FFFFFFF])
            (mine,) = cursor.fetchone()
        yield bool(mine)
    finally:
        beside.close()


@contextmanager
def _in_the_folder(work: str) -> Iterator[bool]:
    with (Path(settings.DATA) / f"{work}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
