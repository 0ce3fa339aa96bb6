"""What processes cost: of the processor, and of memory."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def of_processor(first: int) -> float:
    """Seconds of the processor that a process and all below it have used, as long as they live."""
    parts, below = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):
                said = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                parts[int(folder.name)] = sum(map(int, said[11:15])) / TICKS
                below.setdefault(int(said[1]), []).append(int(folder.name))
    found, waiting = 0.0, [first]
    while waiting:
        one = waiting.pop()
        found += parts.get(one, 0.0)
        waiting += below.get(one, [])
    return found


def memory_of(first: int) -> int:
    """Megabytes that a process and its children hold by themselves."""
    found = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if first in (parent, int(folder.name)):
                    said = (folder / "smaps_rollup").read_text()
                    found += sum(int(one) for one in re.findall(r"^Private_\w+:\s+(\d+)", said, re.M))
    return found // 1024
