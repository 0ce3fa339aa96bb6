"""Staff from a sheet: who is new begins, whose post is another moves, who is to leave leaves, and lines are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from heard.casework.accounts import NameTaken
from heard.casework.council import in_one_transaction
from heard.casework.four_eyes import NotAgreed
from heard.casework.office_leaving import staff_leaves
from heard.casework.office_moving import NotInOffice, Post, add_staff, move_staff
from heard.casework.writing import writing
from heard.people.models import Member, OfficePost, Service, Team


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One line of a sheet of staff: who, their role and post, and the sign-in name of whom they answer to.

    `ends_on` is the first day on which they may do nothing any more.
    """

    row: int
    sign_in_name: str
    full_name: str
    role: str
    begins_on: date
    job: str = ""
    team: str = ""
    service: str = ""
    leads: bool = False
    answers_to: str = ""
    ends_on: date | None = None
    email: str = ""


@dataclass
class Loaded:
    """What a sheet of staff did: who was added, moved or left, and each row that was refused with its reason."""

    added: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def load_office(rows: Sequence[StaffRow], *, by: str, at: datetime, because: str = "") -> Loaded:
    """Add and move staff, and let them leave, as a sheet has them. A row with a fault is refused; others are kept.

    Powerful roles are not given by a sheet. Whom somebody answers to may stand further down.
    """
    loaded = Loaded()
    for one in rows:
        try:
            with in_one_transaction():
                _load(one, by, at, because, loaded)
        except (NotInOffice, NameTaken, NotAgreed) as why:
            loaded.refused.append((one.row, str(why)))
    _join_lines(rows, loaded, by, at)
    return loaded


def _load(one: StaffRow, by: str, at: datetime, because: str, loaded: Loaded) -> None:
    there = Member.objects.select_related("account").filter(account__username=one.sign_in_name).first()
    post = Post(one.job, _team(one.team), _service(one.service), one.leads)
    facts = {"by": by, "at": at, "because": because}
    if there is None:
        add_staff(
            sign_in_name=one.sign_in_name,
            full_name=one.full_name,
            role=one.role,
            begins_on=one.begins_on,
            ends_on=one.ends_on,
            post=post,
            email=one.email,
            **facts,  # type: ignore[arg-type]
        )
        loaded.added.append(one.sign_in_name)
    elif one.ends_on is not None:
        if there.ends_on != one.ends_on:
            staff_leaves(member=there, leaves_on=one.ends_on, **facts)  # type: ignore[arg-type]
            loaded.left.append(one.sign_in_name)
    elif not _has_post(there, post, one.role):
        move_staff(member=there, moves_on=one.begins_on, post=post, role=one.role, **facts)  # type: ignore[arg-type]
        loaded.moved.append(one.sign_in_name)


def _join_lines(rows: Sequence[StaffRow], loaded: Loaded, by: str, at: datetime) -> None:
    names = {one.sign_in_name for one in rows} | {one.answers_to for one in rows}
    people = dict(
        Member.objects.filter(account__username__in=names).values_list("account__username", "person")
    )
    with writing("load_office", by=by, at=at, added=len(loaded.added), moved=len(loaded.moved)) as line:
        for one in rows:
            above = people.get(one.answers_to)
            post = OfficePost.objects.filter(person=people.get(one.sign_in_name) or 0, ends_on=None).first()
            if one.answers_to and above is None:
                loaded.refused.append((one.row, no_such_manager(one.answers_to)))
            elif post is not None and above not in (None, post.person_id, post.answers_to_id):
                line.change(post, answers_to_id=above)


def no_such_manager(name: str) -> str:
    """What is said where whom somebody answers to does not sign in here."""
    return f"Nobody signs in as {name}. Check column answers_to."


def no_such_team(label: str) -> str:
    """What is said of a team that is not in the list."""
    return f"There is no team “{label}”. Check column team, or add it to the list of teams."


def no_such_service(label: str) -> str:
    """What is said of a service that is not in the list."""
    return f"There is no service “{label}”. Check column service, or add it to the list."


def _team(label: str) -> Team | None:
    found = Team.objects.filter(label=label).first() if label else None
    if label and found is None:
        raise NotInOffice(no_such_team(label))
    return found


def _service(label: str) -> Service | None:
    found = Service.objects.filter(label=label).first() if label else None
    if label and found is None:
        raise NotInOffice(no_such_service(label))
    return found


def _has_post(member: Member, post: Post, role: str) -> bool:
    job = post.job or str(Member.Role(role).label) if role in Member.Role.values else post.job
    same = OfficePost.objects.filter(
        person__member=member.pk,
        ends_on=None,
        job=job,
        team=post.team,
        service=post.service,
        leads=post.leads,
    )
    planned = same.filter(role=role).exists()
    return planned or (member.role == role and same.filter(role="").exists())
