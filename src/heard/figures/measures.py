"""Every measure: a name, the sentence that defines it, the frame it counts, and the expression. Written once.

They stand in modules by what they are about. The expressions are Narwhals, so the same ones run on Polars and on
engines for more than one machine.
"""

from __future__ import annotations

from heard.figures.measure_kinds import (
    IN_TIME,
    LATE,
    NO_LIMIT,
    NOT_ANSWERED,
    TIME_NOT_KNOWN,
    TIMELINESS,
    Measure,
    Unit,
)
from heard.figures.measures_cohort import COHORT_MEASURES
from heard.figures.measures_honesty import HONESTY_MEASURES
from heard.figures.measures_lateness import LATENESS_MEASURES
from heard.figures.measures_learning import LEARNING_MEASURES
from heard.figures.measures_money import MONEY_MEASURES
from heard.figures.measures_ombudsman import OMBUDSMAN_MEASURES
from heard.figures.measures_people import PEOPLE_MEASURES
from heard.figures.measures_plans import PLANS_MEASURES
from heard.figures.measures_points import POINTS_MEASURES
from heard.figures.measures_recommended import RECOMMENDED_MEASURES
from heard.figures.measures_stages import ALL_MEASURES
from heard.figures.measures_words import WORDS_MEASURES
from heard.figures.measures_workload import RATE_MEASURES, WORKLOAD_MEASURES

__all__ = [
    "ALL_MEASURES",
    "GROUPS",
    "IN_TIME",
    "LATE",
    "MEASURES",
    "NOT_ANSWERED",
    "NO_LIMIT",
    "TIMELINESS",
    "TIME_NOT_KNOWN",
    "Measure",
    "UnknownMeasure",
    "Unit",
    "measure",
]


# By what they are about, as the page of figures lists them.
GROUPS: tuple[tuple[str, tuple[Measure, ...]], ...] = (
    ("Received, answered and found", ALL_MEASURES),
    ("Closed, and gone on", COHORT_MEASURES),
    ("Points of complaint", POINTS_MEASURES),
    ("How late, and why", LATENESS_MEASURES),
    ("Honest deadlines", HONESTY_MEASURES),
    ("The office's own work", WORKLOAD_MEASURES),
    ("People", PEOPLE_MEASURES),
    ("Beside children and open cases", RATE_MEASURES),
    ("Putting right, and what it costs", MONEY_MEASURES),
    ("The Ombudsman", OMBUDSMAN_MEASURES),
    ("Recommendations", RECOMMENDED_MEASURES),
    ("Learning", LEARNING_MEASURES),
    ("Plans and meetings", PLANS_MEASURES),
    ("Words and themes", WORDS_MEASURES),
)
MEASURES = {one.name: one for _, group in GROUPS for one in group}


class UnknownMeasure(LookupError):
    """There is no measure of that name; the message lists those there are."""


def measure(name: str) -> Measure:
    """The measure called `name`. Raises UnknownMeasure."""
    if name not in MEASURES:
        raise UnknownMeasure(f"There is no measure “{name}”. There are: {', '.join(MEASURES)}.")
    return MEASURES[name]
