"""Dates are read day first, in the forms people type, and never guessed."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.importing.dates import NotADate, looks_month_first, read_date, why_month_first

SEVENTH_OF_APRIL = date(2016, 4, 7)
MIDNIGHT = datetime(2016, 4, 7)  # noqa: DTZ001 (a spreadsheet knows no time zones)
AFTERNOON = datetime(2016, 4, 7, 14, 35)  # noqa: DTZ001
DAY_NOUGHT = datetime(1904, 1, 1)  # noqa: DTZ001
ANY_DAY = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "07/04/2016",
        "7/4/2016",
        "7/4/16",
        "07.04.2016",
        "07-04-2016",
        "7 / 4 / 2016",
        "7 Apr 2016",
        "7-Apr-16",
        "07 April 2016",
        "7th April 2016",
        "7th of April 2016",
        "Thu 7 Apr 2016",
        "Thursday, 7 April 2016",
        "April 7, 2016",
        "7 Apr. 2016",
        "7apr2016",
        "2016-04-07",
        "2016/04/07",
        "2016-04-07T00:00:00",
        "2016-04-07 00:00:00",
        "2016-04-07T00:00:00Z",
        "07/04/2016 00:00",
        "07/04/2016 2:35 pm",
        "  07/04/2016 ",
        "07/04/2016\u00a0",
        "42467",
        "42467.0",
        42467,
        42467.0,
        42467.61,
        date(2016, 4, 7),
        MIDNIGHT,
        AFTERNOON,
    ],
    ids=repr,
)
def test_a_date_is_read_in_each_form_that_people_type(written):
    assert read_date(written) == SEVENTH_OF_APRIL


@pytest.mark.parametrize("blank", [None, "", "   ", "\u00a0"], ids=repr)
def test_a_blank_is_no_date_and_no_mistake(blank):
    assert read_date(blank) is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("04/13/2016", "looks month-first"),
        ("04/13/2016", "13 April 2016"),
        ("31/02/2026", "February 2026 has no day 31"),
        ("29/02/2027", "February 2027 has no day 29"),
        ("31 June 2026", "June 2026 has no day 31"),
        ("00/04/2016", "April 2016 has no day 0"),
        ("32/04/2016", "April 2016 has no day 32"),
        ("07/00/2016", "no month 0"),
        ("44/44/2016", "no month 44"),
        ("7 Avril 2016", "names no month"),
        ("Fri 7 Apr 2016", "was a Thursday"),
        ("7 April", "no year"),
        ("7/4", "no year"),
        ("last Tuesday", "read with certainty"),
        ("tbc", "read with certainty"),
        ("07/04-2016", "read with certainty"),
        ("07/04/201", "read with certainty"),
        ("20160407", "is a number"),
        ("07/04/2016 & 08/04/2016", "read with certainty"),
        ("07/04/2016?", "read with certainty"),
        ("2016-04-07T23:30:00Z", "another zone"),
        ("07/04/2016 25:00", "time of day that does not exist"),
        ("13:05", "time of day without a date"),
        ("9", "is a number"),
        (9, "is a number"),
        (32873, "is a number"),
        (73416, "is a number"),
        (float("nan"), "is a number"),
        (float("inf"), "is a number"),
        (-42467, "is a number"),
        (True, "yes or no"),
        (time(13, 5), "time of day without a date"),
        ("07/04/1916", "before 1 January 1990"),
        ("07/04/3016", "after 31 December 2100"),
        (DAY_NOUGHT, "before 1 January 1990"),
    ],
    ids=repr,
)
def test_what_is_not_surely_a_date_is_refused_and_the_message_says_why(written, why):
    with pytest.raises(NotADate) as refused:
        read_date(written)

    assert why in refused.value.why
    assert refused.value.said is written
    assert str(written) in str(refused.value)


def test_two_figures_of_a_year_mean_this_century_up_to_79_and_the_last_from_80():
    assert read_date("01/01/79") == date(2079, 1, 1)
    assert read_date("01/01/99") == date(1999, 1, 1)


def test_the_office_may_narrow_what_it_believes():
    with pytest.raises(NotADate, match="after 1 May 2016"):
        read_date("07/06/2016", latest=date(2016, 5, 1))


def test_every_day_of_excel_s_numbers_is_the_day_that_excel_shows():
    assert read_date(32874) == date(1990, 1, 1)
    assert read_date("73415") == date(2100, 12, 31)


@settings(deadline=None)
@given(day=ANY_DAY)
def test_every_day_comes_back_from_each_of_its_spellings(day):
    numbered = (day - date(1899, 12, 30)).days
    for spelt in (
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d %b %Y}",
        f"{day:%A %d %B %Y}",
        day.isoformat(),
    ):
        assert read_date(spelt) == day
    assert read_date(numbered) == read_date(str(numbered)) == day


@settings(deadline=None)
@given(day=ANY_DAY)
def test_a_date_written_month_first_is_refused_or_read_day_first_but_never_taken_as_it_was_meant(day):
    written = f"{day:%m/%d/%Y}"

    if day.day > 12:
        with pytest.raises(NotADate, match="month-first"):
            read_date(written)
    else:
        assert read_date(written) == date(day.year, day.day, day.month)


@settings(deadline=None, max_examples=300)
@given(text=st.text(max_size=30))
def test_any_text_at_all_gives_a_day_a_blank_or_a_refusal(text):
    try:
        day = read_date(text)
    except NotADate:
        return
    assert day is None or date(1990, 1, 1) <= day <= date(2100, 12, 31)


def test_one_cell_that_can_only_be_month_first_condemns_its_column_and_names_the_rows():
    cells = ["03/04/2016", "04/13/2016", None, "04/04/2016", "25/04/2016", "05/06/2016", date(2016, 1, 2)]

    assert looks_month_first(cells) == [1]
    why = why_month_first("Date received", cells, rows=[2, 3, 4, 5, 6, 7, 8])
    assert "“Date received” looks month-first (American) in row 3: such as “04/13/2016”" in why
    assert "rows 2 and 7 could mean either of two days" in why
    assert "row 6 can only be day first" in why
    assert "try again" in why


def test_a_column_that_is_nowhere_month_first_is_not_condemned():
    cells = ["03/04/2016", "25/04/2016", "31/02/2026", "2016-04-13", 42467, "Late"]

    assert looks_month_first(cells) == []
    assert why_month_first("Date received", cells, rows=range(2, 8)) is None


def test_a_long_list_of_rows_is_cut_short_in_the_message():
    cells = [f"04/{day}/2016" for day in range(13, 30)]

    assert "rows 2, 3, 4, 5, 6 and 12 more" in why_month_first("Sent", cells, rows=range(2, 30))


def test_days_step_by_one_as_their_numbers_do():
    days = [read_date(number) for number in range(42467, 42500)]

    assert all(later - earlier == timedelta(days=1) for earlier, later in zip(days, days[1:], strict=False))
