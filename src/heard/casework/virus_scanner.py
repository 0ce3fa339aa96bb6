"""Asking ClamAV's daemon whether a file holds a virus: its INSTREAM command, over a socket that settings name."""

from __future__ import annotations

import socket
import struct
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

CHUNK = 64 * 1024
# To reach it; and to have an answer, which takes longer where a file is packed.
SECONDS_TO_REACH = 3
SECONDS_TO_ANSWER = 60
LONGEST_ANSWER = 4096


class NoAnswer(Exception):
    """The scanner cannot be asked now, or said something else than that a file is clean or holds a virus."""


class NotReached(NoAnswer):
    """The scanner does not answer at all: there is no sense in asking it about the next file."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner said of a file: the name of the virus, or nothing where there is none."""

    found: str = ""


def has_scanner() -> bool:
    """Whether this installation has a virus scanner (HEARD_CLAMAV)."""
    return bool(settings.HEARD_CLAMAV)


def scan(content: bytes, seconds: float = SECONDS_TO_ANSWER) -> Scanned:
    """Ask the scanner about a file, and wait so long for its answer. Raises NoAnswer: nothing is known of it then."""
    try:
        line = _reached()
    except OSError as why:
        raise NotReached(f"The virus scanner at {settings.HEARD_CLAMAV} does not answer: {why}.") from why
    with line:
        line.settimeout(seconds)
        try:
            return _understood(_asked(line, content))
        except TimeoutError as why:
            raise NotReached(f"The virus scanner at {settings.HEARD_CLAMAV} took too long.") from why
        except OSError as why:
            raise NoAnswer(f"The virus scanner hung up: {why}.") from why


def _asked(line: socket.socket, content: bytes) -> str:
    with suppress(
        BrokenPipeError, ConnectionResetError
    ):  # it hangs up on a file over its own limit, and says so
        line.sendall(b"zINSTREAM\0")
        for at in range(0, len(content), CHUNK):
            piece = content[at : at + CHUNK]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
    return _answer(line)


def _reached() -> socket.socket:
    where = str(settings.HEARD_CLAMAV)
    if where.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS_TO_REACH)
        try:
            line.connect(where.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = where.rpartition(":")
    if not host or not port.isdigit():
        raise NotReached(
            f"HEARD_CLAMAV is “{where}”. Write host:port, such as 127.0.0.1:3310, or unix:/path."
        )
    return socket.create_connection((host.strip("[]"), int(port)), SECONDS_TO_REACH)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _understood(said: str) -> Scanned:
    """`stream: OK`, or `stream: NAME FOUND`. Everything else (too large, out of memory) is no answer."""
    if said == "stream: OK":
        return Scanned()
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Scanned(said.removeprefix("stream: ").removesuffix(" FOUND")[:200] or "a virus without a name")
    raise NoAnswer(f"The virus scanner said “{said[:200]}”.")
