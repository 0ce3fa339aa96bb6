"""Letters as they were issued, and notes of contacts, as papers of the Ombudsman's copy: one way to bring them in."""

from __future__ import annotations

import base64
from datetime import datetime

from django.db import transaction

from heard.casework.bundles import pick_papers
from heard.casework.bundles_for import bundle_for
from heard.casework.bundles_pages import WORD_FILE
from heard.casework.filing import digest_of, file_paper
from heard.casework.performing import NotNow
from heard.casework.permissions import Level
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import (
    BundlePaper,
    ContactAttempt,
    Document,
    IssuedFile,
    OfficeNote,
    Representation,
)

LETTER, NOTES = "letter_out", "notes"


def bring_letters(*, reference: str, by: Member, at: datetime, ombudsman_reference: str) -> list[BundlePaper]:
    """Put every letter issued here, as the very file that went, at the end of the copy. Raises NotNow.

    Each is filed as a paper of the case once, under its digest; one that is in the copy already is passed over.
    """
    with transaction.atomic():
        home = bundle_for(reference, by, at, ombudsman_reference)
        rows = IssuedFile.objects.filter(letter__representation=home.case).select_related("letter")
        papers = [_letter(home.case, one, by, at) for one in rows.order_by("letter__issued_on", "pk")]
        there = set(
            BundlePaper.objects.filter(
                bundle__ombudsman_case=home.ombudsman_case, bundle__frozen_at=None
            ).values_list("document_id", flat=True)
        )
        new = [one.pk for one in papers if one.pk not in there]
        if not new:
            raise NotNow("Every letter that was issued from here is in the copy already, or there is none.")
        return pick_papers(
            reference=reference, papers=new, by=by, at=at, ombudsman_reference=ombudsman_reference
        )


def bring_notes(*, reference: str, by: Member, at: datetime, ombudsman_reference: str) -> list[BundlePaper]:
    """Put the notes of the case, contacts and the office's own, at the end of the copy as one paper. Raises NotNow."""
    with transaction.atomic():
        home = bundle_for(reference, by, at, ombudsman_reference)
        text = _notes(home.case)
        if not text:
            raise NotNow("There is no note of a contact on this case, and none of the office.")
        content = text.encode()
        row = _filed(home.case, content) or file_paper(
            reference=reference,
            title=f"Notes on record on {in_words(at.date())}",
            kind=NOTES,
            level=Level.S3,
            content=content,
            media_type="text/plain",
            by=by.account.get_username(),
            at=at,
        )
        return pick_papers(
            reference=reference, papers=[row.pk], by=by, at=at, ombudsman_reference=ombudsman_reference
        )


def _letter(case: Representation, issued: IssuedFile, by: Member, at: datetime) -> Document:
    content = base64.b64decode(issued.content)
    return _filed(case, content) or file_paper(
        reference=case.reference,
        title=f"Letter of {in_words(issued.letter.issued_on)}: {issued.letter.title}",
        kind=LETTER,
        level=Level.S2,
        content=content,
        media_type=WORD_FILE,
        by=by.account.get_username(),
        at=at,
    )


def _filed(case: Representation, content: bytes) -> Document | None:
    return Document.objects.filter(representation=case, digest=digest_of(content)).first()


def _notes(case: Representation) -> str:
    contacts = ContactAttempt.objects.filter(representation=case).select_related("person")
    said = [(one.tried_on, _contact(one)) for one in contacts]
    said += [
        (one.at.date(), f"Note of the office, {one.by}: {one.words}")
        for one in OfficeNote.objects.filter(representation=case)
    ]
    return "\n\n".join(f"{in_words(day)}\n{words}" for day, words in sorted(said, key=lambda one: one[0]))


def _contact(row: ContactAttempt) -> str:
    who = row.person.name if row.person else "somebody not named"
    reached = "reached" if row.reached else "not reached"
    return f"{row.way.replace('_', ' ').capitalize()}, {who}, {reached}. {row.words}".strip()
