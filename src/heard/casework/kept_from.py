"""A case is not given on while nobody has said who it is that must not know of it."""

from __future__ import annotations

from heard.casework.performing import NotNow
from heard.casework.permissions import Role
from heard.representations.models import Decision, Representation, Telling

# They read what comes in at the door from the first minute; everybody else might be the one.
READS_FIRST = (Role.COMPLAINTS_OFFICER, Role.COMPLAINTS_MANAGER)


def refuse_before_they_are_known(case: Representation, role: str) -> None:
    """Refuse to give a case on before whoever must not know is known to us, or may know after all. Raises NotNow."""
    if role in READS_FIRST or not Telling.objects.filter(representation=case).exists():
        return
    asked = Decision.objects.filter(
        representation=case, about="must_not_know", answer="stands", ended_on=None
    ).first()
    if asked is not None and not case.walls.filter(ended_on=None).exists():
        raise NotNow(
            f"Whoever told us asked that somebody does not know: {asked.evidence} Say first who that is, by adding "
            "the worker or keeping somebody out, or record that they may know after all."
        )
