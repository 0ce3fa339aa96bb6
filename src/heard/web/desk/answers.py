"""A person's answers about a list, between the page and the mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from heard.importing.bring_in import Look, council_labels
from heard.importing.fields import LEFT_OUT, field_names, title_of
from heard.importing.mapping import SheetMapping
from heard.importing.words import as_text
from heard.law.kinds import KINDS

NOT_MAPPED = ""
NEW_LABEL = "a-new-label"
SURE = {"certain": "Certain", "likely": "Likely", "perhaps": "Perhaps", "none": "Not recognised"}
SAMPLED_ROWS = 200
MOST_TO_MERGE = 60
KINDS_OF_ROWS = tuple((one.code, one.words) for one in KINDS if one.code != "compliment")


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One heading with what it is taken to mean, why, and a few of its values."""

    name: str
    heading: str
    meaning: str
    sure: str
    why: str
    sample: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One spelling that a person must settle, with the labels it may mean."""

    name: str
    list: str
    spelling: str
    rows: int
    suggestions: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, slots=True)
class NewLabel:
    """One label that would be new, and those it may be the same as after all."""

    name: str
    list: str
    label: str
    rows: int
    means: str
    others: tuple[str, ...]


def columns_shown(looked: Look) -> list[ColumnShown]:
    """Every heading of the list, in its order."""
    guesses = {guess.heading: guess for guess in looked.suggestion.columns}
    shown = []
    for place, heading in enumerate(looked.table.headings):
        guess = guesses.get(heading)
        meaning = looked.mapping.columns.get(heading, NOT_MAPPED)
        said_otherwise = guess is not None and guess.field != meaning and meaning
        sure = "Your answer" if said_otherwise else SURE.get(guess.sure, "") if guess else ""
        why = "" if said_otherwise or guess is None else guess.why
        shown.append(ColumnShown(f"column-{place}", heading, meaning, sure, why, _sample(looked, place)))
    return shown


def _sample(looked: Look, place: int) -> str:
    rows = looked.table.rows[:SAMPLED_ROWS]
    values = (
        as_text(row.cells[place]) for row in rows if place < len(row.cells) and row.cells[place] is not None
    )
    return "; ".join(list(dict.fromkeys(values))[:3])[:80]


def meanings(as_: str) -> list[tuple[str, str]]:
    """What a column may mean in this kind of list: (field, words) each."""
    named = [(name, _sentence(title_of(as_, name))) for name in field_names(as_)]
    return [(NOT_MAPPED, "Keep it as it stands"), (LEFT_OUT, "Leave it out"), *named]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def questions_shown(looked: Look) -> list[QuestionShown]:
    """Every spelling still to be settled."""
    shown = []
    for place, one in enumerate(looked.judgement.questions):
        choices = tuple((label, f"The same as “{label}”") for label in one.suggestions[:4])
        choices = (*choices, (NEW_LABEL, f"A label of its own: “{one.spelling}”"))
        shown.append(
            QuestionShown(f"question-{place}", one.list, one.spelling, len(one.rows), choices, one.why)
        )
    return shown


def new_labels_shown(looked: Look) -> dict[str, list[NewLabel]]:
    """The labels a list would add, by list of the council."""
    known = council_labels()
    shown: dict[str, list[NewLabel]] = {}
    for list_, new in looked.judgement.new_labels.items():
        every = (*(one.text for one in known.of(list_)), *(label for label, _, _ in new))
        for place, (label, rows, means) in enumerate(new):
            others = tuple(one for one in every if one != label) if len(new) <= MOST_TO_MERGE else ()
            one = NewLabel(f"label-{list_}-{place}", list_, label, rows, means, others)
            shown.setdefault(list_, []).append(one)
    return shown


def answered_mapping(looked: Look, posted: Mapping[str, Any]) -> SheetMapping:
    """The mapping with the person's answers in it. An answer that was not on the page changes nothing."""
    columns = dict(looked.mapping.columns)
    columns.update(_answered_columns(looked, posted))
    values = {name: dict(pairs) for name, pairs in looked.mapping.values.items()}
    answers = (*_answered_questions(looked, posted), *_merged_labels(looked, posted))
    for list_, spelling, label in answers:
        values.setdefault(list_, {})[spelling] = label
    kept = {heading: meaning for heading, meaning in columns.items() if meaning}
    layout = posted.get("layout")
    if layout not in ("case_per_row", "stage_per_row"):
        layout = looked.mapping.layout
    settings = {**looked.mapping.settings, **_answered_settings(posted)}
    return replace(looked.mapping, columns=kept, values=values, layout=layout, settings=settings)


def _answered_settings(posted: Mapping[str, Any]) -> dict[str, str]:
    kind = str(posted.get("default_kind", ""))
    return {"default_kind": kind} if kind in dict(KINDS_OF_ROWS) else {}


def _answered_columns(looked: Look, posted: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    possible = {name for name, _ in meanings(looked.mapping.as_)}
    for place, heading in enumerate(looked.table.headings):
        said = posted.get(f"column-{place}")
        if said is not None and said in possible:
            yield heading, str(said)


def _answered_questions(looked: Look, posted: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Questions are matched by their own words too, so that an old page cannot answer another question."""
    for question in questions_shown(looked):
        said = str(posted.get(question.name, ""))
        if posted.get(f"{question.name}-about") != question.spelling or not said:
            continue
        if said == NEW_LABEL:
            yield question.list, question.spelling, question.spelling
        elif said in dict(question.suggestions):
            yield question.list, question.spelling, said


def _merged_labels(looked: Look, posted: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Labels that a person says are another's spelling."""
    for list_, new in new_labels_shown(looked).items():
        for one in new:
            said = str(posted.get(one.name, ""))
            if said in one.others and posted.get(f"{one.name}-about") == one.label:
                yield list_, one.label, said
