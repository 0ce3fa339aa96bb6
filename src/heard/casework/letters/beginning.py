"""Letters begun or recorded at a page of a case: one that no act left, and one that was sent outside Heard."""

from __future__ import annotations

from datetime import datetime

from heard.casework.letters.changing import begin_draft
from heard.casework.letters.composing import Asked
from heard.casework.letters.kinds import KINDS
from heard.casework.letters.merging import CannotTell
from heard.casework.letters.owing import letters_owed, person_of
from heard.casework.letters.telling import SentElsewhere, issue
from heard.casework.performing import performing
from heard.law.procedure import Act
from heard.representations.models import Letter, LetterDraft


def begin_letter(
    *, reference: str, kind: str, to: int | None, by: str, at: datetime, audience: str = ""
) -> LetterDraft:
    """Begin a letter to somebody on the case, in the words of its template. Raises CannotTell, NoSuchCase."""
    return begin_draft(reference=reference, kind=kind, to=to, audience=audience or None, by=by, at=at)


def record_sent_outside(
    *, reference: str, kind: str, to: int | None, sent: SentElsewhere, by: str, at: datetime
) -> Letter:
    """Put a letter on record that was sent before or outside Heard, with its evidence. Raises CannotTell, NotNow."""
    if not sent.evidence.strip():
        raise CannotTell(
            "A letter sent elsewhere needs its evidence: say where it is kept and what shows the day."
        )
    day, person = sent.sent_on, person_of(to)
    with performing(Act.SEND_LETTER, reference=reference, by=by, at=at, day=day, letter=kind) as doing:
        return issue(doing, Asked(kind, person), {}, sent)


def kinds_for(reference: str) -> list[tuple[str, str]]:
    """Every kind of letter, by code and in words: those the case owes stand first."""
    owed = {kind for one in letters_owed(reference) for kind in one.kinds}
    found = [(one.code, one.words) for one in KINDS]
    return sorted(found, key=lambda one: one[0] not in owed)
