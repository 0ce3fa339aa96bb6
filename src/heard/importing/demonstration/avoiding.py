"""Holding everything that was invented against names of real people, which an installation gives as a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.apps import apps
from django.db import models

from heard.importing.demonstration.cast import surname
from heard.importing.demonstration.draw import Draw
from heard.people.models import Person

Name = tuple[str, str]
WORD = re.compile(r"[^\W\d_][\w'’-]*")
TEXTS = (models.CharField, models.TextField, models.JSONField)


class CalledLikeSomebody(Exception):
    """What was invented says names that stand on the list. `surnames` are those of invented people among them."""

    def __init__(self, names: Sequence[Name], surnames: set[str]) -> None:
        self.surnames = sorted({last for _, last in names} & surnames)
        said = ", ".join(" ".join(one).title() for one in names[:10])
        super().__init__(
            f"What would be loaded says {said}, which stands on your list, and is no invented person's name that "
            "could be changed. Nothing was loaded. Take the line out of the list if it is no real person's name."
        )


def names_in(file: Path) -> frozenset[Name]:
    """The names of a list, one a line, “First Last” or “Last, First”: of each the first name and the surname."""
    return frozenset(
        name for line in file.read_text("utf-8-sig").splitlines() if (name := _name(line)) is not None
    )


def refuse_names(avoid: frozenset[Name]) -> None:
    """Hold every word of this installation against the names. Raises CalledLikeSomebody."""
    if avoid and (
        found := sorted({pair for text in every_text() for pair in pairs_in(text) if pair in avoid})
    ):
        raise CalledLikeSomebody(found, surnames_of_people())


def others_for(surnames: Iterable[str], avoid: frozenset[Name], taken: Mapping[str, str]) -> dict[str, str]:
    """Another invented surname for each, which nobody on the list has and nobody invented was given."""
    used = {last for _, last in avoid} | {one.lower() for one in taken.values()} | set(taken)
    others: dict[str, str] = {}
    for old in surnames:
        draw = Draw(f"another surname for {old}")
        new = next(one for _ in range(10_000) if (one := surname(draw)).lower() not in used)
        others[old] = new
        used.add(new.lower())
    return others


def surnames_of_people() -> set[str]:
    """The surname of everybody on record, in small letters."""
    return {name[1] for one in Person.objects.values_list("name", flat=True) if (name := _name(one))}


def every_text() -> Iterator[str]:
    """Each text that stands in any table, once for each place."""
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, TEXTS)]
        for row in model._base_manager.values_list(*names).iterator() if names else ():
            yield from (str(one) for one in row if one)


def pairs_in(text: str) -> Iterator[Name]:
    """Each two words that follow each other and both begin with a capital letter, in small letters."""
    words = WORD.findall(text)
    for first, last in zip(words, words[1:], strict=False):
        if first[0].isupper() and last[0].isupper():
            yield first.lower(), last.lower()


def _name(line: str) -> Name | None:
    last, comma, first = line.partition(",")
    words = WORD.findall(f"{first} {last}" if comma else line)
    return (words[0].lower(), words[-1].lower()) if len(words) > 1 else None
