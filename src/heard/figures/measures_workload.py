"""Measures of the office's own work, and of complaints set beside children and open cases."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

_COMPLAINT = nw.col("kind_code").is_in(("statutory_complaint", "corporate_complaint"))

WORKLOAD_MEASURES = (
    Measure(
        "open_at_month_end",
        "Open at the end of a month",
        "Stages open on the last day of each month in the period, once for each month's end. Split it by month: over "
        "several months the same stage counts again.",
        "backlog",
    ),
    Measure(
        "late_at_month_end",
        "Open and late at the end of a month",
        "Of the stages open on the last day of each month in the period: those past their last day there was, with the "
        "extensions on record. Its base is those that have a due day. Split it by month.",
        "backlog",
        counted=nw.col("late") == 1,
        unknown=nw.col("late").is_null(),
        unit="share",
        base_is_known_only=True,
    ),
    Measure(
        "officers",
        "People of the complaints team",
        "Complaints officers and managers in post on the last day of each month in the period, once for each month's "
        "end. Split it by month.",
        "officers",
    ),
    Measure(
        "cases_per_officer",
        "Open cases for each officer",
        "The mean number of open cases that each complaints officer or manager had on the last day of each month in "
        "the period.",
        "officers",
        summed="cases_held",
        unit="average",
    ),
)

RATE_MEASURES = (
    Measure(
        "complaints_per_10000_children",
        "Complaints for every 10,000 children",
        "Complaints received in the period for every 10,000 children under 18, by the figure of that period which the "
        "council typed in; of several the largest. A period longer than a year has none.",
        "representations",
        among=_COMPLAINT,
        unit="rate",
        per=10_000,
        beside="population",
    ),
    Measure(
        "complaints_per_100_open_cases",
        "Complaints for every 100 open cases",
        "Complaints received in the period for every 100 open cases of children's social care, by the figure of that "
        "period which the council typed in; of several the largest. A period longer than a year has none.",
        "representations",
        among=_COMPLAINT,
        unit="rate",
        per=100,
        beside="open_cases",
    ),
)
