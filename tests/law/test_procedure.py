"""What may happen: every chart is whole, reachable, and names its authority."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law import rulebook
from heard.law.kinds import KIND, UnknownCode
from heard.law.procedure import (
    CHARTS,
    CLOCK_OF_TYPE,
    ENDED,
    RUNNING,
    Act,
    Chart,
    Move,
    MovedTwice,
    NotInTheChart,
    State,
    chart_for,
    procedure_of,
)
from heard.law.procedure_needs import FACTS, NotOnRecord, check_needs, needs
from heard.law.refusals import lawful_refusals
from heard.law.rulebook import NotInForce

TODAY = date(2026, 9, 1)
CHILDREN_ACT = chart_for("children_act", TODAY)
each_chart = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)


def reachable(chart: Chart) -> set[State]:
    found = {State.NEW}
    while True:
        more = {m.after for m in chart.moves if m.before in found and not m.procedure} - found
        if not more:
            return found
        found |= more


@each_chart
def test_every_state_can_be_reached(chart):
    assert reachable(chart) == set(chart.states)


@each_chart
def test_only_an_ended_representation_has_no_way_on(chart):
    stuck = {state for state in chart.states if all(move.stays for move in chart.allowed(state))}

    assert stuck <= ENDED


@each_chart
def test_every_open_state_has_a_lawful_way_to_an_end(chart):
    ending = set(chart.ends)
    while True:
        more = {m.before for m in chart.moves if m.after in ending and not m.procedure} - ending
        if not more:
            break
        ending |= more

    assert ending >= set(chart.states)


@each_chart
def test_every_move_names_the_law_or_practice_it_rests_on_and_says_what_it_does(chart):
    assert [move for move in chart.moves if len(move.basis) < 10 or not move.says.endswith(".")] == []


def test_every_act_and_every_state_is_on_some_chart():
    assert {move.act for chart in CHARTS for move in chart.moves} == set(Act)
    assert {state for chart in CHARTS for state in chart.states} == set(State)


def test_every_clock_a_move_starts_or_stops_is_in_the_rule_book():
    named = {clock for chart in CHARTS for move in chart.moves for clock in (*move.starts, *move.stops)}

    assert named <= set(rulebook.names())


def test_codes_fit_their_column_and_every_one_has_words():
    for one in (*Act, *State):
        assert len(one.value) <= 40
        assert one.words


@each_chart
def test_what_moves_to_another_procedure_arrives_at_a_state_of_that_procedure(chart):
    for move in chart.moves:
        if move.procedure:
            assert move.after in chart_for(move.procedure, TODAY).states


def test_a_refusal_says_where_it_stands_and_what_may_be_done():
    with pytest.raises(
        NotInTheChart, match=r"Cannot go to Stage 3: the complaint is at Stage 1\. From here: .*answer"
    ):
        CHILDREN_ACT.move(State.STAGE_1, Act.ASK_FOR_STAGE_3)


def test_a_chart_that_says_two_things_of_one_act_is_refused():
    one = CHILDREN_ACT.move(State.STAGE_1, Act.ANSWER_STAGE_1)
    other = Move(one.act, one.before, State.CLOSED, one.basis, one.says)

    with pytest.raises(MovedTwice):
        Chart("twice", "Twice", TODAY, (one, other))


def test_nothing_is_charted_before_the_regulations():
    with pytest.raises(NotInForce, match="31 August 2006"):
        chart_for("children_act", date(2006, 8, 31))


@settings(deadline=None, max_examples=200)
@given(chart=st.sampled_from(CHARTS), picks=st.lists(st.integers(0, 10_000), max_size=60))
def test_whatever_lawful_acts_follow_each_other_the_place_is_on_a_chart(chart, picks):
    state = State.NEW
    for pick in picks:
        moves = chart.allowed(state)
        move = moves[pick % len(moves)]
        assert chart.move(state, move.act) is move
        chart = chart_for(move.procedure, TODAY) if move.procedure else chart
        state = move.after
        assert state in chart.states


def follow(chart: Chart, *acts: Act) -> State:
    """Where these acts lead from nothing, one after another."""
    state = State.NEW
    for act in acts:
        state = chart.move(state, act).after
    return state


STAGE_1_ANSWERED = (Act.RECEIVE, Act.ACCEPT, Act.ANSWER_STAGE_1)
STAGE_2_ANSWERED = (
    *STAGE_1_ANSWERED,
    Act.ASK_FOR_STAGE_2,
    Act.AGREE_STATEMENT,
    Act.RECEIVE_INDEPENDENT_REPORT,
    Act.RECEIVE_INVESTIGATOR_REPORT,
    Act.ADJUDICATE,
)


def test_a_case_goes_through_three_stages_to_the_end():
    state = follow(
        CHILDREN_ACT,
        *STAGE_2_ANSWERED,
        Act.ASK_FOR_STAGE_3,
        Act.APPOINT_PANEL,
        Act.PANEL_MEETS,
        Act.SEND_PANEL_REPORT,
        Act.RECEIVE_RECOMMENDATIONS,
        Act.ANSWER_STAGE_3,
        Act.CLOSE,
    )

    assert state is State.CLOSED_AFTER_STAGE_3


def test_the_answer_of_a_stage_stops_its_clock_and_a_report_does_not():
    reports = [
        move
        for move in CHILDREN_ACT.moves
        if move.act in (Act.RECEIVE_INVESTIGATOR_REPORT, Act.RECEIVE_INDEPENDENT_REPORT)
    ]

    assert all(move.stops == () for move in reports)
    assert (
        "children_act/stage_2/answer" in CHILDREN_ACT.move(State.STAGE_2_ADJUDICATING, Act.ADJUDICATE).stops
    )


def test_changing_the_investigator_starts_and_stops_no_clock():
    changes = (
        Act.CHANGE_INVESTIGATOR,
        Act.CHANGE_INDEPENDENT_PERSON,
        Act.APPOINT_INVESTIGATOR,
        Act.AMEND_STATEMENT,
    )

    assert all(not (m.starts or m.stops) for m in CHILDREN_ACT.moves if m.act in changes)


def test_stage_2_counts_from_the_request_unless_the_setting_says_the_statement():
    request = CHILDREN_ACT.move(State.STAGE_1_ANSWERED, Act.ASK_FOR_STAGE_2)
    statement = CHILDREN_ACT.move(State.STAGE_2_STATEMENT, Act.AGREE_STATEMENT)
    clock = "children_act/stage_2/answer"

    assert request.starts_clock(clock, "request")
    assert not statement.starts_clock(clock, "request")
    assert statement.starts_clock(clock, "statement")
    assert not request.starts_clock(clock, "statement")
    assert request.starts_clock("children_act/stage_2/statement", "")


def test_words_of_dissatisfaction_can_be_recorded_wherever_a_case_stands():
    for chart in CHARTS:
        for state in chart.states:
            if state is not State.NEW:
                assert chart.move(state, Act.EXPRESS_DISSATISFACTION)


@pytest.mark.parametrize("state", [State.STAGE_1_QUESTION, State.STAGE_2_QUESTION])
def test_a_question_whether_words_are_a_request_cannot_be_closed_away(state):
    with pytest.raises(NotInTheChart, match="Cannot close"):
        CHILDREN_ACT.move(state, Act.CLOSE)


@pytest.mark.parametrize(
    "state", [State.STAGE_1, State.STAGE_2_INVESTIGATING, State.STAGE_3_ARRANGING, State.RECEIVED]
)
def test_what_has_no_answer_yet_cannot_be_closed(state):
    with pytest.raises(NotInTheChart):
        CHILDREN_ACT.move(state, Act.CLOSE)


def test_nothing_goes_to_stage_2_by_itself_when_time_runs_out():
    told = CHILDREN_ACT.move(State.STAGE_1, Act.TELL_RIGHT_TO_GO_ON)

    assert told.stays
    assert not told.starts


def test_stage_2_may_be_asked_for_after_closing_and_with_no_bar_of_time():
    for state in (
        State.STAGE_1_ANSWERED,
        State.STAGE_1_RESOLVED,
        State.CLOSED_AFTER_STAGE_1,
        State.HISTORY_CLOSED,
    ):
        assert CHILDREN_ACT.move(state, Act.ASK_FOR_STAGE_2_LATE).after is State.STAGE_2_DECIDING


def test_a_late_request_for_a_panel_comes_to_a_decision_and_is_not_refused_outright():
    assert CHILDREN_ACT.move(State.STAGE_2_ANSWERED, Act.ASK_FOR_STAGE_3_LATE).after is State.STAGE_3_DECIDING
    with pytest.raises(NotInTheChart):
        CHILDREN_ACT.move(State.STAGE_2_ANSWERED, Act.REFUSE_STAGE_3)


def test_a_panel_cannot_meet_before_it_is_appointed_nor_answer_before_it_recommends():
    for state, act in (
        (State.STAGE_3_ARRANGING, Act.PANEL_MEETS),
        (State.STAGE_3_PANEL_MET, Act.ANSWER_STAGE_3),
        (State.STAGE_2_INVESTIGATING, Act.ADJUDICATE),
        (State.STAGE_2_INVESTIGATOR_REPORTED, Act.ADJUDICATE),
    ):
        with pytest.raises(NotInTheChart):
            CHILDREN_ACT.move(state, act)


def test_stage_3_has_no_extension():
    acts = {m.act for m in CHILDREN_ACT.moves if m.before.startswith("stage_3")}

    assert acts.isdisjoint({Act.EXTEND, Act.EXTEND_STAGE_1, Act.EXTEND_STAGE_2})


def test_a_hold_leaves_the_case_where_it_stands_and_a_new_clock_starts_on_resuming():
    for state, clock in (
        (State.STAGE_1, "children_act/stage_1/answer"),
        (State.STAGE_3_ARRANGING, "children_act/stage_3/panel"),
    ):
        assert clock in CHILDREN_ACT.move(state, Act.HOLD).stops
        assert clock in CHILDREN_ACT.move(state, Act.RESUME).starts
        assert CHILDREN_ACT.move(state, Act.HOLD_POINT).stops == ()


def test_every_open_case_may_be_withdrawn_and_reinstated_before_its_final_answer():
    for state in CHILDREN_ACT.states:
        if state in ENDED or state in (State.NEW, State.STAGE_3_ANSWERED):
            continue
        withdrawn = CHILDREN_ACT.move(state, Act.WITHDRAW)
        assert withdrawn.after in ENDED
        assert CHILDREN_ACT.move(withdrawn.after, Act.REINSTATE).after not in ENDED


def test_a_statutory_complaint_is_never_made_a_concern():
    assert "concern" not in {move.procedure for move in CHILDREN_ACT.moves}


def test_a_wrong_procedure_is_put_right_both_ways_and_counts_from_the_true_day():
    corporate = chart_for("corporate", TODAY)
    to_statute = corporate.move(State.STAGE_2, Act.MOVE_TO_CHILDREN_ACT)
    to_council = CHILDREN_ACT.move(State.RECEIVED, Act.MOVE_TO_CORPORATE)

    assert (to_statute.procedure, to_statute.after) == ("children_act", State.STAGE_2_STATEMENT)
    assert (to_council.procedure, to_council.after) == ("corporate", State.RECEIVED)


def test_a_case_that_has_been_answered_in_the_statutory_procedure_stays_in_it():
    with pytest.raises(NotInTheChart):
        CHILDREN_ACT.move(State.STAGE_1_ANSWERED, Act.MOVE_TO_CORPORATE)


def test_a_council_of_one_stage_has_no_second():
    assert not [m for m in chart_for("corporate", TODAY, stages=1).moves if m.after.startswith("stage_2")]
    assert [m for m in chart_for("corporate", TODAY).moves if m.after is State.STAGE_2]


def test_an_ombudsman_case_can_be_opened_and_decided_at_any_point_without_moving_it():
    for chart in CHARTS:
        assert {
            Act.OPEN_OMBUDSMAN_CASE,
            Act.RECORD_OMBUDSMAN_DECISION,
            Act.CORRECT,
            Act.SEND_LETTER,
        } <= chart.anytime


def test_every_kind_has_a_chart():
    assert {procedure_of(kind) for kind in KIND} <= {chart.name for chart in CHARTS}
    with pytest.raises(UnknownCode, match="There is no kind"):
        procedure_of("grievance")
    with pytest.raises(UnknownCode, match="There is no procedure"):
        chart_for("grievance", TODAY)


def test_the_clocks_of_a_duty_matter_are_in_the_rule_book():
    assert {clock for clock, _ in CLOCK_OF_TYPE.values()} <= set(rulebook.names())


def test_every_fact_an_act_needs_has_words_and_every_fact_is_needed():
    wanted = {fact for act in Act for fact in needs(act).facts}

    assert wanted == set(FACTS)


def test_an_extension_without_reason_or_day_told_is_refused_by_name():
    full = {"decided_by": "Amina", "reason": "two services to hear", "new_day": TODAY, "day_told": TODAY}
    check_needs(Act.EXTEND_STAGE_1, full)
    for fact in ("reason", "day_told", "new_day"):
        with pytest.raises(NotOnRecord, match=FACTS[fact]):
            check_needs(Act.EXTEND_STAGE_1, {**full, fact: ""})


def test_each_final_answer_needs_the_independent_person_and_the_way_to_the_ombudsman():
    assert {"independent_took_part", "right_to_next"} <= set(needs(Act.ANSWER_STAGE_3).facts)
    assert needs(Act.ANSWER_STAGE_3).letter


def test_every_act_that_refuses_has_lawful_reasons_and_every_reason_an_act():
    refusing = {act for act in Act if needs(act).refusal}

    assert {act for act in Act if lawful_refusals(act)} == refusing


ALWAYS_OPEN = {"actions/agreed", "ombudsman/recommendation", "ombudsman/public_report"}


def ours(clocks: set[str]) -> frozenset[str]:
    """The clocks of a stage that the council must keep; promises and recommendations outlive the case."""
    kept = {one for one in clocks if one not in ALWAYS_OPEN and rulebook.rule(one).kept_by == "authority"}
    return frozenset(kept)


def everywhere(without: frozenset[Act] = frozenset()) -> list[tuple[Move, Chart, frozenset[str]]]:
    """Every move from every place that can really be reached, with the clocks that run after it."""
    todo, seen, found = [(chart, State.NEW, frozenset()) for chart in CHARTS], set(), []
    while todo:
        chart, state, running = todo.pop()
        if (chart.name, state, running) in seen:
            continue
        seen.add((chart.name, state, running))
        for move in chart.allowed(state):
            if move.act in without:
                continue
            after = ours(running - set(move.stops) | set(move.starts))
            goes_on = chart_for(move.procedure, TODAY) if move.procedure else chart
            found.append((move, goes_on, after))
            todo.append((goes_on, move.after, after))
    return found


def test_no_clock_of_a_stage_runs_on_after_the_end_nor_into_another_procedure():
    places = everywhere()

    assert len(places) > 3000
    assert [(move, running) for move, _, running in places if move.after in ENDED and running] == []
    moved = [(move, chart, running) for move, chart, running in places if move.procedure]
    assert [one for one in moved if any(not clock.startswith(one[1].name) for clock in one[2])] == []


def test_a_clock_runs_wherever_the_council_owes_an_answer():
    held = frozenset({Act.HOLD})
    missing = {
        (move.after.value, clock)
        for move, chart, running in everywhere(without=held)
        if chart.name == "children_act"
        for clock in RUNNING.get(move.after, ())
        if clock not in running
    }

    assert missing == set()


def test_an_acknowledgement_has_a_clock_of_its_own_and_leaves_that_of_the_answer_alone():
    for state, act, clock, answer in (
        (State.STAGE_1, Act.ACKNOWLEDGE, "children_act/stage_1/acknowledge", "children_act/stage_1/answer"),
        (
            State.STAGE_2_STATEMENT,
            Act.ACKNOWLEDGE_STAGE_2,
            "children_act/stage_2/acknowledge",
            "children_act/stage_2/answer",
        ),
        (
            State.STAGE_3_ARRANGING,
            Act.ACKNOWLEDGE_STAGE_3,
            "children_act/stage_3/acknowledge",
            "children_act/stage_3/panel",
        ),
    ):
        stops = CHILDREN_ACT.move(state, act).stops
        assert clock in stops
        assert answer not in stops


def test_the_timetable_of_guidance_for_a_panel_starts_and_stops_with_its_acts():
    ready = State.STAGE_3_PANEL_APPOINTED
    asked = CHILDREN_ACT.move(State.STAGE_2_ANSWERED, Act.ASK_FOR_STAGE_3)
    dated = CHILDREN_ACT.move(ready, Act.SET_PANEL_DATE)
    stopped = {
        Act.AGREE_PANEL_ARRANGEMENTS: "children_act/stage_3/arrange",
        Act.SEND_PANEL_NOTICE: "children_act/stage_3/notice",
        Act.SEND_PANEL_PAPERS: "children_act/stage_3/papers",
    }

    assert {"children_act/stage_3/acknowledge", "children_act/stage_3/arrange"} < set(asked.starts)
    assert set(dated.starts) == {"children_act/stage_3/notice", "children_act/stage_3/papers"}
    assert {act: CHILDREN_ACT.move(ready, act).stops for act in stopped} == {
        a: (c,) for a, c in stopped.items()
    }
    assert set(stopped.values()) < set(CHILDREN_ACT.move(ready, Act.PANEL_MEETS).stops)


def test_a_members_enquiry_has_its_days_and_keeps_none_of_them_once_it_is_a_complaint():
    enquiry = chart_for("enquiry", TODAY)
    clocks = ("enquiry/acknowledge", "enquiry/answer")

    assert enquiry.move(State.NEW, Act.RECEIVE).starts == clocks
    for act in (Act.ANSWER, Act.WITHDRAW, Act.MOVE_TO_CHILDREN_ACT, Act.MOVE_TO_CORPORATE):
        assert enquiry.move(State.RECEIVED, act).stops == clocks


def test_weighing_a_request_in_time_is_not_taken_for_a_late_one():
    two = chart_for("corporate", TODAY)
    weighing = two.move(State.STAGE_1_ANSWERED, Act.WEIGH_STAGE_2).after

    assert weighing is State.STAGE_2_WEIGHING
    assert two.move(weighing, Act.OPEN_WEIGHED_STAGE_2).after is State.STAGE_2
    assert two.move(weighing, Act.DECLINE_WEIGHED_STAGE_2).after is State.STAGE_1_ANSWERED
    assert Act.WEIGH_STAGE_2 not in {move.act for move in CHILDREN_ACT.moves}


def test_a_regulator_may_be_told_wherever_a_case_stands():
    for chart in CHARTS:
        assert {Act.TELL_OF_REGULATOR, Act.RECORD_REGULATOR, Act.SEND_PROOF} <= chart.anytime
