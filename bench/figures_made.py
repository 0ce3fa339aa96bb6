"""Frames of an invented council, as large as asked: the material of the benches of figures. Nothing is fetched."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl

from heard.figures.columns import COLUMNS, type_of
from heard.figures.frames import Frames

FIRST_DAY, DAYS = date(2020, 4, 1), 6 * 365
STAGES_A_CASE = 1.09
LABELS = {
    "kind": ["Statutory complaint", "Corporate complaint", "Concern", "Comment"],
    "procedure": ["Children Act procedure", "Corporate procedure", "No procedure"],
    "stage": ["Stage 1", "Stage 2", "Stage 3", "Concern", "Other"],
    "channel": ["E-mail", "Form", "Letter", "Telephone", "In person"],
    "complainant": ["Parent", "Child or young person", "Grandparent", "Foster carer", "Professional"],
    "team": [f"Team {number}" for number in range(1, 41)],
    "service": [f"Service {number}" for number in range(1, 9)],
    "leadership": [f"Leader {number}" for number in range(1, 4)],
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
CODES = {
    "kind_code": KIND_CODES,
    "stage_code": STAGE_CODES,
    "outcome_code": ["upheld", "partly_upheld", "not_upheld", "no_finding"],
    "answer_code": ["accepted", "in_part", "refused", "none"],
    "followed": ["done", "late", "to come"],
    "use": ["line", "quote"],
}
# One record of these for so many cases; what is not named here has one for a hundred.
ONE_FOR = {
    "payments": 100, "ombudsman": 50, "compliments": 4, "backlog": 3, "points": 3, "findings": 4, "themed": 10,
    "late_reasons": 8, "workers": 5, "corrections": 20, "advocacy": 10, "appointing": 8, "remedies": 20,
}  # fmt: skip
Lot = np.random.Generator


def made_up(cases: int, seed: int = 20, part: int = 0) -> Frames:
    """So many invented representations over six years, one in eight complaints with a Stage 2, and all beside them.

    `part` numbers them on from earlier parts of the same size.
    """
    lot = np.random.default_rng(seed)
    numbers = part * cases
    kind = lot.choice(4, cases, p=[0.6, 0.15, 0.15, 0.1])
    representations = _representations(lot, cases, kind, numbers)
    made = {
        name: _anything(lot, name, representations["ref"], max(cases // ONE_FOR.get(name, 100), 50))
        for name in COLUMNS
        if name not in ("representations", "stages", "natures", "compliment_categories", "context")
    }
    made["compliments"] = made["compliments"].with_columns(
        ref=_refs("COM", made["compliments"].height, numbers)
    )
    made["ombudsman"] = made["ombudsman"].with_columns(ref=_refs("OMB", made["ombudsman"].height, numbers))
    return Frames(
        **made,
        representations=representations,
        stages=_stages(lot, representations, kind),
        natures=_several(lot, representations["ref"], "nature", 1.5),
        compliment_categories=_several(lot, made["compliments"]["ref"], "category", 1.2),
        context=_context(),
        labels=LABELS,
        meanings=MEANINGS,
        bands=BANDS,
    )


def _refs(prefix: str, count: int, first: int = 0) -> pl.Series:
    numbers = pl.int_range(first, first + count, eager=True).cast(pl.String).str.zfill(8)
    return (prefix + numbers).alias("ref")


def _days(lot: Lot, count: int) -> pl.Series:
    start = np.datetime64(FIRST_DAY) + lot.integers(0, DAYS, count)
    return pl.Series(start.astype("datetime64[D]")).cast(pl.Date)


def _named(labels: list[str], places: Any) -> pl.Series:
    return pl.Series(labels, dtype=pl.String).gather(np.asarray(places, dtype=np.uint32))


def _drawn(lot: Lot, name: str, count: int) -> pl.Series:
    labels = LABELS.get(name) or [f"{name} {number}" for number in range(1, 5)]
    return _named(labels, lot.integers(0, len(labels), count))


def _representations(lot: Lot, cases: int, kind: Any, first: int) -> pl.DataFrame:
    where = ("channel", "complainant", "team", "service", "leadership")
    made = {
        "ref": _refs("CSC", cases, first),
        "kind": _named(LABELS["kind"], kind),
        "kind_code": _named(KIND_CODES, kind),
        "procedure": _named(LABELS["procedure"], np.array(PROCEDURE_OF_KIND)[kind]),
        "stage": _named(LABELS["stage"], np.array(FIRST_STAGE_OF_KIND)[kind]),
        "started_on": _days(lot, cases),
        **{name: _drawn(lot, name, cases) for name in where},
        "advocate": _named(["Yes", "No", "Not recorded"], lot.integers(0, 3, cases)),
        "advocate_provider": _named(["Voices", "Coram", "Not recorded"], lot.integers(0, 3, cases)),
        "with_action": pl.Series(lot.integers(0, 2, cases), dtype=pl.Int8),
        "from_child": pl.Series(lot.integers(0, 2, cases), dtype=pl.Int8),
        "points": pl.Series(lot.integers(1, 9, cases)),
    }
    return pl.DataFrame(made).select(*COLUMNS["representations"])


def _stages(lot: Lot, representations: pl.DataFrame, kind: Any) -> pl.DataFrame:
    firsts = representations.drop("from_child", "points").with_columns(
        stage_code=_named(STAGE_CODES, np.array(FIRST_STAGE_OF_KIND)[kind])
    )
    second = firsts.filter(pl.Series((lot.random(len(kind)) < 0.125) & (kind < 2)))
    again = {"stage": pl.lit("Stage 2"), "stage_code": pl.lit("stage_2"), "started_on": _later("40d")}
    return _concluded(lot, pl.concat([firsts, second.with_columns(**again)]))


def _later(by: str) -> pl.Expr:
    return pl.col("started_on").dt.offset_by(by)


def _concluded(lot: Lot, both: pl.DataFrame) -> pl.DataFrame:
    count = both.height
    over, withdrawn = lot.random(count) < 0.95, lot.random(count) < 0.05
    taken = lot.integers(1, 60, count)
    late = np.where(taken > 20, 2, np.where(taken > 10, 1, 0))
    judged = np.where(over & ~withdrawn, late, 3)
    timely = _named(["In time", "In time, extended", "Late", "Not answered"], judged)
    outcome = np.where(over, lot.integers(0, 5, count), 5)
    ended = pl.Series(over)
    return both.with_columns(
        stage_ref=_refs("STG", count),
        due_on=_later("14d"),
        latest_on=_later("28d"),
        extended_to=pl.lit(None, dtype=pl.Date),
        concluded_on=pl.when(ended).then(pl.col("started_on") + pl.duration(days=pl.Series(taken * 7 // 5))),
        how_concluded=pl.when(ended).then(_named(["answered", "withdrawn"], withdrawn)),
        working_days=pl.when(ended).then(pl.Series(taken)),
        timeliness=timely,
        first_timeliness=timely,
        days_late=pl.when(pl.Series(judged == 2)).then(pl.Series(taken - 20)),
        outcome=_named([*LABELS["outcome"], "Open"], outcome),
        outcome_code=_named([*CODES["outcome_code"], "withdrawn", "open"], outcome),
    ).select(*COLUMNS["stages"])


def _several(lot: Lot, refs: pl.Series, name: str, each: float) -> pl.DataFrame:
    count = int(len(refs) * each)
    drawn = {"ref": refs.gather(lot.integers(0, len(refs), count)), name: _drawn(lot, name, count)}
    return pl.DataFrame(drawn).unique(maintain_order=True)


def _anything(lot: Lot, name: str, refs: pl.Series, count: int) -> pl.DataFrame:
    """So many rows of a frame, each column drawn by what it holds."""
    return pl.DataFrame(
        {column: _column(lot, column, kind, refs, count) for column, kind in COLUMNS[name].items()}
    )


def _column(lot: Lot, column: str, kind: str, refs: pl.Series, count: int) -> pl.Series:
    if column in ("ref", "stage_ref"):
        return refs.gather(lot.integers(0, len(refs), count))
    if column in CODES:
        return _named(CODES[column], lot.integers(0, len(CODES[column]), count))
    if kind == "day":
        return _days(lot, count)
    if kind in ("text", "code"):
        return _drawn(lot, column, count)
    return pl.Series(lot.integers(0, 2 if kind == "flag" else 90, count)).cast(type_of[kind])


def _context() -> pl.DataFrame:
    rows = [
        (name, value, date(year, 3, 31), "Invented", None)
        for year in range(2021, 2027)
        for name, value in (("Open cases", 2000.0), ("Population under 18", 60000.0))
    ]
    schema = {name: type_of[kind] for name, kind in COLUMNS["context"].items()}
    return pl.DataFrame(rows, schema=schema, orient="row")
