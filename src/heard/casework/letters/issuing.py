"""Issuing a letter: its day set by the system, the finished files scanned, kept as issued, and put out for posting."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime

from django.db import transaction

from heard.casework.letters.checking import found_in, must_have_nothing_that_stops
from heard.casework.letters.composing import must_be_on_the_case
from heard.casework.letters.drafting import Written, draft_of, written
from heard.casework.letters.kept import digest_of
from heard.casework.letters.paper import docx_of
from heard.casework.letters.protecting import must_not_betray
from heard.casework.letters.signing import (
    NeedsAnother,
    last_step,
    must_be_another,
    must_be_what_was,
    must_not_leak,
    sign_off,
    why_four_eyes,
)
from heard.casework.letters.stepping import UNSENT, Standing, Step, locked
from heard.casework.letters.telling import SentElsewhere, record_letter_from_elsewhere
from heard.casework.performing import Doing, day_of, performing
from heard.law.procedure import Act
from heard.representations.models import DraftStep, IssuedFile, Letter, LetterDraft, Posting

DOCX = "docx"


def issue_draft(*, draft: int, version: int, by: str, at: datetime) -> Letter:
    """Issue a letter that was signed off: it carries today's day, is kept as it is, and waits to be posted.

    The finished page and DOCX are read back and held against what must be kept from its reader. Raises NotReady,
    ChangedSince, NotOnThisCase, ChangedMeanwhile or NotInThisOrder; then nothing is issued.
    """
    row = draft_of(draft)
    reference, day = row.representation.reference, day_of(at)
    with performing(
        Act.SEND_LETTER, reference=reference, by=by, at=at, day=day, letter=row.kind, draft=draft
    ) as doing:
        row = locked(draft, version=version, where=(Standing.SIGNED_OFF,))
        made = written(row, on=day)
        must_be_on_the_case(row.representation, row.to)
        must_be_what_was(row, made, Step.SIGNED_OFF)
        must_have_nothing_that_stops(found_in(row, made))
        must_be_another(row, _by(last_step(row, Step.SIGNED_OFF)))
        letter = _keep(doing, row, made)
        _keep_file(doing, row, made, letter)
        doing.change(row, standing=Standing.ISSUED, letter=letter)
        return letter


def sign_and_issue(*, draft: int, version: int, by: str, at: datetime) -> Letter:
    """Sign off and issue in one a checked letter that needs no second person: an acknowledgement, a day, thanks.

    Raises NeedsAnother where it does, and whatever `sign_off` and `issue_draft` refuse; then nothing is done.
    """
    row = draft_of(draft)
    why = why_four_eyes(row)
    if why:
        raise NeedsAnother(f"Another person signs this letter off, because {why}. Ask a colleague.")
    with transaction.atomic():
        sign_off(draft=draft, version=version, by=by, at=at)
        return issue_draft(draft=draft, version=version, by=by, at=at)


def record_draft_sent_elsewhere(*, draft: int, sent: SentElsewhere, by: str, at: datetime) -> Letter:
    """Put on record that the letter a draft stands for was sent before or outside Heard, with its evidence.

    Raises CannotTell where the evidence is missing or the days do not fit.
    """
    row = draft_of(draft)
    reference = row.representation.reference
    with performing(
        Act.SEND_LETTER, reference=reference, by=by, at=at, day=sent.sent_on, letter=row.kind, draft=draft
    ) as doing:
        row = locked(draft, version=None, where=UNSENT)
        letter = record_letter_from_elsewhere(
            doing, row.kind, sent, to=row.to, audience=row.audience, stage=row.stage
        )
        doing.change(row, standing=Standing.ISSUED, letter=letter)
        return letter


def must_still_tell_nothing(letter: Letter) -> None:
    """Refuse to post what tells its reader something that is protected by now. Raises NotReady or TellsTooMuch."""
    if letter.is_from_elsewhere:
        return
    draft = LetterDraft.objects.filter(letter=letter).select_related("representation", "to").first()
    signed = last_step(draft, Step.SIGNED_OFF) if draft else None
    if draft is None or signed is None:
        must_not_betray(letter.representation, letter.to, letter.body)
        return
    must_not_leak(draft, signed.digest, letter.body, issued_docx(letter), file_name_of(letter))


def issued_docx(letter: Letter) -> bytes:
    """The DOCX of a letter: the very file that was issued, else made again from the letter as it was kept."""
    kept = IssuedFile.objects.filter(letter=letter, form=DOCX).first()
    return docx_of(letter) if kept is None else base64.b64decode(kept.content)


def file_name_of(letter: Letter) -> str:
    """The name of the file of a letter: its case and its day, and nobody's name."""
    return f"{letter.representation.reference} {letter.issued_on.isoformat()}.docx"


def _keep(doing: Doing, row: LetterDraft, made: Written) -> Letter:
    letter = Letter(
        representation=doing.case,
        stage=made.about.stage,
        kind=row.kind,
        audience=made.about.audience,
        to=row.to,
        title=made.title,
        body=made.html,
        issued_on=doing.day,
        issued_by=doing.line.by,
    )
    letter.content_digest = digest_of(letter)
    doing.add(letter)
    doing.add(Posting(letter=letter, way=made.about.way))
    return letter


def _keep_file(doing: Doing, row: LetterDraft, made: Written, letter: Letter) -> None:
    file = docx_of(letter)
    must_not_leak(row, made.digest, letter.body, file, file_name_of(letter))
    content, digest = base64.b64encode(file).decode("ascii"), hashlib.sha256(file).hexdigest()
    doing.add(IssuedFile(letter=letter, form=DOCX, content=content, digest=digest))


def _by(step: DraftStep | None) -> str:
    return step.by if step else ""
