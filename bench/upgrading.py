"""Upgrade a council while it works: an earlier version serves, the tables are changed beneath it, both serve, and back.

    HEARD_TEST_POSTGRES=postgresql://… ./drills upgrade [--before COMMIT] [--seconds 10]
        [--pace 5] [--like DATABASE,FOLDER] [--impatient | --unfilled]

Five requests a second (`--pace`), a third of them writing, go on through all of it. While the tables are changed
somebody writes for eight seconds in one transaction, again and again. `--impatient`: changes wait for their locks
without end. `--unfilled`: a column comes that the database does not fill by itself. Both are controls and have to fail.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from versions import TOP, Version, commit_before, new_database, source_of

PATIENCE, WRITES_FOR, RESTS_FOR = 2.0, 8.0, 3.0
SIGNED_IN = """
import json, re
import django; django.setup()
from django.conf import settings
from django.test import Client
from heard.casework.looking import members
settings.ALLOWED_HOSTS.append("testserver")
client = Client()
client.force_login(next(one for one in members() if one.role == "complaints_manager").account)
token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/cases/new/").content.decode())[1]
cookies = "; ".join(f"{name}={said.value}" for name, said in client.cookies.items())
print(json.dumps({"cookies": cookies, "token": token}))
"""
IMPATIENT = """
import sys
import django; django.setup()
from heard.casework import migrating
migrating.MOMENT = 600.0
from heard.cli import main
sys.exit(main(sys.argv[1:]))
"""
WAITING = """
SELECT coalesce(max(extract(epoch FROM clock_timestamp() - waitstart)), 0)::float8
FROM pg_locks WHERE NOT granted AND locktype <> 'advisory'
"""
# As an import does. Whoever only reads is in the way of few changes: most take from others the right to write alone.
HOLD = "LOCK TABLE representations_representation, outcomes_remedy IN ROW EXCLUSIVE MODE"
UNFILLED = (
    "ALTER TABLE representations_representation ADD COLUMN planted varchar(9) NOT NULL DEFAULT ''",
    "ALTER TABLE representations_representation ALTER COLUMN planted DROP DEFAULT",
)


class Work:
    """Requests at an even pace, whichever of the ports serve at the moment, and what became of each."""

    def __init__(self, signed_in: dict[str, str], a_second: float) -> None:
        self.a_second = a_second
        self.cookies, self.token = signed_in["cookies"], signed_in["token"]
        self.ports: list[int] = []
        self.took: list[float] = []
        self.failed: list[str] = []
        self.acknowledged: list[str] = []
        self._over, self._under_way = threading.Event(), []  # type: ignore[var-annotated]

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Go on asking inside."""
        pace = threading.Thread(target=self._keep_pace)
        pace.start()
        try:
            yield
        finally:
            self._over.set()
            pace.join()
            for one in self._under_way:
                one.join()

    def _keep_pace(self) -> None:
        for number in itertools.count():
            asking = threading.Thread(target=self._ask, args=(number, self.ports[number % len(self.ports)]))
            asking.start()
            self._under_way.append(asking)
            if self._over.wait(1 / self.a_second):
                return

    def _ask(self, number: int, port: int) -> None:
        method, address, said = self._next(number)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection, began = http.client.HTTPConnection("127.0.0.1", port, timeout=60), time.monotonic()
        try:
            connection.request(method, address, said, headers)
            answer = connection.getresponse()
            answer.read()
            leads_to = answer.getheader("Location") or ""
            if answer.status != (302 if said else 200):
                self.failed.append(f"{method} {address}: {answer.status}")
            elif said:
                self.acknowledged.append(leads_to.strip("/").split("/")[1])
        except (OSError, http.client.HTTPException) as why:
            self.failed.append(f"{method} {address}: {why!r}")
        finally:
            connection.close()
            self.took.append(time.monotonic() - began)

    def _next(self, number: int) -> tuple[str, str, str]:
        if number % 3 == 0:
            return "POST", "/cases/new/", self._new_case()
        return "GET", ("/work/", "/tell/", "/cases/", "/promises/")[number % 4], ""

    def _new_case(self) -> str:
        said = {
            "words": "Nobody rang back about the bus.", "kind": "statutory_complaint", "channel": "Letter",
            "received_on-day": "2", "received_on-month": "3", "received_on-year": "2026",
            "name": "Malik Thornbeck", "relation": "parent", "confirmed": "1", "once": os.urandom(12).hex(),
            "csrfmiddlewaretoken": self.token,
        }  # fmt: skip
        return urlencode(said)


class Watch(threading.Thread):
    """Looks forty times a second how long anybody has waited for a lock."""

    def __init__(self, database: str) -> None:
        super().__init__(daemon=True)
        self.database, self.longest, self.over = database, 0.0, threading.Event()

    def run(self) -> None:
        with psycopg.connect(self.database, autocommit=True) as connection:
            while not self.over.wait(0.025):
                found = connection.execute(WAITING).fetchone()
                self.longest = max(self.longest, found[0] if found else 0.0)


class WritesForLong(threading.Thread):
    """Somebody who again and again is in the midst of writing for some seconds, as an import is."""

    def __init__(self, database: str) -> None:
        super().__init__(daemon=True)
        self.database, self.over = database, threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            with psycopg.connect(self.database) as connection:
                connection.execute(HOLD)
                self.over.wait(WRITES_FOR)
            self.over.wait(RESTS_FOR)


def upgraded(new: Version, old: Version, top: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Run the command of the manual while somebody writes. Gives what it said, and how long it took."""
    words = ["upgrade", "--old", old.heard(top / "old-heard"), "--backups", top / "backups", "--json"]
    writer, began = WritesForLong(new.database), time.monotonic()
    writer.start()
    said = json.loads(new.run(*words, program=IMPATIENT if given.impatient else ""))
    if given.unfilled:
        with psycopg.connect(new.database) as connection:
            for statement in UNFILLED:
                connection.execute(statement)
    said["seconds"] = time.monotonic() - began
    writer.over.set()
    writer.join()
    return dict(said)


def note(said: str) -> None:
    """Tell whoever waits how far it is."""
    print(f"  {time.strftime('%H:%M:%S')} {said}", file=sys.stderr, flush=True)


def drill(top: Path, given: argparse.Namespace) -> int:
    """One story: the old serves, the tables change, both serve, the new alone, the old alone."""
    like, _, data = given.like.partition(",")
    database = new_database(os.environ["HEARD_TEST_POSTGRES"], "heard_upgrade", like or "template1")
    commit = given.before or commit_before()
    old = Version(source_of(commit, top / "before"), top / "data", database)
    new = Version(TOP / "src", top / "data", database)
    os.environ["HEARD_BACKUP_KEY"] = json.loads(old.run("backup", "--make-key", top / "key", "--json"))[
        "public_key"
    ]
    if data:
        shutil.copytree(data, old.data, dirs_exist_ok=True)
    else:
        old.run("demo")
    work, watch = Work(json.loads(old.run(program=SIGNED_IN)), given.pace), Watch(database)
    watch.start()
    note("the older version begins to serve")
    with ExitStack() as serving, ExitStack() as older:
        work.ports = [older.enter_context(old.served())]
        with work.going_on():
            time.sleep(given.seconds)
            note("the tables are changed beneath it")
            said = upgraded(new, old, top, given)
            time.sleep(given.seconds)
            note("both serve, then the new one alone")
            work.ports = [*work.ports, serving.enter_context(new.served())]
            time.sleep(given.seconds)
            work.ports = work.ports[1:]
            time.sleep(1)
            older.close()
            time.sleep(given.seconds)
            note("back to the older one")
            work.ports = [serving.enter_context(old.served())]
            time.sleep(given.seconds)
    watch.over.set()
    watch.join()
    return told(old, new, work, watch, said, commit)


def told(old: Version, new: Version, work: Work, watch: Watch, said: dict[str, Any], commit: str) -> int:
    """What became of it, and whether it went as it has to."""
    with psycopg.connect(new.database) as connection:
        found = connection.execute("SELECT reference FROM representations_representation").fetchall()
    lost = set(work.acknowledged) - {row[0] for row in found}
    whole = [json.loads(one.run("audit", "verify", "--json"))["whole"] for one in (new, old)]
    steps = said["steps"]
    took = sorted(work.took)
    print(
        f"from {commit[:9]}: {len(steps)} changes of tables in {said['seconds']:.1f} s with the backup, ",
        end="",
    )
    print(
        f"longest {max(one['seconds'] for one in steps):.2f} s, gave way {sum(one['gave_way'] for one in steps)} times"
    )
    print(
        f"requests {len(took)}, failed {len(work.failed)}, p95 {took[int(len(took) * 0.95)] * 1000:.0f} ms, ",
        end="",
    )
    print(
        f"longest {took[-1]:.2f} s; longest wait for a lock {watch.longest:.2f} s (target {PATIENCE:.0f} s)"
    )
    print(
        f"acknowledged {len(work.acknowledged)}, lost {len(lost)}; rows fewer: {len(said['faults'])}; ",
        end="",
    )
    print(f"ledger whole to the new and to the old program: {whole}; load {os.getloadavg()[0]:.1f}")
    for one in work.failed[:10]:
        print(f"  failed: {one}")
    went = not work.failed and not lost and not said["faults"] and all(whole) and watch.longest <= PATIENCE
    return 0 if went else 1


def main() -> int:
    """The drill or a control, in a folder of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--before", default="")
    asked.add_argument(
        "--like", default="", metavar="DATABASE,FOLDER", help="begin with a copy of this installation"
    )
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--pace", type=float, default=5, help="requests a second")
    asked.add_argument("--impatient", action="store_true")
    asked.add_argument("--unfilled", action="store_true")
    given = asked.parse_args()
    if not os.environ.get("HEARD_TEST_POSTGRES"):
        print("There is no PostgreSQL here, so nothing was tried.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no server outlives it
    with tempfile.TemporaryDirectory() as top:
        return drill(Path(top), given)


if __name__ == "__main__":
    sys.exit(main())
