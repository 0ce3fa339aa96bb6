"""Is it more than chance? Exact tests, held to SciPy's own and to councils where nothing changed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy import stats

from heard.figures import statistics
from heard.figures.readings import READINGS, SAME, reading_of
from heard.figures.statistics import (
    LEVEL,
    chance_of_split,
    change_of_counts,
    change_of_shares,
    interval_of_count,
    interval_of_share,
    judged_together,
    often,
    rate,
    times_as_many,
)

YEAR = {"days_before": 365, "days_after": 365}


def test_the_intervals_are_those_of_scipy_for_every_small_number():
    for of in (1, 2, 8, 40):
        for n in range(of + 1):
            known = stats.binomtest(n, of).proportion_ci(method="exact")
            assert interval_of_share(n, of) == pytest.approx((known.low, known.high))
    for count in (0, 1, 3, 12, 200):
        low, high = interval_of_count(count)
        assert stats.poisson.sf(count - 1, low or 1e-12) == pytest.approx(0.025 if count else 1)
        assert stats.poisson.cdf(count, high) == pytest.approx(0.025)


def test_a_share_of_none_may_be_any_and_one_of_more_than_there_are_is_refused():
    assert interval_of_share(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="3 of 2 cannot be"):
        interval_of_share(3, 2)
    with pytest.raises(ValueError, match="needs a base above nought"):
        rate(3, 0)
    with pytest.raises(ValueError, match="below nought"):
        change_of_counts(-1, 2, **YEAR)


def test_times_of_different_lengths_are_compared_at_the_same_pace():
    year_and_quarter = change_of_counts(40, 10, days_before=365, days_after=92)
    a_rise = change_of_counts(40, 24, days_before=365, days_after=92)

    assert year_and_quarter.verdict == "chance"
    assert year_and_quarter.words.startswith(
        "40 in 365 days before, 10 in 92 days after, where the earlier pace gives 10. This could easily be chance"
    )
    assert a_rise.verdict == "more"  # though fewer than before, in a quarter of the time
    assert "So large a rise" in a_rise.words
    tail = stats.binomtest(24, 64, 92 / 457, alternative="greater").pvalue
    assert a_rise.chance == pytest.approx(2 * tail)


def test_the_interval_of_two_rates_holds_no_change_exactly_where_the_test_says_chance():
    for before, after, share in product(range(12), range(12), (0.5, 0.8)):
        if before + after:
            low, high = times_as_many(before, after, share)
            holds = low <= 1 and (high is None or high >= 1)
            assert holds == (chance_of_split(before, after, share) >= LEVEL), (before, after, share)


def test_shares_are_compared_by_fishers_test_and_printed_with_their_base():
    small = change_of_shares((6, 8), (3, 9), when=("last year", "this year"), about="in_time")
    large = change_of_shares((60, 80), (30, 90), when=("last year", "this year"), about="in_time")
    one_tail = stats.fisher_exact([[60, 20], [30, 60]], alternative="greater").pvalue

    assert small.words == (
        "6 of 8 (75%) last year, 3 of 9 (33%) this year. "
        "This could easily be chance: with nothing changed, as large a difference turns up about 1 time in 5."
    )
    assert large.verdict == "fewer"
    assert large.chance == pytest.approx(2 * one_tail)
    assert "less than 1 time in 1,000" in large.words
    assert large.question == READINGS["in_time"]["fewer"].question
    assert (
        change_of_shares((3, 4), (6, 8)).words
        == "3 of 4 (75%) before, 6 of 8 (75%) after. There is no change."
    )
    assert change_of_shares((0, 0), (3, 9)).verdict == "nothing to compare"
    assert change_of_counts(0, 0, **YEAR).words.endswith("There is nothing to compare.")


def false_alarms(councils: int = 4000) -> float:
    """How often councils of small numbers in which nothing changed are told that their counts did."""
    drawn = np.random.default_rng(11)
    told = 0
    for in_a_year, days in ((3, 365), (20, 92)):
        before = drawn.poisson(in_a_year, councils)
        after = drawn.poisson(in_a_year * days / 365, councils)
        share = 365 / (365 + days)
        told += sum(
            statistics.chance_of_split(int(b), int(a), share) < LEVEL
            for b, a in zip(before, after, strict=True)
        )
    return told / (2 * councils)


def test_where_nothing_changed_at_most_one_in_twenty_is_told_that_it_did(monkeypatch):
    shares = np.random.default_rng(12).binomial((30, 12), 0.7, (1500, 2)).tolist()
    told = sum(change_of_shares((b, 30), (a, 12)).is_real for b, a in shares)

    assert false_alarms() <= LEVEL
    assert told / 1500 <= LEVEL
    monkeypatch.setattr(statistics, "chance_of_split", lambda *of: chance_of_split(*of) / 3)
    assert false_alarms() > LEVEL  # the control: an alarm three times too ready


def test_of_many_changes_on_a_page_one_in_twenty_is_not_cried_out():
    drawn = np.random.default_rng(3)
    alone, together = 0, 0
    for _ in range(60):
        page = [change_of_counts(*map(int, drawn.poisson(60, 2)), **YEAR) for _ in range(20)]
        alone += any(one.is_real for one in page)
        together += any(one.is_real for one in judged_together(page))
    planted = [change_of_counts(60, 120, **YEAR), *(change_of_counts(60, 58, **YEAR) for _ in range(9))]
    kept = judged_together(planted)

    assert alone > 20  # nothing changed on any page, and a third of them cry
    assert together <= 6
    assert [one.verdict for one in kept] == ["more"] + ["chance"] * 9
    assert kept[0].tests == 10
    assert judged_together(planted[:1]) == (planted[0],)
    weak = judged_together([change_of_counts(20, 36, **YEAR), *planted[1:]])[0]
    assert weak.verdict == "chance"
    assert "among the 10 changes" in weak.words


def test_a_rate_never_stands_without_its_count_base_and_interval():
    one = rate(12, 24_000)

    assert (one.value, round(one.low, 1), round(one.high, 1)) == (5.0, 2.6, 8.7)
    assert one.words == (
        "5.0 for every 10,000 (12 of 24,000); by chance alone it may stand between 2.6 and 8.7."
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1.0, "nearly every time"), (0.5, "about every other time"), (0.33, "about 1 time in 3"),
     (0.0213, "about 1 time in 50"), (0.0031, "about 1 time in 300"), (1e-7, "less than 1 time in 1,000")],
)  # fmt: skip
def test_how_often_is_said_as_times_out_of_so_many(chance, words):
    assert often(chance) == words


def test_every_subject_is_read_both_ways_with_a_question_and_no_number():
    for subject, way in product(READINGS, ("fewer", "more")):
        one = READINGS[subject][way]
        assert one.question.endswith("?")
        assert one.good != one.bad
        assert not any(letter.isdigit() for letter in one.good + one.bad + one.question)
    assert reading_of("children", 3, 9).good.endswith("dare to.")
    assert reading_of("children", 3, 3) is SAME
    with pytest.raises(KeyError, match="how to read “weather”"):
        reading_of("weather", 1, 2)
