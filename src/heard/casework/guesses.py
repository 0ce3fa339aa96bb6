"""Guessing is slowed and nobody is ever locked out: each wrong guess makes the wait longer, and waiting heals it.

A browser in which somebody signed in before is counted by itself, so a stranger who guesses at a name cannot make
its owner wait. A passkey is never slowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from heard.casework.sealing import tag
from heard.people.models import FailedGuess

REMEMBERED = timedelta(hours=1)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
FREE_OF_A_NAME, FREE_OF_AN_ADDRESS = 5, 50


def of_name(typed: str, device: str = "") -> str:
    """What guesses at a name are counted under; by itself in a browser that is known."""
    return tag("guess at a name", f"{typed.strip().casefold()} {device}")


def of_address(address: str) -> str:
    """What guesses from one address are counted under."""
    return tag("guess from an address", address)


def wait(of: Sequence[tuple[str, int]], *, at: datetime) -> int:
    """Whole minutes before another guess is looked at, 0 for now; `of` are counts with what each has free."""
    since = at - REMEMBERED
    rows = FailedGuess.objects.filter(of__in=[one for one, _ in of], at__gt=since).values_list("of", "at")
    failed: dict[str, list[datetime]] = {}
    for one, when in rows:
        failed.setdefault(one, []).append(when)
    until = max((_until(sorted(failed.get(one, [])), free) or at for one, free in of), default=at)
    return max(0, ceil((until - at).total_seconds() / 60))


def _until(failed: list[datetime], free: int) -> datetime | None:
    if len(failed) < free:
        return None
    over = min(len(failed) - free, 10)
    longer: timedelta = FIRST_WAIT * int(2**over)
    return failed[-1] + min(longer, LONGEST_WAIT)


def note(of: Sequence[str], *, at: datetime) -> None:
    """Count a wrong guess. What is older than an hour is forgotten in passing."""
    forget_old(at=at)
    FailedGuess.objects.bulk_create([FailedGuess(of=one, at=at) for one in of])


def forget_old(*, at: datetime) -> int:
    """Throw away guesses of more than an hour ago, which nobody waits for any more. How many there were."""
    return FailedGuess.objects.filter(at__lt=at - REMEMBERED).delete()[0]


def forget(of: str) -> None:
    """The right answer came: nobody waits for what went before."""
    FailedGuess.objects.filter(of=of).delete()
