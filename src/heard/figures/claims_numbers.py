"""Each typed number held against the cells: borne out, cut off, of another year, of another measure, or of none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from heard.figures.claims_changing import changed
from heard.figures.claims_context import About, Sentence, readings
from heard.figures.claims_facts import Fact, Facts
from heard.figures.claims_flags import Check, Claim, Flag, Read
from heard.figures.claims_reading import Number
from heard.figures.claims_support import fitting, is_cut_off, is_said, nearest_of, values_of
from heard.figures.rounding import percent_of

# Where one of these stands, days are those the law or the council allows.
LIMIT_WORDS = re.compile(
    r"\b(?:must|may (?:be )?(?:extend|take)\w*|can be|extend(?:ed|s)?|limits?|time ?scales?|statutory"
    r"|by law|the law|guidance"
    r"|target|allowed|allows?|at most|maximum|deadline|requires?|required|procedure|meets?|reports in|answers in)\b"
)
# Below this a number stands in so many cells that another cell having it says nothing.
TELLING = 10


def claims_of(said: Sentence, facts: Facts, limits: Collection[int] = ()) -> Iterator[Claim]:
    """Each number of a sentence, held against the cells; a time limit of the law is of no case."""
    made: list[Claim] = []
    for number in said.numbers:
        if not _is_limit(number, said, facts.edges | set(limits)):
            made.append(claim_of(number, said, facts, made))
    yield from _worked_out(made)


def _is_limit(number: Number, said: Sentence, known: Collection[int]) -> bool:
    """Whether the number is one of the law's own: days that may be taken, not days that were."""
    return (
        number.unit in ("days", "count")
        and number.value in known
        and bool(LIMIT_WORDS.search(said.low))
        and re.search(r"\bdays?\b", said.low) is not None
        and not any("average" in one.values for one in said.all_said("how"))
    )


def claim_of(number: Number, said: Sentence, facts: Facts, earlier: Sequence[Claim] = ()) -> Claim:
    """One number held against the cells."""
    if number.value is None:
        words = "This is no number. Two numbers may have run together."
        return Claim(number, said, (), (), None, "malformed", words)
    about = tuple(readings(said, number.start, number.role))
    if number.role == "change":
        return changed(number, said, about, facts, earlier)
    number = _with_unit(number, about)
    fits, support = _rests_on(number, about, facts)
    claim = Claim(number, said, about, tuple(fits), support)
    return claim if support else _diagnosed(claim, facts)


def _with_unit(number: Number, about: Sequence[About]) -> Number:
    """A bare number beside the word average is of days."""
    averaged = about and "average" in about[0].how and number.unit == "count" and number.role != "base"
    return replace(number, unit="days") if averaged and not number.in_words else number


def _rests_on(number: Number, about: Iterable[About], facts: Facts) -> tuple[list[Fact], Fact | None]:
    every: list[Fact] = []
    for one in about:
        fits = [fact for fact in fitting(facts, one) if values_of(fact, number)]
        support = next(
            (fact for fact in fits if any(is_said(number, value) for value in values_of(fact, number))), None
        )
        if support is not None:
            return fits, support
        every += [fact for fact in fits if fact not in every]
    return every, None


def _diagnosed(claim: Claim, facts: Facts) -> Claim:
    number = claim.number
    for fact in claim.fits:
        if any(is_cut_off(number, value) for value in values_of(fact, number)):
            return _wrong(claim, "cut off", "This was cut off where it should have been rounded.", fact)
    other_year = _of_another_year(claim, facts)
    if other_year is not None:
        words = f"This is the number of {other_year.period}, and the sentence speaks of {_years(claim)}."
        return _wrong(claim, "year", words, other_year)
    elsewhere = _elsewhere(claim, facts)
    if claim.fits:
        nearest = nearest_of(claim.fits, number)
        if elsewhere is not None:
            words = f"Another figure has this number ({elsewhere.place}); what the sentence speaks of has another."
            return _wrong(claim, "measure", words, nearest)
        return _wrong(claim, "number", "The figure of this is another.", nearest)
    if elsewhere is not None:
        words = "A figure has this number, and the sentence speaks of something else or of something more."
        return _wrong(claim, "measure", words, elsewhere)
    return _wrong(
        claim, "no figure", "No figure of this report has this number.", _nearest_at_all(claim, facts)
    )


def _wrong(claim: Claim, kind: str, words: str, nearest: Fact | None) -> Claim:
    return replace(claim, wrong=kind, why=words, nearest=nearest.place if nearest else "")


def _years(claim: Claim) -> str:
    return " and ".join(sorted(claim.about[0].periods)) if claim.about else ""


def _of_another_year(claim: Claim, facts: Facts) -> Fact | None:
    said = claim.about[0].periods
    for about in claim.about:
        for fact in fitting(facts, about, any_period=True):
            if fact.period not in said and any(
                is_said(claim.number, one) for one in values_of(fact, claim.number)
            ):
                return fact
    return None


def _elsewhere(claim: Claim, facts: Facts) -> Fact | None:
    """A figure of the same year that has just this number, where the number is large enough for that to tell."""
    number, periods = claim.number, claim.about[0].periods
    if number.value is None or (number.unit == "count" and number.value < TELLING):
        return None
    found = [
        fact
        for fact in facts.all
        if fact.period in periods and any(is_said(number, value) for value in values_of(fact, number))
    ]
    return min(found, key=lambda fact: len(fact.labels), default=None)


def _nearest_at_all(claim: Claim, facts: Facts) -> Fact | None:
    for about in claim.about:
        found = nearest_of(fitting(facts, about, any_period=True), claim.number)
        if found is not None:
            return found
    return None


def _worked_out(claims: Sequence[Claim]) -> Iterator[Claim]:
    """A share of two numbers of the same sentence is right when it is worked out right from them."""
    for at, claim in enumerate(claims):
        before = [one for one in claims[:at] if one.support and one.number.unit == "count"]
        if claim.wrong and claim.number.unit == "percent" and len(before) >= 2:
            whole = before[-1] if before[-1].number.role == "base" else before[0]
            part = before[-2] if whole is before[-1] else before[-1]
            share = percent_of(part.number.value or 0, whole.number.value or 0)
            if (
                whole.number.role == "base"
                and share is not None
                and is_said(claim.number, Decimal(str(share)))
            ):
                yield replace(claim, support=part.support, wrong="", why="", nearest="")
                continue
        yield claim


def _finds(kind: str) -> Check:
    def find(read: Read) -> Iterator[Flag]:
        for claim in read.claims:
            if claim.wrong == kind:
                yield read.on(claim, kind, claim.why, claim.nearest)

    return Check(kind, SENTENCES[kind], find)


SENTENCES = {
    "malformed": "What is written as a number is a number.",
    "cut off": "A number is rounded, never cut off.",
    "year": "A number stands beside the year it is of.",
    "number": "A number is the one its cell has.",
    "measure": "A number stands beside the words of what it counts.",
    "no figure": "Every number is a figure of the report.",
    "change": "A change is worked out from the two numbers it lies between.",
    "direction": "A rise is said of what rose, a fall of what fell.",
    "points": "A change of a share is in percentage points.",
}
NUMBER_CHECKS = tuple(_finds(kind) for kind in SENTENCES if kind != "direction")
