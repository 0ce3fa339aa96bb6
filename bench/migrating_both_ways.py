"""Tables changed forwards, backwards and forwards again with a council in them: is every row still what it was?

    ./drills migrations [--before COMMIT] [--like DATABASE,FOLDER]

An earlier version loads the demonstration; `heard upgrade` brings it to now; Django takes every later change back, and
the earlier version proves its ledger on what is left; then forwards again. Counts and digests of all tables of the
earlier version are compared each time, as that version writes them. On SQLite, and on PostgreSQL where there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from versions import TOP, Version, commit_before, new_database, source_of

SUMS = """
import json
import django; django.setup()
from heard.casework.backup_tables import sum_of, tables
print(json.dumps({name: [sum_of(model).rows, sum_of(model).digest] for name, model in tables().items()}))
"""
LAST = """
import json
import django; django.setup()
from django.db.migrations.loader import MigrationLoader
ours = ("people", "ledger", "representations", "outcomes")
here = sorted(MigrationLoader(None).disk_migrations)
print(json.dumps({room: max(name for one, name in here if one == room) for room in ours}))
"""
BACK = """
import json, sys
import django; django.setup()
from django.core.management import call_command
for room, name in json.loads(sys.argv[1]).items():
    call_command("migrate", room, name, interactive=False, verbosity=0)
"""
# What an upgrade itself adds: its line of the ledger.
GROWS = {"ledger.Entry", "ledger.Salt"}


def differs(before: dict[str, list[object]], after: dict[str, list[object]]) -> list[str]:
    """The tables whose rows are not those of before."""
    return [name for name, said in before.items() if name not in GROWS and after.get(name) != said]


def both_ways(top: Path, before: Path, database: str, data: str) -> int:
    """One database, there and back and there. Gives 1 where a row differs or a ledger is not whole."""
    old, new = Version(before, top / "data", database), Version(TOP / "src", top / "data", database)
    if data:
        shutil.copytree(data, old.data)
    else:
        old.run("demo")
    last, first, wrong = json.loads(old.run(program=LAST)), json.loads(old.run(program=SUMS)), []
    for way in ("forwards", "back", "forwards again"):
        if way == "back":
            new.run(json.dumps(last), program=BACK)
            wrong += differs(first, json.loads(old.run(program=SUMS)))
        else:
            said = json.loads(new.run("upgrade", "--without-backup", "--json"))
            wrong += said["faults"]
        speaks = old if way == "back" else new
        whole = json.loads(speaks.run("audit", "verify", "--json", may_fail=True))["whole"]
        wrong += [] if whole else [f"the ledger, {way}"]
        print(f"  {way}: ledger whole {whole}", flush=True)
    new.run(json.dumps(last), program=BACK)
    wrong += differs(first, json.loads(old.run(program=SUMS)))
    rows = sum(int(str(said[0])) for said in first.values())
    where = "PostgreSQL" if database else "SQLite"
    print(f"{where}: {rows:,} rows in {len(first)} tables, differing: {sorted(set(wrong))}")
    return 1 if wrong else 0


def main() -> int:
    """The drill on each database there is."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--before", default="")
    asked.add_argument("--like", default="", metavar="DATABASE,FOLDER")
    given = asked.parse_args()
    like, _, data = given.like.partition(",")
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        before = source_of(given.before or commit_before(), top / "before")
        worst = 0
        if server := os.environ.get("HEARD_TEST_POSTGRES"):
            (top / "postgresql").mkdir()
            database = new_database(server, "heard_both_ways", like or "template1")
            worst = both_ways(top / "postgresql", before, database, data)
        if not like:
            (top / "sqlite").mkdir()
            worst = max(worst, both_ways(top / "sqlite", before, "", ""))
        return worst


if __name__ == "__main__":
    sys.exit(main())
