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

import numpy as np
import pandas as pd
import polars as pl

from heard.figures.frames import Frames
from heard.figures.measures import MEASURES
from heard.figures.periods import financial_year
from heard.figures.reconcile import reconcile
from heard.figures.snapshot import Snapshot, snapshot
from heard.figures.tables import annual_tables

FIRST_DAY, DAYS = date(2020, 4, 1), 6 * 365
YEAR = financial_year(2025)
LABELS = {
    "kind": ["Statutory complaint", "Corporate complaint", "Concern", "Comment"],
    "procedure": ["Children Act procedure", "Corporate procedure", "No procedure"],
    "stage": ["Stage 1", "Stage 2", "Stage 3", "Concern", "Other"],
    "channel": ["E-mail", "Form", "Letter", "Telephone", "In person"],
    "complainant": ["Parent", "Child or young person", "Grandparent", "Foster carer", "Professional"],
    "team": [f"Team {number}" for number in range(1, 41)],
    "service": [f"Service {number}" for number in range(1, 9)],
    "outcome": ["Upheld", "Partly upheld", "Not upheld", "No finding", "Withdrawn"],
    "nature": [f"Nature {number}" for number in range(1, 13)],
    "decision": ["Upheld", "Not upheld", "Premature", "No investigation"],
    "category": [f"Category {number}" for number in range(1, 6)],
}
KIND_CODES = ["statutory_complaint", "corporate_complaint", "concern", "comment"]
PROCEDURE_OF_KIND = [0, 1, 2, 2]
FIRST_STAGE_OF_KIND = [0, 0, 3, 4]
STAGE_CODES = ["stage_1", "stage_2", "stage_3", "concern", "other"]
MEANINGS = {
    "procedure": {"Children Act procedure": "children_act", "Corporate procedure": "corporate"},
    "complainant": {"Child or young person": "child"},
}
BANDS = {"stage_1": (10, 20), "stage_2": (25, 65), "stage_3": (30,), "concern": (5,)}


def made_up(cases: int, seed: int = 20) -> Frames:
    """So many invented representations over six years, one in eight of them with a Stage 2."""
    lot = np.random.default_rng(seed)
    kind = lot.choice(4, cases, p=[0.6, 0.15, 0.15, 0.1])
    representations = _representations(lot, cases, kind)
    stages = _stages(lot, representations, kind)
    return Frames(
        representations=representations,
        stages=stages,
        natures=_several(lot, representations["ref"], "nature", 1.5),
        payments=_payments(lot, representations, cases // 100),
        ombudsman=_ombudsman(lot, cases // 50),
        compliments=_compliments(lot, compliments := cases // 4),
        compliment_categories=_several(lot, _refs("COM", compliments), "category", 1.2),
        labels=LABELS,
        meanings=MEANINGS,
        bands=BANDS,
    )


def _refs(prefix: str, count: int) -> pl.Series:
    return pl.Series("ref", [f"{prefix}-{number:07}" for number in range(count)])


def _days(lot: np.random.Generator, count: int) -> pl.Series:
    start = np.datetime64(FIRST_DAY) + lot.integers(0, DAYS, count)
    return pl.Series(start.astype("datetime64[D]")).cast(pl.Date)


def _drawn(lot: np.random.Generator, name: str, count: int) -> pl.Series:
    return _named(LABELS[name], lot.integers(0, len(LABELS[name]), count))


def _named(labels: list[str], places: np.ndarray[Any, Any]) -> pl.Series:
    return pl.Series(np.array(labels, dtype=object)[places], dtype=pl.String)


def _representations(lot: np.random.Generator, cases: int, kind: np.ndarray[Any, Any]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "ref": _refs("CSC", cases),
            "kind": _named(LABELS["kind"], kind),
            "kind_code": _named(KIND_CODES, kind),
            "procedure": _named(LABELS["procedure"], np.array(PROCEDURE_OF_KIND)[kind]),
            "stage": _named(LABELS["stage"], np.array(FIRST_STAGE_OF_KIND)[kind]),
            "started_on": _days(lot, cases),
            **{name: _drawn(lot, name, cases) for name in ("channel", "complainant", "team", "service")},
            "advocate": _named(["Yes", "No", "Not recorded"], lot.integers(0, 3, cases)),
            "advocate_provider": _named(["Voices", "Coram", "Not recorded"], lot.integers(0, 3, cases)),
            "with_action": pl.Series(lot.integers(0, 2, cases), dtype=pl.Int8),
        }
    )


def _stages(
    lot: np.random.Generator, representations: pl.DataFrame, kind: np.ndarray[Any, Any]
) -> pl.DataFrame:
    second = representations.filter(pl.Series((lot.random(len(kind)) < 0.125) & (kind < 2)))
    both = pl.concat(
        [
            representations.with_columns(stage_code=_named(STAGE_CODES, np.array(FIRST_STAGE_OF_KIND)[kind])),
            second.with_columns(
                stage=pl.lit("Stage 2"),
                stage_code=pl.lit("stage_2"),
                started_on=pl.col("started_on").dt.offset_by("40d"),
            ),
        ]
    )
    return _concluded(lot, both)


def _concluded(lot: np.random.Generator, both: pl.DataFrame) -> pl.DataFrame:
    count = both.height
    over, withdrawn = lot.random(count) < 0.95, lot.random(count) < 0.05
    taken = lot.integers(1, 60, count)
    late = np.where(taken > 20, 2, np.where(taken > 10, 1, 0))
    timely = _named(
        ["In time", "In time, extended", "Late", "Not answered"], np.where(over & ~withdrawn, late, 3)
    )
    outcome = _named([*LABELS["outcome"], "Open"], np.where(over, lot.integers(0, 5, count), 5))
    return both.with_columns(
        stage_ref=_refs("STAGE", count),
        due_on=pl.col("started_on").dt.offset_by("14d"),
        latest_on=pl.col("started_on").dt.offset_by("28d"),
        extended_to=pl.lit(None, dtype=pl.Date),
        concluded_on=pl.when(pl.Series(over)).then(
            pl.col("started_on") + pl.duration(days=pl.Series(taken * 7 // 5))
        ),
        how_concluded=pl.when(pl.Series(over)).then(_named(["answered", "withdrawn"], withdrawn.astype(int))),
        working_days=pl.when(pl.Series(over)).then(pl.Series(taken)),
        timeliness=timely,
        outcome=outcome,
        outcome_code=outcome.str.to_lowercase().str.replace_all(" ", "_"),
    )


def _several(lot: np.random.Generator, refs: pl.Series, name: str, each: float) -> pl.DataFrame:
    count = int(len(refs) * each)
    drawn = {"ref": refs.gather(lot.integers(0, len(refs), count)), name: _drawn(lot, name, count)}
    return pl.DataFrame(drawn).unique()


def _payments(lot: np.random.Generator, representations: pl.DataFrame, count: int) -> pl.DataFrame:
    chosen = representations.sample(count, seed=1)
    return chosen.select("ref", "started_on", "kind", "procedure", "team", "service").with_columns(
        paid_on=pl.col("started_on").dt.offset_by("60d"),
        amount_pence=pl.Series(lot.choice([5250, 10000, 25000, 30000, 50000], count)),
        payment_kind=_named(["Distress", "Time and trouble"], lot.integers(0, 2, count)),
    )


def _ombudsman(lot: np.random.Generator, count: int) -> pl.DataFrame:
    started = _days(lot, count)
    return pl.DataFrame(
        {
            "ref": _refs("OMB", count),
            "started_on": started,
            "service": _drawn(lot, "service", count),
            "investigated": pl.Series(lot.integers(0, 2, count), dtype=pl.Int8),
            "decision": _drawn(lot, "decision", count),
            "decided_on": started,
        }
    )


def _compliments(lot: np.random.Generator, count: int) -> pl.DataFrame:
    return pl.DataFrame(
        {"ref": _refs("COM", count), "started_on": _days(lot, count)}
        | {name: _drawn(lot, name, count) for name in ("service", "team", "complainant", "channel")}
    )


# What pandas must do for the same numbers: the questions are those the tables asked.
SOURCES = ("representations", "stages", "payments", "ombudsman", "compliments")
PICKED: dict[str, Callable[[pd.DataFrame], Any]] = {
    "answered": lambda rows: rows["how_concluded"] == "answered",
    "in_time": lambda rows: rows["how_concluded"] == "answered",
    "over_time": lambda rows: rows["how_concluded"] == "answered",
    "timeliness_not_known": lambda rows: rows["how_concluded"] == "answered",
    "concluded": lambda rows: rows["concluded_on"].notna(),
    "average_working_days": lambda rows: rows["concluded_on"].notna(),
    "open": lambda rows: rows["concluded_on"].isna(),
    "resolved_at_stage_1": lambda rows: rows["kind_code"].isin(
        ["statutory_complaint", "corporate_complaint"]
    ),
    "went_to_stage_2": lambda rows: rows["kind_code"].isin(["statutory_complaint", "corporate_complaint"]),
}


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
    return question[0] not in ("with_action", "went_to_stage_2") and MEASURES[question[0]].frame in SOURCES


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
