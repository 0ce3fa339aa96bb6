"""How one line of the ledger is bound to the line before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

FIRST = "0" * 64


def canonical(said: dict[str, Any]) -> str:
    """The one way in which what an entry says is written down, so that it always gives the same digest."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(
    *,
    sequence: int,
    at: datetime,
    by: str,
    act: str,
    reference: str,
    done_on: date | None,
    said: str,
    previous: str,
) -> str:
    """SHA-256 of the line before and of everything this line says."""
    day = done_on.isoformat() if done_on else ""
    line = json.dumps(
        [sequence, at.astimezone(UTC).isoformat(), by, act, reference, day, said], ensure_ascii=False
    )
    inner = hashlib.sha256(b"\x00" + line.encode()).digest()
    return hashlib.sha256(previous.encode() + inner).hexdigest()
