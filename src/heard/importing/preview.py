"""What a person is shown before a list is kept: counts, sentences, the rows to keep and the rows to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from heard.casework.history import HistoryContext, HistoryOmbudsman, HistoryRecord
from heard.importing.judgement import History, Judgement, Problem
from heard.importing.labels import MEANS_THE_SAME, Question, ReadAs

SHOWN = 20
TOLD_BY_MEANING = ("outcome", "decision")
ONE_AND_MANY = {
    "complaints": ("case", "cases"),
    "compliments": ("compliment", "compliments"),
    "ombudsman": ("Ombudsman case", "Ombudsman cases"),
    "context": ("context figure", "context figures"),
}


@dataclass(frozen=True, slots=True)
class RowToKeep:
    """One record as it would be kept: the row it stands in, its reference, and what is said of it."""

    row: int
    reference: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RowToMend:
    """One row that cannot be kept as it is, with everything found wrong in it."""

    row: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A judged list for a person to look at. `keep` are the first rows of those to keep; `mend` is every one."""

    counts: Mapping[str, int]
    sentences: tuple[str, ...]
    keep: tuple[RowToKeep, ...]
    mend: tuple[RowToMend, ...]
    questions: tuple[Question, ...]
    new_labels: Mapping[str, tuple[tuple[str, int, str], ...]]
    read_as: tuple[ReadAs, ...]


def preview(judgement: Judgement, *, shown: int = SHOWN) -> Preview:
    """A judgement in counts and sentences, with the first `shown` rows to keep and every row to mend."""
    counts = _counts(judgement)
    return Preview(
        counts=counts,
        sentences=tuple(_sentences(judgement, counts)),
        keep=tuple(_row_to_keep(record) for record in judgement.records[:shown]),
        mend=tuple(_rows_to_mend(judgement)),
        questions=judgement.questions,
        new_labels=judgement.new_labels,
        read_as=tuple(sorted(judgement.read_as, key=lambda one: (one.list, one.label, one.spelling))),
    )


def _counts(judgement: Judgement) -> dict[str, int]:
    stages = Counter(
        stage.stage
        for record in judgement.records
        if isinstance(record, HistoryRecord)
        for stage in record.stages
    )
    return {
        "rows_read": judgement.rows_read,
        "to_keep": len(judgement.records),
        "to_mend": len(judgement.rows_to_mend),
        "questions": len(judgement.questions),
        "duplicates": len(judgement.duplicates),
        "ignored": len(judgement.ignored),
        **{f"{stage}s" if stage[-1].isalpha() else stage: number for stage, number in sorted(stages.items())},
    }


def _sentences(judgement: Judgement, counts: Mapping[str, int]) -> Iterator[str]:
    one, many = ONE_AND_MANY[judgement.as_]
    where = f"Sheet “{judgement.sheet}”: " if judgement.sheet else ""
    yield f"{where}{_number(counts['rows_read'], 'row', 'rows')} read: {_number(counts['to_keep'], one, many)} to keep."
    if counts["to_mend"]:
        yield f"{_number(counts['to_mend'], 'row', 'rows')} to mend. Nothing is kept until they are mended."
    if judgement.questions:
        yield f"{_number(len(judgement.questions), 'spelling', 'spellings')} to answer for."
    if judgement.duplicates:
        some = "; ".join(f"row {row} repeats row {of}" for row, of in judgement.duplicates[:3])
        more = "" if len(judgement.duplicates) <= 3 else f"; and {len(judgement.duplicates) - 3:,} more"
        yield f"{_number(len(judgement.duplicates), 'exact duplicate', 'exact duplicates')} left out: {some}{more}."
        yield from _about_duplicates(judgement)
    yield from _left_out(judgement)
    yield from _about_money(judgement)
    if judgement.unmapped:
        yield f"Kept with each case as they stand, without a meaning: {', '.join(judgement.unmapped)}."
    for name, labels in judgement.new_labels.items():
        yield from _about_labels(name, labels)
    yield from _about_spellings(judgement)
    yield from judgement.assumed
    yield from judgement.notes


def _about_duplicates(judgement: Judgement) -> Iterator[str]:
    """Two people may thank the same team on one day in the same words: a list without references cannot tell."""
    if judgement.without_references:
        yield (
            "Rows without a reference that say the same were taken for one, written twice. If they are different "
            "ones, give each a reference of its own in a column “Ref”."
        )


def _about_spellings(judgement: Judgement) -> Iterator[str]:
    said = [one for one in judgement.read_as if one.why == MEANS_THE_SAME]
    if said:
        some = ", ".join(f"“{one.spelling}” as “{one.label}” ({one.rows:,})" for one in said[:8])
        more = "" if len(said) <= 8 else f" and {len(said) - 8} more"
        yield f"Read as meaning the same: {some}{more}."


def _about_labels(name: str, labels: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    said = ", ".join(f"{label} ({rows:,})" for label, rows, _ in labels[:8])
    more = "" if len(labels) <= 8 else f" and {len(labels) - 8} more"
    yield f"New in the council's list of {name.replace('_', ' ')}: {said}{more}."
    strange = [label for label, _, means in labels if not means]
    if strange and name in TOLD_BY_MEANING:
        yield (
            f"What is meant by {', '.join(f'“{label}”' for label in strange[:8])} in the list of {name} is not known: "
            f"counted under its own words only. To say it, write a line in the mapping under [meanings.{name}]."
        )


def _left_out(judgement: Judgement) -> Iterator[str]:
    reasons: dict[str, list[int]] = {}
    for row, why in judgement.ignored:
        reasons.setdefault(why, []).append(row)
    for why, rows in reasons.items():
        if why != "blank":
            some = ", ".join(map(str, rows[:5])) + ("…" if len(rows) > 5 else "")
            yield f"Left out as {why}: row {some}." if len(rows) == 1 else f"Left out as {why}: rows {some}."


def _about_money(judgement: Judgement) -> Iterator[str]:
    paid = [
        one.amount
        for record in judgement.records
        if isinstance(record, HistoryRecord)
        for one in record.payments
    ]
    if paid:
        yield f"{_number(len(paid), 'payment', 'payments')}: £{sum(paid, Decimal(0)):,.2f} in all."


def _number(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _rows_to_mend(judgement: Judgement) -> Iterator[RowToMend]:
    by_row: dict[int, list[Problem]] = {}
    for problem in judgement.problems:
        by_row.setdefault(problem.row, []).append(problem)
    for row in sorted(by_row):
        yield RowToMend(row, tuple(by_row[row]))


def _row_to_keep(record: History) -> RowToKeep:
    if isinstance(record, HistoryContext):
        said = [
            ("Figure", f"{record.value:,}"),
            ("As at", record.as_at.isoformat()),
            ("Source", record.source),
        ]
        return RowToKeep(record.row, record.name, _told(said))
    if isinstance(record, HistoryOmbudsman):
        said = [("Received", record.received_on.isoformat()), ("Service", record.service)]
        return RowToKeep(record.row, record.reference, _told([*said, ("Decision", record.decision)]))
    return RowToKeep(record.row, record.reference, _told(_case(record)))


def _case(record: HistoryRecord) -> Iterator[tuple[str, str]]:
    yield "Kind", record.kind_label or record.kind.replace("_", " ").capitalize()
    yield "Received", record.received_on.isoformat()
    yield "Team or service", record.team or record.service
    yield "About", "; ".join(record.natures)
    for stage in record.stages:
        name = stage.stage.replace("_", " ").capitalize()
        ended = stage.answered_on or stage.withdrawn_on
        how = "withdrawn" if stage.withdrawn_on else "answered"
        told = f"from {stage.started_on.isoformat()}, " + (f"{how} {ended.isoformat()}" if ended else "open")
        yield name, f"{told}, {stage.outcome}" if stage.outcome else told
    for one in record.payments:
        yield "Paid", f"£{one.amount:,.2f} {one.detail}".strip()


def _told(said: list[tuple[str, str]] | Iterator[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in said if text)
