"""The people of the office: they begin, move, stand in for one another and leave, each on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Q

from heard.casework import four_eyes
from heard.casework.accounts import NameTaken
from heard.casework.council import in_one_transaction
from heard.casework.office_asking import at_work
from heard.casework.performing import day_of
from heard.casework.permissions import Role
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.people.models import Absence, Member, OfficePost, Person, Service, SignedIn, Team
from heard.representations.models import Assignment, Grant, SecondPerson

# Roles that open much: a second person agrees before anybody has one.
POWERFUL = frozenset(
    {Role.COMPLAINTS_MANAGER, Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR, Role.DIRECTOR}
)
OUTSIDE = frozenset(
    {Role.INVESTIGATING_OFFICER, Role.INDEPENDENT_PERSON, Role.PANEL_MEMBER, Role.ADVOCATE, Role.AUDITOR}
)


class NotInOffice(Exception):
    """This cannot be done with the people of the office; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post: the job, its team or service, whether it leads it, and the number of the person it answers to."""

    job: str
    team: Team | None = None
    service: Service | None = None
    leads: bool = False
    answers_to: int | None = None


def add_staff(
    *,
    sign_in_name: str,
    full_name: str,
    role: str,
    by: str,
    at: datetime,
    begins_on: date,
    post: Post | None = None,
    ends_on: date | None = None,
    is_outside: bool | None = None,
    agreed: int | None = None,
) -> Member:
    """Let somebody begin: their account, who they are in cases, and the post they hold from that day.

    `ends_on` is the first day on which they may do nothing any more. A powerful role needs the number of a second
    person's agreement (`ask_for_role`). Raises NotInOffice, NameTaken, NotAgreed.
    """
    _refuse_no_such_role(role)
    if User.objects.filter(username=sign_in_name).exists():
        raise NameTaken(f"Somebody already signs in as {sign_in_name}. Choose another name.")
    with in_one_transaction(), writing("add_staff", by=by, at=at, done_on=begins_on, role=role) as line:
        _must_be_agreed(line, sign_in_name, role, agreed)
        account = User(username=sign_in_name, first_name=full_name[:150], date_joined=at)
        account.set_unusable_password()
        person = Person(name=full_name[:200])
        outside = role in OUTSIDE if is_outside is None else is_outside
        member = Member(
            account=account,
            role=role,
            person=person,
            begins_on=begins_on,
            ends_on=ends_on,
            is_outside=outside,
        )
        for row in (account, person, member):
            line.add(row)
        if post is not None:
            _take_post(line, member, post, begins_on)
    return member


def move_staff(
    *,
    member: Member,
    by: str,
    at: datetime,
    moves_on: date,
    post: Post,
    role: str = "",
    agreed: int | None = None,
) -> Member:
    """Move somebody to another post, and role where it changes, from a day on. What they had ends the day before.

    What was given to them in the old post stays theirs until it is given to somebody else. Raises NotInOffice.
    """
    role = role or member.role
    _refuse_no_such_role(role)
    if role != member.role and member.account.username == by:
        raise NotInOffice("Nobody gives themselves another role. Ask somebody else who keeps the people.")
    with in_one_transaction(), writing("move_staff", by=by, at=at, done_on=moves_on, role=role) as line:
        if role != member.role:
            _must_be_agreed(line, member.account.username, role, agreed)
        _end_posts(line, member, moves_on)
        line.change(member, role=role, team=post.team)
        _take_post(line, member, post, moves_on)
    return member


def staff_leaves(*, member: Member, by: str, at: datetime, leaves_on: date) -> None:
    """Let somebody leave: from `leaves_on` they may do nothing, and what they had is nobody's until given on.

    Where that day has come, every browser they are signed in at is signed out. Raises NotInOffice where it would be
    before they began.
    """
    if member.begins_on and leaves_on < member.begins_on:
        raise NotInOffice(
            f"They began on {in_words(member.begins_on)} and cannot leave before. Check the day."
        )
    with writing("staff_leaves", by=by, at=at, done_on=leaves_on, member=member.pk) as line:
        line.change(member, ends_on=leaves_on)
        if leaves_on <= day_of(at):
            member.account.is_active = False
            line.change(member.account, is_active=False)
            line.said["browsers"] = SignedIn.objects.filter(account_id=member.account_id).delete()[0]
        _end_posts(line, member, leaves_on)
        for given in Assignment.objects.filter(member=member, ends_on=None):
            line.change(given, ends_on=max(leaves_on, given.begins_on), ended_because="They left.")
        for grant in Grant.objects.filter(member=member, ended_at=None, ends_on__gte=leaves_on):
            line.change(grant, ended_at=at, ended_because="They left.")


def set_absence(
    *, member: Member, deputy: Member | None, begins_on: date, last_on: date | None, by: str, at: datetime
) -> Absence:
    """Say from when to when somebody is away, the last day included, and who stands in. Raises NotInOffice.

    The deputy has what is given to the absent, and never what a wall keeps from the deputy.
    """
    if deputy is not None and deputy.pk == member.pk:
        raise NotInOffice("Nobody stands in for themselves. Choose somebody else.")
    if deputy is not None and not at_work(begins_on).filter(pk=deputy.pk).exists():
        raise NotInOffice(f"They do not work here on {in_words(begins_on)}. Choose somebody who does.")
    if last_on is not None and last_on < begins_on:
        raise NotInOffice("The last day is before the first. Check the days.")
    with writing("set_absence", by=by, at=at, done_on=begins_on, member=member.pk) as line:
        absence = Absence(member=member, deputy=deputy, begins_on=begins_on, last_on=last_on)
        line.add(absence)
    return absence


def ask_for_role(*, sign_in_name: str, role: str, by: Member, at: datetime) -> SecondPerson:
    """Ask a second person to agree that somebody has a powerful role. Raises NotAllowed."""
    return four_eyes.ask(act="give_role", reference=sign_in_name, content={"role": role}, by=by, at=at)


def _take_post(line: Line, member: Member, post: Post, begins_on: date) -> None:
    person = member.person or _person_for(line, member)
    line.add(
        OfficePost(
            person=person,
            job=post.job or str(Role(member.role).label),
            team=post.team,
            service=post.service,
            leads=post.leads,
            answers_to_id=post.answers_to,
            begins_on=begins_on,
        )
    )
    if member.team_id != (post.team.pk if post.team else None):
        line.change(member, team=post.team)


def _person_for(line: Line, member: Member) -> Person:
    person = Person(name=(member.account.first_name or member.account.username)[:200])
    line.add(person)
    line.change(member, person=person)
    return person


def _end_posts(line: Line, member: Member, on: date) -> None:
    for post in OfficePost.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), person__member=member.pk):
        line.change(post, ends_on=max(on, post.begins_on))


def _must_be_agreed(line: Line, sign_in_name: str, role: str, agreed: int | None) -> None:
    if role in POWERFUL:
        four_eyes.use(line, number=agreed, act="give_role", reference=sign_in_name, content={"role": role})


def _refuse_no_such_role(role: str) -> None:
    if role not in Role.values:
        raise NotInOffice(f"There is no role “{role}”. There are: {', '.join(Role.values)}.")
