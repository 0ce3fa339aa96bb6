"""What a draft would say if it were released now: its sections with every figure put in, small numbers hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import Any

from heard.casework.small_numbers import services_of_teams
from heard.figures.claims import NoSuchFigure, filled
from heard.figures.claims_tokens import TOKEN
from heard.figures.frozen import digest_of, read_back, written
from heard.figures.measures import MEASURES
from heard.figures.reconcile import Disagreement, reconcile
from heard.figures.suppression import Behind, Suppressed, suppress
from heard.figures.table_cells import TableResult
from heard.law.version import rule_book_version
from heard.ledger.models import PublishedReport, ReportDraft, ReportSection, SectionVersion

# The codes of sections that are of no kind’s standard.
OWN = "own-"
MOST_KEPT = 6


@dataclass(frozen=True)
class Counted:
    """The true tables of a draft's period as known on its day, as `reporting` counts them, and what is said of them.

    `statements` are headings with the words under them; `newest` is the last line of the ledger they were counted from;
    from `threshold` on a count is told; `behind` counts the records behind a sum of money.
    """

    tables: tuple[TableResult, ...]
    statements: tuple[tuple[str, str], ...]
    council: str
    contact: str
    is_demo: bool
    newest: tuple[int, str]
    threshold: int
    behind: Behind | None = None


@dataclass(frozen=True)
class Written:
    """A section as it stands: its number, code, newest version, and whether it is left out.

    `is_standard` says that its standing words are still those that such a section begins with.
    """

    pk: int
    code: str
    version: SectionVersion
    is_left_out: bool
    is_standard: bool

    @property
    def tables(self) -> list[str]:
        """The names of its tables, in order."""
        return self.version.tables.split("\n") if self.version.tables else []

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it yet."""
        return not (self.version.words or self.version.commentary or self.version.tables)

    @property
    def texts(self) -> tuple[str, str]:
        """What readers read in it besides its heading and tables."""
        return self.version.words, self.version.commentary


@dataclass(frozen=True)
class Content:
    """A draft made ready: its sections, the true tables it uses, and the same with small numbers hidden."""

    draft: ReportDraft
    sections: tuple[Written, ...]
    counted: Counted
    true: tuple[TableResult, ...]
    suppressed: Suppressed
    threshold: int
    leaves_tokens: bool = False

    def fill(self, text: str) -> str:
        """A text with each figure token as readers will read it. Raises NoSuchFigure."""
        return text if self.leaves_tokens else filled(text, self.suppressed.tables)

    def with_printed(self) -> Content:
        """The same with the tokens filled in that a figure answers, section by section; the others stay as typed."""
        made = []
        for one in self.sections:
            version = copy(one.version)
            version.words, version.commentary = (self.printed(text) for text in one.texts)
            made.append(replace(one, version=version))
        return replace(self, sections=tuple(made), leaves_tokens=True)

    def printed(self, text: str) -> str:
        """The same; a token that nothing answers stays as it was typed."""
        try:
            return self.fill(text)
        except NoSuchFigure:
            return text


def sections_of(draft: ReportDraft) -> list[Written]:
    """The sections of a draft in order, each as it says now."""
    found: dict[int, list[SectionVersion]] = {}
    for version in SectionVersion.objects.filter(section__draft=draft).order_by("number"):
        found.setdefault(version.section_id, []).append(version)
    return [_written(row, found[row.pk]) for row in draft.sections.all()]


def _written(row: ReportSection, versions: Sequence[SectionVersion]) -> Written:
    newest = versions[-1]
    is_standard = not row.code.startswith(OWN) and newest.words == versions[0].words
    return Written(row.pk, row.code, newest, row.is_left_out, is_standard)


def content_of(draft: ReportDraft, counted: Counted, sections: Sequence[Written] | None = None) -> Content:
    """A draft made ready with the figures counted for it. Only what it prints or quotes is in it."""
    there = tuple(sections if sections is not None else sections_of(draft))
    true = tuple(_used(there, counted.tables))
    return Content(draft, there, counted, true, _suppressed(true, counted), counted.threshold)


@dataclass(frozen=True)
class _Kept:
    """What was hidden of some tables once, and of what it was worked out."""

    counted: tuple[TableResult, ...]
    asked: tuple[object, ...]
    found: Suppressed


_kept: list[_Kept] = []
_lock = Lock()


def _suppressed(true: tuple[TableResult, ...], counted: Counted) -> Suppressed:
    """The tables with small numbers hidden: worked out anew only when a figure, a choice or a release has moved."""
    before, inside = _releases(), services_of_teams()
    asked = (tuple(table.id for table in true), counted.threshold, before, tuple(sorted(inside.items())))
    with _lock:
        for one in _kept:
            # The very same tables: whoever counts them gives them again for as long as no figure moved.
            if one.counted is counted.tables and one.asked == asked:
                return one.found
    found = suppress(
        true,
        threshold=counted.threshold,
        released=_tables_of_releases(before),
        inside=inside,
        behind=counted.behind,
    )
    with _lock:
        _kept[MOST_KEPT - 1 :] = []
        _kept.insert(0, _Kept(counted.tables, asked, found))
    return found


def released_tables() -> tuple[TableResult, ...]:
    """Every table of every released report, as it was released: a small number is hidden from all of them together."""
    return _tables_of_releases(_releases())


def _releases() -> tuple[str, ...]:
    return tuple(PublishedReport.objects.order_by("pk").values_list("digest", flat=True))


@lru_cache(maxsize=1)
def _tables_of_releases(digests: tuple[str, ...]) -> tuple[TableResult, ...]:
    texts = (
        PublishedReport.objects.filter(digest__in=digests).order_by("pk").values_list("content", flat=True)
    )
    return tuple(table for text in texts for table in tables_of(text))


def tables_of(content: str) -> tuple[TableResult, ...]:
    """The tables of what was frozen."""
    return read_back(json.loads(content)["tables"])


def frozen_content(content: Content) -> dict[str, Any]:
    """What is frozen on release: everything a reader gets, as plain values. Raises NoSuchFigure."""
    draft, counted = content.draft, content.counted
    return {
        "kind": draft.kind,
        "title": draft.title,
        "author": draft.author,
        "period": draft.period,
        "as_at": draft.as_at.isoformat(),
        "council": counted.council,
        "contact": counted.contact,
        "is_demo": counted.is_demo,
        "changes": draft.what_changed,
        "why_again": draft.why_again,
        "rule_book": rule_book_version(),
        "threshold": content.threshold,
        "hidden": len(content.suppressed.hidden),
        "statements": [list(one) for one in (*counted.statements, *_let_stand(content))],
        "definitions": [list(one) for one in definitions_of(content.true)],
        "sections": [_section(one, content) for one in content.sections if not one.is_left_out],
        "tables": written(content.suppressed.tables),
    }


def figures_of(content: Content) -> list[dict[str, Any]]:
    """The true figures behind it, kept inside the office."""
    return written(content.true)


def digest_of_content(content: Content) -> str:
    """What binds an offer to exactly this: every word, every printed figure, and every true one behind them."""
    return digest_of([frozen_content(content), figures_of(content)])


def definitions_of(tables: Sequence[TableResult]) -> Iterator[tuple[str, str, str]]:
    """Each measure of some tables: its name, title and definition."""
    used = {cell.measure for table in tables for row in table.rows for cell in row.cells}
    return ((name, one.title, one.definition) for name, one in MEASURES.items() if name in used)


def _let_stand(content: Content) -> Iterator[tuple[str, str]]:
    """Tables that contradict one another and were let stand: readers are told, with the reason."""
    there = {place_of(one) for one in reconcile(content.true)}
    for row in content.draft.sign_offs.filter(kind="sum", said__in=there):
        yield "Numbers that do not agree", f"{row.said}. {row.reason}"


def place_of(one: Disagreement) -> str:
    """Where a number stands that does not fit, in words."""
    return f"{one.table} / {one.row} / {one.column}"


def _section(one: Written, content: Content) -> dict[str, Any]:
    return {
        "code": one.code,
        "heading": one.version.heading,
        "words": content.fill(one.version.words),
        "commentary": content.fill(one.version.commentary),
        "tables": [name for name in one.tables if name in {table.id for table in content.true}],
    }


def _used(sections: Sequence[Written], tables: Sequence[TableResult]) -> Iterator[TableResult]:
    """The tables that are printed or quoted, in the order of the report."""
    by_name = {table.id: table for table in tables}
    used: dict[str, None] = {}
    for one in sections:
        if not one.is_left_out:
            used |= dict.fromkeys(one.tables) | dict.fromkeys(_quoted(one.texts, by_name))
    return (by_name[name] for name in used if name in by_name)


def _quoted(texts: Sequence[str], by_name: Mapping[str, TableResult]) -> Iterator[str]:
    for text in texts:
        for match in TOKEN.finditer(text):
            name = match[1].partition("/")[0].strip().casefold()
            if name in by_name:
                yield name


__all__ = ["Content", "Counted", "Written", "content_of", "definitions_of", "digest_of_content", "figures_of",
           "frozen_content", "released_tables", "sections_of", "tables_of"]  # fmt: skip
