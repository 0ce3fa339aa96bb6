"""A changed calendar, number or rule proposes a list of moved dates; another person approves it, and then they move."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casework.making import LATER, NOW, complaint, council, kept, stage

from heard.casework import audit
from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.holidays import NotAdded, add_holiday
from heard.casework.nightly import night
from heard.casework.redating import (
    NotMoved,
    approve_redating,
    dates_of_redating,
    propose_redating,
    redate_for_holiday,
    redate_for_setting,
    redatings,
)
from heard.casework.redating_days import moved_between, next_days
from heard.casework.setting import NotASetting
from heard.casework.writing import writing
from heard.law.clock import Setting
from heard.law.timeliness import StageDates
from heard.law.working_days import ENGLAND
from heard.ledger.models import Entry
from heard.people.models import AddedHoliday
from heard.representations.models import MovedDate, Redating, Stage

# A concern of Monday 2 November 2026 is due on Monday the 9th, and a day later if Friday the 6th is closed.
CLOSED = {"day": date(2026, 11, 6), "title": "Closed for a move", "source": "Cabinet, 1 October 2026"}
WAS, BECOMES = date(2026, 11, 9), date(2026, 11, 10)


@pytest.fixture
def office(db):
    """An open concern, an open statutory Stage 1, and a concern that was answered."""
    council()
    concern = {"kind": "concern", "procedure": "none"}
    began = stage("concern", "2026-11-02")
    kept(
        complaint("C1", "2026-11-02", stages=(began,), **concern),
        complaint("C2", "2026-11-02", stages=(stage("stage_1", "2026-11-02"),)),
        complaint("C3", "2026-11-02", stages=(replace(began, answered_on=date(2026, 11, 5)),), **concern),
    )


def hint(reference: str = "C1") -> date | None:
    return Stage.objects.get(representation__reference=reference).due_on_hint


def close_a_day() -> Redating:
    found = redate_for_holiday(**CLOSED, by="amina", at=NOW)
    assert found is not None
    return found


# Proposing


def test_a_holiday_proposes_the_dates_it_moves_old_and_new_and_moves_none(office):
    redating = close_a_day()

    listed = [
        (one.stage.representation.reference, one.clock, one.was_on, one.becomes_on)
        for one in dates_of_redating(redating.pk)
    ]

    assert listed == [("C1", "concern/answer", WAS, BECOMES)]
    assert hint() == WAS
    assert "Closed for a move on Friday 6 November 2026" in redating.because


def test_a_day_that_moves_nothing_is_added_and_proposes_nothing(office):
    assert redate_for_holiday(**{**CLOSED, "day": date(2027, 3, 5)}, by="amina", at=NOW) is None
    assert AddedHoliday.objects.count() == 1
    assert Redating.objects.count() == 0


def test_a_day_that_cannot_be_added_leaves_nothing_behind(office):
    with pytest.raises(NotAdded, match="not a working day"):
        redate_for_holiday(**{**CLOSED, "day": date(2026, 11, 7)}, by="amina", at=NOW)

    assert (AddedHoliday.objects.count(), Redating.objects.count()) == (0, 0)


def test_a_bank_holiday_proclaimed_moves_the_clocks_of_the_law_too(office):
    now = clocks_of_council()
    then = replace(now, calendar=ENGLAND.with_proclaimed({date(2026, 11, 6): "Proclaimed"}))

    redating = propose_redating(because="Proclaimed.", by="amina", at=NOW, before=now, after=then)

    assert {one.stage.representation.reference for one in redating.moved.all()} == {"C1", "C2"}


def test_a_number_of_the_councils_own_proposes_what_it_moves(office):
    found = redate_for_setting(
        name="clock/concern/answer/days",
        value="3",
        begins_on=date(2026, 11, 1),
        by="amina",
        at=NOW,
        reason="Sooner.",
    )

    assert found is not None
    assert [(one.was_on, one.becomes_on) for one in found.moved.all()] == [(WAS, date(2026, 11, 5))]


def test_a_number_looser_than_the_law_is_refused_and_proposes_nothing(office):
    with pytest.raises(NotASetting, match="looser than the law"):
        redate_for_setting(
            name="clock/children_act/stage_1/answer/days",
            value="30",
            begins_on=date(2026, 11, 1),
            by="a",
            at=NOW,
        )

    assert Redating.objects.count() == 0


def test_a_new_version_is_held_against_the_days_kept_for_finding(office):
    """What a changed file of holidays moves shows without anybody having kept the old file."""
    add_holiday(**CLOSED, by="amina", at=NOW)

    redating = propose_redating(because="A new list of holidays.", by="amina", at=LATER)

    assert [(one.was_on, one.becomes_on) for one in redating.moved.all()] == [(WAS, BECOMES)]


def test_where_nothing_moves_there_is_nothing_to_propose(office):
    with pytest.raises(NotMoved, match="nothing to approve"):
        propose_redating(because="Just asking.", by="amina", at=NOW)

    assert Redating.objects.count() == 0


def test_a_proposal_says_why(office):
    with pytest.raises(NotMoved, match="says why"):
        propose_redating(because="  ", by="amina", at=NOW)


# Approving


def test_another_person_approves_and_the_dates_move_with_a_line_on_each_case(office):
    redating = close_a_day()

    done = approve_redating(number=redating.pk, by="dana", at=LATER)

    assert (done.moved, done.left, hint()) == (1, 0, BECOMES)
    line = Entry.objects.get(act="move_date")
    assert line.reference == "C1"
    assert '"was":"2026-11-09"' in line.said
    assert '"becomes":"2026-11-10"' in line.said
    redating.refresh_from_db()
    assert (redating.approved_by, redating.approved_on) == ("dana", LATER.date())
    assert audit.verify().whole


@pytest.mark.parametrize("name", ["amina", "Amina", " AMINA "])
def test_nobody_approves_their_own_proposal(office, name):
    redating = close_a_day()

    with pytest.raises(NotMoved, match="Somebody else looks at the list"):
        approve_redating(number=redating.pk, by=name, at=LATER)

    assert hint() == WAS
    assert not Entry.objects.filter(act="approve_redating").exists()


def test_a_list_is_approved_once(office):
    redating = close_a_day()
    approve_redating(number=redating.pk, by="dana", at=LATER)

    with pytest.raises(NotMoved, match="was approved by dana"):
        approve_redating(number=redating.pk, by="tom", at=LATER)


def test_a_list_that_is_not_in_force_is_refused_whole(office):
    now = clocks_of_council()
    then = replace(now, calendar=now.calendar.with_extra({CLOSED["day"]: "Not added yet"}))
    redating = propose_redating(because="We may close.", by="amina", at=NOW, before=now, after=then)
    Stage.objects.filter(representation__reference="C1").update(due_on_hint=None)

    with pytest.raises(NotMoved, match="not what the law gives any more for C1"):
        approve_redating(number=redating.pk, by="dana", at=LATER)

    assert hint() is None


def test_what_was_answered_since_the_list_was_made_is_left_alone(office):
    redating = close_a_day()
    with writing("test_answer", by="tom", at=LATER, reference="C1") as line:
        row = Stage.objects.get(representation__reference="C1")
        line.change(row, answered_on=date(2026, 11, 6), due_on_hint=None)

    done = approve_redating(number=redating.pk, by="dana", at=LATER)

    assert (done.moved, done.left, hint()) == (0, 1, None)


@pytest.mark.parametrize(
    "ask", [lambda: approve_redating(number=9, by="dana", at=LATER), lambda: dates_of_redating(9)]
)
def test_a_list_that_was_never_made_is_refused_in_words(office, ask):
    with pytest.raises(NotMoved, match="There is no re-dating 9"):
        ask()


def test_the_lists_are_there_to_look_at_newest_first(office):
    first = close_a_day()
    approve_redating(number=first.pk, by="dana", at=LATER)
    second = redate_for_setting(
        name="clock/concern/answer/days", value="3", begins_on=date(2026, 11, 1), by="amina", at=LATER
    )

    assert [one.pk for one in redatings()] == [second.pk if second else None, first.pk]


# The night beside it


def on(day: date):
    return night(on=day, by="night", at=datetime(day.year, day.month, day.day, 1, tzinfo=UTC))


def test_dates_that_wait_for_approval_are_no_fault_of_the_night(office):
    redating = close_a_day()

    done = on(date(2026, 11, 3))

    assert done.is_sound
    assert [(one.reference, one.redating, one.becomes_on) for one in done.waiting] == [
        ("C1", redating.pk, BECOMES)
    ]


def test_without_a_list_the_same_difference_is_a_fault_that_says_what_to_do(office):
    add_holiday(**CLOSED, by="amina", at=NOW)

    faults = on(date(2026, 11, 3)).faults

    assert [one.reference for one in faults] == ["C1"]
    assert "propose a re-dating" in faults[0].why


def test_once_approved_the_night_is_sound_and_nothing_waits(office):
    approve_redating(number=close_a_day().pk, by="dana", at=LATER)

    done = on(date(2026, 11, 3))

    assert (done.faults, done.waiting) == ((), ())


def test_no_date_is_kept_in_a_list_twice(office):
    close_a_day()

    assert MovedDate.objects.values("redating", "stage").distinct().count() == MovedDate.objects.count()


# The whole column beside one by one

days = st.dates(date(2024, 1, 2), date(2026, 6, 30))
maybe = st.none() | days


@st.composite
def open_stage_days(draw):
    """Any open stage, with its days in any order that could be on record."""
    procedure, code = draw(
        st.sampled_from(
            [
                ("children_act", "stage_1"),
                ("children_act", "stage_2"),
                ("children_act", "stage_3"),
                ("corporate", "stage_1"),
                ("corporate", "stage_2"),
                ("corporate", "stage_3"),
                ("none", "concern"),
                ("none", "other"),
            ]
        )
    )
    began = draw(days | st.just(date(2006, 8, 30)))
    some = st.none() | st.integers(0, 60).map(lambda n: began + timedelta(days=n))
    return StageDates(
        procedure,
        code,
        began,
        extended_to=draw(some),
        acknowledged_on=draw(some),
        statement_agreed_on=draw(some),
        panel_met_on=draw(some),
        report_sent_on=draw(some),
        recommendations_received_on=draw(some),
    )


NUMBERS = {
    "corporate/stage_1/answer": Setting(8, 5, "receipt"),
    "corporate/stage_2/acknowledge": Setting(2),
    "children_act/stage_2/answer": Setting(20),
    "concern/answer": Setting(3),
}
CLOCKS = [
    CouncilClocks((), ENGLAND),
    CouncilClocks((), ENGLAND.with_extra({date(2025, 3, 5): "Closed"})),
    CouncilClocks(((date(2025, 1, 1), NUMBERS),), ENGLAND),
    CouncilClocks(((date(2025, 1, 1), NUMBERS), (date(2025, 9, 1), {})), ENGLAND),
]


@given(st.lists(open_stage_days(), max_size=40), st.integers(0, 3))
def test_a_column_gives_the_days_that_one_by_one_gives(every, which):
    clocks = CLOCKS[which]

    assert next_days(every, clocks) == [clocks.next_due(dates) for dates in every]


@given(st.lists(open_stage_days(), max_size=20), st.integers(0, 3), st.integers(0, 3))
def test_what_moves_is_what_differs(every, old, new):
    before, after = CLOCKS[old], CLOCKS[new]
    moved = {one.place: (one.was, one.becomes) for one in moved_between(every, before, after)}

    one_by_one = [(before.next_due(dates), after.next_due(dates)) for dates in every]

    assert moved == {place: pair for place, pair in enumerate(one_by_one) if pair[0] != pair[1]}


def test_a_stage_2_that_waits_for_its_statement_goes_by_its_request_meanwhile():
    clocks = CouncilClocks(
        ((date(2006, 9, 1), {"children_act/stage_2/answer": Setting(None, None, "statement")}),), ENGLAND
    )
    asked = StageDates("children_act", "stage_2", date(2024, 8, 29))

    assert next_days([asked], clocks) == [date(2024, 10, 3)]
