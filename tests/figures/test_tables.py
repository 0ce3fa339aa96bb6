"""The tables of the annual report of a small council, cell by cell where it matters."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.figures.council import small_council

from heard.figures.annual import ANNUAL_TABLES
from heard.figures.ask import ask
from heard.figures.frames import Frames
from heard.figures.measures import MEASURES
from heard.figures.reconcile import reconcile
from heard.figures.snapshot import snapshot
from heard.figures.tables import annual_tables, ask_again, cases_of

YEAR = "2020-21"


@pytest.fixture(scope="module")
def council():
    return snapshot(small_council())


@pytest.fixture(scope="module")
def tables(council):
    return {table.id: table for table in annual_tables(council, YEAR)}


def printed(table: Any) -> dict[str, list[str]]:
    return {row.label: [cell.printed for cell in row.cells] for row in table.rows}


def test_ids_are_stable_because_others_link_to_them(tables):
    assert list(tables) == [
        "key-figures", "feedback", "received-by-kind", "complaints-by-service", "complaints-by-team",
        "stage-1-by-team", "stage-1-by-service", "stage-2-by-team", "stage-2-by-service", "stage-3-by-team",
        "stage-3-by-service", "corporate-stage-1-by-team", "corporate-stage-1-by-service",
        "corporate-stage-2-by-team", "corporate-stage-2-by-service", "stage-1-by-quarter",
        "corporate-stage-1-by-quarter", "by-nature", "methods", "complainants", "advocacy", "advocacy-by-provider",
        "outcomes-by-stage", "corporate-outcomes-by-stage", "stage-1-outcomes-series",
        "corporate-stage-1-outcomes-series", "timescales", "corporate-timescales", "in-time", "corporate-in-time",
        "average-working-days", "corporate-average-working-days", "average-by-quarter",
        "corporate-average-by-quarter", "escalation", "corporate-escalation", "resolved-at-stage-1",
        "young-people", "open-cases", "stage-3-clocks", "ombudsman-decisions", "ombudsman-by-service",
        "ombudsman-standing", "ombudsman-compliance", "ombudsman-refusals",
        "remedies", "compensation", "compensation-by-kind", "compensation-by-source", "costs",
        "compliments-by-service", "compliments-by-category", "compliments-from",
        "compliments-in-a-line", "compliments-quotes", "themes", "recommendations-after-stage-2",
        "learning-by-service", "learning-came-from",
        "learning-spread", "lessons", "training", "last-years-actions", "this-years-actions",
        "matters-raised", "series", "received-and-closed", "duty-matters-by-leadership", "stage-1-by-leadership",
        "corporate-stage-1-by-leadership", "stage-1-outcomes-by-leadership",
        "corporate-stage-1-outcomes-by-leadership", "in-time-three-years", "corporate-in-time-three-years",
        "escalation-by-cohort", "corporate-escalation-by-cohort", "points", "findings-by-stage",
        "corporate-findings-by-stage", "findings-by-whom", "appointing", "how-late", "late-reasons", "corrections",
        "first-recorded", "childrens-voices", "advocacy-take-up", "workers", "who-complained-over-years", "workload",
        "backlog", "rates", "complainants-beside-all-served", "complaints-team", "context",
    ]  # fmt: skip


def test_last_years_actions_stand_one_by_one_and_what_members_asked_with_its_answer(tables):
    last, this = printed(tables["last-years-actions"]), printed(tables["this-years-actions"])
    matters = printed(tables["matters-raised"])

    assert [one for one in last if "." in one] == ["Train staff.: Carried over"]
    assert [one for one in this if "." in one] == ["Ring back.: Done", "Write leaflets.: On the way"]
    assert [one for one in matters if "?" in one] == ["Why late?: Two posts were empty."]


def test_what_the_ombudsman_asked_for_is_counted_as_done_and_in_time_of_what_was_due(tables):
    rows = printed(tables["ombudsman-compliance"])

    assert rows["Fostering"] == ["3", "2", "1", "50.0%"]
    assert "Accepted" in printed(tables["ombudsman-refusals"])
    assert "Decided" in printed(tables["ombudsman-standing"])


def test_what_was_recommended_after_stage_2_is_told_by_service_with_its_answers_and_what_is_late(tables):
    rows = {
        row.label: [cell.printed for cell in row.cells]
        for row in tables["recommendations-after-stage-2"].rows
    }

    assert rows["Fostering"] == ["2", "2", "0", "0", "0", "1", "1", "1"]
    assert rows["Safeguarding"] == ["2", "0", "1", "1", "0", "0", "0", "0"]
    assert rows["Total"] == ["4", "2", "1", "1", "0", "1", "1", "1"]


def test_what_was_learnt_is_told_by_service_by_way_and_in_the_words_that_were_released(tables):
    learnt = tables["learning-by-service"].rows[0]

    assert (learnt.label, [cell.printed for cell in learnt.cells]) == ("Fostering", ["2", "1", "50.0%", "1"])
    assert list(printed(tables["lessons"]))[-1].endswith("Ring back: today.")
    assert "Memo" in printed(tables["learning-spread"])
    assert "Listening" in printed(tables["training"])


def test_words_from_compliments_are_listed_as_they_were_released_and_no_other_years(tables):
    lines, quotes = printed(tables["compliments-in-a-line"]), printed(tables["compliments-quotes"])

    assert [one for one in lines if "." in one] == [
        "Care leavers: Kind at court.",
        "Safeguarding: Always rang back.",
    ]
    assert list(quotes) == ["X was so kind."]


def test_themes_say_how_many_cases_and_of_those_with_a_finding_how_many_were_upheld(tables):
    assert printed(tables["themes"]) == {
        "Not rung back": ["3", "0", "1", "50.0%"],
        "Late reports": ["1", "1", "1", "100.0%"],
    }


def test_key_figures_stand_beside_the_year_before_with_their_change(tables):
    rows = printed(tables["key-figures"])

    assert rows["Complaints received"] == ["7", "1", "+600.0%"]
    assert rows["Statutory Stage 1 answered in time"] == ["50.0%", "100.0%", "-50.0 points"]
    assert rows["Average working days, statutory Stage 1"] == ["12.0", "5.0", "+7.0"]
    assert rows["Paid to complainants"] == ["£1,052.50", "£0", "–"]


def test_all_feedback_adds_compliments_to_every_other_kind(tables):
    assert printed(tables["feedback"]) == {
        "Formal": ["6", "1", "+500.0%"],
        "Corporate": ["1", "0", "–"],
        "Concern": ["2", "0", "–"],
        "Comment": ["0", "0", "–"],
        "Compliments": ["2", "0", "–"],
        "Total": ["11", "1", "+1,000.0%"],
    }


def test_teams_are_printed_largest_first_with_the_blank_last(tables):
    assert printed(tables["stage-1-by-team"]) == {
        "South": ["3", "50.0%", "0", "0.0%"],
        "North": ["3", "50.0%", "1", "100.0%"],
        "West": ["0", "0.0%", "0", "0.0%"],
        "Total": ["6", "100.0%", "1", "100.0%"],
    }


def test_outcomes_are_a_share_of_their_own_stage(tables):
    rows = printed(tables["outcomes-by-stage"])

    assert rows["Upheld"] == ["3", "50.0%", "0", "0.0%", "0", "–"]
    assert rows["Partially upheld"][2:4] == ["1", "100.0%"]
    assert rows["Open"][:2] == ["1", "16.7%"]
    assert rows["Total"] == ["6", "100.0%", "1", "100.0%", "0", "–"]


def test_a_council_that_has_none_open_is_told_so(tables):
    assert printed(tables["corporate-outcomes-by-stage"])["Open"] == ["0", "0.0%", "0", "–"]


def test_every_band_of_a_stage_has_its_row_though_nothing_fell_in_it(tables):
    silent = Frames(**{**small_council().__dict__, "meanings": {}})
    named = silent.stages.with_columns(procedure=pl.col("procedure") + " procedure")
    unnamed = {one.id: one for one in annual_tables(Frames(**{**silent.__dict__, "stages": named}), YEAR)}

    for table in (tables["timescales"], unnamed["timescales"]):
        assert printed(table)["Stage 2: Within 25 working days"][:2] == ["0", "0.0%"]


def test_in_time_shows_what_is_not_known_withdrawn_ended_and_open(tables):
    values = [cell.value for cell in tables["in-time"].row("Stage 1").cells]

    assert values == [6, 4, 2, 2, 1, 1, 1, 1, 0, 1]


def test_quarters_stand_beside_the_same_quarter_of_the_year_before(tables):
    assert printed(tables["stage-1-by-quarter"])["Quarter 1"] == ["1", "1", "0.0%"]
    assert printed(tables["average-by-quarter"])["Quarter 3"] == ["1", "21.0", "–", "–"]


def test_escalation_sets_stage_2_beside_stage_1_and_follows_the_same_complaints(tables):
    rows = printed(tables["escalation"])

    assert rows["2020/21"] == ["6", "1", "16.7%", "1", "16.7%"]
    assert rows["2019/20"] == ["1", "0", "0.0%", "0", "0.0%"]


def test_what_is_set_beside_open_cases_is_not_known_in_a_year_before_the_first_record(council):
    first_year = annual_tables(council, "2019-20")
    context = next(table for table in first_year if table.id == "context")
    beside = context.row("Complaints as a percentage of: Open cases")

    assert beside.cells[1].parts[0].value is None
    assert reconcile(first_year) == []


def test_a_year_before_the_first_record_is_not_known_rather_than_nought(tables):
    rows = printed(tables["series"])

    assert rows["2020/21"] == ["2", "6", "1", "0", "3", "2", "7"]
    assert rows["2018/19"] == ["–"] * 7


def test_children_themselves_are_found_by_what_the_council_s_label_means(tables):
    rows = printed(tables["young-people"])

    assert rows["From children and young people themselves"][0] == "3"
    assert rows["… of these with an advocate"][0] == "3"


def test_each_of_the_three_stage_3_clocks_has_its_row(tables):
    assert printed(tables["stage-3-clocks"]) == {
        "Panel": ["0", "0.0%", "1", "0", "0"],
        "Report": ["1", "100.0%", "0", "0", "0"],
        "Response": ["0", "–", "0", "0", "0"],
    }


def test_each_payment_has_its_amount_and_what_it_was_for(tables):
    assert printed(tables["compensation"]) == {
        "£52.50: Distress": ["1", "£52.50"],
        "£1,000: Lost belongings": ["1", "£1,000"],
        "Total": ["2", "£1,052.50"],
    }


def test_compliments_with_several_categories_total_as_records(tables):
    rows = printed(tables["compliments-by-category"])

    assert rows["Good practice"] == ["1", "50.0%", "0", "–"]
    assert rows["Total"][0] == "2"
    assert not tables["compliments-by-category"].adds_up


def test_context_figures_carry_day_and_source_and_complaints_beside_them(tables):
    context = tables["context"]
    rows = printed(context)

    assert rows["Open cases"] == ["200", "250", "-20.0%"]
    assert rows["Complaints as a percentage of: Open cases"] == ["3.5%", "0.4%", "+3.1 points"]
    assert rows["Complaints for every 10,000 of: Children under 18"][0] == "2.3"
    assert "As at 1 April 2021. Source: Case system." in context.row("Open cases").note


def test_an_empty_table_says_so_in_a_sentence_rather_than_vanish(tables):
    assert (
        tables["corporate-stage-2-by-team"].nothing
        == "No corporate complaints started Stage 2 in this period."
    )
    empty = {table.id: table for table in annual_tables(Frames(), YEAR)}
    assert list(empty) == list(tables)
    assert all(table.nothing for table in empty.values())
    assert empty["compensation"].nothing == "No payments were recorded in this period."


def test_every_number_can_be_asked_again_and_gives_as_many_cases_as_it_says(council, tables):
    for table in tables.values():
        for row in table.rows:
            for cell in row.cells:
                if cell.shows not in ("number", "percent") or not cell.measure or cell.value is None:
                    continue
                again = ask_again(council, cell).total
                assert again.value == cell.value, (table.id, row.label)
                if MEASURES[cell.measure].unit in ("records", "share"):
                    assert len(cases_of(council, cell)) == cell.value, (table.id, row.label)


def test_a_sum_opens_to_the_cases_of_all_its_parts(council, tables):
    total = tables["feedback"].row("Total").cells[0]

    assert sorted(cases_of(council, total)) == [
        "A1",
        "A2",
        "A3",
        "A4",
        "A5",
        "A6",
        "B1",
        "C1",
        "C2",
        "P1",
        "P2",
    ]


def test_a_typed_in_figure_has_no_cases(council, tables):
    assert cases_of(council, tables["context"].row("Open cases").cells[0]) == ()


def test_every_cell_carries_a_sentence_that_defines_it(tables):
    for table in tables.values():
        assert table.sentence.endswith(".")
        assert all(len(cell.definition) > 10 for row in table.rows for cell in row.cells)
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_all_time_has_no_year_before(council):
    tables = {table.id: table for table in annual_tables(council, "all")}

    assert tables["stage-1-by-team"].columns == ("all", "all %")
    assert tables["key-figures"].columns == ("all",)
    assert [row.label for row in tables["series"].rows] == ["all"]


def test_tables_as_at_a_day_show_open_cases_as_open():
    tables = {table.id: table for table in annual_tables(small_council(), YEAR, date(2020, 8, 31))}

    assert tables["outcomes-by-stage"].row("Open").cells[2].value == 1
    assert tables["open-cases"].row("Stage 2").cells[0].value == 1
    assert tables["open-cases"].as_at == date(2020, 8, 31)


def test_a_table_can_be_written_as_plain_values(tables):
    plain = tables["complaints-by-team"].as_dict()

    assert plain["rows"][0]["label"] == "North"
    assert plain["rows"][0]["cells"][1] == {
        "shows": "percent",
        "value": 4,
        "printed": "57.1%",
        "base": 7,
        "percent": pytest.approx(57.142857),
        "not_known": 0,
        "measure": "received",
        "definition": MEASURES["received"].definition,
        "period": "2020/21",
        "where": {"kind": ["Formal", "Corporate"], "team": ["North"]},
    }


def test_no_table_asks_for_a_measure_or_split_that_does_not_exist(council):
    for spec in ANNUAL_TABLES:
        named = {spec.measure, *(one.measure for one in (*spec.columns, *spec.rows))} - {None}
        assert named <= set(MEASURES)
        if spec.split and spec.measure:
            ask(council, spec.measure, by=spec.split)
