"""Proving the ledger whole, and every row of the database to be as the ledger left it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from heard.casework import looks
from heard.casework.commitments import committed_models, fingerprint, key_of
from heard.casework.one_instant import as_of_one_instant
from heard.casework.writing import GONE
from heard.ledger.chain import FIRST, digest
from heard.ledger.models import Entry, Salt


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the ledger left it. `where` names the entry or the row."""

    kind: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole ledger found: entries and rows read, and every fault."""

    entries: int
    rows: int
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify() -> Verdict:
    """Walk the chain from its first line, hold every row of the database against its last fingerprint, and walk the
    chain of who looked at cases: all as of one instant, so that what is written meanwhile is no fault.
    """
    with as_of_one_instant():
        return _verify()


def _verify() -> Verdict:
    faults: list[Fault] = []
    kept: dict[str, tuple[str, int]] = {}
    entries = 0
    for entry in _walk(faults):
        entries += 1
        for key, print_ in json.loads(entry.said).get("rows", {}).items():
            kept[key] = (print_, entry.sequence)
    salts = dict(Salt.objects.values_list("entry_id", "value"))
    rows = 0
    for model in committed_models():
        for row in model._default_manager.order_by("pk").iterator(chunk_size=2000):
            rows += 1
            faults.extend(_judge(row, kept.pop(key_of(row), None), salts))
    faults.extend(_missing(kept))
    faults.extend(Fault("looks", "who looked at cases", why) for why in looks.verify().faults)
    return Verdict(entries=entries, rows=rows, faults=tuple(faults))


def _walk(faults: list[Fault]) -> Iterator[Entry]:
    previous, expected = FIRST, 1
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        where = f"ledger entry {entry.sequence}"
        if entry.sequence != expected:
            faults.append(Fault("gap", where, f"Entry {expected} should stand here. Lines were taken out."))
        elif entry.previous != previous:
            faults.append(Fault("link", where, "It does not follow from the entry before it."))
        if entry.digest != _digest(entry):
            faults.append(
                Fault("edit", where, "Its digest does not fit what it says. It was edited by hand.")
            )
        previous, expected = entry.digest, entry.sequence + 1
        yield entry


def _digest(entry: Entry) -> str:
    return digest(
        sequence=entry.sequence,
        at=entry.at,
        by=entry.by,
        act=entry.act,
        reference=entry.reference,
        done_on=entry.done_on,
        said=entry.said,
        previous=entry.previous,
    )


def _judge(row: models.Model, kept: tuple[str, int] | None, salts: dict[int, str]) -> Iterator[Fault]:
    where = f"{row._meta.label} {row.pk}" + (f" ({row})" if hasattr(row, "reference") else "")
    if kept is None:
        yield Fault("row added", where, "No ledger entry wrote this row. It was added by hand.")
    elif kept[0] == GONE:
        yield Fault(
            "row added", where, f"Ledger entry {kept[1]} took this row away. It was put back by hand."
        )
    elif salts.get(kept[1]) is None:
        yield Fault("salt gone", where, f"The salt of ledger entry {kept[1]} was taken away by hand.")
    elif not salts[kept[1]]:
        # Erasing destroys salts, and seals what stays anew: no row that stands has a line without its salt.
        yield Fault("salt gone", where, f"The salt of ledger entry {kept[1]} was emptied by hand.")
    elif fingerprint(row, salts[kept[1]]) != kept[0]:
        yield Fault(
            "row edited", where, f"It is not as ledger entry {kept[1]} left it. It was edited by hand."
        )


def _missing(kept: dict[str, tuple[str, int]]) -> Iterator[Fault]:
    for key, (print_, sequence) in kept.items():
        if print_ != GONE:
            yield Fault(
                "row gone",
                key.replace(":", " "),
                f"Ledger entry {sequence} kept this row. It was taken out by hand.",
            )
