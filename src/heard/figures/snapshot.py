"""The frames as they stood on a day: later starts are left out, later conclusions are not yet known."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import narwhals as nw

from heard.figures.frames import COLUMNS, NOT_RECORDED, OPEN, Frames
from heard.figures.measures import NOT_ANSWERED
from heard.figures.periods import Period

Rows = nw.DataFrame[Any] | nw.LazyFrame[Any]

AWAITING = "Awaiting decision"
NOT_BANDED = "No bands set"
NOT_YET_DUE, OVERDUE, NO_DUE_DAY, CONCLUDED = "Not yet due", "Overdue", "Due day not known", "Concluded"


@dataclass(frozen=True)
class Snapshot:
    """The frames on one day, with what is worked out from them. It keeps what it has once worked out."""

    frames: Mapping[str, Rows]
    labels: Mapping[str, Sequence[str]]
    meanings: Mapping[str, Mapping[str, str]]
    bands: Mapping[str, Sequence[int]]
    as_at: date | None = None
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def rows_in(self, frame: str, dated_by: str, period: Period) -> Rows:
        """The rows of a frame dated in the period. Without edges, rows without a date are among them."""
        key = ("rows", frame, dated_by, period.first, period.last)
        if key not in self.kept:
            self.kept[key] = _dated(self.frames[frame], dated_by, period)
        rows: Rows = self.kept[key]
        return rows


def snapshot(frames: Frames | Snapshot, as_at: date | None = None) -> Snapshot:
    """The frames as known on `as_at`; all that is known when no day is given. A snapshot stays itself."""
    if isinstance(frames, Snapshot):
        if as_at not in (None, frames.as_at):
            raise ValueError(f"This snapshot is of {frames.as_at}, not of {as_at}: take one from the frames.")
        return frames
    found = {name: _blanks_said(frames.named(name), name) for name in COLUMNS}
    if as_at is not None:
        found = {name: _as_known(name, rows, as_at) for name, rows in found.items()}
    found["stages"] = found["stages"].with_columns(
        band=_band(frames.bands, frames.meanings.get("procedure", {})),
        **_overdue(as_at and _like(found["stages"], "due_on", as_at)),
    )
    found["representations"] = _how_far(found["representations"], found["stages"], as_at)
    found["payments"] = found["payments"].with_columns(amount=nw.col("amount_pence"))
    ready = {name: _settled(rows, frames.named(name)) for name, rows in found.items()}
    return Snapshot(ready, frames.labels, frames.meanings, frames.bands, as_at)


def _settled(work: nw.LazyFrame[Any], like: Rows) -> Rows:
    # An engine spread over machines keeps its work lazy; the embedded one does it once, here.
    return work.collect() if isinstance(like, nw.DataFrame) else work


class ColumnMissing(ValueError):
    """A frame lacks a column that figures are counted by."""


def _blanks_said(rows: Rows, name: str) -> nw.LazyFrame[Any]:
    missing = [column for column in COLUMNS[name] if column not in rows.collect_schema().names()]
    if missing:
        raise ColumnMissing(
            f"The frame “{name}” has no column “{missing[0]}”. Its columns are: {', '.join(COLUMNS[name])}."
        )
    text = [column for column, kind in COLUMNS[name].items() if kind == "text"]
    return rows.lazy().with_columns(nw.col(*text).fill_null(NOT_RECORDED))


def _dated(rows: Rows, dated_by: str, period: Period) -> Rows:
    if period.first is None or period.last is None:
        return rows
    first, last = _like(rows, dated_by, period.first), _like(rows, dated_by, period.last)
    return rows.filter(nw.col(dated_by) >= nw.lit(first), nw.col(dated_by) <= nw.lit(last))


def _like(rows: Rows, column: str, day: date) -> date:
    """The day as the engine keeps days: one that has no days of its own keeps their midnights."""
    keeps_midnights = rows.collect_schema()[column] == nw.Datetime
    return datetime.combine(day, time.min) if keeps_midnights else day


def _as_known(name: str, rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    if name not in _DATED:
        return rows
    day = _like(rows, _DATED[name], day)
    by_then = rows.filter(_until(_DATED[name], day))
    return _LATER_UNKNOWN[name](by_then, day) if name in _LATER_UNKNOWN else by_then


_DATED = {name: "started_on" for name, columns in COLUMNS.items() if "started_on" in columns} | {
    "context": "as_at"
}


def _until(column: str, day: date) -> nw.Expr:
    return nw.col(column).is_null() | (nw.col(column) <= nw.lit(day))


def _known(column: str, by: nw.Expr, otherwise: str | None = None) -> nw.Expr:
    kept = nw.when(by).then(nw.col(column))
    return (kept if otherwise is None else kept.otherwise(nw.lit(otherwise))).alias(column)


def _stages_then(rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    by = _until("concluded_on", day)
    forgotten = ("concluded_on", "how_concluded", "working_days", "days_late", "outcome_code", "with_action")
    return rows.with_columns(
        _known("timeliness", by, NOT_ANSWERED),
        _known("first_timeliness", by, NOT_ANSWERED),
        _known("outcome", by, OPEN),
        *(_known(column, by) for column in forgotten),
    )


def _clocks_then(rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    by = _until("stopped_on", day)
    return rows.with_columns(_known("stopped_on", by), _known("met", by))


def _ombudsman_then(rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    by = _until("decided_on", day)
    return rows.with_columns(
        _known("decision", by, AWAITING), _known("investigated", by), _known("decided_on", by)
    )


def _payments_then(rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    return rows.filter(_until("paid_on", day))


def _reasons_then(rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    return rows.filter(_until("concluded_on", day))


def _appointing_then(rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    by = _until("appointed_on", day)
    return rows.with_columns(_known("appointed_on", by), _known("working_days", by))


def _advocacy_then(rows: nw.LazyFrame[Any], day: date) -> nw.LazyFrame[Any]:
    answered, given = _until("answered_on", day), _until("given_on", day)
    nobody_yet = nw.when(given).then(nw.col("given")).otherwise(nw.lit(0)).cast(nw.Int8).alias("given")
    return rows.with_columns(
        _known("wanted", answered), _known("answered_on", answered), nobody_yet, _known("given_on", given)
    )


_LATER_UNKNOWN = {
    "advocacy": _advocacy_then,
    "appointing": _appointing_then,
    "late_reasons": _reasons_then,
    "stages": _stages_then,
    "clocks": _clocks_then,
    "ombudsman": _ombudsman_then,
    "payments": _payments_then,
}


def _overdue(as_at: date | None) -> dict[str, nw.Expr]:
    if as_at is None:
        return {}
    due = nw.coalesce(nw.col("extended_to"), nw.col("due_on"))
    still_open = (
        nw.when(due.is_null())
        .then(nw.lit(NO_DUE_DAY))
        .otherwise(nw.when(due < nw.lit(as_at)).then(nw.lit(OVERDUE)).otherwise(nw.lit(NOT_YET_DUE)))
    )
    return {
        "overdue": nw.when(nw.col("concluded_on").is_null()).then(still_open).otherwise(nw.lit(CONCLUDED))
    }


def band_labels(edges: Sequence[int]) -> tuple[str, ...]:
    """The bands between the edges, as councils print them. Each stage falls in the first it is within."""
    within = tuple(f"Within {edge} working days" for edge in edges)
    return (*within, f"Over {edges[-1]} working days") if edges else ()


def _band(bands: Mapping[str, Sequence[int]], procedures: Mapping[str, str]) -> nw.Expr:
    made: nw.Expr = nw.lit(NOT_BANDED)
    for key in sorted(bands, key=lambda key: "/" in key):
        made = nw.when(_applies(key, procedures)).then(_in_bands(bands[key])).otherwise(made)
    known = nw.when(nw.col("working_days").is_null()).then(nw.lit(NOT_RECORDED)).otherwise(made)
    return nw.when(nw.col("concluded_on").is_null()).then(nw.lit(OPEN)).otherwise(known)


def _applies(key: str, procedures: Mapping[str, str]) -> nw.Expr:
    *procedure, stage = key.split("/")
    at_stage = nw.col("stage_code") == stage
    named = [label for label, code in procedures.items() if code in procedure]
    return at_stage & nw.col("procedure").is_in([*named, *procedure]) if procedure else at_stage


def _in_bands(edges: Sequence[int]) -> nw.Expr:
    labels = band_labels(edges)
    made: nw.Expr = nw.lit(labels[-1] if labels else NOT_BANDED)
    for edge, name in reversed(list(zip(edges, labels, strict=False))):
        made = nw.when(nw.col("working_days") <= edge).then(nw.lit(name)).otherwise(made)
    return made


def _how_far(
    representations: nw.LazyFrame[Any], stages: nw.LazyFrame[Any], as_at: date | None
) -> nw.LazyFrame[Any]:
    """Marks on each representation: which stages it had, when Stage 1 was answered, when it was closed and how."""
    code, over = nw.col("stage_code"), ~nw.col("concluded_on").is_null()
    answered = (code == "stage_1") & (nw.col("how_concluded") == "answered")
    marks = {
        "had_stage_1": code == "stage_1",
        "had_stage_2": code == "stage_2",
        "had_stage_3": code == "stage_3",
        "went_on": code.is_in(("stage_2", "stage_3")),
        "ended": (code == "stage_1") & over,
        "concluded": over,
        "is_open": ~over,
    }
    days = {
        "last_on": nw.col("concluded_on"),
        "stage_1_answered_on": nw.when(answered).then(nw.col("concluded_on")),
    }
    flags = stages.select("ref", **{name: _flag(fact) for name, fact in marks.items()}, **days)
    each = flags.group_by("ref").agg(nw.col(*marks, *days).max())
    resolved = (nw.col("went_on") == 0) & (nw.col("ended") == 1)
    joined = representations.join(each, on="ref", how="left").with_columns(
        resolved=_flag(resolved), closed_on=nw.when(nw.col("is_open") == 0).then(nw.col("last_on"))
    )
    # Whether there is an action is found out at the end: before it, on the day asked, nobody knew.
    known = nw.col("concluded").is_null() | (nw.col("concluded") == 1)
    return joined if as_at is None else joined.with_columns(_known("with_action", known))


def _flag(fact: nw.Expr) -> nw.Expr:
    return fact.cast(nw.Int8)
