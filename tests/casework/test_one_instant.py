"""The whole ledger is proved while others write: all of it is read as of one instant, and nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from django.db import DatabaseError, connection, transaction
from tests.casework.making import NOW, complaint, council, kept

from heard.casework import audit, looks
from heard.casework.one_instant import as_of_one_instant
from heard.casework.writing import writing
from heard.people.models import Service

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(do: Callable[[], object]) -> None:
    """Do something in another process's stead: a thread with a connection of its own."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            do()
        except BaseException as why:
            failed.append(why)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert failed == []


def write_a_row() -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Service(label=f"Service {Service.objects.count()}"))


def written_between_entries_and_rows(monkeypatch: pytest.MonkeyPatch) -> audit.Verdict:
    """What is found where a row is written after the entries were read and before the rows are."""
    council()
    kept(complaint("C1"))
    models, looked = audit.committed_models, looks.verify

    def after_a_write() -> object:
        elsewhere(write_a_row)
        return models()

    def after_a_look() -> object:
        elsewhere(lambda: looks.note(None, "C1", "case", NOW))
        return looked()

    monkeypatch.setattr(audit, "committed_models", after_a_write)
    monkeypatch.setattr(looks, "verify", after_a_look)
    return audit.verify()


def test_what_is_written_meanwhile_is_no_fault_and_does_not_wait(monkeypatch):
    began = time.monotonic()

    assert written_between_entries_and_rows(monkeypatch).faults == ()
    assert Service.objects.filter(label="Service 0").exists()
    assert time.monotonic() - began < 10
    monkeypatch.undo()
    assert audit.verify().whole


def test_read_at_two_instants_the_same_write_is_called_a_fault(monkeypatch):
    """The control."""
    monkeypatch.setattr(audit, "as_of_one_instant", nullcontext)

    assert [one.kind for one in written_between_entries_and_rows(monkeypatch).faults] == ["row added"]


def test_beside_somebody_who_goes_on_writing_the_ledger_is_whole_each_time():
    council()
    stop = threading.Event()

    def go_on() -> None:
        try:
            while not stop.is_set():
                write_a_row()
        finally:
            connection.close()

    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        verdicts = [audit.verify() for _ in range(10)]
    finally:
        stop.set()
        writer.join(30)

    assert [one.faults for one in verdicts] == [()] * 10
    assert verdicts[-1].rows > verdicts[0].rows


def test_afterwards_an_act_begins_with_the_right_to_write_again():
    def begins() -> str:
        with transaction.atomic():
            return str(connection.queries_log[-1]["sql"])

    connection.force_debug_cursor = True
    try:
        before = begins()
        with pytest.raises(RuntimeError), as_of_one_instant():
            raise RuntimeError
        assert begins() == before
        assert connection.vendor != "sqlite" or before == "BEGIN IMMEDIATE"
    finally:
        connection.force_debug_cursor = False


def test_nothing_is_written_while_reading_as_of_one_instant_where_the_database_can_hold_to_it():
    # SQLite has no transactions that only read.
    refuses = connection.vendor == "postgresql"
    refused = pytest.raises(DatabaseError, match="read-only") if refuses else nullcontext()
    with refused, as_of_one_instant():
        write_a_row()
