"""`heard upgrade`: a backup by the program of before, then the tables brought to this version while people work."""

from __future__ import annotations

import argparse
import subprocess
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from heard.cli.running import BY, now
from heard.cli.saying import Refusal, say_json

FRESH = timedelta(hours=1)


def add_commands(commands: Any) -> None:
    """upgrade."""
    parser = commands.add_parser(
        "upgrade", help="bring the tables to this version, while the version before goes on serving"
    )
    parser.add_argument("--old", metavar="PROGRAM", help="the heard of before: it makes the backup first")
    parser.add_argument("--backups", metavar="FOLDER", help="where that backup goes")
    parser.add_argument("--without-backup", action="store_true", help="for a trial that may be lost")
    parser.add_argument("--dry-run", action="store_true", help="say what would be changed; change nothing")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=upgrade)


def upgrade(given: argparse.Namespace) -> int:
    """Bring the tables to this version. Exit 1 with nothing changed where it may not be, or with faults it found."""
    import django

    django.setup()
    from heard.casework import migrating

    if later := migrating.steps_of_later_versions():
        raise Refusal(
            [
                f"These tables are of a later version: {later[-1]} is not known here. This version may serve beside "
                "that one and changes no tables. Upgrade with the later program."
            ]
        )
    if migrating.is_new():
        raise Refusal(
            ["There is no installation here to upgrade. Make one with heard init, or restore a backup."]
        )
    waiting = [f"{room}.{name}" for room, name in migrating.steps_waiting()]
    if given.dry_run or not waiting:
        return _say_what_waits(given, waiting)
    if not given.without_backup:
        _back_up(given)
    return _bring_up(given)


def _say_what_waits(given: argparse.Namespace, waiting: list[str]) -> int:
    if given.json:
        say_json({"done": not waiting, "waiting": waiting})
    elif waiting:
        print(f"{len(waiting)} changes of tables wait: {', '.join(waiting)}. Nothing was changed.")
    else:
        print("The tables are of this version already. Nothing was changed.")
    return 0


def _back_up(given: argparse.Namespace) -> None:
    """A backup of the tables as they are, which only the program of before can read."""
    if not (given.old and given.backups):
        _must_be_backed_up()
        return
    command = [given.old, "backup", given.backups, "--json"]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as why:
        raise Refusal(
            [f"{given.old} could not be run ({why}). Name the heard of before with --old."]
        ) from why
    if made.returncode:
        said = (made.stderr.strip() or made.stdout.strip())[-1000:]
        raise Refusal(
            [f"The program of before made no sound backup, so nothing was changed. It says: {said}"]
        )


def _must_be_backed_up() -> None:
    from heard.casework.backing_up import last_backup

    last = last_backup()
    fresh = last is not None and now() - datetime.fromisoformat(last["made_at"]) < FRESH
    if not (last and fresh and Path(last["file"]).is_file()):
        raise Refusal(
            [
                "There is no backup of the last hour, and this program cannot read tables of before to make one. Let "
                "the program of before make it: --old /opt/heard/.venv/bin/heard --backups FOLDER."
            ]
        )


def _bring_up(given: argparse.Namespace) -> int:
    from heard.casework import migrating
    from heard.casework.audit import verify

    before = migrating.rows_on_record()
    try:
        made = migrating.upgrade_tables(by=BY, at=now())
    except migrating.NotUpgraded as why:
        raise Refusal([str(why)]) from why
    after = migrating.rows_on_record()
    faults = [
        f"{name} held {rows:,} rows and now {after[name]:,}"
        for name, rows in before.items()
        if after[name] < rows
    ]
    if not verify().whole:
        faults.append("the ledger is not whole: heard audit verify names each fault")
    if given.json:
        say_json({"done": True, "steps": [asdict(one) for one in made], "faults": faults})
    else:
        gave_way = sum(one.gave_way for one in made)
        print(f"{len(made)} changes of tables made, the longest in {max(one.seconds for one in made):.1f} s.")
        print(f"They gave way to somebody's work {gave_way} times.")
        print(
            f"{sum(before.values()):,} rows on record before, {sum(after.values()):,} now. The ledger was proved."
        )
        print("Now let this program serve: systemctl restart heard-web. The one before may serve beside it.")
        for fault in faults:
            print(f"FAULT {fault}")
    return 1 if faults else 0
