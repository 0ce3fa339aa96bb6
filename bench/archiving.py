"""The write-ahead log archived by pgBackRest: restored to an instant and to the end; missing, damaged and locked files.

    ./drills wal [--flips 50]

A PostgreSQL of its own, archived into an encrypted folder as docs/how-to/archive-the-wal.md says. A file of the log is
taken away, another key is tried, and one bit is turned at fifty places: each has to be noticed by `pgbackrest verify`,
by the restore, or to change nothing of what is restored. Needs pgBackRest, and root or the account postgres.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
SETTINGS = """
archive_mode = on
archive_timeout = {archive_timeout}
archive_command = 'pgbackrest --config={top}/pgbackrest.conf --stanza=heard archive-push %p'
port = {port}
listen_addresses = ''
unix_socket_directories = '{top}'
"""
ARCHIVE = """
[global]
repo1-path={top}/repo
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass={key}
repo1-retention-full=2
log-path={top}/log
lock-path={top}/lock
spool-path={top}/spool
log-level-console=warn
log-level-file=off
start-fast=y
archive-timeout=20
[heard]
pg1-path={top}/{data}
pg1-socket-path={top}
pg1-port={port}
pg1-user=postgres
"""
SECONDS = 5


class Archived:
    """A server whose log is archived, in a folder of its own."""

    def __init__(self, top: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.top, self.key = top, secrets.token_hex(24)
        self.configure(self.key, "data")
        self._do(
            "initdb", "-D", top / "data", "--data-checksums", "--auth=peer", "-U", "postgres", "--no-sync"
        )
        said = SETTINGS.format(top=top, port=self.port, archive_timeout=SECONDS)
        with (top / "data/postgresql.conf").open("a") as file:
            file.write(said)

    def configure(self, key: str, data: str) -> None:
        """Say to pgBackRest where everything is, and the key."""
        place = self.top / "pgbackrest.conf"
        place.write_text(ARCHIVE.format(top=self.top, key=key, data=data, port=self.port))
        shutil.chown(place, "postgres")

    def _do(self, program: str, *words: object) -> subprocess.CompletedProcess[str]:
        command = [*AS_POSTGRES, str(BIN[0] / program), *map(str, words)]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=self.top)

    def begin(self, data: str = "data", *, may_fail: bool = False) -> bool:
        """Start the server on a folder. Whether it came up, with all of its recovery done."""
        command = [
            *AS_POSTGRES,
            str(BIN[0] / "pg_ctl"),
            "-D",
            str(self.top / data),
            "-l",
            str(self.top / "server.log"),
        ]
        done = subprocess.run(
            [*command, "-w", "-t", "60", "start"], capture_output=True, check=False, cwd=self.top
        )
        if done.returncode:
            assert may_fail, (self.top / "server.log").read_text()[-2000:]
            return False
        return True

    def stop(self, data: str = "data", how: str = "fast") -> None:
        """Stop the server; `immediate` is what a machine does that dies."""
        self._do("pg_ctl", "-D", self.top / data, "-m", how, "-w", "stop")

    def rest(self, *words: object) -> subprocess.CompletedProcess[str]:
        """A command of pgBackRest."""
        command = [*AS_POSTGRES, "pgbackrest", f"--config={self.top}/pgbackrest.conf", "--stanza=heard"]
        return subprocess.run(
            [*command, *map(str, words)],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd=self.top,
        )

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """Ask the server as its owner."""
        words = ["-h", self.top, "-p", self.port, "-U", "postgres", "-d", "postgres", "-tAc", statement]
        return [(line,) for line in self._do("psql", *words).stdout.split("\n") if line]

    def restored(self, *words: object) -> tuple[list[str], float]:
        """Restore into an empty folder and begin there. Gives the numbers that are on record, and the seconds."""
        began = time.monotonic()
        shutil.rmtree(self.top / "again", ignore_errors=True)
        self.configure(self.key, "again")
        done = self.rest("restore", "--archive-mode=off", *words)
        try:
            if done.returncode or not self.begin("again", may_fail=True):
                return [], time.monotonic() - began
            while self.ask("SELECT pg_is_in_recovery()") != [("f",)]:
                time.sleep(0.2)
            found = [str(row[0]) for row in self.ask("SELECT n FROM told ORDER BY n")]
            self.stop("again")
            return found, time.monotonic() - began
        finally:
            self.configure(self.key, "data")

    def is_sound(self) -> bool:
        """What `pgbackrest verify` says of the archive."""
        done = self.rest("verify", "--output=text", "--verbose")
        return done.returncode == 0 and "status: error" not in done.stdout and "ERROR" not in done.stderr


def told(server: Archived, first: int, last: int) -> None:
    """Acknowledge some numbers, one commit each."""
    for number in range(first, last + 1):
        server.ask(f"INSERT INTO told VALUES ({number})")  # noqa: S608 (a number of ours)


def story(server: Archived, flips: int) -> int:
    """One story: a full backup, work, an accident, and everything that can be wrong with an archive."""
    server.begin()
    server.ask("CREATE TABLE told (n int PRIMARY KEY, at timestamptz DEFAULT clock_timestamp())")
    told(server, 1, 10)
    for words in (["stanza-create"], ["check"], ["backup", "--type=full"]):
        done = server.rest(*words)
        assert done.returncode == 0, done.stderr + done.stdout
    told(server, 11, 20)
    time.sleep(1.1)
    instant = str(server.ask("SELECT clock_timestamp()")[0][0])
    time.sleep(1.1)
    told(server, 21, 30)
    server.ask("DELETE FROM told WHERE n <= 20")
    time.sleep(SECONDS * 2 + 1)
    told(server, 31, 31)
    server.stop(how="immediate")
    (server.top / "data").rename(server.top / "lost")
    good, took = server.restored("--type=time", f"--target={instant}", "--target-action=promote")
    end, _ = server.restored()
    print(f"to the instant before the accident: {good == [str(n) for n in range(1, 21)]}, in {took:.1f} s")
    print(
        f"to the end of the archive, the disk being gone: 30 there: {'30' in end}; lost: the last {SECONDS} s"
    )
    sound = server.is_sound()
    print(f"sound to pgbackrest verify: {sound}")
    found = [wrong_key(server), missing_log(server, end)]
    print(f"another key refused: {found[0]}; a missing file of the log noticed: {found[1]}")
    noticed, harmless = damaged(server, flips, good, instant)
    print(f"one bit turned {flips} times: noticed {noticed}, harmless, being kept twice {harmless}")
    print(f"load {os.getloadavg()[0]:.1f}")
    well = good == [str(n) for n in range(1, 21)] and "30" in end and sound and all(found)
    return 0 if well and noticed + harmless == flips else 1


def wrong_key(server: Archived) -> bool:
    """Whether the archive stays shut to another key."""
    right, server.key = server.key, secrets.token_hex(24)
    found, _ = server.restored()
    server.key = right
    server.configure(right, "data")
    return found == []


def missing_log(server: Archived, whole: list[str]) -> bool:
    """Whether a file of the log that is gone is noticed by a restore to an instant after it.

    The control is a restore to the end: it stops at the gap and says nothing, so the file is one that mattered.
    """
    aside = server.top / "aside"
    for gone in sorted((server.top / "repo/archive").rglob("0000000*-*"), reverse=True):
        gone.rename(aside)
        to_the_end, _ = server.restored()
        looked = not server.is_sound()
        found, _ = server.restored("--type=time", "--target=2100-01-01 00:00:00+00")
        aside.rename(gone)
        if to_the_end != whole:
            print(f"  without it: to the end {len(to_the_end)} of {len(whole)} numbers, unnoticed; ", end="")
            print(f"by pgbackrest verify noticed: {looked}; by a restore to an instant: {found == []}")
            return bool(to_the_end) and found == []
    return False


def damaged(server: Archived, flips: int, good: list[str], instant: str) -> tuple[int, int]:
    """Turn one bit at so many places, spread over what is kept. Gives how many were noticed, how many do no harm."""
    kept = sorted(one for one in (server.top / "repo").rglob("*") if one.is_file() and not one.is_symlink())
    noticed = harmless = 0
    for step in range(flips):
        place = kept[len(kept) * step // flips]
        whole = place.read_bytes()
        at = random.randrange(len(whole))
        place.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << step % 8)]) + whole[at + 1 :])
        if not server.is_sound():
            noticed += 1
        else:
            words = ("--type=time", f"--target={instant}", "--target-action=promote")
            again, _ = server.restored(*words)
            noticed += again == []
            harmless += again == good
            if again not in ([], good):
                print(f"  unnoticed: {place.name}")
        place.write_bytes(whole)
    return noticed, harmless


def main() -> int:
    """The drill, in a folder of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--flips", type=int, default=50)
    given = asked.parse_args()
    random.seed(1)
    if not shutil.which("pgbackrest") or not BIN:
        print("An administrator can run: apt-get install postgresql pgbackrest", file=sys.stderr)
        return 1
    top = Path(tempfile.mkdtemp())
    shutil.chown(top, "postgres")
    try:
        return story(Archived(top), given.flips)
    finally:
        for name in ("data", "again"):
            if (top / name / "postmaster.pid").exists():
                Archived.stop.__get__(_at(top), Archived)(name, "immediate")
        shutil.rmtree(top, ignore_errors=True)


def _at(top: Path) -> Archived:
    """The server of a folder, to stop it."""
    server = Archived.__new__(Archived)
    server.top = top
    return server


if __name__ == "__main__":
    sys.exit(main())
