"""What the cells of a report say, laid out so that a sentence can be held against them."""

from __future__ import annotations

import operator
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from heard.figures.measures import MEASURES
from heard.figures.rounding import half_up, percent_of
from heard.figures.table_cells import TableCell, TableResult

Label = tuple[str, str]
# What a measure counts besides records of a kind: the word a sentence must have for it.
HOW = {
    "received": "",
    "stage_started": "",
    "outcomes": "",
    "answered": "answered",
    "concluded": "concluded",
    "in_time": "in time",
    "over_time": "over time",
    "timeliness_not_known": "not known",
    "withdrawn": "withdrawn",
    "open": "open",
    "ended_without_answer": "ended",
    "average_working_days": "average",
    "with_action": "with action",
    "resolved_at_stage_1": "resolved",
    "went_to_stage_2": "escalated",
    "clocks_met": "clock met",
    "clocks_missed": "clock missed",
    "ombudsman_received": "",
    "ombudsman_investigated": "investigated",
    "compliments_received": "",
    "payments": "",
    "payments_total": "",
    "closed": "closed",
    "answered_at_stage_1": "answered",
    "cohort_went_to_stage_2": "escalated",
}
SUBJECT = {
    "ombudsman_received": "ombudsman",
    "ombudsman_investigated": "ombudsman",
    "compliments_received": "compliment",
    "payments": "payment",
    "payments_total": "payment",
}
# Dimensions that are said in words of their own, not as the label of a row.
_APART = {"kind", "procedure", "stage", "band", "year", "amount"}
_KINDS = ("informal", "concern", "enquiry", "comment", "corporate", "statutory")
_SAID_AS_HOW = {"withdrawn": "withdrawn", "open": "open"}


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One number of the report: of what, at which stage, how narrowed, in which rows, in which year.

    `value` is what was counted, `percent` its unrounded share, `base` what it is a share of.
    """

    table: TableResult
    row: str
    column: str
    cell: TableCell
    subject: str
    stage: str
    how: str
    labels: frozenset[Label]
    period: str
    value: Decimal | None
    percent: float | None
    base: Decimal | None
    unit: str

    @property
    def key(self) -> tuple[str, str, str, frozenset[Label], str]:
        """What it is about, whatever the year."""
        return (self.subject, self.stage, self.how, self.labels, self.unit)

    @property
    def place(self) -> str:
        """Where it stands and what is printed, with n of d where there is a base."""
        printed = self.cell.printed
        if self.percent is not None and self.value is not None and self.base and self.base != self.value:
            printed = f"{self.value:,} of {self.base:,} ({half_up(self.percent, 1)}%)"
        return f"{self.table.title}, {self.row}, {self.column}: {printed}"


@dataclass(frozen=True, slots=True)
class Facts:
    """Every number of the tables, by key and by year."""

    all: tuple[Fact, ...]
    by_key: dict[tuple[str, str, str, frozenset[Label], str], dict[str, Fact]]
    tables: tuple[TableResult, ...]
    edges: frozenset[int]
    labels: frozenset[Label]
    # What was asked once is not worked out again: the cells of a wording, the phrases of the rows.
    asked: dict[object, list[Fact]] = field(default_factory=dict, compare=False)
    phrases: dict[bool, tuple[re.Pattern[str], dict[str, set[Label]]]] = field(
        default_factory=dict, compare=False
    )
    titles: list[tuple[str, re.Pattern[str]]] = field(default_factory=list, compare=False)

    def before(self, fact: Fact, period: str) -> Fact | None:
        """The same number of another year; None where the report has none."""
        return self.by_key[fact.key].get(period)


# A report is held paragraph by paragraph against the same tables, and again against those to be released.
_LAST_READ: deque[Facts] = deque(maxlen=4)
MOST_KEPT = 5_000


def facts_of(tables: Sequence[TableResult]) -> Facts:
    """The numbers of the tables, each once, and those that follow by adding bands of time up."""
    for known in list(_LAST_READ):
        same = len(known.tables) == len(tables)
        if same and len(known.asked) < MOST_KEPT and all(map(operator.is_, known.tables, tables)):
            return known
    made = _facts_of(tables)
    _LAST_READ.append(made)
    return made


def _facts_of(tables: Sequence[TableResult]) -> Facts:
    found = [fact for table in tables for fact in _facts_of_table(table)]
    found = _shared(found)
    found += list(_bands_together(found))
    by_key: dict[tuple[str, str, str, frozenset[Label], str], dict[str, Fact]] = defaultdict(dict)
    for fact in found:
        known = by_key[fact.key].get(fact.period)
        # A share beside a number says more than the number alone.
        if known is None or (known.percent is None and fact.percent is not None):
            by_key[fact.key][fact.period] = fact
    labels = frozenset(label for fact in found for label in fact.labels)
    return Facts(tuple(_once(found)), by_key, tuple(tables), frozenset(_edges(found)), labels)


def _shared(found: Sequence[Fact]) -> list[Fact]:
    """A row named by itself is no hundred per cent of itself: it is a share of all of its subject and stage."""
    wholes = {
        (one.subject, one.stage, one.period): one.value
        for one in found
        if not (one.how or one.labels) and one.unit == "count"
    }
    return [
        replace(one, percent=percent_of(one.value or 0, wholes[key] or 0), base=wholes[key])
        if one.labels and one.percent == 100 and (key := (one.subject, one.stage, one.period)) in wholes
        and one.base == one.value and wholes[key]
        else one
        for one in found
    ]  # fmt: skip


def _once(found: Iterable[Fact]) -> Iterator[Fact]:
    seen = set()
    for fact in found:
        told = (*fact.key, fact.period, fact.value, fact.percent)
        if told not in seen:
            seen.add(told)
            yield fact


def _facts_of_table(table: TableResult) -> Iterator[Fact]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.value is not None and cell.shows != "change":
                yield _fact(table, row.label, column, cell)


def _fact(table: TableResult, row: str, column: str, cell: TableCell) -> Fact:
    how, labels = _how_and_labels(cell)
    subject = _subject(table, cell)
    if not cell.measure and table.id == "context":
        labels = frozenset({("context", row)})
    if cell.shows in ("ratio", "rate"):
        # The one share between two stages is that of those that went on.
        how = f"{cell.shows} of {row}" if table.id == "context" else "escalated"
        labels = frozenset({("context", row.rpartition(": ")[2])} if table.id == "context" else ())
    base = Decimal(str(cell.base)) if cell.base is not None else None
    shared = cell.shows in ("number", "percent", "ratio") and _unit(cell) == "count" and cell.measure
    return Fact(
        table, row, column, cell, subject, _stage(cell), how, labels, cell.period.label,
        Decimal(str(cell.value)), cell.percent if shared else None, base, _unit(cell),
    )  # fmt: skip


def _unit(cell: TableCell) -> str:
    unit = MEASURES[cell.measure].unit if cell.measure in MEASURES else ""
    return {"working days": "days", "pounds": "pounds"}.get(unit, "count")


def _stage(cell: TableCell) -> str:
    stages = cell.filters.get("stage", ())
    if len(stages) > 1 and not HOW.get(cell.measure, cell.measure):
        return "all"  # a sum of stages is no number of complaints: one may be in it three times
    number = re.search(r"[123]", stages[0]) if len(stages) == 1 else None
    return number[0] if number else ""


def _subject(table: TableResult, cell: TableCell) -> str:
    if not cell.measure:
        return "context" if table.id == "context" else "feedback"
    if cell.measure in SUBJECT:
        return SUBJECT[cell.measure]
    if cell.measure not in HOW:
        return cell.measure
    words = " ".join((*cell.filters.get("kind", ()), *cell.filters.get("stage", ()))).casefold()
    kinds = {kind for kind in _KINDS if kind in words} | ({"statutory"} if "formal " in words else set())
    if "informal" in kinds:
        kinds -= {"statutory"}
    if kinds:
        return kinds.pop() if len(kinds) == 1 else "complaint"
    if cell.filters.get("kind"):
        return cell.filters["kind"][0].casefold()
    procedure = " ".join(cell.filters.get("procedure", ())).casefold()
    if procedure:
        return "corporate" if "corporate" in procedure else "statutory"
    return "complaint" if cell.measure in ("resolved_at_stage_1", "went_to_stage_2") else "representation"


def _how_and_labels(cell: TableCell) -> tuple[str, frozenset[Label]]:
    how = HOW.get(cell.measure, cell.measure)
    labels = set()
    for dimension, words in cell.filters.items():
        if dimension == "band" and len(words) == 1:
            how = band_words(words[0])
        elif dimension == "outcome" and len(words) == 1 and _outcome_as_how(words[0]):
            how = _outcome_as_how(words[0])
        elif dimension not in _APART and len(words) == 1:
            labels.add((dimension, words[0]))
    return how, frozenset(labels)


def _outcome_as_how(label: str) -> str:
    return next((how for word, how in _SAID_AS_HOW.items() if word in label.casefold()), "")


def band_words(label: str) -> str:
    """ "Within 10 working days" as a sentence is read: "within 10"."""
    found = re.search(r"(within|over)\D*(\d+)", label.casefold())
    return f"{found[1]} {found[2]}" if found else label.casefold()


def _edges(found: Iterable[Fact]) -> Iterator[int]:
    for fact in found:
        edge = re.fullmatch(r"(?:within|over) (\d+)", fact.how)
        if edge:
            yield int(edge[1])


def _bands_together(found: Sequence[Fact]) -> Iterator[Fact]:
    """Within 20 days in a table of bands is 11 to 20; in a sentence it is often all up to 20, and that is true too."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in found:
        if re.fullmatch(r"(within|over) \d+", fact.how) and fact.cell.shows == "number":
            groups[fact.subject, fact.stage, fact.period].append(fact)
    for group in groups.values():
        yield from _cumulated([one for one in group if one.how.startswith("within")])
        yield from _cumulated([one for one in group if one.how.startswith("over")][::-1])


def _cumulated(bands: Sequence[Fact]) -> Iterator[Fact]:
    so_far = Decimal(0)
    for fact in bands:
        so_far += fact.value or 0
        if so_far != fact.value:
            yield replace(fact, value=so_far, percent=percent_of(so_far, fact.base or 0))
