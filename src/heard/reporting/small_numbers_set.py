"""The tables whose numbers are shown to those who see figures only: the same for all of them, for the last years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from heard.figures.building import table
from heard.figures.dimensions import dimensions_of
from heard.figures.measures import MEASURES
from heard.figures.periods import Period, financial_year, year_key
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableResult
from heard.figures.table_specs import Column, Spec
from heard.figures.tables import annual_tables
from heard.reporting.dashboards import DASHBOARDS, counted_by_name
from heard.reporting.dashboards_kinds import Looked

YEARS = 3
# What is asked of a year besides its report: the whole of it, and split one way.
ASKED = (
    "received",
    "stage_started",
    "answered",
    "in_time",
    "outcomes",
    "open",
    "average_working_days",
    "compliments_received",
    "ombudsman_received",
)
SPLIT = ("service", "team", "quarter", "stage", "outcome")


def every_table(seen: Snapshot, day: date) -> Iterator[TableResult]:
    """Every table of the set, of each of the last years up to a day; no two have one name."""
    for year in range(year_key(day), year_key(day) - YEARS, -1):
        within = financial_year(year)
        for place, one in enumerate(_of_year(seen, within, day)):
            yield replace(one, id=f"{year}/{place}/{one.id}")


def _of_year(seen: Snapshot, within: Period, day: date) -> Iterator[TableResult]:
    yield from annual_tables(seen, within, as_at=seen.as_at)
    for name in DASHBOARDS:
        found = counted_by_name(seen, name, Looked(within, day))
        yield found.numbers
        yield from found.tables
        if found.trend:
            yield found.trend
    for measure in ASKED:
        for split in SPLIT:
            if split in dimensions_of(MEASURES[measure].frame):
                yield table(seen, _asked(measure, split), within)


def _asked(measure: str, split: str) -> Spec:
    title = f"{MEASURES[measure].title} by {split}"
    adds_up = MEASURES[measure].unit in ("records", "share")
    columns = (Column("{period}", measure=measure),)
    return Spec(
        f"{measure}-by-{split}", title, "", columns, "", split=(split,), total="whole" if adds_up else ""
    )
