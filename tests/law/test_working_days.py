"""Working days of England: hand facts, two independent lists, and one property for every date there is."""

from datetime import date, timedelta

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law import strict_yaml
from heard.law.working_days import ENGLAND, ENGLAND_FILE, CalendarRunsOut, WorkingCalendar, in_words

FIRST, LAST = date(1990, 1, 1), date(2028, 12, 31)
SUBSTITUTE = " (substitute day)"
any_day = st.dates(FIRST, LAST)

NOT_WORKED = [
    (date(1995, 5, 8), "Early May bank holiday (VE day)"),
    (date(1999, 12, 31), "Millennium celebrations"),
    (date(2002, 6, 3), "Queen’s Golden Jubilee"),
    (date(2002, 6, 4), "Spring bank holiday"),
    (date(2011, 4, 29), "Royal wedding"),
    (date(2012, 6, 4), "Spring bank holiday"),
    (date(2012, 6, 5), "Queen’s Diamond Jubilee"),
    (date(2020, 5, 8), "Early May bank holiday (VE day)"),
    (date(2020, 12, 28), "Boxing Day"),
    (date(2021, 12, 27), "Christmas Day"),
    (date(2021, 12, 28), "Boxing Day"),
    (date(2022, 1, 3), "New Year’s Day"),
    (date(2022, 6, 2), "Spring bank holiday"),
    (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
    (date(2022, 9, 19), "Bank Holiday for the State Funeral of Queen Elizabeth II"),
    (date(2022, 12, 27), "Christmas Day"),
    (date(2023, 1, 2), "New Year’s Day"),
    (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
    (date(2026, 12, 28), "Boxing Day"),
    (date(2027, 12, 27), "Christmas Day"),
    (date(2027, 12, 28), "Boxing Day"),
    (date(2028, 1, 3), "New Year’s Day"),
]
WORKED_THOUGH_A_RULE_OF_THUMB_SAYS_OTHERWISE = [
    date(1995, 5, 1),
    date(2002, 5, 27),
    date(2012, 5, 28),
    date(2020, 5, 4),
    date(2022, 5, 30),
    # Holidays of Scotland or Northern Ireland are ordinary working days in England.
    date(2024, 1, 2),
    date(2025, 3, 17),
    date(2025, 7, 14),
    date(2026, 11, 30),
]


def naive(year_from: int = 1990, year_to: int = 2028) -> set[date]:
    """An independent list: another library's holidays of England."""
    return set(holidays.country_holidays("GB", subdiv="ENG", years=range(year_from, year_to + 1)))


NAIVE = naive()


def counted_one_by_one(start: date, end: date) -> int:
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and day not in NAIVE)


@pytest.mark.parametrize(("day", "name"), NOT_WORKED)
def test_days_moved_or_given_by_proclamation_are_not_worked(day, name):
    assert not ENGLAND.is_working_day(day)
    assert ENGLAND.named[day].removesuffix(SUBSTITUTE) == name


@pytest.mark.parametrize("day", WORKED_THOUGH_A_RULE_OF_THUMB_SAYS_OTHERWISE)
def test_days_that_a_rule_of_thumb_takes_for_holidays_are_worked(day):
    assert ENGLAND.is_working_day(day)


def test_every_day_since_1990_agrees_with_an_independent_list():
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    other = [d for d in days if ENGLAND.is_working_day(d) != (d.weekday() < 5 and d not in NAIVE)]
    assert other == []


def test_every_day_and_title_since_2012_is_as_gov_uk_published_it():
    published = BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")
    theirs = {day["date"]: day["title"] for day in published}
    ours = {day: name.removesuffix(SUBSTITUTE) for day, name in ENGLAND.named.items() if day.year >= 2012}
    assert ours == theirs
    assert max(theirs).year == ENGLAND.known_until.year


def test_no_saturday_or_sunday_stands_in_the_file():
    assert [day for day in ENGLAND.named if day.weekday() >= 5] == []


def test_a_day_written_twice_in_the_file_is_refused_with_its_line(tmp_path):
    twice = tmp_path / "england.yaml"
    twice.write_text(ENGLAND_FILE.read_text("utf-8") + "  2028-12-26: Boxing Day\n", "utf-8")
    with pytest.raises(strict_yaml.KeyWrittenTwice, match=r"2028-12-26.* is written twice in .*, line \d+"):
        strict_yaml.read(twice)


def test_the_day_of_the_start_is_day_nought_even_when_it_is_a_saturday():
    assert ENGLAND.after(date(2026, 8, 29), 10) == date(2026, 9, 14)


def test_no_working_days_after_a_day_is_that_day():
    assert ENGLAND.after(date(2026, 8, 29), 0) == date(2026, 8, 29)
    assert ENGLAND.after_many([date(2026, 8, 29)], 0) == [date(2026, 8, 29)]


def test_working_days_cannot_be_counted_backwards():
    with pytest.raises(ValueError, match="Give 0 or more"):
        ENGLAND.after(date(2026, 8, 29), -1)


@settings(deadline=None)
@given(start=st.dates(FIRST, date(2028, 6, 30)), working_days=st.integers(1, 130))
def test_the_nth_working_day_is_worked_and_has_exactly_n_behind_it(start, working_days):
    due = ENGLAND.after(start, working_days)
    assert due.weekday() < 5
    assert due not in NAIVE
    assert counted_one_by_one(start, due) == working_days


@settings(deadline=None)
@given(start=any_day, end=any_day)
def test_days_between_are_those_counted_one_by_one(start, end):
    if end < start:
        assert ENGLAND.between(start, end) == -counted_one_by_one(end, start)
    else:
        assert ENGLAND.between(start, end) == counted_one_by_one(start, end)


@settings(deadline=None)
@given(start=any_day, length=st.integers(0, 120))
def test_every_day_of_a_span_is_either_counted_or_skipped_with_a_reason(start, length):
    end = min(start + timedelta(days=length), LAST)
    skipped = ENGLAND.skipped(start, end)
    assert ENGLAND.between(start, end) + len(skipped) == (end - start).days
    assert all(why and start < day <= end for day, why in skipped)


@settings(deadline=None)
@given(starts=st.lists(st.dates(FIRST, date(2028, 6, 30)), max_size=30), working_days=st.integers(0, 100))
def test_a_whole_column_gives_what_each_day_gives_alone(starts, working_days):
    ends = ENGLAND.after_many(starts, working_days)
    assert ends == [ENGLAND.after(start, working_days) for start in starts]
    assert ENGLAND.between_many(starts, ends) == [working_days] * len(starts)


def test_the_reason_for_each_skipped_day_is_its_name():
    assert ENGLAND.skipped(date(2026, 4, 2), date(2026, 4, 7)) == [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 4), "Saturday"),
        (date(2026, 4, 5), "Sunday"),
        (date(2026, 4, 6), "Easter Monday"),
    ]


PAST_THE_END = [
    lambda: ENGLAND.is_working_day(date(2029, 1, 1)),
    lambda: ENGLAND.after(date(2028, 12, 20), 10),
    lambda: ENGLAND.after(date(2031, 1, 1), 1),
    lambda: ENGLAND.after(date(2029, 1, 1), 0),
    lambda: ENGLAND.after_many([date(2026, 1, 1), date(2028, 12, 20)], 10),
    lambda: ENGLAND.between(date(2028, 12, 1), date(2029, 1, 1)),
    lambda: ENGLAND.between_many([date(2028, 12, 1)], [date(2029, 1, 1)]),
    lambda: ENGLAND.skipped(date(2028, 12, 1), date(2029, 1, 1)),
    lambda: ENGLAND.with_extra([date(2029, 1, 2)]),
]


@pytest.mark.parametrize("ask", PAST_THE_END)
def test_past_the_last_year_the_calendar_stops_and_names_its_last_day(ask):
    with pytest.raises(CalendarRunsOut, match="only to Sunday 31 December 2028.*england.yaml"):
        ask()


BEFORE_THE_START = [
    lambda: ENGLAND.is_working_day(date(1989, 12, 31)),
    lambda: ENGLAND.after(date(1989, 12, 31), 1),
    lambda: ENGLAND.after(date(1989, 12, 31), 0),
    lambda: ENGLAND.after_many([date(2026, 1, 1), date(1905, 12, 20)], 10),
    lambda: ENGLAND.between(date(1989, 12, 31), date(1990, 1, 5)),
    lambda: ENGLAND.between(date(1990, 1, 5), date(1989, 12, 31)),
    lambda: ENGLAND.between_many([date(1989, 12, 1)], [date(2020, 1, 1)]),
]


@pytest.mark.parametrize("ask", BEFORE_THE_START)
def test_before_1990_the_calendar_stops_rather_than_count_from_the_wrong_end(ask):
    with pytest.raises(CalendarRunsOut, match="only from Monday 1 January 1990.*Check the year"):
        ask()


def test_a_day_the_council_adds_is_skipped_by_its_name_and_leaves_england_as_it_was():
    closed = ENGLAND.with_extra(
        {date(2026, 12, 29): "Town hall closed", date(2026, 12, 28): "Town hall closed"}
    )
    assert closed.after(date(2026, 12, 24), 1) == date(2026, 12, 30)
    assert closed.named[date(2026, 12, 29)] == "Town hall closed"
    assert closed.named[date(2026, 12, 28)] == "Boxing Day (substitute day)"
    assert closed.added == {date(2026, 12, 29)}
    assert ENGLAND.after(date(2026, 12, 24), 1) == date(2026, 12, 29)


def test_a_calendar_cannot_be_changed_once_made():
    with pytest.raises(TypeError):
        ENGLAND.named[date(2026, 1, 5)] = "no"
    with pytest.raises(AttributeError):
        ENGLAND.known_until = date(2030, 1, 1)


def test_equal_calendars_are_equal_and_can_stand_in_a_set():
    again = WorkingCalendar(ENGLAND.named, FIRST, LAST)
    assert len({ENGLAND, again}) == 1
    assert again != ENGLAND.with_extra([date(2026, 1, 5)])


def test_a_day_is_written_as_it_stands_in_a_letter():
    assert in_words(date(2026, 12, 4)) == "Friday 4 December 2026"


@settings(deadline=None)
@given(end=st.dates(date(2007, 1, 1), date(2028, 6, 1)), working_days=st.integers(1, 60))
def test_the_nth_working_day_before_a_day_is_worked_and_has_exactly_n_up_to_that_day(end, working_days):
    found = ENGLAND.before(end, working_days)
    from_ = end if ENGLAND.is_working_day(end) else ENGLAND.next_working_day(end)

    assert ENGLAND.is_working_day(found)
    assert ENGLAND.between(found, from_) == working_days
    assert ENGLAND.before(end, 0) == end


def test_counting_back_past_the_first_year_stops_too():
    with pytest.raises(CalendarRunsOut, match="known only from"):
        ENGLAND.before(ENGLAND.known_from, 3)


def test_the_first_and_the_last_day_that_are_known_are_known():
    assert ENGLAND.between(FIRST, LAST) == -ENGLAND.between(LAST, FIRST) > 9000
    assert ENGLAND.between_many([FIRST], [LAST]) == [ENGLAND.between(FIRST, LAST)]
    assert ENGLAND.skipped(LAST - timedelta(days=1), LAST) == [(LAST, "Sunday")]
    for start, end in ((FIRST - timedelta(days=1), FIRST), (LAST, LAST + timedelta(days=1))):
        with pytest.raises(CalendarRunsOut):
            ENGLAND.skipped(start, end)
        with pytest.raises(CalendarRunsOut):
            ENGLAND.between(start, end)


def test_columns_of_different_lengths_are_refused_and_a_saturday_is_no_closing_day():
    with pytest.raises(ValueError, match="shorter"):
        ENGLAND.between_many([FIRST, LAST], [LAST])

    closed = ENGLAND.with_extra({date(2026, 8, 29): "A Saturday", date(2026, 8, 28): "Training"})
    assert closed.added == frozenset({date(2026, 8, 28)})
