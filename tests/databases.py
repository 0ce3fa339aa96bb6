"""Test data stands in a temporary folder, never in an installation's own, whatever the environment says."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

DATA = Path(tempfile.mkdtemp(prefix="heard-test-"))
os.environ["HEARD_DATA"] = str(DATA)
# The machine that tests may have a full disk, and a scanner of its own: both have tests.
os.environ["HEARD_FREE_SPACE"], os.environ["HEARD_CLAMAV"] = "0", ""
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")

from django.conf import settings  # noqa: E402  the folder has to be known before the settings are read


def _stand_in_the_temporary_folder() -> None:
    # pytest-django may have read the settings before this module could name the folder.
    settings.DATA = DATA
    settings.HEARD_FREE_SPACE, settings.HEARD_CLAMAV = 0.0, ""
    settings.STATIC_ROOT = DATA / "static"
    settings.FILE_UPLOAD_TEMP_DIR = str(DATA / "uploads")
    for folder in ("uploads", "static"):
        (DATA / folder).mkdir(exist_ok=True, mode=0o700)
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["NAME"] = str(DATA / "heard.sqlite3")
        # A file, as in an installation: in memory there is no write-ahead log and no second connection.
        database.setdefault("TEST", {})["NAME"] = str(DATA / "test.sqlite3")


_stand_in_the_temporary_folder()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(DATA, ignore_errors=True)


def _guards(connection: Any) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return list(cursor.fetchall())


def _past_the_guards(connection: Any, statements: list[str]) -> list[str]:
    """The ledger refuses to be emptied, so a test database sets its guards aside while it is."""
    if connection.vendor == "postgresql":
        return [
            "SET session_replication_role = replica",
            *statements,
            "SET session_replication_role = origin",
        ]
    guards = _guards(connection)
    return [f'DROP TRIGGER "{name}"' for name, _ in guards] + statements + [sql for _, sql in guards]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The test database; emptied between the tests that write for good, guards and all."""
    from django.db import connection

    operations = type(connection.ops)
    as_it_was: Callable[..., None] = operations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        as_it_was(self, _past_the_guards(self.connection, sql_list))

    operations.execute_sql_flush = execute_sql_flush
    yield
    operations.execute_sql_flush = as_it_was
