"""Numbers that are counted in different ways and come to the same, so that a reader takes them for one.

Complaints received are those whose Stage 1 began, in one procedure or the other; a case of the Ombudsman stands in two
tables. Nothing says so in the measures, yet whoever sees both totals agree will believe it of every row beneath them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from heard.figures.suppression_numbers import BASE, EVERYTHING, Number, Told, Where
from heard.figures.suppression_relations import STAGES, Relation, related, relations_within

# What says of a stage, and of the whole matter, which of the two it is.
HEAD = {"kind", "procedure", "stage"}
RECEIVED = "received"


def relations(numbers: Told, inside: Mapping[str, str], unsure: Collection[Number] = ()) -> list[Relation]:
    """Every way in which these numbers hang together that a reader may know of, or will guess and be right.

    Of a total that is `unsure` nobody can say that it does not agree.
    """
    likely = _through_stages(numbers, unsure)
    found = dict.fromkeys([*relations_within(numbers, inside), *likely, *_twins(numbers)])
    order = {number: place for place, number in enumerate(numbers)}
    return sorted(found, key=lambda one: (order[one.whole], sorted(order[part] for part, _ in one.parts)))


def _equal(
    numbers: Told, whole: Number, parts: Iterable[Number], *, all_of_it: bool = False
) -> Iterator[Relation]:
    for one in related(numbers, whole, parts, tells=False, all_of_it=all_of_it):
        if one.is_all:
            yield one


def _through_stages(numbers: Told, unsure: Collection[Number]) -> Iterator[Relation]:
    """What was received beside the first stages that began, where the totals of both agree."""
    stages = _by_head(number for number in numbers if number.what == STAGES)
    received = _by_head(
        number
        for number in numbers
        if number.frame == "representations" and (number.what == RECEIVED or number.what.startswith(BASE))
    )
    for rows in received.values():
        for made_of in _agreeing(numbers, rows, stages, unsure):
            for place, whole in rows.items():
                parts = [stages[one][place] for one in made_of if place in stages[one]]
                yield from _equal(numbers, whole, parts, all_of_it=bool(unsure))


Rows = dict[tuple[object, Where], Number]


def _by_head(numbers: Iterable[Number]) -> dict[tuple[str, Where], Rows]:
    groups: dict[tuple[str, Where], Rows] = defaultdict(dict)
    for number in numbers:
        head = frozenset(one for one in number.where if one[0] in HEAD)
        groups[number.what, head][number.days, number.where - head] = number
    return groups


def _agreeing(
    numbers: Told, rows: Rows, stages: dict[tuple[str, Where], Rows], unsure: Collection[Number]
) -> Iterator[tuple[tuple[str, Where], ...]]:
    """The stages of one name, of one procedure or of several, that come to the same as the whole in some year."""
    names: dict[frozenset[str], list[tuple[str, Where]]] = defaultdict(list)
    for one in stages:
        label = dict(one[1]).get("stage")
        if label and len(label) == 1:
            names[label].append(one)
    tops = {place: number for place, number in rows.items() if not place[1]}
    said = [(place, numbers[number]) for place, number in tops.items() if numbers[number]]
    open_ = [place for place, number in tops.items() if number in unsure]
    for heads in names.values():
        for some in (each for size in (1, 2) for each in combinations(heads, size)):
            agree = any(_sum(numbers, stages, some, place) == value for place, value in said)
            if agree or any(_sum(numbers, stages, some, place) for place in open_):
                yield some


def _sum(
    numbers: Told,
    stages: dict[tuple[str, Where], Rows],
    heads: Iterable[tuple[str, Where]],
    place: tuple[object, Where],
) -> float | None:
    values = [numbers[stages[head][place]] for head in heads if place in stages[head]]
    return sum(value or 0.0 for value in values) if values else None


def _twins(numbers: Told) -> Iterator[Relation]:
    """Wholes of different frames that are narrowed alike and are equal."""
    first: dict[tuple[object, Where, float], Number] = {}
    for number, value in numbers.items():
        if value and not number.is_money and (number.what.startswith(EVERYTHING) or number.what == RECEIVED):
            same = first.setdefault((number.days, number.where, value), number)
            if same.frame != number.frame:
                yield from _equal(numbers, same, [number])
