"""`heard backup` and `heard restore`: the whole installation in one sealed file, and back out of it."""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.cli.law import today
from heard.cli.running import BY, now, open_database
from heard.cli.saying import Refusal, say_json

if TYPE_CHECKING:
    from heard.casework.backing_up import Manifest

KEY = "the file of the secret key that opens backups"


def add_commands(commands: Any) -> None:
    """backup, restore."""
    backup = commands.add_parser("backup", help="keep the whole installation in one sealed file")
    backup.add_argument(
        "where", metavar="FOLDER|FILE", help="the folder to write into; the file for the other two"
    )
    which = backup.add_mutually_exclusive_group()
    which.add_argument("--verify", action="store_true", help="see that a backup is as it was written")
    which.add_argument("--make-key", action="store_true", help="write a new secret key into FILE")
    backup.add_argument("--key", default="", metavar="FILE", help=f"{KEY}: --verify then reads all of it")
    backup.add_argument(
        "--keep-days", type=int, default=0, metavar="DAYS", help="remove backups older than this"
    )
    backup.add_argument("--json", action="store_true")
    backup.set_defaults(run=back_up)
    restore = commands.add_parser(
        "restore", help="put a backup into an empty installation, and prove it equal"
    )
    restore.add_argument("file")
    restore.add_argument("--key", required=True, metavar="FILE", help=KEY)
    restore.add_argument(
        "--prove-only", action="store_true", help="the drill: prove everything, and keep none of it here"
    )
    restore.add_argument("--json", action="store_true")
    restore.set_defaults(run=put_back)


def back_up(given: argparse.Namespace) -> int:
    """Make a backup, a key, or see that a backup is sound. Exit 1 where one is not, or where faults went into it."""
    if given.make_key:
        return _make_key(given)
    if given.verify:
        return _verify(given)
    return _make(given)


def _make(given: argparse.Namespace) -> int:
    open_database()
    from django.conf import settings

    from heard.casework.backing_up import NoBackup, back_up, drop_older
    from heard.casework.backup_box import BadKey

    os.umask(0o077)
    folder, at = Path(given.where), now()
    try:
        made = back_up(folder, to=settings.HEARD_BACKUP_KEY, on=today(), at=at)
        gone = drop_older(folder, given.keep_days, at=at) if given.keep_days > 0 else []
    except (NoBackup, BadKey, OSError) as why:
        raise Refusal([f"No backup was made. {why}"]) from why
    faults = _faults(made.manifest)
    if given.json:
        say_json(
            {
                "file": str(made.place),
                "bytes": made.bytes,
                "sha256": made.digest,
                "removed": gone,
                "faults": faults,
            }
            | _told(made.manifest)
        )
    else:
        print(f"{made.place}: {made.bytes:,} bytes, sealed and read back. {_said(made.manifest)}")
        for fault in faults:
            print(f"FAULT {fault}")
        if gone:
            print(f"Removed, being older than {given.keep_days} days: {', '.join(gone)}.")
    return 1 if faults else 0


def _make_key(given: argparse.Namespace) -> int:
    from heard.casework.backup_box import make_key

    try:
        public = make_key(Path(given.where))
    except OSError as why:
        raise Refusal(
            [f"{given.where} could not be written ({why}). Choose a file that is not there yet."]
        ) from why
    if given.json:
        say_json({"file": given.where, "public_key": public})
    else:
        print(f"{given.where} holds the secret key. Keep it away from this machine, in two places:")
        print("nothing opens a backup without it.")
        print(f"Set here: HEARD_BACKUP_KEY={public}")
    return 0


def _verify(given: argparse.Namespace) -> int:
    import django

    django.setup()
    from heard.casework.backup_box import BadKey, NotABackup, secrets_in
    from heard.casework.backup_reading import check, check_outside

    place = Path(given.where)
    try:
        if not given.key:
            digest = check_outside(place)
            say_json({"sound": True, "sha256": digest}) if given.json else print(
                f"{place} is as it was written. Give --key FILE to see that all of it opens."
            )
            return 0
        manifest = check(place, secrets_in(Path(given.key)))
    except (NotABackup, BadKey, OSError) as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json({"sound": True, **_told(manifest)})
    else:
        print(f"{place} is whole, and holds what it says it holds. {_said(manifest)}")
    return 0


def put_back(given: argparse.Namespace) -> int:
    """Put a backup into this installation, which must be empty. Exit 1 with nothing restored where anything differs."""
    open_database()
    from heard.casework.backup_box import BadKey, NotABackup, secrets_in
    from heard.casework.restoring import NotRestored, prove, restore

    os.umask(0o077)
    place, began = Path(given.file), time.monotonic()
    try:
        keys = secrets_in(Path(given.key))
        done = prove(place, keys) if given.prove_only else restore(place, keys, by=BY, at=now())
    except (NotRestored, NotABackup, BadKey, OSError) as why:
        raise Refusal([str(why)]) from why
    faults = _faults(done.manifest)
    if given.json:
        told = {"restored": not given.prove_only, "proved": True, "sha256": done.digest, "faults": faults}
        say_json(told | {"seconds": round(time.monotonic() - began, 1)} | _told(done.manifest))
    else:
        _say_restored(given, done.manifest, time.monotonic() - began)
        for fault in faults:
            print(f"FAULT {fault}")
    return 1 if faults else 0


def _say_restored(given: argparse.Namespace, manifest: Manifest, seconds: float) -> None:
    if given.prove_only:
        print(f"Proved equal in {seconds:.0f} seconds: {_said(manifest)}")
        print("Counts, digests, files, the ledger, walls, holds and the key. Nothing of it was kept here.")
    else:
        print(f"Restored in {seconds:.0f} seconds, and proved equal: {_said(manifest)}")
        print(
            "Everybody signs in anew. Hold the ledger to what is kept outside: heard audit verify --checkpoints FOLDER"
        )


def _faults(manifest: Manifest) -> list[str]:
    """What was wrong in the installation already when the backup was made."""
    found = [f"{one} in the store is missing or is not what was filed." for one in manifest.odd_files]
    if manifest.standing.faults:
        found.append(f"The ledger has {manifest.standing.faults:,} faults. heard audit verify names each.")
    return found


def _said(manifest: Manifest) -> str:
    stands = manifest.standing
    return (
        f"{stands.council}, as of {manifest.made_at}: {stands.cases:,} cases, {manifest.rows:,} rows in "
        f"{len(manifest.tables)} tables, {manifest.files.count:,} files, {stands.entries:,} lines of the ledger, "
        f"{stands.walls:,} walls, {stands.holds:,} holds, {stands.sealed_papers:,} sealed papers."
    )


def _told(manifest: Manifest) -> dict[str, Any]:
    return {
        "made_at": manifest.made_at,
        "database": manifest.database,
        "rows": manifest.rows,
        "tables": len(manifest.tables),
        "files": manifest.files.count,
        "standing": asdict(manifest.standing),
    }
