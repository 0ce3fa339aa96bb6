"""Changing the installation's own key while people work: the next one is made known first, and the old one still opens.

Servers take up keys when they start or are told to load anew. So a key is named on every one of them before anything is
sealed under it, and the one before stays named as long as something rests on it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from heard.casework.codes import READY, make_ready
from heard.casework.sealing import SealBroken, is_of_now, sealed_anew
from heard.casework.writing import writing
from heard.people.models import Factor
from heard.representations.models import Code, ReadyCode

NEXT, NOW, EARLIER = "next_key", "secret_key", "earlier_keys"
IN_THE_ENVIRONMENT = ("HEARD_SECRET_KEY", "HEARD_EARLIER_KEYS")


class KeyNotChanged(Exception):
    """The key stays as it is. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Resting:
    """What is sealed under an earlier key, or may be proved by one, and what nothing that is named opens."""

    earlier_keys: int
    sealed: int
    broken: int
    codes: int

    @property
    def is_none(self) -> bool:
        """Whether nothing of ours is sealed under an earlier key."""
        return not (self.sealed or self.broken)


def prepare_key(data: Path) -> None:
    """Make the next key, which opens once the pages load it and seals nothing yet. Raises KeyNotChanged."""
    _must_lie_in(data)
    try:
        handle = os.open(data / NEXT, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as why:
        raise KeyNotChanged(
            "The next key is made already. Let every server load it, then: heard keys change"
        ) from why
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())


def change_key(data: Path, *, by: str, at: datetime) -> None:
    """Put the next key into the place of the key of now, which still opens. Whole or not at all. Raises KeyNotChanged.

    The ledger notes that it was done, and nothing of the keys.
    """
    _must_lie_in(data)
    if not (data / NEXT).exists():
        raise KeyNotChanged("There is no next key yet. Make it: heard keys prepare")
    if (data / NOW).read_text() != settings.SECRET_KEY:
        raise KeyNotChanged("The key was changed while this was asked. Look again: heard keys show")
    with writing("change_key", by=by, at=at):
        earlier = [str(settings.SECRET_KEY), *_earlier(data)]
        _keep(data / EARLIER, "\n".join(dict.fromkeys(earlier)))
        # Cut short before this line, the key of now is merely named twice.
        os.replace(data / NEXT, data / NOW)


def renew_seals(*, by: str, at: datetime) -> int:
    """Seal what lies sealed under an earlier key anew under the key of now. Returns how many. Run twice, finds nothing.

    Codes that were made ahead are thrown away and made anew.
    """
    rows = [row for row in _sealed_factors() if not is_of_now(row.secret)]
    gone = [row.pk for row in ReadyCode.objects.all() if not is_of_now(row.sealed)]
    if rows:
        with writing("renew_seals", by=by, at=at, factors=len(rows)) as line:
            for row in rows:
                line.change(row, secret=sealed_anew(row.secret))
    ReadyCode.objects.filter(pk__in=gone).delete()
    make_ready(READY)
    return len(rows) + len(gone)


def resting() -> Resting:
    """What still needs an earlier key. A code that was given says nothing of its key: every one in use is counted."""
    sealed = [row.secret for row in _sealed_factors()]
    sealed += ReadyCode.objects.values_list("sealed", flat=True)
    earlier = [one for one in sealed if not is_of_now(one)]
    broken = sum(not _opens(one) for one in earlier)
    return Resting(
        earlier_keys=len(settings.SECRET_KEY_FALLBACKS),
        sealed=len(earlier) - broken,
        broken=broken,
        codes=Code.objects.filter(ended_on=None).count(),
    )


def _sealed_factors() -> Iterator[Factor]:
    yield from Factor.objects.filter(kind=Factor.Kind.CODES).order_by("pk")


def _opens(sealed: str) -> bool:
    try:
        sealed_anew(sealed)
    except SealBroken:
        return False
    return True


def _must_lie_in(data: Path) -> None:
    named = [one for one in IN_THE_ENVIRONMENT if os.environ.get(one)]
    if named or not (data / NOW).exists():
        where = " and ".join(named) or f"something else than {data / NOW}"
        raise KeyNotChanged(
            f"The key comes from {where}, so it is changed there. Name the next key in HEARD_EARLIER_KEYS and load it; "
            "then put it into HEARD_SECRET_KEY, the old one into HEARD_EARLIER_KEYS, and load again."
        )


def _earlier(data: Path) -> list[str]:
    kept = data / EARLIER
    return [one for one in kept.read_text().split("\n") if one] if kept.exists() else []


def _keep(place: Path, said: str) -> None:
    half = place.with_name(f".{place.name}.part")
    handle = os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(said)
        file.flush()
        os.fsync(file.fileno())
    half.replace(place)
