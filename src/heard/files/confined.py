"""What a process gives up before it opens a file from outside: memory, time, files, other processes, the network."""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

HOME = str(Path(__file__).parents[2])
MEGABYTE = 2**20
MEMORY = 1024 * MEGABYTE
SECONDS = 15
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
# The calls that shut the file system (Landlock), the same number on every machine Linux runs on.
_MAKE_RULES, _OBEY_RULES = 444, 446
# All that may be done with a file in the first version of it, and both ways of reaching a network in the fourth.
_ANY_FILE, _ANY_PORT = (1 << 13) - 1, 3


def child_command(module: str, *more: str) -> list[str]:
    """How a module of ours is started as a process of its own."""
    return [sys.executable, "-P", "-s", "-m", module, *more]


def child_environment() -> dict[str, str]:
    """What it is told: where our code lies, and none of our settings or secrets."""
    return {"PYTHONPATH": HOME, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def limit(size: int, *, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Give up memory past a gigabyte, time past some seconds, writing to files, core dumps and child processes."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds + size // MEGABYTE),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def shut_off() -> list[str]:
    """Give up the network and every file that is not open yet. Returns what this machine would not let go of."""
    left = []
    if not leave_network():
        left.append("network")
    if not _leave_files():
        left.append("files")
    return left


def leave_network() -> bool:
    """Go where there is no network: a space of our own with nothing in it. Not every container allows it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(_NEW_USER | _NEW_NETWORK) == 0 or libc.unshare(_NEW_NETWORK) == 0)


def _leave_files() -> bool:
    """Ask the kernel to refuse every file from now on, whoever asks and however."""
    libc = ctypes.CDLL(None, use_errno=True)
    rules = _rules(libc, struct.pack("QQ", _ANY_FILE, _ANY_PORT)) or _rules(libc, struct.pack("Q", _ANY_FILE))
    if not rules or libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    obeyed = bool(libc.syscall(_OBEY_RULES, rules, 0) == 0)
    os.close(rules)
    return obeyed


def _rules(libc: ctypes.CDLL, asked: bytes) -> int:
    made = int(libc.syscall(_MAKE_RULES, asked, ctypes.c_size_t(len(asked)), 0))
    return max(made, 0)


def in_words(found: Sequence[str]) -> str:
    """What a machine would not let go of, in words for whoever runs it."""
    words = {"network": "the network (user namespaces are off)", "files": "other files (Landlock is off)"}
    return " and ".join(words[one] for one in found)
