"""A clock on one case: what is left, what colour it has, and what extensions and holds do and do not do."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law.clock import Clock, Hold, Setting, due, start_clock
from heard.law.rulebook import names, rule
from heard.law.working_days import ENGLAND

STAGE_1 = "children_act/stage_1/answer"
COUNTED = [name for name in names() if rule(name).unit == "working_days" and not rule(name).counts_back]
START, DUE, LATEST = date(2025, 4, 11), date(2025, 4, 29), date(2025, 5, 14)
MUCH_LATER = date(2026, 12, 1)


def stage_1(**facts) -> Clock:
    return start_clock(STAGE_1, START, **facts)


@settings(deadline=None)
@given(name=st.sampled_from(COUNTED), start=st.dates(date(2006, 9, 1), date(2028, 6, 30)))
def test_on_its_due_day_a_clock_has_used_exactly_what_it_was_allowed(name, start):
    clock = start_clock(name, start)
    assert clock.used(clock.due_on) == clock.due.counted[1]
    assert clock.left(clock.due_on) == 0
    assert clock.state(clock.due_on) == "running"
    assert clock.colour(clock.due_on) == "today"
    assert clock.colour(clock.due_on + timedelta(days=1)) == "late"


@settings(deadline=None)
@given(today=st.dates(START, date(2026, 1, 1)))
def test_days_used_and_days_left_add_up_to_what_is_allowed(today):
    clock = stage_1()
    assert clock.used(today) + clock.left(today) == 10


def test_a_clock_turns_from_fine_to_soon_to_today_to_late():
    clock = stage_1()
    assert clock.colour(date(2025, 4, 23)) == "fine"
    assert clock.colour(date(2025, 4, 24)) == "soon"
    assert clock.colour(DUE) == "today"
    assert clock.colour(date(2025, 4, 30)) == "late"
    assert clock.colour(date(2025, 4, 23), soon=5) == "soon"


def test_a_clock_due_on_friday_is_late_on_saturday_though_no_working_day_has_passed():
    clock = start_clock("concern/answer", date(2026, 7, 3))
    assert clock.due_on == date(2026, 7, 10)
    assert clock.colour(date(2026, 7, 11)) == "late"
    assert clock.left(date(2026, 7, 11)) == 0


def test_an_answer_on_the_due_day_is_met_and_fine_for_ever():
    clock = stage_1(stopped_on=DUE)
    assert (clock.state(MUCH_LATER), clock.met(MUCH_LATER), clock.colour(MUCH_LATER)) == ("met", True, "fine")
    assert clock.used(MUCH_LATER) == 10


def test_a_late_answer_stays_late_for_ever():
    clock = stage_1(stopped_on=date(2025, 4, 30))
    assert (clock.state(MUCH_LATER), clock.met(MUCH_LATER), clock.colour(MUCH_LATER)) == (
        "missed",
        False,
        "late",
    )
    assert clock.left(MUCH_LATER) == -1


def test_an_answer_that_is_still_to_come_does_not_stop_the_clock_yet():
    clock = stage_1(stopped_on=DUE)
    assert clock.state(date(2025, 4, 28)) == "running"
    assert clock.met(date(2025, 4, 28)) is None


def test_an_unanswered_clock_is_overdue_and_not_met():
    assert stage_1().state(MUCH_LATER) == "overdue"
    assert stage_1().met(MUCH_LATER) is False


def test_an_extension_moves_the_last_day_as_things_stand_and_not_the_due_day():
    clock = stage_1(extended_to=date(2025, 5, 8))
    assert (clock.due_on, clock.must_by, clock.latest_on) == (DUE, date(2025, 5, 8), LATEST)
    assert clock.state(date(2025, 5, 8)) == "running"
    assert stage_1(extended_to=date(2025, 5, 8), stopped_on=date(2025, 5, 8)).state(MUCH_LATER) == (
        "met_in_extended_time"
    )


def test_an_extension_past_what_the_law_allows_ends_where_the_law_ends_and_says_so():
    clock = stage_1(extended_to=date(2025, 6, 30))
    assert clock.must_by == LATEST
    assert "nothing allows a day after Wednesday 14 May 2025, so that day stands." in clock.why()[-1]


def test_an_extension_where_none_exists_changes_nothing_and_says_so():
    clock = start_clock("children_act/stage_3/panel", date(2024, 1, 2), extended_to=date(2024, 3, 1))
    assert clock.must_by == clock.due_on == date(2024, 2, 13)
    assert "no extension exists, so Tuesday 13 February 2024 stands." in clock.why()[-1]


def test_an_extension_to_a_day_before_the_due_day_shortens_nothing():
    assert stage_1(extended_to=date(2025, 4, 15)).must_by == DUE


@pytest.mark.parametrize("basis", ["advocate", "complainant_asked"])
def test_a_pause_is_shown_beside_the_age_and_moves_no_day(basis):
    clock = stage_1(holds=(Hold(date(2025, 4, 14), date(2025, 4, 24), basis),))
    assert (clock.due_on, clock.latest_on) == (DUE, LATEST)
    assert clock.used(DUE) == 10
    assert clock.used_outside_holds(DUE) == 4
    assert "held from Monday 14 April 2025 to Thursday 24 April 2025" in clock.why()[-1]


def test_two_pauses_that_overlap_are_not_taken_off_twice():
    hold = Hold(date(2025, 4, 14), date(2025, 4, 24), "advocate")
    assert stage_1(holds=(hold, hold)).used_outside_holds(DUE) == 4


def test_a_pause_that_still_lasts_says_so():
    clock = stage_1(holds=(Hold(date(2025, 4, 14), None, "advocate"),))
    assert "and still is" in clock.why()[-1]
    assert clock.used_outside_holds(DUE) == 1


def test_a_decision_about_proceedings_stops_the_clock_and_a_new_one_starts_on_resuming():
    clock = stage_1(holds=(Hold(date(2025, 4, 16), None, "proceedings"),))
    assert clock.state(date(2025, 4, 15)) == "running"
    assert clock.state(MUCH_LATER) == "held"
    assert clock.colour(MUCH_LATER) == "fine"
    assert clock.met(MUCH_LATER) is None
    assert clock.used(MUCH_LATER) == 3
    again = clock.anew(date(2025, 9, 1))
    assert (again.started_on, again.due_on, again.holds) == (date(2025, 9, 1), date(2025, 9, 15), ())


def test_a_hold_that_ended_stands_still_no_longer_and_the_new_clock_was_never_held():
    ended = Hold(date(2025, 4, 16), date(2025, 9, 1), "proceedings")
    clock = stage_1(holds=(ended,))
    assert clock.state(date(2025, 5, 1)) == "held"
    assert clock.state(date(2025, 9, 1)) == "overdue"
    again = start_clock(STAGE_1, date(2025, 9, 1), holds=(ended,))
    assert (again.state(date(2025, 9, 2)), again.used(date(2025, 9, 2))) == ("running", 1)
    assert again.state(date(2025, 9, 16)) == "overdue"
    assert again.held_from(date(2025, 9, 16)) is None
    assert not any("was held" in reason for reason in again.why())
    assert any("was held" in reason for reason in clock.why())


def test_a_clock_answered_after_a_hold_was_kept_or_missed_like_any_other():
    ended = Hold(date(2025, 4, 16), date(2025, 9, 1), "proceedings")
    again = start_clock(STAGE_1, date(2025, 9, 1), holds=(ended,), stopped_on=date(2025, 9, 15))
    assert again.state(MUCH_LATER) == "met"


def test_a_decision_about_proceedings_after_the_answer_changes_nothing():
    clock = stage_1(stopped_on=DUE, holds=(Hold(date(2025, 6, 1), None, "proceedings"),))
    assert clock.state(MUCH_LATER) == "met"


def test_a_new_clock_keeps_the_councils_own_numbers():
    own = {"corporate/stage_1/answer": Setting(15, 5, "receipt")}
    clock = start_clock("corporate/stage_1/answer", START, settings=own)
    again = clock.anew(date(2025, 9, 1))
    assert again.due.found.terms == clock.due.found.terms


def test_a_new_clock_keeps_the_tighter_target():
    clock = start_clock(STAGE_1, START, settings={STAGE_1: Setting(days=8)})
    assert clock.local_target == date(2025, 4, 25)
    assert clock.anew(date(2025, 9, 1)).local_target == date(2025, 9, 11)


def test_a_clock_without_a_number_is_neither_met_nor_late_but_counts_its_days():
    clock = start_clock("children_act/stage_2/statement", date(2026, 4, 1))
    assert (clock.state(MUCH_LATER), clock.met(MUCH_LATER), clock.left(MUCH_LATER)) == (
        "no_number",
        None,
        None,
    )
    assert clock.colour(MUCH_LATER) == "fine"
    assert clock.must_by is None
    assert clock.used(date(2026, 4, 17)) == 10
    assert clock.due.alert_on == date(2026, 4, 17)


def test_a_calendar_clock_counts_calendar_days():
    clock = start_clock("data_protection/acknowledge", date(2026, 7, 1))
    assert clock.used(date(2026, 7, 11)) == 10
    assert clock.left(date(2026, 7, 11)) == 20
    held = start_clock(
        "data_protection/acknowledge",
        date(2026, 7, 1),
        holds=(Hold(date(2026, 7, 2), date(2026, 7, 7), "complainant_asked"),),
    )
    assert held.used_outside_holds(date(2026, 7, 11)) == 5


def test_before_its_start_a_clock_has_used_nothing():
    assert stage_1().used(date(2025, 4, 1)) == 0


def test_a_clock_is_a_value():
    assert stage_1() == Clock(due(STAGE_1, START))
    assert stage_1() != stage_1(stopped_on=DUE)
    assert stage_1().calendar is ENGLAND
    assert stage_1().name == STAGE_1
    with pytest.raises(AttributeError):
        stage_1().stopped_on = DUE
