"""Figures as they were known on a day: what came later is not yet there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.figures.council import small_council

from heard.figures.ask import ask

YEAR = "2020-21"


@pytest.fixture(scope="module")
def council():
    return small_council()


def test_what_started_later_is_left_out(council):
    assert ask(council, "received", as_at=date(2020, 4, 1)).total.value == 2


def test_what_was_concluded_later_is_shown_as_open(council):
    then = date(2020, 5, 31)

    assert ask(council, "open", period=YEAR, as_at=then, cases=True).total.cases == ("A1", "C2")
    outcomes = ask(council, "outcomes", period=YEAR, by=["outcome"], as_at=then, where={"stage": ["2"]})
    assert outcomes.cell("Open").value == 1
    assert outcomes.cell("Partially upheld").value == 0


def test_an_answer_sent_on_the_day_is_known_on_the_day(council):
    assert (
        ask(council, "answered", period=YEAR, as_at=date(2020, 9, 1), where={"stage": ["2"]}).total.value == 1
    )
    assert (
        ask(council, "answered", period=YEAR, as_at=date(2020, 8, 31), where={"stage": ["2"]}).total.value
        == 0
    )


def test_timeliness_and_working_days_are_not_known_before_the_answer(council):
    then = date(2020, 8, 31)

    assert ask(council, "over_time", period=YEAR, as_at=then).total.value == 0
    assert (
        ask(council, "average_working_days", period=YEAR, as_at=then, where={"stage": ["2"]}).total.value
        is None
    )
    bands = ask(council, "stage_started", period=YEAR, by=["band"], as_at=then, where={"stage": ["2"]})
    assert bands.cell("Open").value == 1


def test_an_action_is_not_known_before_any_stage_is_concluded(council):
    assert ask(council, "with_action", period=YEAR, as_at=date(2020, 4, 16)).total.base == 0
    assert ask(council, "with_action", period=YEAR, as_at=date(2020, 4, 17)).total.value == 1


def test_a_payment_made_later_is_left_out(council):
    assert ask(council, "payments_total", period=YEAR, as_at=date(2021, 3, 31)).total.value == Decimal(
        "52.50"
    )


def test_an_ombudsman_decision_made_later_is_awaited(council):
    answer = ask(council, "ombudsman_received", period=YEAR, by=["decision"], as_at=date(2020, 10, 1))

    assert {cell.by["decision"]: cell.value for cell in answer.cells if cell.value} == {
        "Awaiting decision": 1,
        "Premature": 1,
    }


def test_a_clock_that_stopped_later_is_neither_met_nor_missed(council):
    assert ask(council, "clocks_met", as_at=date(2020, 12, 7)).total.base == 1
    assert ask(council, "clocks_met", as_at=date(2020, 12, 8)).total.base == 2


def test_an_open_stage_past_its_due_day_is_overdue_on_the_day_after(council):
    def overdue(day):
        return ask(council, "open", period=YEAR, by=["overdue"], as_at=day, where={"kind": ["Formal"]})

    assert overdue(date(2021, 3, 15)).cell("Not yet due").value == 1
    assert overdue(date(2021, 3, 16)).cell("Overdue").value == 1


def test_a_complaint_is_not_resolved_at_stage_1_once_it_has_gone_on(council):
    before = ask(
        council, "resolved_at_stage_1", period=YEAR, as_at=date(2020, 4, 30), where={"team": ["North"]}
    )
    after = ask(
        council, "resolved_at_stage_1", period=YEAR, as_at=date(2020, 5, 1), where={"team": ["North"]}
    )

    assert (before.total.value, after.total.value) == (1, 0)
