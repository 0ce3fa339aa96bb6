"""What was open at the end of each month: worked out from the stages, a row for each stage and month's end."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from heard.figures.columns import COLUMNS, type_of

KEPT = (
    "ref",
    "stage_ref",
    "kind",
    "kind_code",
    "procedure",
    "stage",
    "stage_code",
    "team",
    "service",
    "leadership",
)
END = pl.col("started_on")
ANSWER = "The council's answer"
# What a stage waits for until the day in this column, the first that is not over on the last day of the month.
WAITS = (
    ("given_on", "It was given to nobody"),
    ("appointed_on", "An investigating officer or independent person"),
    ("agreed_on", "The statement of complaint"),
    ("reported_on", "The investigation's reports"),
    ("met_on", "The panel's meeting"),
    ("found_on", "The panel's recommendations"),
)
WAITING = {"stage_ref": "code", "held_because": "text", "held_from": "day", "held_until": "day", **{
    name: "day" for name, _ in WAITS
}}  # fmt: skip
# Until when something lasts that has not ended yet.
NOT_YET = date(9999, 12, 31)


def month_ends(stages: pl.DataFrame, waiting: pl.DataFrame, today: date) -> pl.DataFrame:
    """The frame `backlog`: each stage at the end of each whole month in which it began or stood open.

    `waiting` has the columns of WAITING for the stages of which such days are on record: NOT_YET for what is waited for
    still, and blank where there is nothing to wait for.
    """
    tomorrow = today + timedelta(days=1)
    over = pl.min_horizontal(pl.col("concluded_on"), pl.lit(tomorrow))
    first, last = pl.col("started_on").dt.month_start(), over.dt.month_start().dt.offset_by("-1mo")
    spans = stages.filter(first <= last).with_columns(_due=pl.coalesce("extended_to", "due_on"))
    each = spans.with_columns(started_on=pl.date_ranges(first, last, "1mo")).explode("started_on")
    at_end = each.with_columns(END.dt.month_end()).join(waiting, on="stage_ref", how="left")
    return at_end.with_columns(late=(pl.col("_due") < END).cast(pl.Int8), waits_for=_waits_for()).select(
        [pl.col(name).cast(type_of[kind]) for name, kind in COLUMNS["backlog"].items()]
    )


def _waits_for() -> pl.Expr:
    made: pl.Expr = pl.lit(ANSWER)
    for name, words in reversed(WAITS):
        made = pl.when(pl.col(name) > END).then(pl.lit(words)).otherwise(made)
    held = (pl.col("held_from") <= END) & (pl.col("held_until") > END)
    return pl.when(held).then(pl.col("held_because")).otherwise(made)


def waiting_rows(columns: dict[str, list[object]]) -> pl.DataFrame:
    """The columns of WAITING as a frame; one left out is blank throughout."""
    height = max((len(values) for values in columns.values()), default=0)
    wanted = {name: columns.get(name, [None] * height) for name in WAITING}
    return pl.DataFrame(wanted, schema={name: type_of[kind] for name, kind in WAITING.items()})
