"""How we are doing, on time, and what we changed: which numbers each shows, what it is for, what it cannot tell."""

from __future__ import annotations

from heard.figures.snapshot import NO_DUE_DAY, NOT_YET_DUE, OVERDUE
from heard.figures.table_specs import COMPLAINT, Column, Row, Spec
from heard.reporting.dashboards_kinds import Definition, NumberSpec, Pictured, TrendSpec
from heard.reporting.dashboards_parts import AT_STAGES, IN_TIME, LATE_NOW, RECEIVED, SHARE, TWO, UPHELD_NUMBER

HOW = Definition(
    "how",
    "How we are doing",
    (RECEIVED, IN_TIME, UPHELD_NUMBER, LATE_NOW),
    (),
    "It is here to see in a minute whether people are heard in time, and what asks for somebody today.",
    "It cannot tell whether children are better off, nor what nobody complained about.",
    "{1} answers were in time, {3} open stages are past their day, and {2} answers upheld, whole or in part.",
    TrendSpec("Complaints received each month", "received", "complaints", COMPLAINT),
)

ON_TIME = Definition(
    "on-time",
    "On time",
    (
        IN_TIME,
        NumberSpec("Answered late", "over_time", AT_STAGES, target="Target: none.", about="late"),
        NumberSpec(
            "Not known whether in time",
            "timeliness_not_known",
            AT_STAGES,
            target="Target: none. See Data quality.",
        ),
        LATE_NOW,
    ),
    (
        Pictured(
            Spec(
                "in-time-by-stage",
                "In time, by stage",
                "Of the answers to stages that began in the period and have a limit: those sent by their day.",
                SHARE,
                "No stage that began in this period has been answered.",
                measure="in_time",
                split=("stage",),
                where=AT_STAGES,
            )
        ),
        Pictured(
            Spec(
                "how-long",
                "How long answers took",
                "Every answer of the period by how many working days it took: the last rows are the people who waited "
                "longest, whom an average hides.",
                (Column("{period}"), Column("{period}", years_before=1)),
                "No stage that began in this period is over.",
                measure="concluded",
                split=("stage", "band"),
                where=AT_STAGES,
                total="whole",
            ),
            0,
            "answers",
            tail=(": Over ", "took longer than the longest limit of their stage"),
        ),
        Pictured(
            Spec(
                "late-open",
                "Open now, by stage",
                "Every stage open on the day, whenever it began, and whether its day has passed.",
                (Column("{period}"),),
                "No stage is open.",
                measure="open",
                split=("stage", "overdue"),
                where={**AT_STAGES, "overdue": (OVERDUE, NOT_YET_DUE, NO_DUE_DAY)},
                total="whole",
            ),
            stands=True,
        ),
        Pictured(
            Spec(
                "why-late",
                "Why answers were late",
                "What the record shows beside each late answer. It shows what happened, not whose fault it was; one "
                "answer may have several.",
                TWO,
                "No answer of this period was late with a reason on record.",
                measure="late_reasons",
                split=("late_reason",),
                largest_first=True,
            ),
            0,
            "late answers",
        ),
        Pictured(
            Spec(
                "days-late",
                "How late the late ones were",
                "Working days past the last day there was, over the late answers alone: an average of those who waited "
                "too long.",
                TWO,
                "No answer of this period was late.",
                measure="average_days_late",
                split=("stage",),
                where=AT_STAGES,
            )
        ),
    ),
    "It is here to find at which step people wait too long, and how long the longest wait is.",
    "It cannot tell how good the answers were: a quick answer may bring the same person back.",
    "{0} answers were in time and {1} late; {3} open stages are past their day.",
    TrendSpec("Open and late at the end of each month", "late_at_month_end", "late", AT_STAGES),
)

CHANGED = Definition(
    "changed",
    "What it is about and what we changed",
    (
        NumberSpec("Things learnt and shared", "learned_and_shared", target="Target: every one."),
        NumberSpec(
            "Recommendations accepted, whole or in part, and done",
            "recommendations_done",
            target="Target: every one, by its day.",
            about="promises_kept",
        ),
        NumberSpec("Accepted but late", "recommendations_late", target="Target: none.", about="late"),
        NumberSpec("Lines of plans done", "plan_lines_done", target="Target: every line by its day.",
                   about="promises_kept"),
    ),
    (
        Pictured(
            Spec(
                "themes",
                "Themes, and whether they were upheld",
                "What recurs across cases, each put there by a person. One case may stand in several themes.",
                (
                    Column("Cases", measure="in_themes"),
                    Column("A year before", measure="in_themes", years_before=1),
                    Column("Upheld, whole or in part", "percent", "in_themes_upheld"),
                ),
                "No case of this period stands in a theme.",
                split=("theme",),
                largest_first=True,
            ),
            0,
            "cases",
        ),
        Pictured(
            Spec(
                "about",
                "What complaints were about",
                "By the council’s own list. One complaint may be about several things.",
                TWO,
                "No complaint was received in this period.",
                measure="received",
                split=("nature",),
                where=COMPLAINT,
                largest_first=True,
            ),
            0,
        ),
        Pictured(
            Spec(
                "by-team",
                "Which team they were about",
                "A team that many people meet hears more complaints: set them beside how many it works with.",
                TWO,
                "No complaint was received in this period.",
                measure="received",
                split=("team",),
                where=COMPLAINT,
                total="whole",
                largest_first=True,
            )
        ),
        Pictured(
            Spec(
                "recommendations",
                "What became of recommendations",
                "What investigators, independent persons and panels recommended in the period.",
                (Column("{period}", "percent"), Column("{period}", "percent", years_before=1)),
                "Nothing was recommended in this period.",
                rows=(
                    Row("Accepted", "recommendations_accepted"),
                    Row("Accepted in part", "recommendations_in_part"),
                    Row("Refused", "recommendations_refused"),
                    Row("Not answered yet", "recommendations_unanswered"),
                    Row("Done, of those accepted", "recommendations_done"),
                    Row("Late, of those accepted", "recommendations_late"),
                ),
            )
        ),
    ),
    "It is here to follow what people complained about to what was changed, by whom, by when, and what shows it.",
    "It cannot tell what people did not say, and themes only as far as people of the office agree on them.",
    "{1} accepted recommendations are done and {2} are late; {3} lines of this period’s plans are done.",
)  # fmt: skip
