"""The post going out: what waits, what was sent and how, what arrived, and what did not. Each letter on its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models

from heard.casework.letters.arriving import WAYS, Received, receipt_of, received_for, way_of
from heard.casework.letters.issuing import must_still_tell_nothing
from heard.casework.letters.kinds import ANSWERS
from heard.casework.looking import visible_to
from heard.casework.new_details import fitting
from heard.casework.performing import Doing, NotNow, performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.ledger.models import Correction
from heard.people.models import Contact
from heard.representations.models import ContactAttempt, Posting

if TYPE_CHECKING:
    from heard.people.models import Member

__all__ = [
    "NoSuchLetter",
    "Received",
    "ToPost",
    "UnsentAnswer",
    "mark_sent",
    "queue",
    "receipt_of",
    "received_for",
    "record_failed",
    "record_received",
    "unsent_answers",
]


class NoSuchLetter(NotNow):
    """There is no letter of that number."""


@dataclass(frozen=True, slots=True)
class ToPost:
    """A letter that waits to go out: whose, how, and why it is stuck where it is."""

    letter: int
    reference: str
    title: str
    to: str
    way: str
    issued_on: date
    stuck: str = ""


@dataclass(frozen=True, slots=True)
class UnsentAnswer:
    """A stage on record as answered whose letter was sent on no day, or later than the answer says."""

    reference: str
    stage: str
    answered_on: date
    sent_on: date | None


def queue(member: Member | None) -> list[ToPost]:
    """The letters this person may see that have not gone out, or came back, the oldest first."""
    waiting = Posting.objects.filter(sent_on=None) | Posting.objects.exclude(failed_because="")
    rows = waiting.filter(letter__representation__in=visible_to(member))
    return [_to_post(row) for row in _with_letters(rows).order_by("letter__issued_on", "pk")]


def mark_sent(*, letter: int, way: str = "", sent_on: date, by: str, at: datetime, why: str = "") -> None:
    """Record that a letter went out, by which way and on which day; its way is that of the queue unless given.

    What it says is held once more against what must be kept from its reader: that may have changed since it was issued.
    A day already on record is corrected only with a reason, and both days stay on record. Raises NotNow, NoSuchLetter.
    """
    with _posting(letter, Act.SEND_LETTER, by, at, sent_on) as (doing, posting):
        by_way = _way(posting, way)
        if (posting.way, posting.sent_on, posting.failed_because) == (by_way, sent_on, ""):
            return  # Sent twice by a hasty hand: the same thing is on record already.
        _must_be_safe(posting, by_way)
        if sent_on < posting.letter.issued_on:
            raise NotNow(
                f"The letter was written on {in_words(posting.letter.issued_on)}: it cannot have gone out before."
            )
        if posting.sent_on and not posting.failed_because:
            _correct(doing, "letter sent on", posting.sent_on, sent_on, why)
        _must_not_pass_receipt(posting, sent_on)
        received = None if posting.failed_because else posting.received_on
        if posting.sent_on is None or posting.failed_because:
            must_still_tell_nothing(posting.letter)
        doing.change(posting, way=by_way, sent_on=sent_on, received_on=received, failed_because="")


def record_received(*, letter: int, received_on: date, by: str, at: datetime, why: str = "") -> None:
    """Record the day a letter arrived, from a signature or from the person; before that its arrival is assumed.

    A day already on record is corrected only with a reason, and both days stay on record. Raises NotNow, NoSuchLetter.
    """
    with _posting(letter, Act.RECORD_LETTER_RECEIVED, by, at, received_on) as (doing, posting):
        if posting.sent_on is None:
            raise NotNow("The letter is not on record as sent. Record when it went out first.")
        if received_on < posting.sent_on:
            raise NotNow(
                f"The letter went out on {in_words(posting.sent_on)}: it cannot have arrived before."
            )
        if posting.received_on:
            _correct(doing, "letter received on", posting.received_on, received_on, why)
        doing.change(posting, received_on=received_on, is_assumed=False, failed_because="")


def record_failed(*, letter: int, because: str, failed_on: date, by: str, at: datetime) -> None:
    """Record that a letter came back or was not delivered, and why; it stands in the queue again. Raises NotNow."""
    with _posting(letter, Act.ATTEMPT_CONTACT, by, at, failed_on) as (doing, posting):
        if not because.strip():
            raise NotNow("Say why the letter did not arrive: wrong address, returned, refused.")
        if posting.sent_on is None or failed_on < posting.sent_on:
            raise NotNow("A letter fails after it went out. Record when it went out first.")
        doing.add(
            ContactAttempt(
                representation=doing.case,
                person=posting.letter.to,
                tried_on=posting.sent_on,
                way=posting.way,
                reached=False,
                words=f"Letter of {in_words(posting.letter.issued_on)} did not arrive: {because.strip()}",
            )
        )
        doing.change(posting, received_on=None, failed_because=because.strip())


def unsent_answers(member: Member | None) -> list[UnsentAnswer]:
    """Stages on record as answered whose answer has not gone out, or went out after the day on record."""
    rows = _with_letters(
        Posting.objects.filter(
            letter__kind__in=ANSWERS,
            letter__stage__answered_on__isnull=False,
            letter__representation__in=visible_to(member),
        )
    )
    return [found for row in rows.order_by("pk") if (found := _unsent(row))]


def _unsent(row: Posting) -> UnsentAnswer | None:
    stage = row.letter.stage
    if stage is None or stage.answered_on is None or (row.sent_on and row.sent_on <= stage.answered_on):
        return None
    reference = row.letter.representation.reference
    return UnsentAnswer(reference, stage.get_stage_display(), stage.answered_on, row.sent_on)


def _with_letters(rows: models.QuerySet[Posting]) -> models.QuerySet[Posting]:
    return rows.select_related("letter__representation", "letter__to", "letter__stage")


def _to_post(row: Posting) -> ToPost:
    letter = row.letter
    stuck = row.failed_because or ("" if row.way else "No safe way to reach them is on record. Choose one.")
    return ToPost(
        letter=letter.pk,
        reference=letter.representation.reference,
        title=letter.title,
        to=letter.to.name if letter.to else "",
        way=row.way,
        issued_on=letter.issued_on,
        stuck=stuck,
    )


@contextmanager
def _posting(number: int, act: Act, by: str, at: datetime, day: date) -> Iterator[tuple[Doing, Posting]]:
    """The posting of a letter, under an act on its case: read again inside the act, so that nothing has moved."""
    reference = (
        Posting.objects.filter(pk=number).values_list("letter__representation__reference", flat=True).first()
    )
    if reference is None:
        raise NoSuchLetter(f"There is no letter {number}. Choose one from the post-out queue or the case.")
    with performing(act, reference=reference, by=by, at=at, day=day, letter=number) as doing:
        yield doing, Posting.objects.select_related("letter__to", "letter__representation").get(pk=number)


def _way(posting: Posting, said: str) -> str:
    way = way_of(said) if said.strip() else posting.way
    if not way:
        raise NotNow(f"Say how the letter goes out: {', '.join(WAYS.values())}.")
    return way


def _must_be_safe(posting: Posting, way: str) -> None:
    """Looked at again when it goes out: an address may have become unsafe since the letter was written."""
    person = posting.letter.to
    if person is None:
        return
    known = [row.is_safe for row in Contact.objects.filter(person=person) if way_of(row.way) == way]
    if known and all(safe is False for safe in known):
        raise NotNow(
            f"Writing to {person.name} by {WAYS[way]} is not safe. Choose another way, or ask them which is."
        )


def _must_not_pass_receipt(posting: Posting, sent_on: date) -> None:
    if posting.received_on and not posting.failed_because and sent_on > posting.received_on:
        raise NotNow(f"The letter arrived on {in_words(posting.received_on)}: it cannot have gone out after.")


def _correct(doing: Doing, what: str, was: date, became: date, why: str) -> None:
    if not why.strip():
        raise NotNow(
            f"The {what} is on record as {in_words(was)}. To change it to {in_words(became)}, say why; both stay."
        )
    doing.add(
        Correction(
            at=doing.line.at,
            by=doing.line.by,
            reference=doing.case.reference,
            what=what,
            was=was.isoformat(),
            became=became.isoformat(),
            why=fitting(why, 500),
        )
    )


def record_letter_received(
    *, reference: str, letter: int, received_on: date, by: str, at: datetime, why: str = ""
) -> None:
    """Record on a case the day one of its letters arrived, as `record_received`. Raises NotNow, NoSuchLetter."""
    if not Posting.objects.filter(pk=letter, letter__representation__reference=reference).exists():
        raise NoSuchLetter(f"There is no letter {letter} on this case. Choose one from its letters.")
    record_received(letter=letter, received_on=received_on, by=by, at=at, why=why)


def sent_letters(reference: str) -> list[tuple[int, str]]:
    """The letters of a case that went out: the number of each, and what and when in words."""
    rows = Posting.objects.filter(letter__representation__reference=reference, sent_on__isnull=False)
    named = _with_letters(rows).order_by("-sent_on", "-pk")
    return [(row.pk, f"{row.letter.title}, sent on {in_words(row.sent_on)}") for row in named if row.sent_on]
