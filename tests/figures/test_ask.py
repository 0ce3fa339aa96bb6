"""Figures of a small council, each counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from tests.figures.council import small_council

from heard.figures.ask import NeedsAsAt, ask
from heard.figures.dimensions import UnknownDimension, UnknownLabel
from heard.figures.frames import Frames
from heard.figures.measures import MEASURES, UnknownMeasure
from heard.figures.periods import UnknownPeriod
from heard.figures.snapshot import ColumnMissing, snapshot

YEAR = "2020-21"


@pytest.fixture(scope="module")
def council():
    return snapshot(small_council())


def values(answer):
    return {tuple(cell.by.values()): cell.value for cell in answer.cells}


def percents(answer):
    return {tuple(cell.by.values()): cell.percent for cell in answer.cells}


COUNTED_BY_HAND = [
    ("received", 9, 9),
    ("stage_started", 10, 10),
    ("answered", 7, 7),
    ("concluded", 8, 8),
    ("in_time", 4, 7),
    ("over_time", 2, 7),
    ("timeliness_not_known", 1, 7),
    ("withdrawn", 1, 10),
    ("open", 2, 2),
    ("ended_without_answer", 0, 0),
    ("outcomes", 10, 10),
    ("with_action", 2, 4),
    ("resolved_at_stage_1", 5, 7),
    ("went_to_stage_2", 1, 7),
    ("clocks_met", 1, 2),
    ("clocks_missed", 1, 2),
    ("ombudsman_received", 3, 3),
    ("ombudsman_investigated", 1, 2),
    ("ombudsman_asked", 3, 3),
    ("ombudsman_asked_done", 2, 3),
    ("ombudsman_asked_in_time", 1, 2),
    ("ombudsman_standing", 1, 1),
    ("ombudsman_refusals", 1, 1),
    ("compliments_received", 2, 2),
    ("compliment_lines", 2, 2),
    ("compliment_quotes", 1, 1),
    ("in_themes", 4, 4),
    ("plan_lines", 2, 2),
    ("plan_lines_done", 1, 2),
    ("recommendations_made", 5, 5),
    ("recommendations_accepted", 2, 5),
    ("recommendations_in_part", 1, 5),
    ("recommendations_refused", 1, 5),
    ("recommendations_unanswered", 1, 5),
    ("recommendations_done", 1, 3),
    ("recommendations_late", 1, 3),
    ("learned", 2, 2),
    ("learned_and_shared", 1, 2),
    ("learning_spread", 1, 1),
    ("lessons_released", 1, 1),
    ("trained", 3, 3),
    ("matters_raised", 2, 2),
    ("matters_answered", 1, 2),
    ("in_themes_upheld", 2, 3),
    ("payments", 2, 2),
    ("payments_total", Decimal("1052.50"), Decimal("1052.50")),
    ("remedies", 3, 3),
    ("costs_total", Decimal("2700.50"), Decimal("2700.50")),
    ("paid_in_period", Decimal("52.50"), Decimal("52.50")),
    ("concluded_in_period", 7, 7),
    ("closed", 6, 6),
    ("answered_at_stage_1", 4, 4),
    ("cohort_went_to_stage_2", 1, 4),
    ("cohort_went_to_stage_3", 0, 4),
    ("points", 6, 6),
    ("points_per_complaint", 2.0, 3),
    ("points_found_on", 3, 3),
    ("points_upheld", 1, 3),
    ("points_partly_upheld", 1, 3),
    ("points_not_upheld", 1, 3),
    ("findings_given", 4, 4),
    ("days_to_appoint", 7.0, 2),
    ("not_appointed", 1, 3),
    ("average_days_late", 30.5, 2),
    ("late_reasons", 3, 3),
    ("corrections", 2, 2),
    ("in_time_first_recorded", 5, 7),
    ("timeliness_corrected", 1, 7),
    ("open_at_month_end", 5, 5),
    ("late_at_month_end", 2, 4),
    ("officers", 4, 4),
    ("cases_per_officer", 16.0, 4),
    ("from_children", 3, 7),
    ("from_children_with_advocate", 3, 3),
    ("advocacy_offered", 4, 4),
    ("advocacy_wanted", 2, 4),
    ("advocacy_given", 1, 2),
    ("workers_complained_about", 2, 2),
    ("workers_again", 1, 2),
    ("said_about_themselves", 4, 4),
    ("finished_on_last_day", 1, 1),
    ("dates_changed_near_due", 1, 2),
    ("labels_changed_near_due", 1, 2),
    ("paused_near_due", 1, 2),
    ("reopened_soon", 1, 2),
    ("complaints_per_10000_children", 70_000 / 30_000, 30_000),
    ("complaints_per_100_open_cases", 3.5, 200),
]


@pytest.mark.parametrize(("measure", "value", "base"), COUNTED_BY_HAND)
def test_each_measure_of_the_year_is_what_was_counted_by_hand(council, measure, value, base):
    total = ask(council, measure, period=YEAR).total

    assert (total.value, total.base) == (value, base)


def test_every_measure_there_is_was_counted_by_hand():
    assert set(MEASURES) == {"average_working_days"} | {name for name, _, _ in COUNTED_BY_HAND}


def test_the_average_is_over_concluded_stages_withdrawn_ones_among_them(council):
    answer = ask(
        council, "average_working_days", period=YEAR, by=["stage"], where={"procedure": ["children_act"]}
    )

    assert answer.cell("Stage 1").value == (10 + 11 + 21 + 6 + 12) / 5
    assert answer.cell("Stage 1").base == 5
    assert answer.cell("Stage 2").value == 85
    assert answer.cell("Stage 3").value is None
    assert answer.cell("Stage 1").percent is None


def test_an_answer_sent_after_the_year_belongs_to_the_year_its_stage_started(council):
    assert "A5" in ask(council, "answered", period=YEAR, cases=True).total.cases
    assert "A5" not in ask(council, "answered", period="2021-22", cases=True).total.cases


def test_labels_come_in_the_council_s_order_with_noughts_and_the_blank_last(council):
    answer = ask(council, "received", period=YEAR, by=["team"])

    assert [cell.by["team"] for cell in answer.cells] == ["South", "North", "West", "Not recorded"]
    assert values(answer) == {("South",): 3, ("North",): 5, ("West",): 0, ("Not recorded",): 1}
    assert percents(answer)["West",] == 0.0
    assert sum(percents(answer).values()) == pytest.approx(100)


def test_a_percentage_of_two_dimensions_is_within_the_first(council):
    answer = ask(council, "outcomes", period=YEAR, by=["stage", "outcome"], where={"kind": ["Formal"]})

    assert answer.cell("Stage 1", "Upheld").value == 3
    assert answer.cell("Stage 1", "Upheld").base == 6
    assert answer.cell("Stage 1", "Open").value == 1
    assert answer.cell("Stage 2", "Partially upheld").percent == 100.0
    assert answer.cell("Stage 2", "Upheld").percent == 0.0
    assert answer.cell("Stage 3", "Upheld").percent is None


def test_a_withdrawn_stage_falls_in_its_band_and_a_stage_has_only_its_own_bands(council):
    answer = ask(
        council, "concluded", period=YEAR, by=["stage", "band"], where={"procedure": ["children_act"]}
    )

    assert values(answer) == {
        ("Stage 1", "Within 10 working days"): 2,
        ("Stage 1", "Within 20 working days"): 2,
        ("Stage 1", "Over 20 working days"): 1,
        ("Stage 2", "Within 25 working days"): 0,
        ("Stage 2", "Within 65 working days"): 0,
        ("Stage 2", "Over 65 working days"): 1,
    }


def test_a_stage_without_an_answer_is_in_the_band_open(council):
    answer = ask(
        council, "stage_started", period=YEAR, by=["band"], where={"stage": ["1"], "kind": ["Formal"]}
    )

    assert values(answer)["Open",] == 1


def test_a_filter_to_one_stage_leaves_only_its_own_bands(council):
    answer = ask(council, "concluded", period=YEAR, by=["band"], where={"stage": ["Stage 2"]})

    assert [cell.by["band"] for cell in answer.cells] == [
        "Within 25 working days",
        "Within 65 working days",
        "Over 65 working days",
    ]


def test_a_filter_to_one_quarter_of_every_year_gives_only_those(council):
    answer = ask(council, "received", by=["quarter"], where={"quarter": ["Q1"]})

    assert values(answer) == {("2019/20 Q1",): 1, ("2020/21 Q1",): 4}
    assert answer.where == {"quarter": ("Q1",)}


def test_too_many_combinations_are_given_only_where_they_occur(council, monkeypatch):
    every = ask(council, "received", period=YEAR, by=["team", "month"])
    monkeypatch.setattr("heard.figures.ask.MOST_NOUGHTS", 3)
    fewer = ask(council, "received", period=YEAR, by=["team", "month"])

    assert fewer.cells == tuple(cell for cell in every.cells if cell.value)
    assert len(every.cells) == 48


def test_bands_of_one_procedure_alone_leave_the_other_s_as_they_are():
    council = small_council()
    tighter = Frames(**{**council.__dict__, "bands": {"stage_1": (10, 20), "corporate/stage_1": (3,)}})
    answer = ask(tighter, "concluded", period=YEAR, by=["procedure", "band"], where={"stage": ["Stage 1"]})

    assert answer.cell("Corporate", "Over 3 working days").value == 1
    assert answer.cell("Corporate", "Within 10 working days") is None
    assert answer.cell("Children Act", "Within 10 working days").value == 2
    assert answer.cell("Children Act", "Within 3 working days") is None


def test_a_record_with_several_natures_counts_once_in_each_and_its_base_is_records(council):
    answer = ask(council, "received", period=YEAR, by=["nature"], where={"kind": ["complaint"]}, cases=True)

    assert values(answer) == {("Staff",): 2, ("Delay",): 2, ("Cost",): 0, ("Not recorded",): 4}
    assert answer.cell("Staff").base == 7
    assert answer.cell("Staff").cases == ("A1", "A3")
    assert answer.total.value == 7
    assert len(answer.total.cases) == 7


def test_narrowing_to_natures_counts_each_record_once(council):
    both = ask(council, "received", period=YEAR, where={"nature": ["Staff", "Delay"]}, cases=True)

    assert both.total.value == 3
    assert both.total.cases == ("A1", "A2", "A3")
    assert ask(council, "received", period=YEAR, where={"nature": ["Not recorded"]}).total.value == 6


def test_nature_and_category_are_one_word_for_complaints_and_for_compliments(council):
    assert values(ask(council, "compliments_received", by=["nature"])) == {
        ("Good communication",): 1,
        ("Good practice",): 1,
        ("Not recorded",): 1,
    }
    assert ask(council, "received", period=YEAR, by=["category"]).cell("Delay").value == 2


def test_several_labels_of_one_dimension_mean_or_and_of_two_mean_and(council):
    either = ask(council, "received", period=YEAR, where={"team": ["North", "South"]})
    both = ask(council, "received", period=YEAR, where={"team": ["North"], "kind": ["concern"]})

    assert either.total.value == 8
    assert both.total.value == 1


@pytest.mark.parametrize("word", ["1", "Stage 1", "stage_1", "STAGE 1", "stage-1"])
def test_a_stage_is_found_however_it_is_written(council, word):
    assert ask(council, "stage_started", period=YEAR, where={"stage": [word]}).total.value == 7


@pytest.mark.parametrize(
    ("dimension", "word", "value"),
    [
        ("complainant", "child", 3),
        ("complainant", "young person", 3),
        ("advocate", "yes", 3),
        ("kind", "statutory_complaint", 6),
        ("kind", "complaint", 7),
        ("kind", "mp_enquiry", 0),
        ("procedure", "corporate", 1),
        ("quarter", "Q4", 3),
        ("quarter", "2020/21 Q1", 4),
        ("month", "April", 3),
        ("month", "2020-04", 3),
        ("year", "2019-20", 0),
    ],
)
def test_a_label_or_the_word_every_council_shares_finds_the_same_cases(council, dimension, word, value):
    assert ask(council, "received", period=YEAR, where={dimension: [word]}).total.value == value


def test_what_is_open_or_awaited_can_be_asked_for_even_where_nothing_is(council):
    assert ask(council, "outcomes", period=YEAR, where={"outcome": ["open"]}).total.value == 2
    assert ask(council, "outcomes", period="2019-20", where={"outcome": ["Open"]}).total.value == 0
    assert ask(council, "ombudsman_received", where={"decision": ["Awaiting decision"]}).total.value == 1
    with pytest.raises(UnknownLabel):
        ask(council, "received", where={"stage": [""]})


def test_every_quarter_of_the_year_has_a_cell(council):
    answer = ask(council, "received", period="2019-20", by=["quarter"])

    assert values(answer) == {
        ("2019/20 Q1",): 1,
        ("2019/20 Q2",): 0,
        ("2019/20 Q3",): 0,
        ("2019/20 Q4",): 0,
    }


def test_years_without_records_between_two_with_some_count_nought(council):
    later = ask(council, "paid_in_period", by=["year"])

    assert values(later) == {("2020/21",): Decimal("52.50"), ("2021/22",): Decimal(1000)}


def test_a_quarter_is_never_crossed_with_another_year(council):
    answer = ask(council, "received", by=["year", "quarter"])

    assert all(cell.by["quarter"].startswith(cell.by["year"]) for cell in answer.cells)


def test_payments_are_split_by_their_amount_as_printed(council):
    answer = ask(council, "payments", by=["amount"], cases=True)

    assert values(answer) == {("£52.50",): 1, ("£1,000",): 1}
    assert ask(council, "payments", where={"amount": ["52.5"]}).total.value == 1
    assert ask(council, "payments", where={"amount": ["£52.50 + £947.50"]}).total.value == 1


def test_money_is_split_by_whose_word_it_was_and_remedies_by_what_they_are(council):
    assert values(ask(council, "payments_total", by=["asked_by"])) == {
        ("Not recorded",): Decimal("52.50"), ("The Ombudsman",): Decimal(1000),
    }  # fmt: skip
    assert percents(ask(council, "remedies", by=["remedy"], period=YEAR)) == {
        ("Apology",): pytest.approx(200 / 3), ("Explanation",): pytest.approx(100 / 3),
    }  # fmt: skip
    cost = values(ask(council, "costs_total", by=["stage", "cost_kind"], period=YEAR))
    assert {key: value for key, value in cost.items() if value} == {
        ("Stage 2", "Independent person"): Decimal("600.50"),
        ("Stage 2", "Investigating officer"): Decimal(1800),
        ("Stage 3", "Panel members"): Decimal(300),
    }


def test_cases_of_a_share_are_those_counted_not_the_whole_base(council):
    assert ask(council, "over_time", period=YEAR, cases=True).total.cases == ("A1", "A3")
    assert ask(council, "in_time", period=YEAR).total.not_known == 1


def test_an_answer_that_no_limit_applies_to_is_neither_in_time_nor_in_the_base():
    council = small_council()
    answered = council.stages.with_columns(
        timeliness=pl.when(pl.col("ref") == "C1").then(pl.lit("No limit")).otherwise(pl.col("timeliness"))
    )
    without = ask(Frames(**{**council.__dict__, "stages": answered}), "in_time", period=YEAR)

    assert (without.total.value, without.total.base) == (3, 6)


def test_a_procedure_is_found_by_its_common_word_though_no_meaning_was_set():
    council = small_council()
    silent = Frames(**{**council.__dict__, "meanings": {}})

    with pytest.raises(UnknownLabel):
        ask(silent, "received", where={"procedure": ["childrens"]})
    renamed = Frames(
        **{
            **silent.__dict__,
            "stages": council.stages.with_columns(procedure=pl.col("procedure") + " procedure"),
        }
    )
    assert ask(renamed, "stage_started", where={"procedure": ["children_act"]}).total.value == 8


def test_cases_are_as_many_as_the_number_says(council):
    for name, measure in MEASURES.items():
        total = ask(council, name, period=YEAR, cases=True).total
        counted = total.base if measure.is_mean else total.value
        if measure.unit not in ("pounds", "rate"):
            assert len(total.cases) == counted, name


def test_a_measure_can_be_asked_as_plain_values(council):
    plain = ask(council, "payments_total", period=YEAR, by=["team"], cases=True).as_dict(cases=True)

    assert plain["cells"][1] == {
        "by": {"team": "North"},
        "value": 1052.5,
        "base": 1052.5,
        "percent": 100.0,
        "not_known": 0,
        "cases": ["A1", "A3"],
    }
    assert plain["period"] == "2020/21"


def test_a_measure_nobody_defined_is_refused_with_those_there_are(council):
    with pytest.raises(UnknownMeasure, match="in_time"):
        ask(council, "satisfaction")


def test_a_split_that_makes_no_sense_is_refused_with_those_that_do(council):
    with pytest.raises(UnknownDimension, match="It can by: .*decision"):
        ask(council, "ombudsman_received", by=["band"])


def test_a_label_nobody_uses_is_refused_with_those_there_are(council):
    with pytest.raises(UnknownLabel, match="South; North; West"):
        ask(council, "received", where={"team": ["Nroth"]})
    with pytest.raises(UnknownLabel, match="quarter"):
        ask(council, "received", where={"quarter": ["Q5"]})
    with pytest.raises(UnknownLabel, match="amount"):
        ask(council, "payments", where={"amount": ["a lot"]})


def test_words_that_are_no_period_are_refused(council):
    with pytest.raises(UnknownPeriod):
        ask(council, "received", period="last year")


def test_overdue_is_judged_on_a_day_and_asks_for_it(council):
    with pytest.raises(NeedsAsAt, match="say which"):
        ask(council, "open", by=["overdue"])


def test_a_frame_that_lacks_a_column_is_named(council):
    lacking = small_council().stages.drop("timeliness")

    with pytest.raises(ColumnMissing, match="“stages” has no column “timeliness”"):
        ask(Frames(stages=lacking), "in_time")


def test_a_snapshot_is_not_asked_about_another_day(council):
    with pytest.raises(ValueError, match="take one from the frames"):
        ask(council, "open", as_at=date(2021, 3, 31))


def test_no_records_at_all_give_nought_and_no_percentage():
    empty = ask(Frames(), "received", period=YEAR)

    assert (empty.total.value, empty.total.percent) == (0, None)
