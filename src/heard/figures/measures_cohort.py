"""Measures that follow a complaint to its end: what was closed, and of those answered at Stage 1 how many went on."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

_COMPLAINT = nw.col("kind_code").is_in(("statutory_complaint", "corporate_complaint"))
_ANSWERED = _COMPLAINT & ~nw.col("stage_1_answered_on").is_null()
_COHORT = "Of the complaints whose Stage 1 was answered in the period, whenever they were received:"

COHORT_MEASURES = (
    Measure(
        "closed",
        "Closed",
        "Representations of every kind but compliments of which every stage on record is over, the last of them in the "
        "period, whenever they were received. One that goes on later is open again.",
        "representations",
        among=(nw.col("kind_code") != "compliment") & ~nw.col("closed_on").is_null(),
        dated_by="closed_on",
    ),
    Measure(
        "answered_at_stage_1",
        "Answered at Stage 1",
        "Complaints whose Stage 1 was answered in the period, whenever they were received. Those withdrawn are not "
        "among them.",
        "representations",
        among=_ANSWERED,
        dated_by="stage_1_answered_on",
    ),
    Measure(
        "cohort_went_to_stage_2",
        "Of those answered at Stage 1, went on to Stage 2",
        f"{_COHORT} those that have a Stage 2 on record, whenever it started.",
        "representations",
        among=_ANSWERED,
        counted=nw.col("had_stage_2") == 1,
        unit="share",
        dated_by="stage_1_answered_on",
    ),
    Measure(
        "cohort_went_to_stage_3",
        "Of those answered at Stage 1, went on to Stage 3",
        f"{_COHORT} those that have a Stage 3 on record, whenever it started.",
        "representations",
        among=_ANSWERED,
        counted=nw.col("had_stage_3") == 1,
        unit="share",
        dated_by="stage_1_answered_on",
    ),
)
