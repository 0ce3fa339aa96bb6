"""The names that others rely on are there, and an unknown one is wrong usage with what there is instead."""

from __future__ import annotations

import pytest
from tests.cli.speaking import asked, heard

pytestmark = pytest.mark.django_db
CLOCKS = {
    "children_act/interest/decision",
    "children_act/stage_1/answer",
    "children_act/stage_2/request_prompt",
    "children_act/stage_2/statement",
    "children_act/stage_2/answer",
    "children_act/stage_3/request",
    "children_act/stage_3/panel",
    "children_act/stage_3/report",
    "children_act/stage_3/response",
    "children_act/time_limit",
    "corporate/stage_1/acknowledge",
    "corporate/stage_1/answer",
    "corporate/stage_2/acknowledge",
    "corporate/stage_2/answer",
    "concern/answer",
    "ombudsman/public_report",
    "subject_access/answer",
    "data_protection/acknowledge",
}
MEASURES = {
    "received",
    "stage_started",
    "answered",
    "concluded",
    "in_time",
    "over_time",
    "open",
    "average_working_days",
    "outcomes",
    "with_action",
    "ombudsman_received",
    "ombudsman_investigated",
    "compliments_received",
    "payments",
    "payments_total",
}
DIMENSIONS = {
    "kind",
    "procedure",
    "stage",
    "team",
    "service",
    "nature",
    "outcome",
    "band",
    "channel",
    "complainant",
    "advocate",
    "decision",
    "category",
    "payment_kind",
    "year",
    "quarter",
    "month",
}


def test_every_clock_that_others_rely_on_is_listed_with_what_starts_it_its_length_and_source():
    listed = {one["clock"]: one for one in asked("due", "--list")}

    assert set(listed) >= CLOCKS
    for name in CLOCKS:
        assert listed[name]["starts"]
        assert listed[name]["length"]
        assert listed[name]["source"]
        assert listed[name]["source_read"] in ("full", "restated", "unverified")
    assert "children_act/stage_3/panel" in heard("due", "--list").out


@pytest.mark.parametrize("clock", sorted(CLOCKS))
def test_every_clock_answers_from_a_day_and_says_why(clock):
    told = asked("due", clock, "--from", "2026-07-06")

    assert {"due_on", "latest_on", "reasons", "source_read"} <= set(told)
    assert told["reasons"]
    assert all(isinstance(reason, str) for reason in told["reasons"])
    said = heard("due", clock, "--from", "06/07/2026")
    assert said.code == 0
    assert said.out.startswith("Due: ")


def test_an_answer_at_stage_1_is_due_in_ten_working_days_and_every_skipped_day_is_named():
    told = asked("due", "children_act/stage_1/answer", "--from", "2022-12-19")

    assert (told["due_on"], told["latest_on"]) == ("2023-01-05", "2023-01-19")
    assert any("Boxing Day" in reason for reason in told["reasons"])
    assert any("regulation 14" in reason for reason in told["reasons"])


def test_a_clock_without_a_legal_number_says_so_and_has_no_day():
    told = asked("due", "children_act/interest/decision", "--from", "2022-11-21")

    assert (told["due_on"], told["latest_on"]) == (None, None)
    assert any("no number" in reason.lower() for reason in told["reasons"])


def test_deadlines_of_the_summer_of_2020_carry_a_caution_and_keep_their_numbers():
    told = asked("due", "children_act/stage_1/answer", "--from", "2020-06-01")

    assert told["due_on"] == "2020-06-15"
    assert "unverified" in str(told)


def test_the_version_of_a_rule_can_be_asked_for_by_day():
    told = asked("due", "children_act/stage_1/answer", "--from", "2022-11-21", "--on-version", "2010-01-01")

    assert told["due_on"] == "2022-12-05"


def test_every_measure_and_dimension_is_listed_with_the_sentence_that_defines_it():
    listed = asked("figures", "--list")

    measures = {one["name"]: one["definition"] for one in listed["measures"]}
    dimensions = {one["name"]: one["definition"] for one in listed["dimensions"]}
    assert set(measures) >= MEASURES
    assert set(dimensions) >= DIMENSIONS
    assert all(words.endswith((".", "…")) for words in (*measures.values(), *dimensions.values()))
    printed = heard("figures", "--list").out
    assert all(name in printed for name in (*MEASURES, *DIMENSIONS))


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_every_measure_answers_in_an_empty_installation(measure, council):
    told = asked("figures", measure, "--period", "2020-21")

    assert (told["measure"], told["period"]) == (measure, "2020/21")
    assert told["definition"]
    assert told["cells"][0]["value"] in (0, None)
    assert heard("figures", measure).code == 0


WRONG = [
    (["figures", "recieved"], "received"),
    (["figures", "received", "--by", "colour"], "channel"),
    (["figures", "received", "--where", "colour=green"], "channel"),
    (["figures", "received", "--where", "team=Nowhere"], "North"),
    (["figures", "received", "--where", "team"], "--where"),
    (["figures", "received", "--period", "2020-25"], "2020-21"),
    (["figures", "received", "--as-at", "soon"], "2026-12-04"),
    (["figures"], "MEASURE"),
    (["tables", "--period", "last year"], "2020-21"),
    (["report", "annual", "--period", "202", "--out", "nowhere"], "2020-21"),
    (["report", "annual", "--period", "2020-21", "--out", "nowhere", "--format", "odt"], "xlsx"),
    (["due", "children_act/stage_9/answer", "--from", "2022-11-21"], "children_act/stage_1/answer"),
    (["due", "children_act/stage_1/answer", "--from", "someday"], "2026-12-04"),
    (["due", "children_act/stage_1/answer"], "--from"),
    (["due"], "--list"),
]


@pytest.mark.parametrize(
    ("words", "instead"), WRONG, ids=lambda one: "_".join(one) if isinstance(one, list) else ""
)
def test_wrong_usage_ends_with_2_and_says_what_there_is_instead(words, instead, with_cases):
    said = heard(*words)
    to_a_program = heard(*words, "--json")

    assert (said.code, to_a_program.code) == (2, 2)
    assert instead in said.err
    assert said.out == ""
    assert to_a_program.json["done"] is False
    assert instead in " ".join(to_a_program.json["reasons"])


@pytest.mark.parametrize(
    "words",
    [[], ["publish"], ["import"], ["tables"], ["report", "annual"], ["init"], ["undo", "third"], ["audit"]],
    ids="_".join,
)
def test_a_command_that_is_not_whole_ends_with_2_and_shows_how_it_is_written(words):
    said = heard(*words)

    assert said.code == 2
    assert said.err.startswith("usage: heard")


def test_a_clock_asked_beyond_the_last_known_bank_holiday_is_refused_and_names_that_day():
    said = heard("due", "children_act/stage_1/answer", "--from", "2060-01-04", "--json")

    assert said.code == 1
    assert "2028" in " ".join(said.json["reasons"])
