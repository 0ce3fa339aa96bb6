"""What a re-dating would move or has moved, as somebody sees it: of the cases they may see, the others as a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from heard.casework.looking import PAGE, visible_to
from heard.casework.permissions import Act, demand
from heard.casework.redating import NotMoved
from heard.people.models import Member
from heard.representations.models import STAGES, MovedDate, Redating

LABELS: Mapping[str, str] = dict(STAGES)


@dataclass(frozen=True, slots=True)
class RedatingSeen:
    """One re-dating: what changed and why, who proposed it, who approved it, and how many dates it lists."""

    number: int
    made_on: date
    because: str
    made_by: str
    approved_by: str
    approved_on: date | None
    dates: int


@dataclass(frozen=True, slots=True)
class DateSeen:
    """One date that moves: the case, its stage, the clock, the old day and the new."""

    reference: str
    stage: str
    clock: str
    was_on: date
    becomes_on: date


@dataclass(frozen=True, slots=True)
class DatesSeen:
    """A page of the dates of one re-dating, soonest first, and how many more are of cases that are not theirs."""

    redating: RedatingSeen
    dates: tuple[DateSeen, ...]
    total: int
    page: int
    not_theirs: int


def redatings_seen(member: Member | None) -> list[RedatingSeen]:
    """Every re-dating, newest first. Raises NotAllowed."""
    demand(member, Act.APPROVE)
    return [_seen(one) for one in Redating.objects.annotate(dates=Count("moved")).order_by("-pk")]


def dates_seen(member: Member | None, number: int, *, page: int = 1) -> DatesSeen:
    """The dates of one re-dating that this person may see. Raises NotAllowed, or NotMoved where there is none."""
    demand(member, Act.APPROVE)
    found = Redating.objects.annotate(dates=Count("moved")).filter(pk=number).first()
    if found is None:
        raise NotMoved(f"There is no re-dating {number}. The page of moved dates shows those there are.")
    redating = _seen(found)
    theirs = MovedDate.objects.filter(redating=found, stage__representation__in=visible_to(member))
    total = theirs.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = theirs.select_related("stage__representation").order_by("becomes_on", "pk")
    dates = _dates(rows[(page - 1) * PAGE : page * PAGE])
    return DatesSeen(redating, dates, total, page, redating.dates - total)


def what_is_listed(redating: Redating | None) -> str:
    """What a change did to the dates of open stages, in a sentence for whoever made it."""
    if redating is None:
        return "No open stage gets another date."
    dates = redating.moved.count()
    return (
        f"{dates} date{' is' if dates == 1 else 's are'} listed as re-dating {redating.pk}; somebody else looks at "
        "the list and approves it, under Moved dates."
    )


def _dates(rows: Iterable[MovedDate]) -> tuple[DateSeen, ...]:
    return tuple(
        DateSeen(
            one.stage.representation.reference,
            LABELS[one.stage.stage],
            one.clock,
            one.was_on,
            one.becomes_on,
        )
        for one in rows
    )


def _seen(one: Redating) -> RedatingSeen:
    dates: int = one.dates  # type: ignore[attr-defined]
    return RedatingSeen(
        one.pk, one.made_on, one.because, one.made_by, one.approved_by, one.approved_on, dates
    )
