"""Tamper with the ledger in twelve ways, fifty times each: how many are found, and how many without checkpoints?

    ./drills tampers [--times 50]

The checkpoint is of the moment before. Without it, which is the control, what leaves a sound chain goes unseen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path


def drill(folder: Path, times: int) -> int:
    """Tamper and look, kind by kind. Gives 1 where one was not found, or the control found what it cannot."""
    from tampering import KINDS, ONLY_OUTSIDE, something_to_tamper_with, tampered

    from heard.casework.audit import verify
    from heard.casework.checkpoints import hold_to_checkpoints, write_checkpoint
    from heard.casework.council import open_installation
    from heard.casework.signed_notes import make_signer

    at = datetime.now(UTC)
    open_installation(name="Bench Council", by="drill", at=at)
    something_to_tamper_with(40, at)
    write_checkpoint(folder / "outside", make_signer("heard.example", folder / "key"), at=at)
    assert verify().whole
    assert not hold_to_checkpoints(folder / "outside").faults

    def without() -> bool:
        return not verify().whole

    def looked() -> bool:
        return bool(hold_to_checkpoints(folder / "outside").faults) or without()

    began, found, alone, wrong = time.perf_counter(), 0, 0, 0
    for kind in KINDS:
        here = sum(tampered(kind, seed, looked) for seed in range(times))
        control = sum(tampered(kind, seed, without) for seed in range(times))
        wrong += here != times or control != (0 if kind in ONLY_OUTSIDE else times)
        found, alone = found + here, alone + control
        print(f"{kind.replace('_', ' '):32} found {here:3} of {times}, without checkpoints {control:3}")
    all_of = times * len(KINDS)
    print(f"found {found} of {all_of}; without checkpoints {alone}; {time.perf_counter() - began:.0f} s")
    return 1 if wrong else 0


def new_database(server: str) -> str:
    """A new database on the server. Gives its address."""
    import psycopg

    with psycopg.connect(f"{server.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS heard_tampers")
        connection.execute("CREATE DATABASE heard_tampers")
    return f"{server.rpartition('/')[0]}/heard_tampers"


def main() -> int:
    """The drill, in an installation of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=50)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"HEARD_DATA": data, "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
        os.environ.pop("HEARD_DATABASE_URL", None)
        if server := os.environ.get("HEARD_TEST_POSTGRES", ""):
            os.environ["HEARD_DATABASE_URL"] = new_database(server)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return drill(Path(data), given.times)


if __name__ == "__main__":
    sys.exit(main())
