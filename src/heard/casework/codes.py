"""The code somebody comes back with: sixteen figures, made and digested ahead, recognised and never read.

A fast keyed tag finds the row, a slow digest under a key outside the database proves the figures. A code that was never
made costs the same statements and the same slow digest as one that was, so neither the answer nor the time tells.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from heard.casework.sealing import seal, tag, tags, unseal
from heard.casework.writing import Line
from heard.people.models import Person
from heard.representations.models import Code, ReadyCode, Representation

FIGURES = 16
# So many stand ready: enough for a busy day between two nights; where they run out one is made on the spot.
READY = 40
LOOK_UP, PROVE = "code look-up", "code"
SLOW = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1)
# No more than two at once in a process, whoever asks: guessing is slow for everybody together, and nobody is shut out.
AT_ONCE = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose page a code or a link opens: the numbers of the case and the person, and of the code; 0 for a link."""

    case: int
    person: int
    code: int = 0


def make_ready(wanted: int = READY) -> int:
    """Make codes ahead until so many stand ready. Returns how many were made."""
    missing = wanted - ReadyCode.objects.count()
    for _ in range(max(missing, 0)):
        _make().save(force_insert=True)
    return max(missing, 0)


def give(line: Line, case: Representation, person: Person, *, on: date) -> str:
    """Give somebody a code to come back to a case with, as part of an act. Its figures are shown this once.

    Must stand inside the transaction of the act.
    """
    ready = ReadyCode.objects.select_for_update(skip_locked=True).order_by("pk").first() or _make()
    figures = unseal(ready.sealed)
    if ready.pk:
        ready.delete()
    line.add(Code(representation=case, person=person, tag=ready.tag, digest=ready.digest, given_on=on))
    return figures


def end_codes(line: Line, case: Representation, person: int, *, on: date, because: str) -> int:
    """End the codes somebody has to a case, as part of an act: it was lost, or somebody else has seen it."""
    rows = list(Code.objects.filter(representation=case, person_id=person, ended_on=None))
    for row in rows:
        line.change(row, ended_on=on, ended_because=because[:200])
    return len(rows)


def reader_of(typed: str) -> Reader | None:
    """Whose page the typed code opens; None for every other, without saying why."""
    figures = "".join(one for one in typed[:200] if one.isdecimal() and one.isascii())
    row = Code.objects.filter(tag__in=tags(LOOK_UP, figures)).first()
    proved = _proves(row.digest if row else _of_nobody(), figures)
    if row is None or not proved or row.ended_on is not None:
        return None
    return Reader(row.representation_id, row.person_id, row.pk)


def still_opens(reader: Reader) -> bool:
    """Whether a page that was opened by a code is still theirs: a code that was ended closes it at the next request."""
    return not reader.code or Code.objects.filter(pk=reader.code, ended_on=None).exists()


def in_groups(figures: str) -> str:
    """A code as it is shown: four groups of four."""
    return " ".join(figures[start : start + 4] for start in range(0, len(figures), 4))


def _make() -> ReadyCode:
    figures = f"{secrets.randbelow(10**FIGURES):0{FIGURES}}"
    with AT_ONCE:
        digest = SLOW.hash(tag(PROVE, figures))
    return ReadyCode(tag=tag(LOOK_UP, figures), digest=digest, sealed=seal(figures))


def _proves(digest: str, figures: str) -> bool:
    """Whether a digest is of these figures, under the key of now or an earlier one."""
    for one in tags(PROVE, figures):
        with AT_ONCE:
            try:
                return SLOW.verify(digest, one)
            except VerifyMismatchError:
                continue
    return False


@lru_cache(maxsize=1)
def _of_nobody() -> str:
    """A digest that no figures prove, for the same work where there is nothing to be proved."""
    return SLOW.hash(secrets.token_hex(32))
