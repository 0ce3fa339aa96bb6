"""What is missing, cannot be, or was written down late, on which records, and which figure it makes less sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import narwhals as nw

from heard.figures.frames import COLUMNS, NOT_RECORDED
from heard.figures.periods import Period, quarter, quarter_key
from heard.figures.snapshot import Snapshot
from heard.reporting.dashboards_kinds import Looked
from heard.representations.models import Representation

Kind = Literal["missing", "impossible", "late"]
KINDS: Mapping[Kind, str] = {
    "missing": "Missing",
    "impossible": "Cannot be",
    "late": "Written down late",
}
# A representation written down more than so many days after it came in was entered late.
LATE_AFTER = timedelta(days=7)
QUARTERS = 8

_ANSWERED = nw.col("how_concluded") == "answered"
_HEARD = nw.col("kind_code") != "compliment"


@dataclass(frozen=True)
class Check:
    """One thing that can be wrong: of which rows (`among`), when it is (`wrong`), and which measures it touches.

    `to_mend` says what puts it right.
    """

    name: str
    kind: Kind
    title: str
    to_mend: str
    touches: tuple[str, ...]
    frame: str = "representations"
    among: nw.Expr | None = None
    wrong: nw.Expr | None = None


def _missing(name: str, column: str, title: str, *touches: str, among: nw.Expr = _HEARD) -> Check:
    return Check(
        name, "missing", title, "Fill it in on the case.", touches, among=among, wrong=nw.col(column) == NOT_RECORDED
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    _missing("team", "team", "No team", "received"),
    _missing("service", "service", "No service", "received"),
    _missing("who", "complainant", "Not said who complained", "from_children"),
    _missing("way-in", "channel", "Not said how it reached us", "received"),
    Check(
        "advocate", "missing", "A child complained, and not said whether with an advocate", "Fill it in on the case.",
        ("from_children_with_advocate",), among=_HEARD & (nw.col("from_child") == 1),
        wrong=~nw.col("advocate").is_in(("Yes", "No")),
    ),
    Check(
        "about", "missing", "Not said what it is about", "Choose what it is about on the case.", ("received",),
        among=_HEARD,
    ),
    Check(
        "outcome", "missing", "Answered, and no outcome", "Put the outcome on record.", ("outcomes", "points_upheld"),
        "stages", _ANSWERED, nw.col("outcome") == NOT_RECORDED,
    ),
    Check(
        "extension", "missing", "Answered, and not said whether it was extended until when",
        "Put the extension on record, or that there was none.", ("in_time", "over_time"), "stages",
        _ANSWERED, nw.col("timeliness") == "Extension not known",
    ),
    Check(
        "start", "missing", "Answered, and the start of its clock is not known", "Put the day it began on record.",
        ("in_time", "average_working_days"), "stages", _ANSWERED, nw.col("timeliness") == "Start not known",
    ),
    Check(
        "action", "missing", "Over, and not said whether anything was to be improved", "Say yes or no on the case.",
        ("with_action",), among=_HEARD & (nw.col("concluded") == 1), wrong=nw.col("with_action").is_null(),
    ),
    Check(
        "points", "missing", "A complaint without its points", "Put each point on the case.",
        ("points_per_complaint",),
        among=nw.col("kind_code").is_in(("statutory_complaint", "corporate_complaint")),
        wrong=nw.col("points").is_null(),
    ),
    Check(
        "before-it-began", "impossible", "Over before it began", "Correct the day that is wrong.",
        ("average_working_days", "in_time"), "stages", ~nw.col("concluded_on").is_null(),
        nw.col("concluded_on") < nw.col("started_on"),
    ),
    Check(
        "not-yet", "impossible", "Over on a day that has not come", "Correct the day that is wrong.",
        ("answered", "in_time"), "stages", ~nw.col("concluded_on").is_null(),
    ),
    Check(
        "entered-late", "late", "Written down more than a week after it came in",
        "It cannot be mended: it is shown so that the next is written down sooner.", ("received", "open"),
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in CHECKS}


@dataclass(frozen=True, slots=True)
class Found:
    """What one check found: on which representations, of how many."""

    name: str
    refs: tuple[str, ...]
    base: int


def found(seen: Snapshot, looked: Looked) -> tuple[Found, ...]:
    """Every check, over what began in the period, of the part of the council asked for."""
    return tuple(_found(seen, one, looked.within, looked) for one in CHECKS)


def found_by_quarter(seen: Snapshot, looked: Looked) -> tuple[tuple[Period, int, int], ...]:
    """The last eight quarters: of the records that began in each, how many have anything missing or impossible."""
    last = quarter_key(looked.day)
    periods = [quarter(key // 4, key % 4 + 1) for key in range(last - QUARTERS + 1, last + 1)]
    return tuple((one, *_with_any(seen, one, looked)) for one in periods)


def _with_any(seen: Snapshot, period: Period, looked: Looked) -> tuple[int, int]:
    wrong = {
        ref
        for check in CHECKS
        if check.kind != "late" and check.name != "points"
        for ref in _found(seen, check, period, looked).refs
    }
    rows = _rows(seen, "representations", period, looked).filter(_HEARD)
    there = set(rows.select("ref").collect()["ref"].to_list())
    return len(wrong & there), len(there)


def _found(seen: Snapshot, check: Check, period: Period, looked: Looked) -> Found:
    rows = _rows(seen, check.frame, period, looked)
    rows = rows if check.among is None else rows.filter(check.among)
    all_ = _refs(rows)
    if check.kind == "late":
        late = entered_late(seen)
        live = [ref for ref in all_ if ref in late]
        return Found(check.name, tuple(ref for ref in live if late[ref]), len(live))
    return Found(check.name, _refs(_wrong(seen, check, rows, looked.day)), len(all_))


def _wrong(seen: Snapshot, check: Check, rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    if check.name == "about":
        return rows.join(seen.frames["natures"].lazy().select("ref").unique(), on="ref", how="anti")
    if check.name == "not-yet":
        return rows.filter(nw.col("concluded_on") > nw.lit(day))
    return rows if check.wrong is None else rows.filter(check.wrong)


def _rows(seen: Snapshot, frame: str, period: Period, looked: Looked) -> nw.LazyFrame[Any]:
    rows = seen.rows_in(frame, "started_on", period).lazy()
    for name, labels in looked.narrowed:
        if name in COLUMNS[frame]:
            rows = rows.filter(nw.col(name).is_in(list(labels)))
    return rows


def _refs(rows: nw.LazyFrame[Any]) -> tuple[str, ...]:
    return tuple(sorted(set(rows.select("ref").collect()["ref"].to_list())))


def entered_late(seen: Snapshot) -> dict[str, bool]:
    """Of each representation that was not brought in as history: whether it was written down late. One question."""
    if "entered late" not in seen.kept:
        rows = Representation.objects.filter(is_history=False)
        days = rows.values_list("reference", "received_on", "recorded_at").iterator(chunk_size=5000)
        seen.kept["entered late"] = {
            ref: recorded.date() - received > LATE_AFTER for ref, received, recorded in days
        }
    kept: dict[str, bool] = seen.kept["entered late"]
    return kept
