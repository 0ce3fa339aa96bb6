"""`heard upgrade` as an administrator uses it: what it refuses, that it wants a backup first, and what it says."""

from __future__ import annotations

import sys

import pytest
from django.db import connection
from tests.cli.speaking import heard

from heard.casework import migrating
from heard.cli import running

pytestmark = pytest.mark.django_db
STEP = ("people", "0099_later")


@pytest.fixture
def one_waits(monkeypatch):
    """One change of tables waits until it is made."""
    left = [STEP]
    monkeypatch.setattr(migrating, "steps_waiting", lambda: list(left))
    monkeypatch.setattr(migrating, "_statements", lambda room, name: [])
    monkeypatch.setattr(migrating, "call_command", lambda *named, **options: left.clear())
    monkeypatch.setattr(migrating, "_nobody_else", migrating._waiting_a_moment)


def program(path, said: str, code: int):
    """A program of before that answers to `backup` in one way."""
    path.write_text(f"#!{sys.executable}\nimport sys\nprint({said!r}, file=sys.stderr)\nsys.exit({code})\n")
    path.chmod(0o700)
    return path


def test_nothing_is_changed_where_nothing_waits_or_the_tables_are_of_a_later_version(council, monkeypatch):
    assert "of this version already" in heard("upgrade").out

    monkeypatch.setattr(migrating, "steps_of_later_versions", lambda: ["people.0100_much_later"])
    refused = heard("upgrade")
    assert (refused.code, "people.0100_much_later" in refused.err) == (1, True)


def test_a_backup_by_the_program_of_before_comes_first(council, one_waits, tmp_path, settings):
    settings.DATA = tmp_path
    assert heard("upgrade", "--dry-run", "--json").json == {"done": False, "waiting": ["people.0099_later"]}
    assert "no backup of the last hour" in heard("upgrade").err

    failing = program(tmp_path / "old", "The disk is full.", 1)
    refused = heard("upgrade", "--old", failing, "--backups", tmp_path)
    assert (refused.code, "The disk is full." in refused.err) == (1, True)
    assert "could not be run" in heard("upgrade", "--old", tmp_path / "none", "--backups", tmp_path).err
    assert migrating.steps_waiting() == [STEP]

    done = heard("upgrade", "--old", program(tmp_path / "old", "", 0), "--backups", tmp_path)
    assert (done.code, "1 changes of tables made" in done.out) == (0, True)


def test_a_row_that_went_meanwhile_is_a_fault(council, one_waits, monkeypatch):
    counts = [{"people.Service": 3}, {"people.Service": 2}]
    monkeypatch.setattr(migrating, "rows_on_record", lambda: counts.pop(0))

    done = heard("upgrade", "--without-backup", "--json")

    assert (done.code, done.json["faults"]) == (1, ["people.Service held 3 rows and now 2"])


def test_no_other_command_changes_tables_that_hold_a_council_on_postgresql(council, one_waits, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "postgresql")

    refused = heard("imports")

    assert (refused.code, "heard upgrade" in refused.err) == (1, True)
    assert migrating.steps_waiting() == [STEP]
    assert running.open_database.__doc__
