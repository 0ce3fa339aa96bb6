"""How numbers hang together: parts and wholes, whether or not they stand in one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from heard.figures.dimensions import SEVERAL
from heard.figures.frames import OPEN
from heard.figures.measures import MEASURES
from heard.figures.suppression_numbers import BASE, EVERYTHING, SUM, Number, Told

# Kinds of one thing, each row of which is in one of them at the most: the whole first.
STAGES = f"{EVERYTHING}stagesstarted_on"
MADE_OF = (
    (STAGES, ("answered", "withdrawn", "ended_without_answer", "open")),
    ("concluded", ("answered", "withdrawn")),
    (f"{BASE}in_time", ("in_time", "over_time", "timeliness_not_known")),
    (f"{BASE}clocks_met", ("clocks_met", "clocks_missed")),
    (f"{BASE}recommendations_done", ("recommendations_done", "recommendations_late")),
    (f"{BASE}recommendations_done", ("recommendations_accepted", "recommendations_in_part")),
    (
        f"{EVERYTHING}recommendedstarted_on",
        (
            "recommendations_accepted",
            "recommendations_in_part",
            "recommendations_refused",
            "recommendations_unanswered",
        ),
    ),
)
# A label of the first that says what the second counts.
SAME_AS_LABEL = (("outcome", OPEN, "open"), ("outcome", "Withdrawn", "withdrawn"))
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Relation:
    """A whole and parts of it, of which none lies in another. `rest` is what the parts leave of the whole.

    `tells` is whether the rest is itself a count of people that nobody should come to know when it is small.
    """

    whole: Number
    parts: tuple[tuple[Number, float], ...]
    rest: float = 0.0
    is_all: bool = True
    tells: bool = False


def relations_within(numbers: Told, inside: Mapping[str, str]) -> list[Relation]:
    """Every way in which numbers hang together by what they count. All of them hold of the values.

    `inside` says of a team which service it is in.
    """
    found = dict.fromkeys(
        one
        for candidates in (
            _narrowed(numbers),
            _sums(numbers),
            _made_of(numbers),
            _shares(numbers),
            _teams(numbers, inside),
            _amounts(numbers),
        )
        for one in candidates
    )
    return list(found)


def related(
    numbers: Told, whole: Number, parts: Iterable[Number], *, tells: bool = True, all_of_it: bool = False
) -> Iterator[Relation]:
    """The relation of a whole and its parts, if their values allow it.

    Of values that are not known only `all_of_it` says that the parts are the whole.
    """
    each = list(parts)
    values = [numbers[whole], *(numbers[part] for part in each)]
    known = [value for value in values if value is not None]
    if not each or (len(known) == len(values) and known[0] < sum(known[1:]) - 1e-6):
        return
    pairs = tuple((part, 1.0) for part in each)
    if len(known) < len(values):
        yield Relation(whole, pairs, 0.0, is_all=all_of_it)
        return
    rest = known[0] - sum(known[1:])
    is_all = abs(rest) < 1e-6
    yield Relation(whole, pairs, 0.0 if is_all else rest, is_all, tells and not whole.is_money)


def _narrowed(numbers: Told) -> Iterator[Relation]:
    """A number and the same counted more narrowly: by fewer days, by a label, by fewer labels."""
    for group in _by_what(numbers):
        wider = _wider(group)
        narrower: dict[Number, set[Number]] = defaultdict(set)
        for number, wholes in wider.items():
            for whole in wholes:
                narrower[whole].add(number)
        for whole, below in narrower.items():
            nearest = [number for number in below if not wider[number] & below]
            yield from _grouped(numbers, whole, nearest)


def _by_what(numbers: Iterable[Number]) -> Iterable[list[Number]]:
    groups: dict[tuple[str, str], list[Number]] = defaultdict(list)
    for number in numbers:
        if number.what != SUM:
            groups[number.what, number.frame].append(number)
    return groups.values()


def _wider(group: Sequence[Number]) -> dict[Number, set[Number]]:
    """Of each number those that count all it counts and more."""
    places: dict[tuple[object, frozenset[str]], list[Number]] = defaultdict(list)
    for number in group:
        places[number.days, number.dimensions].append(number)
    found: dict[Number, set[Number]] = defaultdict(set)
    for (_, names), below in places.items():
        for (_, wide_names), above in places.items():
            if wide_names <= names and _holds(above[0], below[0]):
                _note(found, above, below, wide_names)
    return found


def _holds(wide: Number, narrow: Number) -> bool:
    begins = wide.first is None or (narrow.first is not None and wide.first <= narrow.first)
    return begins and (wide.last is None or (narrow.last is not None and narrow.last <= wide.last))


def _note(
    found: dict[Number, set[Number]],
    above: Sequence[Number],
    below: Sequence[Number],
    names: frozenset[str],
) -> None:
    exact = {number.where: number for number in above}
    loose = [number for number in above if any(len(labels) > 1 for _, labels in number.where)]
    for number in below:
        kept = frozenset((name, labels) for name, labels in number.where if name in names)
        wide = exact.get(kept)
        if wide is not None and wide != number:
            found[number].add(wide)
        mine = dict(kept)
        for other in loose:
            if other.where != kept and all(mine[name] <= labels for name, labels in other.where):
                found[number].add(other)


def _grouped(numbers: Told, whole: Number, nearest: Sequence[Number]) -> Iterator[Relation]:
    groups: dict[tuple[bool, frozenset[str]], list[Number]] = defaultdict(list)
    wide = dict(whole.where)
    for number in nearest:
        names = frozenset(name for name, labels in number.where if wide.get(name) != labels)
        groups[number.days != whole.days, names].append(number)
    for (by_days, names), group in groups.items():
        if names & SEVERAL or not _lie_apart(group):
            for number in group:
                yield from related(numbers, whole, [number])
            continue
        fills = by_days and not names and _fill(whole, group)
        yield from related(numbers, whole, group, all_of_it=fills)


def _lie_apart(group: Sequence[Number]) -> bool:
    return all(_apart(one, other) for one, other in combinations(group, 2))


def _apart(one: Number, other: Number) -> bool:
    if one.first and other.last and one.first > other.last:
        return True
    if other.first and one.last and other.first > one.last:
        return True
    mine = dict(one.where)
    return any(name in mine and not mine[name] & labels for name, labels in other.where)


def _fill(whole: Number, group: Sequence[Number]) -> bool:
    """Whether the days of the parts are all the days of the whole."""
    runs = sorted((number.first, number.last) for number in group if number.first and number.last)
    if not runs or (runs[0][0], runs[-1][1]) != (whole.first, whole.last):
        return False
    ends: list[date] = [last for _, last in runs[:-1]]
    return all(end + DAY == run[0] for end, run in zip(ends, runs[1:], strict=True))


def _sums(numbers: Told) -> Iterator[Relation]:
    for number in list(numbers):
        if number.what == SUM and all(part in numbers for part in number.of):
            yield from related(numbers, number, number.of, all_of_it=True)


def _like(number: Number, what: str, where: Iterable[tuple[str, frozenset[str]]] | None = None) -> Number:
    narrowed = number.where if where is None else frozenset(where)
    return Number(what, number.frame, number.first, number.last, narrowed)


def _made_of(numbers: Told) -> Iterator[Relation]:
    for number in list(numbers):
        for whole, names in MADE_OF:
            if number.what == whole:
                parts = [_like(number, name) for name in names]
                yield from related(numbers, number, [part for part in parts if part in numbers])
        for name, label, what in SAME_AS_LABEL:
            if (name, frozenset((label,))) in number.where and number.what == STAGES:
                same = _like(number, what, (one for one in number.where if one[0] != name))
                if same in numbers:
                    yield from related(numbers, same, [number])


def _shares(numbers: Told) -> Iterator[Relation]:
    """A share and what it is a share of; a base beside the counts that are, or hold, the same."""
    held = {part for _, parts in MADE_OF for part in parts}
    for number in list(numbers):
        measure = MEASURES.get(number.what)
        if measure is not None and measure.unit == "share" and number.what not in held:
            every = measure.among is None and not measure.base_is_known_only
            base = _like(
                number, EVERYTHING + measure.frame + measure.dated_by if every else BASE + number.what
            )
            if base in numbers:
                yield from related(numbers, base, [number])
        if number.what.startswith(BASE):
            yield from _same_as_base(numbers, number)


def _same_as_base(numbers: Told, base: Number) -> Iterator[Relation]:
    """What an average or a share is taken of is often printed by itself; where both are equal, they are one."""
    dated = MEASURES[base.what.removeprefix(BASE)].dated_by
    whole = _like(base, EVERYTHING + base.frame + dated)
    if whole in numbers:
        yield from related(numbers, whole, [base], tells=False)
    for name, measure in MEASURES.items():
        if measure.frame == base.frame and measure.unit == "records" and measure.dated_by == dated:
            other = _like(base, name)
            if other in numbers and numbers[other] is not None and numbers[other] == numbers[base]:
                yield from related(numbers, other, [base])


def _teams(numbers: Told, inside: Mapping[str, str]) -> Iterator[Relation]:
    """A service and the teams in it."""
    groups: dict[Number, list[Number]] = defaultdict(list)
    for number in numbers:
        labels = dict(number.where)
        if len(labels.get("team", ())) == 1 and "service" not in labels:
            service = inside.get(next(iter(labels.pop("team"))))
            if service is not None:
                there = {**labels, "service": frozenset((service,))}.items()
                groups[_like_money(number, there)].append(number)
    for whole, teams in groups.items():
        if whole in numbers:
            yield from related(numbers, whole, teams, all_of_it=False)


def _like_money(number: Number, where: Iterable[tuple[str, frozenset[str]]]) -> Number:
    return Number(number.what, number.frame, number.first, number.last, frozenset(where), number.is_money)


def _amounts(numbers: Told) -> Iterator[Relation]:
    """A row of one amount: what was paid is the amount as often as it was paid."""
    for number in list(numbers):
        amount = dict(number.where).get("amount")
        if number.is_money and amount and len(amount) == 1:
            count = _like(number, EVERYTHING + number.frame + "started_on")
            paid, times = numbers[number], numbers.get(count)
            if paid is not None and times:
                yield Relation(number, ((count, paid / times),))
