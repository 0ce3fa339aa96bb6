"""Putting an arrived mail where it belongs: on a case, made into one, set aside, or back. Nothing is ever deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from heard.casework import filing, taking_down
from heard.casework.acts import state_of
from heard.casework.arriving_files import NoRoom, file_arrival
from heard.casework.going_on import HISTORY, QUESTION, express_dissatisfaction
from heard.casework.intake_receiving import Said
from heard.casework.mail_apart import file_apart
from heard.casework.new_details import fitting
from heard.casework.parties import complainants, somebody_in
from heard.casework.performing import NotNow, chart_of, day_of, performing
from heard.casework.refused import REFUSALS, in_words
from heard.casework.words_on_files import IN_THE_OFFICE
from heard.casework.writing import Line, writing
from heard.files.kinds import kind_of
from heard.files.refusing import NotTaken
from heard.law.procedure import Act, NotInTheChart
from heard.people.models import Person
from heard.representations.models import ArrivedMail, Document, MailAttachment, Message, Representation

BY_EMAIL = "email"
MACHINE = "The mail server took the e-mail in on that day."
ONLY_FILES = "(The e-mail held no words. See the papers that came with it.)"
NOT_AS_CAME = "This file could not be taken out of the e-mail. It is in the original, which is kept."
ASK_AGAIN = "Ask whoever sent it."
Standing, Aside = ArrivedMail.Standing, ArrivedMail.Aside


def join_mail(*, reference: str, by: str, at: datetime, mail: int, person: int) -> Representation:
    """Put an arrived mail on a case as a message from one of its people, and its files among the papers.

    After an answer its words are asked about: does this person ask to go on? No words are put away unasked.
    Raises NotNow, NoSuchCase.
    """
    files = _files(mail)
    with transaction.atomic():
        row = _waiting(mail)
        case = Representation.objects.filter(reference=reference).first()
        # A mail may have waited here longer than its case has been on record.
        day = max(day_of(row.received_at), case.received_on) if case else day_of(row.received_at)
        with performing(Act.RECEIVE_LETTER, reference=reference, by=by, at=at, day=day, mail=mail) as doing:
            case, who = doing.case, somebody_in(doing.case, person).person
            _place(doing.line, row, case, who, Standing.JOINED)
        if row.words.strip() and _follows_an_answer(case):
            express_dissatisfaction(reference=reference, by=by, at=at, said_on=day, words=row.words)
        _file(row, files, case, by, at)
    return case


def case_from_mail(
    *, said: Said, needs: str, belongs_with: str, mail: int, by: str, at: datetime
) -> Representation:
    """Put on record, as a new case, what an arrived mail says; the mail and its files go with it.

    The day our mail server got it is what a machine shows: no later day of receipt is taken. Raises as `take_down`.
    """
    files = _files(mail)
    with transaction.atomic():
        row = _waiting(mail)
        shown = replace(said, machine_on=day_of(row.received_at), machine=MACHINE)
        case = taking_down.take_down(said=shown, needs=needs, belongs_with=belongs_with, by=by, at=at)
        who = next((one.person for one in complainants(case)), None)
        with writing("make_case_of_mail", by=by, at=at, reference=case.reference, mail=mail) as line:
            _place(line, row, case, who, Standing.MADE)
        _file(row, files, case, by, at)
    return case


def set_mail_aside(*, mail: int, why: str, words: str, by: str, at: datetime) -> ArrivedMail:
    """Set an arrived mail aside, with the reason. It is kept, and can be put back. Raises NotNow."""
    if why not in Aside.values:
        raise NotNow(f"Say why it is set aside: {'; '.join(map(str, Aside.labels))}.")
    with transaction.atomic():
        row = _waiting(mail)
        with writing("set_mail_aside", by=by, at=at, mail=mail, why=why) as line:
            line.change(
                row,
                standing=Standing.SET_ASIDE,
                aside=why,
                because=fitting(words, 500),
                settled_by=by,
                settled_at=at,
            )
    return row


def put_mail_back(*, mail: int, by: str, at: datetime) -> ArrivedMail:
    """Put a mail that was set aside back to those that wait. Raises NotNow."""
    with transaction.atomic():
        row = ArrivedMail.objects.select_for_update().filter(pk=mail, standing=Standing.SET_ASIDE).first()
        if row is None:
            raise NotNow("This e-mail is not among those set aside. Look at the list again.")
        with writing("put_mail_back", by=by, at=at, mail=mail) as line:
            line.change(row, standing=Standing.HELD, aside="", because="", settled_by="", settled_at=None)
    return row


def _waiting(mail: int) -> ArrivedMail:
    """An arrived mail that waits, held so that nobody else sees to it meanwhile. Raises NotNow."""
    row = ArrivedMail.objects.select_for_update().filter(pk=mail).first()
    if row is None or row.standing != Standing.HELD:
        raise NotNow("Somebody has seen to this e-mail already. Look at the list again.")
    return row


def _place(line: Line, row: ArrivedMail, case: Representation, who: Person | None, standing: str) -> None:
    """Tie a mail to a case: as a message from somebody on it, where anybody is named."""
    message = None
    if who is not None:
        message = Message(
            representation=case,
            person=who,
            direction=Message.Direction.IN,
            way=BY_EMAIL,
            value=row.sender[:300],
            words=row.words.strip() or ONLY_FILES,
            said_on=day_of(row.received_at),
            by=line.by,
            at=line.at,
        )
        line.add(message)
    line.change(
        row,
        standing=standing,
        representation=case,
        person=who,
        message=message,
        settled_by=line.by,
        settled_at=line.at,
    )


def _follows_an_answer(case: Representation) -> bool:
    """Whether somebody has to decide now if these words ask to go on."""
    case.refresh_from_db()
    try:
        after = chart_of(case).move(state_of(case), Act.EXPRESS_DISSATISFACTION).after
    except NotInTheChart:
        return False
    return after in QUESTION or (after in HISTORY and case.stages.filter(answered_on__isnull=False).exists())


def _files(mail: int) -> list[tuple[MailAttachment, bytes]]:
    """The files of a mail out of its original, read before anything is held; empty where one cannot be."""
    files = list(MailAttachment.objects.filter(mail=mail).select_related("mail").order_by("position"))
    try:
        raw = filing.read_kept(files[0].mail.digest, "The original of this e-mail") if files else b""
    except filing.NotAsFiled:
        return [(one, b"") for one in files]
    return [(one, file_apart(raw, one.position)) for one in files]


def _file(
    row: ArrivedMail,
    files: list[tuple[MailAttachment, bytes]],
    case: Representation,
    by: str,
    at: datetime,
) -> None:
    """Make papers of the files that came with a mail; one that is not taken says why, and is in the original."""
    for one, content in files:
        document, why = _paper(one, content, case, by, at)
        with writing("file_mail_attachment", by=by, at=at, reference=case.reference, mail=row.pk) as line:
            line.change(one, document=document, not_taken=why[:500])


def _paper(
    one: MailAttachment, content: bytes, case: Representation, by: str, at: datetime
) -> tuple[Document | None, str]:
    """What came goes the way of every file from outside: sealed until it is scanned and opened as a copy."""
    if filing.digest_of(content) != one.digest:
        return None, NOT_AS_CAME
    facts: dict[str, Any] = {
        "reference": case.reference,
        "name": one.name,
        "content": content,
        "kind": "evidence",
    }
    try:
        kind_of(content, one.name)
        return file_arrival(**facts, by=by, at=at), ""
    except NotTaken as refused:
        return None, f"{IN_THE_OFFICE[refused.why]} {ASK_AGAIN}"
    except (NoRoom, *REFUSALS) as why:
        return None, in_words(why)
