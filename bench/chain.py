"""64 writers at the end of the ledger for a minute (R26): a line for each, none twice, none missing, in one chain.

    ./drills chain [--writers 64] [--seconds 60] [--no-pen]

Eight processes of eight threads write a row and its line as fast as they can, on SQLite and on PostgreSQL. The control,
`--no-pen`, lets them write at once on PostgreSQL: some are then refused, or the chain forks.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import people
from servers import Postgres, folder_of_ours

PROCESSES, AT_LEAST = 8, 50.0


def _write(name: str, until: float, found: Any, *, pen: bool) -> None:
    from django.db import connection

    from heard.casework import writing as door
    from heard.people.models import Term

    if not pen:
        door._hold_the_pen = lambda: None
    kept, number = Counter[str](), 0
    while time.time() < until:
        number += 1
        try:
            with door.writing("drill", by=name, at=datetime.now(UTC), reference=f"{name}-{number}") as line:
                line.add(Term(list="drill", label=f"{name}-{number}"))
            kept["kept"] += 1
        except Exception as why:
            kept[type(why).__name__] += 1
    connection.close()
    found.append(kept)


def _process(number: int, threads: int, seconds: float, pen: bool, said: Any, ready: Any) -> None:
    import django

    django.setup()
    ready.wait()
    until = time.time() + seconds
    found: list[Counter[str]] = []
    together = [
        threading.Thread(target=_write, args=(f"{number}-{one}", until, found), kwargs={"pen": pen})
        for one in range(threads)
    ]
    for one in together:
        one.start()
    for one in together:
        one.join()
    said.put(dict(sum(found, Counter())))


def run(name: str, given: argparse.Namespace) -> bool:
    """Let them write, and hold the ledger to what each was told. Whether it went as it has to."""
    fresh = multiprocessing.get_context("spawn")
    said = fresh.Queue()
    ready = fresh.Barrier(PROCESSES)
    args = (given.writers // PROCESSES, given.seconds, not given.no_pen, said, ready)
    together = [fresh.Process(target=_process, args=(number, *args)) for number in range(PROCESSES)]
    for one in together:
        one.start()
    told: Counter[str] = sum((Counter(said.get()) for _ in together), Counter())
    for one in together:
        one.join()
    seconds = given.seconds
    from django.db import connection

    from heard.casework.audit import verify
    from heard.ledger.models import Entry

    connection.close()
    verdict = verify()
    lines = Entry.objects.filter(act="drill").count()
    kinds = Counter(one.kind for one in verdict.faults)
    refused = sum(told.values()) - told["kept"]
    print(f"{name}: {given.writers} writers, {seconds:.0f} s, load {os.getloadavg()[0]:.1f}")
    print(
        f"  kept {told['kept']} ({told['kept'] / seconds:.0f} a second), lines {lines}, refused {refused} {dict(told)}"
    )
    others = len(verdict.faults) - kinds["gap"] - kinds["link"]
    print(f"  gaps {kinds['gap']}, forks {kinds['link']}, other faults {others}", flush=True)
    if given.no_pen:
        return bool(refused or kinds)
    return lines == told["kept"] and not kinds and not refused and told["kept"] / seconds >= AT_LEAST


def main() -> int:
    """On SQLite, then on PostgreSQL, each in a process of its own. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--writers", type=int, default=64)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--no-pen", action="store_true")
    asked.add_argument("--on", choices=["sqlite", "postgresql"], help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.on is None:
        import subprocess

        wanted = ["postgresql"] if given.no_pen else ["sqlite", "postgresql"]
        return max(
            subprocess.run([sys.executable, *sys.argv, "--on", one], check=False).returncode for one in wanted
        )
    with folder_of_ours() as folder:
        (folder / "heard").mkdir()
        if given.on == "sqlite":
            return _on("SQLite", "", folder, given)
        postgres = Postgres(folder / "postgres")
        try:
            postgres.make()
            return _on("PostgreSQL", postgres.url, folder, given)
        finally:
            postgres.stop()


def _on(name: str, address: str, folder: Path, given: argparse.Namespace) -> int:
    from django.core.management import call_command

    people.django_ready(address, folder / "heard")
    call_command("migrate", verbosity=0)
    return int(not run(name, given))


if __name__ == "__main__":
    sys.exit(main())
