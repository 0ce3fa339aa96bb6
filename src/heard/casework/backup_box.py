"""The box a backup travels in: a compressed tape of files, sealed to a key that the machine itself does not have.

It is age's own format (age-encryption.org), so that the box opens without Heard too. Nothing of it is readable without
the key, and a bit that was changed, or an end that is missing, is noticed by whoever opens it.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import tarfile
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyrage

PUBLIC = re.compile(r"age1[02-9ac-hj-np-z]{20,}")
AT_ONCE = 2**20


class NotABackup(Exception):
    """This cannot be opened as a backup of Heard, or is not whole; the message says why and what to do."""


class WrongKey(NotABackup):
    """The backup was sealed to another key."""


class BadKey(Exception):
    """This is no key to seal or open a backup with; the message says what is."""


def make_key(place: Path) -> str:
    """Write a new secret key into a file that only its owner reads. Returns the public half. Raises FileExistsError."""
    secret = pyrage.x25519.Identity.generate()
    handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"# public key: {secret.to_public()}\n{secret}\n")
    return str(secret.to_public())


def recipients(said: Sequence[str]) -> list[Any]:
    """The public keys that a box is sealed to. Raises BadKey."""
    try:
        return [pyrage.x25519.Recipient.from_str(one.strip()) for one in said]
    except pyrage.RecipientError as why:
        raise BadKey(
            "HEARD_BACKUP_KEY is not a public key. It begins with age1; heard backup --make-key FILE prints it."
        ) from why


def secrets_in(place: Path) -> list[Any]:
    """The secret keys in a file. Raises BadKey."""
    try:
        lines = [line.strip() for line in place.read_text("utf-8").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as why:
        raise BadKey(
            f"{place} holds no secret key. Name the file that heard backup --make-key wrote."
        ) from why
    if not found:
        raise BadKey(f"{place} holds no secret key. Name the file that heard backup --make-key wrote.")
    return found


class Box:
    """A box being filled: one file after another."""

    def __init__(self, tape: tarfile.TarFile) -> None:
        self._tape = tape

    def add(self, name: str, content: bytes) -> None:
        """Put one file into the box."""
        there = tarfile.TarInfo(name)
        there.size, there.mode = len(content), 0o600
        self._tape.addfile(there, io.BytesIO(content))


@contextmanager
def sealed_box(sink: Any, keys: Sequence[Any]) -> Iterator[Box]:
    """Fill a box that is sealed to the keys as it is written. What fails at the writing is raised here."""
    with (
        _beside(lambda source: pyrage.encrypt_io(source, sink, list(keys)), reads=True) as pipe,
        gzip.GzipFile(fileobj=pipe, mode="wb", compresslevel=3) as pressed,
        tarfile.open(fileobj=pressed, mode="w|", format=tarfile.PAX_FORMAT) as tape,
    ):
        yield Box(tape)


def opened_box(source: BinaryIO, keys: Sequence[Any]) -> Iterator[tuple[str, bytes]]:
    """The files of a box in their order. Raises NotABackup as soon as something is not as it was sealed.

    Nothing of it counts before all of it was read: an end that is missing is noticed at the end.
    """
    try:
        with _beside(lambda sink: pyrage.decrypt_io(source, sink, list(keys)), reads=False) as pipe:
            with tarfile.open(fileobj=pipe, mode="r|gz") as tape:
                for there in tape:
                    file = tape.extractfile(there)
                    yield there.name, file.read() if file else b""
            while pipe.read(AT_ONCE):
                pass
    except pyrage.DecryptError as why:
        if "matching keys" in str(why):
            raise WrongKey(
                "This backup was sealed to another key. Open it with the secret key whose public half stood in "
                "HEARD_BACKUP_KEY when it was made."
            ) from why
        raise NotABackup(
            "This is not a backup of Heard, or its beginning is damaged. Choose another file."
        ) from why
    except (OSError, tarfile.TarError, zlib.error, EOFError) as why:
        raise NotABackup(
            "This backup is damaged or cut short: it is not as it was sealed. Nothing of it was used. Take another."
        ) from why


@contextmanager
def _beside(work: Callable[[BinaryIO], object], *, reads: bool) -> Iterator[BinaryIO]:
    """Seal or open in a thread, at the other end of a pipe. Its failure counts for more than the broken pipe here."""
    out, into = os.pipe()
    reading, writing = os.fdopen(out, "rb"), os.fdopen(into, "wb")
    theirs, ours = (reading, writing) if reads else (writing, reading)
    failed: list[Exception] = []

    def run() -> None:
        try:
            with theirs:
                work(theirs)
        except Exception as why:
            failed.append(why)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield ours
    except Exception as why:
        with suppress(OSError):
            ours.close()
        thread.join()
        if failed and not isinstance(failed[0], BrokenPipeError):
            raise failed[0] from why
        raise
    except BaseException:
        with suppress(OSError):
            ours.close()
        thread.join()
        raise
    with suppress(BrokenPipeError):
        ours.close()
    thread.join()
    if failed:
        raise failed[0]
