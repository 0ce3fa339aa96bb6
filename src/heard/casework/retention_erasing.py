"""Erasing: every row and file of a case, or some words of one, so that nothing is left and the ledger stays whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from heard.casework.commitments import NO_RECORD, SELF_PROVING, key_of
from heard.casework.retention_files import leave_files, leave_no_trace, throw_away_files
from heard.casework.retention_holds import Held, hold_the_holds, holds_on
from heard.casework.retention_salts import NotWhole, destroy_salts
from heard.casework.retention_tables import Belongings, NotInTheMap, belongings_of, orphans
from heard.casework.writing import Line
from heard.people.models import Person
from heard.representations.models import Representation

__all__ = ["Erased", "Held", "NotInTheMap", "NotWhole", "empty_fields", "erase_case", "erase_rows"]

AT_ONCE = 500
NOT_COMMITTED = frozenset((*SELF_PROVING, *NO_RECORD))


@dataclass(frozen=True)
class Erased:
    """What was erased: rows by table, how many files and persons went with it, and salts of the ledger destroyed."""

    tables: Mapping[str, int] = field(default_factory=dict)
    files: int = 0
    persons: int = 0
    salts: int = 0
    references: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(self.tables.values())


def erase_case(line: Line, case: Representation, *, on: date) -> Erased:
    """Erase a case: all its rows, its persons whom nothing else needs, its files and what the ledger knows of it.

    Stands inside `writing(…)`, whose line says what went. Holds are asked again here, and one that stands wins.
    Raises Held, NotWhole, NotInTheMap; then nothing is erased. Files go once the transaction is kept.
    """
    hold_the_holds()
    if held := holds_on(case, on=on):
        raise Held(case.reference, held)
    return _erase(line, belongings_of(case))


def erase_rows(line: Line, rows: Iterable[models.Model]) -> Erased:
    """Erase some rows of a case with all that hangs on them, such as one paper with its copies and its file.

    The caller has asked for holds. Raises NotWhole, NotInTheMap.
    """
    found = Belongings()
    for row in rows:
        part = belongings_of(row)
        for model, some in part.rows.items():
            found.rows.setdefault(model, {}).update(some)
        for key, fields in part.let_go.items():
            found.let_go.setdefault(key, set()).update(fields)
        found.persons |= part.persons
    for key in [key for key in found.let_go if key[1] in found.rows.get(key[0], {})]:
        del found.let_go[key]
    return _erase(line, found)


def empty_fields(line: Line, row: models.Model, **values: Any) -> int:
    """Put other values (`words=""`) in the place of what fields held, and destroy the salts of what was known of them.

    The row stays. Every earlier fingerprint of it says nothing any more; the new one is under `line`. Returns how many
    salts went. The caller has asked for holds. Raises NotWhole.
    """
    line.change(row, **values)
    gone_for_good(line)
    # The row itself stays, sealed under this line; all that was sealed of it before is doomed.
    return destroy_salts(line, gone={key_of(row)}, references=set())


def gone_for_good(line: Line) -> None:
    """Once the transaction is kept: files are thrown away, and the database forgets words it no longer shows."""
    transaction.on_commit(throw_away_files, robust=True)
    transaction.on_commit(leave_no_trace, robust=True)


def _erase(line: Line, found: Belongings) -> Erased:
    _let_go(line, found)
    _delete(line, found)
    persons = _erase_orphans(line, found)
    tables = Counter({model._meta.label: len(rows) for model, rows in found.rows.items() if rows})
    rows = [row for some in found.rows.values() for row in some.values()]
    files = leave_files(rows)
    gone = {key_of(row) for row in rows}
    salts = destroy_salts(line, gone=gone, references=found.references)
    gone_for_good(line)
    return Erased(dict(sorted(tables.items())), files, persons, salts, frozenset(found.references))


def _let_go(line: Line, found: Belongings) -> None:
    """What stays forgets what goes."""
    for (model, number), fields in sorted(
        found.let_go.items(), key=lambda one: (one[0][0]._meta.label, one[0][1])
    ):
        row = model._default_manager.get(pk=number)
        line.change(row, **dict.fromkeys(sorted(fields)))


def _delete(line: Line, found: Belongings) -> None:
    for model, rows in found.rows.items():
        _delete_rows(model, list(rows))
        if model._meta.label not in NOT_COMMITTED:
            keys = [key_of(row) for row in rows.values()]
            line.removed += keys
            for key in keys:
                line.written.pop(key, None)
    line.cases -= set(found.rows.get(Representation, {}))


def _delete_rows(model: type[models.Model], numbers: Sequence[Any]) -> None:
    """Past the collector, which would ask again what was asked already: the database holds all links at the end."""
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        model._base_manager.filter(pk__in=some)._raw_delete(connection.alias)


def _erase_orphans(line: Line, found: Belongings) -> int:
    """Persons whom only these rows spoke of go, with every way to reach them."""
    alone = orphans(found.persons)
    for person in alone:
        theirs = belongings_of(person)
        _let_go(line, theirs)
        _delete(line, theirs)
        for model, rows in theirs.rows.items():
            found.rows.setdefault(model, {}).update(rows)
    line.persons -= set(found.rows.get(Person, {}))
    return len(alone)
