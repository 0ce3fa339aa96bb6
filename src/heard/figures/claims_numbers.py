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
    r"\b(?:must|should|may (?:be )?(?:extend|take)\w*|can be|extend(?:ed|s)?|limits?|time ?scales?|statutory"
    r"|by law|the law|guidance"
    r"|target|allowed|allows?|at most|maximum|deadline|requires?|required|procedure|meets?|reports in|answers in)\b"
)
# Below this a number stands in so many cells that another cell having it says nothing.
TELLING = 10


def claims_of(said: Sentence, facts: Facts, limits: Collection[int] = ()) -> Iterator[Claim]:
    """Each number of a sentence, held against the cells; a time limit of the law is of no case."""
    made: list[Claim] = []
    for number in said.numbers:
        if not _is_hoped_for(number, said) and not _is_limit(number, said, facts.edges | set(limits)):
            made.append(claim_of(number, said, facts, made))
    yield from _worked_out(made)


_HOPES = re.compile(
    r"\b(?:will|aims?|expect(?:ed)?|plan(?:ned)?|targets?|hope|intend|next year|want|forecast)\b"
)


def _is_hoped_for(number: Number, said: Sentence) -> bool:
    """Whether the number is of a year to come, which has no figures yet."""
    later = [one for one in said.all_said("period") if any(year > said.now.label for year in one.values)]
    return bool(later) and _HOPES.search(said.low) is not None


def _is_limit(number: Number, said: Sentence, known: Collection[int]) -> bool:
    """Whether the number is one of the law's own: days that may be taken, not days that were."""
    return (
        number.unit in ("days", "count")
        and number.value in known
        and bool(LIMIT_WORDS.search(said.low))
        and re.search(r"\bdays?\b", said.low) is not None
        and not any("average" in one.values for one in said.said(said.clause_of(number.start), "how"))
    )


def claim_of(number: Number, said: Sentence, facts: Facts, earlier: Sequence[Claim] = ()) -> Claim:
    """One number held against the cells."""
    if number.value is None:
        words = "This is no number. Two numbers may have run together."
        return Claim(number, said, (), (), None, "malformed", words)
    about = tuple(_of_days(one, number) for one in _wider(readings(said, number.start, number.role), number))
    if number.role == "change":
        return changed(number, said, about, facts, earlier)
    number = _with_unit(number, about)
    fits, support = _rests_on(number, about, facts)
    if support is None and number.unit == "count" and any(one.unit == "days" for one in said.numbers):
        # A bare number beside days may be days itself: 18 working days, three more than in the year (15).
        days = replace(number, unit="days", says_working=True)
        _, support = _rests_on(days, [replace(one, how=one.how | {"average"}) for one in about], facts)
    claim = Claim(number, said, about, tuple(fits), support)
    return claim if support else _diagnosed(claim, facts)


def _wider(about: Iterable[About], number: Number) -> Iterator[About]:
    """A number that others are taken out of is of fewer of the rows named, or of none: 2 of the 15 young people…"""
    for one in about:
        yield one
        if number.unit == "days" and one.labels:
            yield replace(one, labels=())  # partly upheld after 109 working days
        if number.role == "base":
            yield from (
                replace(one, labels=one.labels[:many], how=frozenset()) for many in range(len(one.labels) + 1)
            )


def _of_days(about: About, number: Number) -> About:
    """Days that were taken are an average, if only of one."""
    return replace(about, how=about.how | {"average"}) if number.unit == "days" and not about.how else about


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
    if number.unit == "pounds":
        return every, _one_amount(number, facts, about)
    return every, None


def _one_amount(number: Number, facts: Facts, about: Iterable[About]) -> Fact | None:
    """One amount of a table of payments, named by itself."""
    years = {year for one in about for year in one.periods}
    rows = (fact for fact in facts.all if fact.unit == "pounds" and fact.labels and fact.period in years)
    return next((fact for fact in rows if fact.value is not None and is_said(number, fact.value)), None)


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
        if fact.period in periods
        and any(is_said(number, value) for value in values_of(fact, number))
        # Where it is known what is spoken of, only a total elsewhere explains a number; any row has some number.
        and not (claim.fits and fact.labels)
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
        if claim.wrong and claim.number.role == "change" and _lies_between(claim, claims):
            claim = replace(claim, wrong="", why="", nearest="")
        if (
            claim.wrong
            and claim.number.unit == "count"
            and (
                _is_sum(claim, claims[at + 1 :])
                or (_IN_ALL.search(claim.sentence.low) and _is_sum(claim, claims[:at]))
            )
        ):
            claim = replace(claim, wrong="", why="", nearest="")
        yield claim


def _lies_between(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a change is the difference of two numbers typed in the same sentence, both borne out."""
    given = [one.number.value or 0 for one in claims if one is not claim and not one.wrong]
    exact = claim.number.unit in ("count", "days")
    return exact and any(abs(one - other) == claim.number.value for one in given for other in given)


_IN_ALL = re.compile(r"\b(?:in all|in total|together|altogether|makes?|sum)\b")


def _is_sum(claim: Claim, after: Sequence[Claim]) -> bool:
    """Whether a number is the sum of those given after it: 66 in all, 27, 22 and 17."""
    parts = [one.number.value or 0 for one in after if one.support and one.number.unit == "count"]
    return any(sum(parts[:many]) == claim.number.value for many in range(2, len(parts) + 1))


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
