"""Where a case must stand: worked out again from the acts in the ledger and from its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from heard.casework.acts import HISTORY, chart_name, state_from_history
from heard.casework.history import HistoryStage
from heard.law.procedure import CHARTS, Act, Chart, Move, State
from heard.representations.models import Representation, Stage

Place = tuple[str, State]
ALL_CHARTS: Mapping[str, Chart] = {chart.name: chart for chart in CHARTS}
CHART_ACTS: Mapping[str, Act] = {act.value: act for act in Act}
BROUGHT_IN = frozenset({"record_history", "change_history", "restore_history", "undo_import"})
ONE_STAGE = {"corporate": "corporate_one_stage"}
OPEN, ANSWERED = "open", "answered"
# What the rows must show where a case stands so: the stage, and whether it is open or answered.
SHOWN: Mapping[State, tuple[str, str]] = {
    State.STAGE_1: ("stage_1", OPEN),
    **dict.fromkeys(
        (
            State.STAGE_1_RESOLVED,
            State.STAGE_1_ANSWERED,
            State.STAGE_1_QUESTION,
            State.CLOSED_AFTER_STAGE_1,
        ),
        ("stage_1", ANSWERED),
    ),
    **dict.fromkeys(
        (
            State.STAGE_2,
            State.STAGE_2_STATEMENT,
            State.STAGE_2_INVESTIGATING,
            State.STAGE_2_INVESTIGATOR_REPORTED,
            State.STAGE_2_INDEPENDENT_REPORTED,
            State.STAGE_2_ADJUDICATING,
        ),
        ("stage_2", OPEN),
    ),
    **dict.fromkeys(
        (State.STAGE_2_ANSWERED, State.STAGE_2_QUESTION, State.CLOSED_AFTER_STAGE_2, State.REFERRED_EARLY),
        ("stage_2", ANSWERED),
    ),
    **dict.fromkeys(
        (
            State.STAGE_3_ARRANGING,
            State.STAGE_3_PANEL_APPOINTED,
            State.STAGE_3_PANEL_MET,
            State.STAGE_3_REPORTED,
            State.STAGE_3_RECOMMENDED,
        ),
        ("stage_3", OPEN),
    ),
    **dict.fromkeys((State.STAGE_3_ANSWERED, State.CLOSED_AFTER_STAGE_3), ("stage_3", ANSWERED)),
}


def why_not_so(case: Representation, acts: Sequence[str]) -> Iterator[str]:
    """Each reason why a case cannot stand where its row says. `acts`: its acts in the ledger, in their order."""
    state = State(case.state)
    moved = [act for act in acts if act in BROUGHT_IN or act in CHART_ACTS]
    yield from _by_the_ledger(case, state, tuple(moved))
    if state in HISTORY:
        yield from _as_brought_in(case, state, moved)
    else:
        yield from _by_its_facts(case, state)


def _by_the_ledger(case: Representation, state: State, acts: tuple[str, ...]) -> Iterator[str]:
    """The acts of the ledger, done again through the chart, must lead to where the row stands."""
    places = _places_after(chart_name(case), case.is_history, acts)
    if not places:
        yield "its acts in the ledger cannot follow one another in any chart"
    elif state not in {where for _, where in places}:
        led_to = " or ".join(sorted({where.words for _, where in places})[:3])
        yield f"its row says it is {state.words}, but its acts in the ledger lead to: {led_to}"


@cache
def _places_after(chart: str, is_history: bool, acts: tuple[str, ...]) -> frozenset[Place]:
    """Every (chart, state) to which these acts can have led: more than one only where the beginning is not known."""
    places = _beginnings(chart, is_history, acts)
    for name in acts:
        if name in BROUGHT_IN:
            places = _beginnings(chart, True, acts)
            continue
        act = CHART_ACTS[name]
        places = frozenset(after for place in places for after in _moved(place, act))
    return places


def _beginnings(chart: str, is_history: bool, acts: tuple[str, ...]) -> frozenset[Place]:
    """Where a case can have begun: new, or as it was brought in; where its kind has changed, on any chart."""
    changed = any(name.startswith("move_to_") or name == Act.SPLIT for name in acts)
    names = list(ALL_CHARTS) if changed else [chart, ONE_STAGE.get(chart, chart)]
    states: tuple[State, ...] = HISTORY if is_history else (State.NEW,)
    if not is_history and (not acts or acts[0] != Act.RECEIVE):
        states = tuple(
            State
        )  # it was made by an act on another case: only what it did afterwards can be followed
    return frozenset((name, state) for name in names for state in states)


def _moved(place: Place, act: Act) -> Iterator[Place]:
    name, state = place
    for move in _moves(name, state):
        if move.act is act:
            to = move.procedure or name
            yield (to, move.after)
            if (
                move.procedure in ONE_STAGE
            ):  # how many stages it has is the council's setting, of the day of receipt
                yield (ONE_STAGE[to], move.after)


@cache
def _moves(name: str, state: State) -> tuple[Move, ...]:
    return ALL_CHARTS[name].allowed(state)


def _as_brought_in(case: Representation, state: State, acts: Sequence[str]) -> Iterator[str]:
    """A case from before that nobody has touched since stands as its own stages say."""
    if any(act in CHART_ACTS for act in acts):
        return
    stages = [
        HistoryStage(one.stage, one.started_on, answered_on=one.answered_on, withdrawn_on=one.withdrawn_on)
        for one in case.stages.all()
    ]
    should = State(state_from_history(case.kind, stages))
    if should is not state:
        yield f"its row says it is {state.words}, but by its stages it is {should.words}"


def _by_its_facts(case: Representation, state: State) -> Iterator[str]:
    """A live case stands at a stage that its rows show, open or answered as the state says."""
    if state not in SHOWN:
        return
    code, wanted = SHOWN[state]
    there = next((one for one in case.stages.all() if one.stage == code), None)
    if there is None or standing_of(there) != wanted:
        found = "there is none on record" if there is None else f"that stage is {standing_of(there)}"
        yield f"its row says it is {state.words}, for which {_name(code)} must be {wanted}, but {found}"


def standing_of(stage: Stage) -> str:
    """Whether a stage is open, answered, withdrawn or ended in another way, by its days."""
    if stage.withdrawn_on is not None:
        return "withdrawn"
    if stage.ended_on is not None:
        return "ended without an answer"
    return ANSWERED if stage.answered_on is not None else OPEN


def _name(code: str) -> str:
    return code.replace("_", " ").capitalize()
