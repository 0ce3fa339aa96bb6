"""Measures over points of complaint: how many there are, how many a complaint has, and what was found on each."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

_COMPLAINT = nw.col("kind_code").is_in(("statutory_complaint", "corporate_complaint"))
_DECIDES = nw.col("decides") == 1


def _found(name: str, title: str, code: str) -> Measure:
    return Measure(
        f"points_{name}",
        title,
        f"Of the points found on in the period at a stage: those that were {title.removeprefix('Points ')} there. Its "
        "base is all points found on.",
        "findings",
        among=_DECIDES,
        counted=nw.col("outcome_code") == code,
        unit="share",
        concluded_only=True,
    )


POINTS_MEASURES = (
    Measure(
        "points",
        "Points of complaint",
        "Each point made in representations whose first stage started in the period, where points are on record.",
        "points",
    ),
    Measure(
        "points_per_complaint",
        "Points for each complaint",
        "The mean number of points in complaints whose first stage started in the period, over those whose points are "
        "on record.",
        "representations",
        among=_COMPLAINT,
        summed="points",
        unknown=nw.col("points").is_null(),
        unit="average",
    ),
    Measure(
        "points_found_on",
        "Points found on",
        "Points on which a stage came to its finding in the period, by the finding of whoever answered that stage. A "
        "point counts once at each stage that found on it.",
        "findings",
        among=_DECIDES,
        concluded_only=True,
    ),
    _found("upheld", "Points upheld", "upheld"),
    _found("partly_upheld", "Points partly upheld", "partly_upheld"),
    _found("not_upheld", "Points not upheld", "not_upheld"),
    Measure(
        "findings_given",
        "Findings given",
        "What each person in the procedure found on a point in the period: investigator, independent person, panel and "
        "those who answered. A point counts once for each of them.",
        "findings",
        concluded_only=True,
    ),
)
