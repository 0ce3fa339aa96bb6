"""Whom somebody at the door does not want to know: kept out at once where we know who that is."""

from __future__ import annotations

from datetime import date

from heard.casework.walls_building import Source, shut_out
from heard.casework.walls_routing import route_around
from heard.casework.writing import Line
from heard.people.models import Person
from heard.representations.models import Representation


def shut_out_named(line: Line, case: Representation, who: str, why: str, day: date) -> int:
    """Keep out of a case every member of staff of exactly this name. Returns how many; none where it is no name."""
    wanted = " ".join(who.split())
    found = Person.objects.filter(member__isnull=False, name__iexact=wanted).values_list("pk", flat=True)
    because = f"Whoever told us asked that they do not know. {why}".strip()
    built = [shut_out(line, case, person, Source.LINE, day, because) for person in found]
    if built:
        route_around(line, case, day)
    return len(built)
