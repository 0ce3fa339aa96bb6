"""Whether a change is more than chance: exact tests and intervals, in words for whoever is no statistician.

Counts are compared by the conditional binomial test of two rates, shares by Fisher's test, each as twice its smaller
tail; intervals are those of Clopper and Pearson for a share and of Garwood for a count, 19 times in 20. They ask that
each thing counted came by itself: several from one family or one event make chance larger than they say (`CAUTION`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from heard.figures.readings import reading_of
from heard.figures.rounding import percent_of, printed, printed_percent

LEVEL = 0.05  # a change is named only where chance alone would show one as large less often than this
EASILY = 0.2  # and at this or above it, chance shows one as large at least once in five times
SHORTEST = 90  # fewer days than these after a change say nothing yet
NEARLY_AS_LONG = 0.03  # a year of 366 days is set beside one of 365 without a word
Verdict = Literal["too early", "nothing to compare", "chance", "fewer", "more"]
CAUTION = (
    "These tests take each complaint to come by itself. Several from one family, or from one event, make large "
    "changes likelier by chance than is said here."
)
SAID: dict[Verdict, str] = {
    "too early": f"It is too early to say: wait until {SHORTEST} days have gone by.",
    "nothing to compare": "There is nothing to compare.",
    "chance": "This could easily be chance.",
    "fewer": "So large a drop is rarely chance. It does not say why there are fewer.",
    "more": "So large a rise is rarely chance. It does not say why there are more.",
}
SAME_RATE = "There is no change."


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: how many, of how many (`base` of a share) or in how many `days`, and its interval.

    `low` and `high` are of the share, between 0 and 1, or of the count that such a time gives, 19 times in 20.
    """

    count: int
    base: int | None
    days: int | None
    low: float
    high: float

    @property
    def words(self) -> str:
        """As it is said: "14", or "6 of 8 (75%)"."""
        if self.base is None:
            return printed(self.count)
        return (
            f"{printed(self.count)} of {printed(self.base)} "
            f"({printed_percent(percent_of(self.count, self.base), 0)})"
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two times: both sides, how often chance alone gives as much, and what may be said of it.

    `chance` is between 0 and 1. `words` are sentences for a member, `readings` the good reading and the bad one, and
    `question` one to ask. `tests` is among how many changes it was judged.
    """

    before: Side
    after: Side
    chance: float
    verdict: Verdict
    words: str
    question: str
    readings: tuple[str, str]
    when: tuple[str, str]
    tests: int = 1

    @property
    def is_real(self) -> bool:
        """Whether it is more than chance easily explains."""
        return self.verdict in ("fewer", "more")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many for every `per`, with its exact interval; `low` to `high` is what chance moves it between."""

    value: float
    low: float
    high: float
    count: int
    base: float
    per: int

    @property
    def words(self) -> str:
        """The rate with its count, base and interval: never the rate alone."""
        return (
            f"{printed(self.value, 1)} for every {self.per:,} ({printed(self.count)} of {printed(self.base)}); "
            f"by chance alone it may stand between {printed(self.low, 1)} and {printed(self.high, 1)}."
        )


def change_of_counts(
    before: int,
    after: int,
    *,
    days_before: int,
    days_after: int,
    when: tuple[str, str] = ("before", "after"),
    about: str = "anything",
) -> Change:
    """How a count changed between two times of so many days, which may differ in length.

    `when` are the words for the two times ("last year", "this year"), `about` a subject of `readings`. Raises
    ValueError for a count below nought or a time of no days.
    """
    if min(before, after) < 0 or min(days_before, days_after) <= 0:
        raise ValueError("Counts cannot be below nought, and each time has a day at the least.")
    sides = tuple(
        Side(count, None, days, *interval_of_count(count))
        for count, days in ((before, days_before), (after, days_after))
    )
    share = days_before / (days_before + days_after)
    chance = chance_of_split(before, after, share) if before + after else 1.0
    rates = (before / days_before, after / days_after)
    return _change(sides[0], sides[1], chance, rates, when, about)


def change_of_shares(
    before: tuple[int, int],
    after: tuple[int, int],
    *,
    when: tuple[str, str] = ("before", "after"),
    about: str = "anything",
) -> Change:
    """How a share changed: each side is how many and of how many. Raises ValueError for more than there are."""
    sides = tuple(Side(n, of, None, *interval_of_share(n, of)) for n, of in (before, after))
    shares = [n / of if of else 0.0 for n, of in (before, after)]
    chance = _chance_of_shares(before, after) if before[1] and after[1] else 1.0
    return _change(sides[0], sides[1], chance, (shares[0], shares[1]), when, about)


def judged_together(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The same changes judged as the several that one page shows, so that one in twenty is not cried out each time.

    The false discovery rate of Benjamini and Hochberg: of those called more than chance, one in twenty may be wrong.
    """
    asked = [one for one in changes if one.verdict not in ("nothing to compare", "too early")]
    if len(asked) < 2:
        return tuple(changes)
    from scipy.stats import false_discovery_control  # type: ignore[import-untyped]

    held = dict(
        zip(map(id, asked), false_discovery_control([one.chance for one in asked]).tolist(), strict=True)
    )
    return tuple(
        _rejudged(one, float(held[id(one)]), len(asked)) if id(one) in held else one for one in changes
    )


def interval_of_share(n: int, of: int) -> tuple[float, float]:
    """The share, between 0 and 1, that n of so many may stand for, 19 times in 20: exact, of Clopper and Pearson.

    Of none it may be any. Raises ValueError where there are more than there can be.
    """
    if not 0 <= n <= of:
        raise ValueError(f"{n} of {of} cannot be: a part is between nought and the whole.")
    if of == 0:
        return 0.0, 1.0
    from scipy.special import betaincinv  # type: ignore[import-untyped]  # only who asks pays for it

    low = 0.0 if n == 0 else float(betaincinv(n, of - n + 1, LEVEL / 2))
    high = 1.0 if n == of else float(betaincinv(n + 1, of - n, 1 - LEVEL / 2))
    return low, high


def interval_of_count(count: int) -> tuple[float, float]:
    """What a time that gave so many may give by chance alone, 19 times in 20: exact, of Garwood."""
    from scipy.special import gammaincinv

    low = 0.0 if count == 0 else float(gammaincinv(count, LEVEL / 2))
    return low, float(gammaincinv(count + 1, 1 - LEVEL / 2))


def rate(count: int, base: float, per: int = 10_000) -> Rate:
    """So many of a base as a rate, with its exact interval. Raises ValueError for a base of none."""
    if base <= 0:
        raise ValueError("A rate needs a base above nought: children, cases or days.")
    low, high = interval_of_count(count)
    return Rate(count / base * per, low / base * per, high / base * per, count, base, per)


def chance_of_split(before: int, after: int, share: float = 0.5) -> float:
    """How likely a split at least as uneven is, where each falls before with this share: twice the smaller tail."""
    from scipy.special import bdtr

    both = before + after
    few_before, few_after = bdtr(before, both, share), bdtr(after, both, 1 - share)
    return min(1.0, 2 * float(min(few_before, few_after)))


def times_as_many(before: int, after: int, share: float = 0.5) -> tuple[float, float | None]:
    """How many times the rate before the rate after may be, 19 times in 20; None where nothing bounds it."""
    low, high = interval_of_share(after, before + after)
    odds = share / (1 - share)
    return odds * low / (1 - low), None if high == 1.0 else odds * high / (1 - high)


def verdict_of(chance: float, before: float, after: float) -> Verdict:
    """What may be said of two rates that chance alone sets so far apart this often."""
    return "chance" if chance >= LEVEL else "fewer" if after < before else "more"


def often(chance: float) -> str:
    """How often in words: "about 1 time in 3", "less than 1 time in 1,000"."""
    if chance >= 0.75:
        return "nearly every time"
    if chance >= 0.4:
        return "about every other time"
    return "less than 1 time in 1,000" if chance < 0.001 else f"about 1 time in {printed(_neat(1 / chance))}"


def _neat(times: float) -> float:
    return times if times < 20 else round(times, -1 if times < 200 else -2)


def _chance_of_shares(before: tuple[int, int], after: tuple[int, int]) -> float:
    """Fisher's exact test of two shares as twice the smaller tail."""
    from scipy.stats import hypergeom

    (n, of), everybody, those = before, before[1] + after[1], before[0] + after[0]
    fewer, more = hypergeom.cdf(n, everybody, those, of), hypergeom.sf(n - 1, everybody, those, of)
    return min(1.0, 2 * float(min(fewer, more)))


def _change(
    before: Side, after: Side, chance: float, rates: tuple[float, float], when: tuple[str, str], about: str
) -> Change:
    read = reading_of(about, *rates)
    verdict = _verdict(before, after, chance, rates)
    judged = SAME_RATE if verdict == "chance" and rates[0] == rates[1] else _judged(verdict, chance)
    words = f"{_sides(before, after, when)} {judged}"
    return Change(before, after, chance, verdict, words, read.question, (read.good, read.bad), when)


def _verdict(before: Side, after: Side, chance: float, rates: tuple[float, float]) -> Verdict:
    if 0 in (before.base, after.base) or (before.base is None and before.count + after.count == 0):
        return "nothing to compare"
    return verdict_of(chance, *rates)


def _sides(before: Side, after: Side, when: tuple[str, str]) -> str:
    said = f"{before.words} {when[0]}, {after.words} {when[1]}"
    if before.days is None or after.days is None:
        return f"{said}."
    if abs(before.days - after.days) <= NEARLY_AS_LONG * before.days:
        return f"{said}."
    due = printed(before.count * after.days / before.days)
    return (
        f"{before.words} in {before.days} days {when[0]}, {after.words} in {after.days} days {when[1]}, where "
        f"the earlier pace gives {due}."
    )


def _judged(verdict: Verdict, chance: float) -> str:
    if verdict == "chance":
        could = "This could easily be chance" if chance >= EASILY else "This could be chance"
        return f"{could}: with nothing changed, as large a difference turns up {often(chance)}."
    if verdict in ("fewer", "more"):
        way = "drop" if verdict == "fewer" else "rise"
        return f"So large a {way} is rarely chance: with nothing changed it turns up {often(chance)}."
    return SAID[verdict]


def _rejudged(one: Change, held: float, tests: int) -> Change:
    if not one.is_real or held < LEVEL:
        return replace(one, tests=tests)
    words = (
        f"{_sides(one.before, one.after, one.when)} This could be chance: among the {tests} changes looked at "
        "here, one as large is not rare."
    )
    return replace(one, verdict="chance", chance=held, words=words, tests=tests)
