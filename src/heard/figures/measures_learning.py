"""Measures over what was learnt, how it was spread, and the training given in handling complaints."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

LEARNING_MEASURES = (
    Measure(
        "learned",
        "Things learnt",
        "Things learnt in the period, from complaints upheld or not and from compliments. What several services learn "
        "counts once for each.",
        "learned",
    ),
    Measure(
        "learned_and_shared",
        "Things learnt and shared",
        "Of the things learnt in the period: those shared since, in any way.",
        "learned",
        counted=nw.col("shared") == 1,
        unit="share",
    ),
    Measure(
        "learning_spread",
        "Times that learning was shared",
        "Memos, briefings, meetings, sessions and notes in the period by which something learnt was shared.",
        "spread",
    ),
    Measure(
        "lessons_released",
        "Lessons released",
        "Notes of good practice released in the period and not taken back, by which nobody can be known.",
        "lessons",
    ),
    Measure(
        "trained",
        "People trained in handling complaints",
        "How many people came to sessions on handling complaints held in the period. Who came twice counts twice.",
        "trained",
    ),
)
