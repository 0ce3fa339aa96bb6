"""How many will be late? Asked of made histories whose late weeks are known, and of one in which nothing is late."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats
from tests.figures.made_turns import LIMIT, drifting, made, on, steady, surges

from heard.figures import forecast as forecasts
from heard.figures import survival
from heard.figures.delays import FEWEST, Walked, repeated_delays
from heard.figures.forecast import Forecast, forecast, replay, widened
from heard.figures.survival import Turn, curves_of

FORTNIGHTS = [(day, on(day)) for day in range(269, 520, 10)]  # Fridays


def ahead(turns: list[Turn], day: int, weeks: int = 3) -> Forecast:
    return forecast(turns, day=day, as_at=on(day), weeks=weeks, closed=True)


def came(turns: list[Turn], day: int, week: int) -> int:
    """How many of those open at the end of a day passed their due day in the week that begins on a Monday after it."""
    monday = forecasts.monday_of(on(day)) + timedelta(weeks=week)
    theirs = [one for one in turns if one.is_waiting(day) and 0 <= (one.due_on - monday).days < 7]
    return sum(one.left is None or one.left > one.due for one in theirs)


def test_the_curve_is_that_of_kaplan_and_meier_as_scipy_draws_it(monkeypatch):
    monkeypatch.setattr(survival, "HALF_AS_MUCH", 1e9)
    turns = steady(1, late=0.3, days=200)
    day = 150
    seen = [one for one in turns if one.began < day]
    ages = [min(day, one.due, one.left) - one.began for one in seen]
    watched = [one.left > min(day, one.due) for one in seen]
    known = stats.ecdf(stats.CensoredData.right_censored(ages, watched)).sf

    curve = curves_of(turns, day)["Stage 1"]

    for left in (1, 3, 7, 9):
        exact = known.evaluate(LIMIT) / known.evaluate(LIMIT - left)
        assert curve.chance(left)[0] == pytest.approx(exact, abs=0.01)


def test_weeks_known_to_go_wrong_are_found_before_they_do_and_quiet_ones_are_let_be():
    found = missed = cried = quiet = 0
    for seed in range(2):
        turns = surges(seed)
        for day in range(289, 520, 5):
            for week, told in enumerate(ahead(turns, day).weeks[1:], 1):
                bad, said = came(turns, day, week) >= 5, told.expected.about >= 5
                found, missed = found + (bad and said), missed + (bad and not said)
                cried, quiet = cried + (said and not bad), quiet + (not said and not bad)

    assert found >= 0.5 * (found + missed) > 10
    assert cried <= 0.1 * (cried + quiet)


def test_where_nothing_was_ever_late_nothing_is_foretold():
    turns = steady(3, late=0)  # the control
    told = ahead(turns, 400)
    again = replay(turns, FORTNIGHTS[:6], weeks=2)

    assert told.whole.due > 5
    assert told.whole.about < 0.5
    assert told.whole.low == 0
    assert [one.came for one in again.checked] == [0] * 6
    assert again.miss < 0.5


@pytest.mark.parametrize("make", [steady, surges])
def test_it_misses_less_than_saying_as_many_as_lately_and_the_interval_holds(make):
    turns = make(5)
    known = replay(turns, FORTNIGHTS, weeks=2)

    assert known.miss < 0.8 * known.simple_miss
    held = 0
    for place in range(10, len(FORTNIGHTS)):
        past = forecasts.Replayed(known.checked[:place], 2)
        this = known.checked[place]
        told = widened(ahead(turns, FORTNIGHTS[place][0]), past).whole
        held += told.low <= this.came <= told.high
    assert held >= 0.8 * (len(FORTNIGHTS) - 10)


def test_the_interval_alone_would_be_too_narrow_where_many_are_slow_at_once():
    known = replay(surges(5), FORTNIGHTS, weeks=2)  # the control of the test above: nothing widened

    assert known.held < 0.8 * len(known.checked)
    assert known.out_by > 1


def test_what_ended_lately_counts_most_so_that_it_follows_a_pace_that_changes(monkeypatch):
    turns = drifting(1)
    lately = replay(turns, FORTNIGHTS[8:], weeks=2).miss

    monkeypatch.setattr(survival, "HALF_AS_MUCH", 1e9)  # the control: a year ago counts like yesterday

    assert lately < 0.8 * replay(turns, FORTNIGHTS[8:], weeks=2).miss


def test_it_says_at_which_step_and_of_which_it_cannot_speak():
    slow = made(list(range(0, 400, 2)), [one + 14 for one in range(0, 400, 2)], "Stage 2")
    new = made([395, 396], [None, None], "Stage 3")
    told = ahead([*steady(2, late=0), *slow, *new], 398)
    steps = dict(told.steps)

    assert steps["Stage 2"].about > 0.9 * steps["Stage 2"].due > 0
    assert steps["Stage 1"].about < 0.5
    assert told.not_told == (("Stage 3", 2),)
    assert sum(one.expected.due for one in told.weeks) == told.whole.due
    for one in told.weeks:
        assert sum(step.due for _, step in one.steps) == one.expected.due
    assert told.late_now == sum(one.due <= 398 < one.left for one in slow)


def test_a_turn_due_today_has_today_still_and_one_due_yesterday_is_late():
    turns = [*steady(4), *made([400, 399], [None, None])]
    open_ = forecast(turns, day=410, as_at=on(410))
    over = forecast(turns, day=410, as_at=on(410), closed=True)

    assert open_.late_now + 1 <= over.late_now
    assert open_.whole.due > over.whole.due


def test_nothing_that_came_later_is_known_to_a_forecast_of_the_past():
    turns = surges(7)
    day = 320
    cut = [
        Turn(one.step, one.began, one.due, one.due_on, one.left if one.left and one.left <= day else None)
        for one in turns
        if one.began <= day
    ]

    assert ahead(turns, day) == ahead(cut, day)
    assert ahead([], day).whole.due == 0
    assert replay([], FORTNIGHTS).miss == 0


def walked(late: bool, *days: int, waits_in: str = "") -> Walked:
    names = ("from request to appointment", "from appointment to statement", "from statement to answer")
    return Walked("Stage 2", late, tuple(zip(names, days, strict=False)), waits_in)


def test_one_delay_that_repeats_across_cases_is_named_with_who_waits_there_now():
    in_time = [walked(False, 4, 5 + one % 2, 12) for one in range(6)]
    late = [walked(True, 19 + one, 5, 13) for one in range(5)] + [walked(True, 4, 5, 60)]
    waits = [walked(False, waits_in="from request to appointment")] * 2

    (one,) = repeated_delays([*in_time, *late, *waits])

    assert one.words == (
        "5 of 6 late at Stage 2 lost most of their time from request to appointment: 21 working days in the middle, "
        "where those in time took 4 working days. 2 open cases wait there now."
    )


def test_delays_here_and_there_are_no_delay_that_repeats():
    in_time = [walked(False, 4, 5, 12) for _ in range(6)]
    here_and_there = [walked(True, 40, 5, 12), walked(True, 4, 45, 12), walked(True, 4, 5, 52)] * 2

    assert repeated_delays([*in_time, *here_and_there]) == ()  # the control
    assert repeated_delays([*in_time, *[walked(True, 40, 5, 12)] * (FEWEST - 1)]) == ()
    assert repeated_delays([walked(True, 40, 5, 12)] * 9) == ()  # nothing in time to say what is usual


def test_the_same_question_has_the_same_answer_and_more_days_left_never_more_chance():
    turns = steady(6)

    assert ahead(turns, 420) == ahead(turns, 420)
    curve = curves_of(turns, 420)["Stage 1"]
    chances = [float(np.median(curve.chance(left))) for left in range(1, LIMIT + 1)]
    assert all(one >= other for one, other in pairwise(chances))
