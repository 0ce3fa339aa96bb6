"""What may happen: every chart is whole, reachable, and names its authority."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.law import rulebook
from heard.law.procedure import CHARTS, ENDED, Act, Chart, Move, MovedTwice, NotInTheChart, State, chart_for
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
    with pytest.raises(NotInTheChart, match=r"Cannot go to Stage 3: the complaint is at Stage 1\. From here: .*answer"):
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
