"""The one way in which anything is written: rows and their ledger entry, together or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction

from heard.casework.commitments import fingerprint, key_of
from heard.casework.finding_cases_index import keep_searchable, touched
from heard.ledger.chain import FIRST, canonical, digest
from heard.ledger.models import Entry, Salt

GONE = "gone"
BATCH = 2000
# What takes a row to another case, or lets it speak of another person.
MOVES = frozenset({"representation", "person"})


@dataclass
class Line:
    """One entry in the making: the act, what it is about and the rows it wrote."""

    act: str
    by: str
    at: datetime
    reference: str = ""
    done_on: date | None = None
    said: dict[str, Any] = field(default_factory=dict)
    written: dict[str, models.Model] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    # The cases and the persons whose words are to be found anew.
    cases: set[int] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)

    def add(self, row: models.Model) -> None:
        """Keep a new row."""
        row.save(force_insert=True)
        self.note(row)

    def change(self, row: models.Model, **values: Any) -> None:
        """Give a row new values. The change is saved and the row's new fingerprint kept."""
        moves = not MOVES.isdisjoint(values)
        if moves:  # The words leave the case they were in as well.
            self._find_anew(row)
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        self.note(row, None if moves else values)

    def remove(self, row: models.Model) -> None:
        """Take a row away. Its name stays in the ledger as gone."""
        key = key_of(row)
        self._find_anew(row)
        row.delete()
        self.removed.append(key)
        self.written.pop(key, None)

    def note(self, row: models.Model, changed: Iterable[str] | None = None) -> None:
        """Say that this row was written under this entry (rows kept in bulk are noted one by one)."""
        self.written[key_of(row)] = row
        self._find_anew(row, changed)

    def _find_anew(self, row: models.Model, changed: Iterable[str] | None = None) -> None:
        cases, persons = touched(row, changed)
        self.cases |= cases
        self.persons |= persons


@contextmanager
def writing(
    act: str, *, by: str, at: datetime, reference: str = "", done_on: date | None = None, **said: Any
) -> Iterator[Line]:
    """Open an act: what is written inside and its ledger entry are kept together, or nothing is.

    `by` names the account or the command; `at` is the instant of recording; `done_on` the day in the world.
    """
    line = Line(act=act, by=by, at=at, reference=reference, done_on=done_on, said=dict(said))
    with transaction.atomic():
        yield line
        write_entries([line])


def write_entries(lines: Iterable[Line]) -> None:
    """Bind the lines to the end of the ledger, in order. Must stand inside the transaction of what they say."""
    lines = list(lines)
    keep_searchable(
        {one for line in lines for one in line.cases}, {one for line in lines for one in line.persons}
    )
    _hold_the_pen()
    last = Entry.objects.order_by("-sequence").values_list("sequence", "digest").first() or (0, FIRST)
    entries: list[Entry] = []
    salts: list[Salt] = []
    for line in lines:
        entry, salt = _bind(line, last)
        entries.append(entry)
        salts.append(Salt(entry=entry, value=salt))
        last = (entry.sequence, entry.digest)
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    Salt.objects.bulk_create(salts, batch_size=BATCH)


def _bind(line: Line, last: tuple[int, str]) -> tuple[Entry, str]:
    salt = secrets.token_hex(16)
    rows = {key: fingerprint(row, salt) for key, row in line.written.items()}
    rows.update(dict.fromkeys(line.removed, GONE))
    facts: dict[str, Any] = {
        "sequence": last[0] + 1,
        "at": line.at,
        "by": line.by,
        "act": line.act,
        "reference": line.reference,
        "done_on": line.done_on,
        "said": canonical({**line.said, "rows": rows} if rows else line.said),
        "previous": last[1],
    }
    return Entry(**facts, digest=digest(**facts)), salt


def _hold_the_pen() -> None:
    """One writer at a time at the end of the ledger. SQLite's IMMEDIATE transactions already see to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x4845415244])
