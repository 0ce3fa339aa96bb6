"""What is to be done next on a case, in the words of a list, and the act of the chart that does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heard.casework.offer_groups import title_of
from heard.law.clock import Clock
from heard.law.procedure import Act

if TYPE_CHECKING:
    from heard.casework.looking_at_work_stages import Task
    from heard.casework.offers import Possible

NEXT_ACTS = {
    "stage_1": "Answer Stage 1",
    "stage_2": "Send the Stage 2 response",
    "concern": "Answer the concern",
    "informal": "Answer",
    "enquiry": "Answer the enquiry",
    "other": "Answer",
}
CLOCK_ACTS = {
    "children_act/stage_3/panel": "Hold the panel",
    "children_act/stage_3/report": "Send the panel’s report",
    "children_act/stage_3/response": "Send the final response",
    "children_act/stage_3/arrange": "Agree the panel’s day with its chair",
    "children_act/stage_3/papers": "Send the panel’s papers",
    "subject_access/answer": "Answer the request for personal data",
}
# The act behind the words, where a clock names one; else what comes next where the case stands.
ACT_OF_CLOCK = {
    "children_act/stage_3/panel": Act.PANEL_MEETS,
    "children_act/stage_3/report": Act.SEND_PANEL_REPORT,
    "children_act/stage_3/response": Act.ANSWER_STAGE_3,
    "children_act/stage_3/acknowledge": Act.ACKNOWLEDGE_STAGE_3,
    "children_act/stage_3/arrange": Act.SET_PANEL_DATE,
    "children_act/stage_3/papers": Act.SEND_PANEL_PAPERS,
    "children_act/stage_2/acknowledge": Act.ACKNOWLEDGE_STAGE_2,
    "corporate/stage_2/acknowledge": Act.ACKNOWLEDGE_STAGE_2,
    "subject_access/answer": Act.ANSWER,
}
ACKNOWLEDGING = frozenset({Act.ACKNOWLEDGE, Act.ACKNOWLEDGE_STAGE_2, Act.ACKNOWLEDGE_STAGE_3})
# What runs beside the answer of a stage has a row of its own, for its own act.
ALONE = ACKNOWLEDGING | {Act.SET_PANEL_DATE, Act.SEND_PANEL_PAPERS}
# The acts that the words of a row say already.
SAID = frozenset(
    {
        Act.ANSWER_STAGE_1,
        Act.ANSWER_STAGE_2,
        Act.ANSWER,
        Act.SETTLE,
        Act.ACCEPT,
        Act.ACCEPT_INTEREST,
        Act.REFUSE_INTEREST,
        Act.TREAT_AS_REQUEST,
        Act.NOT_A_REQUEST,
    }
)


def next_act(stage: str, clock: Clock | None) -> str:
    """What is to be done next at a stage, as the clock that runs tells it."""
    if clock is not None and clock.name.endswith("/acknowledge"):
        return "Acknowledge"
    if clock is not None and clock.name in CLOCK_ACTS:
        return CLOCK_ACTS[clock.name]
    return NEXT_ACTS.get(stage, "Answer")


def own_act(clock: Clock | None) -> Act | None:
    """The act that a clock waits for by its own name, where it has one."""
    if clock is None:
        return None
    acknowledges = Act.ACKNOWLEDGE if clock.name.endswith("/acknowledge") else None
    return ACT_OF_CLOCK.get(clock.name, acknowledges)


def settled(task: Task, possible: Possible) -> Task:
    """A row of the list with what the case waits for now, and the act of it that whoever looks may do.

    What only its own act does waits for that alone; an answer waits for all that comes before it.
    """
    acts = (task.own,) if task.own in ALONE else (task.own, *_following(possible))
    waits = next((act for act in acts if act is not None and possible.is_possible(act)), None)
    mine = next((act for act in acts if act is not None and possible.may_now(act)), None)
    act = mine or waits
    if act is None or act is task.own or act in SAID:
        return replace(task, act=mine)
    return replace(task, act=mine, next_act=title_of(act))


def _following(possible: Possible) -> tuple[Act, ...]:
    return tuple(act for act in possible.following if act not in ACKNOWLEDGING)
