"""The secret address at which somebody's own calendar reads their due days: made, replaced, ended, asked anew."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force
from heard.casework.clocks import clocks_of_council
from heard.casework.looking_at_work_stages import Asked, Task, due, looked_up, rows_of, task_of
from heard.casework.looking_at_work_things import things_due
from heard.casework.permissions import Act, demand, may
from heard.casework.writing import Line, writing
from heard.people.models import Member
from heard.representations.models import CalendarLink

MOST = 500


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day in a calendar: the reference and the act, and nothing of anybody."""

    reference: str
    act: str
    on: date
    stage: str


def calendar_link(member: Member) -> CalendarLink | None:
    """The link a member has, or None."""
    return CalendarLink.objects.filter(member=member, ended_at=None).first()


def make_link(*, member: Member, at: datetime) -> str:
    """A new secret for a member's calendar; the one before stops at once. It is shown this once. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    secret = secrets.token_urlsafe(32)
    with writing("make_calendar_link", by=member.account.username, at=at) as line:
        _end(line, member, at)
        line.add(CalendarLink(member=member, digest=_digest(secret), made_at=at))
    return secret


def end_link(*, member: Member, at: datetime) -> None:
    """Stop a member's link at once."""
    with writing("end_calendar_link", by=member.account.username, at=at) as line:
        _end(line, member, at)


def member_of_link(secret: str) -> Member | None:
    """The member whose calendar asks, if the link runs and they work here today; None says no more than that."""
    if len(secret) > 100:
        return None
    link = CalendarLink.objects.filter(digest=_digest(secret), ended_at=None).first()
    here = Member.objects.select_related("account", "team", "person").filter(in_force(day_asked(None)))
    member = here.filter(pk=link.member_id, account__is_active=True).first() if link else None
    return member if member is not None and may(member, Act.SEE_CASES) else None


def due_days(member: Member, *, today: date) -> list[DueDay]:
    """The days on which something of a member's own is due, of the cases they may see at this moment."""
    tasks = sorted(_tasks(member, today), key=lambda one: (one.due_on or date.max, one.reference))
    return [DueDay(one.reference, one.next_act, one.due_on, one.stage) for one in tasks if one.due_on]


def _tasks(member: Member, today: date) -> Iterator[Task]:
    asked, clocks = looked_up(member, Asked("mine")), clocks_of_council()
    for row in rows_of(due(member, asked), 0, MOST):
        yield task_of(row, clocks, today)
    yield from things_due(member, asked, clocks, today)


def _end(line: Line, member: Member, at: datetime) -> None:
    there = calendar_link(member)
    if there is not None:
        line.change(there, ended_at=at)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
