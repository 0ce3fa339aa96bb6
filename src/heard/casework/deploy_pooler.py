"""The way to PostgreSQL, looked at: each part of it safe from listeners, and a pooler that keeps transactions whole."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection, transaction

AT_HOME = ("127.0.0.1", "localhost", "[::1]", "::1")
WHO = "SELECT pg_backend_pid()"
WHERE = "SELECT host(inet_server_addr())"
SPEAKS_TLS = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"


def pooler() -> str:
    """What stands between: `none`, `one that keeps transactions whole`, or `one that takes transactions apart`."""
    ours: Any = connection
    if not ours.is_pooled():
        return "none"
    return "one that keeps transactions whole" if _keeps_them_whole() else "one that takes transactions apart"


def unsealed_parts(host: str) -> list[str]:
    """The parts of the way that leave a machine without TLS: from Heard to a pooler, and from there to the server."""
    parts = []
    if not _at_home(host) and not _first_part_is_sealed():
        parts.append("from here")
    if not _at_home(_asked(WHERE) or "") and not _asked(SPEAKS_TLS):
        parts.append("to the server")
    return parts


def _at_home(host: str) -> bool:
    return not host or host in AT_HOME or host.startswith("/")


def _first_part_is_sealed() -> bool:
    connection.ensure_connection()
    ours: Any = connection.connection
    return bool(ours.pgconn.ssl_in_use)


def _keeps_them_whole() -> bool:
    """A pooler set to hand on after each statement refuses a transaction, or answers it from two processes."""
    try:
        with transaction.atomic():
            return bool(_asked(WHO) == _asked(WHO))
    except DatabaseError:
        connection.close()
        return False


def _asked(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None
