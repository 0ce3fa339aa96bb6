"""Kill imports at random moments: all of the list is on record or nothing, and run again it is as if never killed.

    ./drills import-kills [--kills 30] [--rows 5000] [--bare]

The list is brought in as `heard import` does it, each time into the same council with nothing on its record, in a
process that is killed a while after it began. With `--bare` nothing stands in a transaction: the control, which has
to leave a part.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext, redirect_stdout, suppress
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import empty_tables
from killing import asked, in_a_child, told
from visitors import tables

KEPT = "heard_drill_council"


class Council:
    """A council with nothing on its record, to which the database can be set back."""

    def __init__(self) -> None:
        from heard.casework.council import open_installation

        open_installation(name="Benchshire", by="drill", at=datetime.now(UTC))
        self.file = Path(os.environ["HEARD_DATA"]) / "heard.sqlite3"
        self.copy = self.file.with_name("council.sqlite3")
        self.server = os.environ.get("HEARD_TEST_POSTGRES", "").rpartition("/")[0]
        self._close()
        self._copied(KEPT, empty_tables.DATABASE) if self.server else shutil.copy(self.file, self.copy)

    def set_back(self) -> None:
        """Nothing is on record again."""
        self._close()
        if self.server:
            self._copied(empty_tables.DATABASE, KEPT)
            return
        for end in ("-wal", "-shm"):
            self.file.with_name(self.file.name + end).unlink(missing_ok=True)
        shutil.copy(self.copy, self.file)

    def _close(self) -> None:
        from django.db import connections

        connections.close_all()

    def _copied(self, to: str, of: str) -> None:
        import psycopg

        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {to} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {to} TEMPLATE {of}".encode())


def standing() -> tuple[Any, ...]:
    """How much is on record, whether it proves whole, and what the figures say of it."""
    from heard.casework.audit import verify
    from heard.cli import main
    from heard.ledger.models import ImportRun

    verdict, runs, said = verify(), ImportRun.objects.count(), StringIO()
    if runs:
        with redirect_stdout(said):
            main(["figures", "outcomes", "--by", "team,outcome", "--json"])
    return verdict.whole, verdict.rows, runs, said.getvalue()


def bring_in(file: Path) -> None:
    """Bring the list in by the command, and say nothing of it."""
    from heard.cli import main

    with redirect_stdout(StringIO()):
        if main(["import", str(file), "--json"]) != 0:
            raise SystemExit("The list was not taken.")


def bare() -> None:
    """Take every transaction away."""
    from django.db import transaction

    transaction.atomic = lambda *_, **__: nullcontext()  # type: ignore[assignment]


def killed_after(seconds: float, do: Callable[[], object]) -> bool:
    """Do something in a process that is killed after so many seconds. Whether it was still at it."""
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os.setsid()
            do()
        os._exit(0)
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # and the process apart that reads the file
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def drill(kills: int, rows: int, control: bool) -> dict[str, Any]:
    """Bring it in unbroken, then kill it, look, and bring it in again."""
    from bench.made import write_csv

    file = Path(os.environ["HEARD_DATA"]) / "list.csv"
    write_csv(file, rows)
    council = Council()
    empty, began = standing(), time.perf_counter()
    if in_a_child(lambda: bring_in(file)) != 0:
        raise SystemExit("What was to be killed does not work unharmed.")
    takes = time.perf_counter() - began
    whole = standing()
    found: dict[str, Any] = {"rows": rows, "an unbroken import took s": f"{takes:.1f}"}
    counts = ("still at it", "nothing there", "all there", "a part there", "not as unbroken when run again")
    found |= dict.fromkeys(counts, 0)

    def dying() -> None:
        if control:
            bare()
        bring_in(file)

    for _ in range(kills):
        council.set_back()
        found["still at it"] += killed_after(random.uniform(0.02, 0.8) * takes, dying)
        left = standing()
        found["nothing there"] += left == empty
        found["all there"] += left == whole
        found["a part there"] += left not in (empty, whole)
        council._close()
        ended = in_a_child(lambda: bring_in(file)) if left != whole else 0
        found["not as unbroken when run again"] += bool(ended) or standing() != whole
    return found


def main() -> int:
    """Kill, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "bare", kills=30, rows=5000)
    random.seed(1)
    with tables() as database:
        found = drill(given.kills, given.rows, given.control)
    harm = ("a part there", "not as unbroken when run again")
    title = f"{database}: {given.kills} imports of {given.rows:,} rows killed."
    return told(title, found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
