"""Sentences and clauses: which words of a sentence say what a number of it is of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from heard.figures.claims_facts import Facts, Label
from heard.figures.claims_mentions import Mention
from heard.figures.claims_reading import Number, numbers
from heard.figures.claims_words import mentions
from heard.figures.periods import Period

_END = re.compile(
    r"(?<=[.!?])[”\"')]?\s+(?=[A-Z“\"(£\d{])|\n\s*\n|\n(?=\s*(?:[-*•#]|\d{1,2}[.)]\s))|\n(?=[A-Z])"
)
_BREAK = re.compile(
    r",(?!\d{3})|[;:()–—]|\b(?:but|while|whereas|although|compared (?:with|to)|compares (?:with|to)|against|of which"
    r"|rather than|including)\b"
)
_AND = re.compile(r"\band\b")
_REFERS_BACK = re.compile(
    r"^\W*(?:of (?:these|those|them|which)|these|those|they|this|that|it|the (?:remaining|rest|remainder|other|average"
    r"|share|figure|number|proportion|percentage)|both|all|none|most|a further|another|by comparison|in comparison)\b"
)
_COMPARES = re.compile(
    r"^\W*(?:and )?(?:compare[sd]? (?:with|to)|against|up from|down from|from|than|as against|beside|not)\b|\bfrom\s*$"
    r"|^\W*(?:which is |this is )?(?:an? )?(?:\w+ )?(?:decrease|increase|rise|fall|drop|reduction|improvement)\b"
)


@dataclass(frozen=True, slots=True)
class About:
    """What a number is said to be of. Each is a set, because a clause may name two; empty where nothing is said."""

    subject: frozenset[str]
    stage: frozenset[str]
    how: frozenset[str]
    weak: frozenset[str]
    labels: tuple[frozenset[Label], ...]
    quarters: frozenset[Label]
    periods: frozenset[str]

    @property
    def says_nothing(self) -> bool:
        """Whether no word says what it is of."""
        return not (self.subject or self.stage or self.how or self.labels)


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place, its words in small letters, what they say, and its numbers, places from its start."""

    start: int
    text: str
    low: str
    blank: str
    found: tuple[Mention, ...]
    before: Sentence | None
    now: Period
    in_table: bool = False
    numbers: tuple[Number, ...] = field(default=())

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Where each clause begins and ends."""
        edges = [match.start() for match in _BREAK.finditer(self.blank)]
        edges = sorted({0, *edges, len(self.blank)})
        split = [(one, other) for one, other in zip(edges, edges[1:], strict=False) if one < other]
        return [part for clause in split for part in self._at_and(*clause)]

    def _at_and(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Split at an "and" that has a number on either side."""
        places = [number.start for number in self.numbers if number.start < end]
        for match in _AND.finditer(self.blank, start, end):
            if any(one < match.start() for one in places) and any(match.end() <= one for one in places):
                yield start, match.start()
                start = match.start()
        yield start, end

    def clause_of(self, place: int) -> int:
        """Which clause a place lies in."""
        return max(0, bisect_right([start for start, _ in self.clauses], place) - 1)

    def said(self, clause: int, dimension: str) -> list[Mention]:
        """What one clause says of a dimension."""
        return self._by_clause.get((clause, dimension), [])

    @cached_property
    def _by_clause(self) -> dict[tuple[int, str], list[Mention]]:
        starts = [start for start, _ in self.clauses]
        found: dict[tuple[int, str], list[Mention]] = defaultdict(list)
        for one in self.found:
            found[bisect_right(starts, one.start) - 1, one.dimension].append(one)
        return dict(found)

    def all_said(self, dimension: str) -> list[Mention]:
        """What the whole sentence says of a dimension."""
        return [one for one in self.found if one.dimension == dimension]


def sentences(text: str, facts: Facts, now: Period) -> list[Sentence]:
    """The sentences of a text, each read."""
    found: list[Sentence] = []
    at = 0
    for match in [*_END.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[at:end].strip():
            before = found[-1] if found and "\n\n" not in text[found[-1].start : at] else None
            found.append(sentence(at, text[at:end], facts, now, before))
        at = match.end() if match else end
    return found


def sentence(
    start: int,
    text: str,
    facts: Facts,
    now: Period,
    before: Sentence | None = None,
    *,
    in_table: bool = False,
) -> Sentence:
    """One sentence read: what it names, and its numbers."""
    said, blank = mentions(text, facts, now, in_table=in_table)
    low = text.lower() if len(text.lower()) == len(text) else text
    return Sentence(start, text, low, blank, tuple(said), before, now, in_table, tuple(numbers(blank, low)))


def readings(said: Sentence, place: int, role: str = "plain") -> list[About]:
    """The ways a number at a place may be read, the likeliest first.

    What its own clause does not say it takes from the clauses before it, from those after it, or from neither; a
    sentence that refers back takes it from the sentence before.
    """
    clause = said.clause_of(place)
    ways: list[Callable[[str], list[Mention]]] = [
        lambda dimension: _own(said, clause, dimension) or _nearest(said, clause, dimension, -1),
        lambda dimension: (
            _own(said, clause, dimension)
            or _nearest(said, clause, dimension, 1)
            or _led_by(said, clause, dimension)
        ),
        lambda dimension: (
            _own(said, clause, dimension)
            or _nearest(said, clause, dimension, -1)
            or _nearest(said, clause, dimension, 1)
        ),
        lambda dimension: _own(said, clause, dimension) or _around(said, clause, dimension),
        lambda dimension: _own(said, clause, dimension) + _nearest(said, clause, dimension, -1),
        lambda dimension: _own(said, clause, dimension) + _nearest(said, clause, dimension, 1),
        lambda dimension: said.all_said(dimension),
    ]
    ways = [_led(way, said, clause) for way in ways]
    alone = ways[3]
    if said.before is not None and (_REFERS_BACK.match(said.low) or not said.all_said("subject")):
        earlier = said.before
        ways = [_with_before(way, earlier) for way in ways] if _REFERS_BACK.match(said.low) else ways
        ways += [
            _with_before(one, earlier, labels=labels) for one in (ways[0], alone) for labels in (True, False)
        ]
    periods = _periods(said, clause, role)
    made = [_about(way, periods) for way in ways]
    return list(dict.fromkeys(made))


def _own(said: Sentence, clause: int, dimension: str) -> list[Mention]:
    # Quarters named together leave no room for another row of the same table.
    return said.said(clause, dimension) or (said.said(clause, "quarters") if dimension == "label" else [])


def _around(said: Sentence, clause: int, dimension: str) -> list[Mention]:
    """Only the subject is taken from elsewhere; a number may have nothing of its neighbours' rows."""
    return said.all_said("subject") if dimension == "subject" else []


def _led(way: Callable[[str], list[Mention]], said: Sentence, clause: int) -> Callable[[str], list[Mention]]:
    """A way that also knows the stage that words before the first number set for all that follows: At Stage 2, …"""
    return lambda dimension: way(dimension) or _led_by(said, clause, dimension)


def _led_by(said: Sentence, clause: int, dimension: str) -> list[Mention]:
    first = min((number.start for number in said.numbers), default=0)
    leads = dimension == "stage" and clause > 0 and said.clauses[0][1] <= first
    return said.said(0, "stage") if leads else []


def _nearest(said: Sentence, clause: int, dimension: str, step: int) -> list[Mention]:
    at = clause + step
    while 0 <= at < len(said.clauses):
        if found := said.said(at, dimension):
            return found
        at += step
    return []


def _with_before(
    way: Callable[[str], list[Mention]], earlier: Sentence, *, labels: bool = True
) -> Callable[[str], list[Mention]]:
    # What a sentence counts may be another thing than the last one counted; its subject and stage are kept.
    kept = {"subject", "stage", "label"} if labels else {"subject", "stage"}

    def found(dimension: str) -> list[Mention]:
        return way(dimension) or (_before_that(earlier, dimension) if dimension in kept else [])

    return found


def _before_that(earlier: Sentence, dimension: str) -> list[Mention]:
    """What the sentence before says, or the one it refers back to itself."""
    found = earlier.all_said(dimension)
    if not found and earlier.before is not None and _REFERS_BACK.match(earlier.low):
        return _before_that(earlier.before, dimension)
    return found


def _about(way: Callable[[str], list[Mention]], periods: frozenset[str]) -> About:
    def values(dimension: str) -> frozenset[str]:
        return frozenset(value for one in way(dimension) for value in one.values)

    quarters = frozenset(label for one in way("quarters") for label in one.options)
    labels = tuple(dict.fromkeys(one.options for one in way("label") if one.dimension == "label"))
    return About(values("subject"), values("stage"), values("how"), values("weak"), labels, quarters, periods)


def _periods(said: Sentence, clause: int, role: str) -> frozenset[str]:
    """The years a number may be of: its clause's; where it is compared, the year before; else the report's."""
    own = frozenset(value for one in said.said(clause, "period") for value in one.values)
    start, end = said.clauses[clause]
    if own and not (role == "to" or (role == "from" and len(own) == 1 and _says_to(said, start, end))):
        return own
    earlier = earlier_period(said.now)
    compares = role in ("from", "compared") or _COMPARES.search(said.low[start:end])
    if compares and role != "to":
        # One row may be compared with another of the same year.
        other_row = any(said.said(clause, one) for one in ("label", "quarters", "stage"))
        return own | {earlier} | ({said.now.label} if other_row and not own else set())
    if role == "to":
        return own | {said.now.label}
    before = [one for at in range(clause - 1, -1, -1) for one in _not_compared(said, at)]
    if before:
        return frozenset(before[0].values)
    after = [
        one
        for at in _same_part(said, clause)
        for one in _not_compared(said, at)
        if _reaches_back(said, at, one)
    ]
    return frozenset(after[0].values) if after else frozenset({said.now.label})


def _says_to(said: Sentence, start: int, end: int) -> bool:
    return bool(re.search(r"\bto\b", said.blank[start:end]))


def _not_compared(said: Sentence, clause: int) -> list[Mention]:
    start, end = said.clauses[clause]
    if _COMPARES.search(said.low[start:end]):
        return []
    found = said.said(clause, "period")
    return [one for one in found if not _THAN.search(said.low[: one.start])]


_THAN = re.compile(r"\b(?:than|with|to|against)(?: (?:in|for|during|that of))?(?: the)?\s*$")


def _same_part(said: Sentence, clause: int) -> Iterator[int]:
    """The clauses after one, up to a semicolon."""
    for at in range(clause + 1, len(said.clauses)):
        if said.blank[said.clauses[at][0]] == ";":
            return
        yield at


def _reaches_back(said: Sentence, clause: int, year: Mention) -> bool:
    """Whether a year belongs to what stands before it too: not where a number of its own clause follows it."""
    start, end = said.clauses[clause]
    if said.blank[year.end :].lstrip().startswith(":"):
        return False  # 18 compliments (2019/20: 7)
    return not any(start <= year.start < number.start < end for number in said.numbers)


def earlier_period(now: Period) -> str:
    """The label of the year before."""
    return now.earlier(1).label
