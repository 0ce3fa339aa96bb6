"""Which labels a dimension has at this council, in printed order, and which of them a person's word means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw

from heard.figures.counting import several
from heard.figures.dimensions import BY_TIME, SEVERAL, matching, pence, time_keys
from heard.figures.frames import NOT_RECORDED, OPEN
from heard.figures.measures import NOT_ANSWERED, TIMELINESS, Measure
from heard.figures.periods import Period, month_key, quarter_key, year_key
from heard.figures.snapshot import (
    AWAITING,
    CONCLUDED,
    NO_DUE_DAY,
    NOT_YET_DUE,
    OVERDUE,
    Snapshot,
    band_labels,
)

LAST = (OPEN, NOT_RECORDED)
# Their rows are dated on the last day of a month, and there are none of a month that has not ended.
AT_MONTH_ENDS = ("backlog", "officers")
_CODED = {"kind": "kind_code", "stage": "stage_code", "outcome": "outcome_code"}
# What a record says while nothing has been decided: always a label, though no council lists it.
_NOT_YET = {"outcome": (OPEN,), "band": (OPEN,), "decision": (AWAITING,)}
_FIXED = {
    "timeliness": TIMELINESS,
    "advocate": ("Yes", "No"),
    "overdue": (NOT_YET_DUE, OVERDUE, NO_DUE_DAY, CONCLUDED),
}


def meant(seen: Snapshot, frame: str, dimension: str, words: Sequence[str]) -> tuple[Any, ...]:
    """The labels, or keys, that the words mean, each once. Raises UnknownLabel."""
    found = [one for word in words for one in _meant(seen, frame, dimension, word)]
    return tuple(dict.fromkeys(found))


def _meant(seen: Snapshot, frame: str, dimension: str, word: str) -> Iterable[Any]:
    if dimension == "amount":
        return (pence(word),)
    if dimension in BY_TIME:
        test = time_keys(dimension, word)
        return tuple(key for key in _time_span(seen, frame, dimension) if test(key))
    known = (*known_labels(seen, frame, dimension), *_NOT_YET.get(dimension, ()), NOT_RECORDED)
    return matching(dimension, word, dict.fromkeys(known), _codes(seen, frame, dimension))


def _time_span(seen: Snapshot, frame: str, dimension: str) -> range:
    # Wide enough for any record; a year without one counts nought.
    return {
        "year": range(1980, 2100),
        "quarter": range(1980 * 4, 2100 * 4),
        "month": range(1980 * 12, 2100 * 12),
    }[dimension]


def known_labels(seen: Snapshot, frame: str, dimension: str) -> tuple[str, ...]:
    """The council's labels of a dimension in its printed order, then any other that occurs, by alphabet."""
    key = ("labels", frame, dimension)
    if key not in seen.kept:
        printed = tuple(_printed(seen, dimension, frame))
        others = sorted(_occurring(seen, frame, dimension) - set(printed) - set(LAST))
        seen.kept[key] = (*printed, *others)
    known: tuple[str, ...] = seen.kept[key]
    return known


def _printed(seen: Snapshot, dimension: str, frame: str) -> Iterable[str]:
    if dimension in SEVERAL:
        dimension = several(frame)[1]
    if dimension == "band":
        return dict.fromkeys(name for edges in seen.bands.values() for name in band_labels(edges))
    return seen.labels.get(dimension) or _FIXED.get(dimension, ())


def printed_labels(seen: Snapshot, dimension: str) -> tuple[str, ...]:
    """The labels the council has set for a dimension, in its order; none where it has set none."""
    return tuple(_printed(seen, dimension, "compliments" if dimension == "category" else "stages"))


def _occurring(seen: Snapshot, frame: str, dimension: str) -> set[str]:
    source, column = several(frame) if dimension in SEVERAL else (frame, dimension)
    rows = seen.frames[source].lazy().select(nw.col(column)).unique().collect()
    return {row[0] for row in rows.iter_rows() if row[0] is not None}


def _codes(seen: Snapshot, frame: str, dimension: str) -> dict[str, set[str]]:
    """The words every council shares that stand for each label: set by the council, or seen on the rows."""
    name = several(frame)[1] if dimension in SEVERAL else dimension
    codes = {label: {code} for label, code in seen.meanings.get(name, {}).items()}
    for label, code in _pairs(seen, frame, dimension):
        codes.setdefault(label, set()).add(code)
    return codes


def _pairs(seen: Snapshot, frame: str, dimension: str) -> list[tuple[str, str]]:
    coded = _CODED.get(dimension)
    if coded is None or coded not in seen.frames[frame].collect_schema().names():
        return []
    key = ("codes", frame, dimension)
    if key not in seen.kept:
        rows = seen.frames[frame].lazy().select(dimension, coded).unique().collect()
        seen.kept[key] = sorted((row[0], row[1]) for row in rows.iter_rows() if row[1] is not None)
    pairs: list[tuple[str, str]] = seen.kept[key]
    return pairs


def every_key(
    seen: Snapshot, measure: Measure, dimension: str, period: Period, where: Mapping[str, Sequence[Any]]
) -> tuple[Any, ...]:
    """Every label, or key, a cell is owed to even when nothing is counted in it."""
    if dimension in where:
        return tuple(where[dimension]) if dimension not in BY_TIME else _within(dimension, period, where)
    if dimension in BY_TIME:
        keys = _within(dimension, period, where)
        return tuple(key for key in keys if key <= _last_month(seen, measure, dimension))
    if dimension == "amount":
        return ()
    known = known_labels(seen, measure.frame, dimension)
    if dimension == "kind" and measure.frame == "representations":
        compliments = {
            label for label, codes in _codes(seen, measure.frame, "kind").items() if "compliment" in codes
        }
        known = tuple(one for one in known if one not in compliments)
    return _with_open(measure, dimension, known)


def _last_month(seen: Snapshot, measure: Measure, dimension: str) -> int:
    """The last month of which there is an end to speak of; any, for what is not counted at the ends of months."""
    if dimension != "month" or measure.frame not in AT_MONTH_ENDS:
        return month_key(date.max)
    key = ("last month", measure.frame)
    if key not in seen.kept:
        rows = seen.frames[measure.frame].lazy().select(nw.col(measure.dated_by).max()).collect().rows()
        seen.kept[key] = month_key(rows[0][0]) if rows and rows[0][0] is not None else 0
    last: int = seen.kept[key]
    return last


def _with_open(measure: Measure, dimension: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if measure.concluded_only:
        return tuple(
            one for one in known if one not in (OPEN, NOT_ANSWERED, NOT_YET_DUE, OVERDUE, NO_DUE_DAY)
        )
    return tuple(dict.fromkeys((*known, OPEN))) if dimension in ("outcome", "band") else known


def _within(dimension: str, period: Period, where: Mapping[str, Sequence[Any]]) -> tuple[int, ...]:
    if period.first is None or period.last is None:
        return ()
    key_of = {"year": year_key, "quarter": quarter_key, "month": month_key}[dimension]
    keys = range(key_of(period.first), key_of(period.last) + 1)
    return tuple(key for key in keys if dimension not in where or key in where[dimension])


def in_order(known: Sequence[Any], found: Iterable[Any], dimension: str) -> list[Any]:
    """The labels to print: the council's order, then others by alphabet; open and not recorded come last."""
    every = {*known, *found}
    if dimension in BY_TIME or dimension == "amount":
        dated = sorted(one for one in every if one is not None)
        between = (
            list(range(dated[0], dated[-1] + 1)) if dated and dimension in BY_TIME and not known else dated
        )
        return [*between, *([None] if None in every else [])]
    place = {one: number for number, one in enumerate(known)}
    return sorted(
        every, key=lambda one: (LAST.index(one) if one in LAST else -1, place.get(one, len(place)), one)
    )


def belongs(
    seen: Snapshot, measure: Measure, by: Mapping[str, Any], where: Mapping[str, Sequence[Any]]
) -> bool:
    """Whether a cell of nought makes sense: a stage has only its own bands, a year only its own quarters."""
    if "amount" in by or not _one_time(by):
        return False
    if "band" not in by or by["band"] in LAST:
        return True
    about = {**where, **{name: (key,) for name, key in by.items()}}
    return any(by["band"] in band_labels(one) for one in _edges_of(seen, measure.frame, about))


def _one_time(by: Mapping[str, Any]) -> bool:
    """Whether the year, quarter and month of a cell can be those of one day."""
    keys = [_FIRST_MONTH[name](key) for name, key in by.items() if name in BY_TIME and key is not None]
    spans = [_MONTHS_IN[name] for name, key in by.items() if name in BY_TIME and key is not None]
    starts_last = max(keys, default=0)
    return all(key <= starts_last < key + span for key, span in zip(keys, spans, strict=True))


# Each period's first month, counted from April of the year nought, and its length in months.
_FIRST_MONTH: dict[str, Callable[[int], int]] = {
    "year": lambda key: key * 12,
    "quarter": lambda key: key * 3,
    "month": lambda key: key - 3,
}
_MONTHS_IN = {"year": 12, "quarter": 3, "month": 1}


def _edges_of(seen: Snapshot, frame: str, about: Mapping[str, Sequence[Any]]) -> list[Sequence[int]]:
    """The edges of the stages, and of the procedures, that a cell can be about."""
    stages = set(about["stage_code"]) if "stage_code" in about else _codes_in(seen, frame, "stage", about)
    procedures = _codes_in(seen, frame, "procedure", about)
    return [
        edges
        for key, edges in seen.bands.items()
        if (stages is None or key.split("/")[-1] in stages)
        and (procedures is None or not _of_another(key, procedures, seen.bands))
    ]


def _of_another(key: str, procedures: set[str], bands: Mapping[str, Any]) -> bool:
    """Whether these edges are for another procedure, or every procedure asked for has edges of its own."""
    if "/" in key:
        return key.split("/")[0] not in procedures
    return bool(procedures) and all(f"{procedure}/{key}" in bands for procedure in procedures)


def _codes_in(
    seen: Snapshot, frame: str, dimension: str, about: Mapping[str, Sequence[Any]]
) -> set[str] | None:
    if dimension not in about:
        return None
    codes = _codes(seen, frame, dimension)
    return {code for label in about[dimension] for code in codes.get(label, ())}
