"""The one way in which anything is written: rows and their ledger entry, together or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
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


@dataclass(frozen=True, slots=True)
class _Said:
    """What an entry says of an act, before it has its place in the ledger."""

    line: Line
    said: str
    salt: str


# The acts that are done together with others and wait for their places in the ledger; None for an act by itself.
WAITING: ContextVar[list[_Said] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Do several acts as one: kept together or not at all, their entries bound in their order once all are done.

    The end of the ledger is then held for its last moments only. Nobody inside may go on after an act that failed.
    """
    if WAITING.get() is not None:
        yield
        return
    with transaction.atomic():
        waiting: list[_Said] = []
        token = WAITING.set(waiting)
        try:
            yield
        finally:
            WAITING.reset(token)
        _bind(waiting)


def one_act() -> AbstractContextManager[Any]:
    """The transaction of an act: its own, or that of the acts that it is done together with."""
    return transaction.atomic(savepoint=WAITING.get() is None)


@contextmanager
def writing(
    act: str, *, by: str, at: datetime, reference: str = "", done_on: date | None = None, **said: Any
) -> Iterator[Line]:
    """Open an act: what is written inside and its ledger entry are kept together, or nothing is.

    `by` names the account or the command; `at` is the instant of recording; `done_on` the day in the world.
    """
    line = Line(act=act, by=by, at=at, reference=reference, done_on=done_on, said=dict(said))
    with one_act():
        yield line
        write_entries([line])


def write_entries(lines: Iterable[Line]) -> None:
    """Bind the lines to the end of the ledger, in order. Must stand inside the transaction of what they say."""
    said = [_said(line) for line in lines]
    waiting = WAITING.get()
    if waiting is None:
        _bind(said)
    else:
        waiting += said


def _said(line: Line) -> _Said:
    salt = secrets.token_hex(16)
    rows = {key: fingerprint(row, salt) for key, row in line.written.items()}
    rows.update(dict.fromkeys(line.removed, GONE))
    return _Said(line, canonical({**line.said, "rows": rows} if rows else line.said), salt)


def _bind(acts: Sequence[_Said]) -> None:
    keep_searchable(
        {case for one in acts for case in one.line.cases}, {who for one in acts for who in one.line.persons}
    )
    _hold_the_pen()
    last = Entry.objects.order_by("-sequence").values_list("sequence", "digest").first() or (0, FIRST)
    entries: list[Entry] = []
    for one in acts:
        entries.append(entry := _entry(one, last))
        last = (entry.sequence, entry.digest)
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    salts = [Salt(entry=entry, value=one.salt) for entry, one in zip(entries, acts, strict=True)]
    Salt.objects.bulk_create(salts, batch_size=BATCH)


def _entry(one: _Said, last: tuple[int, str]) -> Entry:
    facts: dict[str, Any] = {
        "sequence": last[0] + 1,
        "at": one.line.at,
        "by": one.line.by,
        "act": one.line.act,
        "reference": one.line.reference,
        "done_on": one.line.done_on,
        "said": one.said,
        "previous": last[1],
    }
    return Entry(**facts, digest=digest(**facts))


def _hold_the_pen() -> None:
    """One writer at a time at the end of the ledger. SQLite's IMMEDIATE transactions already see to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x4845415244])
