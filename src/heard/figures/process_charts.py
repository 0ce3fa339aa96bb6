"""Statistical process charts of monthly and quarterly counts: which periods stand out from what chance gives.

The limits are exact, and honest with small counts. If nothing changed, each thing counted fell into one of the periods
by chance, as long as each is; so a period's count has a binomial distribution given the sum of all. That takes in that
the middle is itself worked out from few periods, which limits of three standard deviations leave out. A period outside
its limits, or a run on one side of the middle too long for chance, is a signal. After a marked break the limits begin
anew. Where bases are given (days, children) it is a u chart, else a c chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, log
from typing import Literal

OUTSIDE = (
    0.0027  # as often as three standard deviations of a normal distribution are passed, both sides together
)
RUN = 8
# A run is long enough where chance gives it from one place no oftener than this: eight, where a period lies on that
# side about every other time (up to 54 in 100), and more where small counts lie there oftener.
RUN_CHANCE = 0.5**7
FEWEST = 8  # fewer periods than these between breaks have no limits
Kind = Literal["above", "below", "run above", "run below"]
NOUNS = ("period", "periods")


@dataclass(frozen=True, slots=True)
class Signal:
    """A period that stands out: its place among the counts, how, and from where a run of them began."""

    at: int
    kind: Kind
    since: int

    @property
    def is_run(self) -> bool:
        """Whether it is a run on one side of the middle, and no single period outside the limits."""
        return self.since != self.at or self.kind.startswith("run")


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """The chart of a series: for each period the middle and the limits, then the signals, and words for a member.

    A period is a signal above `upper` or below `lower`. Where there are too few periods between two breaks all three
    are None; `lower` is None too where no count could be too low.
    """

    counts: tuple[int, ...]
    centre: tuple[float | None, ...]
    lower: tuple[int | None, ...]
    upper: tuple[int | None, ...]
    signals: tuple[Signal, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The periods between two breaks, from a place on."""

    first: int
    counts: tuple[int, ...]
    shares: tuple[float, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def process_chart(
    counts: Sequence[int],
    *,
    bases: Sequence[float] | None = None,
    breaks: Sequence[int] = (),
    labels: Sequence[str] = (),
    nouns: tuple[str, str] = NOUNS,
) -> ProcessChart:
    """The chart of counts in order of time.

    `bases` are what each count is out of (the days of each month, or children); `breaks` the places from which a new
    stretch begins, such as a change of recording; `labels` and `nouns` what the periods are called in the words.
    Raises ValueError for counts below nought and bases that are not as many as the counts and above nought.
    """
    based = tuple(bases) if bases is not None else (1.0,) * len(counts)
    if len(based) != len(counts) or min(based, default=1) <= 0 or min(counts, default=0) < 0:
        raise ValueError("Each count stands at nought or above and has one base, above nought.")
    edges = sorted({0, len(counts), *(one for one in breaks if 0 < one < len(counts))})
    stretches = [
        _Stretch(one, tuple(counts[one:other]), _shares(based[one:other])) for one, other in pairwise(edges)
    ]
    centre, lower, upper = (
        (tuple(each) for each in zip(*_limits(stretches), strict=True)) if counts else ((),) * 3
    )
    signals = tuple(signal for one in stretches for signal in _signals(one, centre, lower, upper))
    named = tuple(labels) if labels else tuple(f"{nouns[0]} {place + 1}" for place in range(len(counts)))
    words = _words(tuple(counts), stretches, signals, named, nouns)
    return ProcessChart(tuple(counts), centre, lower, upper, signals, words)


def _shares(bases: Sequence[float]) -> tuple[float, ...]:
    whole = sum(bases)
    return tuple(one / whole for one in bases)


def _limits(stretches: Sequence[_Stretch]) -> list[tuple[float | None, int | None, int | None]]:
    return [limits for one in stretches for limits in _of_stretch(one)]


def _of_stretch(one: _Stretch) -> list[tuple[float | None, int | None, int | None]]:
    if len(one.counts) < FEWEST:
        return [(None, None, None)] * len(one.counts)
    return [(one.total * share, *_between(one.total, share)) for share in one.shares]


def _between(total: int, share: float) -> tuple[int | None, int]:
    """The lowest and the highest count that is no signal, where so many fell with this share. None: no count is low."""
    from scipy.special import bdtr, bdtrik  # type: ignore[import-untyped]  # only who asks pays for it

    highest = max(0, ceil(float(bdtrik(1 - OUTSIDE / 2, total, share)))) if total else 0
    while highest and bdtr(highest - 1, total, share) >= 1 - OUTSIDE / 2:  # one lower is enough
        highest -= 1
    while bdtr(highest, total, share) < 1 - OUTSIDE / 2:
        highest += 1
    lowest = 0
    while lowest < total and bdtr(lowest, total, share) <= OUTSIDE / 2:
        lowest += 1
    return (lowest or None), highest


def _signals(
    one: _Stretch,
    centre: Sequence[float | None],
    lower: Sequence[int | None],
    upper: Sequence[int | None],
) -> list[Signal]:
    if len(one.counts) < FEWEST or not one.total:
        return []
    found: list[Signal] = []
    for at, count in enumerate(one.counts, one.first):
        high, low = upper[at], lower[at]
        if high is not None and count > high:
            found.append(Signal(at, "above", at))
        elif low is not None and count < low:
            found.append(Signal(at, "below", at))
    return sorted([*found, *_runs(one, centre)], key=lambda signal: signal.at)


def _runs(one: _Stretch, centre: Sequence[float | None]) -> list[Signal]:
    """Runs on one side of the middle that are as rare as eight tosses of a coin alike; each at its last period."""
    sides = [(at, _side(count, centre[at])) for at, count in enumerate(one.counts, one.first)]
    found = []
    for side, run in groupby(sides, key=lambda each: each[1]):
        places = [at for at, _ in run]
        if side and len(places) >= _long_enough(one, side):
            found.append(Signal(places[-1], "run above" if side > 0 else "run below", places[0]))
    return found


def _side(count: int, middle: float | None) -> int:
    return 0 if middle is None else (count > middle) - (count < middle)


def _long_enough(one: _Stretch, side: int) -> int:
    """How many on one side are a signal: eight, or more where small counts lie on that side by themselves."""
    from scipy.special import bdtr

    middle = one.total / len(one.counts)
    below = float(bdtr(ceil(middle) - 1, one.total, 1 / len(one.counts)))
    at_or_below = float(bdtr(int(middle), one.total, 1 / len(one.counts)))
    alike = below if side < 0 else 1 - at_or_below
    return max(RUN, ceil(log(RUN_CHANCE) / log(alike))) if 0 < alike < 1 else RUN


def _words(
    counts: tuple[int, ...],
    stretches: Sequence[_Stretch],
    signals: Sequence[Signal],
    named: Sequence[str],
    nouns: tuple[str, str],
) -> str:
    judged = [one for one in stretches if len(one.counts) >= FEWEST and one.total]
    if not judged:
        if any(len(one.counts) >= FEWEST for one in stretches):
            return "Nothing was counted: there is nothing to judge."
        return f"Too few {nouns[1]} to judge: it takes {FEWEST}, with no break between them."
    said = [_said(one, named) for one in signals]
    if not signals:
        said.append(f"No {nouns[0]} stands out from what chance gives.")
    if not any(_between(one.total, min(one.shares))[0] for one in judged):
        said.append(f"The counts are so small that no single {nouns[0]} could stand out by being low.")
    if unjudged := sum(len(one.counts) for one in stretches if len(one.counts) < FEWEST):
        said.append(f"{unjudged} of {len(counts)} {nouns[1]} lie beside a break, too few together to judge.")
    return " ".join(said)


def _said(one: Signal, named: Sequence[str]) -> str:
    if one.kind in ("above", "below"):
        more = "more" if one.kind == "above" else "fewer"
        return f"{_capital(named[one.at])} has {more} than chance easily gives."
    side = "above" if one.kind == "run above" else "below"
    many = one.at - one.since + 1
    return (
        f"From {named[one.since]} to {named[one.at]} all {many} lie {side} the middle, which is rarely chance: "
        "the level may have changed."
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
