"""What every test stands on: data of its own, sorted by what it needs, and the same samples each time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from argon2 import PasswordHasher
from django.contrib.auth.hashers import Argon2PasswordHasher
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadGroupScheduling

pytest_plugins = ["tests.databases", "tests.browser", "tests.serving"]

TESTS = Path(__file__).parent
LOADED_ONCE = {
    "test_audit_command.py",
    "test_demonstration_live.py",
    "test_demonstration_kept.py",
    "test_hostile_words.py",
    "test_every_format.py",
}
# What the two databases do in ways of their own: guards, instants, locks, searching, and one put in place of the other.
ON_BOTH = {
    "test_audit.py",
    "test_backing_up.py",
    "test_checkpoints.py",
    "test_finding_cases.py",
    "test_one_instant.py",
    "test_promises_standing.py",
    "test_together.py",
}
ROOMS = ("people", "ledger", "representations", "outcomes")
TOUCHES_TABLES = {"db", "transactional_db", "live_server", "django_db_reset_sequences", "admin_user"}

# Passwords are slow to try by design, and nobody guesses at one here.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1

hypothesis_settings.register_profile(
    "seeded",
    deadline=None,
    derandomize=True,
    max_examples=50,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.register_profile("full", deadline=None, max_examples=1000, print_blob=True)
hypothesis_settings.load_profile("full" if os.environ.get("HEARD_FULL") else "seeded")


class OneFileTogether(LoadGroupScheduling):  # type: ignore[misc]
    """Shares tests out one by one, but for files whose tests stand on something large that is loaded once."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if Path(file).name in LOADED_ONCE else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneFileTogether:
    """How tests are shared out; the marks of pytest-xdist for it are lost on the pytest we have."""
    return OneFileTogether(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort tests by what they need, so that `./check` runs each where it belongs and pure ones only once."""
    for item in items:
        if item.path.is_relative_to(TESTS / "journeys"):
            item.add_marker("journey")
        elif any(item.path.is_relative_to(TESTS / room) for room in ("web", "cli")):
            # Journeys walk the pages on PostgreSQL; commands make installations of their own, on SQLite.
            item.add_marker("once")
        if item.get_closest_marker("django_db") or TOUCHES_TABLES & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
            said = any(item.get_closest_marker(one) for one in ("once", "elsewhere"))
            if not said and item.path.name not in ON_BOTH:
                item.add_marker("elsewhere" if _is_elsewhere(item.path) else "here")


def _is_elsewhere(file: Path) -> bool:
    """Two files of three: a small run asks them of PostgreSQL, the third of SQLite; a full one asks each of both."""
    return crc32(file.relative_to(TESTS).as_posix().encode()) % 3 > 0


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of files that tests read."""
    return TESTS / "fixtures"


@pytest.fixture(autouse=True, scope="session")
def codes_quick_to_try() -> None:
    """Codes to come back with are slow to try by design as well; forty are made ahead each night."""
    from heard.casework import codes

    codes.SLOW = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True, scope="session")
def one_year_for_members() -> None:
    """What members may see is worked out for three years at a time; in a small run for one."""
    from heard.reporting import small_numbers_set

    small_numbers_set.YEARS = 3 if os.environ.get("HEARD_FULL") else 1


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables are made as they stand now, in a fraction of the time; installations in tests come by their migrations."""
    return bool(os.environ.get("HEARD_FULL"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: Any) -> None:
    """What stands in the database beside its tables is put in as the migrations do it, and they count as done."""
    from django.conf import settings

    if django_db_use_migrations:
        return
    settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        finish_as_migrated()


def finish_as_migrated() -> None:
    """Run what the migrations do beyond tables, and note every migration as applied."""
    from django.db import connection
    from django.db.migrations import RunPython, RunSQL
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    loader, recorder = MigrationLoader(None), MigrationRecorder(connection)
    recorder.ensure_schema()
    ours = [(room, name) for room, name in loader.disk_migrations if room in ROOMS]
    for room, name in sorted(ours, key=lambda one: one[1]):
        for step in loader.disk_migrations[room, name].operations:
            assert not isinstance(step, RunSQL), "put SQL of a migration into a function of its own"
            if isinstance(step, RunPython):
                with connection.schema_editor() as editor:
                    step.code(loader.project_state().apps, editor)
    for room, name in loader.disk_migrations:
        recorder.record_applied(room, name)
