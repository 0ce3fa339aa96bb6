"""Cut the power while acts are recorded: what was acknowledged is there when the machine comes up again.

    ./drills power-cuts [--cuts 20] [--hasty]

The database lies on a disk in a file on XFS. A cut is a copy of that file in one instant (a reflink): it holds what had
reached the disk, and nothing that only memory held. What was acknowledged until just before is noted outside.
The copy is mounted, which replays its journal, and read: every acknowledged act is there, and the ledger proves whole.
With `--hasty` SQLite does not wait for the disk (`synchronous=OFF`): the control.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from killing import Place, asked, told
from visitors import tables

MEGABYTES = 400
WRITER = """
import os, sys
import django; django.setup()
from datetime import UTC, datetime
from django.db import connection
from heard.casework.writing import writing
from heard.people.models import Service
if os.environ.get("HEARD_HASTY"):
    connection.ensure_connection()
    connection.connection.execute("PRAGMA synchronous=OFF")
n = 0
while True:
    n += 1
    with writing("test_rows", by="drill", at=datetime.now(UTC)) as line:
        line.add(Service(label=f"Service {n}"))
    os.write(1, f"{n}\\n".encode())
"""
HELD = """
import json, sys
import django; django.setup()
from heard.casework.audit import verify
from heard.people.models import Service
print(json.dumps({"there": Service.objects.count(), "faults": len(verify().faults)}))
"""


def run(*words: Any) -> None:
    """One command of the system, which has to work."""
    subprocess.run([str(one) for one in words], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def disks() -> Iterator[tuple[Path, Path]]:
    """A disk of XFS, whose files can be copied in one instant, and on it the file of a disk of ext4, mounted."""
    with tempfile.TemporaryDirectory() as folder:
        top, outer, image = Path(folder), Path(folder) / "outer", Path(folder) / "outer.disk"
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


def cut_once(outer: Path, inner: Path, data: Path, hasty: bool) -> tuple[int, int, int]:
    """Write, cut, and bring it up. Gives how many acts were acknowledged, how many are lost, and the faults."""
    here = Place(data)
    kept = {**here.environment, **({"HEARD_HASTY": "1"} if hasty else {})}
    with tempfile.TemporaryFile() as ledger:  # outside the disk that is cut
        before = _standing(data, here)["there"]
        writer = subprocess.Popen([sys.executable, "-c", WRITER], env=kept, stdout=ledger)
        until = time.monotonic() + 120
        while os.fstat(ledger.fileno()).st_size < 40 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 2))
        ledger.seek(0)
        acknowledged = ledger.read().count(b"\n")
        run("cp", "--reflink=always", outer / "disk", outer / "cut")
        writer.kill()
        writer.wait()
    after = outer / "after"
    after.mkdir(exist_ok=True)
    run("mount", "-o", "loop", outer / "cut", after)
    try:
        found = _standing(after / data.relative_to(inner), here)
    finally:
        run("umount", after)
        (outer / "cut").unlink()
    return acknowledged, max(0, before + acknowledged - found["there"]), found["faults"]


def _standing(data: Path, place: Place) -> dict[str, int]:
    code, said = Place(data, place.database).ask(program=HELD)
    return said if code == 0 else {"there": 0, "faults": 1}


def main() -> int:
    """Cut, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "hasty", cuts=20)
    random.seed(1)
    if shutil.which("mkfs.xfs") is None:
        raise SystemExit("This needs xfsprogs, and to be run by root.")
    os.environ.pop("HEARD_TEST_POSTGRES", None)
    acknowledged = lost = faulty = cuts_with_loss = 0
    with disks() as (outer, inner), tables(inner) as database:
        from django.db import connections

        connections.close_all()
        data = Path(os.environ["HEARD_DATA"])
        for _ in range(given.cuts):
            known, gone, faults = cut_once(outer, inner, data, given.control)
            acknowledged, lost = acknowledged + known, lost + gone
            faulty, cuts_with_loss = faulty + bool(faults), cuts_with_loss + bool(gone)
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
