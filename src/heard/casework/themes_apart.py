"""Reading words for themes in a process apart: whatever it does to that process, this one goes on."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from heard.casework.themes_words import FEWEST_TEXTS, Together
from heard.files.confined import child_command, child_environment

WAIT = 600
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
NOT_THERE = (
    "What reads the words for themes is not installed, so only the plain patterns were looked for. Whoever runs Heard "
    "can add it: HEARD_THEMES=1 ./start."
)
NOT_DONE = (
    "The words were too many to be read in the time and memory allowed. Only the plain patterns were read."
)


class CannotRead(Exception):
    """The words could not be read for themes; the message says why."""


def can_read() -> bool:
    """Whether what reads words for themes is installed."""
    return find_spec("sklearn") is not None


def read_apart(texts: Sequence[str], leave_out: Iterable[str]) -> list[Together]:
    """Which words stand together in which texts. Raises CannotRead where it is not installed or took too much."""
    if not can_read():
        raise CannotRead(NOT_THERE)
    if len(texts) < FEWEST_TEXTS:
        return []  # too few to say what recurs: no process is begun for them
    asked = json.dumps({"texts": list(texts), "leave_out": sorted(leave_out)}).encode()
    try:
        done = subprocess.run(
            child_command("heard.casework.themes_child"),
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**child_environment(), **ONE_THREAD},
            cwd="/",
            timeout=WAIT,
            check=False,
        )
        found = json.loads(done.stdout)["found"]
    except (subprocess.TimeoutExpired, ValueError, KeyError) as why:
        raise CannotRead(NOT_DONE) from why
    return [
        Together(tuple(one["terms"]), tuple((place, tuple(mine)) for place, mine in one["texts"]))
        for one in found
    ]
