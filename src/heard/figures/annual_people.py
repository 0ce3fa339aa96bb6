"""Tables of the annual report on people: children's own voices, advocates, workers, and the complaints team."""

from __future__ import annotations

from dataclasses import replace

from heard.figures.ask import ask
from heard.figures.building import table
from heard.figures.periods import Period
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableResult
from heard.figures.table_specs import THIS_YEAR, TWO_YEARS_AND_SHARES, Column, Spec

PEOPLE_TABLES = (
    Spec(
        "childrens-voices",
        "Children's own voices",
        "Complaints received in the year from children and young people themselves, by the way they came. Percentages "
        "are of all complaints that came that way; with an advocate: of those of which it is known.",
        (
            Column("From children", measure="from_children"),
            Column("From children %", "percent", measure="from_children"),
            Column("With an advocate", measure="from_children_with_advocate"),
            Column("With an advocate %", "percent", measure="from_children_with_advocate"),
            Column("From children, {period}", measure="from_children", years_before=1),
        ),
        "No complaints were recorded in this period.",
        split=("channel",),
        total="whole",
    ),
    Spec(
        "advocacy-take-up",
        "Advocates offered, wanted and given",
        "Offers of an advocate in the year, and requests for one before any complaint, by whether the law gives a "
        "right to one.",
        (
            Column("Offered", measure="advocacy_offered"),
            Column("Wanted", measure="advocacy_wanted"),
            Column("Wanted %", "percent", measure="advocacy_wanted"),
            Column("Given", measure="advocacy_given"),
            Column("Given, of those wanted %", "percent", measure="advocacy_given"),
            Column("Offered, {period}", measure="advocacy_offered", years_before=1),
        ),
        "No offer of an advocate is on record in this period.",
        split=("advocacy_right",),
        total="whole",
    ),
    Spec(
        "workers",
        "Workers complained about, by employment",
        "Workers whom representations of the year complain about, once for each representation. Nobody is named.",
        TWO_YEARS_AND_SHARES,
        "No representation of this period names a worker it is about.",
        measure="workers_complained_about",
        split=("employment",),
        total="whole",
    ),
    Spec(
        "who-complained-over-years",
        "What complainants said about themselves, five years",
        "Answers given after a complaint was sent, by those who wanted to say. Each is counted apart from every case.",
        tuple(Column("{period}", years_before=year) for year in range(5)),
        "Nobody has said anything about themselves in these years.",
        measure="said_about_themselves",
        split=("about", "said"),
        total="whole",
    ),
)
WORKLOAD_TABLES = (
    Spec(
        "workload",
        "The complaints team's work, month by month",
        "Stages that started and were concluded in each month, and what was open on its last day.",
        (
            Column("Started", measure="stage_started"),
            Column("Concluded", measure="concluded_in_period"),
            Column("Open at its end", measure="open_at_month_end"),
            Column("Late at its end", measure="late_at_month_end"),
            Column("People in the team", measure="officers"),
            Column("Open cases for each", measure="cases_per_officer"),
        ),
        "Nothing was recorded in these months.",
        split=("month",),
    ),
    Spec(
        "backlog",
        "What open stages waited for, month by month",
        "Stages open on the last day of each month, by what each waited for, and how many of them were late.",
        (
            Column("Open", measure="open_at_month_end"),
            Column("Late", measure="late_at_month_end"),
        ),
        "Nothing was open at the end of a month in this period.",
        split=("month", "waits_for"),
    ),
)
_TEAM = Spec(
    "complaints-team",
    "The complaints team",
    "Who works in the complaints team, by role, on the last day of the last whole month of the period.",
    THIS_YEAR,
    "Nobody of the complaints team is on record in this period.",
    measure="officers",
    split=("office_role",),
    total="whole",
)


def complaints_team(seen: Snapshot, period: Period) -> TableResult:
    """The people of the complaints team by role, at the last month's end of the period that is on record."""
    months = [
        cell.by["month"] for cell in ask(seen, "officers", period=period, by=("month",)).cells if cell.value
    ]
    spec = replace(_TEAM, where={"month": (months[-1],)}) if months else _TEAM
    return table(seen, spec, period)
