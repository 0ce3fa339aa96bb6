"""The files of erased rows: noted with the erasing, thrown away once it is kept, or by the night after a crash.

A file that another row still names stays, and so does one that was filed again meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.db import connection, models

from heard.casework import filing
from heard.outcomes.models import FileLeft

FORGET_WORDS = "INSERT INTO searched_words(searched_words) VALUES('optimize')"
SHORTEN_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


@cache
def tables_with_files() -> tuple[type[models.Model], ...]:
    """The tables whose rows name a file of the store by its `path`."""
    ours = (one for one in apps.get_models() if one.__module__.startswith("heard.") and one is not FileLeft)
    return tuple(one for one in ours if any(field.name == "path" for field in one._meta.concrete_fields))


def leave_files(rows: Iterable[models.Model]) -> int:
    """Note the files of rows that are being taken away, and that no row names any more. How many.

    Stands inside the transaction, after the rows went.
    """
    paths = {str(getattr(row, "path")) for row in rows if type(row) in tables_with_files()} - {""}  # noqa: B009
    wanted = paths - _still_named(paths)
    kept = {path: filing.filed_at(path) for path in wanted}
    FileLeft.objects.bulk_create(
        [FileLeft(path=path, kept_at=at) for path, at in kept.items() if at is not None],
        ignore_conflicts=True,
    )
    return len(wanted)


def throw_away_files() -> int:
    """Throw away every file that was noted and is still nobody's. How many went. Safe to run twice."""
    left = list(FileLeft.objects.order_by("pk"))
    named = _still_named({one.path for one in left})
    gone = 0
    for one in left:
        at = filing.filed_at(one.path)
        if one.path not in named and at is not None and at > one.kept_at:
            FileLeft.objects.filter(pk=one.pk).update(kept_at=at)
            continue
        if one.path not in named:
            filing.throw_away(one.path)
            gone += 1
        FileLeft.objects.filter(pk=one.pk).delete()
    return gone


def leave_no_trace() -> None:
    """Let the database itself forget erased words: the parts of its index for searching, and its log. SQLite alone.

    PostgreSQL does so by its own housekeeping (VACUUM). Stands outside any transaction.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute(FORGET_WORDS)
        cursor.execute(SHORTEN_LOG)


def _still_named(paths: set[str]) -> set[str]:
    if not paths:
        return set()
    return {
        path
        for model in tables_with_files()
        for path in model._default_manager.filter(path__in=paths).values_list("path", flat=True)
    }
