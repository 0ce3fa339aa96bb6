"""Destroying the salts of what the ledger holds of erased rows, and sealing anew the rows beside them that stay.

A line of the ledger keeps a salted fingerprint of each row it wrote. With the salt gone, no words can be tried
against it. A row that stays and was last sealed under such a line is held against it first, then sealed under the line
that erases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model

from heard.casework.commitments import fingerprint
from heard.casework.writing import GONE, Line
from heard.ledger.models import Entry, Salt

KEY = re.compile(r'"([a-z_]+\.[a-z_]+:\d+)":')
AT_ONCE = 500


class NotWhole(Exception):
    """A row that stays is not as the ledger left it, so nothing was erased: to seal it anew would hide that."""


@dataclass
class Found:
    """The lines of the ledger that speak of what goes, and for each row beside it the last line that sealed it."""

    doomed: set[int] = field(default_factory=set)
    last: dict[str, tuple[int, str]] = field(default_factory=dict)


def destroy_salts(line: Line, *, gone: set[str], references: set[str]) -> int:
    """Empty the salts of every line that speaks of these rows or cases; seal anew, in `line`, what stays. How many.

    Stands inside the transaction of the erasing, after the rows went. Raises NotWhole, and nothing is done.
    """
    found = _find(gone, references)
    salts = _salts(found.doomed)
    for key, (sequence, print_) in found.last.items():
        if sequence in salts and print_ != GONE and key not in line.written and key not in line.removed:
            # Written past note(), which would make its words anew for searching: they are as they were.
            line.written[key] = _as_it_was(key, sequence, print_, salts[sequence])
    emptied = sorted(sequence for sequence, value in salts.items() if value)
    for some in _lots(emptied):
        Salt.objects.filter(entry_id__in=some).update(value="")
    line.said["salts"] = [*line.said.get("salts", []), *emptied]
    return len(emptied)


def _find(gone: set[str], references: set[str]) -> Found:
    found = Found()
    beside: set[str] = set()
    for sequence, reference, said in _lines(Entry.objects.order_by("sequence")):
        keys = set(KEY.findall(said))
        if reference in references or not keys.isdisjoint(gone):
            found.doomed.add(sequence)
            beside |= keys
    beside -= gone
    for sequence, _, said in _lines(Entry.objects.order_by("-sequence")):
        if not beside:
            break
        if here := beside.intersection(KEY.findall(said)):
            rows = json.loads(said)["rows"]
            found.last.update({key: (sequence, rows[key]) for key in here})
            beside -= here
    return found


def _lines(entries: object) -> Iterator[tuple[int, str, str]]:
    asked = entries.values_list("sequence", "reference", "said")  # type: ignore[attr-defined]
    yield from asked.iterator(chunk_size=2000)


def _salts(doomed: Iterable[int]) -> dict[int, str]:
    return {
        entry: value
        for some in _lots(sorted(doomed))
        for entry, value in Salt.objects.filter(entry_id__in=some).values_list("entry_id", "value")
    }


def _as_it_was(key: str, sequence: int, print_: str, salt: str) -> Model:
    label, _, number = key.partition(":")
    row: Model | None = apps.get_model(label)._default_manager.filter(pk=number).first()
    if row is None or not salt or fingerprint(row, salt) != print_:
        raise NotWhole(
            f"Nothing was erased. {label} {number} is not as line {sequence} of the ledger left it: it was changed by "
            "hand. Have the ledger checked (heard audit verify), mend what it names, then erase again."
        )
    return row


def _lots(some: Sequence[int]) -> Iterator[Sequence[int]]:
    return (some[start : start + AT_ONCE] for start in range(0, len(some), AT_ONCE))
