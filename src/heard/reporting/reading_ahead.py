"""One thread of a process that reads the tables anew, so that nobody who opens a page has to wait for it.

While somebody looks, it reads soon after each change, but never more than a fifth of the time; while nobody does, every
five minutes at most. Of a council that is read quickly it reads nothing: whoever asks reads for themselves. The set of
numbers for those who see figures only takes long in any council, and is made ahead in all of them.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from datetime import date
from threading import Event, Lock, Thread

from django.db import connection

from heard.casework.looking import newest_digest
from heard.reporting.cached import last_kept, read_now
from heard.reporting.small_numbers import make_ahead

log = logging.getLogger(__name__)

SOON, REST = (
    5.0,
    4.0,
)  # seconds between two readings, or so many times as long as the last took: the longer of them
IDLE, LOOKED_FOR = 300.0, 900.0
# Seconds after which the reading gives way to a page that waits its turn: each of a page's questions waits as long.
GIVES_WAY = 0.0005

_begin = Lock()
_looked = Event()


class _Ahead:
    """The thread, and when somebody last looked."""

    def __init__(self) -> None:
        self.thread: Thread | None = None
        self.looked_at = float("-inf")


_ahead = _Ahead()


def somebody_looked(days: Callable[[], date]) -> Callable[[date], None]:
    """Say that somebody looks at what is no longer newest: it is read anew soon. `days` tells the day it is."""

    def read_anew(_today: date) -> None:
        _ahead.looked_at = time.monotonic()
        begin(days)
        _looked.set()

    return read_anew


def begin(days: Callable[[], date]) -> None:
    """Begin to read ahead in this process, unless it does so already."""
    with _begin:
        if _ahead.thread is None or not _ahead.thread.is_alive():
            _ahead.thread = Thread(target=_go_on, args=(days,), name="reading ahead", daemon=True)
            _ahead.thread.start()


def _go_on(days: Callable[[], date]) -> None:
    import scipy.stats  # type: ignore[import-untyped]  # noqa: F401  (a second that no page is to wait for)

    while True:
        try:
            took = read_if_due(days()) + _giving_way(make_ahead, days())
        except Exception:  # a database that is away comes back; the pages say so themselves meanwhile
            log.exception("the figures could not be read ahead")
            took = 0.0
        finally:
            connection.close()
        rest(took)


def read_if_due(today: date) -> float:
    """Read the tables if something was written since they were read. Gives the seconds of the processor it took."""
    kept = last_kept()
    if kept is not None and (kept.is_quick or kept.key == (newest_digest(), today)):
        return 0.0
    return _giving_way(read_now, today)


def _giving_way(do: Callable[[date], None], today: date) -> float:
    """Do it while pages go first. Gives the seconds of the processor it took."""
    began, usual = time.thread_time(), sys.getswitchinterval()
    sys.setswitchinterval(GIVES_WAY)
    try:
        do(today)
    finally:
        sys.setswitchinterval(usual)
    return time.thread_time() - began


def rest(took: float) -> None:
    """Wait until it is time to read again: soon while somebody looks, long while nobody does."""
    time.sleep(max(SOON, REST * took))
    if time.monotonic() - _ahead.looked_at > LOOKED_FOR:
        _looked.clear()
        _looked.wait(IDLE)
