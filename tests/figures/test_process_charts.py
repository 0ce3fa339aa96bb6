"""Which months stand out? Few false alarms where nothing changed, and a planted shift that is found."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from heard.figures import process_charts
from heard.figures.periods import MONTHS as PRINTED_MONTHS
from heard.figures.process_charts import FEWEST, OUTSIDE, ProcessChart, process_chart

MONTHS = ("month", "months")
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def outside(chart: ProcessChart) -> list[int]:
    return [one.at for one in chart.signals if not one.is_run]


def runs(chart: ProcessChart) -> list[tuple[int, int, str]]:
    return [(one.since, one.at, one.kind) for one in chart.signals if one.is_run]


def alarms(mean: float, *, series: int = 300, months: int = 24) -> tuple[float, float]:
    """Of series in which nothing changed: the share of months outside the limits, and of series with a run."""
    drawn = np.random.default_rng(5).poisson(mean * np.array(DAYS * 2) / 30.4, (series, months))
    charts = [process_chart(row.tolist(), bases=DAYS * 2) for row in drawn]
    return (
        sum(len(outside(one)) for one in charts) / (series * months),
        sum(bool(runs(one)) for one in charts) / series,
    )


def test_the_limits_are_the_exact_ones_of_the_months_share_of_all():
    counts = [3, 5, 2, 4, 6, 3, 4, 5, 2, 6, 4, 3]
    chart = process_chart(counts, bases=DAYS)

    for at, days in enumerate(DAYS):
        law = stats.binom(sum(counts), days / sum(DAYS))
        assert chart.centre[at] == pytest.approx(law.mean())
        assert law.sf(chart.upper[at]) <= OUTSIDE / 2 < law.sf(chart.upper[at] - 1)
        assert chart.lower[at] is None
    large = process_chart([100, 104, 97, 99, 101, 98, 103, 95])
    law = stats.binom(sum(large.counts), 1 / 8)
    assert law.cdf(large.lower[0] - 1) <= OUTSIDE / 2 < law.cdf(large.lower[0])
    assert (chart.signals, large.signals) == ((), ())
    assert chart.words == (
        "No period stands out from what chance gives. "
        "The counts are so small that no single period could stand out by being low."
    )
    assert large.words == "No period stands out from what chance gives."


@pytest.mark.parametrize("mean", [0.4, 1.5, 4, 20])
def test_where_nothing_changed_it_cries_out_no_oftener_than_it_says(mean):
    months, series = alarms(mean)

    assert months <= OUTSIDE + 0.0015  # 7,200 months: what chance adds to the rate measured
    assert series <= 0.05  # a run of eight somewhere in 24 tosses of a fair coin comes to 7%


def test_limits_of_three_standard_deviations_would_cry_out_too_often_on_small_counts(monkeypatch):
    # The controls: limits and runs that take small counts for a bell curve.
    def bell(total: int, share: float) -> tuple[int | None, int]:
        spread = 3 * (total * share) ** 0.5
        return max(0, round(total * share - spread)) or None, int(total * share + spread)

    monkeypatch.setattr(process_charts, "_between", bell)
    monkeypatch.setattr(process_charts, "_long_enough", lambda one, side: 8)
    months, series = alarms(0.4)

    assert months > 2 * OUTSIDE
    assert series > 0.15


def found(mean: float, times: float, *, from_month: int = 12, series: int = 100) -> float:
    """In how many of a hundred series a level that changed for good half way is a signal."""
    drawn = np.random.default_rng(9)
    level = np.array([mean] * from_month + [mean * times] * (24 - from_month))
    return sum(bool(process_chart(drawn.poisson(level).tolist()).signals) for _ in range(series)) / series


def test_a_planted_shift_is_found_and_the_smaller_the_counts_the_larger_it_must_be():
    assert found(20, 2) >= 0.95
    assert found(20, 1.5) >= 0.65
    assert found(6, 2) >= 0.6
    assert found(2, 3) >= 0.6
    assert (
        found(20, 1) <= 0.15
    )  # the control: no shift; 24 months and their runs cry out in one series of eight


def test_a_single_month_far_out_and_a_run_are_told_apart_and_said_with_their_names():
    labels = [f"{name[:3]} 2026" for name in PRINTED_MONTHS]
    spike = process_chart([4, 5, 3, 4, 16, 4, 5, 3, 4, 5, 4, 3], labels=labels, nouns=MONTHS)
    shift = process_chart([40, 42, 39, 41] + [24, 26, 25, 23, 27, 24, 26, 25], labels=labels, nouns=MONTHS)

    assert outside(spike) == [4]
    assert spike.words.startswith("May 2026 has more than chance easily gives.")
    assert runs(shift) == [(4, 11, "run below")]
    assert "From May 2026 to Dec 2026 all 8 lie below the middle, which is rarely chance" in shift.words


def test_after_a_marked_break_the_limits_begin_anew():
    counts = [4, 5, 3, 4, 5, 4, 3, 5, 12, 14, 11, 13, 12, 11, 13, 12]
    unmarked, marked = process_chart(counts), process_chart(counts, breaks=(8,), nouns=MONTHS)

    assert runs(unmarked)
    assert marked.signals == ()
    assert (marked.centre[0], marked.centre[8]) == (33 / 8, 98 / 8)
    short = process_chart(counts, breaks=(12,), nouns=MONTHS)
    assert short.centre[12:] == (None,) * 4
    assert "4 of 16 months lie beside a break, too few together to judge." in short.words


def test_too_few_months_nothing_counted_and_bases_that_do_not_fit_are_said():
    few = process_chart([3] * (FEWEST - 1), nouns=MONTHS)

    assert few.words == "Too few months to judge: it takes 8, with no break between them."
    assert few.upper == (None,) * 7
    assert process_chart([0] * 12).words == "Nothing was counted: there is nothing to judge."
    assert process_chart([]).words.startswith("Too few periods")
    for bases in ([1.0], [0.0] * 8):
        with pytest.raises(ValueError, match="one base, above nought"):
            process_chart([1] * 8, bases=bases)
