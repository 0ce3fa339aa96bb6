"""The tables that follow complaints to their end, point by point, and show the office its own work."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.figures.council import small_council

from heard.figures.annual import ANNUAL_TABLES
from heard.figures.ask import ask
from heard.figures.frames import Frames, frame_of_rows
from heard.figures.measures import MEASURES
from heard.figures.reconcile import reconcile
from heard.figures.snapshot import snapshot
from heard.figures.tables import annual_tables

YEAR = "2020-21"


@pytest.fixture(scope="module")
def council():
    return snapshot(small_council())


@pytest.fixture(scope="module")
def tables(council):
    return {table.id: table for table in annual_tables(council, YEAR)}


def printed(table: Any) -> dict[str, list[str]]:
    return {row.label: [cell.printed for cell in row.cells] for row in table.rows}


def test_received_and_closed_stand_side_by_side_though_they_are_not_the_same_cases(tables):
    rows = printed(tables["received-and-closed"])

    assert rows["Formal"] == ["6", "4", "1", "1"]
    assert rows["Concern"] == ["2", "1", "0", "0"]
    assert rows["Total"] == ["9", "6", "1", "1"]


def test_a_case_that_goes_on_after_its_answer_is_open_again_and_was_closed_before(council):
    def closed(day: date) -> tuple[str, ...]:
        return ask(small_council(), "closed", as_at=day, cases=True).total.cases

    assert "A1" in closed(date(2020, 4, 30))
    assert "A1" not in closed(date(2020, 5, 1))
    assert "A1" in closed(date(2020, 9, 1))


def test_a_cohort_is_followed_into_whatever_year_it_went_on(tables):
    rows = printed(tables["escalation-by-cohort"])

    assert rows["2020/21"] == ["3", "1", "33.3%", "0", "0.0%"]
    assert rows["2019/20"] == ["1", "0", "0.0%", "0", "0.0%"]
    before = {one.id: one for one in annual_tables(small_council(), YEAR, date(2020, 4, 30))}
    assert printed(before["escalation-by-cohort"])["2020/21"] == ["1", "0", "0.0%", "0", "0.0%"]


def test_three_years_of_in_time_over_time_and_withdrawn_stand_in_one_table(tables):
    assert printed(tables["in-time-three-years"])["Stage 1"] == ["2", "1", "1", "1", "0", "0", "–", "–", "–"]


def test_points_are_counted_beside_complaints_and_averaged_over_those_that_have_any(tables):
    assert printed(tables["points"])["2020/21"] == ["7", "6", "2.0"]
    findings = printed(tables["findings-by-stage"])
    assert findings["Upheld"] == ["0", "0.0%", "1", "50.0%", "0", "–"]
    assert findings["Total"] == ["1", "100.0%", "2", "100.0%", "0", "–"]
    assert printed(tables["findings-by-whom"])["Investigating officer: Not upheld"] == ["1", "100.0%"]


def test_how_late_and_why_are_told_with_what_was_not_enough(tables):
    assert printed(tables["how-late"])["Stage 2"][:2] == ["1", "60.0"]
    assert printed(tables["late-reasons"])["No reason on record"][:2] == ["1", "33.3%"]
    assert printed(tables["appointing"])["Investigating officer"] == ["5.0", "–", "–", "1"]
    assert printed(tables["first-recorded"])["Stage 1"] == ["5", "3", "60.0%", "4", "80.0%", "1"]
    assert printed(tables["corrections"])["Total"] == ["2", "1", "+100.0%"]


def test_what_was_not_known_on_a_day_is_not_counted_on_it(council):
    then = snapshot(small_council(), date(2020, 5, 12))

    assert ask(then, "days_to_appoint").total.value == 5.0
    assert ask(then, "not_appointed").total.value == 1
    assert ask(then, "late_reasons").total.value == 0
    assert ask(then, "in_time_first_recorded", period=YEAR).total.base == 2
    asked = snapshot(small_council(), date(2020, 7, 5))
    assert ask(asked, "advocacy_wanted", period=YEAR).total.value == 1
    assert ask(asked, "advocacy_given", period=YEAR).total.value == 0


def test_children_and_advocates_are_counted_with_what_is_not_known(tables):
    assert printed(tables["childrens-voices"])["Telephone"] == ["3", "100.0%", "3", "100.0%", "0"]
    assert printed(tables["advocacy-take-up"])["A right"] == ["3", "2", "66.7%", "1", "50.0%", "0"]


def test_complainants_stand_beside_all_who_are_served_only_where_every_answer_has_its_figure(tables):
    alone = printed(tables["complainants-beside-all-served"])
    assert alone["Ethnicity: White"] == ["2", "66.7%", "–", "–"]

    typed = frame_of_rows(
        "context",
        [
            {"name": f"Ethnicity: {who}", "value": value, "as_at": date(2021, 3, 31), "source": "The census"}
            for who, value in (("White", 900.0), ("Asian", 100.0))
        ],
    )
    beside = annual_tables(Frames(**{**small_council().__dict__, "context": typed}), YEAR)
    table = next(one for one in beside if one.id == "complainants-beside-all-served")
    assert printed(table)["Ethnicity: Asian"] == ["1", "33.3%", "100", "10.0%"]
    assert reconcile(beside) == []


def test_the_office_sees_its_work_month_by_month_and_who_does_it(tables):
    rows = printed(tables["workload"])

    assert rows["July 2020"] == ["1", "1", "2", "1", "2", "17.0"]
    assert list(rows)[0] == "April 2020"
    assert printed(tables["backlog"])["June 2020: The report"] == ["1", "1"]
    assert printed(tables["complaints-team"])["Complaints officer"] == ["1"]


def test_a_month_that_has_not_ended_says_nothing_of_its_end_and_is_not_nought(council, tables):
    months = [cell.by["month"] for cell in ask(council, "officers", period=YEAR, by=("month",)).cells]

    assert months[-1] == "July 2020"
    assert printed(tables["workload"])["March 2021"][2:] == ["1", "0", "–", "–"]


def test_a_rate_has_the_figure_it_rests_on_and_none_where_nothing_was_typed_in(council):
    years = "2020-04-01..2022-03-31"
    by_year = ask(council, "complaints_per_100_open_cases", period=years, by=("year",))

    assert [(cell.value, cell.base) for cell in by_year.cells] == [(3.5, 200), (None, 0)]
    assert by_year.total.value is None
    assert ask(council, "complaints_per_100_open_cases").total.value is None


def test_no_table_of_the_report_counts_what_only_some_may_see(tables):
    restricted = {name for name, one in MEASURES.items() if one.restricted}
    asked = {cell.measure for table in tables.values() for row in table.rows for cell in row.cells}

    assert restricted == {"workers_again"}
    assert not restricted & asked
    assert not restricted & {one.measure for spec in ANNUAL_TABLES for one in spec.columns}


def test_leaderships_are_told_apart_with_the_teams_under_them(tables):
    frames = small_council()
    led = frames.stages.with_columns(
        leadership=pl.when(pl.col("team") == "North").then(pl.lit("Ash")).otherwise(pl.lit("Birch"))
    )
    made = {one.id: one for one in annual_tables(Frames(**{**frames.__dict__, "stages": led}), YEAR)}

    assert printed(made["stage-1-by-leadership"])["Ash: North"] == ["3", "100.0%", "1", "100.0%"]
    assert printed(made["stage-1-outcomes-by-leadership"])["Birch: Upheld"][:2] == ["1", "33.3%"]
