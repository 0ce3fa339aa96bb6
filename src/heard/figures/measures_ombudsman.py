"""Measures over what the Ombudsman asked the council to do, and over refusals of ours that went there."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

OMBUDSMAN_MEASURES = (
    Measure(
        "ombudsman_asked",
        "What the Ombudsman asked for",
        "Recommendations of the Ombudsman, each part by itself, in decisions of the period.",
        "ombudsman_asked",
    ),
    Measure(
        "ombudsman_asked_done",
        "Done, as the Ombudsman accepted",
        "Of the Ombudsman's recommendations in decisions of the period: those whose proof the Ombudsman accepted.",
        "ombudsman_asked",
        counted=nw.col("done") == 1,
        unit="share",
    ),
    Measure(
        "ombudsman_asked_in_time",
        "Done in time",
        "Of the Ombudsman's recommendations in decisions of the period that are accepted or past their day: those of "
        "which the proof that was accepted was sent by the day the decision states.",
        "ombudsman_asked",
        among=~nw.col("in_time").is_null(),
        counted=nw.col("in_time") == 1,
        unit="share",
    ),
    Measure(
        "ombudsman_standing",
        "Where cases with the Ombudsman stand",
        "Cases of the Ombudsman received in the period, by where they stand on the day of counting.",
        "ombudsman_standing",
    ),
    Measure(
        "ombudsman_refusals",
        "Refusals that the Ombudsman looked at",
        "Cases of the Ombudsman received in the period about a refusal of the council, by what they said of it.",
        "ombudsman_refusals",
    ),
)
