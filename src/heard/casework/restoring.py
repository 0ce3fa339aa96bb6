"""A backup put back into an empty installation: all of it, proved equal, or nothing of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from heard.casework.backing_up import (
    FORMAT,
    STORE,
    WORDS,
    Manifest,
    digest_of_file,
    manifest_said,
    migrations_here,
    outside_of,
    read_through,
)
from heard.casework.backup_box import NotABackup
from heard.casework.backup_files import FilesSum, FilesSumming, files_under, write_secret
from heard.casework.backup_standing import standing
from heard.casework.backup_tables import Summing, begin_numbers_anew, go_on_from, put, sum_of, tables
from heard.casework.writing import writing

UNFINISHED = "restoring"
KEY, EARLIER_KEYS = "secret_key", "earlier_keys"


class NotRestored(Exception):
    """Nothing was restored and nothing was changed; the message says why and what to do."""


@dataclass
class Read:
    """What was read out of a backup on its way: what it says it holds beside what it held."""

    keys: tuple[str, ...] = ()
    manifest: Manifest | None = None
    files: FilesSum | None = None
    words: FilesSum | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and proved equal to what the backup says it holds."""

    manifest: Manifest
    rows: int
    digest: str


class _Keeping:
    """What becomes of each part of a backup as it goes by. Here nothing: it is only read and held to its manifest."""

    def table(self, name: str, lines: list[str]) -> None:
        """Some lines of a table."""

    def file(self, name: str, content: bytes) -> None:
        """A file of the store, or of the council's words."""


def check(place: Path, keys: Sequence[Any]) -> Manifest:
    """Open a backup, read all of it and hold each part to its manifest. Raises NotABackup, WrongKey, OSError."""
    return _manifest_of(_read(place, keys, _Keeping()))


def check_outside(place: Path) -> str:
    """Hold a backup to the digest that was left beside it, without the key. Returns it. Raises NotABackup, OSError."""
    said, found = outside_of(place), digest_of_file(place)
    if not said:
        raise NotABackup(
            f"There is no {place.name}.sha256 beside it to hold it to. Give the secret key: --key FILE reads all of it."
        )
    if said != found:
        raise NotABackup(
            f"{place} is not as it was written: it is damaged or was changed. Take another backup."
        )
    return found


def restore(place: Path, keys: Sequence[Any], *, by: str, at: datetime) -> Restored:
    """Put a backup back into this installation, which must be empty, and prove it equal before any of it counts.

    Raises NotRestored, NotABackup, WrongKey, OSError.
    """
    data = Path(settings.DATA)
    _must_be_empty(data)
    unfinished = data / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    try:
        with transaction.atomic():
            read = _read(place, keys, _Into(unfinished))
            manifest = _manifest_of(read)
            _take_keys(read.keys)
            _prove(manifest)
            digest = digest_of_file(place)
            _note(manifest, digest, by=by, at=at)
            _put_in_place(data, unfinished, read.keys)
    except BaseException as why:
        _leave_nothing(data, unfinished)
        if isinstance(why, DatabaseError):
            raise NotRestored(
                f"The database did not take what the backup holds ({why}). Nothing was restored."
            ) from why
        raise
    shutil.rmtree(unfinished, ignore_errors=True)
    return Restored(manifest, manifest.rows, digest)


class _Into(_Keeping):
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


def _read(place: Path, keys: Sequence[Any], into: _Keeping) -> Read:
    read, sums = Read(), {name: Summing() for name in tables()}
    store, words = FilesSumming(), FilesSumming()
    parts = read_through(place, keys)
    _must_be_ours(next(parts, ("", b"")))
    for name, content in parts:
        kind, _, rest = name.partition("/")
        if kind == "tables":
            table, lines = rest.rpartition("/")[0], content.decode().split("\n")
            sums.setdefault(table, Summing()).add(lines)
            into.table(table, lines)
        elif kind in (STORE, WORDS):
            (store if kind == STORE else words).add(rest, content)
            into.file(name, content)
        elif name == "keys.json":
            read.keys = tuple(json.loads(content))
        elif name == "manifest.json":
            read.manifest = manifest_said(json.loads(content))
    read.files, read.words = store.sum(), words.sum()
    _hold_to_manifest(read, sums)
    return read


def _must_be_ours(first: tuple[str, bytes]) -> None:
    name, content = first
    if name != "about.json":
        raise NotABackup("This is not a backup of Heard: it opens, and holds something else.")
    made = json.loads(content)["heard"]
    if made > FORMAT:
        raise NotABackup(
            "A newer version of Heard made this backup. Put that version in place, and restore it there."
        )


def _hold_to_manifest(read: Read, sums: dict[str, Summing]) -> None:
    manifest = _manifest_of(read)
    wrong = [
        name
        for name, said in manifest.tables.items()
        if sums.get(name, Summing()).sum(said.last_number) != said
    ]
    wrong += [name for name in sums if name not in manifest.tables and sums[name].rows]
    wrong += ["files"] if read.files != manifest.files else []
    wrong += ["words"] if read.words != manifest.words else []
    if wrong:
        raise NotABackup(
            f"This backup does not hold what it says it holds: {', '.join(wrong)}. Take another."
        )


def _manifest_of(read: Read) -> Manifest:
    if read.manifest is None:
        raise NotABackup("This backup is cut short: its list of contents is missing. Take another.")
    return read.manifest


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
    store = data / STORE
    if (unfinished / STORE).exists():
        shutil.rmtree(store, ignore_errors=True)
        (unfinished / STORE).rename(store)
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
