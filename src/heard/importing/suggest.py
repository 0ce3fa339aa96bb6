"""A first mapping for a sheet, for a person to look at: which list it is, its layout, what each column means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from heard.importing.columns import PERHAPS, TAKEN, ColumnGuess, days_in_target, guess, rank
from heard.importing.fields import CATALOGUE, LATER_STAGES, LIST_KINDS, field_named, title_of
from heard.importing.labels import CouncilLabels
from heard.importing.layout import Table, exact_duplicates
from heard.importing.mapping import SheetMapping
from heard.importing.meanings import kind_and_stage, meaning_of, stage_of
from heard.importing.words import as_text, heading_words, says_nothing, years_in

SAMPLE = 300
_CLOSED = re.compile(r"\bclos(ed|ure)\b")
ONLY_COMPLAINTS = frozenset(
    {
        "answered_on",
        "acknowledged_on",
        "stage",
        "due_on",
        "in_time",
        "working_days",
        "manager",
        "extended_to",
        "outcome",
    }
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a sheet seems to be. `why` says how that was told; `questions` what a person should settle."""

    mapping: SheetMapping
    columns: tuple[ColumnGuess, ...]
    questions: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def suggest(table: Table, labels: CouncilLabels, *, as_: str = "auto") -> Suggestion:
    """The mapping that a sheet's headings and cells suggest. `as_` names the list, or "auto" to tell it."""
    samples = [_sample(table, index) for index in range(len(table.headings))]
    list_kind, reason = (as_, "it was said to be") if as_ in LIST_KINDS else _list_kind(table, samples)
    guesses = [
        guess(heading, list_kind, cells) for heading, cells in zip(table.headings, samples, strict=True)
    ]
    guesses = _one_of_each(_targets_in_order(guesses), list_kind)
    columns = {one.heading: one.field for one in guesses if one.sure in TAKEN}
    layout, told = (
        _layout(table, columns) if list_kind == "complaints" else ("case_per_row", "one row a record")
    )
    mapping = SheetMapping(list_kind, layout, columns, settings=_settings(columns))
    questions = tuple(_question(one, list_kind) for one in guesses if one.sure == PERHAPS)
    return Suggestion(
        mapping, tuple(guesses), questions, (f"A list of {list_kind}: {reason}.", f"Layout: {told}.")
    )


def completed(mapping: SheetMapping, suggestion: Suggestion) -> SheetMapping:
    """A person's mapping, with what it leaves unsaid as the sheet suggests: columns, layout and settings."""
    if mapping.columns:
        return mapping
    told = suggestion.mapping
    return replace(
        mapping,
        as_=told.as_,
        layout=told.layout,
        columns=told.columns,
        settings={**told.settings, **mapping.settings},
    )


def _sample(table: Table, index: int) -> list[Any]:
    """Some cells of a column that say anything, from over the whole of it."""
    step = max(1, len(table.rows) // SAMPLE)
    some = [row.cells[index] for row in table.rows[::step]]
    return [cell for cell in some if cell is not None][:SAMPLE]


def _question(one: ColumnGuess, list_kind: str) -> str:
    title = title_of(list_kind, one.field)
    return f"Does “{one.heading}” mean {title} ({one.field})? {one.why[0].upper()}{one.why[1:]}."


def _list_kind(table: Table, samples: list[list[Any]]) -> tuple[str, str]:
    told = heading_words(" ".join((table.sheet.replace("_", " "), *table.headings)))
    found = {kind: _meanings_of(table, kind, samples) for kind in CATALOGUE}
    if {"name", "value", "as_at"} <= found["context"] and len(table.headings) <= 8:
        return "context", "it has a name, a figure and the day it is for"
    about_answers = len(found["complaints"] & ONLY_COMPLAINTS)
    if not about_answers and not _any_day(found) and _of_figures(table, found["context"]):
        return "context", "it has figures by name, and no day on which anything was received"
    if any(word in told.split() for word in ("lgo", "lgsco", "ombudsman")) and about_answers <= 2:
        return "ombudsman", "its headings name the Ombudsman"
    if "compliment" in told.split() and about_answers <= 1:
        return "compliments", "its name or headings say compliment"
    of_complaints = [name for name in found["complaints"] if name == "kind" or name.startswith(LATER_STAGES)]
    if (
        not about_answers
        and not of_complaints
        and {"category", "complainant", "words"} & found["compliments"]
    ):
        return "compliments", "nothing in it is about an answer or an outcome"
    return "complaints", "it has stages, answers or outcomes" if about_answers else "nothing says otherwise"


def _any_day(found: dict[str, set[str]]) -> bool:
    return any("received_on" in found[kind] for kind in ("complaints", "compliments", "ombudsman"))


def _of_figures(table: Table, found: set[str]) -> bool:
    """A name and a figure, or figures under the years they are for."""
    return {"name", "value"} <= found or len(years_in(table.headings)) >= 2


def _meanings_of(table: Table, list_kind: str, samples: list[list[Any]]) -> set[str]:
    guesses = (
        guess(heading, list_kind, cells) for heading, cells in zip(table.headings, samples, strict=True)
    )
    return {one.field for one in guesses if one.sure in TAKEN}


def _targets_in_order(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Of "10 day target" and "20 day target" the longer is the latest due day."""
    targets = sorted(
        (one for one in guesses if days_in_target(one.heading)), key=lambda one: days_in_target(one.heading)
    )
    if len(targets) < 2:
        return guesses
    latest = targets[-1]
    return [replace(one, field="due_on_latest") if one is latest else one for one in guesses]


def _one_of_each(guesses: list[ColumnGuess], list_kind: str) -> list[ColumnGuess]:
    """Where two columns seem to mean the same, the surer keeps the meaning and a person is asked of the other.

    Of two as sure, the one whose heading says it better keeps it: the response's day is not the day of closing.
    """
    best: dict[str, ColumnGuess] = {}
    for one in sorted(guesses, key=lambda one: _place(one, list_kind)):
        if one.sure in TAKEN:
            best.setdefault(one.field, one)
    kept = []
    for one in guesses:
        first = best.get(one.field)
        if one.sure in TAKEN and first is not one and first and not field_named(list_kind, one.field).many:
            one = _instead_of_second(one, first, list_kind)
        kept.append(one)
    return kept


def _place(one: ColumnGuess, list_kind: str) -> tuple[int, bool, int]:
    return (
        -one.score,
        bool(_CLOSED.search(heading_words(one.heading))),
        rank(one.heading, one.field, list_kind),
    )


def _instead_of_second(one: ColumnGuess, first: ColumnGuess, list_kind: str) -> ColumnGuess:
    closed = one.field.replace("answered_on", "closed_on")
    if closed != one.field and _CLOSED.search(heading_words(one.heading)):
        why = f"it says when the case was closed, and “{first.heading}” when it was answered"
        return replace(one, field=closed, why=why)
    return replace(one, sure=PERHAPS, why=f"“{first.heading}” seems to mean the same, and was taken")


def _layout(table: Table, columns: dict[str, str]) -> tuple[str, str]:
    """Whether a row is a case or a stage: told by links to earlier rows and by references that come again."""
    if any(field.startswith(LATER_STAGES) for field in columns.values()):
        return "case_per_row", "one row a case, its later stages in columns of their own"
    place = {field: table.headings.index(heading) for heading, field in columns.items()}
    if "reference" in place and "earlier_reference" in place and _links_within(table, place):
        return "stage_per_row", "one row a stage: rows name the earlier row of their case"
    if "reference" in place and ("stage" in place or "kind" in place) and _stages_repeat(table, place):
        return "stage_per_row", "one row a stage: a reference comes again with another stage"
    return "case_per_row", "one row a case"


def _links_within(table: Table, place: dict[str, int]) -> bool:
    references = {as_text(row.cells[place["reference"]]).casefold() for row in table.rows}
    links = {as_text(row.cells[place["earlier_reference"]]).casefold() for row in table.rows}
    return any(link in references for link in links if not says_nothing(link))


def _stages_repeat(table: Table, place: dict[str, int]) -> bool:
    duplicates = exact_duplicates(table)
    stages: dict[str, set[str]] = defaultdict(set)
    again = 0
    for row in table.rows:
        reference = as_text(row.cells[place["reference"]]).casefold()
        stage = _stage_in(row.cells, place)
        if reference and row.number not in duplicates and stage:
            again += bool(stages[reference] - {stage})
            stages[reference].add(stage)
    return again > 0


def _stage_in(cells: Sequence[Any], place: dict[str, int]) -> str:
    said = as_text(cells[place["stage"]]) if "stage" in place else ""
    stage = stage_of(said) or said.casefold()  # a council's own word is another stage too: "Review"
    return stage or (kind_and_stage(as_text(cells[place["kind"]]))[1] if "kind" in place else "")


def _settings(columns: dict[str, str]) -> dict[str, str]:
    """A payment that names no kind takes the word of its heading: "Compensation"."""
    heading = next((heading for heading, field in columns.items() if field == "payment_amount"), "")
    if not heading:
        return {}
    said = next(
        (word for word in heading.replace("/", " ").split() if meaning_of("payment_kind", word)), "Payment"
    )
    return {"payment_kind": said.capitalize()}
