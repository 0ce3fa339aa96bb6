"""The tables brought to this version while people go on working, one step at a time.

On PostgreSQL nobody passes a step that waits for a lock: whoever asks for that table stands behind it. So a step waits
for a moment only, gives way to those behind it, and tries again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.recorder import MigrationRecorder

from heard.casework.commitments import committed_models
from heard.casework.writing import writing

ROOMS = frozenset({"people", "ledger", "representations", "outcomes"})
# Seconds: in which one step may wait for its locks, in all; the least it waits for one; between two tries; in all.
MOMENT, LEAST, BETWEEN, PATIENCE = 1.0, 0.1, 1.0, 600.0
GIVES_WAY = frozenset({"55P03", "40P01"})  # no lock within the time, and two that wait for each other
WAIT_FOR_LOCKS = "SELECT set_config('lock_timeout', %s, true)"
# Not the number by which the ledger is written one line at a time: people go on writing meanwhile.
ALONE, NUMBER = "SELECT pg_try_advisory_xact_lock(%s)", 0x4845415255


class NotUpgraded(Exception):
    """The tables were not brought to this version, or not all the way; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of tables: its name, the seconds its last try took, and how often it gave way before."""

    name: str
    seconds: float
    gave_way: int


def is_new() -> bool:
    """Whether no version ever made tables here."""
    return not MigrationLoader(connection).applied_migrations


def steps_waiting() -> list[tuple[str, str]]:
    """The changes of tables that this version still has to make, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(one.app_label, one.name) for one, _ in plan]


def steps_of_later_versions() -> list[str]:
    """Changes that were made to these tables and that this version does not know."""
    loader = MigrationLoader(connection)
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(f"{room}.{name}" for room, name in unknown if room in ROOMS)


def upgrade_tables(*, by: str, at: datetime, patience: float = PATIENCE) -> list[Step]:
    """Make every change that waits, each whole or not at all, while others read and write.

    No step stands in anybody's way for longer than a moment and its own work. What was made stays made if a later one
    gives up. The ledger says that it was done. Raises NotUpgraded.
    """
    with _nobody_else():
        made = [_made(room, name, patience) for room, name in steps_waiting()]
        if made:
            call_command(
                "migrate", interactive=False, verbosity=0
            )  # what Django keeps of its own beside tables
            with writing("upgrade_installation", by=by, at=at, steps=[one.name for one in made]):
                pass
    return made


def rows_on_record() -> dict[str, int]:
    """How many rows each table of the record holds, of the tables that are here already."""
    with connection.cursor() as cursor:
        here = set(connection.introspection.table_names(cursor))
    models = [one for one in committed_models() if one._meta.db_table in here]
    return {one._meta.label: one._base_manager.count() for one in models}


def _made(room: str, name: str, patience: float) -> Step:
    statements = _statements(room, name)
    until, gave_way = time.monotonic() + patience, 0
    while True:
        began = time.monotonic()
        try:
            with _waiting_a_moment():
                _make(room, name, statements)
        except OperationalError as why:
            if getattr(why.__cause__, "sqlstate", "") not in GIVES_WAY:
                raise
            if time.monotonic() > until:
                raise NotUpgraded(_in_the_way(f"{room}.{name}", why)) from why
            gave_way += 1
            time.sleep(BETWEEN)
            continue
        return Step(f"{room}.{name}", round(time.monotonic() - began, 3), gave_way)


def _statements(room: str, name: str) -> list[str]:
    """A change in the words of PostgreSQL, worked out before any lock is held; none where Django has to make it."""
    loader = MigrationLoader(connection, replace_migrations=False)
    change = loader.get_migration(room, name)
    by_program = any(isinstance(one, RunPython) for one in change.operations)
    if connection.vendor != "postgresql" or by_program or not change.atomic:
        return []
    plan: Any = [(change, False)]
    return [one for one in loader.collect_sql(plan) if not one.startswith("--")]


def _make(room: str, name: str, statements: list[str]) -> None:
    if not statements:
        call_command("migrate", room, name, interactive=False, verbosity=0)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)
        MigrationRecorder(connection).record_applied(room, name)


def _in_the_way(step: str, why: OperationalError) -> str:
    return (
        f"The change {step} found no moment in which its tables were free ({str(why).strip()}). Something long is at "
        "work: a backup, an import, or a session left open (pg_stat_activity names it). What was changed before stays "
        "and is whole. Run heard upgrade again once it is over."
    )


@contextmanager
def _waiting_a_moment() -> Iterator[None]:
    """Within it, the locks of one step are waited for so long in all, and the step gives way after that."""
    if connection.vendor != "postgresql":
        yield
        return
    began = 0.0

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal began
        if connection.in_atomic_block and sql != WAIT_FOR_LOCKS and not sql.startswith("SELECT"):
            began = began or time.monotonic()
            left = max(MOMENT - (time.monotonic() - began), LEAST)
            execute(WAIT_FOR_LOCKS, [f"{int(left * 1000)}ms"], False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield


@contextmanager
def _nobody_else() -> Iterator[None]:
    """One upgrade at a time: two nodes may be told to upgrade in the same second."""
    if connection.vendor != "postgresql":
        yield
        return
    aside = connection.copy()
    try:
        aside.set_autocommit(False)
        with aside.cursor() as cursor:
            cursor.execute(ALONE, [NUMBER])
            if not cursor.fetchone()[0]:
                raise NotUpgraded("Another upgrade is at work on these tables. Wait until it is done.")
        yield
    finally:
        aside.close()
