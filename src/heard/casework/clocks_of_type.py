"""The clock that a duty matter of a certain type starts on receipt, which no stage carries.

It is a request for personal data, or a complaint about them. The type is read from the council's own label.
"""

from __future__ import annotations

from datetime import date

from heard.casework.clocks import CouncilClocks
from heard.law.clock import Clock, NotInForce, start_clock
from heard.law.procedure import CLOCK_OF_TYPE, Act, State
from heard.representations.models import Representation

DUTY_MATTER = "duty_matter"
ACKNOWLEDGEMENT = "acknowledgement"


def type_of(label: str) -> str:
    """The type of a duty matter by the label the council gave it: “Duty matter: Subject access request” is one."""
    words = "_".join("".join(sign if sign.isalnum() else " " for sign in label.casefold()).split())
    return next((code for code in CLOCK_OF_TYPE if code in words), "")


def clock_of_type(case: Representation, clocks: CouncilClocks) -> Clock | None:
    """The clock that runs on a duty matter by its type, from its receipt until it is answered or acknowledged.

    None where its type has no clock, the law had none on that day, or what stops it was done.
    """
    if case.kind != DUTY_MATTER or case.state != State.RECEIVED or case.is_history or case.kind_term is None:
        return None
    name, stops = CLOCK_OF_TYPE.get(type_of(case.kind_term.label), ("", Act.ANSWER))
    if not name or (stops is Act.ACKNOWLEDGE and _acknowledged_on(case) is not None):
        return None
    try:
        settings = clocks.on(case.received_on)
        return start_clock(name, case.received_on, settings=settings, calendar=clocks.calendar)
    except NotInForce:
        return None


def _acknowledged_on(case: Representation) -> date | None:
    told = [one.told_on for one in case.decisions.all() if one.about == ACKNOWLEDGEMENT and one.told_on]
    return min(told, default=None)
