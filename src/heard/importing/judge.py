"""Judging a list: from a table and what its columns mean to records, rows to mend and questions. Nothing is kept."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from heard.casework.history import HistoryOmbudsman, HistoryRecord
from heard.importing.judge_assumed import missing, taken_for_granted
from heard.importing.judge_complaints import facts_of, record_of
from heard.importing.judge_ending import Facts
from heard.importing.judge_labels import questions_of
from heard.importing.judge_lists import compliment, context_figure, ombudsman_case
from heard.importing.judge_rows import bind, refuse_month_first
from heard.importing.judge_sheet import Sheet, problem_in
from heard.importing.judge_stages import records_of
from heard.importing.judgement import History, Judgement, Problem
from heard.importing.labels import CouncilLabels, Question
from heard.importing.layout import Row, Table, exact_duplicates
from heard.importing.mapping import SheetMapping
from heard.importing.meanings import meaning_of
from heard.importing.words import as_text

__all__ = ["Judgement", "Problem", "Question", "judge"]

REQUIRED = {
    "complaints": (("received_on", "started_on"),),
    "compliments": (("received_on",),),
    "ombudsman": (("received_on",),),
    "context": (("name",), ("value",), ("as_at",)),
}
Found = tuple[list[History], list[Problem]]


def judge(
    table: Table, mapping: SheetMapping, labels: CouncilLabels, *, today: date | None = None
) -> Judgement:
    """Judge every row of a list by what its columns mean. With `today`, a day still to come is refused.

    Each row gives a record or says what to mend; judging never stops at the first fault. Nothing is written.
    """
    duplicates = exact_duplicates(table)
    rows = [row for row in table.rows if row.number not in duplicates] if duplicates else table.rows
    sheet = bind(table, mapping, rows, labels, today)
    _check_columns(sheet)
    records: list[History] = []
    problems: list[Problem] = []
    if not sheet.problems:
        refuse_month_first(sheet)
        records, problems = _JUDGES[mapping.as_](sheet)
    return Judgement(
        as_=mapping.as_,
        records=tuple(records),
        problems=(*sheet.problems, *sorted(problems, key=lambda problem: problem.row)),
        duplicates=tuple(duplicates.items()),
        ignored=table.ignored,
        questions=tuple(questions_of(sheet)),
        new_labels=_new_labels(sheet, records),
        unmapped=tuple(heading for place, heading in sheet.others if _says_anything(rows, place)),
        assumed=tuple(taken_for_granted(sheet)),
        notes=(*sheet.notes, *_outside_the_period(sheet, records)),
        read_as=tuple(one for found in sheet.spellings.values() for one in found.read_as),
        rows_read=len(table.rows),
        without_references=not sheet.has("reference"),
    )


def _says_anything(rows: Sequence[Row], place: int) -> bool:
    return any(row.cells[place] is not None for row in rows)


def _check_columns(sheet: Sheet) -> None:
    for choice in REQUIRED[sheet.mapping.as_]:
        if not any(sheet.has(name) for name in choice):
            sheet.refuse(*missing(sheet, choice))


def _complaints(sheet: Sheet) -> Found:
    every = [
        (facts, _reference(sheet, facts.row, facts.said))
        for facts in (facts_of(sheet, row) for row in sheet.rows)
    ]
    if sheet.mapping.layout == "stage_per_row":
        records: list[History] = list(records_of(sheet, every))
    else:
        _refuse_same_reference(sheet, every)
        made = (record_of(sheet, facts, reference) for facts, reference in every)
        records = [record for record in made if record is not None]
    return records, [problem for facts, _ in every for problem in facts.problems]


def _refuse_same_reference(sheet: Sheet, every: Sequence[tuple[Facts, str]]) -> None:
    first: dict[str, int] = {}
    for facts, reference in every:
        again = _again(sheet, facts.row, reference, first)
        if again:
            facts.problems.append(again)


def _again(sheet: Sheet, row: Row, reference: str, first: dict[str, int]) -> Problem | None:
    """The same reference on two rows that do not say the same."""
    before = first.setdefault(reference.casefold().replace(" ", ""), row.number)
    if before == row.number:
        return None
    return problem_in(
        sheet,
        row,
        "reference",
        f"Row {before} has the same reference and says something else.",
        'Delete one of the two, or give one another reference. For one row a stage, set layout = "stage_per_row".',
    )


def _listed(make: Callable[[Sheet, Row, str], tuple[Any, list[Problem]]]) -> Callable[[Sheet], Found]:
    """A judge for a list of one row a record, each with a reference of its own."""

    def judged(sheet: Sheet) -> Found:
        records: list[History] = []
        problems: list[Problem] = []
        first: dict[str, int] = {}
        column = sheet.heading("reference")
        place = next((one.index for one in sheet.columns if column and one.heading == column), None)
        for row in sheet.rows:
            text = as_text(row.cells[place]) if place is not None else ""
            reference = text or _made_reference(sheet, row)
            again = _again(sheet, row, reference, first)
            record, found = make(sheet, row, reference)
            problems += [*found, *([again] if again else [])]
            if record is not None and not again:
                records.append(record)
        return records, problems

    return judged


def _context(sheet: Sheet) -> Found:
    records: list[History] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, date], int] = {}
    for row in sheet.rows:
        record, found = context_figure(sheet, row)
        problems += found
        if record is None:
            continue
        before = seen.setdefault((record.name, record.as_at), row.number)
        if before == row.number:
            records.append(record)
        else:
            why = f"Row {before} gives another figure with this name for the same day."
            problems.append(problem_in(sheet, row, "name", why, "Keep the right one of the two."))
    return records, problems


_JUDGES: dict[str, Callable[[Sheet], Found]] = {
    "complaints": _complaints,
    "compliments": _listed(compliment),
    "ombudsman": _listed(ombudsman_case),
    "context": _context,
}


def _reference(sheet: Sheet, row: Row, said: dict[str, Any]) -> str:
    return said.get("reference") or _made_reference(sheet, row)


def _made_reference(sheet: Sheet, row: Row) -> str:
    """A reference for a row without one, made of its content: the same row gives the same at every reading."""
    told = "\x1f".join(as_text(cell) for cell in row.cells)
    digest = hashlib.sha256(f"{sheet.mapping.as_}\x1e{told}".encode()).hexdigest()
    return f"{sheet.mapping.as_.upper()[:4]}-{digest[:12]}"


def _new_labels(sheet: Sheet, records: Sequence[History]) -> dict[str, tuple[tuple[str, int, str], ...]]:
    new = {name: tuple(found.new) for name, found in sheet.spellings.items() if found.new}
    cases = [record for record in records if isinstance(record, HistoryRecord)]
    used = {"payment_kind": Counter(paid.kind for case in cases for paid in case.payments)}
    if sheet.mapping.as_ == "complaints":
        # a compliment in a list of complaints has categories of compliments
        used["category"] = Counter(
            said for case in cases if case.kind == "compliment" for said in case.natures
        )
    for name, counts in used.items():
        known = {label.text for label in sheet.labels.of(name)} | {label for label, _, _ in new.get(name, ())}
        more = [
            (label, rows, meaning_of(name, label))
            for label, rows in counts.items()
            if label and label not in known
        ]
        if more:
            new[name] = (*new.get(name, ()), *more)
    return new


def _outside_the_period(sheet: Sheet, records: Sequence[History]) -> list[str]:
    """Days received more than a year away from the period that the sheet, or its mapping, states."""
    stated = re.search(
        r"(?:19|20)(\d\d)\s*[-/–_]\s*(?:20)?(\d\d)\b",
        f"{sheet.mapping.settings.get('period', '')} {sheet.table.sheet}",
    )
    if not stated or int(stated[2]) != (int(stated[1]) + 1) % 100:
        return []
    year = int(stated[0][:4])
    far = [
        record.row
        for record in records
        if isinstance(record, HistoryRecord | HistoryOmbudsman)
        and not date(year - 1, 4, 1) <= record.received_on <= date(year + 2, 3, 31)
    ]
    if not far:
        return []
    some = ", ".join(map(str, far[:5])) + (f" and {len(far) - 5:,} more" if len(far) > 5 else "")
    return [
        f"The sheet says {stated[0]}, but was received in quite another year in row {some}. Check the year."
    ]
