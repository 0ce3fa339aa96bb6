"""Dimensions: how a measure can be split or narrowed, and how a person's word finds a council's label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from heard.figures.dimension_names import DIMENSIONS, Dimension
from heard.figures.frames import COLUMNS, NOT_RECORDED
from heard.figures.periods import (
    MONTHS,
    Period,
    UnknownPeriod,
    month_key,
    month_label,
    period,
    quarter_key,
    quarter_label,
    year_key,
    year_label,
)
from heard.figures.rounding import printed_pounds

__all__ = [
    "BY_TIME", "DIMENSIONS", "SEVERAL", "Dimension", "UnknownDimension", "UnknownLabel", "dimensions_of", "label",
    "matching", "pence", "plain", "time_keys",
]  # fmt: skip


SEVERAL = {"nature", "category"}
# Their records are of no case, or of many: they have no categories of their own.
OF_NO_CASE = {
    "ombudsman", "ombudsman_asked", "ombudsman_standing", "ombudsman_refusals", "plan_lines", "matters", "learned",
    "spread", "lessons", "trained", "about_people", "officers", "context",
}  # fmt: skip
BY_TIME = {"year", "quarter", "month"}
# Words every council shares. One that no label of this council stands for is no mistake: it counts nought.
COMMON_WORDS: dict[str, tuple[str, ...]] = {
    "kind": (
        "statutory_complaint",
        "corporate_complaint",
        "complaint",
        "concern",
        "informal_complaint",
        "comment",
        "suggestion",
        "compliment",
        "mp_enquiry",
        "councillor_enquiry",
        "duty_matter",
        "anonymous_report",
        "worker_change",
    ),
    "procedure": ("children_act", "corporate", "none"),
    "stage": ("stage_1", "stage_2", "stage_3", "concern", "informal", "enquiry", "other"),
    "outcome": ("upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn", "open"),
    "complainant": ("child", "parent", "foster_carer", "carer", "relative", "professional"),
    "advocate": ("yes", "no"),
}
# "complaint" means both formal procedures: an informal one is counted apart, as councils do.
_WIDER_WORDS = {"kind": {"complaint": ("statutory_complaint", "corporate_complaint")}}


class UnknownDimension(LookupError):
    """The measure cannot be split that way; the message lists the ways it can."""


class UnknownLabel(LookupError):
    """No label of that dimension is meant by the word; the message lists those there are."""


def dimensions_of(frame: str) -> tuple[str, ...]:
    """The names of the dimensions the rows of a frame have."""
    return tuple(name for name in DIMENSIONS if _has(frame, name))


def _has(frame: str, name: str) -> bool:
    if name in SEVERAL:
        return frame not in OF_NO_CASE
    if name in BY_TIME:
        return True
    worked_out = {"band": "stages", "overdue": "stages", "amount": "payments"}
    return worked_out.get(name) == frame or name in COLUMNS[frame]


def plain(word: str) -> str:
    """A word without the differences nobody means: case, spaces, underscores."""
    return re.sub(r"[\s_-]+", " ", word).strip().casefold()


def matching(
    dimension: str, word: str, labels: Iterable[str], meanings: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    """The labels a person means by a word: the label itself, or a word every council shares.

    `meanings` gives the common words of each label. Raises UnknownLabel, which lists the labels there are.
    """
    known = list(labels)
    wanted = {plain(word)}
    if dimension in ("stage", "stage_code") and word.strip() in ("1", "2", "3"):
        wanted.add(f"stage {word.strip()}")
    exact = tuple(label for label in known if plain(label) in wanted)
    wanted |= {plain(narrower) for narrower in _WIDER_WORDS.get(dimension, {}).get(word, ())}
    found = exact or tuple(
        label for label in known if wanted & {plain(code) for code in meanings.get(label, ())}
    )
    if not found and dimension == "procedure":
        # "Children Act procedure" stands for children_act though nobody has said so.
        found = tuple(label for label in known if plain(label).startswith(f"{plain(word)} "))
    if not found and word not in COMMON_WORDS.get(dimension, ()):
        raise UnknownLabel(
            f"No {DIMENSIONS[dimension].title.lower()} is called “{word}”. There are: {'; '.join(known)}."
        )
    return found


def time_keys(dimension: str, word: str) -> Callable[[int], bool]:
    """Whether a year, quarter or month is meant by a word: "2020-21", "2020/21 Q3", "Q3", "3", "November"."""
    anyway = _whatever_the_year(dimension, word.strip())
    if anyway is not None:
        return anyway
    try:
        meant = period(f"{word.strip()}")
    except UnknownPeriod as why:
        raise UnknownLabel(f"No {dimension} is called “{word}”. {why}") from None
    return _same(dimension, word, meant)


def _whatever_the_year(dimension: str, word: str) -> Callable[[int], bool] | None:
    number = re.fullmatch(r"[qQ]?([1-4])", word)
    if dimension == "quarter" and number:
        return lambda key: key % 4 == int(number[1]) - 1
    if dimension == "month" and word.capitalize() in MONTHS:
        return lambda key: key % 12 == MONTHS.index(word.capitalize())
    return None


def _same(dimension: str, word: str, meant: Period) -> Callable[[int], bool]:
    key_of = {"year": year_key, "quarter": quarter_key, "month": month_key}[dimension]
    if meant.first is None or meant.last is None or key_of(meant.first) != key_of(meant.last):
        raise UnknownLabel(f"No {dimension} is called “{word}”.")
    wanted = key_of(meant.first)
    return lambda key: key == wanted


def pence(word: str) -> int:
    """The pence of an amount as printed: "£52.50", "1,000", or its parts, "£1,875 + £500"."""
    try:
        parts = [Decimal(part.strip().lstrip("£").replace(",", "")) for part in word.split("+")]
    except InvalidOperation:
        raise UnknownLabel(f"“{word}” is not an amount. Write pounds: £52.50.") from None
    return int(sum(parts) * 100)


def label(dimension: str, key: object) -> str:
    """How a key of a dimension is printed: 2020 as 2020/21, 5250 pence as £52.50, a label as it is."""
    if key is None:
        return NOT_RECORDED
    if isinstance(key, int):
        return _printed_key(dimension, key)
    return str(key)


def _printed_key(dimension: str, key: int) -> str:
    if dimension == "amount":
        return printed_pounds(Decimal(key) / 100)
    return {"year": year_label, "quarter": quarter_label, "month": month_label}[dimension](key)
