"""Measures of honest deadlines: how often something that helps a figure was done when a day was close."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import NO_LIMIT, Measure

_LIMITED = ~nw.col("due_on").is_null() & (nw.col("timeliness") != NO_LIMIT)
_ANSWERED = _LIMITED & (nw.col("how_concluded") == "answered")
_WITHIN = "Of the stages that started in the period and have a limit: those"

HONESTY_MEASURES = (
    Measure(
        "finished_on_last_day",
        "Finished on the last day",
        "Of the stages that started in the period, have a limit and were answered: those answered on the very last day "
        "there was, more time included.",
        "stages",
        among=_ANSWERED,
        counted=nw.col("on_last_day") == 1,
        unknown=nw.col("on_last_day").is_null(),
        unit="share",
        concluded_only=True,
    ),
    Measure(
        "dates_changed_near_due",
        "A date changed within two working days of the last day",
        f"{_WITHIN} of which a date on record (of receipt, a start, an answer) was corrected from two working days "
        "before the last day to two after.",
        "stages",
        among=_LIMITED,
        counted=nw.col("date_changed") == 1,
        unknown=nw.col("date_changed").is_null(),
        unit="share",
    ),
    Measure(
        "labels_changed_near_due",
        "A label changed within five working days of the last day",
        f"{_WITHIN} whose kind, procedure, team or service was changed from five working days before the last day to "
        "five after.",
        "stages",
        among=_LIMITED,
        counted=nw.col("label_changed") == 1,
        unknown=nw.col("label_changed").is_null(),
        unit="share",
    ),
    Measure(
        "paused_near_due",
        "A pause begun within two working days before the due day",
        f"{_WITHIN} in which a pause began in the last two working days before the day they were due, or on it.",
        "stages",
        among=_LIMITED,
        counted=nw.col("paused_late") == 1,
        unknown=nw.col("paused_late").is_null(),
        unit="share",
    ),
    Measure(
        "reopened_soon",
        "Ended, and taken up again within ten working days",
        f"{_WITHIN} whose case was closed, withdrawn or refused and then taken up again within ten working days.",
        "stages",
        among=_LIMITED,
        counted=nw.col("reopened_soon") == 1,
        unknown=nw.col("reopened_soon").is_null(),
        unit="share",
    ),
)
