"""Fill the disk while people send: nothing is acknowledged that is not kept, words stay on the page, and it heals.

    ./drills disk-full [--visitors 4] [--megabytes 32] [--too-early]

The data of an installation on SQLite lies on a disk of its own (ext4 in a file, mounted by root), which something else
fills while visitors send. Then there is room again, and the same pages go on without being started anew. The same is
done with the files of cases, with the log, and with the whole of PostgreSQL on the full disk, which stops and is
begun again as its unit of systemd does it. With `--too-early` the pages answer before anything is kept: the control,
which has to lose some.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from door_kills import BROKE, TOO_EARLY, on_record
from killing import asked, faults, told
from servers import Postgres, missing
from visitors import ANSWERS, PAGES, Served, Visitor, installation

A_WHILE, HEALED = 20, 30
DISKS = ("database", "files", "log", "whole of PostgreSQL")
SERVER, FOR_A_SERVER, BEGUN_AGAIN_EVERY = DISKS[3], 512, 2
NO_HARM = ("in all", "refused", "healed after s", "connections")


@contextmanager
def disk(megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes, mounted."""
    with tempfile.TemporaryDirectory() as folder:
        image, place = Path(folder) / "disk", Path(folder) / "mounted"
        place.mkdir()
        with image.open("wb") as file:
            file.truncate(megabytes << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", str(image)], check=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True)
        try:
            yield place
        finally:
            subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> Path:
    """Fill a disk to its last byte. Gives the file that does."""
    filler = place / "filler"
    if shutil.disk_usage(place).free < 1 << 20:
        raise SystemExit("It was full before it was filled. Give the drill a larger disk with --megabytes.")
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filler


class Sending:
    """Visitors who send again and again, and what they were told."""

    def __init__(self, port: int, visitors: int) -> None:
        self.port, self.over = port, threading.Event()
        self.acknowledged: list[str] = []
        self.refused = self.without_words = self.odd = 0
        self.last = 0.0
        self.threads = [
            threading.Thread(target=self._go, args=(name,), daemon=True) for name in range(visitors)
        ]
        for one in self.threads:
            one.start()

    def end(self) -> None:
        """Send no more."""
        self.over.set()
        for one in self.threads:
            one.join()

    def _go(self, name: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            try:
                self._send(f"Words {name}-{number} that must not be lost.")
            except BROKE:
                self.odd += 1
            except SystemExit as why:  # A step was not taken: what the page said is in it.
                self._was_refused(str(why), words="")

    def _send(self, words: str) -> None:
        visitor = Visitor(self.port)
        token = visitor.answer_all(words)
        status, page, leads_to = visitor.ask("POST", "/tell/check/", {"csrfmiddlewaretoken": token})
        if status == 302 and leads_to == "/tell/sent/":
            self.acknowledged.append(words)
            self.last = time.monotonic()
        else:
            self._was_refused(page, words)

    def _was_refused(self, page: str, words: str) -> None:
        self.refused += 1
        self.without_words += "again" not in page.lower() or "Traceback" in page
        time.sleep(0.2)


def about_to_write(port: int) -> tuple[Visitor, str]:
    """Somebody who has the page open on which they write, and the token of its form."""
    visitor = Visitor(port)
    for step, said in ANSWERS[:3]:
        token = visitor.token(f"/tell/{step}/")
        visitor.ask("POST", f"/tell/{step}/", {**said, "csrfmiddlewaretoken": token})
    return visitor, visitor.token("/tell/words/")


def words_on_the_page(visitor: Visitor, token: str) -> bool:
    """Whether somebody whose words cannot be kept has them on the page that says so."""
    words = "These words are long enough to be missed."
    visitor.connection.close()  # The server closes what rests; the next request opens another.
    said = {"words": words, "csrfmiddlewaretoken": token}
    status, page, _ = visitor.ask("POST", "/tell/words/", said)
    return status == 302 or words in page


@contextmanager
def begun_again(place: Path) -> Iterator[None]:
    """A PostgreSQL on the disk, begun again whenever it stopped, as systemd does it."""
    place.parent.chmod(0o755)
    server, over = Postgres(place / "postgres"), threading.Event()
    server.make()
    os.environ["HEARD_TEST_POSTGRES"] = server.url

    def watch() -> None:
        while not over.wait(BEGUN_AGAIN_EVERY):
            if server.running is not None and server.running.poll() is not None:
                with suppress(SystemExit, OSError):
                    server.begin(seconds=BEGUN_AGAIN_EVERY)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
        server.stop()


def one_disk(what: str, visitors: int, megabytes: int, pages: str) -> dict[str, Any]:
    """Fill the disk on which the database, the files or the log lies. Gives what became of it."""
    with (
        disk(megabytes) as place,
        begun_again(place) if what == SERVER else nullcontext(),
        installation(20 * visitors, slow=False, on=place if what == "database" else None),
    ):
        if what == "files":
            (place / "files").mkdir()
            (Path(os.environ["HEARD_DATA"]) / "files").symlink_to(place / "files")
        served = Served(pages, log=place / "log" if what == "log" else None)
        served.begin()
        try:
            return _filled(what, place, served, visitors) | {
                f"{what}: faults found by audit verify": faults()
            }
        finally:
            served.kill()


def _filled(what: str, place: Path, served: Served, visitors: int) -> dict[str, Any]:
    from django.db import connection

    sending = Sending(served.port, visitors)
    time.sleep(A_WHILE)
    before, writing = len(sending.acknowledged), about_to_write(served.port)
    filler = fill(place)
    time.sleep(A_WHILE)
    reads = Visitor(served.port).ask("GET", "/tell/")[0] == 200
    has_words = words_on_the_page(*writing)
    during = len(sending.acknowledged) - before
    filler.unlink()
    freed = time.monotonic()
    while sending.last < freed and time.monotonic() < freed + 2 * HEALED:
        time.sleep(0.1)
    healed = sending.last - freed
    sending.end()
    connection.close()  # A server that was begun again does not know it.
    there = on_record()
    return {
        f"{what}: acknowledged before, while full, in all": f"{before}, {during}, {len(sending.acknowledged)}",
        f"{what}: refused": sending.refused,
        f"{what}: acknowledged and not on record": sum(not there[one] for one in sending.acknowledged),
        f"{what}: on record twice": sum(number > 1 for number in there.values()),
        f"{what}: refused without a word on what to do": sending.without_words,
        f"{what}: words gone from the page": int(not has_words),
        f"{what}: pages not read while full": int(not reads),
        f"{what}: healed after s": f"{healed:.1f}",
        f"{what}: not healed within {HEALED} s": int(not 0 <= healed <= HEALED),
        f"{what}: broken connections": sending.odd,
    }


def main() -> int:
    """Fill each disk, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "too-early", visitors=4, megabytes=32, disk=0)
    os.environ.pop("HEARD_TEST_POSTGRES", None)
    if not given.disk:  # Each in a process of its own: settings are read once.
        which = (1,) if given.control else range(1, len(DISKS) + 1)
        again = [sys.executable, *sys.argv]
        return max(subprocess.run([*again, "--disk", str(one)], check=False).returncode for one in which)
    what = DISKS[given.disk - 1]
    if what == SERVER and missing("postgres"):
        raise SystemExit("PostgreSQL is not here: apt-get install postgresql")
    size = FOR_A_SERVER if what == SERVER else given.megabytes
    found = one_disk(what, given.visitors, size, TOO_EARLY if given.control else PAGES)
    lost = tuple(one for one in found if one.endswith("acknowledged and not on record"))
    harm = lost if given.control else tuple(one for one in found if not one.endswith(NO_HARM))
    title = (
        f"{'PostgreSQL' if what == SERVER else 'SQLite'}: a disk of {size} MB filled, with the {what} on it."
    )
    return told(title, found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
