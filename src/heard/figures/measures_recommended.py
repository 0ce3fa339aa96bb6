"""Measures over what investigators, independent persons and panels recommended, and what became of it."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

_FOLLOWED = nw.col("answer_code").is_in(("accepted", "in_part"))


def _answered(name: str, title: str, code: str, words: str) -> Measure:
    return Measure(
        f"recommendations_{name}",
        title,
        f"Of the recommendations made in the period: those that the council {words}. Its base is all that were made.",
        "recommended",
        counted=nw.col("answer_code") == code,
        unit="share",
    )


RECOMMENDED_MEASURES = (
    Measure(
        "recommendations_made",
        "Recommendations",
        "What investigating officers, independent persons and review panels recommended in reports that came in the "
        "period. Each counts once.",
        "recommended",
    ),
    _answered("accepted", "Accepted", "accepted", "accepted whole"),
    _answered("in_part", "Accepted in part", "in_part", "accepted in part, with its reason"),
    _answered("refused", "Refused", "refused", "refused, with its reason"),
    _answered("unanswered", "Not answered yet", "none", "has not answered"),
    Measure(
        "recommendations_done",
        "Done",
        "Of the recommendations made in the period and accepted, whole or in part: those of which everything agreed is "
        "done and its proof accepted.",
        "recommended",
        among=_FOLLOWED,
        counted=nw.col("followed") == "done",
        unit="share",
    ),
    Measure(
        "recommendations_late",
        "Late",
        "Of the recommendations made in the period and accepted, whole or in part: those of which something agreed is "
        "not done and its day has passed.",
        "recommended",
        among=_FOLLOWED,
        counted=nw.col("followed") == "late",
        unit="share",
    ),
)
