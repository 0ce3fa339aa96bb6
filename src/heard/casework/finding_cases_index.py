"""The words of cases kept for searching: written with what they are made of, and held against it by a check.

What stands at which level is told by `SOURCES`: a search at level 2 reads nothing of level 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import Concat

from heard.casework.reading_words import LONGEST, folded, name_words, reference_key
from heard.people.models import Person
from heard.representations.models import (
    Dissatisfaction,
    Element,
    Letter,
    Party,
    Representation,
    SearchedWords,
    Stage,
)

AT_ONCE = 1000
NAME, OWN_REFERENCE = "name", "own reference"
# Stands for the number of a case in a statement made once; no case and no source has it.
HERE = -1


@dataclass(frozen=True, slots=True)
class Source:
    """Where words of a case come from: a table, its columns, the way to the case, and who may read them."""

    model: type[models.Model]
    columns: tuple[str, ...]
    case: str = "representation_id"
    level: int = 2
    what: str = "words"


SOURCES = (
    Source(Representation, ("words",), case="id"),
    Source(Representation, ("notes",), case="id", level=3),
    Source(Element, ("words", "agreed_words", "outcome_wanted")),
    Source(Letter, ("title", "body")),
    Source(Dissatisfaction, ("words",)),
    Source(Party, ("person__name",), what=NAME),
    Source(Stage, ("own_reference",), what=OWN_REFERENCE),
)
# What a row is made of that is searched; of a party and a stage it is enough that there is one.
WATCHED = {
    model: {name for one in SOURCES if one.model is model for name in one.columns}
    for model in {one.model for one in SOURCES}
}


@dataclass(frozen=True, slots=True)
class WordsFault:
    """A case whose words to search by are not what its record says."""

    reference: str
    why: str


def touched(row: models.Model, changed: Iterable[str] | None) -> tuple[set[int], set[int]]:
    """The cases, and the persons, whose words to search by a row changes. `changed` is None for a new or lost row."""
    model = type(row)
    if model is Person:
        renamed = changed is not None and "name" in changed
        return set(), {row.pk} if renamed else set()
    if model not in WATCHED or (changed is not None and not WATCHED[model] & set(changed)):
        return set(), set()
    return {row.pk if model is Representation else row.representation_id}, set()  # type: ignore[attr-defined]


def keep_searchable(cases: Iterable[int], persons: Iterable[int] = ()) -> None:
    """Make the words of these cases anew, and of those these persons have a part in. Two statements a thousand."""
    wanted = set(cases)
    if renamed := list(persons):
        wanted.update(Party.objects.filter(person_id__in=renamed).values_list("representation_id", flat=True))
    for some in _in_lots(sorted(wanted)):
        rows = [
            SearchedWords(representation_id=case, level_2=words[0], level_3=words[1])
            for case, words in words_of(some).items()
        ]
        SearchedWords.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["representation"],
            update_fields=["level_2", "level_3"],
        )


def words_of(cases: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The words of each of these cases at both levels, from the record. One statement."""
    said: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = _rows_of_one(cases[0]) if len(cases) == 1 else _rows_of(cases)
    for case, number, text in rows:
        said[case][number].append(text)
    return {case: _of_case(by_source) for case, by_source in said.items()}


def check_searchable() -> Iterator[WordsFault]:
    """Every case whose words to search by differ from its record, or are missing."""
    for some in _in_lots(list(Representation.objects.order_by("pk").values_list("pk", flat=True))):
        named = dict(Representation.objects.filter(pk__in=some).values_list("pk", "reference"))
        kept = {
            one.representation_id: (one.level_2, one.level_3)
            for one in SearchedWords.objects.filter(pk__in=some)
        }
        for case, words in words_of(some).items():
            if case not in kept:
                yield WordsFault(named[case], f"{named[case]}: it has no words to search by.")
            elif kept[case] != words:
                yield WordsFault(
                    named[case], f"{named[case]}: the words to search by are not those of its record."
                )


def make_all_anew() -> int:
    """Make the words of every case anew, as after an upgrade or a fault. Returns how many cases there are."""
    every = list(Representation.objects.order_by("pk").values_list("pk", flat=True))
    keep_searchable(every)
    return len(every)


def _rows_of(cases: Sequence[int]) -> Any:
    asked = [_asked(one, number, cases) for number, one in enumerate(SOURCES)]
    return asked[0].union(*asked[1:], all=True).order_by("case", "source", "said")


def _rows_of_one(case: int) -> list[Any]:
    """As `_rows_of`, of one case: nearly every act asks it, so it is put into SQL once."""
    statement, given = _statement_of_one(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [case if one == HERE else one for one in given])
        return list(cursor.fetchall())


@cache
def _statement_of_one(vendor: str) -> tuple[str, tuple[Any, ...]]:
    statement, given = _rows_of([HERE]).query.sql_with_params()
    return statement, tuple(given)


def _asked(one: Source, number: int, cases: Sequence[int]) -> Any:
    text = [part for name in one.columns for part in (F(name), Value(" "))]
    rows = one.model._default_manager.order_by().filter(**{f"{one.case}__in": cases})
    return rows.annotate(
        case=F(one.case), source=Value(number), said=Concat(*text, Value(""), output_field=models.TextField())
    ).values_list("case", "source", "said")


def _of_case(by_source: dict[int, list[str]]) -> tuple[str, str]:
    level: dict[int, list[str]] = {2: [], 3: []}
    for number, source in enumerate(SOURCES):
        found = by_source.get(number, [])
        make = reference_key if source.what == OWN_REFERENCE else folded
        level[source.level] += [one.lower() for text in found if (one := make(text))]
        if source.what == NAME:
            level[2].append(name_words(found))
    open_words = " ".join(part for part in level[2] if part)[:LONGEST]
    return open_words, " ".join([open_words, *level[3]])[:LONGEST] if level[3] else ""


def _in_lots(cases: Sequence[int]) -> Iterator[Sequence[int]]:
    return (cases[start : start + AT_ONCE] for start in range(0, len(cases), AT_ONCE))
