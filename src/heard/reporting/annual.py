"""The annual report: its sections, each with its tables and charts, every number from a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.looking import council
from heard.figures.frames import Frames
from heard.figures.measures import MEASURES
from heard.figures.periods import period as period_of
from heard.figures.reconcile import Disagreement, reconcile
from heard.figures.snapshot import Snapshot
from heard.figures.tables import TableResult, annual_tables
from heard.law.ombudsman_outcomes import every_outcome_in_words
from heard.reporting.marks import marks_used
from heard.reporting.pictures import picture_of
from heard.reporting.showing import Link, ShownTable, show, to_definition
from heard.reporting.standing_words import closing_of, heading_of, open_cases_of, opening_of

SECTIONS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "key",
        "Key figures",
        "",
        ("key-figures", "feedback", "received-by-kind", "received-and-closed", "duty-matters-by-leadership"),
    ),
    (
        "statutory",
        "Statutory complaints under the Children Act",
        "Stage 1 is local resolution in 10 working days, 20 at most. Stage 2 is an independent investigation, "
        "answered in 25 working days, 65 at most. Stage 3 is a review panel of three independent people, which "
        "meets within 30 working days, reports in 5 and is answered in 15.",
        (
            "stage-",
            "outcomes-by-stage",
            "stage-1-outcomes",
            "timescales",
            "in-time",
            "in-time-three-years",
            "average-",
            "escalation",
            "escalation-by-cohort",
            "findings-by-stage",
        ),
    ),
    (
        "corporate",
        "Corporate complaints",
        "Complaints about matters outside the Children Act procedure follow the council's corporate procedure.",
        ("corporate-",),
    ),
    (
        "about",
        "What complaints were about",
        "",
        ("by-nature", "resolved-at-stage-1", "themes", "points", "findings-by-whom"),
    ),
    (
        "who",
        "How complaints came, and from whom",
        "",
        (
            "methods",
            "complainants",
            "who-complained-over-years",
            "advocacy",
            "advocacy-take-up",
            "young-people",
            "childrens-voices",
            "workers",
        ),
    ),
    (
        "late",
        "How late, and why",
        "Reasons are those that the record shows. What was corrected stays on record as it was before.",
        ("how-late", "late-reasons", "appointing", "first-recorded", "corrections"),
    ),
    ("office", "The complaints team and its work", "", ("complaints-team", "workload", "backlog")),
    ("ombudsman", "The Ombudsman", every_outcome_in_words(), ("ombudsman-",)),
    ("money", "Putting right, payments and costs", "", ("remedies", "compensation", "costs")),
    ("compliments", "Compliments", "", ("compliments-",)),
    ("learning", "What we learnt", "", ("learning-", "lessons", "training")),
    (
        "plans",
        "What we do about it",
        "",
        ("recommendations-", "last-years-actions", "this-years-actions", "matters-"),
    ),
    ("years", "Over the years", "", ("series",)),
    (
        "context",
        "Context",
        "Figures the council typed in, each with its source and the day it speaks of.",
        ("context", "rates", "complainants-beside-all-served"),
    ),
)
REST = ("rest", "More figures", "", ())


class DoesNotReconcile(Exception):
    """The report's tables contradict one another, so it is not made. `reasons` names each place."""

    def __init__(self, found: Sequence[Disagreement]) -> None:
        self.reasons = tuple(str(one) for one in found)
        super().__init__("\n".join(self.reasons))


@dataclass(frozen=True)
class Section:
    """One section of the report: an address within the page, a heading, words and tables.

    `words` are standing words; `commentary` is what somebody wrote for this report, a paragraph each, its figures in.
    """

    id: str
    title: str
    words: str
    tables: tuple[ShownTable, ...]
    commentary: tuple[str, ...] = ()


@dataclass(frozen=True)
class Released:
    """The release of a report: which edition it is, who let it go and when, and what proves it whole.

    `id` is printed in every file, such as "R3-2"; `digest` is of all that was frozen; `entry` is the line of the
    ledger it was released by; `hidden` counts the cells printed as [c] under `threshold`.
    """

    id: str
    edition: int
    at: datetime
    by: str
    digest: str
    entry: int
    rule_book: str
    threshold: int
    hidden: int
    changes: str = ""


@dataclass(frozen=True)
class AnnualReport:
    """The report of one period as it stood on one day.

    `statements` are headings with the words under them that say how the figures are to be read. `released` is None
    for a report that nobody has released.
    """

    council: str
    is_demo: bool
    contact: str
    period: str
    first: date | None
    last: date | None
    as_at: date
    made_at: datetime
    sections: tuple[Section, ...]
    tables: tuple[TableResult, ...]
    definitions: tuple[tuple[str, str, str], ...]
    still_open: int | None
    title: str = ""
    kind: str = "annual"
    author: str = ""
    statements: tuple[tuple[str, str], ...] = ()
    released: Released | None = None

    @property
    def heading(self) -> str:
        """The title as every format prints it."""
        return heading_of(self)

    @property
    def opening(self) -> tuple[str, ...]:
        """What stands under the title, a paragraph each."""
        return opening_of(self)

    @property
    def open_cases(self) -> str:
        """How many stages are still open, in words; nothing where none is."""
        return open_cases_of(self)

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Each mark that stands in the tables, with the words that explain it."""
        return marks_used(self.tables)

    @property
    def closing(self) -> tuple[str, ...]:
        """What stands at the end, a paragraph each."""
        return closing_of(self)


def annual_report(
    frames: Frames | Snapshot,
    *,
    period: str,
    today: date,
    at: datetime,
    as_at: date | None = None,
    link: Link = to_definition,
    only: Callable[[Sequence[TableResult]], tuple[TableResult, ...]] | None = None,
) -> AnnualReport:
    """Make the report of a period; `only` takes out what its reader may not see.

    Raises DoesNotReconcile, UnknownPeriod.
    """
    tables = tuple(annual_tables(frames, period, as_at=as_at))
    found = reconcile(tables)
    if found:
        raise DoesNotReconcile(found)
    tables = only(tables) if only else tables
    within, there = period_of(period), council()
    return AnnualReport(
        council=there.name if there else "",
        is_demo=bool(there and there.is_demo),
        contact=there.contact if there else "",
        period=within.label,
        first=within.first,
        last=within.last,
        as_at=as_at or today,
        made_at=at,
        sections=tuple(_sections(tables, link)),
        tables=tables,
        definitions=tuple(_definitions(tables)),
        still_open=_still_open(tables),
    )


def _sections(tables: Sequence[TableResult], link: Link) -> Iterator[Section]:
    left = list(tables)
    for id_, title, words, wanted in (*SECTIONS, REST):
        mine = [table for table in left if belongs(table.id, wanted)] if wanted else left
        left = [table for table in left if table not in mine]
        if mine:
            shown = tuple(show(table, link=link, picture=picture_of(table)) for table in mine)
            yield Section(id_, title, words, shown)


def belongs(table_id: str, wanted: Sequence[str]) -> bool:
    """Whether a table stands in a section: named, or by the first part of its name."""
    return any(table_id.startswith(one) if one.endswith("-") else table_id == one for one in wanted)


def _definitions(tables: Sequence[TableResult]) -> Iterator[tuple[str, str, str]]:
    used = {cell.measure for table in tables for row in table.rows for cell in row.cells}
    for name, measure in MEASURES.items():
        if name in used:
            yield name, measure.title, measure.definition


def _still_open(tables: Sequence[TableResult]) -> int | None:
    """How many stages of the period are open; None where that number is withheld."""
    table = next((one for one in tables if one.id == "open-cases"), None)
    total = next((row.cells[0] for row in table.rows if row.is_total), None) if table else None
    if total is not None and total.mark:
        return None
    return int(total.value or 0) if total else 0
