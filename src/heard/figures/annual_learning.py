"""The tables of the annual report on what was learnt: by service, how it was spread, lessons, training."""

from __future__ import annotations

from heard.figures.table_specs import THIS_YEAR, WITH_CHANGE, Column, Spec

LEARNING_TABLES = (
    Spec(
        "learning-by-service",
        "What was learnt, by service",
        "Things learnt in the year, from complaints upheld or not and from compliments. What two services learn counts "
        "for each.",
        (
            Column("{period}", measure="learned"),
            Column("Shared", measure="learned_and_shared"),
            Column("Shared %", "percent", measure="learned_and_shared"),
            Column("{period}", measure="learned", years_before=1),
        ),
        "Nothing learnt in this period is on record.",
        split=("service",),
        total="whole",
    ),
    Spec(
        "learning-came-from",
        "Where learning came from",
        "Whether a thing learnt came from complaints, from compliments and other words, or from no single case.",
        WITH_CHANGE,
        "Nothing learnt in this period is on record.",
        measure="learned",
        split=("came_from",),
        total="whole",
    ),
    Spec(
        "learning-spread",
        "How learning was spread",
        "Each time that something learnt was shared in the year, by the way in which it was.",
        WITH_CHANGE,
        "That learning was shared is not on record in this period.",
        measure="learning_spread",
        split=("way",),
        total="whole",
    ),
    Spec(
        "lessons",
        "Lessons and improvements",
        "The notes of good practice released in the year, in their own words, by service.",
        THIS_YEAR,
        "No lesson was released in this period.",
        measure="lessons_released",
        split=("service", "lesson"),
    ),
    Spec(
        "training",
        "Training in handling complaints",
        "How many people came to each session in the year, beside the year before.",
        WITH_CHANGE,
        "No training in handling complaints is on record in this period.",
        measure="trained",
        split=("session",),
        total="whole",
    ),
)
