"""At the door of every act: whoever signs in as who does it may do it, or it is not done. No path can forget.

A page asks before it shows an act and again as it is sent; what it found is vouched for, so that nobody is asked twice.
Where an act is done in no member's name, as by the night or an import, there is nobody to ask about.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from heard.casework.permissions import NotAllowed
from heard.casework.who_may import demand_do
from heard.law.procedure import Act
from heard.people.models import Member
from heard.representations.models import Representation

ALONE = "Nobody does this alone. Do it at its page: there a second person is asked to agree to exactly this."
# Who was found to be allowed which act; within an act whatever belongs to it is done on its word.
Vouched = tuple[str, Act | None]
VOUCHED: ContextVar[Vouched | None] = ContextVar("vouched", default=None)


@contextmanager
def vouching(by: str, act: Act | None) -> Iterator[None]:
    """While this lasts this act in this name has been asked about: by its page, or any act by the act around it."""
    token = VOUCHED.set((by, act))
    try:
        yield
    finally:
        VOUCHED.reset(token)


def refuse_who_may_not(by: str, act: Act, case: Representation | None, *, on: date) -> None:
    """Refuse an act to a member who may not do it. Raises NotYours, NeedsFresh or NotAllowed; an error refuses too.

    What takes a fresh proof or a second person is done at its page alone, where both are asked for.
    """
    if VOUCHED.get() in ((by, act), (by, None)):
        return
    member = Member.objects.select_related("account").filter(account__username=by).first()
    if member is not None:
        ruling = demand_do(member, act, case, on=on)
        if ruling.needs_second:
            raise NotAllowed(ALONE)
