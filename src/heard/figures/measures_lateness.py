"""Measures of how late and why: days to appoint, days late, reasons on record, and the days as first recorded."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import IN_TIME, LATE, NO_LIMIT, TIME_NOT_KNOWN, Measure

_ANSWERED = (nw.col("how_concluded") == "answered") & (nw.col("timeliness") != NO_LIMIT)
_FIRST = nw.coalesce(nw.col("first_timeliness"), nw.col("timeliness"))

LATENESS_MEASURES = (
    Measure(
        "days_to_appoint",
        "Working days to appoint for Stage 2",
        "The mean number of working days from the request for Stage 2 to the first appointment of the investigating "
        "officer or the independent person, over the appointments made for requests of the period. Split it by part.",
        "appointing",
        summed="working_days",
        unknown=nw.col("appointed_on").is_null(),
        unit="working days",
    ),
    Measure(
        "not_appointed",
        "Not yet appointed for Stage 2",
        "Of the investigating officers and independent persons that requests for Stage 2 in the period call for: those "
        "of whose appointment nothing is on record.",
        "appointing",
        counted=nw.col("appointed_on").is_null(),
        unit="share",
    ),
    Measure(
        "average_days_late",
        "Average working days late",
        "The mean number of working days after the last day there was, over the stages that started in the period and "
        "were answered late. Stages in time are not among them.",
        "stages",
        among=_ANSWERED & (nw.col("timeliness") == LATE),
        summed="days_late",
        unknown=nw.col("days_late").is_null(),
        unit="working days",
        concluded_only=True,
    ),
    Measure(
        "late_reasons",
        "Reasons on record for late answers",
        "What the record shows of why a stage that started in the period was answered late: holds, waits, appointments "
        "changed or made late, more time that was not enough. A stage with several counts once for each.",
        "late_reasons",
        concluded_only=True,
    ),
    Measure(
        "corrections",
        "Corrections made",
        "Values on record corrected in the period, by a person with a reason or by a later version of a sheet. What "
        "each was before stays on record.",
        "corrections",
    ),
    Measure(
        "in_time_first_recorded",
        "In time as first recorded",
        "Of the stages that started in the period and were answered: those in time by the days as they were first "
        "recorded, before any correction. Its base is all that were answered and have a time limit.",
        "stages",
        among=_ANSWERED,
        counted=_FIRST.is_in(IN_TIME),
        unknown=_FIRST.is_in(TIME_NOT_KNOWN),
        unit="share",
        concluded_only=True,
    ),
    Measure(
        "timeliness_corrected",
        "In time or late by a correction",
        "Of the stages that started in the period and were answered: those of which a correction changed whether they "
        "were in time. Its base is all that were answered and have a time limit.",
        "stages",
        among=_ANSWERED,
        counted=_FIRST.is_in(IN_TIME) != nw.col("timeliness").is_in(IN_TIME),
        unit="share",
        concluded_only=True,
    ),
)
