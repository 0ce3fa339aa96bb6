"""Honest deadlines: how often what helps a figure was done when a day was close, by team, for scrutiny to ask about."""

from __future__ import annotations

from heard.figures.table_specs import Column, Row, Spec
from heard.reporting.dashboards_kinds import Definition, NumberSpec, Pictured
from heard.reporting.dashboards_parts import AT_STAGES

NO_TARGET = "No target: some of it is always right. Ask when it rises, and where."
SHOWN = (
    ("Finished on the last day", "finished_on_last_day"),
    ("A date changed near the last day", "dates_changed_near_due"),
    ("A label changed near the last day", "labels_changed_near_due"),
    ("A pause begun near the due day", "paused_near_due"),
    ("Ended and soon taken up again", "reopened_soon"),
)

HONEST = Definition(
    "honest",
    "Honest deadlines",
    tuple(NumberSpec(label, measure, AT_STAGES, target=NO_TARGET) for label, measure in SHOWN),
    (
        Pictured(
            Spec(
                "honest-years",
                "This period and the year before",
                "Each of the stages that began in the period and have a limit. “Near” is two working days for dates "
                "and pauses, five for labels; “soon” is ten.",
                (
                    Column("{period}", "number"),
                    Column("{period}, per cent", "percent"),
                    Column("{period}, per cent", "percent", years_before=1),
                ),
                "No stage that began in this period has a limit.",
                rows=tuple(Row(label, measure, AT_STAGES) for label, measure in SHOWN),
            )
        ),
        *(
            Pictured(
                Spec(
                    f"{measure.replace('_', '-')}-by-team",
                    f"{label}, by team",
                    "How many, and the share of the team’s own stages. Of a handful a share says nothing.",
                    (Column("How many", "number"), Column("Of the team’s stages", "percent")),
                    "There was none in this period.",
                    measure=measure,
                    split=("team",),
                    where=AT_STAGES,
                    total="whole",
                )
            )
            for label, measure in SHOWN
        ),
    ),
    "It is here for scrutiny: to see whether answers crowd on the last day, and whether dates, labels and pauses "
    "change just when a day is close. Each case behind a number keeps what was changed, by whom and why.",
    "It cannot tell why. A date put right, a team that had to change or a lawful pause looks the same as one made for "
    "the figure; and what nobody wrote down at all does not show.",
    "{0} answers went out on the very last day. Close to it a date was changed in {1} stages, and a label in {2}.",
)
