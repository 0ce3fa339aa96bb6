"""Where a representation stands: the only place that works it out, and the only one that writes it."""

from __future__ import annotations

from collections.abc import Iterable

from heard.casework.history import HistoryStage
from heard.casework.writing import Line
from heard.law.procedure import ENDED, PROCEDURE_OF_KIND, Act, Move, State, procedure_of
from heard.people.models import Term
from heard.representations.models import Representation

OPEN_STATES = tuple(state.value for state in State if state not in ENDED and state is not State.NEW)
WITHDRAWN_STATES = tuple(state.value for state in ENDED if "withdrawn" in state.value)
CLOSED_STATES = tuple(state.value for state in ENDED if "withdrawn" not in state.value)
HISTORY = (State.HISTORY_OPEN, State.HISTORY_CLOSED, State.HISTORY_WITHDRAWN)
CHARTS = PROCEDURE_OF_KIND
COMPLAINTS = ("statutory_complaint", "corporate_complaint")
PROCEDURES = ("children_act", "corporate")
# What a representation is called once it goes by another procedure.
KIND_OF = {
    "children_act": "statutory_complaint",
    "corporate": "corporate_complaint",
    "duty_matter": "duty_matter",
}
# What may be done while the whole of a case is held for proceedings.
WHILE_HELD = frozenset(
    {
        Act.RESUME,
        Act.RESUME_POINT,
        Act.LAPSE,
        Act.WITHDRAW,
        Act.CORRECT,
        Act.ACKNOWLEDGE,
        Act.TELL_PROCEDURE,
        Act.EXPRESS_DISSATISFACTION,
        Act.ADD_PARTY,
        Act.ASSIGN,
        Act.LINK,
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
        Act.SEND_PROOF,
        Act.COMPLETE_RECOMMENDATION,
        Act.RECEIVE_PUBLIC_REPORT,
        Act.ANSWER_PUBLIC_REPORT,
        Act.RECORD_OMBUDSMAN_STEP,
        Act.ASK_OMBUDSMAN_FOR_TIME,
        Act.RECORD_OMBUDSMAN_TIME,
        Act.RECEIVE_OMBUDSMAN_DRAFT,
        Act.COMMENT_ON_OMBUDSMAN_DRAFT,
        Act.MAKE_DECISION_PUBLIC,
        Act.RECORD_WORD_ON_REFUSAL,
        Act.RECORD_OMBUDSMAN_TALK,
        Act.SEND_OMBUDSMAN_COPY,
        Act.OFFER_ADVOCACY,
        Act.ACCEPT_ADVOCACY,
        Act.DECLINE_ADVOCACY,
        Act.APPOINT_ADVOCATE,
        Act.ADVOCATE_FIRST_CONTACT,
        Act.END_ADVOCACY,
        Act.TAKE_UP_EARLIER_ADVOCACY,
        Act.TELL_OF_REGULATOR,
        Act.RECORD_REGULATOR,
        Act.RECORD_ADJUSTMENT,
        Act.RECORD_CONSENT,
        Act.DECIDE_FREEZE,
        Act.END_FREEZE,
        Act.LIMIT_CONTACT,
        Act.REVIEW_LIMIT,
        Act.END_LIMIT,
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
    """The chart a case moves by: that of its kind; for a complaint, that of the procedure it is under."""
    if case.kind in COMPLAINTS and case.procedure in PROCEDURES:
        return case.procedure
    return procedure_of(case.kind)


def procedure_on_record(name: str) -> str:
    """How a chart's procedure is kept on a case: what is no complaint is under none."""
    return name if name in PROCEDURES else "none"


def go(case: Representation, move: Move, line: Line) -> None:
    """Let a case stand where the move leads, and say so under the act's line."""
    if move.procedure:
        kind = KIND_OF[move.procedure]
        procedure = procedure_on_record(move.procedure)
        label = kind_label(case, kind)
        line.change(case, state=move.after.value, procedure=procedure, kind=kind, kind_term=label)
    elif case.state != move.after.value:
        line.change(case, state=move.after.value)


def kind_label(case: Representation, kind: str) -> Term | None:
    """What the council prints for a kind: the label the case has, if it means that, else the first that does."""
    if case.kind_term is not None and case.kind_term.means == kind:
        return case.kind_term
    return Term.objects.filter(list=Term.List.KIND, means=kind).first()
