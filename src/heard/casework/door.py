"""What somebody tells us at the public's door, put on record in one go through the acts that the office does itself.

They have no account. Whatever they answered is kept as they said it; the day is today, by our own form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError

from heard.casework import advocacy, codes, intake, must_not_know, parties
from heard.casework.clocks import clocks_of_council
from heard.casework.door_files import file_what_came
from heard.casework.door_walls import shut_out_named
from heard.casework.intake_clocks import due_day_from_receipt
from heard.casework.intake_receiving import Said, receive_from
from heard.casework.new_details import NewElement
from heard.casework.parties import Somebody
from heard.casework.performing import NotNow, day_of
from heard.casework.performing_checked import vouching
from heard.casework.permissions import Role
from heard.casework.sealing import tags
from heard.casework.walls_routing import alert
from heard.casework.writing import together, writing
from heard.ledger.models import Submission
from heard.representations.models import Party, Representation, Telling

BY = "public pages"
MACHINE = "our own form"
SECRET_NAME = "A young person (name not given)"
NOT_TOLD = "They are not told, it is not given to them, and they do not see it."
NO_REASON = "They did not say why, and need not."
# What is acknowledged on the page that says it was sent.
ACKNOWLEDGED = ("statutory_complaint", "corporate_complaint", "mp_enquiry", "councillor_enquiry")
UNSAFE = "says_unsafe"
WANTS_ADVOCATE = "wants_advocate"


@dataclass(frozen=True, slots=True)
class NotTold:
    """Somebody who should not know: by name, or by what they are to the family, and why if it was said."""

    who: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told at the door. `people` come first who complains; `once` is the form's token, good for one sending.

    `needs` is what makes it easier for them; `wants_advocate` asks for one; `wants_code` is a way back without e-mail.
    """

    door: str
    kind: str
    once: str
    words: str = ""
    people: tuple[Somebody, ...] = ()
    points: tuple[NewElement, ...] = ()
    told_by: str = ""
    feelings: tuple[str, ...] = ()
    better: str = ""
    tried: str = ""
    not_told: tuple[NotTold, ...] = ()
    answer_by: str = ""
    is_secret: bool = False
    says_unsafe: bool = False
    wants_advocate: bool = False
    wants_code: bool = False
    needs: str = ""
    child_knows: str = ""
    trusted: str = ""
    language: str = "en-GB"
    team: str = ""
    natures: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What whoever told us is shown, once: the code to come back with, who reads it, and the days that follow.

    `left_out` names the files for which there was no room.
    """

    reference: str
    code: str
    reader: str
    read_by: date
    answer_by: date | None
    left_out: tuple[str, ...] = ()


class SentBefore(Exception):
    """The same form was sent a second time. `reference` is what came of the first; nothing was done twice."""

    def __init__(self, reference: str) -> None:
        super().__init__("This was sent already. We have it once.")
        self.reference = reference


def take_in(told: Told, *, at: datetime, then: Callable[[TakenIn], object] = lambda taken: None) -> TakenIn:
    """Put on record what was told, with its clock, who reads it, and a way back; all of it or nothing.

    `then` is done with what came of it before anything is kept: where the page itself is kept in it, whoever sent their
    words finds the code again although the server stopped in between.
    Raises SentBefore where the same form was sent already, and NotNow or NotInTheList for what cannot be.
    """
    once, *earlier = tags("sent at the door", told.once)
    _refuse_sent(earlier)
    try:
        with together(), vouching(BY, None):
            sent = Submission(by=BY, token=once, act="receive", at=at)
            sent.save(force_insert=True)
            case, people = _receive(told, at)
            code = _keep_how(told, case, people, at)
            left_out = file_what_came(case, told.files, by=BY, at=at, keep_names=not told.is_secret)
            sent.reference = case.reference
            sent.save(update_fields=["reference"])
            taken = _taken_in(case, code, day_of(at), left_out)
            then(taken)
    except IntegrityError as why:
        _refuse_sent([once], why)
        raise
    return taken


def _refuse_sent(once: Sequence[str], why: Exception | None = None) -> None:
    """Raise SentBefore where a form with one of these tokens is on record."""
    before = Submission.objects.filter(by=BY, token__in=once).first() if once else None
    if before is not None:
        raise SentBefore(before.reference) from why


def _receive(told: Told, at: datetime) -> tuple[Representation, list[Party]]:
    day = day_of(at)
    said = Said(
        kind=told.kind,
        received_on=day,
        words=told.words,
        people=told.people,
        points=told.points,
        team=told.team,
        natures=told.natures,
        machine_on=day,
        machine=MACHINE,
        by_form=True,
    )
    return receive_from(said=said, by=BY, at=at)


def _keep_how(told: Told, case: Representation, people: Sequence[Party], at: datetime) -> str:
    day = day_of(at)
    named: dict[str, Any] = {"reference": case.reference, "by": BY, "at": at}
    first = next((one for one in people if one.part == Party.Part.COMPLAINANT), None)
    with writing("keep_telling", done_on=day, **named) as line:
        line.add(_telling(told, case, day))
        for one in told.not_told:
            shut_out_named(line, case, one.who, one.why, day)
        for what in _alerts(told):
            alert(line, case, what, day, Role.COMPLAINTS_MANAGER)
        code = codes.give(line, case, first.person, on=day) if told.wants_code and first else ""
    for one in told.not_told:
        must_not_know.must_not_know(
            day=day,
            who=one.who,
            reason=one.why.strip() or NO_REASON,
            care=NOT_TOLD,
            said_by=_name(first),
            **named,
        )
    if told.needs.strip():
        parties.record_adjustment(
            day=day, what=told.needs, reason="Asked for when it was told.", decided_by=BY, **named
        )
    _offer_advocate(told, people, first, day, named)
    _acknowledge(case, day, named)
    return code


def _telling(told: Told, case: Representation, day: date) -> Telling:
    return Telling(
        representation=case,
        door=told.door,
        told_by=told.told_by,
        feelings=list(told.feelings),
        better=told.better.strip(),
        tried=told.tried.strip(),
        answer_by=told.answer_by,
        is_secret=told.is_secret,
        says_unsafe=told.says_unsafe,
        child_knows=told.child_knows,
        trusted=told.trusted.strip()[:300],
        language=told.language,
        told_on=day,
    )


def _alerts(told: Told) -> Iterator[str]:
    if told.says_unsafe:
        yield UNSAFE
    if told.wants_advocate:
        yield WANTS_ADVOCATE


def _offer_advocate(
    told: Told, people: Sequence[Party], first: Party | None, day: date, named: dict[str, Any]
) -> None:
    """Our pages tell everybody of advocacy; who asked for one is told of as having been offered it, and waits."""
    if not told.wants_advocate or told.kind != "statutory_complaint":
        return
    young = next((one for one in people if one.part == Party.Part.CHILD), first)
    if young is not None:
        advocacy.offer_advocacy(offered_on=day, to=young.person_id, **named)


def _acknowledge(case: Representation, day: date, named: dict[str, Any]) -> None:
    if case.kind in ACKNOWLEDGED:
        intake.acknowledge(sent_on=day, way="on the page, as soon as it was sent", **named)


def _taken_in(case: Representation, code: str, day: date, left_out: tuple[str, ...]) -> TakenIn:
    owners = case.assignments.filter(part="owner", ends_on=None).order_by("begins_on", "pk")
    full_name = owners.values_list("member__account__first_name", flat=True).first() or ""
    clocks = clocks_of_council()
    read_by = clocks.calendar.by_law.after(day, 2)
    answer_by = due_day_from_receipt(case, clocks, day if case.kind in ACKNOWLEDGED else None)
    return TakenIn(case.reference, code, full_name.split(" ")[0], read_by, answer_by, left_out)


def _name(first: Party | None) -> str:
    return first.person.name[:150] if first else "Whoever told us"


__all__ = ["BY", "SECRET_NAME", "NotNow", "NotTold", "SentBefore", "TakenIn", "Told", "take_in"]
