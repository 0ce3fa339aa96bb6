"""Taking in what a council's own sheets say of past cases: all of a sheet or nothing, and undone as a whole."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from heard.casework.comparing import Comparison, compare, in_chunks, list_kind_of
from heard.casework.council import add_labels, learn_spellings
from heard.casework.history import HistoryContext, HistoryRecord
from heard.casework.history_rows import Keeping, rows_of
from heard.casework.history_text import History, digest_of, reference_of, to_text
from heard.casework.performing import day_of
from heard.casework.walls_sweep import sweep_walls
from heard.casework.writing import Line, write_entries
from heard.ledger.models import Correction, ImportedRow, ImportRun
from heard.people.models import Council
from heard.representations.models import Representation

SOME = 2000


class NothingKept(Exception):
    """The sheet cannot be kept as it is. Nothing was written. `reasons` says what stands in the way."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class SheetBroughtIn:
    """A judged sheet, ready to be kept: its records, the labels they use with their meanings, the answers given."""

    file_name: str
    file_digest: str
    list_kind: str
    records: Sequence[History]
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mapping: str = ""
    rows_ignored: int = 0


def record_history(
    sheet: SheetBroughtIn,
    *,
    by: str,
    at: datetime,
    remove_gone: bool = False,
    into_demo: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[ImportRun | None, Comparison]:
    """Keep a judged sheet as history: new cases added, changed cases corrected, the rest left as it is.

    All of it is kept or nothing is. A sheet that changes nothing writes nothing and gives no run. Records that
    the new version no longer holds stay unless `remove_gone`. Rows of cases that were erased stay out, and the
    comparison names them. Raises NothingKept.
    """
    with transaction.atomic():
        refuse_demo(into_demo)
        comparison = compare(sheet.records, list_kind=sheet.list_kind)
        if comparison.conflicts:
            raise NothingKept([f"Row {one.row}, {one.reference}: {one.why}" for one in comparison.conflicts])
        if not (comparison.added or comparison.changed or (remove_gone and comparison.gone)):
            return None, comparison
        sheet = _without(sheet, comparison)
        run = _run(sheet, comparison, by=by, at=at, removed=remove_gone)
        head = Line("import", by, at, reference=f"import-{run.number}", said={"file": sheet.file_digest})
        head.note(run)
        keeping = Keeping(add_labels(head, _labels(sheet)), at)
        learn_spellings(head, sheet.answers)
        write_entries([head])
        _change(run, sheet, comparison, keeping)
        _add(run, sheet, set(comparison.added), keeping, progress)
        _link_earlier(run, sheet.records)
        if remove_gone:
            _remove(run, sheet.list_kind, comparison.gone)
        _wall_off(run, comparison)
    return run, comparison


def _without(sheet: SheetBroughtIn, comparison: Comparison) -> SheetBroughtIn:
    """The sheet without the rows of cases that were erased."""
    out = {one.reference for one in comparison.held}
    if not out:
        return sheet
    records = [one for one in sheet.records if reference_of(one) not in out]
    return replace(
        sheet, records=records, rows_ignored=sheet.rows_ignored + len(sheet.records) - len(records)
    )


def refuse_demo(into_demo: bool) -> None:
    """Refuse real cases into a demonstration, or before a council has been named. Raises NothingKept."""
    council = Council.objects.first()
    if council is None:
        raise NothingKept(["This installation has no council yet. Name it first: heard init --council NAME."])
    if council.is_demo and not into_demo:
        raise NothingKept(
            [
                "This is a demonstration: its people are invented, and real cases must not be mixed with them. "
                "Make an empty installation (heard init --council NAME in another HEARD_DATA), "
                "or say --into-demo to bring the sheet in here all the same."
            ]
        )


def _labels(sheet: SheetBroughtIn) -> list[tuple[str, str, str]]:
    return [
        (list_, label, means) for list_, pairs in sheet.meanings.items() for label, means in pairs.items()
    ]


def _run(sheet: SheetBroughtIn, comparison: Comparison, *, by: str, at: datetime, removed: bool) -> ImportRun:
    last = ImportRun.objects.aggregate(last=Max("number"))["last"] or 0
    return ImportRun.objects.create(
        number=last + 1,
        at=at,
        by=by,
        file_name=sheet.file_name[:300],
        file_digest=sheet.file_digest,
        list_kind=sheet.list_kind,
        mapping=sheet.mapping,
        rows_kept=len(sheet.records),
        rows_ignored=sheet.rows_ignored,
        added=len(comparison.added),
        changed=len(comparison.changed),
        gone=len(comparison.gone) if removed else 0,
    )


def _add(
    run: ImportRun,
    sheet: SheetBroughtIn,
    added: set[str],
    keeping: Keeping,
    progress: Callable[[int, int], None],
) -> None:
    new = [one for one in sheet.records if reference_of(one) in added]
    with _judged_records_set_aside():
        for start in range(0, len(new), SOME):
            some = [
                (one, Line("record_history", run.by, run.at, reference_of(one), _day(one)))
                for one in new[start : start + SOME]
            ]
            keeping.keep(some)
            _note_rows(run, some)
            write_entries([line for _, line in some])
            progress(min(start + SOME, len(new)), len(new))


@contextmanager
def _judged_records_set_aside() -> Iterator[None]:
    """Python looks through everything alive for rubbish again and again: a long sheet's records hold none."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _note_rows(
    run: ImportRun, some: Sequence[tuple[History, Line]], replaces: ImportedRow | None = None
) -> None:
    rows = []
    for one, _ in some:
        text = to_text(one)
        rows.append(
            ImportedRow(
                run=run,
                list_kind=list_kind_of(run.list_kind),
                reference=reference_of(one),
                row=one.row,
                digest=digest_of(text),
                content=text,
                replaces=replaces,
            )
        )
    ImportedRow.objects.bulk_create(rows)
    for row, (_, line) in zip(rows, some, strict=True):
        line.note(row)


def _change(run: ImportRun, sheet: SheetBroughtIn, comparison: Comparison, keeping: Keeping) -> None:
    by_reference = {reference_of(one): one for one in sheet.records}
    for change in comparison.changed:
        one = by_reference[change.reference]
        line = Line("change_history", run.by, run.at, change.reference, _day(one))
        old = retire(run.list_kind, change.reference, line)
        keeping.keep([(one, line)])
        _note_rows(run, [(one, line)], replaces=old)
        for what, was, became in change.what:
            line.add(_correction(run, change.reference, what, was, became))
        write_entries([line])


def _correction(run: ImportRun, reference: str, what: str, was: str, became: str) -> Correction:
    why = f"A later version of the sheet says otherwise (import {run.number})."
    return Correction(
        at=run.at, by=run.by, reference=reference, what=what[:80], was=was, became=became, why=why
    )


def retire(list_kind: str, reference: str, line: Line) -> ImportedRow:
    old = ImportedRow.objects.get(list_kind=list_kind_of(list_kind), reference=reference, is_current=True)
    line.change(old, is_current=False)
    for row in rows_of(list_kind, reference):
        line.remove(row)
    return old


def _remove(run: ImportRun, list_kind: str, gone: Sequence[str]) -> None:
    for reference in gone:
        line = Line("remove_history", run.by, run.at, reference, said={"run": run.number})
        retire(list_kind, reference, line)
        write_entries([line])


def _link_earlier(run: ImportRun, records: Sequence[History]) -> None:
    wanted = {
        one.reference: one.earlier_reference
        for one in records
        if isinstance(one, HistoryRecord) and one.earlier_reference
    }
    if not wanted:
        return
    known = {
        row.reference: row
        for some in in_chunks([*wanted, *wanted.values()])
        for row in Representation.objects.filter(reference__in=some)
    }
    lines = []
    for later, earlier in wanted.items():
        if later in known and earlier in known and known[later].earlier_id != known[earlier].pk:
            line = Line("record_history", run.by, run.at, later)
            line.change(known[later], earlier=known[earlier])
            lines.append(line)
    write_entries(lines)


def _wall_off(run: ImportRun, comparison: Comparison) -> None:
    """Staff named in what came in, or tied to somebody who is, are kept out of it from the same moment."""
    written = [*comparison.added, *(change.reference for change in comparison.changed)]
    sweep_walls(by=run.by, at=run.at, day=day_of(run.at), only=written)


def _day(one: History) -> date:
    return one.as_at if isinstance(one, HistoryContext) else one.received_on
