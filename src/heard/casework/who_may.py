"""Whether somebody may do an act of the procedure on a case, and what to say where not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.casework.looking import NotYours, visible_to
from heard.casework.permissions import Act as DeskAct
from heard.casework.permissions import may
from heard.law.procedure import Act
from heard.people.models import Member
from heard.representations.models import Representation

NOT_FOUND = "We cannot find that case. Check the number, or ask the complaints team."


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody may do an act, why not, and who can."""

    allowed: bool
    why: str = ""
    who_can: str = ""


def may_do(member: Member | None, act: Act, case: Representation | None, *, on: date) -> Answer:
    """Whether this person may do this act on this case."""
    if may(member, DeskAct.SEE_CASES):
        return Answer(True)
    return Answer(
        False, f"You cannot {act.words} in your role.", "a complaints officer, the complaints manager"
    )


def case_for(member: Member | None, reference: str) -> Representation:
    """The case of this reference, if this person may see it. Raises NotYours: hidden is the same as not there."""
    found = visible_to(member).filter(reference=reference).first()
    if found is None:
        raise NotYours(NOT_FOUND)
    return found
