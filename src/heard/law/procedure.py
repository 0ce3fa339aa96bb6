"""The charts: every lawful move of every kind of representation, one chart for each procedure and period.

What may happen stands here; who may do it, and who may not because of who they are, stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from heard.law import procedure_children_act as first
from heard.law import procedure_children_act_later as later
from heard.law import procedure_corporate as corporate
from heard.law import procedure_endings as endings
from heard.law import procedure_others as others
from heard.law.kinds import KIND, UnknownCode
from heard.law.procedure_acts import Act
from heard.law.procedure_anytime import anytime, holds
from heard.law.procedure_chart import Chart, Move, MovedTwice, NotInTheChart
from heard.law.procedure_others import CLOCK_OF_TYPE
from heard.law.procedure_states import ENDED, State
from heard.law.rulebook import NotInForce
from heard.law.working_days import in_words

__all__ = [
    "CHARTS",
    "CLOCK_OF_TYPE",
    "ENDED",
    "RUNNING",
    "Act",
    "Chart",
    "Move",
    "MovedTwice",
    "NotInTheChart",
    "State",
    "chart_for",
    "procedure_of",
]

SINCE = date(2006, 9, 1)  # SI 2006/1738, regulation 1; nothing before it is charted
HISTORY = (State.HISTORY_OPEN, State.HISTORY_CLOSED, State.HISTORY_WITHDRAWN)
RUNNING: Mapping[State, tuple[str, ...]] = {
    State.RECEIVED: (first.STAGE_1,),
    State.STAGE_1: (first.STAGE_1,),
    **dict.fromkeys(later.AT_STAGE_2, (first.STAGE_2,)),
    **dict.fromkeys((State.STAGE_2_DECIDING, State.STAGE_2_STATEMENT), (first.STAGE_2, first.STATEMENT)),
    **dict.fromkeys((State.STAGE_3_DECIDING, State.STAGE_3_ARRANGING), (later.PANEL, later.ARRANGE)),
    State.STAGE_3_PANEL_APPOINTED: (later.PANEL,),
    State.STAGE_3_PANEL_MET: (later.REPORT,),
    State.STAGE_3_REPORT_TO_SEND: (later.REPORT, later.RESPONSE),
    State.STAGE_3_RECOMMENDED: (later.RESPONSE,),
}
RUNNING_CORPORATE: Mapping[State, tuple[str, ...]] = {
    State.RECEIVED: (corporate.ANSWER_1,),
    State.STAGE_1: (corporate.ANSWER_1,),
    State.STAGE_2_DECIDING: (corporate.ANSWER_2,),
    State.STAGE_2_WEIGHING: (corporate.ANSWER_2,),
    State.STAGE_2: (corporate.ANSWER_2,),
}


def _chart(
    name: str,
    title: str,
    moves: Iterable[Move],
    *,
    running: Mapping[State, tuple[str, ...]] | None = None,
    besides: Mapping[State, tuple[str, ...]] | None = None,
    noun: str = "complaint",
) -> Chart:
    """A chart of its own moves, with the acts of every procedure at each place, and holds where clocks run."""
    own = tuple(moves)
    states = Chart(name, title, SINCE, own, noun).states
    live = [state for state in states if state is not State.NEW]
    held = [state for state in live if running is not None and state not in ENDED and state not in HISTORY]
    return Chart(name, title, SINCE, (*own, *holds(held, running or {}, besides or {}), *anytime(live)), noun)


def _children_act() -> Chart:
    own = (*first.INTAKE, *first.STAGE_1_MOVES, *later.STAGE_2_MOVES, *later.STAGE_3_MOVES)
    over = (*endings.CHILDREN_ACT_CLOSINGS, *endings.CHILDREN_ACT_HISTORY)
    gone = endings.withdrawals(endings.CHILDREN_ACT_WITHDRAWALS)
    lapsing = endings.lapses(RUNNING)
    moves = (*own, *over, *gone, *lapsing)
    return _chart("children_act", "Children Act procedure", moves, running=RUNNING, besides=later.BESIDES)


def _corporate(stages: int) -> Chart:
    own = (*corporate.INTAKE, *corporate.TO_CHILDREN_ACT, *corporate.HISTORY_1)
    if stages == 1:
        gone = endings.withdrawals(corporate.WITHDRAWALS_ONE)
        moves = (*own, *corporate.ONE_STAGE, *gone)
        return _chart(
            "corporate_one_stage", "Corporate procedure of one stage", moves, running=RUNNING_CORPORATE
        )
    gone = endings.withdrawals(corporate.WITHDRAWALS_TWO)
    moves = (*own, *corporate.TWO_STAGES, *corporate.TO_CHILDREN_ACT_LATER, *corporate.HISTORY_2, *gone)
    return _chart("corporate", "Corporate procedure of two stages", moves, running=RUNNING_CORPORATE)


def _others() -> tuple[Chart, ...]:
    gone = endings.withdrawals(others.WITHDRAWALS)
    enquiry_gone = endings.withdrawals(others.WITHDRAWALS_OF_ENQUIRY)
    concern_gone = endings.withdrawals(others.WITHDRAWALS_OF_CONCERN)
    return (
        _chart("concern", "Concern or informal complaint", (*others.CONCERN, *concern_gone), noun="concern"),
        _chart(
            "enquiry",
            "Enquiry of a Member of Parliament or councillor",
            (*others.ENQUIRY, *enquiry_gone),
            noun="enquiry",
        ),
        _chart("simple", "Comment, compliment or suggestion", (*others.SIMPLE, *gone), noun="message"),
        _chart("duty_matter", "Duty matter", (*others.DUTY_MATTER, *gone), noun="matter"),
        _chart("anonymous_report", "Anonymous report", others.ANONYMOUS, noun="report"),
        _chart("worker_change", "Request for another worker", (*others.WORKER_CHANGE, *gone), noun="request"),
    )


CHARTS: tuple[Chart, ...] = (_children_act(), _corporate(2), _corporate(1), *_others())
_BY_NAME = {chart.name: chart for chart in CHARTS}
PROCEDURE_OF_KIND = {
    "statutory_complaint": "children_act",
    "corporate_complaint": "corporate",
    "concern": "concern",
    "informal_complaint": "concern",
    "comment": "simple",
    "suggestion": "simple",
    "compliment": "simple",
    "mp_enquiry": "enquiry",
    "councillor_enquiry": "enquiry",
    "duty_matter": "duty_matter",
    "anonymous_report": "anonymous_report",
    "worker_change": "worker_change",
}


def procedure_of(kind: str) -> str:
    """The name of the chart by which a kind of representation goes. Raises UnknownCode."""
    try:
        return PROCEDURE_OF_KIND[kind]
    except KeyError:
        raise UnknownCode(f"There is no kind “{kind}”. There are: {', '.join(KIND)}.") from None


def chart_for(procedure: str, on: date, *, stages: int = 2) -> Chart:
    """The chart of a procedure for what was received on `on`; `stages` is the council's setting for its own.

    Raises UnknownCode for a procedure without a chart, NotInForce for a day before the first one.
    """
    name = "corporate_one_stage" if procedure == "corporate" and stages == 1 else procedure
    chart = _BY_NAME.get(name)
    if chart is None:
        raise UnknownCode(f"There is no procedure “{procedure}”. There are: {', '.join(_BY_NAME)}.")
    if on < chart.since:
        raise NotInForce(
            f"The {chart.title} has no chart on {in_words(on)}. The earliest is from {in_words(chart.since)}."
        )
    return chart
