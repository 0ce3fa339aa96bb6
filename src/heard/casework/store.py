"""Where files lie: in the installation's own folder, or in a store of the S3 kind that several nodes share.

A file is kept once `put` has come back, whole or not at all. Who reads or writes a file names it, such as
`files/ab/cdef…`; where that is, is known here alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

HALF = ".part"


class StoreAway(OSError):
    """The store of files does not answer, or refuses. Nothing was kept; what was there is there still."""


class Store(Protocol):
    """What keeps files by their names."""

    def put(self, name: str, content: bytes) -> None:
        """Keep a file for good, in place of one of that name. Raises OSError."""

    def get(self, name: str) -> bytes:
        """A file. Raises OSError, FileNotFoundError where there is none."""

    def filed_at(self, name: str) -> float | None:
        """When a file was put last, in seconds since 1970; None where there is none. Raises OSError."""

    def throw_away(self, name: str) -> None:
        """Take a file away for good. No file there is no fault. Raises OSError."""

    def names(self, under: str) -> Iterator[str]:
        """The names that begin so, in order, those half written apart. Raises OSError."""


def store() -> Store:
    """The store of this installation: a bucket where HEARD_FILES names one, else the folder of its data."""
    return _store(str(settings.HEARD_FILES), str(settings.DATA), str(settings.HEARD_FILES_KEY))


@lru_cache(maxsize=4)
def _store(where: str, data: str, key: str) -> Store:
    if not where:
        return Folder(Path(data))
    from heard.casework.store_s3 import Bucket

    return Bucket(where, key)


class Folder:
    """Files in a folder, readable by the installation alone."""

    def __init__(self, top: Path) -> None:
        self._top = top

    def put(self, name: str, content: bytes) -> None:
        """Write beside, force to the disk, then put in place."""
        place = self._top / name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = place.with_name(f"{place.name}.{os.getpid()}-{threading.get_native_id()}{HALF}")
        try:
            handle = os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            half.replace(place)
        except OSError:
            half.unlink(missing_ok=True)
            raise
        _settle(place.parent)

    def get(self, name: str) -> bytes:
        """Read a file."""
        return (self._top / name).read_bytes()

    def filed_at(self, name: str) -> float | None:
        """When the disk says it was written."""
        try:
            return (self._top / name).stat().st_mtime
        except FileNotFoundError:
            return None

    def throw_away(self, name: str) -> None:
        """Unlink it."""
        (self._top / name).unlink(missing_ok=True)

    def names(self, under: str) -> Iterator[str]:
        """Every file below."""
        for there in sorted((self._top / under).rglob("*")):
            if there.is_file() and not there.is_symlink() and there.suffix != HALF:
                yield there.relative_to(self._top).as_posix()

    def drop_halves(self, under: str, before: float) -> None:
        """Take away what was half written when its process died, before an instant in seconds since 1970."""
        for half in (self._top / under).rglob(f"*{HALF}"):
            with suppress(FileNotFoundError):  # Whoever wrote it has just put it in place.
                if half.stat().st_mtime < before:
                    half.unlink()


def _settle(folder: Path) -> None:
    """Force to the disk that the name is there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
