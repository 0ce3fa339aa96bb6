"""Reading many tables as they stood at one instant, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextmanager
def as_of_one_instant() -> Iterator[None]:
    """Everything read inside is of the instant at which the first of it was read. Nobody waits to write meanwhile.

    Inside somebody's own transaction it is read as that transaction sees it.
    """
    if connection.in_atomic_block:
        yield
        return
    with _begun_without_the_right_to_write(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(READ_ONLY)
        yield


@contextmanager
def _begun_without_the_right_to_write() -> Iterator[None]:
    """SQLite's own transactions here begin with the right to write, which one alone can hold: this one does not ask."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    sqlite: Any = connection
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual
