"""A person's answers about a list, between the page and the mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from heard.importing.bring_in import Look
from heard.importing.fields import FIELDS
from heard.importing.mapping import SheetMapping

NOT_MAPPED = ""


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One heading with what it is taken to mean, why, and a few of its values."""

    name: str
    heading: str
    meaning: str
    why: str
    sample: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One spelling that a person must settle, with the labels it may mean."""

    name: str
    list: str
    spelling: str
    rows: int
    suggestions: tuple[str, ...]
    why: str


def columns_shown(looked: Look) -> list[ColumnShown]:
    """Every heading of the list, in its order."""
    shown = []
    for place, heading in enumerate(looked.table.headings):
        values = [str(row.cells[place]) for row in looked.table.rows[:200] if _there(row.cells, place)]
        sample = ", ".join(dict.fromkeys(values))[:80]
        guess = looked.suggestion.why.get(heading, "")
        meaning = looked.mapping.columns.get(heading, NOT_MAPPED)
        shown.append(ColumnShown(f"column-{place}", heading, meaning, guess, sample))
    return shown


def _there(cells: tuple[Any, ...], place: int) -> bool:
    return place < len(cells) and cells[place] not in (None, "")


def meanings(as_: str) -> list[tuple[str, str]]:
    """What a column may mean in this kind of list: (field, words) each."""
    return [(name, field.words) for name, field in FIELDS[as_].items()]


def questions_shown(looked: Look) -> list[QuestionShown]:
    """Every spelling still to be settled."""
    return [
        QuestionShown(
            f"question-{place}", one.list, one.spelling, len(one.rows), tuple(one.suggestions[:4]), one.why
        )
        for place, one in enumerate(looked.judgement.questions)
    ]


def answered_mapping(looked: Look, posted: Mapping[str, Any]) -> SheetMapping:
    """The mapping with the person's answers in it."""
    columns = dict(looked.mapping.columns)
    for column in columns_shown(looked):
        if column.name in posted:
            columns[column.heading] = str(posted[column.name])
    values = {name: dict(pairs) for name, pairs in looked.mapping.values.items()}
    for question in questions_shown(looked):
        said = str(posted.get(question.name, "")).strip()
        if said:
            label = question.spelling if said == "new" else said
            values.setdefault(question.list, {})[question.spelling] = label
    kept = {heading: meaning for heading, meaning in columns.items() if meaning}
    return replace(looked.mapping, columns=kept, values=values)
