"""What `due` answers for every clock: days, reasons, cautions and the council's own numbers."""

import json
from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law.clock import (
    CalendarRunsOut,
    LooserThanTheLaw,
    NotASetting,
    NotInForce,
    Setting,
    due,
    due_days,
    every_clock,
)
from heard.law.rulebook import names, rule
from heard.law.working_days import ENGLAND

HOLIDAYS = set(holidays.country_holidays("GB", subdiv="ENG", years=range(2006, 2029)))
COUNTED = [name for name in names() if rule(name).unit == "working_days"]
WORKING_DAY_CLOCKS = [name for name in COUNTED if not rule(name).counts_back]
BACK_CLOCKS = [name for name in COUNTED if rule(name).counts_back]
STAGE_1 = "children_act/stage_1/answer"
some_day = st.dates(date(2006, 9, 1), date(2028, 7, 1))


def one_by_one(start, number):
    """An independent oracle: walk the days and count those that another library says are worked."""
    day = start
    while number:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in HOLIDAYS:
            number -= 1
    return day


def one_by_one_back(end, number):
    """The same oracle the other way: walk back and count."""
    day = end
    while number:
        day -= timedelta(days=1)
        if day.weekday() < 5 and day not in HOLIDAYS:
            number -= 1
    return day


def worked(day):
    return day.weekday() < 5 and day not in HOLIDAYS


@settings(deadline=None)
@given(name=st.sampled_from(WORKING_DAY_CLOCKS), start=some_day)
def test_working_day_clocks_end_where_somebody_counting_on_fingers_ends(name, start):
    value = rule(name).on(start)
    found = due(name, start)
    assert found.due_on == one_by_one(start, value.value)
    assert found.latest_on == (one_by_one(start, value.up_to) if value.up_to else None)


@settings(deadline=None)
@given(name=st.sampled_from(BACK_CLOCKS), end=some_day.filter(lambda day: day > date(2006, 10, 1)))
def test_a_clock_that_counts_back_ends_before_its_day_where_somebody_counting_on_fingers_ends(name, end):
    found = due(name, end)
    assert found.due_on == one_by_one_back(end, rule(name).on(end).value) < end
    assert found.latest_on is None


def test_papers_go_to_a_panel_ten_working_days_before_it_and_the_reasons_say_so():
    found = due("children_act/stage_3/papers", date(2026, 4, 20))
    assert found.due_on == date(2026, 4, 2)
    assert found.reasons[0].startswith(
        "It counts back from Monday 20 April 2026, the day set for the panel to meet"
    )
    assert "Friday 3 April 2026 (Good Friday) and Monday 6 April 2026 (Easter Monday)" in found.reasons[2]
    assert "This is a recommendation and not a limit." in found.reasons


def test_a_target_of_the_councils_own_for_papers_lies_further_ahead_of_the_panel():
    papers = "children_act/stage_3/papers"
    found = due(papers, date(2026, 8, 12), settings={papers: Setting(days=12)})
    assert (found.due_on, found.target_on) == (date(2026, 7, 29), date(2026, 7, 27))


@settings(deadline=None)
@given(start=st.dates(date(2018, 5, 25), date(2028, 7, 1)))
def test_a_subject_access_request_is_answered_by_the_same_date_next_month_or_the_working_day_after(start):
    year, month = (start.year + start.month // 12, start.month % 12 + 1)
    same = date(year, month, min(start.day, monthrange(year, month)[1]))
    expected = next(day for day in (same + timedelta(days=n) for n in range(10)) if worked(day))
    assert due("subject_access/answer", start).due_on == expected


@settings(deadline=None)
@given(start=some_day)
def test_a_year_ends_on_the_same_date_whatever_day_that_is(start):
    end = due("children_act/time_limit", start).due_on
    assert end.year == start.year + 1
    assert (end.month, end.day) == (
        (2, 28) if (start.month, start.day) == (2, 29) else (start.month, start.day)
    )


@settings(deadline=None)
@given(
    name=st.sampled_from(names()), starts=st.lists(st.dates(date(2018, 5, 25), date(2028, 7, 1)), max_size=8)
)
def test_a_column_of_starts_gives_what_each_start_gives_alone(name, starts):
    starts = [max(start, rule(name).values[-1].since) for start in starts]
    assert due_days(name, starts) == [due(name, start).due_on for start in starts]


@pytest.mark.parametrize("name", names())
def test_every_clock_gives_its_reasons_with_citation_and_goes_into_json(name):
    found = due(name, date(2026, 7, 31))
    said = json.loads(json.dumps(found.as_plain()))
    assert said["reasons"] == found.reasons
    assert any(found.found.value.basis in reason for reason in found.reasons)
    assert all(reason[0].isupper() and reason.endswith(".") for reason in found.reasons)
    assert said["source_read"] in ("full", "restated", "unverified")
    assert said["due_on"] == (found.due_on.isoformat() if found.due_on else None)


@pytest.mark.parametrize("name", names())
def test_a_clock_without_a_number_says_so_and_gives_no_day(name):
    found = due(name, date(2026, 7, 31))
    says_so = any("There is no number of days" in reason for reason in found.reasons)
    assert says_so == (found.due_on is None) == (rule(name).unit == "none")


def test_the_reasons_name_every_skipped_day_of_the_length_and_of_the_extension():
    reasons = due(STAGE_1, date(2025, 4, 11)).reasons
    assert "Friday 18 April 2025 (Good Friday) and Monday 21 April 2025 (Easter Monday)." in reasons[2]
    assert reasons[3].endswith("12, 13, 19, 20, 26 and 27 April 2025.")
    assert "20 working days in all, to Wednesday 14 May 2025 at the latest" in reasons[4]
    assert "Monday 5 May 2025 (Early May bank holiday)" in reasons[5]
    assert reasons[6].endswith("3, 4, 10 and 11 May 2025.")


def test_a_clock_that_cannot_be_extended_says_so():
    assert "No extension exists." in due("children_act/stage_3/panel", date(2026, 3, 2)).reasons
    assert due("children_act/stage_3/panel", date(2026, 3, 2)).latest_on is None


def test_a_recommendation_says_that_it_is_not_a_limit():
    assert (
        "This is a recommendation and not a limit."
        in due("children_act/stage_2/request_prompt", date(2026, 3, 2)).reasons
    )


def test_a_setting_says_that_it_is_not_law():
    assert "This is a setting of the council and not law." in due("concern/answer", date(2026, 3, 2)).reasons


def test_a_request_due_on_a_saturday_says_why_it_moved():
    reasons = due("subject_access/answer", date(2026, 1, 31)).reasons
    assert "Saturday 28 February 2026 is not a working day, so it moves to Monday 2 March 2026." in reasons


@pytest.mark.parametrize("start", [date(2020, 3, 27), date(2020, 4, 24), date(2020, 7, 1), date(2020, 9, 24)])
def test_a_clock_that_touches_the_summer_of_2020_carries_a_caution_and_keeps_its_numbers(start):
    found = due(STAGE_1, start)
    assert [caution for caution in found.cautions if "unverified" in caution and "SI 2020/445" in caution]
    assert found.reasons[-1] == found.cautions[-1]
    assert found.due_on == one_by_one(start, 10)


@pytest.mark.parametrize("start", [date(2020, 3, 2), date(2020, 9, 25), date(2021, 7, 1)])
def test_a_clock_that_does_not_touch_that_summer_carries_none(start):
    assert due(STAGE_1, start).cautions == []


def test_the_summer_of_2020_is_no_matter_for_clocks_outside_the_children_act():
    assert due("corporate/stage_1/answer", date(2020, 7, 1)).cautions == []


def test_a_clock_without_a_number_that_ran_that_summer_carries_the_caution_too():
    assert due("children_act/interest/decision", date(2020, 7, 1)).cautions


def test_before_september_2006_there_is_no_rule():
    with pytest.raises(NotInForce):
        due(STAGE_1, date(2006, 8, 31))


def test_an_older_start_can_be_judged_by_the_version_of_a_named_day():
    found = due("children_act/time_limit", date(2006, 3, 1), on_version=date(2006, 9, 1))
    assert found.due_on == date(2007, 3, 1)
    assert "The rule used is the one in force on Friday 1 September 2006." in found.reasons
    with pytest.raises(NotInForce):
        due(STAGE_1, date(2026, 3, 1), on_version=date(2006, 8, 31))


def test_past_the_last_known_year_there_is_an_error_and_no_date():
    with pytest.raises(CalendarRunsOut, match="31 December 2028"):
        due(STAGE_1, date(2028, 12, 20))


def test_a_year_of_9999_is_refused_as_a_slip():
    with pytest.raises(CalendarRunsOut, match="Check the year"):
        due("children_act/time_limit", date(9999, 12, 31))
    with pytest.raises(CalendarRunsOut, match="Check the year"):
        due("data_protection/acknowledge", date(9999, 12, 31))


def test_a_tighter_target_stands_beside_the_day_of_the_law_and_does_not_move_it():
    found = due(STAGE_1, date(2025, 4, 11), settings={STAGE_1: Setting(days=8)})
    assert (found.target_on, found.due_on) == (date(2025, 4, 25), date(2025, 4, 29))
    assert any("own target is 8 working days, to Friday 25 April 2025" in reason for reason in found.reasons)


def test_a_target_looser_than_the_law_is_refused_with_both_numbers():
    with pytest.raises(
        LooserThanTheLaw, match=r"12 working days is looser.*10 working days.*Set 10 or fewer"
    ):
        due(STAGE_1, date(2025, 4, 11), settings={STAGE_1: Setting(days=12)})


def test_a_target_with_its_extension_may_not_pass_the_longest_time_of_the_law():
    due(STAGE_1, date(2025, 4, 11), settings={STAGE_1: Setting(days=8, extension_days=12)})
    with pytest.raises(LooserThanTheLaw, match="21 working days is looser.*20 working days"):
        due(STAGE_1, date(2025, 4, 11), settings={STAGE_1: Setting(days=8, extension_days=13)})


def test_no_extension_can_be_set_where_the_law_has_none():
    panel = "children_act/stage_3/panel"
    with pytest.raises(LooserThanTheLaw, match="31 working days is looser.*30 working days"):
        due(panel, date(2025, 4, 11), settings={panel: Setting(extension_days=1)})


@pytest.mark.parametrize("name", [name for name in names() if not rule(name).local])
def test_no_setting_moves_a_day_of_the_law(name):
    plain = due(name, date(2026, 7, 31))
    try:
        with_target = due(name, date(2026, 7, 31), settings={name: Setting(days=1)})
    except NotASetting:
        assert rule(name).kept_by == "complainant"
        return
    assert (with_target.due_on, with_target.latest_on) == (plain.due_on, plain.latest_on)


def test_a_council_cannot_shorten_the_complainants_time():
    request = "children_act/stage_3/request"
    with pytest.raises(NotASetting, match="complainant's time.*cannot shorten"):
        due(request, date(2025, 4, 11), settings={request: Setting(days=10)})


def test_a_council_cannot_count_the_law_in_other_days():
    with pytest.raises(NotASetting, match="counted in working days.*cannot count it otherwise"):
        due(STAGE_1, date(2025, 4, 11), settings={STAGE_1: Setting(days=5, unit="calendar_days")})


def test_an_interest_decision_can_have_a_target_where_the_law_has_no_number():
    name = "children_act/interest/decision"
    found = due(name, date(2026, 4, 1), settings={name: Setting(days=3)})
    assert (found.due_on, found.target_on) == (None, date(2026, 4, 8))
    assert any("own target is 3 working days" in reason for reason in found.reasons)


def test_settings_can_be_plain_tuples_of_days_extension_and_start():
    found = due(
        "corporate/stage_1/answer",
        date(2026, 4, 1),
        settings={"corporate/stage_1/answer": (15, 5, "receipt")},
    )
    assert (found.due_on, found.latest_on) == (
        one_by_one(date(2026, 4, 1), 15),
        one_by_one(date(2026, 4, 1), 20),
    )
    assert found.reasons[0].endswith("the day the council received the complaint. That day is day 0.")


@pytest.mark.parametrize("setting", [Setting(days=0), Setting(days=-1), Setting(extension_days=-1)])
def test_a_length_of_nothing_is_refused(setting):
    with pytest.raises(NotASetting, match="or more"):
        due("concern/answer", date(2026, 4, 1), settings={"concern/answer": setting})


def test_a_day_to_count_from_that_the_rule_does_not_know_is_refused_with_those_it_does():
    with pytest.raises(NotASetting, match="cannot be counted from “allocation”.*acknowledgement, receipt"):
        due(
            "corporate/stage_1/answer",
            date(2026, 4, 1),
            settings={"corporate/stage_1/answer": Setting(counts_from="allocation")},
        )


def test_closing_days_of_the_council_move_its_own_clocks_and_never_those_of_the_law():
    closed = ENGLAND.with_extra({date(2026, 12, 29): "Town hall closed"})
    start = date(2026, 12, 17)
    assert due("concern/answer", start, calendar=closed).due_on == date(2026, 12, 24)
    assert due("corporate/stage_1/answer", start, calendar=closed).due_on == one_by_one(start, 11)
    law = due(STAGE_1, start, calendar=closed)
    assert law.due_on == due(STAGE_1, start).due_on
    assert "The council is closed on Tuesday 29 December 2026, but in law such a day counts." in law.reasons


def test_a_holiday_proclaimed_since_the_file_was_written_counts_in_law_too():
    wider = ENGLAND.with_extra([date(2026, 12, 29)]).with_proclaimed(
        {date(2026, 9, 21): "National day of thanks"}
    )
    assert due(STAGE_1, date(2026, 9, 18), calendar=wider).due_on == one_by_one(date(2026, 9, 18), 11)
    assert wider.added == {date(2026, 12, 29)}
    assert any(
        "(National day of thanks)" in why for why in due(STAGE_1, date(2026, 9, 18), calendar=wider).reasons
    )


def test_the_list_of_clocks_says_of_each_what_starts_it_and_how_long_it_is():
    lines = {line.name: line for line in every_clock()}
    assert set(lines) == set(names())
    assert lines[STAGE_1].length == "10 working days"
    assert lines[STAGE_1].extension == "to 20 working days in all"
    assert lines["children_act/stage_3/panel"].extension == "none"
    assert lines["children_act/stage_2/statement"].length.startswith("no number: ")
    assert lines["children_act/stage_2/request_prompt"].length == "20 working days (recommended)"
    assert all(line.starts and line.stops and line.source and line.source_read for line in lines.values())


def test_the_list_of_clocks_shows_the_councils_own_numbers():
    line = next(
        line for line in every_clock({"concern/answer": Setting(days=3)}) if line.name == "concern/answer"
    )
    assert line.length == "3 working days"
