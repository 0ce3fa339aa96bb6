"""A page waits for the database for some seconds and then says so; and a pooler may stand between.

The network can swallow a question, and a pooler can hold it back: neither is seen by a limit that the server keeps. So
the silence is measured here. A long answer that is still coming is not silence.

A pooler that hands a connection on after each transaction (PgBouncer) cannot keep a cursor of the server's open
between two of them, so outside a transaction none is opened through one.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.waiting import Ready

LOOKS_EVERY = 0.1
# Whether a connection that rested still answers is soon said.
TO_SAY_IT_IS_THERE = 2.0
# A page that found the database away asks for it again to say so, and so may each page beside it: for a second nobody
# tries to connect, or each would wait as long once more.
LEFT_ALONE = 1.0
LINE_IS_GONE = "08"
WHO = "SELECT pg_backend_pid()"

_seconds: ContextVar[float] = ContextVar("seconds to wait for the database")
_away_until = 0.0


def _is_away() -> None:
    global _away_until
    _away_until = time.monotonic() + LEFT_ALONE


class Silent(psycopg.OperationalError):
    """The database was asked, and nothing came for too long. The connection is closed."""


class PatientConnection(psycopg.Connection[Any]):
    """A connection that waits for an answer as long as it was told to, and no longer. 0 seconds are for ever."""

    patience: float = 0.0
    pooled: bool | None = None

    def wait(self, gen: Any, interval: float = LOOKS_EVERY, timeout: float | None = None) -> Any:
        """Wait for an answer. Raises Silent."""
        seconds = _seconds.get(self.patience)
        if not seconds:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(_within(gen, seconds), min(interval, LOOKS_EVERY), timeout)
        except Silent:
            self.pgconn.finish()
            _is_away()
            raise
        except psycopg.OperationalError as why:
            # A pooler that has no connection to give says so, and hangs up only then.
            if self.closed or (why.sqlstate or "").startswith(LINE_IS_GONE):
                _is_away()
            raise


def _within(gen: Any, seconds: float) -> Generator[Any, Any, Any]:
    """The same conversation, broken off after so many seconds in which nothing came."""
    until = time.monotonic() + seconds
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready != Ready.NONE:
                until = time.monotonic() + seconds
            elif time.monotonic() > until:
                gen.close()
                raise Silent(f"The database has not answered for {seconds:g} seconds.")
            wanted = gen.send(ready)
    except StopIteration as done:
        return done.value


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Wait for so many seconds inside, whatever the connection was told."""
    token = _seconds.set(seconds)
    try:
        yield
    finally:
        _seconds.reset(token)


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, with patience that ends, and no cursors that a pooler would lose."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> PatientConnection:
        """Connect. `patience` among the options is how many seconds of silence are borne, 0 for any number.

        Whoever bears no silence is told at once where the database was found to be away a moment ago.
        """
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        patience = float(conn_params.pop("patience", 0))
        if patience and time.monotonic() < _away_until:
            raise Silent("The database was away a moment ago.")
        try:
            connection = PatientConnection.connect(**conn_params)
        except psycopg.OperationalError:
            _is_away()
            raise
        connection.patience = patience
        return connection

    def is_usable(self) -> bool:
        """Whether the connection still answers, and soon. One let go while it rested says little of the others."""
        global _away_until
        was = _away_until
        with waiting_at_most(TO_SAY_IT_IS_THERE):
            usable = bool(super().is_usable())
        _away_until = was
        return usable

    def chunked_cursor(self) -> Any:
        """A cursor that fetches some rows at a time; of the server's where it outlives its use."""
        if not self.in_atomic_block and self.is_pooled():
            return self.cursor()
        return super().chunked_cursor()

    def is_pooled(self) -> bool:
        """Whether a pooler stands between: the process we were told of is not the one that answers."""
        self.ensure_connection()
        ours: Any = self.connection
        if ours.pooled is None:
            with self.cursor() as cursor:
                cursor.execute(WHO)
                ours.pooled = cursor.fetchone()[0] != ours.info.backend_pid
        return bool(ours.pooled)
