"""The council's frames, kept in this process for as long as the ledger has no new line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from heard.casework.looking import newest_digest
from heard.figures.frames import Frames
from heard.figures.snapshot import Snapshot, snapshot
from heard.reporting.frames import frames_of_council

MOST_DAYS = 6


@dataclass
class _Kept:
    """What was read under one state of the ledger on one day."""

    key: tuple[str, date]
    frames: Frames
    snapshots: dict[date | None, Snapshot] = field(default_factory=dict)


_lock = Lock()
_kept: list[_Kept] = []


def frames_now(today: date) -> Frames:
    """Every frame of the council as it stands: read again only after something was written, or on a new day."""
    return _current(today).frames


def snapshot_now(today: date, as_at: date | None = None) -> Snapshot:
    """The frames as known on a day, with whatever has been worked out from them already."""
    kept = _current(today)
    with _lock:
        if as_at not in kept.snapshots:
            if len(kept.snapshots) >= MOST_DAYS:
                kept.snapshots.pop(next(iter(kept.snapshots)))
            kept.snapshots[as_at] = snapshot(kept.frames, as_at)
        return kept.snapshots[as_at]


def _current(today: date) -> _Kept:
    key = (newest_digest(), today)
    with _lock:
        if not _kept or _kept[0].key != key:
            _kept[:] = [_Kept(key, frames_of_council(today=today))]
        return _kept[0]
