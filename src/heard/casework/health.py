"""How the installation itself is: whether it answers, and numbers for whoever watches it. None is about anybody."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from heard.casework import jobs
from heard.casework.backing_up import last_backup
from heard.casework.checkpoints import newest_in
from heard.casework.clock_off import seconds_off
from heard.casework.performing import day_of
from heard.casework.watching import overdue_looks
from heard.ledger.models import Entry
from heard.people.models import FailedGuess, SignedIn
from heard.representations.models import ArrivedMail, Document

ONE = "SELECT 1"


@dataclass(frozen=True, slots=True)
class Reading:
    """One number: its name, what it says, and the number; `kind` as Prometheus has it."""

    name: str
    says: str
    value: float
    kind: str = "gauge"


def answers() -> bool:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(ONE)
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def readings(at: datetime) -> list[Reading]:
    """The numbers as they are now: ages in seconds, -1 for what never was."""
    disk = shutil.disk_usage(settings.DATA)
    waiting = Document.objects.filter(scan=Document.Scan.WAITING).count()
    return [
        Reading("heard_ledger_entries", "Lines of the ledger.", _entries(), "counter"),
        Reading("heard_last_act_age_seconds", "Since the last line of the ledger.", _age(_last_act(), at)),
        Reading("heard_last_backup_age_seconds", "Since the last backup.", _age(backed_up_at(), at)),
        Reading("heard_last_checkpoint_age_seconds", "Since the last checkpoint.", _age(checkpoint_at(), at)),
        Reading("heard_free_space_ratio", "Free space on the disk of the data.", disk.free / disk.total),
        Reading("heard_files_waiting_for_scan", "Files that wait for the virus scan.", waiting),
        Reading("heard_clock_off_seconds", "By how much the clocks disagree.", round(seconds_off(at), 1)),
        Reading("heard_jobs_parked", "Work beside the pages that failed five times.", len(jobs.parked())),
        Reading("heard_browsers_signed_in", "Browsers whose session is not over.", _signed_in(at)),
        Reading(
            "heard_failed_guesses", "Wrong passwords and codes that still count.", FailedGuess.objects.count()
        ),
        Reading(
            "heard_looks_to_go_over_overdue", "Looks to go over, past their day.", overdue_looks(day_of(at))
        ),
        Reading("heard_mails_taken_in", "E-mails taken in.", ArrivedMail.objects.count(), "counter"),
    ]


def as_prometheus(found: list[Reading]) -> str:
    """Readings in the text form that Prometheus reads."""
    lines: list[str] = []
    for one in found:
        lines += [
            f"# HELP {one.name} {one.says}",
            f"# TYPE {one.name} {one.kind}",
            f"{one.name} {one.value:g}",
        ]
    return "\n".join([*lines, ""])


def backed_up_at() -> datetime | None:
    """When the last backup was made."""
    said = last_backup()
    return datetime.fromisoformat(said["made_at"]) if said else None


def checkpoint_at() -> datetime | None:
    """When the newest checkpoint was signed, of the folder that HEARD_CHECKPOINTS names."""
    return newest_in(Path(settings.HEARD_CHECKPOINTS)) if settings.HEARD_CHECKPOINTS else None


def _entries() -> int:
    return Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def _last_act() -> datetime | None:
    return Entry.objects.order_by("-sequence").values_list("at", flat=True).first()


def _signed_in(at: datetime) -> int:
    return SignedIn.objects.filter(expire_date__gt=at).exclude(account_id=None).count()


def _age(then: datetime | None, at: datetime) -> float:
    return round((at - then.astimezone(UTC)).total_seconds()) if then else -1
