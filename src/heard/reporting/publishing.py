"""From a draft to the report as readers get it: counted, made ready, and made again from what was frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any

from heard.casework.looking import council
from heard.casework.looking_at_reports import entry_of, newest_entry, newest_of_figures
from heard.casework.reports_content import Content, Counted, frozen_content
from heard.casework.small_numbers import threshold_on
from heard.figures.claims import NoSuchFigure
from heard.figures.frozen import read_back
from heard.figures.periods import period as period_of
from heard.figures.table_cells import TableResult
from heard.figures.tables import annual_tables, cases_of
from heard.ledger.models import PublishedReport, ReportDraft
from heard.reporting.annual import AnnualReport, Released, Section
from heard.reporting.cached import snapshot_now
from heard.reporting.files import as_file
from heard.reporting.formats import FORMATS, Format
from heard.reporting.pdf import can_set_pdf
from heard.reporting.pictures import picture_of
from heard.reporting.showing import show, to_definition
from heard.reporting.statements import statements_of

DRAFT = "This is a draft. It is not released."
MOST_KEPT, MOST_FILES = 4, 24
_kept: dict[tuple[str, str, date, date], tuple[TableResult, ...]] = {}
_lock = Lock()


def tables_now(period: str, as_at: date, *, today: date) -> tuple[TableResult, ...]:
    """Every true table of a period as known on a day. Raises UnknownPeriod.

    They are counted again only after something was written that may move a figure: writing a report moves none.
    """
    key = (newest_of_figures(), period, as_at, today)
    with _lock:
        there = _kept.get(key)
    if there is None:
        there = tuple(annual_tables(snapshot_now(today, as_at), period, as_at=as_at))
        with _lock:
            if len(_kept) >= MOST_KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = there
    return there


def count_for(draft: ReportDraft, *, today: date) -> Counted:
    """The figures a draft may print, as known on its day. Raises UnknownPeriod."""
    newest, there = newest_entry(), council()
    tables, as_at = tables_now(draft.period, draft.as_at, today=today), draft.as_at
    seen, least = snapshot_now(today, as_at), threshold_on(today)
    return Counted(
        tables=tables,
        statements=statements_of(tables, period_of(draft.period), as_at, seen=seen, threshold=least),
        council=there.name if there else "",
        contact=there.contact if there else "",
        is_demo=bool(there and there.is_demo),
        newest=newest,
        threshold=least,
        behind=lambda cell: len(cases_of(seen, cell, as_at)),
    )


def draft_as_report(content: Content, *, at: datetime) -> AnnualReport:
    """A draft as its readers would get it, with its tokens filled in where a figure answers them."""
    try:
        said = frozen_content(content)
    except NoSuchFigure:
        said = frozen_content(content.with_printed())
    said["statements"] = [["Draft", DRAFT], *said["statements"]]
    return _report(said, at=at, released=None)


def released_as_report(row: PublishedReport) -> AnnualReport:
    """A report as it was released, made from what was frozen alone."""
    said = json.loads(row.content)
    released = Released(
        id=row.mark,
        edition=row.edition,
        at=row.released_at,
        by=said["released_by"],
        digest=row.digest,
        entry=entry_of(row),
        rule_book=row.rule_book,
        threshold=row.threshold,
        hidden=row.hidden,
        changes=row.changes,
    )
    return _report(said, at=row.released_at, released=released)


def files_of(row: PublishedReport) -> dict[str, Format]:
    """The kinds of file a released report can be taken away as, here and now."""
    return {name: one for name, one in FORMATS.items() if name != "pdf" or can_set_pdf()}


def released_file(row: PublishedReport, form: str) -> bytes:
    """A released report as a file: made once, for what is frozen gives the same file each time."""
    return _file(row.pk, row.digest, form)


@lru_cache(maxsize=MOST_FILES)
def _file(number: int, digest: str, form: str) -> bytes:
    return as_file(released_as_report(PublishedReport.objects.get(pk=number, digest=digest)), form)


def _report(said: Mapping[str, Any], *, at: datetime, released: Released | None) -> AnnualReport:
    tables, within = read_back(said["tables"]), period_of(said["period"])
    return AnnualReport(
        council=said["council"],
        is_demo=said["is_demo"],
        contact=said["contact"],
        period=within.label,
        first=within.first,
        last=within.last,
        as_at=date.fromisoformat(said["as_at"]),
        made_at=at,
        sections=tuple(_sections(said["sections"], tables)),
        tables=tables,
        definitions=tuple((name, title, words) for name, title, words in said["definitions"]),
        still_open=0,
        title=said["title"],
        kind=said["kind"],
        author=said["author"],
        statements=tuple((heading, words) for heading, words in said["statements"]),
        released=released,
    )


def _sections(kept: Iterable[Mapping[str, Any]], tables: Sequence[TableResult]) -> Iterator[Section]:
    by_name = {table.id: table for table in tables}
    for one in kept:
        shown = tuple(
            show(table, link=to_definition, picture=picture_of(table))
            for table in (by_name[name] for name in one["tables"] if name in by_name)
        )
        yield Section(one["code"], one["heading"], one["words"], shown, paragraphs(one["commentary"]))


def paragraphs(text: str) -> tuple[str, ...]:
    """A text by its paragraphs: a line left empty parts them."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
