"""Our figure beside those that other councils published for the same year, and whether chance explains how they differ.

Each council is held against all the others together, itself apart: by the exact test of two shares or of two rates,
judged as the many tests that it is. Nobody is ranked. What is defined otherwise is shown and not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from heard.figures.ask import Answer, ask
from heard.figures.dimensions import UnknownLabel
from heard.figures.periods import Period
from heard.figures.rounding import percent_of, printed, printed_percent
from heard.figures.snapshot import Snapshot
from heard.figures.statistics import (
    Change,
    change_of_counts,
    change_of_shares,
    interval_of_share,
    judged_together,
    rate,
)
from heard.figures.typed_in import figure_meaning, typed_in

PER = 10_000
COMPLAINT = {"kind": ("complaint",)}
AT_STAGE_1 = {"stage": ("stage_1",), **COMPLAINT}
Put = Callable[..., Answer]
Standing = Literal["inside", "above", "below", "otherwise", "no base", "alone"]
STANDINGS: dict[Standing, str] = {
    "inside": "Inside what chance explains",
    "above": "Above what chance explains",
    "below": "Below what chance explains",
    "otherwise": "Defined otherwise: shown, not judged",
    "no base": "Of how many is not known: shown, not judged",
    "alone": "Nothing alike to hold it against",
}
MORE_THAN_CHANCE = (
    "Councils differ by more than chance: in whom they serve, what they call a complaint, and what they write down. "
    "Above or below says where to ask, and not who does better."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that councils publish and can be set beside: its name, whether a share or a rate, our definition."""

    code: str
    title: str
    unit: Literal["share", "rate"]
    definition: str
    of: str


COMPARED: Mapping[str, Compared] = {
    one.code: one
    for one in (
        Compared(
            "received",
            "Complaints received",
            "rate",
            "Complaints whose first stage began in the year, statutory and corporate.",
            "children under 18",
        ),
        Compared(
            "in_time_stage_1",
            "Stage 1 answered in time",
            "share",
            "Of the Stage 1 answers to complaints begun in the year, those by the due day or the day to which it was "
            "extended, and no later than the law allows.",
            "Stage 1 answers",
        ),
        Compared(
            "upheld_stage_1",
            "Upheld or partly upheld at Stage 1",
            "share",
            "Of the Stage 1 answers to complaints begun in the year, those that upheld all or part of the complaint.",
            "Stage 1 answers",
        ),
        Compared(
            "went_to_stage_2",
            "Went on to Stage 2",
            "share",
            "Of the complaints received in the year that have a Stage 1, those that also have a Stage 2.",
            "complaints with a Stage 1",
        ),
        Compared(
            "ombudsman_investigated",
            "Investigated by the Ombudsman",
            "share",
            "Of the Ombudsman’s cases received in the year, as far as known, those that the Ombudsman investigated.",
            "Ombudsman cases",
        ),
        Compared(
            "looked_after",
            "Children looked after",
            "rate",
            "Children looked after on 31 March at the end of the year.",
            "children under 18",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One council's figure of one year. `defined_otherwise` says how, blank where it is defined as ours is."""

    council: str
    count: int
    base: int | None
    is_ours: bool = False
    defined_otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure as it stands beside the others: printed whole, its interval, and what chance explains."""

    figure: Figure
    printed: str
    interval: str
    standing: Standing

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        return STANDINGS[self.standing]


@dataclass(frozen=True, slots=True)
class Compare:
    """All the figures of one thing in one year, ours first and the others by name, and all that are alike together."""

    rows: tuple[Beside, ...]
    together: str
    finding: str


def compare(what: Compared, figures: Sequence[Figure]) -> Compare:
    """Set the figures of one year beside each other."""
    alike = [one for one in figures if one.base and not one.defined_otherwise]
    standings = _standings(what, alike)
    ordered = sorted(figures, key=lambda one: (not one.is_ours, one.council))
    rows = tuple(_beside(what, one, standings.get(one.council, _why_not(one))) for one in ordered)
    count, base = sum(one.count for one in alike), sum(one.base or 0 for one in alike)
    whole = _printed(what, Figure("", count, base or None)) if len(alike) > 1 else ""
    return Compare(rows, whole, _finding(what, rows, len(alike)))


def _standings(what: Compared, alike: Sequence[Figure]) -> dict[str, Standing]:
    """Where each stands that is defined alike, held against the others together."""
    if len(alike) < 2:
        return dict.fromkeys((one.council for one in alike), "alone")
    judged = judged_together([_against_the_rest(what, one, alike) for one in alike])
    said: dict[str, Standing] = {"more": "above", "fewer": "below"}
    return {
        one.council: said.get(change.verdict, "inside") for one, change in zip(alike, judged, strict=True)
    }


def _against_the_rest(what: Compared, one: Figure, alike: Sequence[Figure]) -> Change:
    count = sum(other.count for other in alike) - one.count
    base = sum(other.base or 0 for other in alike) - (one.base or 0)
    if what.unit == "share":
        return change_of_shares((count, base), (one.count, one.base or 0))
    # Two rates are compared alike whether they are for so many days or so many children.
    return change_of_counts(count, one.count, days_before=base, days_after=one.base or 0)


def _why_not(one: Figure) -> Standing:
    return "otherwise" if one.defined_otherwise else "no base"


def _beside(what: Compared, one: Figure, standing: Standing) -> Beside:
    return Beside(one, _printed(what, one), _interval(what, one), standing)


def _printed(what: Compared, one: Figure) -> str:
    if not one.base:
        return printed(one.count)
    of = f"{printed(one.count)} of {printed(one.base)}"
    if what.unit == "share":
        return f"{of} ({printed_percent(percent_of(one.count, one.base), 0)})"
    value = printed(rate(one.count, one.base, PER).value, 1)
    return f"{of} ({value} for every {PER:,})"


def _interval(what: Compared, one: Figure) -> str:
    if not one.base:
        return ""
    if what.unit == "share":
        low, high = (printed_percent(100 * edge, 0) for edge in interval_of_share(one.count, one.base))
        return f"{low} to {high}"
    said = rate(one.count, one.base, PER)
    return f"{printed(said.low, 1)} to {printed(said.high, 1)}"


def _finding(what: Compared, rows: Sequence[Beside], alike: int) -> str:
    own = next((one for one in rows if one.figure.is_ours), None)
    if own is None:
        return "Our own figure of this year is not on record."
    said: dict[Standing, str] = {
        "inside": "Ours is inside what chance explains: nothing sets us apart from the others together.",
        "above": "Ours is above what chance explains, held against the others together.",
        "below": "Ours is below what chance explains, held against the others together.",
        "no base": f"Of how many {what.of} ours is, is not on record: it cannot be set beside the others.",
    }
    return said.get(own.standing, "No other council’s figure of this year is defined as ours is.")


class Withheld(Exception):
    """Our own figure may not be told to this person."""


def everything(answer: Answer) -> bool:
    """Let every answer be told: for those who see figures as they are."""
    return True


def ours(
    seen: Snapshot, what: Compared, period: Period, *, may_tell: Callable[[Answer], bool] = everything
) -> tuple[int, int | None] | None:
    """Our own figure of a financial year: how many and of how many. None where nothing of it is on record.

    Raises Withheld where `may_tell` does not let an answer that it is made of be told.
    """

    def put(measure: str, **said: Any) -> Answer:
        answer = ask(seen, measure, period=period, **said)
        if not may_tell(answer):
            raise Withheld
        return answer

    try:
        return _our_rate(seen, what.code, period, put) if what.unit == "rate" else _our_share(what.code, put)
    except UnknownLabel:  # no complaint, or no Stage 1, was ever on record
        return None


def _our_share(code: str, put: Put) -> tuple[int, int | None] | None:
    if code == "upheld_stage_1":
        found = put("outcomes", by=("outcome_code",), where=AT_STAGE_1).cells
        count = sum(int(one.value or 0) for one in found if one.by["outcome_code"] in UPHELD)
        base = int(put("answered", where=AT_STAGE_1).total.value or 0)
    else:
        measure, where = MEASURED[code]
        total = put(measure, where=where).total
        count, base = int(total.value or 0), int(total.base)
    return (count, base) if base else None


def _our_rate(seen: Snapshot, code: str, period: Period, put: Put) -> tuple[int, int | None] | None:
    children = figure_meaning(seen, "population", period)
    base = int(children) if children else None
    if code == "received":
        count = int(put("received", where=COMPLAINT).total.value or 0)
        return (count, base) if count else None
    typed = [
        row["value"] for name, row in typed_in(seen, period).items() if "looked after" in name.casefold()
    ]
    return (int(max(typed)), base) if typed else None


UPHELD = frozenset({"upheld", "partly_upheld"})
MEASURED: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]] = {
    "in_time_stage_1": ("in_time", AT_STAGE_1),
    "went_to_stage_2": ("went_to_stage_2", {}),
    "ombudsman_investigated": ("ombudsman_investigated", {}),
}
