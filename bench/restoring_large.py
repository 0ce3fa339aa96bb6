"""A council of 20,000 cases with some gigabytes of files: backed up, and restored by the commands of the manual.

    HEARD_TEST_POSTGRES=postgresql://… ./drills restore-large [--cases 20000] [--gigabytes 4] [--like DATABASE,FOLDER]

The demonstration, with its walls, holds and sealed papers, and as many cases from a list beside it. The files are of
random bytes, 2 MB each, so that nothing is won by packing them. `--like` begins with a copy of an installation.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from recovering import Place
from versions import new_database

FILES = """
import os, sys
import django; django.setup()
from datetime import UTC, datetime
from django.db import transaction
from heard.casework.filing import file_paper
from heard.casework.permissions import Level
from heard.representations.models import Representation
cases = list(Representation.objects.values_list("reference", flat=True))
with transaction.atomic():
    for number in range(int(sys.argv[1])):
        file_paper(
            reference=cases[number % len(cases)], title=f"Scan of letter {number}", kind="evidence",
            level=Level.S2, content=b"%PDF-1.7 " + os.urandom(2_000_000), media_type="application/pdf",
            by="drill", at=datetime.now(UTC),
        )
print("{}")
"""
RTO = 15 * 60


def timed(place: Place, *words: Any, program: str = "") -> tuple[float, Any]:
    """One command, which has to succeed. Gives the seconds it took and what it said."""
    began = time.monotonic()
    code, said = place.ask(*words, program=program)
    if code:
        raise SystemExit(f"{words} ended with {code}: {said}")
    return time.monotonic() - began, said


def installed(top: Path, server: str, given: argparse.Namespace) -> Place:
    """A council of so many cases, or a copy of one that is there."""
    like, _, data = given.like.partition(",")
    full = Place(top / "data", new_database(server, "heard_large", like or "template1"))
    if like:
        shutil.copytree(data, full.data)
        return full
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from bench.made import write_csv

    timed(full, "demo")
    timed(full, "import", "--into-demo", write_csv(top / "list.csv", given.cases))
    return full


def drill(top: Path, given: argparse.Namespace) -> int:
    """Fill, sign, back up, prove, restore and hold to the checkpoint: each by its command, with its time."""
    server = os.environ["HEARD_TEST_POSTGRES"]
    full = installed(top, server, given)
    timed(full, given.gigabytes * 500, program=FILES)
    os.environ["HEARD_BACKUP_KEY"] = timed(full, "backup", "--make-key", top / "key")[1]["public_key"]
    signer = timed(full, "checkpoint", top / "signer", "--make-key", "heard.example")[1]["public_key"]
    timed(full, "checkpoint", top / "outside", "--key", top / "signer")
    took, made = timed(full, "backup", top / "backups")
    print(f"{made['standing']['cases']:,} cases, {made['rows']:,} rows, {made['files']:,} files, ", end="")
    print(f"{made['bytes'] / 10**9:.1f} GB; backup {took:.0f} s", flush=True)
    shutil.rmtree(full.data)
    empty = Place(top / "again", new_database(server, "heard_large_again"))
    began = time.monotonic()
    tables, _ = timed(empty, "audit", "verify")
    took, said = timed(empty, "restore", made["file"], "--key", top / "key")
    held, whole = timed(empty, "audit", "verify", "--checkpoints", top / "outside", "--signed-by", signer)
    all_of = time.monotonic() - began
    equal = said["standing"] == made["standing"] and whole["whole"]
    print(
        f"restored: tables {tables:.0f} s, restore {took:.0f} s, held to the checkpoint {held:.0f} s; ",
        end="",
    )
    print(
        f"in all {all_of / 60:.1f} minutes (target {RTO // 60}); counts, digests, files, ledger, walls, holds ",
        end="",
    )
    print(f"and seals equal: {equal}; load {os.getloadavg()[0]:.1f}")
    return 0 if equal and all_of <= RTO else 1


def main() -> int:
    """The drill, in a folder of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=20_000)
    asked.add_argument("--gigabytes", type=int, default=4)
    asked.add_argument("--like", default="", metavar="DATABASE,FOLDER")
    given = asked.parse_args()
    if not os.environ.get("HEARD_TEST_POSTGRES"):
        print("There is no PostgreSQL here, so nothing was tried.", file=sys.stderr)
        return 1
    os.environ["HEARD_FREE_SPACE"] = "0"
    with tempfile.TemporaryDirectory() as top:
        return drill(Path(top), given)


if __name__ == "__main__":
    sys.exit(main())
