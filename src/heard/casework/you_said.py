"""“You said, we did”: drafted by one person, held against every name on record, released by two, taken back by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from heard.casework import four_eyes
from heard.casework.identities import must_tell_nobody
from heard.casework.learning_read import learning_numbered
from heard.casework.letters.reading import reading_of
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import YouSaid
from heard.people.models import Member

RELEASE = "release_you_said"


@dataclass(frozen=True, slots=True)
class Told:
    """What people told the council and what it did; `child_…` the same for children, where it is for them too.

    `no_names` lists words that look like a name, a place or a day of somebody and are none.
    """

    said: str
    did: str
    done_on: date
    child_said: str = ""
    child_did: str = ""
    no_names: str = ""


def write_you_said(
    *, member: Member, at: datetime, told: Told, number: int | None = None, learning: int | None = None
) -> YouSaid:
    """Write what the public is to be told, or write it anew while it is not released.

    Raises NotAllowed, NotOnRecord, or DoesNotFit where somebody could be known by it or it is hard to read.
    """
    demand(member, Act.TELL_PUBLIC)
    must_be_fit(told, day_of(at))
    values = _values(told)
    with writing("write_you_said", by=member.account.username, at=at, done_on=told.done_on) as line:
        if number is not None:
            row = _draft(number)
            line.change(row, **values, asked=None, written_by=member.account.username, written_on=day_of(at))
            return row
        row = YouSaid(
            **values,
            learning=learning_numbered(member, learning) if learning else None,
            written_by=member.account.username,
            written_on=day_of(at),
        )
        line.add(row)
        return row


def ask_release_of_you_said(*, member: Member, at: datetime, number: int) -> YouSaid:
    """Ask a second person to agree to exactly these words being public. Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.TELL_PUBLIC)
    row = _draft(number)
    must_be_fit(told_by(row), day_of(at))
    with transaction.atomic():
        asked = four_eyes.ask(
            act=RELEASE, reference=_reference(row), content=content_of(row), by=member, at=at
        )
        with writing("ask_release_of_you_said", by=member.account.username, at=at) as line:
            line.change(row, asked=asked)
    return row


def release_you_said(*, member: Member, at: datetime, number: int) -> YouSaid:
    """Make it public, once a second person agreed to exactly these words.

    Raises NotAllowed, NotOnRecord, NotAgreed, or DoesNotFit where somebody could be known by it since.
    """
    demand(member, Act.TELL_PUBLIC)
    row = _draft(number)
    must_be_fit(told_by(row), day_of(at))
    with writing("release_you_said", by=member.account.username, at=at, done_on=day_of(at)) as line:
        four_eyes.use(
            line, number=row.asked_id, act=RELEASE, reference=_reference(row), content=content_of(row)
        )
        line.change(row, released_on=day_of(at), released_digest=four_eyes.fingerprint_of(content_of(row)))
    return row


def take_back_you_said(*, member: Member, at: datetime, number: int, because: str) -> YouSaid:
    """Take it off the public’s page at once; one person may. Raises NotAllowed, NotOnRecord or DoesNotFit."""
    demand(member, Act.TELL_PUBLIC)
    row = YouSaid.objects.filter(pk=number, taken_back_on=None).first()
    if row is None:
        raise NotOnRecord(f"There is nothing of number {number} to take back.")
    if not because.strip():
        raise DoesNotFit("Say why it is taken back.")
    with writing("take_back_you_said", by=member.account.username, at=at, done_on=day_of(at)) as line:
        line.change(row, taken_back_on=day_of(at), taken_back_because=fitting(because, 300))
    return row


def public_now() -> list[YouSaid]:
    """What is public now, the latest first: released, not taken back, and still word for word what two agreed to."""
    rows = YouSaid.objects.filter(released_on__isnull=False, taken_back_on=None)
    return [one for one in rows if one.released_digest == four_eyes.fingerprint_of(content_of(one))]


def must_be_fit(told: Told, today: date) -> None:
    """Refuse words that are missing, hard to read, of a day to come, or by which somebody could be known."""
    if not told.said.strip() or not told.did.strip():
        raise DoesNotFit("Write both what people said and what was done.")
    if bool(told.child_said.strip()) != bool(told.child_did.strip()):
        raise DoesNotFit("For children too, write both what people said and what was done, or neither.")
    if told.done_on > today:
        raise DoesNotFit(f"{in_words(told.done_on)} has not come yet. The public is told what was done.")
    _must_read_easily((told.said, told.did), "adult")
    _must_read_easily((told.child_said, told.child_did), "child")
    must_tell_nobody((told.said, told.did, told.child_said, told.child_did), no_names=told.no_names)


def content_of(row: YouSaid) -> Mapping[str, object]:
    """The exact words that the second person agrees to."""
    return _values(told_by(row))


def told_by(row: YouSaid) -> Told:
    """The words of a row."""
    return Told(row.said, row.did, row.done_on, row.child_said, row.child_did, row.no_names)


def _must_read_easily(texts: tuple[str, ...], audience: str) -> None:
    whole = "\n".join(one for one in texts if one.strip())
    read = reading_of(whole, audience)
    if read.is_plain:
        return
    long = "".join(f" This sentence is too long: “{one}”." for one in read.too_long)
    never = "".join(f" We do not say “{one}”." for one in read.never_said)
    whom = "a child" if audience == "child" else "everybody"
    grade = f" It reads at grade {read.grade:.1f}; {read.hardest} is the most."
    raise DoesNotFit(
        f"It is hard to read for {whom}.{grade if read.grade > read.hardest else ''}{long}{never} Use shorter words."
    )


def _values(told: Told) -> dict[str, object]:
    return {
        "said": told.said.strip(),
        "did": told.did.strip(),
        "child_said": told.child_said.strip(),
        "child_did": told.child_did.strip(),
        "done_on": told.done_on,
        "no_names": told.no_names.strip(),
    }


def _reference(row: YouSaid) -> str:
    return f"you-said/{row.pk}"


def _draft(number: int) -> YouSaid:
    row = YouSaid.objects.filter(pk=number, released_on=None, taken_back_on=None).first()
    if row is None:
        raise NotOnRecord(
            f"There is no draft of number {number}. What is public is taken back, then written anew."
        )
    return row
