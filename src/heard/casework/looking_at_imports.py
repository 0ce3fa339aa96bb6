"""One import as it stands: its rows, what it changed, and where the sheet and the law disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from heard.casework.claims import disagreements
from heard.casework.clocks import clocks_of_council
from heard.casework.history import HistoryRecord, HistoryStage
from heard.casework.looking import NotYours, dates_of
from heard.law.timeliness import StageDates
from heard.ledger.models import Correction, ImportedRow, ImportRun
from heard.representations.models import Stage

CLAIMED = (
    "claimed_working_days",
    "claimed_due_on",
    "claimed_due_on_latest",
    "claimed_in_time",
    "claimed_band",
)


@dataclass(frozen=True)
class RunSeen:
    """One import with its rows as they stand, and what it changed."""

    run: ImportRun
    rows: tuple[ImportedRow, ...]
    corrections: tuple[Correction, ...]
    disagreements: tuple[tuple[str, str, str], ...]


def import_run(number: int) -> RunSeen:
    """One import, its rows, its corrections, and each case on which sheet and law disagree. Raises NotYours."""
    run = ImportRun.objects.filter(number=number).first()
    if run is None:
        raise NotYours("There is no import of that number.")
    rows = tuple(run.rows.order_by("row")[:500])
    corrections = tuple(Correction.objects.filter(at=run.at, by=run.by).order_by("pk")[:500])
    return RunSeen(run, rows, corrections, tuple(_disagreements_of(run)))


def _disagreements_of(run: ImportRun) -> Iterator[tuple[str, str, str]]:
    references = run.rows.filter(is_current=True).values("reference")
    return _disagreements(Stage.objects.filter(representation__reference__in=references))


def disagreements_on_record() -> Iterator[tuple[str, str, str]]:
    """Everything on record on which the council's own sheets and the law disagree: (reference, stage, words)."""
    return _disagreements(Stage.objects.all())


def _disagreements(of: QuerySet[Stage]) -> Iterator[tuple[str, str, str]]:
    clocks = clocks_of_council()
    stages = (
        of.select_related("representation", "panel")
        .prefetch_related("extensions")
        .order_by("representation__reference", "started_on")
    )
    for stage in stages.iterator(chunk_size=2000):
        for words in disagreements(stage, clocks.judge(dates_of(stage), stage.withdrawn_on)):
            yield stage.representation.reference, stage.get_stage_display(), words


def disagreements_in(records: Iterable[object]) -> Iterator[tuple[int, str, str]]:
    """(row, reference, what) of each thing that a list not yet kept and the law do not say the same of."""
    clocks = clocks_of_council()
    for one in records:
        for stage in one.stages if isinstance(one, HistoryRecord) else ():
            claimed = {name: getattr(stage, name) for name in CLAIMED}
            if isinstance(one, HistoryRecord) and any(claimed.values()):
                verdict = clocks.judge(_dates(one, stage), stage.withdrawn_on)
                for words in disagreements(Stage(**claimed), verdict):
                    yield stage.row or one.row, one.reference, words


def _dates(one: HistoryRecord, stage: HistoryStage) -> StageDates:
    return StageDates(
        procedure=one.procedure,
        stage=stage.stage,
        started_on=stage.started_on,
        answered_on=stage.answered_on,
        extended_to=stage.extended_to,
        extension_recorded=stage.extension_recorded and stage.extended is not True,
        acknowledged_on=stage.acknowledged_on,
        statement_agreed_on=stage.statement_agreed_on,
        panel_met_on=stage.panel_met_on,
        report_sent_on=stage.report_sent_on,
    )
