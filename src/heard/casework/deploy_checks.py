"""What makes an installation unsafe for real people: each setting looked at, with what it is, should be, and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from heard.casework import clock_off, health
from heard.casework.backup_box import BadKey, recipients
from heard.casework.deploy_pooler import AT_HOME, pooler, unsealed_parts
from heard.casework.marked import is_training, live_connections, was_opened_live
from heard.casework.migrating import steps_waiting
from heard.casework.store import store
from heard.casework.superusers import superusers
from heard.people.models import Council

ON_THE_NETWORK = ("nfs", "cifs", "smb", "9p", "ceph", "fuse", "gluster", "lustre", "afs", "davfs")
LATEST = timedelta(hours=26)
# Each a constant, so that nothing is ever put together.
SHOWN = {
    "fsync": "SHOW fsync",
    "synchronous_commit": "SHOW synchronous_commit",
    "full_page_writes": "SHOW full_page_writes",
    "server_encoding": "SHOW server_encoding",
}
SYNCHRONOUS = "PRAGMA synchronous"
TRIED = "deploy-check"


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing looked at: its name, what it is, what it should be, and what to do where it is not."""

    name: str
    value: str
    target: str
    is_safe: bool
    to_do: str


def deploy_checks(at: datetime) -> list[Looked]:
    """Look at everything. What is not safe says what to do."""
    parts: tuple[Callable[[datetime], Iterator[Looked]], ...] = (
        _settings, _served, _folder, _database, _kept_elsewhere, _people,
    )  # fmt: skip
    return [one for part in parts for one in part(at)]


def _settings(at: datetime) -> Iterator[Looked]:
    yield _is(
        "debug",
        settings.DEBUG,
        False,
        "Take HEARD_DEBUG out: it shows the record to whoever makes a page fail.",
    )
    key = str(settings.SECRET_KEY)
    sound = len(key) >= 50 and len(set(key)) >= 10 and not key.startswith("django-insecure")
    yield Looked(
        "secret key", f"{len(key)} characters", "50 or more, made at random", sound,
        "Take HEARD_SECRET_KEY out of the environment, and Heard makes one; name the old one in HEARD_EARLIER_KEYS.",
    )  # fmt: skip
    scanner = settings.HEARD_CLAMAV or "none"
    at_home = scanner.startswith("unix:") or scanner.rpartition(":")[0] in AT_HOME
    yield Looked(
        "virus scanner", scanner, "a scanner, on this machine", at_home,
        "Set HEARD_CLAMAV to ClamAV's daemon on this machine: files go to it unsealed.",
    )  # fmt: skip
    mail = bool(settings.EMAIL_HOST) and bool(settings.EMAIL_USE_TLS or settings.EMAIL_HOST in AT_HOME)
    yield Looked(
        "outgoing e-mail", settings.EMAIL_HOST or "printed", "a server, by TLS", mail,
        "Set HEARD_EMAIL_HOST, and leave HEARD_EMAIL_TLS on.",
    )  # fmt: skip


def _served(at: datetime) -> Iterator[Looked]:
    hosts = settings.ALLOWED_HOSTS
    named = any(host not in AT_HOME for host in hosts) and not any("*" in host for host in hosts)
    yield Looked(
        "hosts", ", ".join(hosts), "the name people use, and no *", named,
        "Set HEARD_HOSTS to the name under which the pages are served: a * lets letters carry anybody's address.",
    )  # fmt: skip
    yield _is(
        "https", settings.SESSION_COOKIE_SECURE, True, "Set HEARD_HTTPS=1 behind a proxy that speaks HTTPS."
    )
    address = urlsplit(settings.HEARD_ADDRESS)
    good = address.scheme == "https" and address.hostname in hosts
    yield Looked(
        "address in e-mails", settings.HEARD_ADDRESS, "https, and one of the hosts", good,
        "Set HEARD_ADDRESS to where people sign in, for example https://heard.northmoor.example/.",
    )  # fmt: skip
    yield Looked(
        "proxies", str(settings.HEARD_PROXIES), "1 or more", settings.HEARD_PROXIES >= 1,
        "Set HEARD_PROXIES to how many proxies of yours stand before Heard, or guesses are counted against the proxy.",
    )  # fmt: skip


def _folder(at: datetime) -> Iterator[Looked]:
    data = Path(settings.DATA)
    yield Looked(
        "account",
        f"number {os.geteuid()}",
        "not root",
        os.geteuid() != 0,
        "Run it under an account of its own.",
    )
    for place in (data, *(data / name for name in ("secret_key", "earlier_keys", "next_key"))):
        if place.exists():
            mode = stat.S_IMODE(place.stat().st_mode)
            yield Looked(
                f"rights of {place.name}",
                f"{mode:o}",
                "its owner alone",
                not mode & 0o077,
                f"chmod go= {place}",
            )
    kind = disk_of(data)
    near = connection.vendor != "sqlite" or not kind.startswith(ON_THE_NETWORK)
    yield Looked(
        "disk of the data", kind, "of this machine", near,
        "SQLite on a disk across the network loses and mixes rows. Move HEARD_DATA, or use PostgreSQL.",
    )  # fmt: skip
    if settings.HEARD_FILES:
        yield _store()
    yield _is(
        "restore cut short",
        (data / "restoring").exists(),
        False,
        "Run heard restore again, or remove the folder.",
    )


def _database(at: datetime) -> Iterator[Looked]:
    vendor = connection.vendor
    yield Looked(
        "database", vendor, "postgresql", vendor == "postgresql",
        "SQLite is for a trial. Move to PostgreSQL: docs/how-to/move-to-postgresql.md.",
    )  # fmt: skip
    if vendor == "sqlite":
        yield _is("SQLite waits for the disk", _asked(SYNCHRONOUS), 2, "Leave PRAGMA synchronous at FULL.")
    else:
        for name, wanted in (("fsync", "on"), ("full_page_writes", "on"), ("server_encoding", "UTF8")):
            yield _is(name, _asked(SHOWN[name]), wanted, f"Set {name} = {wanted} on the server.")
        commit = _asked(SHOWN["synchronous_commit"])
        keeps = commit not in ("off", "local")
        yield Looked(
            "synchronous_commit", commit, "on", keeps, "What was acknowledged could be lost. Set it to on."
        )
        bare = unsealed_parts(settings.DATABASES["default"].get("HOST") or "localhost")
        yield Looked(
            "way to the database", " and ".join(bare) or "well", "TLS wherever it leaves a machine", not bare,
            "Let the server ask for TLS (hostssl in pg_hba.conf), and a pooler too: docs/how-to/pgbouncer.md.",
        )  # fmt: skip
        between = pooler()
        yield Looked(
            "pooler of connections", between, "none, or one that keeps transactions whole", "apart" not in between,
            "Set pool_mode = transaction in PgBouncer, never statement: docs/how-to/pgbouncer.md.",
        )  # fmt: skip
    off = clock_off.seconds_off(at)
    yield Looked(
        "clocks", f"{off:.0f} seconds apart", "5 seconds at most", off <= clock_off.MOST_SECONDS,
        "Set the clock of the machine that serves and of the database by one server of time (timedatectl, chrony).",
    )  # fmt: skip
    yield _is(
        "changes of tables that wait", len(steps_waiting()), 0, "Run heard upgrade: docs/how-to/upgrade.md."
    )


def _kept_elsewhere(at: datetime) -> Iterator[Looked]:
    try:
        keys = len(recipients(settings.HEARD_BACKUP_KEY))
    except BadKey:
        keys = 0
    yield Looked(
        "backups are sealed to",
        f"{keys} keys",
        "1 or more",
        keys > 0,
        "heard backup --make-key FILE, on another machine.",
    )
    yield _recent(
        "last backup", health.backed_up_at(), at, "Run heard backup each night: deploy/heard-backup.timer."
    )
    yield _recent(
        "last checkpoint", health.checkpoint_at(), at,
        "Run heard checkpoint each hour, and set HEARD_CHECKPOINTS to its folder: deploy/heard-checkpoint.timer.",
    )  # fmt: skip


def _people(at: datetime) -> Iterator[Looked]:
    council = Council.objects.first()
    yield Looked(
        "council", council.name if council else "none", "a real one", bool(council and not council.is_demo),
        "The demonstration lets anybody in. heard init --council NAME, in another folder.",
    )  # fmt: skip
    training = is_training()
    yield Looked(
        "connections of a training installation", ", ".join(live_connections()) if training else "not training", "none",
        not training or not live_connections(),
        "Invented people must reach nobody: take these settings out, or install for a real council elsewhere.",
    )  # fmt: skip
    yield _is(
        "switched to training", training and was_opened_live(), False,
        "Set the council's mark back and find out who changed it: heard audit verify.",
    )  # fmt: skip
    yield _is("superusers", len(superusers()), 0, "heard superusers --end")


def _store() -> Looked:
    """Whether the bucket takes a file, gives it back and lets it go, by a way that nobody can listen on."""
    try:
        bucket = store()
        bucket.put(TRIED, b"tried")
        answers = "answers" if bucket.get(TRIED) == b"tried" else "gives back something else"
        bucket.throw_away(TRIED)
    except (OSError, ImproperlyConfigured) as why:
        answers = str(why)
    sealed = "endpoint=http://" not in settings.HEARD_FILES
    return Looked(
        "bucket of files", answers if sealed else "by plain http", "answers, by https", sealed and answers == "answers",
        "See docs/how-to/several-nodes.md: the address, the rights of its key, and HEARD_FILES_KEY.",
    )  # fmt: skip


def disk_of(place: Path) -> str:
    """The kind of file system a folder lies on, by the longest place in the list of what is mounted."""
    best, kind = "", "unknown"
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return kind
    for line in mounts:
        where, what = line.split()[1].replace("\\040", " "), line.split()[2]
        if place.resolve().is_relative_to(where) and len(where) >= len(best):
            best, kind = where, what
    return kind


def _recent(name: str, then: datetime | None, at: datetime, to_do: str) -> Looked:
    value = f"{(at - then).total_seconds() / 3600:.1f} hours ago" if then else "never"
    return Looked(name, value, "26 hours ago at most", then is not None and at - then <= LATEST, to_do)


def _is(name: str, value: Any, target: Any, to_do: str) -> Looked:
    return Looked(name, str(value), str(target), value == target, to_do)


def _asked(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None
