"""A backup read from end to end, each part held to its list. What becomes of the parts is somebody else's matter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heard.casework.backing_up import (
    FORMAT,
    STORE,
    WORDS,
    Manifest,
    digest_of_file,
    manifest_said,
    outside_of,
    read_through,
)
from heard.casework.backup_box import NotABackup
from heard.casework.backup_files import FilesSum, FilesSumming
from heard.casework.backup_tables import Summing, tables


@dataclass
class Read:
    """What was read out of a backup on its way: what it says it holds beside what it held."""

    keys: tuple[str, ...] = ()
    manifest: Manifest | None = None
    files: FilesSum | None = None
    words: FilesSum | None = None


class Keeping:
    """What becomes of each part of a backup as it goes by. Here nothing: it is only read and held to its manifest."""

    def table(self, name: str, lines: list[str]) -> None:
        """Some lines of a table."""

    def file(self, name: str, content: bytes) -> None:
        """A file of the store, or of the council's words."""


def check(place: Path, keys: Sequence[Any]) -> Manifest:
    """Open a backup, read all of it and hold each part to its manifest. Raises NotABackup, WrongKey, OSError."""
    return manifest_of(read_backup(place, keys, Keeping()))


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


def read_backup(place: Path, keys: Sequence[Any], into: Keeping) -> Read:
    """Read all of a backup, give each part on, and hold it to its list. Raises NotABackup, WrongKey, OSError."""
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
    manifest = manifest_of(read)
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


def manifest_of(read: Read) -> Manifest:
    """The list of contents of what was read. Raises NotABackup where there is none."""
    if read.manifest is None:
        raise NotABackup("This backup is cut short: its list of contents is missing. Take another.")
    return read.manifest
