"""Children's voices, what was found, and the Ombudsman: which numbers each shows, and what it cannot tell."""

from __future__ import annotations

from heard.figures.table_specs import COMPLAINT, Column, Row, Spec
from heard.reporting.dashboards_kinds import Definition, NumberSpec, Pictured, TrendSpec
from heard.reporting.dashboards_parts import AT_STAGES, CHILD, EVERY_ONE, NO_TARGET, SHARE, TWO, UPHELD

VOICES = Definition(
    "voices",
    "Children’s voices",
    (
        NumberSpec("Complaints from children themselves", "from_children", target=NO_TARGET, about="children"),
        NumberSpec(
            "Of those, with an advocate",
            "from_children_with_advocate",
            target="Target: an advocate offered to every one of them (Children Act 1989, section 26A).",
            about="advocacy",
        ),
        NumberSpec("Children answered in time", "in_time", {**AT_STAGES, **CHILD}, target=EVERY_ONE,
                   about="in_time"),
        NumberSpec(
            "Children’s complaints upheld, whole or in part",
            "outcomes",
            {**AT_STAGES, **UPHELD, **CHILD},
            over="answered",
            over_where={**AT_STAGES, **CHILD},
            target=NO_TARGET,
            about="upheld",
        ),
    ),
    (
        Pictured(
            Spec(
                "way-in",
                "How children came to us",
                "By which way complaints from children themselves reached the council.",
                TWO,
                "No child complained in this period.",
                measure="received",
                split=("channel",),
                total="whole",
                where={**COMPLAINT, **CHILD},
                largest_first=True,
            ),
            0,
        ),
        Pictured(
            Spec(
                "who-complained",
                "Who complained",
                "By who the person is to the child.",
                TWO,
                "No complaint was received in this period.",
                measure="received",
                split=("complainant",),
                total="whole",
                where=COMPLAINT,
                largest_first=True,
            ),
            0,
        ),
        Pictured(
            Spec(
                "advocates",
                "Advocates",
                "Of the times that an advocate was offered or asked for in the period.",
                SHARE,
                "No advocate was offered or asked for in this period.",
                rows=(
                    Row("Wanted", "advocacy_wanted"),
                    Row("Given, of those wanted", "advocacy_given"),
                ),
            )
        ),
    ),
    "It is here to see whether children themselves are heard, by which way, with whose help, and in time.",
    "It cannot tell how many children wanted to complain and did not dare.",
    "{0} complaints came from children themselves; {1} of those of whom it is known had an advocate.",
    TrendSpec("Complaints from children each month", "received", "children", {**COMPLAINT, **CHILD}),
)  # fmt: skip

FOUND = Definition(
    "found",
    "What we found",
    (
        NumberSpec("Points upheld", "points_upheld", target=NO_TARGET, about="upheld"),
        NumberSpec("Points upheld in part", "points_partly_upheld", target=NO_TARGET, about="upheld"),
        NumberSpec("Points not upheld", "points_not_upheld", target=NO_TARGET),
        NumberSpec(
            "Of those answered at Stage 1, went on to Stage 2",
            "cohort_went_to_stage_2",
            target=NO_TARGET,
            about="escalation",
        ),
    ),
    (
        Pictured(
            Spec(
                "points-by-stage",
                "What was found on each point, by stage",
                "Each point counts at each stage that found on it: a case upheld as a whole may hide points that were "
                "not.",
                TWO,
                "Nothing was found on any point in this period.",
                measure="points_found_on",
                split=("stage", "outcome"),
                total="whole",
            ),
            0,
            "points",
        ),
        Pictured(
            Spec(
                "outcomes-by-stage",
                "Outcomes of whole stages",
                "Stages that began in the period, by what was found; for councils whose points are not on record.",
                TWO,
                "No stage began in this period.",
                measure="outcomes",
                split=("stage", "outcome"),
                total="whole",
                where=AT_STAGES,
            )
        ),
        Pictured(
            Spec(
                "to-the-next-stage",
                "It is here to the next stage",
                "Complaints followed to where they ended.",
                SHARE,
                "No complaint was received or answered in this period.",
                rows=(
                    Row("Resolved at Stage 1, of those received", "resolved_at_stage_1"),
                    Row("To Stage 2, of those answered at Stage 1", "cohort_went_to_stage_2"),
                    Row("To Stage 3, of those answered at Stage 1", "cohort_went_to_stage_3"),
                ),
            )
        ),
    ),
    "It is here to see how often people were right, point by point, and how many were not content.",
    "It cannot tell whether a finding was right: ask how many changed at a later stage or at the Ombudsman.",
    "{0} points were upheld and {1} in part; {3} people answered at Stage 1 went on.",
)

OMBUDSMAN = Definition(
    "ombudsman",
    "The Ombudsman",
    (
        NumberSpec("Cases investigated", "ombudsman_investigated", target=NO_TARGET, about="ombudsman"),
        NumberSpec(
            "What they asked for, done",
            "ombudsman_asked_done",
            target="Target: every part, by the day the decision gives.",
            about="promises_kept",
        ),
        NumberSpec(
            "Done in time", "ombudsman_asked_in_time", target="Target: every part.", about="promises_kept"
        ),
    ),
    (
        Pictured(
            Spec(
                "decisions",
                "What the Ombudsman decided",
                "A few cases a year: two that become four show nothing by themselves. Read each decision.",
                TWO,
                "The Ombudsman received no case about us in this period.",
                measure="ombudsman_received",
                split=("decision",),
                total="whole",
            ),
            0,
            "cases",
        ),
        Pictured(
            Spec(
                "standing",
                "Where the cases stand",
                "Cases of the Ombudsman received in the period, by where they stand now.",
                (Column("{period}"),),
                "The Ombudsman received no case about us in this period.",
                measure="ombudsman_standing",
                split=("stands",),
                total="whole",
            )
        ),
        Pictured(
            Spec(
                "refusals",
                "What they said of our refusals",
                "Cases about a refusal of the council to accept or go on with a complaint.",
                TWO,
                "The Ombudsman looked at no refusal in this period.",
                measure="ombudsman_refusals",
                split=("word_on_refusal",),
                total="whole",
            )
        ),
    ),
    "It is here to see what the Ombudsman found that we had not, and whether we did what they asked.",
    "It cannot tell how we compare: so few cases vary by chance. Set them beside councils of our kind.",
    "The Ombudsman investigated {0} cases about us; {1} of what they asked for is done.",
)
