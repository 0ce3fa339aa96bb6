"""Controls on what is kept and where: secrets, backups and checkpoints outside, and the notes beside each table."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from heard.casework import health
from heard.casework.assurance_asked import Asked, none_of
from heard.casework.backing_up import last_backup
from heard.casework.backup_box import secrets_in
from heard.casework.backup_reading import check, check_outside
from heard.casework.checkpoints import hold_to_checkpoints, newest_in
from heard.casework.data_map import data_map
from heard.casework.deploy_checks import LATEST, Looked
from heard.casework.signed_notes import reader_of

SHORTEST_SECRET, MOST_AT_ONCE = 8, 1 << 20


def secrets_in_the_database(asked: Asked) -> Looked:
    """No secret of the installation stands in any column."""
    faults, tables = [], 0
    for model in apps.get_models():
        columns = [
            one.name
            for one in model._meta.concrete_fields
            if isinstance(one, models.CharField | models.TextField)
        ]
        asks = [Q(**{f"{column}__contains": secret}) for column in columns for secret in secrets_here()]
        tables += 1
        if asks and model._base_manager.filter(reduce(or_, asks)).exists():
            faults.append(model._meta.label)
    return none_of(
        "tables that hold a secret of the installation", faults, tables, "Change that secret, then mend it."
    )


def secrets_in_logs(asked: Asked) -> Looked:
    """No secret of the installation stands in the logs, where a folder of them was named."""
    if asked.logs is None:
        return Looked("logs that hold a secret", "no folder named", "0", True, "Name it: --logs FOLDER.")
    files = [one for one in sorted(asked.logs.rglob("*")) if one.is_file()]
    faults = [one.name for one in files if _holds_secret(one)]
    return none_of("logs that hold a secret", faults, files, "Change that secret, and throw the log away.")


def age_of_the_last_backup(asked: Asked) -> Looked:
    """A backup was made since yesterday."""
    return _recent("last backup", health.backed_up_at(), asked, "Run heard backup each night.")


def backup_opens(asked: Asked) -> Looked:
    """The newest backup is as it was written; where the key is given, all of it opens and is what it says it holds."""
    place = asked.backup or _last()
    if place is None:
        return Looked(
            "backup as it was written", "none", "as written", False, "Make one: heard backup FOLDER."
        )
    if asked.key is None:
        check_outside(place)
        return Looked("backup as it was written", "by its digest", "as written", True, "")
    manifest = check(place, secrets_in(asked.key))
    said = f"opened: {manifest.rows:,} rows, {manifest.files.count:,} files"
    return Looked("backup as it was written", said, "as written", True, "")


def age_of_the_last_checkpoint(asked: Asked) -> Looked:
    """The ledger was signed, and kept outside, since yesterday."""
    folder = _outside(asked)
    at = newest_in(folder) if folder else None
    return _recent("last checkpoint", at, asked, "Run heard checkpoint each hour, and name its folder.")


def held_to_checkpoints(asked: Asked) -> Looked:
    """The ledger is as every checkpoint outside says."""
    folder = _outside(asked)
    if folder is None:
        return Looked(
            "ledger as its checkpoints say", "no folder", "0 faults", False, "Set HEARD_CHECKPOINTS."
        )
    held = hold_to_checkpoints(folder, reader_of(asked.signed_by) if asked.signed_by else None)
    where = [one.where for one in held.faults]
    return none_of(
        "ledger as its checkpoints say", where, held.checkpoints, "Tell the information governance lead."
    )


def tables_without_a_note(asked: Asked) -> Looked:
    """Every table says what it holds of people, how long, and what erases it."""
    notes = data_map()
    faults = [one.table for one in notes if not (one.pii and one.retention and one.erased_by)]
    return none_of(
        "tables without a note on personal data", faults, notes, "Write the note beside the table."
    )


def secrets_here() -> list[str]:
    """Every secret of the installation: its keys, and what opens the mail server, the directory, the database."""
    said = [
        settings.SECRET_KEY,
        *settings.SECRET_KEY_FALLBACKS,
        settings.EMAIL_HOST_PASSWORD,
        settings.HEARD_DIRECTORY["secret"],
        settings.HEARD_METRICS_KEY,
        settings.DATABASES["default"].get("PASSWORD", ""),
    ]
    return [one for one in dict.fromkeys(map(str, said)) if len(one) >= SHORTEST_SECRET]


def _holds_secret(place: Path) -> bool:
    secrets = [one.encode() for one in secrets_here()]
    longest = max(map(len, secrets))
    before = b""
    with place.open("rb") as file:
        while some := file.read(MOST_AT_ONCE):
            if any(one in before + some for one in secrets):
                return True
            before = some[-longest:]
    return False


def _outside(asked: Asked) -> Path | None:
    if asked.checkpoints:
        return asked.checkpoints
    return Path(settings.HEARD_CHECKPOINTS) if settings.HEARD_CHECKPOINTS else None


def _last() -> Path | None:
    said = last_backup()
    return Path(said["file"]) if said else None


def _recent(name: str, then: datetime | None, asked: Asked, to_do: str) -> Looked:
    age = asked.at - then if then else None
    value = f"{age / timedelta(hours=1):.1f} hours ago" if age is not None else "never"
    target = f"{LATEST // timedelta(hours=1)} hours ago at most"
    return Looked(name, value, target, age is not None and age <= LATEST, to_do)


CONTROLS = (
    secrets_in_the_database,
    secrets_in_logs,
    age_of_the_last_backup,
    backup_opens,
    age_of_the_last_checkpoint,
    held_to_checkpoints,
    tables_without_a_note,
)
