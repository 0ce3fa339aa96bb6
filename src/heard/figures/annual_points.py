"""Tables of the annual report on points of complaint, and on how late answers were and why."""

from __future__ import annotations

from heard.figures.table_specs import (
    COMPLAINT,
    NUMBER_THEN_SHARE,
    PROCEDURES,
    TWO_YEARS_AND_SHARES,
    WITH_CHANGE,
    Column,
    Spec,
    up_to,
)


def findings_by_stage(prefix: str, procedure: str, words: str, stages: int) -> Spec:
    """What was found on points at each stage: number, and per cent of the points found on there."""
    columns = tuple(
        Column(f"Stage {stage}{mark}", shows, where={"stage": (f"stage_{stage}",)})
        for stage in range(1, stages + 1)
        for mark, shows in NUMBER_THEN_SHARE
    )
    return Spec(
        f"{prefix}findings-by-stage",
        f"Findings on points of {words} complaints by stage",
        "Points on which a stage came to its finding in the year; percentages are of the points found on there.",
        columns,
        f"No finding on a point of a {words} complaint is on record in this period.",
        measure="points_found_on",
        split=("outcome",),
        where=up_to(procedure, stages),
        total="whole",
    )


POINTS_TABLES = (
    Spec(
        "points",
        "Points of complaint",
        "How many points the complaints of each year made. A sheet brought in has none; the mean is over those with.",
        (
            Column("Complaints", measure="received"),
            Column("Points", measure="points"),
            Column("Points for each complaint", measure="points_per_complaint"),
        ),
        "No complaints were recorded in these years.",
        years=3,
        where=COMPLAINT,
    ),
    *(findings_by_stage(*one) for one in PROCEDURES),
    Spec(
        "findings-by-whom",
        "Findings on points by whom",
        "What each person in the procedure found in the year; percentages are of that person's findings.",
        (Column("{period}"), Column("{period} %", "percent")),
        "No finding on a point is on record in this period.",
        measure="findings_given",
        split=("found_by", "outcome"),
        total="whole",
    ),
)
LATENESS_TABLES = (
    Spec(
        "appointing",
        "Working days to appoint for Stage 2",
        "From the request for Stage 2 to the first appointment of each, over the requests of the year.",
        (
            Column("Working days, {period}"),
            Column("Working days, {period}", years_before=1),
            Column("Change in days", "change"),
            Column("Not yet appointed", measure="not_appointed"),
        ),
        "No request for Stage 2 of this period has its appointments on record.",
        measure="days_to_appoint",
        split=("appointed_part",),
        total="whole",
    ),
    Spec(
        "how-late",
        "How late",
        "Stages that started in the year and were answered late, and by how many working days on average.",
        (
            Column("Late", measure="over_time"),
            Column("Average working days late", measure="average_days_late"),
            Column("Late, {period}", measure="over_time", years_before=1),
            Column("Average working days late, {period}", measure="average_days_late", years_before=1),
        ),
        "No stage that started in this period was answered late.",
        split=("stage",),
        total="whole",
    ),
    Spec(
        "late-reasons",
        "Reasons on record for late answers",
        "What the record shows of why. A stage with several reasons counts once for each.",
        TWO_YEARS_AND_SHARES,
        "No stage that started in this period was answered late.",
        measure="late_reasons",
        split=("late_reason",),
        total="whole",
        largest_first=True,
    ),
    Spec(
        "corrections",
        "Corrections made",
        "Values on record that were corrected in the year. What each was before stays on record, with who and why.",
        WITH_CHANGE,
        "Nothing was corrected in this period.",
        measure="corrections",
        split=("corrected_by", "corrected"),
        total="whole",
    ),
    Spec(
        "first-recorded",
        "In time, now and as first recorded",
        "The answers of the year by the days on record now, and by the days as they were before any correction.",
        (
            Column("Answered", measure="answered"),
            Column("In time now", measure="in_time"),
            Column("In time now %", "percent", measure="in_time"),
            Column("As first recorded", measure="in_time_first_recorded"),
            Column("As first recorded %", "percent", measure="in_time_first_recorded"),
            Column("Changed by a correction", measure="timeliness_corrected"),
        ),
        "No stage that started in this period was answered.",
        split=("stage",),
        total="whole",
    ),
)
