"""The table of the annual report on what was recommended after Stage 2, by service, and what became of it."""

from __future__ import annotations

from heard.figures.table_specs import Column, Spec

RECOMMENDED = Spec(
    "recommendations-after-stage-2",
    "Recommendations after Stage 2",
    "What investigating officers and independent persons recommended in reports of the year, by the service it is for: "
    "how each was answered, and of those accepted how many are done and how many are late.",
    (
        Column("Made", measure="recommendations_made"),
        Column("Accepted", measure="recommendations_accepted"),
        Column("In part", measure="recommendations_in_part"),
        Column("Refused", measure="recommendations_refused"),
        Column("Not answered", measure="recommendations_unanswered"),
        Column("Done", measure="recommendations_done"),
        Column("Late", measure="recommendations_late"),
        Column("Made, year before", measure="recommendations_made", years_before=1),
    ),
    "No recommendations after Stage 2 were recorded in this period.",
    split=("service",),
    where={"stage": ("stage_2",)},
    total="whole",
)
