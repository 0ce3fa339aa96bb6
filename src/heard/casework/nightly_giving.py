"""No live case is ownerless: what nobody has is given to somebody, and where nobody can have it that is said once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from heard.casework.access_assigning import OWNING
from heard.casework.acts import HISTORY, OPEN_STATES
from heard.casework.nightly_seeing import Noticed
from heard.casework.permissions import Role
from heard.casework.walls_routing import fill_owner
from heard.casework.writing import Line, write_entries
from heard.representations.models import Assignment, Representation

SOME = 200


def give_what_nobody_has(*, on: date, by: str, at: datetime) -> tuple[int, list[Noticed]]:
    """Give each live case without an owner to somebody; how many, and what is to be told of those nobody can have."""
    given, told = 0, []
    for some in _lots(on):
        with transaction.atomic():
            lines = []
            for case in some:
                line = Line("night", by, at, case.reference, on)
                if fill_owner(line, case, on) is None:
                    told.append(_nobody(case))
                else:
                    lines.append(line)
            if lines:
                write_entries(lines)
        given += len(lines)
    return given, told


def ownerless(on: date) -> QuerySet[Representation]:
    """The live cases that nobody has on a day. What was brought in from a list is live once the office took it up."""
    held = Assignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on),
        representation=OuterRef("pk"),
        part__in=OWNING,
        member__account__is_active=True,
    )
    live = Representation.objects.filter(state__in=OPEN_STATES).exclude(state__in=HISTORY)
    return live.filter(~Exists(held)).order_by("pk")


def _lots(on: date) -> Iterator[list[Representation]]:
    last = 0
    while some := list(
        ownerless(on).filter(pk__gt=last).select_related("team").defer("words", "notes")[:SOME]
    ):
        last = some[-1].pk
        yield some


def _nobody(case: Representation) -> Noticed:
    return Noticed(
        case.reference, case.pk, None, "nobody_for_owner", case.received_on, str(Role.INFORMATION_GOVERNANCE)
    )
