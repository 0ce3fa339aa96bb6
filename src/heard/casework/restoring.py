"""A backup put back into an empty installation: all of it, proved equal, or nothing of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from heard.casework.backing_up import STORE, WORDS, Manifest, digest_of_file, migrations_here
from heard.casework.backup_box import NotABackup
from heard.casework.backup_files import files_under, write_secret
from heard.casework.backup_reading import Keeping, manifest_of, read_backup
from heard.casework.backup_standing import standing
from heard.casework.backup_tables import begin_numbers_anew, go_on_from, put, sum_of, tables
from heard.casework.filing import named
from heard.casework.store import store
from heard.casework.writing import writing

UNFINISHED = "restoring"
KEY, EARLIER_KEYS = "secret_key", "earlier_keys"


class NotRestored(Exception):
    """Nothing was restored and nothing was changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and proved equal to what the backup says it holds."""

    manifest: Manifest
    rows: int
    digest: str


def restore(place: Path, keys: Sequence[Any], *, by: str, at: datetime) -> Restored:
    """Put a backup back into this installation, which must be empty, and prove it equal before any of it counts.

    Raises NotRestored, NotABackup, WrongKey, OSError.
    """
    with _unfinished() as unfinished, transaction.atomic():
        manifest, keys_inside, digest = _put_and_prove(place, keys, unfinished)
        _note(manifest, digest, by=by, at=at)
        _put_in_place(Path(settings.DATA), unfinished, keys_inside)
    return Restored(manifest, manifest.rows, digest)


def prove(place: Path, keys: Sequence[Any]) -> Restored:
    """The drill: all that a restore does and proves, in this empty installation, which is as empty afterwards.

    Raises NotRestored, NotABackup, WrongKey, OSError.
    """
    try:
        with _unfinished() as unfinished, transaction.atomic():
            manifest, _, digest = _put_and_prove(place, keys, unfinished)
            raise _OnlyProved(Restored(manifest, manifest.rows, digest))
    except _OnlyProved as done:
        return done.restored


class _OnlyProved(Exception):
    """Everything was proved, and none of it is kept."""

    def __init__(self, restored: Restored) -> None:
        self.restored = restored


def _put_and_prove(
    place: Path, keys: Sequence[Any], unfinished: Path
) -> tuple[Manifest, tuple[str, ...], str]:
    read = read_backup(place, keys, _Into(unfinished))
    manifest = manifest_of(read)
    _take_keys(read.keys)
    _prove(manifest)
    return manifest, read.keys, digest_of_file(place)


@contextmanager
def _unfinished() -> Iterator[Path]:
    """A folder for what is not proved yet. Nothing is left where it was not proved."""
    data = Path(settings.DATA)
    _must_be_empty(data)
    unfinished = data / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    try:
        yield unfinished
    except BaseException as why:
        _leave_nothing(data, unfinished)
        if isinstance(why, DatabaseError):
            raise NotRestored(
                f"The database did not take what the backup holds ({why}). Nothing was restored."
            ) from why
        raise
    shutil.rmtree(unfinished, ignore_errors=True)


class _Into(Keeping):
    """Puts each part where it belongs: rows into the tables, files beside until all is proved."""

    def __init__(self, unfinished: Path) -> None:
        self._unfinished, self._tables = unfinished, tables()

    def table(self, name: str, lines: list[str]) -> None:
        """Write the rows."""
        if name not in self._tables:
            raise NotRestored(_other_version(f"It holds a table that this version has not: {name}."))
        try:
            put(self._tables[name], lines)
        except (ValueError, TypeError) as why:
            raise NotRestored(_other_version(f"The table {name} is otherwise here.")) from why

    def file(self, name: str, content: bytes) -> None:
        """Keep the file for later."""
        place = (self._unfinished / name).resolve()
        if not place.is_relative_to(self._unfinished.resolve()):
            raise NotABackup(
                "This backup holds a file that would lie outside the installation. It is not ours."
            )
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(place, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _must_be_empty(data: Path) -> None:
    full = [model._meta.verbose_name_plural for model in tables().values() if model._base_manager.exists()]
    if full:
        raise NotRestored(
            f"This installation is not empty: it holds {', '.join(map(str, full[:3]))}. A backup goes into an "
            "empty one, so that nothing is mixed or lost. Name another folder in HEARD_DATA and, for "
            "PostgreSQL, an empty database."
        )
    store = data / STORE
    if (data / UNFINISHED).exists():
        # Somebody's restore was cut short: what it left is no record of anything.
        shutil.rmtree(store, ignore_errors=True)
    elif store.exists() and any(files_under(store)):
        raise NotRestored(
            f"There are files in {store} already, and no case that they belong to. Name an empty folder in HEARD_DATA."
        )


def _take_keys(keys: tuple[str, ...]) -> None:
    """Go on under the keys of the backup: without them nothing that lies sealed in the database opens."""
    given = os.environ.get("HEARD_SECRET_KEY")
    if given and given != keys[0]:
        raise NotRestored(
            "HEARD_SECRET_KEY is set to another key than the backup's, so what lies sealed in it could not be opened. "
            "Take it out of the environment for the restore, which keeps the right key in HEARD_DATA."
        )
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = keys[0], list(keys[1:])


def _prove(manifest: Manifest) -> None:
    here = migrations_here()
    if set(here) != set(manifest.migrations):
        missing, more = (
            sorted(set(manifest.migrations) - set(here)),
            sorted(set(here) - set(manifest.migrations)),
        )
        said = f"it has {missing[0]}, which is not here" if missing else f"{more[0]} is here, and not in it"
        raise NotRestored(_other_version(f"Its tables have another shape: {said}."))
    for name, model in tables().items():
        go_on_from(model, manifest.tables[name].last_number)
    connection.check_constraints()
    differ = [name for name, model in tables().items() if sum_of(model) != manifest.tables[name]]
    if differ:
        raise NotRestored(
            f"What was written is not what the backup holds: {', '.join(differ)}. Nothing was restored."
        )
    stands = standing(on=date.fromisoformat(manifest.seen_on), at=datetime.fromisoformat(manifest.made_at))
    if otherwise := manifest.standing.differs_from(stands):
        raise NotRestored(f"It would not stand as it stood: {'; '.join(otherwise)}. Nothing was restored.")


def _other_version(what: str) -> str:
    return (
        f"Another version of Heard made this backup. {what} Put the version in place that made it, restore it "
        "there, and upgrade afterwards. Nothing was restored."
    )


def _note(manifest: Manifest, digest: str, *, by: str, at: datetime) -> None:
    """The restored installation says of itself that it was restored, and from what."""
    with writing(
        "restore_installation",
        by=by,
        at=at,
        backup=digest,
        made_at=manifest.made_at,
        after=manifest.standing.entries,
    ):
        pass


def _put_in_place(data: Path, unfinished: Path, keys: tuple[str, ...]) -> None:
    """The files go in before the rows count, so that no row ever speaks of a file that is not there."""
    if settings.HEARD_FILES:  # What stays in a bucket after a restore that fails is named by no row.
        for name, place in files_under(unfinished / STORE):
            store().put(named(name), place.read_bytes())
    elif (unfinished / STORE).exists():
        shutil.rmtree(data / STORE, ignore_errors=True)
        (unfinished / STORE).rename(data / STORE)
    for name, place in files_under(unfinished / WORDS) if (unfinished / WORDS).exists() else ():
        there = Path(settings.HEARD_WORDS) / name
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place, there)
    for name, said in ((KEY, keys[:1]), (EARLIER_KEYS, keys[1:])):
        write_secret(data / name, said)


def _leave_nothing(data: Path, unfinished: Path) -> None:
    """Undo what the database's own going back does not: files put in place, and numbers that were given out."""
    if not (unfinished / STORE).exists():
        shutil.rmtree(data / STORE, ignore_errors=True)
    shutil.rmtree(unfinished, ignore_errors=True)
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        begin_numbers_anew()
