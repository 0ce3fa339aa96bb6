"""A database that falls silent is given up within seconds, and a pooler in between is noticed."""

from __future__ import annotations

import socket
import threading
import time
import types

import pytest
from django.db import DatabaseError, OperationalError, connection

from heard.config.postgresql import base

ON_POSTGRESQL = connection.vendor == "postgresql"
on_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="this is about PostgreSQL")


def silent():
    """A server that is asked and never says anything."""
    ready = yield "a question"
    while True:
        assert ready == base.Ready.NONE
        ready = yield "still waiting"


def talking(times: int):
    for _ in range(times):
        yield "more to come"
    return "the answer"


def told(conversation, ready, *, clock=lambda: None):
    said = next(conversation)
    try:
        while said:
            clock()
            said = conversation.send(ready)
    except StopIteration as done:
        return done.value


def test_silence_ends_after_so_many_seconds_and_an_answer_that_still_comes_is_not_silence(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(base.time, "monotonic", lambda: now[0])

    def a_second_passes() -> None:
        now[0] += 1

    with pytest.raises(base.Silent):
        told(base._within(silent(), 7), base.Ready.NONE, clock=a_second_passes)
    assert now[0] == 8
    assert told(base._within(talking(60), 7), base.Ready.R, clock=a_second_passes) == "the answer"


@pytest.mark.parametrize(("there", "waited"), [(True, base.WAITS_ITS_TURN), (False, 7)])
def test_who_waits_for_others_who_write_waits_longer_than_who_waits_for_nobody(monkeypatch, there, waited):
    now = [0.0]
    monkeypatch.setattr(base.time, "monotonic", lambda: now[0])

    def a_second_passes() -> None:
        now[0] += 1

    with pytest.raises(base.Silent) as given_up:
        told(base._within(silent(), 7, lambda: there), base.Ready.NONE, clock=a_second_passes)
    assert now[0] == waited + 1
    assert given_up.value.is_away is not there


@on_postgresql
@pytest.mark.elsewhere
@pytest.mark.django_db(transaction=True)
def test_words_wait_at_a_lock_for_longer_than_silence_is_borne(monkeypatch):
    monkeypatch.setattr(base, "_away_until", 0.0)
    holder, own = connection.copy(), connection.copy()
    own.settings_dict = {**own.settings_dict, "OPTIONS": {"patience": 0.3}}
    try:
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(77)")
        letting_go = threading.Timer(1.2, holder.connection.rollback)
        letting_go.start()
        began = time.monotonic()
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(77)")
        assert time.monotonic() - began > 1
        letting_go.join()
    finally:
        holder.close()
        own.close()


def test_a_server_that_takes_a_line_and_says_nothing_is_not_there(monkeypatch):
    monkeypatch.setattr(base, "TO_SAY_IT_IS_THERE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        asking = types.SimpleNamespace(
            info=types.SimpleNamespace(hostaddr="127.0.0.1", host="", port=mute.getsockname()[1])
        )
        assert not base.PatientConnection._is_there(asking)
    assert not base.PatientConnection._is_there(asking)  # Nobody listens there any more.


@on_postgresql
@pytest.mark.elsewhere
@pytest.mark.django_db
def test_a_question_that_takes_too_long_closes_the_connection(django_db_blocker):
    own = connection.copy()
    try:
        began = time.monotonic()
        with base.waiting_at_most(0.3), own.cursor() as cursor, pytest.raises(OperationalError):
            cursor.execute("SELECT pg_sleep(5)")
        assert time.monotonic() - began < 2
        assert own.connection.closed
        own.close()
        assert own.is_pooled() in (True, False)
    finally:
        own.close()


@on_postgresql
@pytest.mark.elsewhere
@pytest.mark.django_db
def test_a_pooler_with_nothing_to_give_counts_as_the_database_away(monkeypatch):
    monkeypatch.setattr(base, "_away_until", 0.0)
    own = connection.copy()
    own.settings_dict = {**own.settings_dict, "OPTIONS": {"patience": 7.0}}
    try:
        for code, is_away in (("22000", False), ("08P01", True)):
            with own.cursor() as cursor, pytest.raises(DatabaseError):
                cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$")
            assert (base._away_until > time.monotonic()) is is_away
    finally:
        own.close()


def refused(**asked):
    raise base.psycopg.OperationalError("nobody listens")


def test_who_found_the_database_away_tells_the_others_for_a_second_and_no_longer(monkeypatch):
    now, tried = [100.0], []
    monkeypatch.setattr(base, "_away_until", 0.0)
    monkeypatch.setattr(base.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(base.PatientConnection, "connect", lambda **asked: tried.append(1) or refused())
    own = base.DatabaseWrapper(connection.settings_dict | {"OPTIONS": {}}, "other")

    def times_tried(patience: float) -> int:
        before = len(tried)
        with pytest.raises(base.psycopg.OperationalError):
            own.get_new_connection({"patience": patience})
        return len(tried) - before

    assert times_tried(7) == 1
    assert times_tried(7) == 0
    assert times_tried(0) == 1  # The control: a command that bears any silence tries each time.
    now[0] += base.LEFT_ALONE
    assert times_tried(7) == 1
