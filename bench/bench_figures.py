"""All tables of a year over many made-up cases, each count held against plain pandas. Prints Markdown.

Run: python bench/bench_figures.py [CASES…]"""

from __future__ import annotations

import platform
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import polars as pl
from figures_made import made_up

from heard.figures.dimensions import BY_TIME
from heard.figures.measures import ALL_MEASURES, MEASURES
from heard.figures.periods import financial_year
from heard.figures.reconcile import reconcile
from heard.figures.snapshot import Snapshot, snapshot
from heard.figures.tables import annual_tables

YEAR = financial_year(2025)

# What pandas must do for the same numbers: the questions are those the tables asked.
SOURCES = ("representations", "stages", "payments", "ombudsman", "compliments")
PICKED: dict[str, Callable[[pd.DataFrame], Any]] = {
    "answered": lambda rows: rows["how_concluded"] == "answered",
    "in_time": lambda rows: rows["how_concluded"] == "answered",
    "over_time": lambda rows: rows["how_concluded"] == "answered",
    "timeliness_not_known": lambda rows: rows["how_concluded"] == "answered",
    "concluded": lambda rows: rows["concluded_on"].notna(),
    "average_working_days": lambda rows: rows["concluded_on"].notna(),
    "ended_without_answer": lambda rows: rows["how_concluded"] == "ended",
    "open": lambda rows: rows["concluded_on"].isna(),
    "resolved_at_stage_1": lambda rows: rows["kind_code"].isin(
        ["statutory_complaint", "corporate_complaint"]
    ),
    "went_to_stage_2": lambda rows: rows["kind_code"].isin(["statutory_complaint", "corporate_complaint"]),
}


# Held against pandas: the measures whose rows an analyst would count without following a case from stage to stage.
HELD = {one.name for one in ALL_MEASURES} - {"with_action", "went_to_stage_2"}


def questions(seen: Snapshot) -> list[tuple[Any, ...]]:
    """What the tables asked: measure, period, split and filter."""
    return [key for key in seen.kept if isinstance(key, tuple) and key[0] in MEASURES]


def in_pandas(frames: dict[str, pd.DataFrame], asked: list[tuple[Any, ...]]) -> dict[Any, int]:
    """Rows counted by plain pandas for each question, as an analyst would write it on an export."""
    slices: dict[Any, pd.DataFrame] = {}
    return {question: _pandas_count(frames, question, slices) for question in asked}


def _pandas_count(frames: dict[str, pd.DataFrame], question: tuple[Any, ...], slices: dict[Any, Any]) -> int:
    name, period, by, where = question
    rows = _pandas_slice(frames, MEASURES[name].frame, period, slices)
    if name in PICKED:
        rows = rows[PICKED[name](rows)]
    for one, labels in where:
        if one == "quarter":
            day = rows["started_on"].dt
            keys = (day.year - (day.month < 4)) * 4 + (day.month + 8) % 12 // 3
            rows = rows[keys.isin(labels)]
        else:
            rows = rows[rows[one].isin(labels)]
    by = tuple(one for one in by if one not in BY_TIME)
    for one in by:
        if one in ("nature", "category"):
            rows = rows.merge(frames[one], on="ref", how="left").fillna({one: "Not recorded"})
    return int(rows.groupby(list(by)).size().sum()) if by else len(rows)


def _pandas_slice(frames: dict[str, pd.DataFrame], frame: str, period: Any, slices: dict[Any, Any]) -> Any:
    if (frame, period) not in slices:
        rows = frames[frame]
        day = rows["started_on"]
        slices[frame, period] = rows[(day >= pd.Timestamp(period.first)) & (day <= pd.Timestamp(period.last))]
    return slices[frame, period]


def for_pandas(seen: Snapshot) -> dict[str, pd.DataFrame]:
    """The same rows as pandas keeps them."""
    found = {name: _as_pandas(seen, name) for name in SOURCES}
    return found | {
        "nature": _as_pandas(seen, "natures"),
        "category": _as_pandas(seen, "compliment_categories"),
    }


def _as_pandas(seen: Snapshot, name: str) -> pd.DataFrame:
    native = seen.frames[name].to_native()
    rows = pd.DataFrame({column: native[column].to_list() for column in native.columns})
    for column in ("started_on", "concluded_on"):
        if column in rows:
            rows[column] = pd.to_datetime(rows[column])
    return rows


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds taken, and what came of it."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def run(cases: int) -> str:
    """One line of the table. Says so when any count differs from that of pandas."""
    frames = made_up(cases)
    loading, seen = timed(lambda: snapshot(frames, date(2026, 6, 30)))
    counting, tables = timed(lambda: annual_tables(seen, YEAR))
    checking, wrong = timed(lambda: reconcile(tables))
    cells = sum(len(row.cells) for table in tables for row in table.rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = [one for one in questions(seen) if _plain(one)]
    ours = {one: sum(tally.rows for tally in seen.kept[one].values()) for one in asked}
    copies = for_pandas(seen)
    theirs_took, theirs = timed(lambda: in_pandas(copies, asked))
    agree = sum(ours[one] == theirs[one] for one in asked)
    return (
        f"| {cases:,} | {loading:.2f} | {counting:.2f} | {len(tables)} | {cells:,} | {checking:.2f} "
        f"| {len(wrong)} | {peak:,.0f} | {theirs_took:.2f} | {agree} of {len(asked)} |"
    )


def _plain(question: tuple[Any, ...]) -> bool:
    wanted = MEASURES[question[0]]
    return wanted.name in HELD and wanted.frame in SOURCES and wanted.dated_by == "started_on"


def main() -> None:
    """Prints the table for each number of cases."""
    sizes = [int(size) for size in sys.argv[1:]] or [100_000, 1_000_000]
    print(f"Python {platform.python_version()}, Polars {pl.__version__}, pandas {pd.__version__}\n")
    print(
        "| cases over six years | frames made ready, s | all tables of a year, s | tables | cells "
        "| reconciled, s | disagreements | peak memory, MB | pandas, the same counts, s | counts that agree |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        print(run(size), flush=True)


if __name__ == "__main__":
    main()
