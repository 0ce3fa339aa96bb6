"""A backup: the whole installation as it stood at one instant, sealed, in one file that is whole or not there."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from heard.casework.backup_box import AT_ONCE, Box, opened_box, recipients, sealed_box
from heard.casework.backup_files import FilesSum, FilesSumming, files_under
from heard.casework.backup_standing import Standing, standing
from heard.casework.backup_tables import Summing, TableSum, last_number, lines_of, tables
from heard.casework.filing import all_filed, named
from heard.casework.one_instant import as_of_one_instant
from heard.casework.store import store
from heard.representations.models import Document

FORMAT = 1
ENDING = ".heard"
OURS = re.compile(r"heard-\d{8}T\d{6}Z\.heard")
LAST = "last_backup.json"
STORE, WORDS = "files", "words"


class NoBackup(Exception):
    """No backup was made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when, of which version, and how much of everything, with digests."""

    made_at: str
    seen_on: str
    database: str
    migrations: tuple[str, ...]
    tables: dict[str, TableSum]
    files: FilesSum
    words: FilesSum
    odd_files: tuple[str, ...]
    standing: Standing

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(one.rows for one in self.tables.values())


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where it is, its digest, and its manifest."""

    place: Path
    bytes: int
    digest: str
    manifest: Manifest


def back_up(folder: Path, *, to: Sequence[str], on: date, at: datetime) -> Made:
    """Write a backup into a folder, sealed to public keys. People go on working meanwhile.

    It is read back once it is written. Raises NoBackup, BadKey, OSError.
    """
    if not [one for one in to if one.strip()]:
        raise NoBackup(
            "A backup is sealed to a key that is kept elsewhere. Make one with heard backup --make-key FILE, keep that "
            "file away from this machine, and put the line that begins with age1 into HEARD_BACKUP_KEY."
        )
    keys = recipients(to)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _tidy(folder)
    place = folder / f"heard-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{ENDING}"
    if place.exists():
        raise NoBackup(f"{place} is there already. Wait a second and try again.")
    with _whole_or_not_at_all(place) as sink:
        through = _Through(sink)
        with sealed_box(through, keys) as box:
            manifest = _fill(box, on=on, at=at)
        sink.flush()
        os.fsync(sink.fileno())
    made = Made(place, through.bytes, digest_of_file(place), manifest)
    if made.digest != through.digest:
        place.unlink()
        raise NoBackup(f"{place} could not be read back as it was written. The disk is failing: use another.")
    _say_so(made)
    return made


def outside_of(place: Path) -> str:
    """The digest that stands beside a backup, to know without the key whether it is still what was written."""
    beside = place.with_name(place.name + ".sha256")
    with suppress(OSError):
        return beside.read_text("utf-8").split()[0]
    return ""


def digest_of_file(place: Path) -> str:
    """SHA-256 of a file."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def drop_older(folder: Path, days: int, *, at: datetime) -> list[str]:
    """Remove backups that are older than so many days, but never the newest. Returns their names."""
    there = sorted(one for one in folder.iterdir() if OURS.fullmatch(one.name))
    border = f"heard-{at.astimezone(UTC) - timedelta(days=days):%Y%m%dT%H%M%SZ}{ENDING}"
    gone = [one for one in there[:-1] if one.name < border]
    for one in gone:
        one.unlink()
        one.with_name(one.name + ".sha256").unlink(missing_ok=True)
    return [one.name for one in gone]


def last_backup() -> dict[str, Any] | None:
    """When the last backup of this installation was made and where it was written; None where none was."""
    try:
        return dict(json.loads(store().get(LAST)))
    except (OSError, ValueError):
        return None


def migrations_here() -> tuple[str, ...]:
    """The shape of the tables here, by the migrations that made it."""
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def manifest_said(said: dict[str, Any]) -> Manifest:
    """A manifest as a backup holds it."""
    return Manifest(
        made_at=said["made_at"],
        seen_on=said["seen_on"],
        database=said["database"],
        migrations=tuple(said["migrations"]),
        tables={name: TableSum(**one) for name, one in said["tables"].items()},
        files=FilesSum(**said["files"]),
        words=FilesSum(**said["words"]),
        odd_files=tuple(said["odd_files"]),
        standing=Standing(**said["standing"]),
    )


class _Through:
    """Counts and sums what is written to a file on its way."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink, self._sum, self.bytes = sink, hashlib.sha256(), 0

    def write(self, some: bytes) -> int:
        """Write on."""
        self._sum.update(some)
        self.bytes += len(some)
        return self._sink.write(some)

    def flush(self) -> None:
        """Write out what waits."""
        self._sink.flush()

    @property
    def digest(self) -> str:
        """SHA-256 of all that went by."""
        return self._sum.hexdigest()


def read_through(place: Path, keys: Sequence[Any]) -> Iterator[tuple[str, bytes]]:
    """The files in a backup, in their order. Raises NotABackup, OSError."""
    with place.open("rb") as source:
        yield from opened_box(source, keys)


def _fill(box: Box, *, on: date, at: datetime) -> Manifest:
    about = {"heard": FORMAT, "made_at": at.isoformat()}
    box.add("about.json", json.dumps(about).encode())
    box.add("keys.json", json.dumps([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]).encode())
    with as_of_one_instant():
        sums = {name: _put_table(box, name, model) for name, model in tables().items()}
        stands = standing(on=on, at=at)
        migrations, papers = migrations_here(), set(Document.objects.values_list("path", flat=True))
    # A file is in the store before a row speaks of it, and none is ever changed: whatever the rows name is here.
    files, there, odd = _put_filed(box)
    odd += sorted(papers - there)
    words = _put_words(box)
    manifest = Manifest(
        made_at=at.isoformat(),
        seen_on=on.isoformat(),
        database=connection.vendor,
        migrations=migrations,
        tables=sums,
        files=files,
        words=words,
        odd_files=tuple(odd),
        standing=stands,
    )
    box.add("manifest.json", json.dumps(asdict(manifest)).encode())
    return manifest


def _put_table(box: Box, name: str, model: Any) -> TableSum:
    summing = Summing()
    for number, lines in enumerate(lines_of(model)):
        summing.add(lines)
        box.add(f"tables/{name}/{number:06}", "\n".join(lines).encode())
    return summing.sum(last_number(model))


def _put_filed(box: Box) -> tuple[FilesSum, set[str], list[str]]:
    """Put the store into the box. Says which files went in, and which are not what their name says they are.

    A file that was thrown away meanwhile, with its erased case, is left out.
    """
    summing, there, odd = FilesSumming(), set(), []
    for path in all_filed():
        try:
            content = store().get(named(path))
        except FileNotFoundError:
            continue
        there.add(path)
        summing.add(path, content)
        if hashlib.sha256(content).hexdigest() != path.replace("/", ""):
            odd.append(path)
        box.add(f"{STORE}/{path}", content)
    return summing.sum(), there, odd


def _put_words(box: Box) -> FilesSum:
    summing = FilesSumming()
    for there, place in files_under(Path(settings.HEARD_WORDS)):
        content = place.read_bytes()
        summing.add(there, content)
        box.add(f"{WORDS}/{there}", content)
    return summing.sum()


@contextmanager
def _whole_or_not_at_all(place: Path) -> Iterator[BinaryIO]:
    half = place.with_name(f".{place.name}.part")
    handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb", buffering=AT_ONCE) as sink:
            fcntl.flock(sink, fcntl.LOCK_EX)
            yield sink
            half.replace(place)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    _settle(place.parent)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _tidy(folder: Path) -> None:
    """Take away what a backup left that was killed: whatever is still being written is held by who writes it."""
    for half in folder.glob(".heard-*.part"):
        with half.open("rb") as file, suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            half.unlink(missing_ok=True)


def _say_so(made: Made) -> None:
    """Leave the digest beside the backup, and word of it with the installation."""
    made.place.with_name(made.place.name + ".sha256").write_text(
        f"{made.digest}  {made.place.name}\n", "utf-8"
    )
    said = {
        "made_at": made.manifest.made_at,
        "file": str(made.place),
        "bytes": made.bytes,
        "sha256": made.digest,
    }
    store().put(LAST, json.dumps(said).encode())
