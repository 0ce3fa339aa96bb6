"""The number by which a council names one representation, or what came before one: given out here and nowhere else."""

from __future__ import annotations

from django.db import connection, models
from django.db.models.functions import Length

from heard.ledger.models import Entry
from heard.representations.models import Representation

LOCK = 0x5245464E
DIGITS = 4


def next_reference(year: int, kind: str = "CR", table: type[models.Model] = Representation) -> str:
    """The next free reference of a year, such as CR-2026-0142. Stands inside the transaction that uses it.

    A number whose case was erased is never given out again: the ledger still knows it.
    """
    _one_at_a_time()
    prefix = f"{kind}-{year}-"
    number = _last(prefix, table) + 1
    while Entry.objects.filter(reference=_reference(prefix, number)).exists():
        number += 1
    return _reference(prefix, number)


def reference_of(year: int, number: int, kind: str = "CR") -> str:
    """The reference of a number of a year."""
    return _reference(f"{kind}-{year}-", number)


def _last(prefix: str, table: type[models.Model]) -> int:
    found = table._default_manager.filter(
        reference__startswith=prefix, reference__regex=f"^{prefix}[0-9]{{{DIGITS},9}}$"
    )
    last = found.order_by(Length("reference").desc(), "-reference").values_list("reference", flat=True)
    return max((int(one.removeprefix(prefix)) for one in last[:1]), default=0)


def _reference(prefix: str, number: int) -> str:
    return f"{prefix}{number:0{DIGITS}d}"


def _one_at_a_time() -> None:
    """Two people never get the same number. SQLite's IMMEDIATE transactions already see to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
