"""Did it work? Small counts are asked with an exact test, and no change is seen where there is none."""

from __future__ import annotations

from datetime import date, timedelta
from math import comb

import numpy as np
import pytest

from heard.figures import before_and_after
from heard.figures.before_and_after import by_quarter, compare, compare_counts, stretches
from heard.figures.statistics import LEVEL, SHORTEST

SINCE = date(2025, 6, 1)
TODAY = date(2026, 11, 22)


def by_hand(before: int, after: int) -> float:
    """Twice the smaller tail of tosses of a fair coin, added up term by term."""
    both, least = before + after, min(before, after)
    return min(1.0, 2 * sum(comb(both, one) for one in range(least + 1)) / 2**both)


@pytest.mark.parametrize(("before", "after"), [(5, 2), (12, 2), (0, 7), (9, 9), (40, 61), (1, 0)])
def test_the_chance_is_that_of_tossing_a_fair_coin(before, after):
    assert compare_counts(before, after, days=365).chance == pytest.approx(by_hand(before, after))


def test_it_claims_no_more_than_the_numbers_do():
    said = {
        (before, after): compare_counts(before, after, days=365).words
        for before, after in ((5, 2), (14, 2), (1, 12), (0, 0))
    }

    assert said[5, 2] == "5 in the year before, 2 in the year after. This could easily be chance."
    assert "14 in the year before, 2 in the year after. So large a drop is rarely chance." in said[14, 2]
    assert "So large a rise is rarely chance." in said[1, 12]
    assert said[0, 0].endswith("There is nothing to compare.")
    assert "too early" in compare_counts(9, 0, days=SHORTEST - 1).words


def test_the_interval_holds_no_change_exactly_where_the_test_says_chance():
    for before in range(30):
        for after in range(30):
            one = compare_counts(before, after, days=200)
            if before + after:
                holds = one.times_from <= 1 and (one.times_to is None or one.times_to >= 1)
                assert holds == (one.verdict == "chance"), (before, after)


def false_alarms(per_year: float, *, leaving_out: int = 0, councils: int = 20_000) -> float:
    """How often councils in which nothing changed are told that it did, `leaving_out` of each count before it."""
    drawn = np.random.default_rng(7)
    before = drawn.poisson(per_year, councils) - leaving_out
    after = drawn.poisson(per_year, councils)
    pairs, times = np.unique(np.stack([before, after]), axis=1, return_counts=True)
    told = [compare_counts(int(b), int(a), days=365).verdict in ("fewer", "more") for b, a in pairs.T]
    return float(times[told].sum() / councils)


@pytest.mark.parametrize("per_year", [0.5, 2, 5, 12, 40])
def test_where_nothing_changed_at_most_one_council_in_twenty_is_told_that_it_did(per_year):
    assert false_alarms(per_year) <= LEVEL


def test_a_test_that_is_not_exact_would_be_caught(monkeypatch):
    monkeypatch.setattr(before_and_after, "chance_of_split", lambda before, after: by_hand(before, after) / 3)

    assert false_alarms(12) > LEVEL  # the control: an alarm three times too ready


def test_counting_the_complaints_it_came_from_would_cry_success_too_often():
    # Nobody looked but for five complaints on one matter: with those five, the time before is too bad.
    assert false_alarms(5, leaving_out=-5) > LEVEL


def test_the_two_stretches_are_as_long_as_each_other_and_the_day_itself_is_after():
    before, after = stretches(SINCE, TODAY)
    young = stretches(SINCE, SINCE + timedelta(days=100))

    assert (before.days, after.days, young[0].days, young[1].days) == (365, 365, 100, 100)
    assert after.has(SINCE)
    assert not before.has(SINCE)
    days = [SINCE - timedelta(days=1), SINCE, SINCE + timedelta(days=400)]
    one = compare(days, in_force_on=SINCE, today=TODAY)
    assert (one.before, one.after) == (1, 1)
    quarters = by_quarter(days, in_force_on=SINCE, today=SINCE + timedelta(days=200))
    assert [(count, after) for _, count, after in quarters] == [(0, False)] * 3 + [
        (1, False),
        (1, True),
        (0, True),
    ]
