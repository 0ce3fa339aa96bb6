"""Lifting a wall: two persons, one of information governance, neither in the case nor above it, until a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from heard.casework import four_eyes
from heard.casework.new_details import fitting
from heard.casework.performing import NotNow
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import SecondPerson, Wall

LONGEST = timedelta(days=120)
REVIEWED_EVERY = timedelta(days=30)


def ask_to_lift(
    *, wall: Wall, by: Member, at: datetime, from_on: date, until: date, because: str
) -> SecondPerson:
    """Ask that a wall is lifted from a day until a day, both included, with the reason. Raises NotNow, NotAllowed."""
    demand(by, Act.LIFT_WALL)
    if not because.strip():
        raise NotNow("Say why the wall is to be lifted. Write the reason, then ask.")
    if not from_on <= until <= from_on + LONGEST:
        raise NotNow(
            f"A wall is lifted for {LONGEST.days} days at most. Give a last day from {in_words(from_on)} on."
        )
    return four_eyes.ask(
        act="lift_wall",
        reference=wall.representation.reference,
        content=_content(wall, from_on, until, because),
        by=by,
        at=at,
    )


def lift_wall(
    *, wall: Wall, agreed: int, by: Member, at: datetime, from_on: date, until: date, because: str
) -> Wall:
    """Lift a wall as two persons agreed. After its last day it stands again by itself. Raises NotAgreed, NotAllowed."""
    demand(by, Act.LIFT_WALL)
    reference, content = wall.representation.reference, _content(wall, from_on, until, because)
    with writing("lift_wall", by=by.account.username, at=at, reference=reference, done_on=from_on) as line:
        two = four_eyes.use(line, number=agreed, act="lift_wall", reference=reference, content=content)
        line.change(
            wall,
            lifted_from=from_on,
            lifted_until=until,
            lifted_because=fitting(because, 500),
            lifted_by=two.asked_by.account.username,
            lifting_seconded_by=two.answered_by.account.username if two.answered_by else "",
        )
    return wall


def ask_to_end(*, wall: Wall, by: Member, at: datetime, because: str) -> SecondPerson:
    """Ask that a wall built by mistake, for somebody of the same name, is ended for good. Raises NotNow, NotAllowed."""
    demand(by, Act.LIFT_WALL)
    if not because.strip():
        raise NotNow("Say what shows that it was built by mistake. Write it down, then ask.")
    reference = wall.representation.reference
    return four_eyes.ask(act="end_wall", reference=reference, content=_ending(wall, because), by=by, at=at)


def end_wall(*, wall: Wall, agreed: int, by: Member, at: datetime, day: date, because: str) -> Wall:
    """End a wall built by mistake, as two persons agreed. Raises NotAgreed, NotAllowed."""
    demand(by, Act.LIFT_WALL)
    reference, content = wall.representation.reference, _ending(wall, because)
    with writing("end_wall", by=by.account.username, at=at, reference=reference, done_on=day) as line:
        four_eyes.use(line, number=agreed, act="end_wall", reference=reference, content=content)
        line.change(wall, ended_on=day, ended_because=fitting(because, 500))
    return wall


def to_review(on: date) -> QuerySet[Wall]:
    """The walls that are lifted on a day: each is reviewed once a month."""
    lifted = Wall.objects.select_related("representation", "person")
    return lifted.filter(lifted_from__lte=on, lifted_until__gte=on, ended_on=None).order_by(
        "lifted_until", "pk"
    )


def _content(wall: Wall, from_on: date, until: date, because: str) -> dict[str, object]:
    return {
        "wall": wall.pk,
        "person": wall.person_id,
        "from": from_on.isoformat(),
        "until": until.isoformat(),
        "because": fitting(because, 500),
    }


def _ending(wall: Wall, because: str) -> dict[str, object]:
    return {"wall": wall.pk, "person": wall.person_id, "because": fitting(because, 500)}
