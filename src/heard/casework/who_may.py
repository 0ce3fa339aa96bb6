"""Whether somebody may do an act of the procedure on a case, as the pages of acts ask it."""

from __future__ import annotations

from datetime import date

from heard.casework.access import NO_SUCH_CASE, NeedsFresh, Ruling, can
from heard.casework.looking import NotYours, visible_to
from heard.casework.permissions import NotAllowed
from heard.law.procedure import Act
from heard.people.models import Member
from heard.representations.models import Representation

NOT_FOUND = NO_SUCH_CASE


def may_do(
    member: Member | None, act: Act, case: Representation | None, *, on: date, fresh: bool = False
) -> Ruling:
    """Whether this person may do this act on this case; for a powerful act, having just proved who they are."""
    return can(member, act, case, on=on, fresh=fresh)


def demand_do(
    member: Member | None, act: Act, case: Representation | None, *, on: date, fresh: bool = False
) -> Ruling:
    """The ruling, if they may. Raises NotYours, NeedsFresh or NotAllowed."""
    ruling = may_do(member, act, case, on=on, fresh=fresh)
    if not ruling.is_there:
        raise NotYours(NO_SUCH_CASE)
    if ruling.needs_fresh:
        raise NeedsFresh(ruling.why)
    if not ruling.allowed:
        raise NotAllowed(ruling.why)
    return ruling


def case_for(member: Member | None, reference: str) -> Representation:
    """The case of this reference, if this person may see it. Raises NotYours: hidden is the same as not there."""
    found = visible_to(member).filter(reference=reference).first()
    if found is None:
        raise NotYours(NO_SUCH_CASE)
    return found
