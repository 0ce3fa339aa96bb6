"""What goes to and comes from the process that handles papers: a few facts, and files beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

LENGTH = 12


def pack(said: dict[str, Any], files: Sequence[bytes] = ()) -> bytes:
    """Facts and files as one run of bytes."""
    head = json.dumps({"said": said, "sizes": [len(one) for one in files]}).encode()
    return b"".join([b"%0*d" % (LENGTH, len(head)), head, *files])


def unpack(content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The facts and the files again. Raises ValueError where it has another shape."""
    start = LENGTH + int(content[:LENGTH])
    head = json.loads(content[LENGTH:start])
    files = []
    for size in head["sizes"]:
        files.append(content[start : start + size])
        start += size
    if start != len(content) or not isinstance(head["said"], dict):
        raise ValueError("not what was packed")
    return head["said"], files
