"""Taking an e-mail off a case on which it was put by mistake: its words leave that case, and nothing is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from heard.casework.access import demand_can
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import ChartAct, Level
from heard.casework.writing import Line, writing
from heard.people.models import Member
from heard.representations.models import ArrivedMail, Dissatisfaction, Document, Representation

PART = "messages"
NOT_THEIRS = "(An e-mail that was put on this case by mistake stood here. It was taken off.)"


def take_mail_off(*, mail: int, because: str, by: Member, at: datetime) -> ArrivedMail:
    """Take an e-mail off the case it was put on, with the reason; it waits again, whole, to be put where it belongs.

    Its message leaves the case and its papers there are sealed. Where its words are being asked about, they go and the
    question stays for somebody to answer. Raises NotNow, NotYours, NotAllowed.
    """
    if not because.strip():
        raise NotNow("Say why it does not belong on this case: whom it is about, or who wrote it.")
    with transaction.atomic():
        row = ArrivedMail.objects.select_for_update().filter(pk=mail, standing="joined").first()
        if row is None or row.representation is None:
            raise NotNow("This e-mail is not on a case, or a case was made of it. Look at it again.")
        case = row.representation
        demand_can(by, ChartAct.RECEIVE_LETTER, case, on=day_of(at), part=PART, at=at)
        who, reference = by.account.get_username(), case.reference
        with writing(
            "take_mail_off", by=who, at=at, reference=reference, mail=mail, why=because[:500]
        ) as line:
            _words_leave(line, row, case)
            _seal_papers(line, row)
            _waits_again(line, row)
    return row


def _words_leave(line: Line, row: ArrivedMail, case: Representation) -> None:
    for one in Dissatisfaction.objects.filter(representation=case, words=row.words.strip()):
        line.change(one, words=NOT_THEIRS)


def _seal_papers(line: Line, row: ArrivedMail) -> None:
    """Nobody opens a sealed paper until two people open it; when the e-mail is put elsewhere its files come anew."""
    originals = [one.document_id for one in row.attachments.all() if one.document_id]
    for paper in Document.objects.filter(Q(pk__in=originals) | Q(copy_of__in=originals)):
        line.change(paper, level=int(Level.S4))
    for one in row.attachments.all():
        line.change(one, document=None, not_taken="")


def _waits_again(line: Line, row: ArrivedMail) -> None:
    message = row.message
    line.change(
        row,
        standing=ArrivedMail.Standing.HELD,
        representation=None,
        person=None,
        message=None,
        settled_by="",
        settled_at=None,
        held_because="It was put on a case by mistake and taken off it again.",
    )
    if message is not None:
        line.remove(message)
