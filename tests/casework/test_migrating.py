"""A change of tables waits for a moment only: nobody stands behind it for long, whoever else is at work for long."""

from __future__ import annotations

import threading
import time
from contextlib import nullcontext

import pytest
from django.db import connection, transaction
from tests.casework.making import NOW, council

from heard.casework import migrating
from heard.ledger.models import Entry
from heard.people.models import Service

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.elsewhere]
AT_WORK = 0.9


class Reader(threading.Thread):
    """Somebody who reads services, and goes on being in the middle of it for so long."""

    def __init__(self, stays: float = 0.0) -> None:
        super().__init__()
        self.stays, self.waited, self.reading = stays, 0.0, threading.Event()

    def run(self) -> None:
        began = time.monotonic()
        with transaction.atomic():
            list(Service.objects.all())
            self.waited = time.monotonic() - began
            self.reading.set()
            time.sleep(self.stays)
        connection.close()


@pytest.fixture
def change_of_services(monkeypatch):
    """A change that waits, of a table that people read."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time and nobody wait behind it")
    left = [("people", "0099_change")]

    def change(*named: object, **options: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE people_service IN ACCESS EXCLUSIVE MODE")
            left.clear()

    monkeypatch.setattr(migrating, "call_command", change)
    monkeypatch.setattr(migrating, "_statements", lambda room, name: [])
    monkeypatch.setattr(migrating, "steps_waiting", lambda: list(left))
    monkeypatch.setattr(migrating, "MOMENT", 0.15)
    monkeypatch.setattr(migrating, "BETWEEN", 0.15)


def waited_behind(change: object) -> float:
    """How long somebody waited who came to read while a change waited for somebody who reads for long."""
    council()
    long, short = Reader(AT_WORK), Reader()
    long.start()
    assert long.reading.wait(5)
    threading.Timer(0.05, short.start).start()
    change()
    long.join()
    while not short.reading.is_set():
        time.sleep(0.01)
    short.join()
    return short.waited


def test_a_change_gives_way_to_those_behind_it_and_is_made_in_the_end(change_of_services):
    made = []

    waited = waited_behind(lambda: made.extend(migrating.upgrade_tables(by="command line", at=NOW)))

    assert waited < AT_WORK / 2
    assert [(one.name, one.gave_way > 0) for one in made] == [("people.0099_change", True)]
    assert Entry.objects.latest("sequence").act == "upgrade_installation"


def test_a_change_that_does_not_give_way_holds_everybody_up(change_of_services, monkeypatch):
    # The control: with the guard off, whoever reads waits as long as the change does.
    monkeypatch.setattr(migrating, "_waiting_a_moment", nullcontext)

    assert waited_behind(lambda: migrating.upgrade_tables(by="command line", at=NOW)) > AT_WORK / 2


def test_a_change_that_finds_no_moment_says_what_is_in_the_way_and_one_upgrade_runs_at_a_time(
    change_of_services,
):
    council()
    long = Reader(AT_WORK)
    long.start()
    assert long.reading.wait(5)
    refusals = []

    def second() -> None:
        try:
            migrating.upgrade_tables(by="command line", at=NOW)
        except migrating.NotUpgraded as why:
            refusals.append(str(why))
        connection.close()

    other = threading.Timer(0.1, second)
    other.start()
    with pytest.raises(migrating.NotUpgraded, match="found no moment"):
        migrating.upgrade_tables(by="command line", at=NOW, patience=0.3)
    other.join()
    long.join()
    assert len(refusals) == 1
    assert "Another upgrade is at work" in refusals[0]
