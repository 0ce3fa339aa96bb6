"""The forecast over a council's own record: its turns, its past forecasts, its repeated delays, and its page."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web import small_council
from tests.web.small_council import bring_in, case, found, signed_in

from heard.casework.history import HistoryStage
from heard.figures.forecast import CHECKED_ENOUGH, Checked, Expected, Forecast, Replayed, WeekAhead
from heard.figures.forecast_words import (
    between,
    headline,
    headline_in_tens,
    how_good,
    worst_steps,
    worst_week,
)
from heard.figures.frames import Frames, frame_of_rows
from heard.reporting.forecasting import CHECKS, CORPORATE, number_of, outlook, past_days, turns_of
from heard.web.seeing import today

STAGE = {"ref": "C", "procedure": "Children Act", "stage": "Stage 1", "stage_code": "stage_1",
         "started_on": date(2026, 6, 1), "due_on": date(2026, 6, 15)}  # fmt: skip


def turns(*rows: dict, clocks: list[dict] | None = None, more_time=None):
    stages = [{**STAGE, "stage_ref": f"C{at}/stage_1", **row} for at, row in enumerate(rows)]
    frames = Frames(stages=frame_of_rows("stages", stages), clocks=frame_of_rows("clocks", clocks or []))
    return turns_of(frames, more_time=more_time or {}, since=date(2026, 1, 1))


def test_more_time_ends_one_turn_and_begins_another_from_the_day_it_was_decided():
    long, (given, due) = date(2026, 6, 29), (date(2026, 6, 10), date(2026, 6, 15))
    dated = turns({"extended_to": long}, more_time={("C0/stage_1", long): given})
    undated = turns({"extended_to": long, "concluded_on": date(2026, 6, 26)})

    assert [(one.step, one.due_on, one.left) for one in dated] == [
        ("Stage 1", due, number_of(given)),
        ("Stage 1, with more time", long, None),
    ]
    assert (dated[1].began, undated[0].left) == (number_of(given), number_of(due))
    assert undated[1].left - undated[1].due == -1  # a Friday, due on the Monday
    assert turns({"due_on": None}, {"started_on": date(2025, 12, 31)}) == []
    assert turns({"procedure": CORPORATE})[0].step == "Stage 1 (corporate)"


def test_each_clock_of_stage_3_is_a_step_and_ends_with_the_stage_where_it_was_never_stopped():
    third = {"stage": "Stage 3", "stage_code": "stage_3", "stage_ref": "C0/stage_3"}
    clock = {**STAGE, **third, "clock": "Panel"}
    stage = {**third, "concluded_on": date(2026, 6, 9)}

    (one,) = turns(stage, clocks=[clock])

    assert (one.step, one.left) == ("Stage 3: panel", number_of(date(2026, 6, 9)))
    assert turns(stage, clocks=[{**clock, "due_on": None}]) == []


def test_past_forecasts_are_made_on_fridays_and_their_weeks_are_over():
    for day in (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 27), date(2028, 2, 29)):
        days = [on for _, on in past_days(day)]
        assert len(days) == CHECKS
        assert {on.weekday() for on in days} == {4}
        assert 0 <= (day - (days[-1] + timedelta(days=3 + 28))).days < 7


def told(about: float, low: int, high: int, due: int = 12) -> Forecast:
    one, none = Expected(due, about, low, high), Expected(0, 0.0, 0, 0)
    weeks = (WeekAhead(date(2026, 11, 23), none, ()), WeekAhead(date(2026, 11, 30), one, ()))
    return Forecast(date(2026, 11, 22), 20, 3, one, weeks, (("Stage 1", one),) if due else (), ())


def test_a_forecast_is_said_whole_with_its_range_week_and_step_and_none_as_none():
    some, none = told(4.4, 2, 7), told(0.2, 0, 1)

    assert headline(some) == (
        "About 4 of the 12 that fall due in the next 2 weeks will probably be late: between 2 and 7."
    )
    assert worst_week(some).endswith("about 4 of 12 in the week beginning Monday 30 November 2026.")
    assert worst_steps(some) == "By step: about 4 of 12 at Stage 1."
    assert headline(none) == "Probably none of the 12 that fall due in the next 2 weeks will be late."
    assert (worst_week(none), worst_steps(none), between(Expected(3, 3, 3, 3))) == ("", "", "3")
    assert headline_in_tens(told(4, 2, 7, due=19)).startswith("Fewer than 20 open cases")
    assert headline_in_tens(told(14, 9, 19, due=40)).endswith("about 4 in 10 will probably be late.")
    assert "hardly any" in headline_in_tens(told(1, 0, 3, due=40))
    assert headline(told(0, 0, 0, due=0)).startswith("No open case falls due")


def test_its_error_is_said_beside_that_of_a_simple_guess():
    good = Checked(date(2026, 6, 5), Expected(9, 3.0, 1, 5), 4, 8.0)
    bad = Checked(date(2026, 7, 3), Expected(9, 3.0, 1, 5), 8, 8.0)

    assert "Take the numbers as a first guess." in how_good(Replayed((), 4))
    assert how_good(Replayed((good, bad), 4)) == (
        "Of 2 forecasts made in the same way on past days, each for the 4 weeks after, 1 gave a range that held the "
        "number that came. On average they were out by 3.0 cases, no nearer than saying “as many as in the weeks "
        "before”, which was out by 2.0 cases. That is too few to lean on."
    )
    many = how_good(Replayed((good,) * CHECKED_ENOUGH + (bad,), 4))
    assert many.endswith("as wide as those had to be to be right nine times in ten.")
    assert "nearer than saying" in many
    assert "no nearer" not in many


def began(number: int) -> date:
    """Two a week over the two years up to today, by its number."""
    return today() - timedelta(days=3 + number * 7 // 2)


def council_of(*, late: bool) -> None:
    found()
    cases = []
    for number in range(200):
        start = began(number)
        slow = late and number % 4 == 0
        answered = start + timedelta(days=38 if slow else 9)
        stage = HistoryStage(
            stage="stage_1",
            started_on=start,
            extension_recorded=True,
            acknowledged_on=start + timedelta(days=22 if slow else 2),
            answered_on=answered if answered <= today() else None,
        )
        cases.append(case(number, received_on=start, stages=(stage,)))
    bring_in(cases)


@pytest.mark.django_db
def test_the_page_says_how_many_in_which_week_and_how_good_it_has_been():
    council_of(late=True)
    members = small_council.members()
    client = signed_in(members["complaints_manager"])
    client.get("/dashboards/forecast/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/dashboards/forecast/").content.decode()

    assert len(asked) <= 12  # worked out once, until something is written
    assert re.search(r"Of \d+ forecasts made in the same way on past days", page)
    assert "lost most of their time from receipt to the acknowledgement" in page
    assert "Probably late" in page
    seen = outlook(today=today())
    assert seen.replayed.miss < 3
    assert seen.forecast.late_now >= 1
    assert {step for step, _ in seen.forecast.steps} <= {"Stage 1"}
    assert seen.delays[0].part == "from receipt to the acknowledgement"
    told = signed_in(members["elected_member"]).get("/dashboards/forecast/").content.decode()
    assert "too few to say more to your role" in told
    assert "half or more of the late ones lost most of their time from receipt" in told
    assert "Week by week" not in told
    assert f"{seen.delays[0].cases} of" not in told
    assert signed_in(members["advocate"]).get("/dashboards/forecast/").status_code == 403


@pytest.mark.django_db
def test_a_council_that_was_never_late_is_told_of_none_and_of_no_delay():
    council_of(late=False)  # the control
    seen = outlook(today=today())

    assert seen.forecast.whole.about < 0.5
    assert seen.forecast.late_now == 0
    assert [one.came for one in seen.replayed.checked] == [0] * len(seen.replayed.checked)
    assert seen.delays == ()
