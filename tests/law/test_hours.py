"""Seventy-two hours are seventy-two hours: through the night, over a weekend and when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from heard.law.hours import LONDON, how_long, on_the_clock, start_hours
from heard.law.rulebook import NotInForce

RULE = "data_protection/tell_of_breach"


def here(*said: int) -> datetime:
    return datetime(*said, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("known", "due"),
    [
        (here(2026, 11, 20, 17, 55), here(2026, 11, 23, 17, 55)),  # from a Friday evening over the weekend
        (here(2026, 10, 24, 10, 0), here(2026, 10, 27, 9, 0)),  # the hour that comes twice
        (here(2026, 3, 28, 10, 0), here(2026, 3, 31, 11, 0)),  # the hour that is left out
        (here(2026, 12, 24, 23, 59), here(2026, 12, 27, 23, 59)),  # bank holidays count
    ],
)
def test_the_last_instant_is_exactly_seventy_two_hours_on(known, due):
    clock = start_hours(RULE, known)

    assert clock.due_at == due.astimezone(UTC)
    assert clock.due_at - known.astimezone(UTC) == timedelta(hours=72)
    assert not clock.is_late(due.astimezone(UTC))
    assert clock.is_late(due.astimezone(UTC) + timedelta(seconds=1))


def test_once_it_is_stopped_it_stays_as_it_was():
    known = here(2026, 10, 24, 10, 0)
    told = start_hours(RULE, known, here(2026, 10, 27, 8, 59))

    assert not told.is_late(here(2027, 1, 1, 0, 0))
    assert how_long(told.left(here(2027, 1, 1, 0, 0))) == "1 minute"
    assert start_hours(RULE, known, here(2026, 10, 27, 9, 1)).is_late(known)


def test_it_says_how_it_was_come_by_in_the_time_on_the_wall_and_on_which_law():
    why = start_hours(RULE, here(2026, 10, 24, 10, 0)).why

    assert "Saturday 24 October 2026 at 10:00 (BST)" in why
    assert "Tuesday 27 October 2026 at 09:00 (GMT)" in why
    assert "Article 33(1)" in why
    assert on_the_clock(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)).startswith("Thursday 2 July 2026 at 00:30")


def test_lengths_are_said_in_hours_and_minutes():
    said = [how_long(timedelta(minutes=one)) for one in (0, 1, 60, 61, -150, 4320)]

    assert said == ["0 hours", "1 minute", "1 hour", "1 hour 1 minute", "2 hours 30 minutes", "72 hours"]


def test_there_were_no_seventy_two_hours_before_25_may_2018():
    with pytest.raises(NotInForce):
        start_hours(RULE, here(2018, 5, 24, 12, 0))


def test_a_long_time_is_told_in_days():
    assert how_long(timedelta(hours=107)) == "107 hours"
    assert how_long(timedelta(hours=1038, minutes=28)) == "43 days 6 hours"
    assert how_long(timedelta(days=-5)) == "5 days"
