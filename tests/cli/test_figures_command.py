"""`heard figures` and `heard tables` answer to a person and to a program with the same numbers."""

from __future__ import annotations

import pytest
from tests.cli.speaking import asked, heard

pytestmark = pytest.mark.django_db


def values(*words: str) -> dict[tuple[str, ...], object]:
    """The cells that are not nought, by their labels."""
    cells = asked("figures", *words)["cells"]
    return {tuple(cell["by"].values()): cell["value"] for cell in cells if cell["value"]}


def test_an_answer_has_its_measure_definition_period_and_cells_with_value_base_and_percent(with_cases):
    told = asked("figures", "received", "--period", "2020-21", "--by", "team")

    assert {"measure", "definition", "period", "cells"} <= set(told)
    assert told["period"] == "2020/21"
    north = next(cell for cell in told["cells"] if cell["by"] == {"team": "North"})
    assert (north["value"], north["base"], north["percent"]) == (3, 6, 50.0)
    assert "cases" not in north


def test_a_percentage_is_not_rounded_for_a_program_and_is_for_a_person(with_cases):
    words = ("figures", "received", "--period", "2020-21", "--by", "channel")

    email = next(cell for cell in asked(*words)["cells"] if cell["by"]["channel"] == "Email")

    assert email["percent"] == 50.0
    letter = next(cell for cell in asked(*words)["cells"] if cell["by"]["channel"] == "Letter")
    assert letter["percent"] == pytest.approx(100 / 6, abs=1e-9)
    assert "16.7%" in heard(*words).out


def test_the_cases_behind_a_number_are_listed_when_asked_for(with_cases):
    told = asked("figures", "received", "--by", "team", "--cases")

    assert {cell["by"]["team"]: cell["cases"] for cell in told["cells"]} == {
        "North": ["C1", "C2", "C6", "C7"],
        "South": ["C3", "C4", "C5"],
    }
    assert "C3 C4 C5" in heard("figures", "received", "--by", "team", "--cases").out


def test_a_filter_repeated_for_one_dimension_means_or_and_of_two_dimensions_means_and(with_cases):
    assert values("received", "--where", "channel=Email", "--where", "channel=Letter") == {(): 5}
    assert values("received", "--where", "channel=Email", "--where", "team=South") == {(): 2}
    assert values("received") == {(): 7}


def test_two_dimensions_split_together(with_cases):
    assert values("stage_started", "--by", "procedure,stage", "--period", "2020-21") == {
        ("Children Act procedure", "Stage 1"): 3,
        ("Children Act procedure", "Stage 2"): 1,
        ("Corporate procedure", "Stage 1"): 1,
        ("No procedure", "Concern"): 1,
    }


def test_a_year_a_quarter_a_month_and_a_range_of_days_are_periods(with_cases):
    for period, count in {
        "2020-21": 6,
        "2020/21": 6,
        "2020-21 Q3": 4,
        "2020-10": 2,
        "2020-10-08..2020-11-09": 2,
        "all": 7,
    }.items():
        assert values("received", "--period", period) == {(): count}, period


def test_as_at_a_day_what_came_later_is_not_known(with_cases):
    assert values("open", "--as-at", "2020-10-31", "--by", "stage") == {("Stage 1",): 1}
    assert values("open", "--by", "stage") == {("Stage 2",): 1}
    assert values("answered", "--as-at", "2020-10-29") == {(): 1}


def test_in_time_counts_an_extension_on_record_and_says_over_which_answers(with_cases):
    stage_1 = ("--where", "stage=1", "--where", "procedure=children_act")

    in_time = asked("figures", "in_time", *stage_1, "--cases")["cells"][0]
    over = asked("figures", "over_time", *stage_1, "--cases")["cells"][0]

    assert (in_time["cases"], in_time["base"]) == (["C1", "C3"], 3)
    assert over["cases"] == ["C2"]


def test_money_is_in_pounds(with_cases):
    assert values("payments_total", "--by", "team") == {("South",): 250.0}
    assert values("payments") == {(): 1}


def test_every_table_has_an_id_a_title_and_cells_with_value_base_and_definition(with_cases):
    told = asked("tables", "--period", "2020-21")

    ids = [table["id"] for table in told["tables"]]
    assert len(ids) == len(set(ids)) > 20
    for table in told["tables"]:
        assert table["title"]
        for cell in table["cells"]:
            assert {"row", "column", "value", "base", "definition"} <= set(cell)
    printed = heard("tables", "--period", "2020-21").out
    assert all(f"[{one}]" in printed for one in ids)


def test_tables_as_at_a_day_know_only_what_was_known_then(with_cases):
    then = asked("tables", "--period", "2020-21", "--as-at", "2020-10-07")
    now = asked("tables", "--period", "2020-21")

    assert _received(then) == 2
    assert _received(now) == 5


def _received(told: dict[str, list[dict[str, object]]]) -> object:
    key = next(table for table in told["tables"] if table["id"] == "key-figures")
    cells: list[dict[str, object]] = key["cells"]  # type: ignore[assignment]
    return next(cell["value"] for cell in cells if cell["row"] == "Complaints received")


def test_the_bands_are_the_councils_own_from_the_day_it_says(with_cases):
    assert heard("settings", "bands/stage_1", "5,15").code == 0

    assert values(
        "concluded", "--by", "band", "--where", "stage=1", "--where", "kind=statutory_complaint"
    ) == {
        ("Within 15 working days",): 2,
        ("Over 15 working days",): 2,
    }
    assert asked("settings") == {"bands/stage_1": "5,15"}
    assert heard("settings", "bands/stage_1", "15,5").code == 1
    assert heard("settings", "bands/stage_8", "5").code == 1


def test_a_setting_looser_than_the_law_is_refused_and_not_kept(council):
    said = heard("settings", "clock/children_act/stage_1/answer/days", "15")

    assert said.code == 1
    assert "10" in said.err
    assert asked("settings") == {}


def test_a_tighter_setting_moves_the_day_due_of_this_council(council):
    before = asked("due", "concern/answer", "--from", "2022-11-21")["due_on"]

    assert heard("settings", "clock/concern/answer/days", "3").code == 0

    after = asked("due", "concern/answer", "--from", "2022-11-21")["due_on"]
    assert (before, after) == ("2022-11-28", "2022-11-24")
