"""What a person may write for a period, and which days it means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.figures import periods
from heard.figures.periods import UnknownPeriod, between, financial_year, period, quarter


@pytest.mark.parametrize(
    ("words", "first", "last", "label"),
    [
        ("2020-21", date(2020, 4, 1), date(2021, 3, 31), "2020/21"),
        ("2020/21", date(2020, 4, 1), date(2021, 3, 31), "2020/21"),
        ("2020-2021", date(2020, 4, 1), date(2021, 3, 31), "2020/21"),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
        ("2020-21 Q3", date(2020, 10, 1), date(2020, 12, 31), "2020/21 Q3"),
        ("2020/21 q4", date(2021, 1, 1), date(2021, 3, 31), "2020/21 Q4"),
        ("2020-11", date(2020, 11, 1), date(2020, 11, 30), "November 2020"),
        ("february 2024", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2020-04-01..2021-03-31", date(2020, 4, 1), date(2021, 3, 31), "2020/21"),
        ("2020-04-02..2020-04-09", date(2020, 4, 2), date(2020, 4, 9), "2020-04-02..2020-04-09"),
    ],
)
def test_a_period_is_read_in_every_form_people_write_it(words, first, last, label):
    found = period(words)

    assert (found.first, found.last, found.label) == (first, last, label)


@pytest.mark.parametrize(
    "words", ["", "2020", "2020-22", "2020-13", "Q3", "2021-03-31..2020-04-01", "2020-02-30..2020-03-01"]
)
def test_what_is_no_period_is_refused_with_what_may_be_written(words):
    with pytest.raises(UnknownPeriod, match="financial year"):
        period(words)


def test_the_year_before_a_quarter_is_the_same_quarter_a_year_earlier():
    assert quarter(2020, 4).earlier(1) == quarter(2019, 4)
    assert period("2024-02").earlier(1) == period("2023-02")
    assert period("all").earlier(1) == period("all")
    assert period("2024-02-29..2024-03-05").earlier(1).first == date(2023, 3, 1)


@settings(deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_exactly_the_year_quarter_and_month_that_its_keys_name(day):
    year = financial_year(periods.year_key(day))
    of_year = quarter(periods.year_key(day), periods.quarter_key(day) % 4 + 1)

    assert day in year
    assert day in of_year
    assert of_year.label == periods.quarter_label(periods.quarter_key(day))
    assert day in period(periods.month_label(periods.month_key(day)))
    assert sum(day in quarter(periods.year_key(day), number) for number in (1, 2, 3, 4)) == 1


def test_a_range_of_days_that_is_a_whole_year_is_named_as_one():
    assert between(date(2020, 4, 1), date(2021, 3, 31)) == financial_year(2020)
    assert between(date(2020, 4, 1), date(2021, 3, 31) - timedelta(days=1)).label.startswith("2020-04-01")
