"""PostgreSQL killed, or its disk gone, while people put cases on record (R02, R04).

    ./drills database-kills [--cases 20000] [--kills 20]
    ./drills database-gone [--times 7]            --asynchronous is the control

Eight people put cases on record without a pause. What was acknowledged is noted here. `database-kills` kills every
process of PostgreSQL and starts it again. `database-gone` kills it and removes its whole folder: it comes back from a
copy of before and the log that a receiver elsewhere confirmed before anybody was told. In the control nobody waits for
the receiver, which died three seconds before.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import people
from servers import BIN, Node, Place, Postgres, folder_of_ours, killed, until

PEOPLE, A_PAUSE, A_MOMENT = 8, (0.05, 0.3), 0.1
MIX = (10, 10, 80)


class AtWork:
    """People who put cases on record without a pause, through whatever happens."""

    def __init__(self, node: Node) -> None:
        self.told, self.over = people.Told(), threading.Event()
        at, cases = (node.place.host, node.port), people.cases_to_open(50)
        self.together = [
            people.Person(at, one, cases, self.told, over=self.over, thinks=A_PAUSE, forgiving=True, mix=MIX)
            for one in people.signed_in(PEOPLE)
        ]
        for one in self.together:
            one.start()

    def wait_for_some(self) -> None:
        """Until some have sent since, and a moment longer, so that what is on its way is hit."""
        wanted = len(self.told.sent) + random.randint(2, PEOPLE)
        until(lambda: len(self.told.sent) >= wanted, 240, every=0.002)
        time.sleep(random.uniform(0, A_MOMENT))

    def end(self) -> None:
        """Let everybody finish."""
        self.over.set()
        for one in self.together:
            one.join(120)


def killed_again_and_again(node: Node, postgres: Postgres, kills: int) -> tuple[people.Told, float]:
    """Kill PostgreSQL so often. Gives what they met, and the longest until the pages had it again."""
    work, longest = AtWork(node), 0.0
    for _ in range(kills):
        work.wait_for_some()
        postgres.kill()
        began = time.monotonic()
        postgres.begin()
        until(lambda: node.status("/health/") == 200, 60)
        longest = max(longest, time.monotonic() - began)
    work.wait_for_some()
    work.end()
    return work.told, longest


class Receiver:
    """The write-ahead log, received elsewhere as it is written, and confirmed once it is on that disk."""

    def __init__(self, postgres: Postgres, folder: Path) -> None:
        self.postgres, self.folder, self.running = postgres, folder, None
        self.base = folder / "base"

    def begin(self, *, synchronous: bool) -> None:
        """Copy the database, receive its log from there on and, where wanted, let nobody be told before it is here."""
        log = self.folder / "log"
        log.mkdir(parents=True)
        self.postgres.lend(self.folder)
        address = self.postgres.address("postgres").replace("/postgres", "/?application_name=keeper")
        received = [str(BIN / "pg_receivewal"), "-D", str(log), "--synchronous", "-d", address]
        made = [*received, "--slot=keeper", "--create-slot", "--if-not-exists"]
        if Place().begin(made, user="postgres").wait():
            raise SystemExit("The receiver found no place.")
        self.running = Place().begin([*received, "--slot=keeper"], user="postgres", stderr=subprocess.DEVNULL)
        until(lambda: self.postgres.ask("SELECT 1 FROM pg_stat_replication") == [(1,)], 30)
        copied = [str(BIN / "pg_basebackup"), "-D", str(self.base), "-X", "none", "-c", "fast", "-d", address]
        if Place().begin(copied, user="postgres", stderr=subprocess.DEVNULL).wait():
            raise SystemExit("The database could not be copied.")
        if synchronous:
            self.postgres.ask("ALTER SYSTEM SET synchronous_standby_names = 'keeper'")
            self.postgres.ask("SELECT pg_reload_conf()")
            synced = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
            until(lambda: self.postgres.ask(synced) == [(1,)], 30)

    def bring_back(self) -> None:
        """Put the copy where the database was, and let it read the log to its end."""
        killed(self.running)
        data = self.postgres.data
        shutil.copytree(self.base, data)
        (data / "postgresql.auto.conf").write_text("")
        log = self.folder / "log"
        with (data / "postgresql.conf").open("a") as said:
            said.write(f"\nrestore_command = 'cp {log}/%f %p || cp {log}/%f.partial %p'\n")
        (data / "recovery.signal").touch()
        os.chmod(data, 0o700)
        self.postgres.lend(data)
        self.postgres.begin()
        until(lambda: self.postgres.ask("SELECT pg_is_in_recovery()") == [(False,)], 120)


def disk_gone(
    node: Node, postgres: Postgres, folder: Path, *, synchronous: bool
) -> tuple[people.Told, float]:
    """Remove the database's folder while people work. Gives what they met, and the seconds until it was back."""
    receiver = Receiver(postgres, folder)
    receiver.begin(synchronous=synchronous)
    work = AtWork(node)
    for _ in range(4):
        work.wait_for_some()
    if not synchronous:
        killed(receiver.running)
        time.sleep(3)
        work.wait_for_some()
    postgres.kill()
    shutil.rmtree(postgres.data)
    began = time.monotonic()
    receiver.bring_back()
    until(lambda: node.status("/health/") == 200, 60)
    took = time.monotonic() - began
    work.wait_for_some()
    work.end()
    postgres.ask("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
    return work.told, took


def counted(told: people.Told, said: str) -> dict[str, int]:
    """Print what became of it all."""
    became = {**people.what_became(told), "answered otherwise": len(told.wrong)}
    print(f"{said}; load {os.getloadavg()[0]:.1f}")
    print(f"  broken off or told to wait, and sent again: {len(told.broken)}")
    for what, number in became.items():
        print(f"  {what}: {number}", flush=True)
    for one in told.wrong[:3]:
        print(f"    {one}", file=sys.stderr)
    return became


def _kills(node: Node, postgres: Postgres, given: argparse.Namespace) -> int:
    told, longest = killed_again_and_again(node, postgres, given.kills)
    said = f"PostgreSQL killed {given.kills} times, {given.cases:,} cases; serving again after {longest:.1f} s at most"
    became = counted(told, said)
    return int(any(list(became.values())[1:]) or longest > 10 or not became["acknowledged"])


def _gone(node: Node, postgres: Postgres, given: argparse.Namespace, folder: Path) -> int:
    found = 0
    for number in range(given.times):
        told, took = disk_gone(
            node, postgres, folder / f"receiver-{number}", synchronous=not given.asynchronous
        )
        became = counted(told, f"The database's folder removed ({number + 1}); back after {took:.1f} s")
        if given.asynchronous:
            return int(not became["acknowledged and not on record"])
        found |= any(list(became.values())[1:]) or took > 900
    return int(found)


def main() -> int:
    """Make an installation, harm its database, and count. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("what", choices=["kills", "gone"])
    asked.add_argument("--cases", type=int, default=20_000)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--times", type=int, default=7)
    asked.add_argument("--asynchronous", action="store_true")
    given = asked.parse_args()
    with folder_of_ours() as folder:
        (folder / "heard").mkdir()
        postgres = Postgres(folder / "postgres")
        postgres.make()
        node = Node(database=postgres.url)
        try:
            people.django_ready(postgres.url, folder / "heard")
            people.made_up(given.cases, min(given.cases, 1000))
            node.begin()
            if given.what == "kills":
                return _kills(node, postgres, given)
            return _gone(node, postgres, given, folder)
        finally:
            node.kill()
            postgres.stop()


if __name__ == "__main__":
    sys.exit(main())
