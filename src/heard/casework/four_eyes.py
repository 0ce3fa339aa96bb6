"""Acts that one person may not do alone: asked by one, agreed by another, bound to the exact content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q, QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import visible, walled_off
from heard.casework.accounts import POWERFUL
from heard.casework.new_details import fitting
from heard.casework.office_asking import at_work, line_above
from heard.casework.performing import day_of
from heard.casework.permissions import Act, NotAllowed, Role, demand, may
from heard.casework.writing import Line, writing
from heard.ledger.chain import canonical
from heard.people.models import Member
from heard.representations.models import Appointment, Assignment, Party, Representation, SecondPerson

Answer = SecondPerson.Answer
# Of the two, one is of information governance, and neither is in the case or its line.
WITH_GOVERNANCE = frozenset({"lift_wall", "end_wall", "unseal", "erase_for_person", "open_old_value"})
# Whoever agrees to it has such a role: somebody could let a second account of their own in alone, and agree with that.
WITH_POWER = "give_role"


class NotAgreed(Exception):
    """Nobody has agreed to this, or to something else than this; the message says what to do."""


def fingerprint_of(content: Mapping[str, object]) -> str:
    """The digest that binds an agreement to exactly this content: one letter changed, and it is another."""
    return hashlib.sha256(_written(content).encode()).hexdigest()


def ask(*, act: str, reference: str, content: Mapping[str, object], by: Member, at: datetime) -> SecondPerson:
    """Ask for a second person to agree to an act with exactly this content. Raises NotAllowed for a leaver."""
    _must_be_here(by, day_of(at))
    _must_be_apart(by, act, reference, day_of(at))
    row = SecondPerson(
        act=act,
        reference=reference,
        content=_written(content),
        digest=fingerprint_of(content),
        asked_by=by,
        asked_at=at,
    )
    with writing("ask_second_person", by=by.account.username, at=at, reference=reference, what=act) as line:
        line.add(row)
    return row


def approve(*, number: int, by: Member, at: datetime) -> SecondPerson:
    """Agree, as the second person. Raises NotAllowed for who asked, is in the case, is walled or may not at all."""
    return _answer(number, by, at, Answer.APPROVED, "")


def refuse(*, number: int, by: Member, at: datetime, because: str) -> SecondPerson:
    """Refuse, as the second person, and say why. Raises NotAllowed, NotAgreed without a reason."""
    if not because.strip():
        raise NotAgreed("Say why it is refused, so that whoever asked can mend it.")
    return _answer(number, by, at, Answer.REFUSED, fitting(because, 500))


def use(
    line: Line, *, number: int | None, act: str, reference: str, content: Mapping[str, object]
) -> SecondPerson:
    """Take an agreement up for the act being done, once, if it was given for exactly this. Raises NotAgreed."""
    found = SecondPerson.objects.select_for_update().filter(pk=number or 0).first()
    if found is None or found.act != act or found.reference != reference:
        raise NotAgreed("This takes a second person. Ask one to agree first, then do it.")
    if found.answer != Answer.APPROVED:
        raise NotAgreed(
            f"It is {found.get_answer_display().lower()}. It can be done once, after a second person agreed."
        )
    if found.digest != fingerprint_of(content):
        raise NotAgreed("What was agreed is not what would be done now. Ask again, with what it has become.")
    line.change(found, answer=Answer.DONE)
    return found


def waiting_for(member: Member | None, *, on: date) -> QuerySet[SecondPerson]:
    """What waits for a second person and this member may answer: never what they asked, nor of a case not there."""
    nothing = SecondPerson.objects.none()
    if member is None or not may(member, Act.APPROVE) or not at_work(on).filter(pk=member.pk).exists():
        return nothing
    waiting = SecondPerson.objects.select_related("asked_by__account").filter(answer=Answer.WAITING)
    cases = Representation.objects.values("reference")
    seen = visible(member, on).values("reference")
    if member.role not in POWERFUL:
        waiting = waiting.exclude(act=WITH_POWER)
    mine = waiting.exclude(asked_by=member).filter(~Q(reference__in=cases) | Q(reference__in=seen))
    return mine.order_by("asked_at", "pk")


def _answer(number: int, by: Member, at: datetime, answer: str, because: str) -> SecondPerson:
    demand(by, Act.APPROVE)
    with writing("answer_second_person", by=by.account.username, at=at, answer=answer) as line:
        row = SecondPerson.objects.select_for_update().select_related("asked_by").filter(pk=number).first()
        if row is None or row.answer != Answer.WAITING:
            raise NotAgreed("Nothing of this number waits for a second person. See the list of what waits.")
        line.reference = row.reference
        _must_be_another(row, by, at)
        line.change(row, answer=answer, answered_by=by, answered_at=at, because=because)
    return row


def _must_be_another(row: SecondPerson, by: Member, at: datetime) -> None:
    if row.asked_by_id == by.pk:
        raise NotAllowed("You asked for this yourself: somebody else has to answer.")
    if row.act == WITH_POWER and row.reference == by.account.username:
        raise NotAllowed("It is your own role: somebody else has to answer.")
    if row.act == WITH_POWER and by.role not in POWERFUL:
        raise NotAllowed(
            "A role that opens much is agreed to by somebody who has one. Ask another complaints manager, information "
            "governance, or whoever runs the server."
        )
    on = day_of(at)
    _must_be_here(by, on)
    _must_be_apart(by, row.act, row.reference, on, answers=True)
    roles = {row.asked_by.role, by.role}
    if row.act in WITH_GOVERNANCE and Role.INFORMATION_GOVERNANCE not in roles:
        raise NotAllowed("One of the two must be of information governance. Ask them to answer.")


def _must_be_here(by: Member, on: date) -> None:
    if not at_work(on).filter(pk=by.pk).exists():
        raise NotAllowed("You do not work here on that day, so you cannot ask or answer.")


def _must_be_apart(by: Member, act: str, reference: str, on: date, *, answers: bool = False) -> None:
    """Who answers is not in the case nor behind a wall of it; for the gravest acts neither is, nor above it."""
    if not answers and act not in WITH_GOVERNANCE:
        return
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        return
    if walled_off(by, day_asked(on)).filter(representation=case).exists():
        raise NotAgreed("Nothing of this number waits for a second person. See the list of what waits.")
    if is_in(by, case) or (act in WITH_GOVERNANCE and _is_above(by, case, on)):
        raise NotAllowed(
            "You have a part in this case, or stand above somebody who has. Somebody else has to answer."
        )


def is_in(member: Member, case: Representation) -> bool:
    """Whether a member has a part in a case: given to them, appointed, or named in it."""
    if Assignment.objects.filter(representation=case, member=member, ends_on=None).exists():
        return True
    who = {"representation": case, "person__member": member.pk}
    return Party.objects.filter(**who).exists() or Appointment.objects.filter(**who, ended_on=None).exists()


def _is_above(member: Member, case: Representation, on: date) -> bool:
    subjects = Party.objects.filter(representation=case, part=Party.Part.WORKER).values_list(
        "person_id", flat=True
    )
    return any(member.person_id in line_above(one, on) for one in subjects)


def _written(content: Mapping[str, object]) -> str:
    return canonical(
        {
            name: value if isinstance(value, int | str | None) else str(value)
            for name, value in content.items()
        }
    )
