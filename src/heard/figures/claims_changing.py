"""Changes said in numbers: a decrease of 22.4%, 34 fewer, up by two points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from heard.figures.claims_context import About, Sentence, earlier_period
from heard.figures.claims_facts import Fact, Facts
from heard.figures.claims_flags import Claim
from heard.figures.claims_reading import Number
from heard.figures.claims_support import fitting, is_cut_off, is_said
from heard.figures.rounding import half_up
from heard.figures.working_out import changed_by


@dataclass(frozen=True, slots=True)
class Pair:
    """The same figure of two years."""

    now: Fact
    before: Fact

    @property
    def words(self) -> str:
        """Both, as they are printed."""
        return f"{self.now.place}; {self.before.period}: {_worth(self.before)}"

    @property
    def rose(self) -> Decimal:
        """By how much it rose, below nought where it fell."""
        return (self.now.value or Decimal(0)) - (self.before.value or Decimal(0))

    @property
    def points(self) -> Decimal | None:
        """By how many percentage points its share rose; None where it has none."""
        if self.now.percent is None or self.before.percent is None:
            return None
        return Decimal(str(self.now.percent)) - Decimal(str(self.before.percent))


def _worth(fact: Fact) -> str:
    share = f" ({half_up(fact.percent, 1)}%)" if fact.percent is not None and fact.base != fact.value else ""
    return f"{half_up(fact.value or 0, 1 if fact.unit == 'days' else 0):,}{share}"


def pairs(facts: Facts, about: About, said: Sentence) -> Iterator[Pair]:
    """The figures a comparison may be of, this year's beside those of the year before or of a year named."""
    named = [value for one in said.all_said("period") for value in one.values]
    others = [one for one in named if one != said.now.label] or [earlier_period(said.now)]
    for fact in fitting(facts, about, any_period=True):
        if fact.period == said.now.label:
            for other in dict.fromkeys(others):
                before = facts.before(fact, other)
                if before is not None:
                    yield Pair(fact, before)


def changed(
    number: Number, said: Sentence, about: Sequence[About], facts: Facts, earlier: Sequence[Claim]
) -> Claim:
    """A change said in a number, held against the change of the figures it may be of."""
    found = list(dict.fromkeys(pair for one in about for pair in pairs(facts, one, said)))
    claim = Claim(number, said, tuple(about), tuple(pair.now for pair in found), None)
    values = [(value, pair) for pair in found for value in _values(pair, number)]
    for value, pair in values:
        if is_said(number, value):
            if _turned(number, value):
                return _wrong(claim, "direction", f"The number is right, and it {_moved(value)}.", pair)
            return replace(claim, support=pair.now)
    if _from_typed(number, earlier):
        return replace(
            claim, support=earlier[-1].support or earlier[-1].fits[0] if earlier[-1].fits else None
        )
    return _diagnosed(claim, values, found)


def _values(pair: Pair, number: Number) -> list[Decimal]:
    now, before = pair.now, pair.before
    if number.unit == "points":
        return [pair.points] if pair.points is not None else []
    if number.unit == "percent":
        change = changed_by(now.value, before.value)
        return [Decimal(str(change))] if change is not None else []
    if (number.unit == "pounds") != (now.unit == "pounds") or (number.unit == "days" and now.unit != "days"):
        return []
    # A reader takes the difference of what is printed.
    printed = half_up(now.value or 0, 1) - half_up(before.value or 0, 1)
    return [pair.rose, printed] if now.unit == "days" else [pair.rose]


def _turned(number: Number, value: Decimal) -> bool:
    return number.direction * value < 0


def _moved(value: Decimal) -> str:
    return "rose" if value > 0 else "fell" if value < 0 else "did not change"


def _from_typed(number: Number, earlier: Sequence[Claim]) -> bool:
    """Whether the change is that between two numbers typed before it in the sentence."""
    counts = [
        one.number.value for one in earlier if one.number.unit == "count" and one.number.value is not None
    ]
    if len(counts) < 2 or any(one.wrong for one in earlier):
        return False
    now, before = counts[-2], counts[-1]
    value = changed_by(now, before) if number.unit == "percent" else now - before
    return value is not None and is_said(number, Decimal(str(value)))


def _diagnosed(claim: Claim, values: Sequence[tuple[Decimal, Pair]], found: Sequence[Pair]) -> Claim:
    number = claim.number
    for value, pair in values:
        if is_cut_off(number, value):
            return _wrong(
                claim, "cut off", "This change was cut off where it should have been rounded.", pair
            )
    for pair in found:
        if number.unit == "percent" and pair.points is not None and is_said(number, pair.points):
            words = "A share changed by so many percentage points, not per cent."
            return _wrong(claim, "points", words, pair)
    if not values:
        return replace(claim, wrong="no figure", why="No two figures of this report lie so far apart.")
    said = number.value or Decimal(0)
    value, pair = min(values, key=lambda one: abs(abs(one[0]) - said))
    unit = {"percent": "%", "points": " points", "days": " working days"}.get(number.unit, "")
    places = 1 if unit else 0
    return _wrong(claim, "change", f"The change is {half_up(value, places):+,}{unit}.", pair)


def _wrong(claim: Claim, kind: str, words: str, pair: Pair) -> Claim:
    return replace(claim, wrong=kind, why=words, nearest=pair.words)
