"""Tests stand on a database of their own, with the settings an installation has."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from heard.people.models import Council

GUARD_SQLITE = (
    "CREATE TRIGGER planted_guard BEFORE DELETE ON people_council BEGIN SELECT RAISE(ABORT, 'refused'); END"
)
GUARD_POSTGRESQL = (
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;"
    "CREATE TRIGGER planted_guard BEFORE DELETE OR TRUNCATE ON people_council EXECUTE FUNCTION refuse()"
)


def _asked(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_test_data_stands_in_a_temporary_folder():
    assert Path(settings.DATA).is_relative_to(tempfile.gettempdir())
    assert os.environ["HEARD_DATA"] == str(settings.DATA)


@pytest.mark.django_db(transaction=True)
def test_the_database_is_set_as_in_an_installation():
    """SQLite keeps what it has acknowledged (2 is FULL) and its foreign keys; PostgreSQL keeps every letter."""
    if connection.vendor == "postgresql":
        assert _asked("SHOW server_encoding") == "UTF8"
        return
    assert _asked("PRAGMA journal_mode") == "wal"
    assert _asked("PRAGMA synchronous") == 2
    assert _asked("PRAGMA foreign_keys") == 1


@pytest.fixture
def guard():
    """A table that refuses to be emptied, as the ledger does."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(GUARD_SQLITE if sqlite else GUARD_POSTGRESQL)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER planted_guard" + ("" if sqlite else " ON people_council"))
        if not sqlite:
            cursor.execute("DROP FUNCTION refuse")


@pytest.mark.django_db(transaction=True)
def test_a_guarded_table_is_emptied_between_tests_and_guarded_again(transactional_db: None, guard: None):
    Council.objects.create(pk=1, name="Elmshire")

    call_command("flush", interactive=False, verbosity=0)
    assert not Council.objects.exists()

    Council.objects.create(pk=1, name="Elmshire")
    with pytest.raises(DatabaseError, match="refused"):
        Council.objects.all().delete()
