"""Was it in time? Judged against an independent count, and uncertain exactly where the facts do not settle it."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law.clock import Setting
from heard.law.timeliness import (
    MEANINGS,
    StageDates,
    StoppedBeforeItStarted,
    clock_of,
    counted_from,
    judge_stage,
    judge_stage_3,
    judge_timeliness,
)

HOLIDAYS = set(holidays.country_holidays("GB", subdiv="ENG", years=range(2006, 2029)))
STAGE_1 = "children_act/stage_1/answer"
RECEIVED = date(2026, 4, 1)
some_day = st.dates(date(2007, 1, 1), date(2027, 6, 30))
some_length = st.integers(0, 200)


def counted(start, end):
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and day not in HOLIDAYS)


def corporate(stage="stage_1", **facts):
    return StageDates("corporate", stage, RECEIVED, **facts)


@settings(deadline=None)
@given(start=some_day, taken=some_length, extended=st.none() | some_length, recorded=st.booleans())
def test_stage_1_is_judged_as_somebody_counting_on_fingers_would(start, taken, extended, recorded):
    answered = start + timedelta(days=taken)
    extended_to = None if extended is None else start + timedelta(days=extended)
    days = counted(start, answered)
    # A day that is not worked belongs, for being in time, to the working day after it.
    days += answered.weekday() >= 5 or answered in HOLIDAYS
    if days <= 10:
        expected = "in_time"
    elif days > 20:
        expected = "late"
    elif extended_to is not None:
        expected = "in_time_extended" if answered <= extended_to else "late"
    else:
        expected = "late" if recorded else "extension_not_known"
    assert judge_timeliness(STAGE_1, start, answered, extended_to, recorded) == expected


def test_every_answer_has_a_meaning_in_words():
    assert set(MEANINGS) == {
        "in_time",
        "in_time_extended",
        "late",
        "extension_not_known",
        "start_not_known",
        "not_answered",
        "no_limit",
    }


def test_an_answer_before_its_start_is_refused_with_both_days():
    with pytest.raises(
        StoppedBeforeItStarted, match="Wednesday 1 April 2026.*Tuesday 31 March 2026.*correct it"
    ):
        judge_timeliness(STAGE_1, RECEIVED, date(2026, 3, 31))


def test_an_acknowledged_corporate_answer_counts_from_the_acknowledgement():
    facts = {"acknowledged_on": date(2026, 4, 10), "extension_recorded": True}
    assert judge_stage(corporate(answered_on=date(2026, 4, 24), **facts)) == "in_time"
    assert judge_stage(corporate(answered_on=date(2026, 4, 25), **facts)) == "late"


def test_without_the_acknowledgement_only_what_is_certain_is_said():
    assert judge_stage(corporate(answered_on=date(2026, 4, 17))) == "in_time"
    assert judge_stage(corporate(answered_on=date(2026, 4, 20))) == "start_not_known"
    assert judge_stage(corporate(answered_on=date(2026, 9, 1), extension_recorded=True)) == "start_not_known"
    assert judge_stage(corporate()) == "not_answered"


def test_without_the_acknowledgement_an_answer_within_its_extension_is_certainly_in_time():
    found = judge_stage(corporate(answered_on=date(2026, 4, 21), extended_to=date(2026, 4, 30)))
    assert found == "in_time_extended"


def test_a_council_that_counts_from_receipt_needs_no_acknowledgement():
    own = {"corporate/stage_1/answer": Setting(counts_from="receipt")}
    assert judge_stage(corporate(answered_on=date(2026, 4, 17)), settings=own) == "in_time"
    late = corporate(answered_on=date(2026, 4, 20), extension_recorded=True)
    assert judge_stage(late, settings=own) == "late"


def test_corporate_stage_2_has_twenty_working_days_from_its_acknowledgement():
    facts = {"acknowledged_on": date(2026, 4, 8), "extension_recorded": True}
    assert judge_stage(corporate("stage_2", answered_on=date(2026, 5, 7), **facts)) == "in_time"
    assert judge_stage(corporate("stage_2", answered_on=date(2026, 5, 8), **facts)) == "late"


def test_children_act_stage_2_counts_from_the_request_unless_the_council_has_chosen_otherwise():
    dates = StageDates(
        "children_act",
        "stage_2",
        date(2026, 4, 1),
        answered_on=date(2026, 5, 18),
        statement_agreed_on=date(2026, 4, 14),
        extension_recorded=True,
    )
    chosen = {"children_act/stage_2/answer": Setting(counts_from="statement")}
    assert judge_stage(dates) == "late"
    assert judge_stage(dates, settings=chosen) == "in_time"


def test_a_concern_is_judged_by_its_own_clock_whatever_the_procedure():
    for procedure in ("none", "corporate", "children_act"):
        dates = StageDates(procedure, "concern", RECEIVED, answered_on=date(2026, 4, 10))
        assert judge_stage(dates) == "in_time"
        assert clock_of(procedure, "concern") == "concern/answer"


def test_a_stage_without_a_clock_has_no_limit():
    assert judge_stage(StageDates("none", "informal", RECEIVED, answered_on=date(2027, 4, 10))) == "no_limit"
    assert judge_stage(StageDates("none", "other", RECEIVED)) == "not_answered"
    assert clock_of("children_act", "stage_3") is None


def test_an_older_stage_can_be_judged_by_the_version_of_the_day_the_complaint_was_made():
    dates = StageDates("children_act", "stage_1", date(2006, 8, 1), answered_on=date(2006, 8, 8))
    assert judge_stage(dates, on_version=date(2006, 9, 1)) == "in_time"


# A panel asked for on 24 November 2025 meets by 8 January 2026; one that met on 1 April 2026 reports by 10 April; one
# whose recommendations were received on 13 April 2026 is answered by 5 May.
ASKED = date(2025, 11, 24)


def stage_3(**facts):
    return StageDates("children_act", "stage_3", facts.pop("asked", ASKED), **facts)


def test_stage_3_is_in_time_when_each_of_its_three_clocks_was_kept():
    found = judge_stage_3(
        stage_3(
            panel_met_on=date(2026, 1, 8),
            report_sent_on=date(2026, 1, 15),
            recommendations_received_on=date(2026, 1, 16),
            answered_on=date(2026, 2, 6),
        )
    )
    assert (found.panel, found.report, found.response, found.whole) == ("in_time",) * 4


@pytest.mark.parametrize(
    ("facts", "which"),
    [
        ({"panel_met_on": date(2026, 1, 9), "report_sent_on": date(2026, 1, 12)}, "panel"),
        ({"panel_met_on": date(2026, 1, 8), "report_sent_on": date(2026, 1, 16)}, "report"),
    ],
)
def test_one_late_step_makes_stage_3_late(facts, which):
    found = judge_stage_3(stage_3(**facts, answered_on=date(2026, 1, 20)))
    assert getattr(found, which) == "late"
    assert found.whole == "late"


def test_a_final_answer_is_counted_from_receipt_of_the_recommendations():
    known = {"panel_met_on": date(2026, 1, 8), "report_sent_on": date(2026, 1, 14)}
    answered = {"answered_on": date(2026, 2, 5)}
    not_sure = judge_stage_3(stage_3(**known, **answered))
    assert (not_sure.response, not_sure.whole) == ("start_not_known", "start_not_known")
    received = judge_stage_3(stage_3(**known, **answered, recommendations_received_on=date(2026, 1, 15)))
    assert (received.response, received.whole) == ("in_time", "in_time")
    sooner = judge_stage_3(stage_3(**known, **answered, recommendations_received_on=date(2026, 1, 14)))
    assert (sooner.response, sooner.whole) == ("late", "late")


def test_with_only_request_and_answer_known_fifty_working_days_are_the_outer_bound():
    # Fifty working days after 24 November 2025 end on 5 February 2026.
    assert counted(ASKED, date(2026, 2, 5)) == 50
    assert judge_stage(stage_3(answered_on=date(2026, 2, 5))) == "start_not_known"
    assert judge_stage(stage_3(answered_on=date(2026, 2, 6))) == "late"


def test_an_answer_within_the_shortest_of_the_three_clocks_kept_them_all():
    assert judge_stage(stage_3(answered_on=date(2025, 12, 1))) == "in_time"
    assert judge_stage(stage_3(answered_on=date(2025, 12, 2))) == "start_not_known"


def test_stage_3_without_a_final_answer_is_not_answered_though_its_panel_was_late():
    found = judge_stage_3(stage_3(panel_met_on=date(2026, 1, 9)))
    assert (found.panel, found.report, found.response, found.whole) == ("late",) + ("not_answered",) * 3


def test_what_was_acknowledged_or_agreed_before_a_stage_began_anew_does_not_bring_its_old_clock_back():
    """Taken up again on 1 June after a hold: the acknowledgement of 2 April gives the new clock no earlier start."""
    anew = date(2026, 6, 1)
    answered = date(2026, 6, 15)
    again = StageDates("corporate", "stage_1", anew, answered, acknowledged_on=date(2026, 4, 2))

    assert judge_stage(again) == "in_time"
    assert counted_from("acknowledgement", again) == anew
    assert counted_from("statement", StageDates("children_act", "stage_2", anew)) is None


def test_a_panel_report_after_a_hold_counts_from_the_day_the_stage_was_taken_up_again():
    again = StageDates(
        "children_act",
        "stage_3",
        date(2026, 6, 1),
        panel_met_on=date(2026, 5, 1),
        report_sent_on=date(2026, 6, 8),
    )

    assert judge_stage_3(again).report == "in_time"
