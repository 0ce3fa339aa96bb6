"""What somebody at the public's door has answered and not sent yet, for an hour at most, and readable by nobody else.

It is sealed under a key made of the secret in their browser's cookie and the installation's own: without the cookie
neither the office nor whoever holds the database can read it. Leaving throws it away.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.db import transaction
from django.db.models import QuerySet

from heard.casework.sealing import tags
from heard.representations.models import Doorstep, DoorstepFile

KEPT_FOR = timedelta(minutes=60)
MOST_CHARACTERS = 400_000
MOST_FILES = 10
LARGEST_FILE = 20 * 1024 * 1024
COARSE = timedelta(minutes=10)
# The instant is kept to ten minutes: when somebody stood at the door is nobody's business.
Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FileKept:
    """A file chosen and not sent yet: its number, the name it came with and its size in bytes."""

    number: int
    name: str
    size: int


def new_secret() -> str:
    """The secret that a browser's cookie holds: 256 bits."""
    return secrets.token_urlsafe(32)


def keep(secret: str, answers: Answers, *, at: datetime) -> bool:
    """Keep the answers in place of what was there. False where they are too long to keep."""
    said = json.dumps(dict(answers), ensure_ascii=False)
    if len(said) > MOST_CHARACTERS:
        return False
    kept = {"sealed": _lock(secret).encrypt(said.encode()).decode(), "seen_at": _coarse(at)}
    # Nearly always it is there: one statement, which is a transaction by itself, and not a look and a lock before it.
    if not Doorstep.objects.filter(tag__in=_tags(secret)).update(**kept):
        Doorstep.objects.update_or_create(tag=_tags(secret)[0], defaults=kept)
        drop_old(at=at)
    return True


def answers_of(secret: str, *, at: datetime) -> dict[str, Any]:
    """What was answered in the last hour; nothing where there is none, or where it cannot be opened."""
    row = _row(secret, at)
    if row is None:
        return {}
    try:
        found = json.loads(_lock(secret).decrypt(row.sealed.encode()))
    except (InvalidToken, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_file(secret: str, name: str, content: bytes, *, at: datetime) -> FileKept:
    """Keep a chosen file beside the answers. The caller has looked it over and counted how many there are."""
    lock = _lock(secret)
    with transaction.atomic():
        row = _row(secret, at)
        if row is None:
            row = Doorstep.objects.create(
                tag=_tags(secret)[0], sealed=lock.encrypt(b"{}").decode(), seen_at=_coarse(at)
            )
        kept = DoorstepFile.objects.create(
            doorstep=row,
            sealed_name=lock.encrypt(name[:200].encode()).decode(),
            sealed=lock.encrypt(content),
            size=len(content),
        )
    return FileKept(kept.pk, name[:200], len(content))


def files_of(secret: str, *, at: datetime) -> list[FileKept]:
    """The files chosen so far, in order."""
    lock = _lock(secret)
    rows = _fresh_files(secret, at).values_list("pk", "sealed_name", "size")
    return [FileKept(pk, lock.decrypt(name.encode()).decode(), size) for pk, name, size in rows]


def content_of(secret: str, number: int, *, at: datetime) -> bytes | None:
    """What a chosen file holds; None where it is not theirs."""
    kept = _fresh_files(secret, at).filter(pk=number).first()
    return _lock(secret).decrypt(bytes(kept.sealed)) if kept else None


def drop_file(secret: str, number: int, *, at: datetime) -> None:
    """Throw a chosen file away."""
    _fresh_files(secret, at).filter(pk=number).delete()


def leave(secret: str) -> None:
    """Throw away whatever was answered and chosen: it was sent, or they left."""
    Doorstep.objects.filter(tag__in=_tags(secret)).delete()


def drop_old(*, at: datetime) -> int:
    """Throw away what is an hour old. How many rows went, files among them."""
    return Doorstep.objects.filter(seen_at__lte=at - KEPT_FOR - COARSE).delete()[0]


def _row(secret: str, at: datetime) -> Doorstep | None:
    fresh = Doorstep.objects.filter(seen_at__gt=at - KEPT_FOR - COARSE)
    return fresh.filter(tag__in=_tags(secret)).first() if 0 < len(secret) <= 100 else None


def _fresh_files(secret: str, at: datetime) -> QuerySet[DoorstepFile]:
    """The files of a doorstep that is not over, in order; none for what is no secret."""
    fresh = DoorstepFile.objects.filter(doorstep__seen_at__gt=at - KEPT_FOR - COARSE)
    return fresh.filter(doorstep__tag__in=_tags(secret)) if 0 < len(secret) <= 100 else fresh.none()


def _tags(secret: str) -> list[str]:
    """The installation’s key may change while somebody answers: what was kept under the earlier one stays theirs."""
    return tags("doorstep", secret)


def _lock(secret: str) -> MultiFernet:
    made = [bytes.fromhex(one) for one in tags("doorstep key", secret)]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in made])


def _coarse(at: datetime) -> datetime:
    return at - timedelta(minutes=at.minute % 10, seconds=at.second, microseconds=at.microsecond)
