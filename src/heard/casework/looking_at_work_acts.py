"""What is to be done next on a case, in the words of a list, and the act of the chart that does it."""

from __future__ import annotations

from heard.casework.offer_groups import FIRST
from heard.casework.permissions import may
from heard.law.clock import Clock
from heard.law.procedure import Act, State
from heard.people.models import Member

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
# The act behind the words, where a clock names one; else the first of the place where the case stands.
ACT_OF_CLOCK = {
    "children_act/stage_3/panel": Act.PANEL_MEETS,
    "children_act/stage_3/report": Act.SEND_PANEL_REPORT,
    "children_act/stage_3/response": Act.ANSWER_STAGE_3,
    "children_act/stage_3/acknowledge": Act.ACKNOWLEDGE_STAGE_3,
    "children_act/stage_3/arrange": Act.SET_PANEL_DATE,
    "children_act/stage_3/papers": Act.SEND_PANEL_PAPERS,
    "children_act/stage_2/acknowledge": Act.ACKNOWLEDGE_STAGE_2,
    "subject_access/answer": Act.ANSWER,
}


def next_act(stage: str, clock: Clock | None) -> str:
    """What is to be done next at a stage, as the clock that runs tells it."""
    if clock is not None and clock.name.endswith("/acknowledge"):
        return "Acknowledge"
    if clock is not None and clock.name in CLOCK_ACTS:
        return CLOCK_ACTS[clock.name]
    return NEXT_ACTS.get(stage, "Answer")


def act_for(member: Member | None, state: str, clock: Clock | None) -> Act | None:
    """The act that does what is next, where the member's role may do it at all; the page of the act decides."""
    if clock is not None and clock.name in ACT_OF_CLOCK:
        wanted: tuple[Act, ...] = (ACT_OF_CLOCK[clock.name],)
    elif clock is not None and clock.name.endswith("/acknowledge"):
        wanted = (Act.ACKNOWLEDGE,)
    else:
        wanted = tuple(one for one in FIRST.get(State(state), ()) if one is not Act.ACKNOWLEDGE)
    return next((one for one in wanted if may(member, one)), None)
