"""Files added up as they go into a backup and come out of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FilesSum:
    """Files in three numbers: how many, how long together, and a digest of their names and contents."""

    count: int
    bytes: int
    digest: str


class FilesSumming:
    """Adds up files as they go by, in whatever order."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._bytes = 0

    def add(self, name: str, content: bytes) -> None:
        """Take one file in."""
        self._bytes += len(content)
        self._lines.append(f"{name} {hashlib.sha256(content).hexdigest()}")

    def sum(self) -> FilesSum:
        """What has gone by."""
        said = hashlib.sha256("\n".join(sorted(self._lines)).encode()).hexdigest()
        return FilesSum(len(self._lines), self._bytes, said)


def files_under(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder by their names in it, those half written apart."""
    for there in sorted(folder.rglob("*")):
        if there.is_file() and not there.is_symlink() and there.suffix != ".part":
            yield there.relative_to(folder).as_posix(), there


def write_secret(place: Path, lines: Iterable[str]) -> None:
    """Write lines into a file that only its owner reads, whole or not at all; none are not written."""
    if not (said := "\n".join(lines)):
        return
    half = place.with_suffix(".part")
    with os.fdopen(os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(said)
        file.flush()
        os.fsync(file.fileno())
    half.replace(place)
