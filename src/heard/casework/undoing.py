"""Taking an import back as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from heard.casework.comparing import CHUNK, touched_since_import
from heard.casework.council import add_labels
from heard.casework.history_rows import Keeping
from heard.casework.history_text import from_text
from heard.casework.receive import retire
from heard.casework.writing import Line, write_entries
from heard.ledger.models import Entry, ImportedRow, ImportRun


class CannotUndo(Exception):
    """This import cannot be taken back; the message says why and what can be done."""


def undo_import(number: int, *, by: str, at: datetime) -> ImportRun:
    """Take an import back as a whole, while nothing else has touched its cases. Raises CannotUndo.

    Cases it added go, cases it changed become what they were, cases it removed come back. The ledger keeps
    both the import and its undoing.
    """
    with transaction.atomic():
        run = ImportRun.objects.filter(number=number).first()
        if run is None or run.undone_at:
            raise CannotUndo(
                f"There is no import {number} to undo. The list of imports shows those that stand."
            )
        rows = list(run.rows.select_related("replaces").order_by("-pk"))
        _refuse_if_built_upon(rows)
        head = Line("undo_import", by, at, reference=f"import-{run.number}")
        keeping = Keeping(add_labels(head, ()), run.at)
        for row in rows:
            _take_back(row, by, at, keeping)
        for reference in _removed_by(run):
            _bring_back(run, reference, by, at, keeping)
        head.change(run, undone_at=at, undone_by=by)
        _drop_unused_labels(run, head)
        write_entries([head])
    return run


def _refuse_if_built_upon(rows: Sequence[ImportedRow]) -> None:
    later = sorted(_later_versions([row.pk for row in rows]))
    if later:
        raise CannotUndo(
            f"Import {later[-1]} is a later version of the same sheet. Undo import {later[-1]} first."
        )
    touched = sorted(touched_since_import([row.reference for row in rows]))
    if touched:
        raise CannotUndo(
            f"{len(touched)} of its cases have been worked on since, {touched[0]} for one. "
            "An import is undone only while nothing else has touched its cases; correct those cases one by one."
        )


def _later_versions(rows: Sequence[int]) -> set[int]:
    """The imports, not themselves undone, whose records replaced any of these."""
    return {
        number
        for start in range(0, len(rows), CHUNK)
        for number in ImportedRow.objects.filter(
            replaces__in=rows[start : start + CHUNK], run__undone_at=None
        ).values_list("run__number", flat=True)
    }


def _take_back(row: ImportedRow, by: str, at: datetime, keeping: Keeping) -> None:
    line = Line("undo_import", by, at, row.reference)
    if row.is_current:
        retire(row.list_kind, row.reference, line)
    if row.replaces is not None:
        _restore(row.replaces, line, keeping)
    write_entries([line])


def _restore(row: ImportedRow, line: Line, keeping: Keeping) -> None:
    keeping.keep([(from_text(row.list_kind, row.content, row.row), line)])
    line.change(row, is_current=True)


def _removed_by(run: ImportRun) -> Iterable[str]:
    for entry in Entry.objects.filter(act="remove_history", at=run.at).order_by("sequence"):
        if json.loads(entry.said).get("run") == run.number:
            yield entry.reference


def _bring_back(run: ImportRun, reference: str, by: str, at: datetime, keeping: Keeping) -> None:
    line = Line("restore_history", by, at, reference)
    row = ImportedRow.objects.filter(reference=reference, is_current=False).latest("pk")
    _restore(row, line, keeping)
    write_entries([line])


def _drop_unused_labels(run: ImportRun, head: Line) -> None:
    """The labels this import added go with it, unless something else has come to use them."""
    entry = Entry.objects.get(act="import", reference=f"import-{run.number}")
    for key in json.loads(entry.said).get("labels", []):
        model, _, pk = key.partition(":")
        row = apps.get_model(model).objects.filter(pk=pk).first()
        if row is None:
            continue
        try:
            with transaction.atomic():
                head.remove(row)
        except ProtectedError:
            continue
