"""Opening a file from outside: in a process of its own, without memory, time, files or network beyond what it needs."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from heard.files.confined import MEGABYTE, child_command, child_environment
from heard.files.kinds import BY_MEDIA_TYPE, RTF, TEXT, Kind, kind_of
from heard.files.refusing import NotTaken, Why

SECONDS = 30
MOST_OUT = 200 * MEGABYTE
_CHILD = "heard.files.child"


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a file gave: what it is, and the copy that says nothing of itself.

    `copy` is None where nothing was to be taken off, or where it cannot be: then `is_sure` is False. `copy_kind` is
    what the copy is (a HEIC picture becomes a JPEG). `not_given_up` names what this machine would not let go of.
    """

    kind: Kind
    copy: bytes | None
    copy_kind: Kind
    is_sure: bool
    not_given_up: tuple[str, ...]


def open_file(content: bytes, name: str = "") -> Opened:
    """What a file is, and its copy without what it says of itself. Raises NotTaken, which says why."""
    kind = kind_of(content, name)
    if kind is TEXT:  # there is nothing in plain text to open
        return Opened(kind, None, kind, is_sure=True, not_given_up=())
    said, copy = _ask(["copy", kind.media_type], content)
    found = BY_MEDIA_TYPE[str(said["kind"])]
    return Opened(
        kind=found,
        copy=copy or None,
        copy_kind=BY_MEDIA_TYPE[str(said.get("copy", found.media_type))],
        is_sure=bool(said["sure"]),
        not_given_up=tuple(said["left"]),
    )


def small_picture(content: bytes) -> bytes:
    """A picture, small and as PNG, to be shown on a page. Raises NotTaken."""
    kind = kind_of(content)
    if kind.family != "picture":
        raise NotTaken(Why.KIND)
    return _ask(["small", kind.media_type], content)[1]


def not_given_up() -> tuple[str, ...]:
    """What this machine does not let a process give up before it opens a file: the network, other files, or nothing."""
    return tuple(_ask(["copy", RTF.media_type], b"{\\rtf1 x}")[0]["left"])


def words_in(content: bytes, media_type: str) -> str:
    """The first words of a file of a kind that has some. Raises NotTaken where it cannot be read."""
    return _ask(["words", media_type], content)[1].decode("utf-8")


def _ask(job: Sequence[str], content: bytes) -> tuple[dict[str, Any], bytes]:
    handed = os.memfd_create("file", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(handed), "wb") as file:
            file.write(content)
        os.lseek(handed, 0, os.SEEK_SET)
        return _answered(job, handed, SECONDS + 2 * len(content) / MEGABYTE)
    finally:
        os.close(handed)


def _answered(job: Sequence[str], handed: int, seconds: float) -> tuple[dict[str, Any], bytes]:
    with subprocess.Popen(
        child_command(_CHILD, *job),
        stdin=handed,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
        cwd="/",
    ) as child:
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        deadline = threading.Timer(seconds, end)
        deadline.start()
        try:
            assert child.stdout is not None
            return _read(child.stdout)
        except _NothingSaid:
            # Killed for time or memory, or fallen over by itself.
            raise NotTaken(Why.TOO_MUCH if late.is_set() or child.wait() < 0 else Why.DAMAGED) from None
        finally:
            deadline.cancel()
            child.kill()


class _NothingSaid(Exception):
    """The process ended before it had said what became of the file."""


def _read(out: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """What the process said. It may have fallen to the file, so only what has our shape is believed."""
    line = out.readline(4096)
    rest = out.read(MOST_OUT + 1)
    try:
        said = json.loads(line)
        if "why" in said:
            raise NotTaken(Why(said["why"]))
        if len(rest) != said["size"] or said["kind"] not in BY_MEDIA_TYPE:
            raise _NothingSaid
    except (ValueError, KeyError, TypeError):
        raise _NothingSaid from None
    return said, rest
