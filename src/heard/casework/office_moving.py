"""The people of the office begin and move, each on a day. Powerful roles take two persons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from heard.casework import four_eyes
from heard.casework.accounts import POWERFUL, must_be_free
from heard.casework.council import in_one_transaction
from heard.casework.new_details import fitting
from heard.casework.performing import day_of
from heard.casework.permissions import Role
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.people.models import Member, OfficeChange, OfficePost, Person, Service, Team
from heard.representations.models import SecondPerson

OUTSIDE = frozenset(
    {Role.INVESTIGATING_OFFICER, Role.INDEPENDENT_PERSON, Role.PANEL_MEMBER, Role.ADVOCATE, Role.AUDITOR}
)

GIVE_ROLE = "give_role"


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
    email: str = "",
    because: str = "",
) -> Member:
    """Let somebody begin: their account, who they are in cases, and the post they hold from that day.

    `ends_on` is the first day on which they may do nothing any more. A powerful role needs the number of a second
    person's agreement (`ask_for_role`). Raises NotInOffice, NameTaken, NotAgreed.
    """
    _refuse_no_such_role(role)
    must_be_free(sign_in_name, email)
    if ends_on is not None and ends_on <= begins_on:
        raise NotInOffice("The last day is before the first. Check the days.")
    with in_one_transaction(), writing("add_staff", by=by, at=at, done_on=begins_on, role=role) as line:
        done = content_of(role, post, begins_on, full_name, email, ends_on, because)
        _must_be_agreed(line, sign_in_name, role, agreed, done)
        outside = role in OUTSIDE if is_outside is None else is_outside
        account, person = _account(sign_in_name, full_name, email, at), Person(name=full_name[:200])
        days = {"begins_on": begins_on, "ends_on": ends_on}
        member = Member(account=account, role=role, person=person, is_outside=outside, **days)
        for row in (account, person, member):
            line.add(row)
        if post is not None:
            _take_post(line, member, post, begins_on)
        keep_reason(line, begins_on, because, member=member)
    return member


def _account(sign_in_name: str, full_name: str, email: str, at: datetime) -> User:
    account = User(username=sign_in_name, first_name=full_name[:150], email=email, date_joined=at)
    account.set_unusable_password()
    return account


def move_staff(
    *,
    member: Member,
    by: str,
    at: datetime,
    moves_on: date,
    post: Post,
    role: str = "",
    agreed: int | None = None,
    because: str = "",
) -> Member:
    """Move somebody to another post, and role where it changes, from a day on. What they had ends the day before.

    What was given to them in the old post stays theirs until it is given to somebody else. On a day still to come the
    role and team change by themselves (`take_up_posts`). Raises NotInOffice, NotAgreed.
    """
    role = role or member.role
    _refuse_no_such_role(role)
    _refuse_move(member, role, moves_on, by)
    with in_one_transaction(), writing("move_staff", by=by, at=at, done_on=moves_on, role=role) as line:
        if role != member.role:
            done = content_of(role, post, moves_on, because=because)
            _must_be_agreed(line, member.account.username, role, agreed, done)
        end_posts(line, member, moves_on)
        planned = moves_on > day_of(at)
        if not planned:
            line.change(member, role=role, team=post.team)
        _take_post(line, member, post, moves_on, role if planned else "")
        keep_reason(line, moves_on, because, member=member)
    return member


def take_up_posts(*, on: date, by: str, at: datetime) -> int:
    """Give the role and team of a planned move to everybody whose day has come. Run twice, it does nothing more."""
    held = OfficePost.objects.select_related("person__member__account", "team").exclude(role="")
    due = held.filter(Q(ends_on=None) | Q(ends_on__gt=on), begins_on__lte=on, person__member__isnull=False)
    posts = list(due.order_by("begins_on", "pk"))
    for post in posts:
        with writing("take_up_post", by=by, at=at, done_on=on, role=post.role) as line:
            line.change(post.person.member, role=post.role, team=post.team)
            line.change(post, role="")
    return len(posts)


def ask_for_role(
    *,
    sign_in_name: str,
    role: str,
    by: Member,
    at: datetime,
    more: Mapping[str, str | int | None] | None = None,
) -> SecondPerson:
    """Ask a second person to agree that somebody has a powerful role. Raises NotAllowed.

    `more` is what else of the joining or moving is agreed with it, as `content_of` says it.
    """
    content = {**(more or {}), "role": role}
    return four_eyes.ask(act=GIVE_ROLE, reference=sign_in_name, content=content, by=by, at=at)


def content_of(
    role: str,
    post: Post | None,
    begins_on: date,
    full_name: str = "",
    email: str = "",
    ends_on: date | None = None,
    because: str = "",
) -> dict[str, str | int | None]:
    """What is agreed to where somebody begins, or moves, with a powerful role: the words of each part."""
    post = post or Post("")
    return {
        "role": role,
        "name": full_name,
        "email": email,
        "job": post.job,
        "team": post.team.label if post.team else "",
        "service": post.service.label if post.service else "",
        "leads": "Yes" if post.leads else "No",
        "answers_to": post.answers_to,
        "from": begins_on.isoformat(),
        "leaves": ends_on.isoformat() if ends_on else "",
        "because": because.strip(),
    }


def keep_reason(line: Line, from_on: date, because: str, **about: Any) -> None:
    """Keep why something is changed beside the change, under its line. No reason, no row."""
    if because.strip():
        facts = {"act": line.act, "by": line.by, "at": line.at, **about}
        line.add(OfficeChange(from_on=from_on, because=fitting(because, 500), **facts))


def _refuse_move(member: Member, role: str, moves_on: date, by: str) -> None:
    if role != member.role and member.account.username == by:
        raise NotInOffice("Nobody gives themselves another role. Ask somebody else who keeps the people.")
    if member.begins_on and moves_on < member.begins_on:
        raise NotInOffice(
            f"They begin on {in_words(member.begins_on)} and cannot move before. Check the day."
        )
    if member.ends_on and moves_on >= member.ends_on:
        raise NotInOffice(f"They left on {in_words(member.ends_on)}. Choose an earlier day.")


def _take_post(line: Line, member: Member, post: Post, begins_on: date, planned: str = "") -> None:
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
            role=planned,
        )
    )
    if not planned and member.team_id != (post.team.pk if post.team else None):
        line.change(member, team=post.team)


def _person_for(line: Line, member: Member) -> Person:
    person = Person(name=(member.account.first_name or member.account.username)[:200])
    line.add(person)
    line.change(member, person=person)
    return person


def end_posts(line: Line, member: Member, on: date) -> None:
    """End what somebody holds, and what they were to hold later, on a day."""
    for post in OfficePost.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), person__member=member.pk):
        line.change(post, ends_on=max(on, post.begins_on))


def _must_be_agreed(
    line: Line, sign_in_name: str, role: str, agreed: int | None, done: Mapping[str, str | int | None]
) -> None:
    """A powerful role needs an agreement to exactly what is done, as far as the agreement says what."""
    if role not in POWERFUL:
        return
    asked = SecondPerson.objects.filter(pk=agreed or 0, act=GIVE_ROLE, reference=sign_in_name).first()
    said = json.loads(asked.content) if asked else {"role": role}
    content = {name: done.get(name) for name in said}
    four_eyes.use(line, number=agreed, act=GIVE_ROLE, reference=sign_in_name, content=content)


def _refuse_no_such_role(role: str) -> None:
    if role not in Role.values:
        raise NotInOffice(f"There is no role “{role}”. There are: {', '.join(Role.values)}.")
