"""Measures over what the council means to do beyond any one case, and what members and partners asked of it."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

PLANS_MEASURES = (
    Measure(
        "plan_lines",
        "Lines of plans",
        "Actions and priorities of the plans that begin in the period.",
        "plan_lines",
    ),
    Measure(
        "plan_lines_done",
        "Lines of plans that are done",
        "Of the actions and priorities of the plans that begin in the period: those done, with what shows it.",
        "plan_lines",
        counted=nw.col("line_standing") == "Done",
        unit="share",
    ),
    Measure(
        "matters_raised",
        "Matters raised at meetings",
        "Questions, resolutions and agreed actions of the meetings held in the period, with committees, advocacy "
        "providers and other partners.",
        "matters",
    ),
    Measure(
        "matters_answered",
        "Matters answered",
        "Of the matters raised at the meetings held in the period: those answered.",
        "matters",
        counted=nw.col("answered") == 1,
        unit="share",
    ),
)
