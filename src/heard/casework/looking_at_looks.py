"""Who has looked at a case, and who was refused."""

from __future__ import annotations

from heard.casework.changed import names_behind
from heard.ledger.models import Look
from heard.representations.models import Representation


def how_many_looks(case: Representation) -> int:
    """How many looks at a case are still kept."""
    return Look.objects.filter(reference=case.reference).count()


def looks_at(case: Representation, *, first: int, most: int) -> list[tuple[Look, str]]:
    """Looks at a case, newest first, each with the name of who looked: `most` of them, after the first `first`."""
    rows = list(Look.objects.filter(reference=case.reference).order_by("-at", "-pk")[first : first + most])
    names = names_behind({one.by for one in rows})
    return [(one, names.get(one.by, one.by)) for one in rows]
