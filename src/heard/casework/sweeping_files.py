"""Files that no row names: put into the store by something that was killed before it was on record. Swept by the night.

A file is put first and named after, so that no row ever stands without its file; what is left of one that broke off is
a file without a row. It is left alone for a day, because an act may be about to name it. What was being sent when the
pages died lies half beside it, and goes after an hour, with whatever is run next: the night, or the minute's files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from heard.casework import filing
from heard.casework.retention_files import tables_with_files, throw_away_files
from heard.casework.store import Folder, store
from heard.outcomes.models import FileLeft

LEFT_ALONE = timedelta(days=1)
HALVES_LEFT_ALONE = timedelta(hours=1)
SOME = 500


def sweep_files(*, at: datetime) -> int:
    """Throw away every file that nobody names for a day, and the halves. How many files went."""
    before = (at - LEFT_ALONE).timestamp()
    for some in _in_lots(filing.all_filed()):
        strays = {path: filing.filed_at(path) for path in set(some) - _named(some)}
        FileLeft.objects.bulk_create(
            [FileLeft(path=path, kept_at=when) for path, when in strays.items() if when and when < before],
            ignore_conflicts=True,
        )
    drop_halves(at=at)
    return throw_away_files()


def drop_halves(*, at: datetime) -> None:
    """Throw away every half of a file that nobody has written on for an hour."""
    there, before = store(), (at - HALVES_LEFT_ALONE).timestamp()
    if isinstance(there, Folder):
        there.drop_halves(filing.FOLDER, before)
    _drop_what_was_being_sent(before)


def _drop_what_was_being_sent(before: float) -> None:
    """Lists that wait for their owner's answers lie there too, each in a folder of its own: they are left alone."""
    for one in Path(str(settings.FILE_UPLOAD_TEMP_DIR)).iterdir():
        with suppress(FileNotFoundError):  # The pages have just done with it.
            if one.is_file() and one.stat().st_mtime < before:
                one.unlink()


def _named(paths: Sequence[str]) -> set[str]:
    """Those of the paths that a row names: by its path or, to be on the safe side, by the digest alone."""
    found: set[str] = set()
    for model in tables_with_files():
        found |= set(model._default_manager.filter(path__in=paths).values_list("path", flat=True))
    of = {path.replace("/", ""): path for path in paths}
    for model in _with_digests():
        rows = model._default_manager.filter(digest__in=of)
        found |= {of[one] for one in rows.values_list("digest", flat=True)}
    return found


def _with_digests() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if any(field.name == "digest" for field in model._meta.concrete_fields):
            yield model


def _in_lots(paths: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(paths, SOME)):
        yield some
