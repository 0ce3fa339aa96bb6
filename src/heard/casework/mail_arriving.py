"""Taking a mail in: its original kept, what it says on record, joined to its case if it is proved, else held. Once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from heard.casework import filing
from heard.casework.mail_addresses import our_address
from heard.casework.mail_apart import read_apart
from heard.casework.mail_joining import join_mail
from heard.casework.mail_marks import BY_MACHINE, marks_of
from heard.casework.mail_matching import Fit, Ruling, fits_of, rule
from heard.casework.mail_reading import MailRead
from heard.casework.refused import REFUSALS, in_words
from heard.casework.writing import writing
from heard.representations.models import ArrivedMail, MailAttachment, MailMatch, Representation

BY = "mail"
# So many mails of one sender within an hour are no person's.
MOST_AN_HOUR = 20
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a mail: `held`, `joined`, or `again` where it was here already."""

    became: str
    mail: int


def take_in(raw: bytes, *, received_at: datetime, at: datetime, by: str = BY) -> TakenIn:
    """Take in one mail as it came. `received_at` is when our server got it. The same mail again changes nothing.

    It reads in a process apart, so no mail can stop it, and answers nobody.
    """
    read = read_apart(raw)
    if (there := _there(read.key)) is not None:
        return there
    digest = filing.keep_file(raw)
    received_at = min(received_at, at)
    fits, marks = fits_of(read), _marks(read, received_at)
    ruling = rule(read, marks, fits)
    row = _row(read, raw, digest, received_at, at, marks, ruling)
    try:
        return _keep(row, read, fits, ruling, by)
    except IntegrityError:
        # Taken in twice at once: the first is the one.
        if (there := _there(read.key)) is not None:
            return there
        raise


def _there(key: str) -> TakenIn | None:
    row = ArrivedMail.objects.filter(key=key).first()
    return TakenIn("again", row.pk) if row else None


def _keep(row: ArrivedMail, read: MailRead, fits: list[Fit], ruling: Ruling, by: str) -> TakenIn:
    at = row.taken_in_at
    with transaction.atomic():
        with writing("take_in_mail", by=by, at=at, digest=row.digest, files=len(read.attached)) as line:
            line.add(row)
            for one in read.attached:
                line.add(
                    MailAttachment(
                        mail=row,
                        position=one.position,
                        name=one.name,
                        said_type=one.said_type,
                        size=one.size,
                        digest=one.digest,
                    )
                )
            for fit in fits:
                line.add(MailMatch(mail=row, representation_id=fit.case, person_id=fit.person, why=fit.why))
        if ruling.pair is not None:
            return _join(row, ruling.pair, by)
    return TakenIn(str(row.standing), row.pk)


def _join(row: ArrivedMail, pair: tuple[int, int], by: str) -> TakenIn:
    """Put a mail that is proved on its case; where the case refuses it, it is held and says why."""
    reference = Representation.objects.values_list("reference", flat=True).get(pk=pair[0])
    at = row.taken_in_at
    try:
        join_mail(reference=reference, mail=row.pk, person=pair[1], by=by, at=at)
    except REFUSALS as why:
        with writing("hold_mail", by=by, at=at, mail=row.pk) as line:
            line.change(row, held_because=in_words(why)[:500])
        return TakenIn(str(row.standing), row.pk)
    return TakenIn(str(ArrivedMail.Standing.JOINED), row.pk)


def _marks(read: MailRead, received_at: datetime) -> frozenset[str]:
    marks = marks_of(read, ours=our_address())
    if read.number and ArrivedMail.objects.filter(number_digest=_digest(read.number)).exists():
        marks |= {"number_again"}
    near = ArrivedMail.objects.filter(
        sender=read.sender, received_at__range=(received_at - HOUR, received_at + HOUR)
    )
    if read.sender and near.count() >= MOST_AN_HOUR:
        marks |= {"too_many"}
    return marks


def _row(
    read: MailRead,
    raw: bytes,
    digest: str,
    received_at: datetime,
    at: datetime,
    marks: frozenset[str],
    ruling: Ruling,
) -> ArrivedMail:
    return ArrivedMail(
        number_digest=_digest(read.number) if read.number else "",
        key=read.key,
        sender=read.sender,
        sender_shown=read.sender_shown,
        subject=read.subject,
        received_at=received_at,
        taken_in_at=at,
        words=read.words,
        trouble=read.trouble,
        digest=digest,
        path=filing.place_of(digest),
        size=len(raw),
        marks=",".join(sorted(marks)),
        is_automatic=bool(marks & BY_MACHINE),
        held_because=ruling.because,
    )


def _digest(number: str) -> str:
    return hashlib.sha256(number.encode("utf-8", "replace")).hexdigest()
