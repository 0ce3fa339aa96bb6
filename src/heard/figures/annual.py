"""The tables of the annual report, in printed order. Their ids stay, for links and for those who read the files."""

from __future__ import annotations

from collections.abc import Callable

from heard.figures.annual_followed import FOLLOWED_TABLES
from heard.figures.annual_more import CLOSING_TABLES
from heard.figures.table_specs import (
    COMPLAINT,
    NUMBER_THEN_SHARE,
    PROCEDURES,
    TWO_YEARS_AND_SHARES,
    WITH_CHANGE,
    Column,
    Row,
    Spec,
    Where,
    at,
    up_to,
)

KEY_FIGURES = Spec(
    "key-figures",
    "Key figures",
    "The year at a glance, beside the year before.",
    WITH_CHANGE,
    "Nothing was recorded in this period.",
    rows=(
        Row("Complaints received", "received", COMPLAINT),
        Row("Statutory Stage 1", "stage_started", at("children_act", 1)),
        Row("Statutory Stage 2", "stage_started", at("children_act", 2)),
        Row("Statutory Stage 3", "stage_started", at("children_act", 3)),
        Row("Corporate Stage 1", "stage_started", at("corporate", 1)),
        Row("Corporate Stage 2", "stage_started", at("corporate", 2)),
        Row("Concerns", "received", {"kind": ("concern",)}),
        Row("Informal complaints", "received", {"kind": ("informal_complaint",)}),
        Row("Statutory Stage 1 answered in time", "in_time", at("children_act", 1), shows="percent"),
        Row("Average working days, statutory Stage 1", "average_working_days", at("children_act", 1)),
        Row("Complaints resolved at Stage 1", "resolved_at_stage_1", shows="percent"),
        Row("Complaints from children themselves", "received", {**COMPLAINT, "complainant": ("child",)}),
        Row("Complaints with an action or improvement", "with_action", COMPLAINT, shows="percent"),
        Row("Ombudsman cases", "ombudsman_received"),
        Row("Ombudsman cases investigated", "ombudsman_investigated"),
        Row("Compliments", "compliments_received"),
        Row("Paid to complainants", "payments_total"),
    ),
)

FEEDBACK = Spec(
    "feedback",
    "All feedback received",
    "Everything people told the council, by kind, beside the year before.",
    WITH_CHANGE,
    "No feedback was recorded in this period.",
    measure="received",
    split=("kind",),
    rows=(Row("Compliments", "compliments_received"),),
    total="sum",
)


def received_by(name: str, title: str, dimension: str, *, only: Where | None = None) -> Spec:
    """Representations received, split one way, with shares and the year before."""
    whose = "Complaints" if only else "Representations of every kind but compliments"
    return Spec(
        name,
        title,
        f"{whose} received in the year, number and per cent, beside the year before.",
        TWO_YEARS_AND_SHARES,
        f"No {'complaints' if only else 'representations'} were recorded in this period.",
        measure="received",
        split=(dimension,),
        where=only or {},
        total="whole",
        largest_first=dimension in ("team", "service", "nature"),
    )


RECEIVED = (
    received_by("received-by-kind", "Representations by kind", "kind"),
    received_by("complaints-by-service", "Complaints by service", "service", only=COMPLAINT),
    received_by("complaints-by-team", "Complaints by team", "team", only=COMPLAINT),
)
HOW_AND_WHO = (
    received_by("by-nature", "Nature of complaints", "nature", only=COMPLAINT),
    received_by("methods", "How representations were made", "channel"),
    received_by("complainants", "Who made representations", "complainant"),
    received_by("advocacy", "Representations with an advocate", "advocate"),
    received_by("advocacy-by-provider", "Advocacy by provider", "advocate_provider"),
)


def stage_by(prefix: str, procedure: str, words: str, stage: int, dimension: str) -> Spec:
    """The stages of one procedure that started in the year, by team or service, largest first."""
    return Spec(
        f"{prefix}stage-{stage}-by-{dimension}",
        f"{words.capitalize()} Stage {stage} by {dimension}",
        f"{words.capitalize()} complaints whose Stage {stage} started in the year, beside the year before.",
        TWO_YEARS_AND_SHARES,
        f"No {words} complaints started Stage {stage} in this period.",
        measure="stage_started",
        split=(dimension,),
        where=at(procedure, stage),
        total="whole",
        largest_first=True,
    )


STAGES = tuple(
    stage_by(prefix, procedure, words, stage, dimension)
    for prefix, procedure, words, stages in PROCEDURES
    for stage in range(1, stages + 1)
    for dimension in ("team", "service")
)
QUARTER_ROWS = tuple(Row(f"Quarter {number}", where={"quarter": (f"Q{number}",)}) for number in range(1, 5))


def by_quarter(prefix: str, procedure: str, words: str, _: int) -> Spec:
    """Stage 1 through the year, beside the year before."""
    return Spec(
        f"{prefix}stage-1-by-quarter",
        f"{words.capitalize()} Stage 1 by quarter",
        "The quarter is that in which the stage started; the first begins in April.",
        WITH_CHANGE,
        f"No {words} complaints started Stage 1 in this period.",
        measure="stage_started",
        rows=QUARTER_ROWS,
        where=at(procedure, 1),
        total="whole",
    )


def outcomes_by_stage(prefix: str, procedure: str, words: str, stages: int) -> Spec:
    """What was found at each stage: number, and per cent of the stage."""
    columns = tuple(
        Column(f"Stage {stage}{mark}", shows, where={"stage": (f"stage_{stage}",)})
        for stage in range(1, stages + 1)
        for mark, shows in NUMBER_THEN_SHARE
    )
    return Spec(
        f"{prefix}outcomes-by-stage",
        f"Outcomes of {words} complaints by stage",
        "Stages that started in the year, by what was found; percentages are of the stage.",
        columns,
        f"No {words} complaints started a stage in this period.",
        measure="outcomes",
        split=("outcome",),
        where=up_to(procedure, stages),
        total="whole",
    )


def outcomes_series(prefix: str, procedure: str, words: str, _: int) -> Spec:
    """Stage 1 outcomes over three years."""
    years = tuple(
        Column("{period}" + mark, shows, years_before=year)
        for year in range(3)
        for mark, shows in NUMBER_THEN_SHARE
    )
    return Spec(
        f"{prefix}stage-1-outcomes-series",
        f"Outcomes of {words} Stage 1 over three years",
        "Stage 1 started in each year, by what was found; those not yet concluded are open.",
        years,
        f"No {words} complaints started Stage 1 in these years.",
        measure="outcomes",
        split=("outcome",),
        where=at(procedure, 1),
        total="whole",
    )


def timescales(prefix: str, procedure: str, words: str, stages: int) -> Spec:
    """How long concluded stages took, in the council's bands."""
    return Spec(
        f"{prefix}timescales",
        f"Timescales of {words} complaints",
        "Stages concluded (answered or withdrawn), by working days taken; percentages are of the stage.",
        TWO_YEARS_AND_SHARES,
        f"No {words} complaints that started in this period were concluded.",
        measure="concluded",
        split=("stage", "band"),
        where=up_to(procedure, stages),
    )


def in_time(prefix: str, procedure: str, words: str, stages: int) -> Spec:
    """Started, answered, in time, over time, not known, withdrawn, ended without an answer and open, by stage."""
    return Spec(
        f"{prefix}in-time",
        f"{words.capitalize()} complaints answered in time",
        "Stages that started in the year. Percentages are of the answers sent, with extensions on record.",
        (
            Column("Started", measure="stage_started"),
            Column("Answered", measure="answered"),
            Column("In time", measure="in_time"),
            Column("In time %", "percent", measure="in_time"),
            Column("Over time", measure="over_time"),
            Column("Over time %", "percent", measure="over_time"),
            Column("Not known", measure="timeliness_not_known"),
            Column("Withdrawn", measure="withdrawn"),
            Column("Ended without an answer", measure="ended_without_answer"),
            Column("Open", measure="open"),
        ),
        f"No {words} complaints started a stage in this period.",
        split=("stage",),
        where=up_to(procedure, stages),
        total="whole",
    )


def averages(prefix: str, procedure: str, words: str, stages: int) -> Spec:
    """Average working days by stage, with the year before."""
    return Spec(
        f"{prefix}average-working-days",
        f"Average working days, {words} complaints",
        "From the start of a stage to its answer or withdrawal, over the stages that were concluded.",
        (
            Column("Concluded", measure="concluded"),
            Column("{period}"),
            Column("{period}", years_before=1),
            Column("Change in days", "change"),
        ),
        f"No {words} complaints that started in this period were concluded.",
        measure="average_working_days",
        split=("stage",),
        where=up_to(procedure, stages),
    )


def averages_by_quarter(prefix: str, procedure: str, words: str, _: int) -> Spec:
    """Stage 1 averages through the year."""
    return Spec(
        f"{prefix}average-by-quarter",
        f"Average working days by quarter, {words} Stage 1",
        "The quarter is that in which the stage started.",
        (
            Column("Concluded", measure="concluded"),
            Column("{period}"),
            Column("{period}", years_before=1),
            Column("Change in days", "change"),
        ),
        f"No {words} Stage 1 that started in this period was concluded.",
        measure="average_working_days",
        rows=QUARTER_ROWS,
        where=at(procedure, 1),
        total="whole",
    )


def escalation(prefix: str, procedure: str, words: str, _: int) -> Spec:
    """Stage 1, Stage 2 and the share between them, over five years."""
    only = {"procedure": (procedure,)}
    return Spec(
        f"{prefix}escalation",
        f"From Stage 1 to Stage 2, {words} complaints",
        "The share sets the Stage 2s that started in a year beside the Stage 1s that started in it. The last "
        "two columns follow the same complaints, into whatever year their Stage 2 started.",
        (
            Column("Stage 1", measure="stage_started", where={"stage": ("stage_1",)}),
            Column("Stage 2", measure="stage_started", where={"stage": ("stage_2",)}),
            Column(
                "Stage 2 as % of Stage 1",
                "ratio",
                measure="stage_started",
                where={"stage": ("stage_2",)},
                over="stage_started",
                over_where={"stage": ("stage_1",)},
            ),
            Column("Went on to Stage 2", measure="went_to_stage_2"),
            Column("Went on %", "percent", measure="went_to_stage_2"),
        ),
        f"No {words} complaints were recorded in these years.",
        years=5,
        where=only,
    )


def _each(*makers: Callable[[str, str, str, int], Spec]) -> tuple[Spec, ...]:
    return tuple(maker(*one) for maker in makers for one in PROCEDURES)


ANNUAL_TABLES = (
    KEY_FIGURES,
    FEEDBACK,
    *RECEIVED,
    *STAGES,
    *_each(by_quarter),
    *HOW_AND_WHO,
    *_each(
        outcomes_by_stage, outcomes_series, timescales, in_time, averages, averages_by_quarter, escalation
    ),
    *CLOSING_TABLES,
    *FOLLOWED_TABLES,
)
