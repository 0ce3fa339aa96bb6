"""The people of the office leave, each on a day, and what they had goes to somebody else. No case is left to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from heard.casework.access_assigning import OWNING, PART_OF_ROLE, Part, could_have, keep_assignment, not_ended
from heard.casework.acts import OPEN_STATES
from heard.casework.council import in_one_transaction
from heard.casework.office_asking import at_work
from heard.casework.office_moving import NotInOffice, end_posts, keep_reason
from heard.casework.performing import day_of
from heard.casework.permissions import TABLE, Act, Role
from heard.casework.walls_routing import FILLS, alert, who_fills
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.people.models import Absence, Member, SignedIn
from heard.representations.models import Assignment, Grant

LEFT = "They left."
KEEPERS = tuple(str(role) for role, rights in TABLE.items() if Act.KEEP_STAFF in rights)


def staff_leaves(
    *,
    member: Member,
    by: str,
    at: datetime,
    leaves_on: date,
    because: str = "",
    to: Member | None = None,
) -> None:
    """Let somebody leave: from `leaves_on` they may do nothing, and what they had is somebody else's.

    It goes to `to` as far as that is allowed, else to whoever takes such a part on, from the same day. Where that day
    has come, every browser they are signed in at is signed out. Raises NotInOffice.
    """
    _refuse_leaving(member, to, leaves_on)
    with in_one_transaction():
        given = list(_given(member, leaves_on))
        with writing("staff_leaves", by=by, at=at, done_on=leaves_on, member=member.pk) as line:
            line.change(member, ends_on=leaves_on)
            if leaves_on <= day_of(at):
                member.account.is_active = False
                line.change(member.account, is_active=False)
                line.said["browsers"] = SignedIn.objects.filter(account_id=member.account_id).delete()[0]
            end_posts(line, member, leaves_on)
            for one in given:
                line.change(one, ends_on=max(leaves_on, one.begins_on), ended_because=LEFT)
            _end_leave(line, member, leaves_on, at)
            keep_reason(line, leaves_on, because, member=member)
        _give_on(given, to, by, at, leaves_on)


def _refuse_leaving(member: Member, to: Member | None, leaves_on: date) -> None:
    if member.begins_on and leaves_on < member.begins_on:
        raise NotInOffice(
            f"They began on {in_words(member.begins_on)} and cannot leave before. Check the day."
        )
    if to is not None and to.pk == member.pk:
        raise NotInOffice("Somebody who leaves cannot take over what they had. Choose somebody else.")
    if to is not None and not at_work(leaves_on).filter(pk=to.pk).exists():
        raise NotInOffice(
            f"Who takes over does not work here on {in_words(leaves_on)}. Choose somebody who does."
        )
    others = at_work(leaves_on).filter(role__in=KEEPERS).exclude(pk=member.pk)
    if member.role in KEEPERS and not others.exists():
        raise NotInOffice(
            "Nobody else keeps the people of the office from that day. Let somebody else begin as a complaints "
            "manager or system administrator first."
        )


def _given(member: Member, leaves_on: date) -> Sequence[Assignment]:
    rows = Assignment.objects.select_related("representation__team", "member").filter(member=member)
    return [one for one in rows.order_by("pk") if one.ends_on is None or one.ends_on > leaves_on]


def _end_leave(line: Line, member: Member, leaves_on: date, at: datetime) -> None:
    """End what was granted to them: now, or on the day before they leave, where they are still to."""
    last = leaves_on - timedelta(days=1)
    for grant in Grant.objects.filter(member=member, ended_at=None, ends_on__gte=leaves_on):
        if leaves_on <= day_of(at) or grant.begins_on > last:
            line.change(grant, ended_at=at, ended_because=LEFT)
        else:
            line.change(grant, ends_on=last)


def _give_on(given: Sequence[Assignment], to: Member | None, by: str, at: datetime, leaves_on: date) -> None:
    """Give each open case on, under a line of its own; where nobody can have it, an alert says so."""
    for one in given:
        case = one.representation
        if case.state not in OPEN_STATES:
            continue
        part = str(Part.OWNER) if one.part in OWNING else one.part
        suits = to is not None and (
            to.role == one.member.role or PART_OF_ROLE.get(to.role, Part.OWNER) == part
        )
        others = not_ended(case, leaves_on).filter(part__in=OWNING if part in OWNING else (part,))
        if (not suits and part not in FILLS) or ((part in OWNING or not suits) and others.exists()):
            continue
        with writing("give_case", by=by, at=at, reference=case.reference, done_on=leaves_on) as line:
            there = {other.pk: other for other in could_have(case, leaves_on)}
            next_one = there.get(to.pk) if to is not None and suits else None
            if next_one is None and part in FILLS:
                next_one = who_fills(case, part, leaves_on)
            if next_one is not None:
                keep_assignment(line, case, next_one, part, max(leaves_on, one.begins_on), LEFT)
            elif part in FILLS:
                alert(line, case, f"nobody_for_{part}", leaves_on, Role.INFORMATION_GOVERNANCE)


def set_absence(
    *, member: Member, deputy: Member | None, begins_on: date, last_on: date | None, by: str, at: datetime
) -> Absence:
    """Say from when to when somebody is away, the last day included, and who stands in. Raises NotInOffice.

    The deputy has what is given to the absent, and never what a wall keeps from the deputy. Why is never asked.
    """
    if deputy is not None and deputy.pk == member.pk:
        raise NotInOffice("Nobody stands in for themselves. Choose somebody else.")
    if deputy is not None and not at_work(begins_on).filter(pk=deputy.pk).exists():
        raise NotInOffice(f"They do not work here on {in_words(begins_on)}. Choose somebody who does.")
    if last_on is not None and last_on < begins_on:
        raise NotInOffice("The last day is before the first. Check the days.")
    _refuse_away_twice(member, begins_on, last_on)
    with writing("set_absence", by=by, at=at, done_on=begins_on, member=member.pk) as line:
        absence = Absence(member=member, deputy=deputy, begins_on=begins_on, last_on=last_on)
        line.add(absence)
    return absence


def end_absence(*, absence: Absence, last_on: date, by: str, at: datetime) -> None:
    """Say that somebody is back: `last_on` was their last day away. One that never began is taken away.

    From the next day whoever stood in has no more than is their own. Raises NotInOffice.
    """
    if absence.last_on is not None and last_on > absence.last_on:
        raise NotInOffice(
            f"They are away until {in_words(absence.last_on)} as it is. Choose an earlier day, or say when they "
            "are away again."
        )
    with writing("end_absence", by=by, at=at, done_on=last_on, member=absence.member_id) as line:
        if last_on < absence.begins_on:
            line.remove(absence)
        else:
            line.change(absence, last_on=last_on)


def _refuse_away_twice(member: Member, begins_on: date, last_on: date | None) -> None:
    for other in Absence.objects.filter(member=member):
        ends_before = other.last_on is not None and other.last_on < begins_on
        begins_after = last_on is not None and other.begins_on > last_on
        if not ends_before and not begins_after:
            until = f" until {in_words(other.last_on)}" if other.last_on else ""
            raise NotInOffice(
                f"They are away from {in_words(other.begins_on)}{until} as it is. End that first, or choose other days."
            )
