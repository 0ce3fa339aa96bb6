"""Tables of the annual report that follow complaints to their end and set leaderships beside one another."""

from __future__ import annotations

from heard.figures.annual_people import PEOPLE_TABLES, WORKLOAD_TABLES
from heard.figures.annual_points import LATENESS_TABLES, POINTS_TABLES
from heard.figures.table_specs import (
    COMPLAINT,
    NUMBER_THEN_SHARE,
    PROCEDURES,
    TWO_YEARS_AND_SHARES,
    Column,
    Spec,
    at,
    up_to,
)

RECEIVED_AND_CLOSED = Spec(
    "received-and-closed",
    "Received and closed",
    "Representations received in the year beside those closed in it, whenever they were received.",
    (
        Column("Received {period}", measure="received"),
        Column("Closed {period}", measure="closed"),
        Column("Received {period}", measure="received", years_before=1),
        Column("Closed {period}", measure="closed", years_before=1),
    ),
    "Nothing was received or closed in this period.",
    split=("kind",),
    total="whole",
)
DUTY_BY_LEADERSHIP = Spec(
    "duty-matters-by-leadership",
    "Duty matters by leadership",
    "Correspondence taken down as a duty matter in the year, by who leads the service it is about.",
    TWO_YEARS_AND_SHARES,
    "No duty matter was recorded in this period.",
    measure="received",
    split=("leadership",),
    where={"kind": ("duty_matter",)},
    total="whole",
    largest_first=True,
)


def by_leadership_and_team(prefix: str, procedure: str, words: str, _: int) -> Spec:
    """Stage 1 by leadership and team, beside the year before."""
    return Spec(
        f"{prefix}stage-1-by-leadership",
        f"{words.capitalize()} Stage 1 by leadership and team",
        "Stage 1 that started in the year, by who leads the service and by team; percentages are of the leadership.",
        TWO_YEARS_AND_SHARES,
        f"No {words} complaints started Stage 1 in this period.",
        measure="stage_started",
        split=("leadership", "team"),
        where=at(procedure, 1),
        total="whole",
    )


def outcomes_by_leadership(prefix: str, procedure: str, words: str, _: int) -> Spec:
    """What was found at Stage 1 under each leadership."""
    return Spec(
        f"{prefix}stage-1-outcomes-by-leadership",
        f"Outcomes of {words} Stage 1 by leadership",
        "Stage 1 that started in the year, by who leads the service and what was found; percentages are of the "
        "leadership.",
        TWO_YEARS_AND_SHARES,
        f"No {words} complaints started Stage 1 in this period.",
        measure="outcomes",
        split=("leadership", "outcome"),
        where=at(procedure, 1),
        total="whole",
    )


def in_time_three_years(prefix: str, procedure: str, words: str, stages: int) -> Spec:
    """In time, over time and withdrawn over three years, by stage."""
    columns = tuple(
        Column(f"{heading} {{period}}", measure=measure, years_before=year)
        for year in range(3)
        for heading, measure in (
            ("In time", "in_time"),
            ("Over time", "over_time"),
            ("Withdrawn", "withdrawn"),
        )
    )
    return Spec(
        f"{prefix}in-time-three-years",
        f"{words.capitalize()} complaints in time, over time and withdrawn, three years",
        "Stages that started in each year. Answers of which it is not known whether they were in time are in neither.",
        columns,
        f"No {words} complaints started a stage in these years.",
        split=("stage",),
        where=up_to(procedure, stages),
        total="whole",
    )


def cohort(prefix: str, procedure: str, words: str, stages: int) -> Spec:
    """Of the complaints answered at Stage 1 in each year, how many went on, whenever."""
    further = tuple(
        Column(f"Went on to Stage {stage}{mark}", shows, measure=f"cohort_went_to_stage_{stage}")
        for stage in range(2, stages + 1)
        for mark, shows in NUMBER_THEN_SHARE
    )
    return Spec(
        f"{prefix}escalation-by-cohort",
        f"Of those answered at Stage 1, how many went on, {words} complaints",
        "Each row follows the complaints whose Stage 1 was answered in that year, into whatever year they went on. The "
        "latest years may still rise.",
        (Column("Answered at Stage 1", measure="answered_at_stage_1"), *further),
        f"No {words} Stage 1 was answered in these years.",
        years=5,
        where={"procedure": (procedure,)},
    )


RATES = Spec(
    "rates",
    "Complaints beside children and open cases",
    "Complaints received in each year as rates of figures the council typed in, which stand in the table of context.",
    (
        Column("Complaints", measure="received", where=COMPLAINT),
        Column("For every 10,000 children", measure="complaints_per_10000_children"),
        Column("For every 100 open cases", measure="complaints_per_100_open_cases"),
    ),
    "No complaints were recorded in these years.",
    years=3,
)
FOLLOWED_TABLES = (
    RECEIVED_AND_CLOSED,
    DUTY_BY_LEADERSHIP,
    *(
        make(*one)
        for make in (by_leadership_and_team, outcomes_by_leadership, in_time_three_years, cohort)
        for one in PROCEDURES
    ),
    *POINTS_TABLES,
    *LATENESS_TABLES,
    *PEOPLE_TABLES,
    *WORKLOAD_TABLES,
    RATES,
)
