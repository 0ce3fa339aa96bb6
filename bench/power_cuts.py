"""Cut the power while acts are recorded: what was acknowledged is there when the machine comes up again.

    ./drills power-cuts [--cuts 20] [--hasty]

The database lies on a disk in a file on XFS. A cut is a copy of that file in one instant (a reflink): it holds what had
reached the disk, and nothing that only memory held. What was acknowledged until just before is noted outside.
The copy is mounted, which replays its journal, and read: every acknowledged act is there, and the ledger proves whole.
PostgreSQL stands on that disk too, and is started on the copy. With `--hasty` a commit does not wait for the disk
(`synchronous=OFF`, `synchronous_commit=off`): the control.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from killing import asked, faults, in_a_child, told
from servers import Postgres
from visitors import tables

MEGABYTES = 900


def write_on(ledger: int, number: int, hasty: bool) -> None:
    """Record acts until killed, each noted outside once it is acknowledged."""
    from django.db import connection

    from heard.casework.writing import writing
    from heard.people.models import Service

    if hasty:
        postgres = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off" if postgres else "PRAGMA synchronous=OFF")
    for one in count(1):
        with writing("test_rows", by="drill", at=datetime.now(UTC)) as line:
            line.add(Service(label=f"Service {number}-{one}"))
        os.write(ledger, b"1")


def standing(**elsewhere: Any) -> tuple[int, int]:
    """How many acts are on record here or elsewhere, and the faults: more than none where it cannot be read."""
    from django.db import connections

    read, write = os.pipe()

    def say() -> None:
        from heard.people.models import Service

        connections["default"].settings_dict |= elsewhere
        os.write(write, f"{Service.objects.count()} {faults()}".encode())

    ended = in_a_child(say)
    os.close(write)
    with os.fdopen(read) as said:
        there, wrong = (said.read() or "0 1").split() if ended == 0 else ("0", "1")
    return int(there), int(wrong)


@contextmanager
def server_on(disk: Path) -> Iterator[Postgres | None]:
    """A PostgreSQL that stands on this disk, where one was asked for."""
    if not os.environ.get("HEARD_TEST_POSTGRES"):
        yield None
        return
    server = Postgres(disk / "server")
    server.make()
    os.environ["HEARD_TEST_POSTGRES"] = server.url
    try:
        yield server
    finally:
        server.kill()


def brought_up(after: Path, data: Path, server: Postgres | None) -> tuple[int, int]:
    """What stands on a copy of the disk, once its database has come up there."""
    if server is None:
        return standing(NAME=str(after / data.name / "heard.sqlite3"))
    copy = Postgres(after / "server")
    copy.password = server.password
    try:
        copy.begin()
        return standing(PORT=copy.port)
    finally:
        copy.kill()


def run(*words: Any) -> None:
    """One command of the system, which has to work."""
    subprocess.run([str(one) for one in words], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def disks() -> Iterator[tuple[Path, Path]]:
    """A disk of XFS, whose files can be copied in one instant, and on it the file of a disk of ext4, mounted."""
    with tempfile.TemporaryDirectory() as folder:
        top, outer, image = Path(folder), Path(folder) / "outer", Path(folder) / "outer.disk"
        top.chmod(0o711)  # The user of PostgreSQL goes through it.
        inner = top / "inner"
        for one in (outer, inner):
            one.mkdir()
        with image.open("wb") as file:
            file.truncate((2 * MEGABYTES + 300) << 20)
        run("mkfs.xfs", "-q", "-m", "reflink=1", image)
        run("mount", "-o", "loop", image, outer)
        try:
            with (outer / "disk").open("wb") as file:
                file.truncate(MEGABYTES << 20)
            run("mkfs.ext4", "-q", "-F", outer / "disk")
            run("mount", "-o", "loop", outer / "disk", inner)
            yield outer, inner
        finally:
            with suppress(subprocess.CalledProcessError):
                run("umount", "-l", inner)
            run("umount", "-l", outer)


def cut_once(
    outer: Path, inner: Path, server: Postgres | None, number: int, hasty: bool
) -> tuple[int, int, int]:
    """Write, cut, and bring it up. Gives how many acts were acknowledged, how many are lost, and the faults."""
    before, _ = standing()
    run("sync", "-f", inner)  # What an earlier writer left to chance is not this one's loss.
    with tempfile.TemporaryFile() as ledger:  # outside the disk that is cut
        writer = os.fork()
        if not writer:
            with suppress(BaseException):
                write_on(ledger.fileno(), number, hasty)
            os._exit(1)
        until = time.monotonic() + 120
        while os.fstat(ledger.fileno()).st_size < 10 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 2))
        acknowledged = os.fstat(ledger.fileno()).st_size
        run("cp", "--reflink=always", outer / "disk", outer / "cut")
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    after = outer / "after"
    after.mkdir(exist_ok=True)
    run("mount", "-o", "loop", outer / "cut", after)
    try:
        there, wrong = brought_up(after, Path(os.environ["HEARD_DATA"]), server)
    finally:
        run("umount", after)
        (outer / "cut").unlink()
    return acknowledged, max(0, before + acknowledged - there), wrong


def main() -> int:
    """Cut, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "hasty", cuts=20)
    random.seed(1)
    if shutil.which("mkfs.xfs") is None:
        raise SystemExit("This needs xfsprogs, and to be run by root.")
    acknowledged = lost = faulty = cuts_with_loss = 0
    with disks() as (outer, inner), server_on(inner) as server, tables(inner) as database:
        from django.db import connections

        connections.close_all()
        for number in range(given.cuts):
            known, gone, wrong = cut_once(outer, inner, server, number, given.control)
            acknowledged, lost = acknowledged + known, lost + gone
            faulty, cuts_with_loss = faulty + bool(wrong), cuts_with_loss + bool(gone)
    found = {
        "acknowledged": acknowledged,
        "acknowledged and lost": lost,
        "cuts after which some were lost": cuts_with_loss,
        "cuts after which the ledger was not whole": faulty,
    }
    title = f"{database}: the power cut {given.cuts} times while acts were recorded."
    return told(title, found, harm=tuple(found)[1:], control=given.control)


if __name__ == "__main__":
    sys.exit(main())
