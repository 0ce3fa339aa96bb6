"""A page waits for the database for some seconds and then says so; and a pooler may stand between.

The network can swallow a question, and a pooler can hold it back: neither is seen by a limit that the server keeps. So
the silence is measured here. A long answer that is still coming is not silence. Nor is a wait for others who write:
after some seconds the server is asked beside it whether it is there at all, and only one that is not is given up.

A pooler that hands a connection on after each transaction (PgBouncer) cannot keep a cursor of the server's open
between two of them, so outside a transaction none is opened through one.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.waiting import Ready

LOOKS_EVERY = 0.1
# Whether a connection that rested still answers is soon said, and so is whether there is a server.
TO_SAY_IT_IS_THERE = 2.0
# Who waits longer than this for others who write is told so, before a proxy in front of us hangs up.
WAITS_ITS_TURN = 60.0
# What every server of PostgreSQL and every pooler answers at once with one letter, before anybody signs in.
ARE_YOU_THERE = struct.pack("!ii", 8, 80877103)
# A page that found the database away asks for it again to say so, and so may each page beside it: for a second nobody
# tries to connect, or each would wait as long once more.
LEFT_ALONE = 1.0
LINE_IS_GONE = "08"
WHO = "SELECT pg_backend_pid()"

_seconds: ContextVar[float | None] = ContextVar("seconds to wait for the database")
_away_until = 0.0


def _is_away() -> None:
    global _away_until
    _away_until = time.monotonic() + LEFT_ALONE


class Silent(psycopg.OperationalError):
    """The database was asked, and nothing came for too long. The connection is closed.

    `is_away` says that it was not there for anybody else either.
    """

    def __init__(self, why: str, is_away: bool = True) -> None:
        super().__init__(why)
        self.is_away = is_away


class PatientConnection(psycopg.Connection[Any]):
    """A connection that waits for an answer as long as it was told to, and no longer. 0 seconds are for ever."""

    patience: float = 0.0
    pooled: bool | None = None

    def wait(self, gen: Any, interval: float = LOOKS_EVERY, timeout: float | None = None) -> Any:
        """Wait for an answer. Raises Silent."""
        limit = _seconds.get(None)
        seconds = self.patience if limit is None else limit
        if not seconds:
            return super().wait(gen, interval, timeout)
        still_there = self._is_there if limit is None else _nobody
        try:
            return super().wait(_within(gen, seconds, still_there), min(interval, LOOKS_EVERY), timeout)
        except Silent as why:
            self.pgconn.finish()
            if why.is_away:
                _is_away()
            raise
        except psycopg.OperationalError as why:
            # A pooler that has no connection to give says so, and hangs up only then.
            if self.closed or (why.sqlstate or "").startswith(LINE_IS_GONE):
                _is_away()
            raise

    def _is_there(self) -> bool:
        """Whether the server says anything at all to somebody new."""
        host, port = self.info.hostaddr or self.info.host, self.info.port
        try:
            with _line_to(host, port) as line:
                line.settimeout(TO_SAY_IT_IS_THERE)
                line.sendall(ARE_YOU_THERE)
                return bool(line.recv(1))
        except OSError:
            return False


def _line_to(host: str, port: int) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host, port), TO_SAY_IT_IS_THERE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(TO_SAY_IT_IS_THERE)
    line.connect(f"{host}/.s.PGSQL.{port}")
    return line


def _nobody() -> bool:
    return False


def _within(gen: Any, seconds: float, still_there: Callable[[], bool] = _nobody) -> Generator[Any, Any, Any]:
    """The same conversation, broken off after so many seconds without a word, unless the server is still there."""
    began = time.monotonic()
    until, at_most = began + seconds, began + WAITS_ITS_TURN
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            now = time.monotonic()
            if ready != Ready.NONE:
                until = now + seconds
            elif now > until:
                if now > at_most or not still_there():
                    gen.close()
                    raise Silent(
                        f"The database has not answered for {now - began:.0f} seconds.", now <= at_most
                    )
                until = min(time.monotonic() + seconds, at_most)
            wanted = gen.send(ready)
    except StopIteration as done:
        return done.value


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Wait for so many seconds inside, whatever the connection was told and whoever is there."""
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
