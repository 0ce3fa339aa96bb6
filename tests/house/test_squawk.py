"""Each new change of tables is read by squawk, which knows what PostgreSQL locks for it and what breaks a program.

Left aside, and why: Django makes every text a `varchar`, and `test_upgrading` refuses one made shorter; counts are
small numbers on purpose, and every key is a `bigint`; a step is in one transaction, so that it is made whole or not at
all, and an index is then not built beside it: `./drills upgrade` says how long that kept anybody waiting.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from tests.house.test_upgrading import RULE_BEGINS

LEFT_ASIDE = (
    "prefer-text-field",
    "prefer-bigint-over-int",
    "prefer-bigint-over-smallint",
    "require-concurrent-index-creation",
)
# `heard upgrade` says how long a step may wait for its locks.
AS_UPGRADED = "SET lock_timeout = '1s';\nSET statement_timeout = '600s';\n"
MADE_HERE = re.compile(r'CREATE TABLE "(\w+)"')
CHANGED = re.compile(r'ALTER TABLE "(\w+)"')
PLANTED = (
    'ALTER TABLE "people_council" ADD COLUMN "motto" varchar(9) NOT NULL;',
    'ALTER TABLE "people_council" DROP COLUMN "name";',
    'ALTER TABLE "people_council" ALTER COLUMN "name" TYPE integer;',
    'ALTER TABLE "people_council" RENAME COLUMN "name" TO "title";',
    'ALTER TABLE "people_council" ADD CONSTRAINT "named" CHECK ("name" <> \'\');',
    'ALTER TABLE "people_council" ALTER COLUMN "colour" SET NOT NULL;',
)


def found_by_squawk(sql: str, place: Path) -> list[str]:
    """What squawk says of one step; nothing of a table made in the same step, which is empty and nobody's yet."""
    kept = "\n".join(line for line in sql.splitlines() if line not in ("BEGIN;", "COMMIT;"))
    place.write_text(AS_UPGRADED + kept, "utf-8")
    command = [Path(sys.executable).parent / "squawk", "--pg-version=15", "--assume-in-transaction"]
    command += ["--reporter=json", f"--exclude={','.join(LEFT_ASIDE)}", place]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    lines, new = place.read_text("utf-8").splitlines(), set(MADE_HERE.findall(sql))
    found = []
    for one in json.loads(said.stdout):
        line = lines[one["line"]] if one["line"] < len(lines) else ""
        if not new & set(CHANGED.findall(line)):
            found.append(f"{place.name}: {one['rule_name']}: {line[:90]}")
    return found


def new_steps() -> list[tuple[str, str]]:
    return sorted(
        (room, name)
        for room, name in MigrationLoader(None).disk_migrations
        if room in RULE_BEGINS and int(name[:4]) > RULE_BEGINS[room]
    )


@pytest.mark.elsewhere
@pytest.mark.django_db
def test_squawk_finds_nothing_in_what_is_new(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite makes its changes in other words")
    found = []
    for room, name in new_steps():
        call_command("sqlmigrate", room, name, stdout=(said := StringIO()), no_color=True)
        found += found_by_squawk(said.getvalue(), tmp_path / f"{room}.{name}.sql")

    assert found == []


def test_squawk_finds_what_is_planted(tmp_path):
    seen = [bool(found_by_squawk(f"BEGIN;\n{one}\nCOMMIT;\n", tmp_path / "step.sql")) for one in PLANTED]

    assert seen == [True] * len(PLANTED), list(zip(PLANTED, seen, strict=True))
