"""The later tables of the annual report: resolution, children, the Ombudsman, money, compliments, the series."""

from __future__ import annotations

from heard.figures.table_specs import (
    COMPLAINT,
    NUMBER_AND_SHARE,
    TWO_YEARS_AND_SHARES,
    WITH_CHANGE,
    Column,
    Row,
    Spec,
    Where,
    at,
)

RESOLVED = Spec(
    "resolved-at-stage-1",
    "Resolved at Stage 1",
    "Complaints received in the year whose Stage 1 was concluded and which have no later stage on record.",
    TWO_YEARS_AND_SHARES,
    "No complaints were recorded in this period.",
    measure="resolved_at_stage_1",
    rows=(
        Row("Statutory complaints", where={"kind": ("statutory_complaint",)}),
        Row("Corporate complaints", where={"kind": ("corporate_complaint",)}),
    ),
    total="whole",
)

_CHILD: Where = {**COMPLAINT, "complainant": ("child",)}
YOUNG_PEOPLE = Spec(
    "young-people",
    "Complaints from children and young people themselves",
    "Complaints in which the complainant is the child or young person, with or without an advocate.",
    WITH_CHANGE,
    "No complaints from children or young people themselves were recorded in this period.",
    measure="received",
    rows=(
        Row("From children and young people themselves", where=_CHILD),
        Row("… of these with an advocate", where={**_CHILD, "advocate": ("yes",)}),
        Row("… of these without an advocate", where={**_CHILD, "advocate": ("no",)}),
        Row("… of these not recorded", where={**_CHILD, "advocate": ("Not recorded",)}),
    ),
)

OPEN_CASES = Spec(
    "open-cases",
    "Still open",
    "Stages that started in the year and were not concluded. These figures will change as they are answered.",
    NUMBER_AND_SHARE,
    "Nothing that started in this period is still open.",
    measure="open",
    split=("stage",),
    total="whole",
)

STAGE_3_CLOCKS = Spec(
    "stage-3-clocks",
    "Stage 3: panel, report and response",
    "Stage 3 has three clocks, each from its own start: the panel, its report, and the council's response.",
    (
        Column("Met", measure="clocks_met"),
        Column("Met %", "percent", measure="clocks_met"),
        Column("Missed", measure="clocks_missed"),
        Column("Met, year before", measure="clocks_met", years_before=1),
        Column("Missed, year before", measure="clocks_missed", years_before=1),
    ),
    "No Stage 3 clocks started in this period.",
    split=("clock",),
    where={"stage": ("stage_3",)},
)


def _ombudsman(name: str, title: str, dimension: str) -> Spec:
    return Spec(
        name,
        title,
        "Cases of the Local Government and Social Care Ombudsman received in the year, beside the year before.",
        TWO_YEARS_AND_SHARES,
        "No Ombudsman cases were recorded in this period.",
        measure="ombudsman_received",
        split=(dimension,),
        total="whole",
        largest_first=dimension == "service",
    )


OMBUDSMAN = (
    _ombudsman("ombudsman-decisions", "Ombudsman decisions", "decision"),
    _ombudsman("ombudsman-by-service", "Ombudsman cases by service", "service"),
)

COMPENSATION = Spec(
    "compensation",
    "Compensation and other payments",
    "Each amount paid on representations received in the year, what it was for, and the total.",
    (Column("Payments", measure="payments"), Column("Paid", measure="payments_total")),
    "No payments were recorded in this period.",
    split=("amount", "payment_kind"),
    total="whole",
)


def _compliments(name: str, title: str, dimension: str) -> Spec:
    return Spec(
        name,
        title,
        "Compliments received in the year, number and per cent, beside the year before.",
        TWO_YEARS_AND_SHARES,
        "No compliments were recorded in this period.",
        measure="compliments_received",
        split=(dimension,),
        total="whole",
        largest_first=True,
    )


COMPLIMENTS = (
    _compliments("compliments-by-service", "Compliments by service", "service"),
    _compliments("compliments-by-category", "Compliments by category", "category"),
    _compliments("compliments-from", "Who gave compliments", "complainant"),
)


def _stage(heading: str, stage: int) -> Column:
    return Column(heading, measure="stage_started", where=at("children_act", stage))


SERIES = Spec(
    "series",
    "Eight years",
    "Concerns, and the stages of the statutory procedure, that started in each year. A change in how "
    "something is recorded can look like a change in what happened.",
    (
        Column("Concern", measure="stage_started", where={"stage": ("concern",)}),
        _stage("Stage one", 1),
        _stage("Stage two", 2),
        _stage("Stage three", 3),
        Column("Ombudsman", measure="ombudsman_received"),
        Column("Compliments", measure="compliments_received"),
        Column("All complaints", measure="received", where=COMPLAINT),
    ),
    "Nothing was recorded in these years.",
    years=8,
)

CLOSING_TABLES = (
    RESOLVED,
    YOUNG_PEOPLE,
    OPEN_CASES,
    STAGE_3_CLOCKS,
    *OMBUDSMAN,
    COMPENSATION,
    *COMPLIMENTS,
    SERIES,
)
