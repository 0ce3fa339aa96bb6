"""Second persons at the pages of acts: what waits on a case, what was agreed, and asking for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from heard.casework import four_eyes
from heard.casework.choosing import name_of
from heard.law.procedure import Act
from heard.people.models import Member
from heard.representations.models import Representation, SecondPerson

OPEN = (SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED, SecondPerson.Answer.REFUSED)
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """An act that one person asked a second one to agree to: by whom, how it stands, and exactly what."""

    number: int
    act: str
    page: str
    words: Words
    asked_by: str
    asked_at: datetime
    is_mine: bool
    is_agreed: bool
    is_refused: bool
    answered_by: str
    because: str
    may_answer: bool


def content_of(page: str, words: Words) -> dict[str, str]:
    """What an agreement is bound to: the page and every answer as it was typed."""
    return {"page": page, "words": json.dumps({name: list(said) for name, said in sorted(words.items())})}


def agreed_number(act: Act, reference: str, content: Mapping[str, object]) -> int | None:
    """The number of an agreement to exactly this that nobody has used yet, or None."""
    found = _of(reference).filter(act=act.value, digest=four_eyes.fingerprint_of(content))
    row = found.filter(answer=SecondPerson.Answer.APPROVED).order_by("-pk").first()
    return row.pk if row else None


def ask_for(act: Act, reference: str, content: Mapping[str, object], *, by: Member, at: datetime) -> bool:
    """Ask a second person to agree to exactly this; False where that was asked before and still waits."""
    waiting = _of(reference).filter(act=act.value, digest=four_eyes.fingerprint_of(content))
    if waiting.filter(answer=SecondPerson.Answer.WAITING).exists():
        return False
    four_eyes.ask(act=act.value, reference=reference, content=content, by=by, at=at)
    return True


def asked_on(case: Representation, member: Member, *, on: date) -> list[Asked]:
    """What second persons were asked for on a case and is not done yet, for whoever sees the case."""
    rows = list(_of(case.reference).filter(answer__in=OPEN).order_by("pk"))
    mine = set(four_eyes.waiting_for(member, on=on).values_list("pk", flat=True)) if rows else set()
    return [_asked(row, member, row.pk in mine) for row in rows if _is_ours(row)]


def answer(number: int, *, agrees: bool, because: str, by: Member, at: datetime) -> None:
    """Agree or refuse as the second person. Raises NotAllowed or NotAgreed."""
    if agrees:
        four_eyes.approve(number=number, by=by, at=at)
    else:
        four_eyes.refuse(number=number, by=by, at=at, because=because)


def _of(reference: str) -> QuerySet[SecondPerson]:
    return SecondPerson.objects.filter(reference=reference).select_related(
        "asked_by__account", "answered_by__account"
    )


def _is_ours(row: SecondPerson) -> bool:
    return "page" in json.loads(row.content)


def _asked(row: SecondPerson, member: Member, may_answer: bool) -> Asked:
    said = json.loads(row.content)
    return Asked(
        number=row.pk,
        act=row.act,
        page=said["page"],
        words=json.loads(said["words"]),
        asked_by=name_of(row.asked_by),
        asked_at=row.asked_at,
        is_mine=row.asked_by_id == member.pk,
        is_agreed=row.answer == SecondPerson.Answer.APPROVED,
        is_refused=row.answer == SecondPerson.Answer.REFUSED,
        answered_by=name_of(row.answered_by) if row.answered_by else "",
        because=row.because,
        may_answer=may_answer,
    )
