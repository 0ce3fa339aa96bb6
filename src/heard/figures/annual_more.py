"""The later tables of the annual report: resolution, children, the Ombudsman, money, compliments, the series."""

from __future__ import annotations

from heard.figures.annual_learning import LEARNING_TABLES
from heard.figures.annual_ombudsman import OMBUDSMAN_TABLES
from heard.figures.annual_recommended import RECOMMENDED
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


def _compensation(name: str, title: str, dimension: str, what: str) -> Spec:
    return Spec(
        name,
        title,
        f"Payments on representations received in the year, {what}, and their total.",
        (Column("Payments", measure="payments"), Column("Paid", measure="payments_total")),
        "No payments were recorded in this period.",
        split=(dimension,),
        total="whole",
    )


COMPENSATIONS = (
    COMPENSATION,
    _compensation("compensation-by-kind", "Payments by kind", "payment_kind", "by what each was for"),
    _compensation("compensation-by-source", "Payments by whose word", "asked_by", "by who asked for each"),
)
REMEDIES = Spec(
    "remedies",
    "What put complaints right",
    "What was offered or done on representations received in the year; one may have several, and each counts.",
    TWO_YEARS_AND_SHARES,
    "No remedies were recorded in this period.",
    measure="remedies",
    split=("remedy",),
    total="whole",
    largest_first=True,
)
COSTS = Spec(
    "costs",
    "What Stage 2 and Stage 3 cost",
    "What the council paid to consider complaints, by the day of each invoice; payments to families are apart.",
    (Column("{period}"), Column("{period}", years_before=1)),
    "No costs were recorded in this period.",
    measure="costs_total",
    split=("stage", "cost_kind"),
    where={"stage": ("stage_2", "stage_3")},
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


COMPLIMENT_LINES = Spec(
    "compliments-in-a-line",
    "Compliments, each in a line",
    "Compliments received in the year in words that were released for this report, by which nobody can be known.",
    (Column("Compliments", measure="compliment_lines"),),
    "No compliment of this period has a line that was released.",
    split=("service", "printed"),
)
COMPLIMENT_QUOTES = Spec(
    "compliments-quotes",
    "In their own words",
    "Quotes from compliments received in the year, released for this report with names, places and days left out.",
    (Column("Compliments", measure="compliment_quotes"),),
    "No quote from a compliment of this period was released.",
    split=("printed",),
)
THEMES = Spec(
    "themes",
    "Themes",
    "What recurs across cases and categories, by the cases that a person put into each theme; one may be in several. "
    "Upheld: of those with a finding, upheld or partly upheld at the last stage that has one.",
    (
        Column("{period}"),
        Column("{period}", years_before=1),
        Column("Upheld", measure="in_themes_upheld"),
        Column("Upheld %", "percent", measure="in_themes_upheld"),
    ),
    "No case of this period was put into a theme.",
    measure="in_themes",
    split=("theme",),
    largest_first=True,
)


def _plan_lines(name: str, title: str, sentence: str, years_before: int) -> Spec:
    return Spec(
        name,
        title,
        sentence,
        (Column("{period}", measure="plan_lines", years_before=years_before),),
        "No plan that begins in that year is on record.",
        split=("line", "line_standing"),
        total="whole",
    )


PLANS = (
    _plan_lines(
        "last-years-actions",
        "What we said we would do, one by one",
        "Each action and priority of the plans of the year before, and how it stands.",
        1,
    ),
    _plan_lines(
        "this-years-actions",
        "What we mean to do",
        "Each action and priority of the plans that begin in the year, and how it stands.",
        0,
    ),
)
MATTERS = Spec(
    "matters-raised",
    "What members and partners asked",
    "Questions, resolutions and agreed actions of the meetings held in the year, with the answer to each.",
    (Column("{period}"),),
    "No meeting of this period is on record.",
    measure="matters_raised",
    split=("matter", "answered_in_words"),
    total="whole",
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
    *OMBUDSMAN_TABLES,
    REMEDIES,
    *COMPENSATIONS,
    COSTS,
    *COMPLIMENTS,
    COMPLIMENT_LINES,
    COMPLIMENT_QUOTES,
    THEMES,
    RECOMMENDED,
    *LEARNING_TABLES,
    *PLANS,
    MATTERS,
    SERIES,
)
