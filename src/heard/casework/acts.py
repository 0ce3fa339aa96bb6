"""Where a representation stands: the only place that works it out, and the only one that writes it."""

from __future__ import annotations

from collections.abc import Iterable

from heard.casework.history import HistoryStage
from heard.casework.writing import Line
from heard.law.procedure import ENDED, Act, Move, State
from heard.representations.models import Representation

OPEN_STATES = tuple(state.value for state in State if state not in ENDED and state is not State.NEW)
WITHDRAWN_STATES = tuple(state.value for state in ENDED if "withdrawn" in state.value)
CLOSED_STATES = tuple(state.value for state in ENDED if "withdrawn" not in state.value)
HISTORY = (State.HISTORY_OPEN, State.HISTORY_CLOSED, State.HISTORY_WITHDRAWN)
CHARTS = {
    "statutory_complaint": "children_act",
    "corporate_complaint": "corporate",
    "concern": "concern",
    "informal_complaint": "concern",
    "mp_enquiry": "enquiry",
    "councillor_enquiry": "enquiry",
    "comment": "simple",
    "compliment": "simple",
    "suggestion": "simple",
    "duty_matter": "duty_matter",
    "anonymous_report": "anonymous_report",
}
# What may be done while the whole of a case is held for proceedings.
WHILE_HELD = frozenset(
    {
        Act.RESUME,
        Act.LAPSE,
        Act.WITHDRAW,
        Act.CORRECT,
        Act.RECORD_CONTACT,
        Act.ATTEMPT_CONTACT,
        Act.SEND_LETTER,
        Act.RECORD_LETTER_RECEIVED,
        Act.RECEIVE_LETTER,
        Act.REFER_TO_SAFEGUARDING,
        Act.OPEN_OMBUDSMAN_CASE,
        Act.RECEIVE_OMBUDSMAN_ENQUIRY,
        Act.ANSWER_OMBUDSMAN_ENQUIRY,
        Act.RECORD_OMBUDSMAN_DECISION,
        Act.OFFER_ADVOCACY,
        Act.APPOINT_ADVOCATE,
    }
)


def state_from_history(kind: str, stages: Iterable[HistoryStage]) -> str:
    """Where a past case stands: open while its last stage has no answer, else closed or withdrawn."""
    ordered = sorted(stages, key=lambda one: (one.started_on, one.stage))
    if not ordered:
        closed = kind in ("compliment", "comment", "suggestion")
        return (State.HISTORY_CLOSED if closed else State.HISTORY_OPEN).value
    last = ordered[-1]
    if last.withdrawn_on:
        return State.HISTORY_WITHDRAWN.value
    return (State.HISTORY_CLOSED if last.answered_on else State.HISTORY_OPEN).value


def state_of(case: Representation) -> State:
    """Where a case stands."""
    return State(case.state)


def chart_name(case: Representation) -> str:
    """The chart a case moves by: that of its kind, or that of history until it is taken up again."""
    return "history" if state_of(case) in HISTORY else CHARTS[case.kind]


def go(case: Representation, move: Move, line: Line) -> None:
    """Let a case stand where the move leads, and say so under the act's line."""
    if move.procedure:
        line.change(case, state=move.after.value, procedure=move.procedure)
    elif case.state != move.after.value:
        line.change(case, state=move.after.value)
