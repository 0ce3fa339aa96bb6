"""How a transaction waits for its turn to write on SQLite: with short and even pauses, and not for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import ConnectionHandler, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from heard.config.sqlite3 import base


@pytest.fixture
def somebody_else(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who is writing just now."""
    there = sqlite3.connect(tmp_path / "turns.sqlite3", isolation_level=None)
    there.execute("PRAGMA journal_mode=WAL")
    there.execute("BEGIN IMMEDIATE")
    yield there
    there.close()


@pytest.fixture
def ours(tmp_path: Path, django_db_blocker: pytest.FixtureRequest) -> Iterator[BaseDatabaseWrapper]:
    """A connection as an installation has it, of a tenth of a second's patience."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0.1}
    said = {"ENGINE": "heard.config.sqlite3", "NAME": str(tmp_path / "turns.sqlite3"), "OPTIONS": options}
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": said})["default"]
        yield connection
        connection.close()


def begin(connection: BaseDatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def patience(connection: BaseDatabaseWrapper) -> int:
    return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]


def test_a_transaction_asks_again_every_two_milliseconds_and_begins_as_soon_as_it_may(
    ours, somebody_else, monkeypatch
):
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            somebody_else.execute("COMMIT")

    monkeypatch.setattr(base.time, "sleep", sleep)
    ours.connect()
    begin(ours)

    assert slept == [0.002] * 3
    assert ours.connection.in_transaction
    assert patience(ours) == 100


def test_it_gives_up_when_its_patience_is_over_and_says_why(ours, somebody_else):
    ours.connect()
    with pytest.raises(OperationalError, match="locked"):
        begin(ours)
    assert patience(ours) == 100
