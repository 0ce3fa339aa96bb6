"""Powerful roles that were asked for: which wait, which are agreed to, and doing exactly what was agreed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from heard.casework.choosing import name_of
from heard.casework.looking import NotYours
from heard.casework.looking_at_approvals import said_in_words
from heard.casework.office_moving import GIVE_ROLE, NotInOffice, Post, add_staff, move_staff
from heard.people.models import Member, Service, Team
from heard.representations.models import SecondPerson

Answer = SecondPerson.Answer
OPEN = (Answer.WAITING, Answer.APPROVED)


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """A powerful role that one person asked for and another answers: for whom, what, and how far it is."""

    number: int
    sign_in_name: str
    name: str
    role: str
    asked_by: str
    asked_at: datetime
    answered_by: str
    because: str
    is_waiting: bool
    is_agreed: bool
    is_refused: bool
    is_new: bool
    content: tuple[tuple[str, str], ...]


def roles_asked() -> list[RoleAsked]:
    """Everything of that kind that waits for a yes or, agreed to, waits to be done; the longest asked first."""
    rows = list(_rows().filter(answer__in=OPEN).order_by("asked_at", "pk"))
    there = _there([row.reference for row in rows])
    return [_asked(row, there) for row in rows if _says_when(row)]


def role_asked(number: int) -> RoleAsked:
    """One of them, also one that was refused. Raises NotYours."""
    row = _row(number)
    return _asked(row, _there([row.reference]))


def do_as_agreed(*, number: int, by: str, at: datetime) -> tuple[Member, bool]:
    """Let somebody begin, or move, exactly as was agreed; whether they are new here. Raises NotInOffice, NotAgreed."""
    row = _row(number)
    said = json.loads(row.content)
    member = (
        Member.objects.select_related("account", "person", "team")
        .filter(account__username=row.reference)
        .first()
    )
    begins_on = date.fromisoformat(said["from"])
    facts = {"role": said["role"], "post": _post(said), "because": said["because"], "agreed": number}
    if member is not None:
        return move_staff(member=member, moves_on=begins_on, by=by, at=at, **facts), False
    added = add_staff(
        sign_in_name=row.reference,
        full_name=said["name"],
        email=said["email"],
        begins_on=begins_on,
        ends_on=date.fromisoformat(said["leaves"]) if said["leaves"] else None,
        by=by,
        at=at,
        **facts,
    )
    return added, True


def _post(said: dict[str, str | int | None]) -> Post:
    team = Team.objects.filter(label=said["team"]).first() if said["team"] else None
    service = Service.objects.filter(label=said["service"]).first() if said["service"] else None
    if (said["team"] and team is None) or (said["service"] and service is None):
        raise NotInOffice("The team or service is called otherwise now. Ask again with its present name.")
    above = said["answers_to"]
    return Post(
        job=str(said["job"]),
        team=team,
        service=service,
        leads=said["leads"] == "Yes",
        answers_to=above if isinstance(above, int) else None,
    )


def _rows() -> QuerySet[SecondPerson]:
    return SecondPerson.objects.select_related("asked_by__account", "answered_by__account").filter(
        act=GIVE_ROLE
    )


def _row(number: int) -> SecondPerson:
    row = _rows().filter(pk=number).exclude(answer=Answer.DONE).first()
    if row is None or not _says_when(row):
        raise NotYours("Nothing of this number waits. The list of people shows what does.")
    return row


def _says_when(row: SecondPerson) -> bool:
    """Without its day there is nothing on record but the role: it was asked elsewhere, and is done there."""
    return "from" in json.loads(row.content)


def _there(names: Sequence[str]) -> frozenset[str]:
    return frozenset(
        Member.objects.filter(account__username__in=names).values_list("account__username", flat=True)
    )


def _asked(row: SecondPerson, there: frozenset[str]) -> RoleAsked:
    said = json.loads(row.content)
    return RoleAsked(
        number=row.pk,
        sign_in_name=row.reference,
        name=str(said.get("name") or row.reference),
        role=str(Member.Role(said["role"]).label),
        asked_by=name_of(row.asked_by),
        asked_at=row.asked_at,
        answered_by=name_of(row.answered_by) if row.answered_by else "",
        because=row.because,
        is_waiting=row.answer == Answer.WAITING,
        is_agreed=row.answer == Answer.APPROVED,
        is_refused=row.answer == Answer.REFUSED,
        is_new=row.reference not in there,
        content=said_in_words(said),
    )
