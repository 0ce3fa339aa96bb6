"""Leave that ends soon, emergency openings nobody reviewed, and lifted walls: whoever must look is told, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from heard.casework import breaking_glass, grants, walls
from heard.casework.nightly_seeing import Noticed
from heard.casework.performing import day_of
from heard.casework.permissions import Role
from heard.representations.models import Representation, Wall


def watched_tonight(*, on: date, at: datetime) -> list[Noticed]:
    """Everything to be told of who may see what. Each is told on its day, or the first night after it."""
    return [*_grants(on), *_openings(at), *_lifted_walls(on)]


def _grants(on: date) -> Iterator[Noticed]:
    """Ten and three working days before somebody from outside stops seeing papers, the manager may renew it."""
    for one, days in grants.ending_soon(on):
        what = f"grant_{one.pk}_ends_in_{days}"
        yield _noticed(one.representation, what, one.ends_on, Role.COMPLAINTS_MANAGER)


def _openings(at: datetime) -> Iterator[Noticed]:
    for row in breaking_glass.overdue(at).select_related("representation"):
        what = f"glass_{row.pk}_unreviewed"
        yield _noticed(row.representation, what, day_of(row.began_at), Role.COMPLAINTS_MANAGER)


def _lifted_walls(on: date) -> Iterator[Noticed]:
    """A lifted wall is looked at again every thirty days while it is lifted."""
    for wall in walls.to_review(on):
        day = _last_review(wall, on)
        if day is not None:
            what = f"wall_{wall.pk}_lifted"
            yield _noticed(wall.representation, what, day, Role.INFORMATION_GOVERNANCE)


def _last_review(wall: Wall, on: date) -> date | None:
    """The last day by a night on which it was to be looked at again, where there has been one."""
    if wall.lifted_from is None:
        return None
    times = (on - wall.lifted_from) // walls.REVIEWED_EVERY
    return wall.lifted_from + times * walls.REVIEWED_EVERY if times else None


def _noticed(case: Representation, what: str, about_on: date, role: str) -> Noticed:
    return Noticed(case.reference, case.pk, None, what, about_on, str(role))
