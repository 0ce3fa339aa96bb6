"""The council's frames, kept in this process: exactly as they stand, or as they stood moments ago and saying when.

Reading every table of a large council takes seconds. A page that must show what was written a moment ago waits for it
(`snapshot_now`). A page that is opened to see how things go is answered with what was read last (`snapshot_lately`)
while one thread reads anew, and says the instant it shows. A council read quickly never waits and is never late.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from heard.casework.looking import newest_digest
from heard.figures.frames import Frames
from heard.figures.snapshot import Snapshot, snapshot
from heard.reporting.frames import frames_of_council

T = TypeVar("T")

MOST_DAYS = 6
# What is worked out again, before the new state is shown, of what was asked of the old one.
MOST_ASKED_AGAIN = 60
# A council of so many cases is read in a fifth of a second: it is read at once, whoever asks.
FEW_CASES = 4000


@dataclass
class Kept:
    """What was read under one state of the ledger on one day, and when the reading began."""

    key: tuple[str, date]
    frames: Frames
    read_at: float
    snapshots: dict[date | None, Snapshot] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def is_quick(self) -> bool:
        """Whether reading it anew takes no time worth the name."""
        return len(self.frames.representations) <= FEW_CASES

    def on(self, as_at: date | None) -> Snapshot:
        """The frames as known on a day, with whatever has been worked out from them already."""
        with self.lock:
            if as_at not in self.snapshots:
                if len(self.snapshots) >= MOST_DAYS:
                    self.snapshots.pop(next(iter(self.snapshots)))
                self.snapshots[as_at] = snapshot(self.frames, as_at)
            return self.snapshots[as_at]


@dataclass(frozen=True, slots=True)
class Lately:
    """A state that a page may show: how many seconds ago it was read, and whether something was written since."""

    snapshot: Snapshot
    seconds_ago: float
    is_newest: bool


# Held by whoever reads the tables: one at a time.
reading = Lock()
_kept: list[Kept] = []


def frames_now(today: date) -> Frames:
    """Every frame of the council as it stands: read again only after something was written, or on a new day."""
    return _current(today).frames


def snapshot_now(today: date, as_at: date | None = None) -> Snapshot:
    """The frames as they stand, as known on a day."""
    return _current(today).on(as_at)


def snapshot_lately(today: date, as_at: date | None, *, read_anew: Callable[[date], None]) -> Lately:
    """The frames as they were read last, as known on a day; `read_anew` is asked to see to newer ones meanwhile.

    Waits where none were read in this process yet, and where reading takes no time worth the name.
    """
    kept = last_kept()
    if kept is None or kept.is_quick:
        kept = _current(today)
    is_newest = kept.key == (newest_digest(), today)
    if not is_newest:
        read_anew(today)
    return Lately(kept.on(as_at), time.monotonic() - kept.read_at, is_newest)


def last_kept() -> Kept | None:
    """What was read last, however long ago."""
    return _kept[0] if _kept else None


def worked_out(seen: Snapshot, make: Callable[..., T], *said: Hashable) -> T:
    """`make(seen, *said)`, made once of one state and made again of the next before that is shown."""
    key = ("worked out", make, said)
    if key not in seen.kept:
        seen.kept[key] = make(seen, *said)
    found: T = seen.kept[key]
    return found


def read_now(today: date) -> None:
    """Read the tables anew, work out what was asked of the old state, and show the new one. Waits its turn."""
    with reading:
        key = (newest_digest(), today)
        old = last_kept()
        if old is None or old.key != key:
            new = _read(key)
            if old is not None:
                _ask_again(old, new)
            _kept[:] = [new]


def _current(today: date) -> Kept:
    key = (newest_digest(), today)
    kept = last_kept()
    if kept is None or kept.key != key:
        with reading:
            kept = last_kept()
            if kept is None or kept.key != key:
                kept = _read(key)
                _kept[:] = [kept]
    return kept


def _read(key: tuple[str, date]) -> Kept:
    began = time.monotonic()
    return Kept(key, frames_of_council(today=key[1]), began)


def _ask_again(old: Kept, new: Kept) -> None:
    for as_at, seen in list(old.snapshots.items()):
        # What was asked as at the day itself is asked as at the new day.
        day = new.key[1] if as_at == old.key[1] else as_at
        asked: list[Any] = [
            one for one in list(seen.kept) if isinstance(one, tuple) and one[0] == "worked out"
        ]
        for _, make, said in asked[-MOST_ASKED_AGAIN:]:
            worked_out(new.on(day), make, *said)
