"""Reading a stranger's e-mail in a process apart: whatever it does to that process, this one goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from heard.casework.mail_reading import MailRead, from_json, read_headers

# The process itself is held to 8 seconds of work; on a busy machine that takes longer, and no family's words are lost.
SECONDS = 30
HOME = str(Path(__file__).resolve().parents[2])
NOT_READ = "It is built so that it could not be read in the time it may take; only its first lines were. Its original "
NOT_READ += "is kept."


def read_apart(raw: bytes) -> MailRead:
    """What a mail says, after 8 seconds of work at most. Never fails: else its first lines are told."""
    said = _from_child(raw)
    try:
        return from_json(said)
    except (ValueError, KeyError, TypeError):
        return read_headers(raw, NOT_READ)


def file_apart(raw: bytes, position: int) -> bytes:
    """The content of a file that came with a mail; nothing where it cannot be read."""
    return _from_child(raw, str(position))


def _from_child(raw: bytes, *arguments: str) -> bytes:
    command = [sys.executable, "-P", "-s", "-m", "heard.casework.mail_child", *arguments]
    # None of our settings or secrets go along.
    environment = {"PYTHONPATH": HOME, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, input=raw, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
                              cwd="/", timeout=SECONDS, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""
