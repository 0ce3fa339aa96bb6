"""What drills that kill have in common: a place of its own, a process that dies when it should, and a count.

A moment is just before a statement, just before a commit, or just after one: between any two of them the database could
be left half done if anything could.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]
HEARD = [sys.executable, "-m", "heard.cli"]
Do = Callable[[], object]


@dataclass
class Place:
    """An installation: its folder, and its database where that is PostgreSQL."""

    data: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which commands speak to it."""
        kept = {name: said for name, said in os.environ.items() if not name.startswith("HEARD_DATABASE")}
        also = {"HEARD_DATABASE_URL": self.database} if self.database else {}
        return kept | also | {"HEARD_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "heard.config.settings"}

    def ask(self, *words: Any, program: str = "") -> tuple[int, Any]:
        """One command, to its end. Gives its exit and what it said to a program."""
        command = [sys.executable, "-c", program] if program else HEARD
        done = subprocess.run(
            [*command, *map(str, words), "--json"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            return done.returncode, done.stderr[-2000:]

    def killed(self, after: float, *words: Any, program: str = "") -> bool:
        """One command, killed after so many seconds. Whether it was still at it."""
        command = [sys.executable, "-c", program] if program else HEARD
        running = subprocess.Popen(
            [*command, *map(str, words)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(after)
        was_at_it = running.poll() is None
        running.send_signal(signal.SIGKILL)
        running.wait()
        return was_at_it

    def holds_a_council(self) -> bool:
        """Whether anything was restored here: figures are refused where there is no council."""
        return bool(self.ask("audit", "verify")[1]["entries"])


def in_a_child(do: Do) -> int:
    """Do something in a process of its own. Gives 0, 1 where it raised, or the signal that killed it, below nought."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        do()
    except BaseException:
        traceback.print_exc(limit=-2, chain=False)
        os._exit(1)
    os._exit(0)


def die() -> None:
    """Die as by a power cut: nothing is told, nothing tidied away."""
    os.kill(os.getpid(), signal.SIGKILL)


def watched(moment: Do) -> None:
    """From now on call `moment` before each statement of this process, and before and after each commit."""
    from django.db import connection

    def statement(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        moment()
        return execute(sql, params, many, context)

    connection.ensure_connection()
    commit = connection._commit

    def and_commit() -> None:
        moment()
        commit()
        moment()

    connection.execute_wrappers.append(statement)
    connection._commit = and_commit


def moments_in(do: Do) -> int:
    """How many moments there are in something, found by doing it in a process of its own and keeping what it does."""
    read, write = os.pipe()

    def counted() -> None:
        seen = [0]
        watched(lambda: seen.__setitem__(0, seen[0] + 1))
        do()
        os.write(write, str(seen[0]).encode())

    if in_a_child(counted) != 0:
        raise SystemExit("What was to be killed does not work unharmed.")
    os.close(write)
    with os.fdopen(read) as said:
        return int(said.read())


def killed_at(number: int, do: Do) -> bool:
    """Do something in a process that dies at that moment of it. Whether it came so far."""
    left = [number]

    def moment() -> None:
        left[0] -= 1
        if left[0] < 0:
            die()

    def dying() -> None:
        watched(moment)
        do()

    ended = in_a_child(dying)
    if ended > 0:
        raise SystemExit("It failed before it was killed.")
    return ended == -signal.SIGKILL


def rows() -> dict[str, int]:
    """How many rows each table holds, asked in one statement."""
    from django.apps import apps
    from django.db import connection

    tables = [(model._meta.label, model._meta.db_table) for model in apps.get_models()]
    one = "SELECT '{}', (SELECT COUNT(*) FROM \"{}\")"
    counts = (one.format(label, table) for label, table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


def more_than(before: dict[str, int]) -> dict[str, int]:
    """By how many rows each table has grown."""
    return {name: number - before[name] for name, number in rows().items() if number != before[name]}


def faults() -> int:
    """The faults that `audit verify` finds."""
    from heard.casework.audit import verify

    return len(verify().faults)


def asked(words: str, control: str, **sizes: int) -> argparse.Namespace:
    """What a drill was asked: its sizes, and whether it is the control."""
    parser = argparse.ArgumentParser(description=words.splitlines()[0])
    for name, size in sizes.items():
        parser.add_argument(f"--{name}", type=int, default=size)
    parser.add_argument(f"--{control}", dest="control", action="store_true")
    return parser.parse_args()


def told(title: str, figures: dict[str, Any], *, harm: tuple[str, ...], control: bool) -> int:
    """Print what was found. Gives 1 where there is harm; in a control, where there is none."""
    print(title)
    for what, number in figures.items():
        print(f"  {what}: {number}", flush=True)
    harmed = any(figures[one] for one in harm)
    return int(not harmed) if control else int(harmed)
