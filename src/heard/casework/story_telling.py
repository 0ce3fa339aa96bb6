"""How a story is told: one fact, with its day, why, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from heard.casework.commitments import key_of
from heard.casework.story_words import sentence


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the rows say: the day it happened, in a sentence, why, and by whom where the row says.

    `received_on` is the day it reached the council or the complainant, where that is a day of its own. `key` names
    the row it stands in, `field` the value that a correction would name.
    """

    happened_on: date
    words: str
    key: str
    why: str = ""
    by: str = ""
    received_on: date | None = None
    field: str = ""


def dated(row: models.Model, *facts: tuple[str, str], why: str = "", field: str = "") -> Iterator[Fact]:
    """A fact for each (column, sentence) of a row whose day is on record; `why` belongs to the first of them."""
    for place, (column, words) in enumerate(facts):
        day = getattr(row, column)
        if day is not None:
            yield Fact(day, words, key_of(row), why if place == 0 else "", field=f"{field}{column}")


def named(code: str) -> str:
    """A code as a person says it: stage_1 is Stage 1, investigating_officer is investigating officer."""
    words = code.replace("_", " ")
    return words.capitalize() if words.startswith("stage ") else words


def on_point(row: Any) -> str:
    """“on point 2”, where a row is about one point only."""
    return f" on point {row.element.number}" if row.element_id else ""


def because(*parts: str) -> str:
    """Reasons one after another, each a sentence, those that are empty left out."""
    return " ".join(sentence(part) for part in parts if part and part.strip())
