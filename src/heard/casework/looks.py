"""Who looked at what: one short row a look, bound together in batches, apart from the ledger and pruned by period."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from heard.casework.permissions import Act, demand
from heard.ledger.chain import FIRST
from heard.ledger.models import Look, LookBatch
from heard.people.models import Member

EVERY = 1000
# What a look is at where no case is: a list taken away; and how one ends by which a file left.
A_LIST, TAKEN = "list of cases", "taken away"


@dataclass(frozen=True, slots=True)
class LooksVerdict:
    """What a check of the looks found: batches and looks read, those not bound yet, and every fault."""

    batches: int
    looks: int
    not_bound: int
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def note(member: Member | None, reference: str, what: str, at: datetime, *, refused: bool = False) -> None:
    """Note that somebody looked at something of a case, or was refused. One insert, and now and then a batch."""
    look = Look.objects.create(
        at=at,
        by=member.account.username if member else "",
        role=member.role if member else "",
        reference=reference[:120],
        what=what[:60],
        refused=refused,
    )
    if look.pk % EVERY == 0:
        bind(at)


def bind(at: datetime) -> LookBatch | None:
    """Bind all looks not bound yet into one batch after the last. The night does it, and every thousandth look."""
    with transaction.atomic():
        _one_at_a_time()
        rows = list(Look.objects.select_for_update().filter(batch=None).order_by("pk"))
        if not rows:
            return None
        last = LookBatch.objects.order_by("-number").first()
        previous = last.digest if last else FIRST
        batch = LookBatch.objects.create(
            number=last.number + 1 if last else 1,
            sealed_at=at,
            looks=len(rows),
            last_look_at=max(row.at for row in rows),
            previous=previous,
            digest=_digest(previous, rows),
        )
        Look.objects.filter(pk__in=[row.pk for row in rows]).update(batch=batch)
    return batch


def verify() -> LooksVerdict:
    """Walk the batches from the first and hold their looks against their digests. Pruned batches keep the chain."""
    faults: list[str] = []
    previous, expected, looks, batches = FIRST, 1, 0, 0
    for batch in LookBatch.objects.order_by("number").iterator():
        batches += 1
        if batch.number != expected:
            faults.append(f"Batch {expected} of the looks is missing.")
        elif batch.previous != previous:
            faults.append(f"Batch {batch.number} of the looks does not follow from the one before.")
        previous, expected = batch.digest, batch.number + 1
        rows = list(Look.objects.filter(batch=batch).order_by("pk"))
        looks += len(rows)
        faults.extend(_faults_of(batch, rows))
    return LooksVerdict(batches, looks, Look.objects.filter(batch=None).count(), tuple(faults))


def who_looked(member: Member | None, reference: str) -> QuerySet[Look]:
    """Who looked at a case, or was refused, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_LOOKS)
    return Look.objects.filter(reference=reference).order_by("-at", "-pk")


def prune(before: datetime, at: datetime) -> int:
    """Remove the looks of batches that ended before an instant; their digests stay. Returns how many went."""
    gone = 0
    with transaction.atomic():
        for batch in LookBatch.objects.filter(last_look_at__lt=before, pruned_at=None):
            gone += Look.objects.filter(batch=batch).delete()[0]
            LookBatch.objects.filter(pk=batch.pk).update(pruned_at=at)
    return gone


def _faults_of(batch: LookBatch, rows: list[Look]) -> list[str]:
    if batch.pruned_at is not None:
        return [f"Batch {batch.number} was pruned and has looks again."] if rows else []
    if len(rows) != batch.looks:
        return [f"Batch {batch.number} had {batch.looks} looks and has {len(rows)}."]
    if _digest(batch.previous, rows) != batch.digest:
        return [f"A look of batch {batch.number} is not as it was bound. It was edited by hand."]
    return []


def _digest(previous: str, rows: Iterable[Look]) -> str:
    bound = hashlib.sha256(previous.encode())
    for row in rows:
        said = [
            row.pk,
            row.at.astimezone(UTC).isoformat(),
            row.by,
            row.role,
            row.reference,
            row.what,
            row.refused,
        ]
        bound.update(hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).digest())
    return bound.hexdigest()


def _one_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x484541524C])
