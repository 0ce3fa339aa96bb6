"""Backup and restore under harm: killed in the middle, damaged files, and a trial on SQLite moved to PostgreSQL.

    ./drills restore [--kills 12] [--flips 50] [--unproved]

Everything is done by the commands of the manual, in processes of their own, while somebody goes on writing. With
`--unproved` what a backup holds is not held to its list: the control, in which a row left out has to go unnoticed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from killing import Place

WRITER = """
import django; django.setup()
from datetime import UTC, datetime
from heard.casework.writing import writing
from heard.people.models import Service
n = 0
while True:
    n += 1
    with writing("test_rows", by="drill", at=datetime.now(UTC)) as line:
        line.add(Service(label=f"Service {n}"))
"""
LEAVES_ONE_OUT = """
import sys
from heard.casework import backup_box
add = backup_box.Box.add
backup_box.Box.add = lambda box, name, content: None if "representations.Wall/" in name else add(box, name, content)
from heard.cli import main
sys.exit(main(sys.argv[1:]))
"""
HOLDS_TO_NOTHING = """
import sys
import django; django.setup()
from heard.casework import backup_reading
backup_reading._hold_to_manifest = lambda read, sums: None
from heard.cli import main
sys.exit(main(sys.argv[1:]))
"""


class Empties:
    """Empty installations, as many as are asked for, each a copy of one whose tables were made once."""

    def __init__(self, top: Path, server: str) -> None:
        self.top, self.server, self.made = top, server.rpartition("/")[0], 0
        self.template = Place(top / "template", f"{self.server}/heard_template" if server else "")
        self._sql("CREATE DATABASE heard_template")
        code, said = self.template.ask("audit", "verify")
        assert code == 0, said

    def another(self) -> Place:
        """A new one."""
        self.made += 1
        place = Place(
            self.top / f"empty-{self.made}", f"{self.server}/heard_{self.made}" if self.server else ""
        )
        shutil.copytree(self.template.data, place.data)
        self._sql(f"CREATE DATABASE heard_{self.made} TEMPLATE heard_template")
        return place

    def _sql(self, statement: str) -> None:
        if self.server:
            import psycopg

            with psycopg.connect(f"{self.server}/postgres", autocommit=True) as server:
                server.execute(statement.encode())


def killed_backups(full: Place, backups: Path, key: Path, kills: int, takes: float) -> tuple[int, int]:
    """Kill backups at random moments. Gives how many were at it, and how many files did not open afterwards."""
    at_it = sum(full.killed(random.uniform(0.2, takes), "backup", backups) for _ in range(kills))
    unsound = sum(
        full.ask("backup", "--verify", one, "--key", key)[0] != 0 for one in backups.glob("*.heard")
    )
    return at_it, unsound


def killed_restores(
    empties: Empties, backup: Path, key: Path, kills: int, takes: float
) -> tuple[int, int, int]:
    """Kill restores at random moments, then restore again. Gives those at it, those half there, those not mended."""
    at_it = half = not_mended = 0
    for _ in range(kills):
        place = empties.another()
        at_it += place.killed(random.uniform(0.2, takes), "restore", backup, "--key", key)
        code, again = place.ask("restore", backup, "--key", key)
        if code == 0:
            continue
        # Refused because it was whole before the kill came, or it was left half.
        half += not (place.holds_a_council() and place.ask("audit", "verify")[0] == 0)
        not_mended += "not empty" not in str(again)
    return at_it, half, not_mended


def damages(place: Place, backup: Path, key: Path, flips: int) -> tuple[int, int]:
    """Turn one bit at so many places, cut the end off, use a wrong key. Gives how many were tried, how many found."""
    whole, tried, found = backup.read_bytes(), 0, 0
    bad, other = place.data.parent / "damaged.heard", place.data.parent / "other.key"
    place.ask("backup", "--make-key", other)
    for step in range(flips):
        at = len(whole) * step // flips
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << step % 8)]) + whole[at + 1 :])
        tried, found = tried + 1, found + (place.ask("backup", "--verify", bad, "--key", key)[0] == 1)
    bad.write_bytes(whole[: len(whole) * 2 // 3])
    for words in ((bad, "--key", key), (backup, "--key", other)):
        tried, found = tried + 1, found + (place.ask("restore", *words)[0] == 1)
    return tried, found + (0 if not place.holds_a_council() else -1)


def unproved(full: Place, backups: Path, key: Path) -> int:
    """The control: a backup that leaves a table out is refused, and with the guard off it is not."""
    code, _ = full.ask("backup", backups, program=LEAVES_ONE_OUT)
    made = max(backups.glob("*.heard"))
    with_guard = full.ask("backup", "--verify", made, "--key", key)[0]
    without = full.ask("backup", "--verify", made, "--key", key, program=HOLDS_TO_NOTHING)[0]
    print(
        f"control: made {code}; refused with the guard: {with_guard == 1}; unnoticed without: {without == 0}"
    )
    return 0 if (code, with_guard, without) == (0, 1, 0) else 1


def drill(top: Path, given: argparse.Namespace) -> int:
    """Long because it is one story from the first backup to the last: all of it, with its figures."""
    key, backups, server = top / "key", top / "backups", os.environ.get("HEARD_TEST_POSTGRES", "")
    empties = Empties(top, "")
    full = empties.another()
    os.environ["HEARD_BACKUP_KEY"] = full.ask("backup", "--make-key", key)[1]["public_key"]
    assert full.ask("demo")[0] == 0
    if given.unproved:
        return unproved(full, backups, key)
    writer = subprocess.Popen([sys.executable, "-c", WRITER], env=full.environment)
    began = time.perf_counter()
    code, said = full.ask("backup", backups)
    takes = time.perf_counter() - began
    assert code == 0, said
    told = [f"backup while somebody writes: {takes:.1f} s, {said['bytes']:,} bytes, {said['rows']:,} rows"]
    at_it, unsound = killed_backups(full, backups, key, given.kills, takes)
    told.append(f"backups killed: {given.kills}, at it {at_it}; files that do not open: {unsound}")
    writer.kill()
    backup = Path(said["file"])
    began = time.perf_counter()
    code, again = empties.another().ask("restore", backup, "--key", key)
    restores = time.perf_counter() - began
    equal = code == 0 and again["standing"] == said["standing"]
    told.append(f"restored in {restores:.1f} s, counts, digests, ledger, walls and holds equal: {equal}")
    at_it, half, bad = killed_restores(empties, backup, key, given.kills, restores)
    told.append(
        f"restores killed: {given.kills}, at it {at_it}; left half: {half}; not mended by another: {bad}"
    )
    tried, found = damages(empties.another(), backup, key, given.flips)
    told.append(f"damaged, cut or under another key: {tried}, noticed before use: {found}")
    sound = equal and not unsound and not half and not bad and tried == found
    if server:
        moved = move(Empties(top / "postgresql", server), empties, full, backups, key, given.kills, told)
        sound = sound and moved
    print("\n".join(told))
    return 0 if sound else 1


def move(
    there: Empties, here: Empties, full: Place, backups: Path, key: Path, kills: int, told: list[str]
) -> bool:
    """A trial on SQLite into PostgreSQL, and back again: the same digest of every table, or it is not restored."""
    time.sleep(1)
    _, first = full.ask("backup", backups)
    place = there.another()
    began = time.perf_counter()
    code, said = place.ask("restore", first["file"], "--key", key)
    took = time.perf_counter() - began
    told.append(
        f"SQLite to PostgreSQL: {took:.1f} s, {said['rows']:,} rows, equal: {code == 0}"
        if code == 0
        else str(said)
    )
    whole = place.ask("audit", "verify")[0] == 0
    at_it, half, bad = killed_restores(there, Path(first["file"]), key, kills, took)
    told.append(
        f"killed on PostgreSQL: {kills}, at it {at_it}; left half: {half}; not mended by another: {bad}"
    )
    _, second = place.ask("backup", backups)
    back, _ = here.another().ask("restore", second["file"], "--key", key)
    told.append(f"and back to SQLite equal: {back == 0}; ledger whole after the move: {whole}")
    return code == 0 and whole and back == 0 and not half and not bad


def main() -> int:
    """The drill or its control, in a folder of its own."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=12)
    asked.add_argument("--flips", type=int, default=50)
    asked.add_argument("--unproved", action="store_true")
    given = asked.parse_args()
    random.seed(1)
    with tempfile.TemporaryDirectory() as top:
        (Path(top) / "postgresql").mkdir()
        return drill(Path(top), given)


if __name__ == "__main__":
    sys.exit(main())
