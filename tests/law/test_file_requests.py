"""The clock of a request for a file: a month, the stricter count while somebody is asked, and never a day too many."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.law.clock import due
from heard.law.file_requests import Waited, file_clock
from heard.law.rulebook import NotInForce, rule

TODAY = date(2026, 11, 22)


def test_a_request_of_31_january_is_due_on_the_first_working_day_after_the_end_of_february():
    assert file_clock(date(2026, 1, 31), today=TODAY).first_by == date(2026, 3, 2)


def test_the_month_begins_on_the_day_somebody_showed_who_they_are():
    waited = [Waited("identity", date(2026, 9, 3), date(2026, 9, 15))]

    assert file_clock(date(2026, 9, 1), waited, today=TODAY).first_by == date(2026, 10, 15)


def test_days_of_waiting_for_what_they_want_are_added_and_the_rest_goes_on():
    waited = [Waited("scope", date(2026, 9, 7), date(2026, 9, 11))]
    clock = file_clock(date(2026, 9, 1), waited, today=TODAY)

    assert clock.added == 4
    assert clock.first_by == date(2026, 10, 5)  # the 1st and four days
    assert "4 days of waiting" in clock.reasons[-1]


def test_while_nobody_has_answered_the_clock_stands_still_and_is_never_late():
    clock = file_clock(date(2026, 9, 1), [Waited("scope", date(2026, 9, 7))], today=TODAY)

    assert (clock.waits_since, clock.colour(TODAY), clock.left(TODAY)) == (date(2026, 9, 7), "fine", 24)


def test_before_the_law_let_it_stand_still_a_question_stopped_nothing():
    with pytest.raises(NotInForce):
        rule("subject_access/stands_still").on(date(2026, 2, 4))

    asked = [Waited("scope", date(2026, 1, 8), date(2026, 1, 20))]
    assert file_clock(date(2026, 1, 5), asked, today=TODAY).first_by == date(2026, 2, 5)


def test_more_time_reaches_to_three_months_from_the_same_day():
    clock = file_clock(date(2026, 9, 1), is_extended=True, today=TODAY)

    assert clock.must_by == date(2026, 12, 1)
    assert clock.first_by == date(2026, 10, 1)


def test_an_answer_a_day_late_stays_late_for_ever():
    clock = file_clock(date(2026, 9, 1), stopped_on=date(2026, 10, 2), today=TODAY)

    assert (clock.met(TODAY), clock.colour(date(2027, 5, 1)), clock.left(TODAY)) == (False, "late", -1)


@given(start=st.dates(date(2026, 2, 5), date(2027, 6, 1)), waits=st.integers(0, 40))
def test_waiting_adds_no_more_days_than_were_waited_and_the_next_working_day(start, waits):
    asked = start + timedelta(days=2)
    there = [Waited("scope", asked, asked + timedelta(days=waits))]
    without = file_clock(start, today=TODAY).first_by
    clock = file_clock(start, there, today=asked + timedelta(days=waits + 1))

    assert without <= clock.first_by <= without + timedelta(days=waits + 5)
    assert without == due("subject_access/answer", start).due_on
