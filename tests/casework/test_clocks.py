"""The council's own numbers hold from their day on, and never looser than the law."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.making import NOW, council

from heard.casework.clocks import clocks_of_council
from heard.casework.nightly_ladder import ladder_on
from heard.casework.setting import NotASetting, set_value
from heard.law.timeliness import StageDates
from heard.people.models import CouncilSetting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _installation():
    council()


def setting(name: str, value: str, begins: str = "2026-04-01") -> None:
    set_value(name=name, value=value, begins_on=date.fromisoformat(begins), by="amina", at=NOW)


def due(started: str, procedure: str = "none", stage: str = "concern", **more: object) -> date | None:
    dates = StageDates(procedure, stage, date.fromisoformat(started), **more)  # type: ignore[arg-type]
    clock = clocks_of_council().clock(dates)
    return clock.due_on if clock else None


def test_a_number_set_from_a_day_leaves_earlier_cases_as_they_were():
    setting("clock/concern/answer/days", "3")

    assert due("2025-04-01") == date(2025, 4, 8)
    assert due("2026-05-05") == date(2026, 5, 8)


def test_a_later_number_replaces_an_earlier_one_from_its_own_day():
    setting("clock/concern/answer/days", "3")
    setting("clock/concern/answer/days", "4", "2026-06-01")

    assert due("2026-05-12") == date(2026, 5, 15)
    assert due("2026-06-01") == date(2026, 6, 5)


def test_a_target_looser_than_the_law_is_refused_with_both_numbers_and_nothing_is_kept():
    with pytest.raises(NotASetting, match=r"12 working days.*10 working days"):
        setting("clock/children_act/stage_1/answer/days", "12")

    assert not CouncilSetting.objects.exists()


def test_a_tighter_target_is_shown_beside_the_law_and_moves_nothing():
    setting("clock/children_act/stage_1/answer/days", "7")

    dates = StageDates("children_act", "stage_1", date(2026, 4, 7))
    clock = clocks_of_council().clock(dates)

    assert clock is not None
    assert (clock.due_on, clock.local_target) == (date(2026, 4, 21), date(2026, 4, 16))


def test_a_corporate_answer_counts_from_the_acknowledgement_unless_the_council_says_receipt():
    told = {"procedure": "corporate", "stage": "stage_1", "acknowledged_on": date(2026, 4, 10)}
    assert due("2026-04-01", **told) == date(2026, 4, 24)

    setting("clock/corporate/stage_1/answer/counts_from", "receipt", "2026-01-01")

    assert due("2026-04-01", **told) == date(2026, 4, 17)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("bands/stage_9", "10", "no stage"),
        ("bands/stage_1", "ten", "not a list"),
        ("bands/stage_1", "20,10", "must rise"),
        ("clock/concern/answer/colour", "5", "There is no"),
        ("clock/concern/answer/days", "five", "not a number"),
        ("clock/nothing/days", "5", "no rule"),
        ("something", "5", "no setting.*night/chasers, night/quiet_days"),
        ("night/chasers", "1 mayor", "no ladder of chasers"),
        ("night/quiet_days", "never", "no number of working days"),
        ("night/moon", "1", "There is no setting “night/moon”"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_in_words(name, value, words):
    with pytest.raises(NotASetting, match=words):
        setting(name, value)

    assert not CouncilSetting.objects.exists()


def test_what_the_night_goes_by_is_set_the_same_way_as_everything_else():
    setting("night/chasers", "-5 handler, 2 director", "2026-05-01")

    assert [rung.days for rung in ladder_on(date(2026, 5, 1))] == [-5, 2]
    assert len(ladder_on(date(2026, 4, 30))) == 4
