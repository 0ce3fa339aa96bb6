"""Where somebody is named: every table that holds words, searched by name, and each row taken back to its case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q

from heard.casework.commitments import committed_models
from heard.casework.retention_tables import tables_of_a_case
from heard.casework.subject_access_text import Model, holds_words, text_columns
from heard.files.finding_words import spans_of
from heard.ledger.models import Correction, Entry
from heard.people.models import Person
from heard.representations.models import FileRequest, Party, Representation

ITSELF, BY_REFERENCE = "itself", "its reference"
# A part of a name so short would be found everywhere; the whole name is looked for behind it in any case.
SHORTEST_PROBE = 3
CENTRAL = (Party.Part.COMPLAINANT, Party.Part.CHILD)
PROBE = re.compile(r"[A-Za-z]+")
Found = dict[int | None, dict[Model, list[models.Model]]]


def names_of(row: FileRequest) -> list[str]:
    """Every name under which the person is looked for: their own, and the others the request gives."""
    return [one.strip() for one in (row.person.name, *row.names.splitlines()) if one.strip()]


def cases_of(person: Person) -> list[Representation]:
    """The cases that are about somebody: in which they complained, or are the child. All that is there is theirs."""
    parts = Party.objects.filter(person=person, part__in=CENTRAL).values("representation")
    return list(Representation.objects.filter(pk__in=parts).order_by("received_on", "pk"))


def rows_that_mention(person: Person, names: Sequence[str], apart: Iterable[int]) -> Found:
    """The rows that name somebody or point at them, by case (None for rows of none), those of cases `apart` left out.

    One statement a table, however many cases there are.
    """
    skip, found = set(apart), defaultdict[int | None, dict[Model, list[models.Model]]](dict)
    for model, way in _tables():
        for case, row in _rows(model, way, person, names):
            if case not in skip:
                found[case].setdefault(model, []).append(row)
    return dict(found)


def mentions(text: str, names: Sequence[str]) -> bool:
    """Whether one of these names stands in a text, however it is written."""
    return bool(spans_of(text, names))


@cache
def _tables() -> tuple[tuple[Model, str], ...]:
    """Every table that holds words or points at a person, and the way from it to its case, if it has one."""
    by_case = {model: _way(model) for model in tables_of_a_case()}
    every = set(committed_models()) | set(by_case) | {Correction}
    ordered = sorted(every - {Entry}, key=lambda one: str(one._meta.label))
    return tuple((one, by_case.get(one, "")) for one in ordered if holds_words(one))


def _way(model: Model) -> str:
    """The way up from a table to its case, as a filter says it."""
    steps: list[str] = []
    tables = tables_of_a_case()
    while (said := tables[model]) != ITSELF:
        if "." not in said:
            return said
        name = said.rpartition(".")[2]
        steps.append(name)
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return "__".join(steps) or ITSELF


def _rows(
    model: Model, way: str, person: Person, names: Sequence[str]
) -> Iterator[tuple[int | None, models.Model]]:
    columns = text_columns(model)
    points = [one.name for one in model._meta.concrete_fields if one.related_model is Person]
    asked = [
        Q(**{f"{column}__icontains": probe}) for column in columns for probe in map(_probe, names) if probe
    ]
    asked += [Q(**{name: person}) for name in points]
    if not asked:
        return
    numbers: dict[str, int] = {}
    for row in model._default_manager.filter(reduce(or_, asked)).order_by("pk"):
        is_theirs = any(getattr(row, f"{name}_id") == person.pk for name in points)
        if is_theirs or mentions("\n".join(str(getattr(row, one) or "") for one in columns), names):
            yield _case_of(row, way, numbers), row


def _case_of(row: Any, way: str, numbers: dict[str, int]) -> int | None:
    if way == ITSELF:
        return int(row.pk)
    if way == BY_REFERENCE:
        if row.reference not in numbers:
            found = (
                Representation.objects.filter(reference=row.reference).values_list("pk", flat=True).first()
            )
            numbers[row.reference] = found or 0
        return numbers[row.reference] or None
    if not way or "__" not in way:
        return getattr(row, f"{way}_id", None) if way else None
    return type(row)._default_manager.filter(pk=row.pk).values_list(way, flat=True).first()  # type: ignore[no-any-return]


def _probe(name: str) -> str:
    """The longest part of a name that databases compare the same in capitals and small letters; nothing for all."""
    parts = sorted(PROBE.findall(name), key=len)
    return parts[-1] if parts and len(parts[-1]) >= SHORTEST_PROBE else ""
