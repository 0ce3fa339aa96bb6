"""What people from outside write for themselves: notes on pages, notes of interviews, and handing one of those in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from heard.casework.access import demand_can
from heard.casework.choosing import name_of
from heard.casework.filing import file_paper
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, Level
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Document, InterviewNote, PaperNote, Representation

Companion, Agreed = InterviewNote.Companion, InterviewNote.Agreed
COMPANIONS = tuple(Companion.choices)
AGREED = tuple(Agreed.choices)


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """A note of a conversation as it is written: with whom, when, who could be beside them, and what was said."""

    met: str
    met_on: date
    companion: str
    companion_words: str
    words: str
    agreed: str


def interview_notes(member: Member, case: Representation) -> list[InterviewNote]:
    """Somebody's own notes on a case, in the order of the conversations. Nobody else's are ever found."""
    return list(InterviewNote.objects.filter(member=member, representation=case))


def interview_note(member: Member, case: Representation, number: int) -> InterviewNote | None:
    """One of those."""
    return InterviewNote.objects.filter(member=member, representation=case, pk=number).first()


def keep_interview_note(
    *, case: Representation, member: Member, said: NoteSaid, at: datetime, note: InterviewNote | None = None
) -> InterviewNote:
    """Keep a note of a conversation, new or again. It stays its writer's own. Raises NotNow, NotAllowed, NotYours."""
    _refuse(said, day_of(at))
    demand_can(member, Act.ADD_PAPERS, case, on=day_of(at), part="papers", at=at)
    if note is not None and note.handed_in_at is not None:
        raise NotNow("This note was handed in and is not changed any more. Write another beside it.")
    values = {name: getattr(said, name) for name in NoteSaid.__slots__}
    who = member.account.get_username()
    with writing("keep_interview_note", by=who, at=at, reference=case.reference) as line:
        if note is None:
            note = InterviewNote(representation=case, member=member, **values)
            line.add(note)
        else:
            line.change(note, **values)
    return note


def keep_and_hand_in(
    *, case: Representation, member: Member, said: NoteSaid, at: datetime, note: InterviewNote | None = None
) -> InterviewNote:
    """Keep a note and hand it in, both or neither. Raises NotNow, NotAllowed, NotYours."""
    with transaction.atomic():
        kept = keep_interview_note(case=case, member=member, said=said, at=at, note=note)
        return hand_in_note(note=kept, member=member, at=at)


def hand_in_note(*, note: InterviewNote, member: Member, at: datetime) -> InterviewNote:
    """Hand a note in: it becomes a paper of the case and stays as it is. Raises NotNow, NotAllowed, NotYours."""
    case = note.representation
    demand_can(member, Act.ADD_PAPERS, case, on=day_of(at), part="papers", at=at)
    if note.handed_in_at is not None:
        raise NotNow("This note was handed in already.")
    if note.agreed == Agreed.NOT_ASKED:
        raise NotNow(
            f"Ask {note.met} whether they agree with the note first, and say here what they answered."
        )
    who = member.account.get_username()
    with writing("hand_in_note", by=who, at=at, reference=case.reference) as line:
        paper = file_paper(
            reference=case.reference,
            title=f"Note of a conversation on {in_words(note.met_on)}",
            kind="interview_note",
            level=Level.S3,
            content=_as_text(note, name_of(member)).encode(),
            media_type="text/plain",
            by=who,
            at=at,
        )
        line.change(note, paper=paper, handed_in_at=at)
    return note


def notes_on(member: Member, paper: Document) -> list[PaperNote]:
    """What somebody noted for themselves in a paper, page by page."""
    return list(PaperNote.objects.filter(member=member, document=paper))


def note_on_paper(*, paper: Document, page: int, words: str, member: Member, at: datetime) -> PaperNote:
    """Note something for oneself on a page of a paper one may open. Raises NotNow without words."""
    if not words.strip():
        raise NotNow("Write the note, then keep it.")
    row = PaperNote(member=member, document=paper, page=page, words=words.strip(), at=at)
    with writing("note_on_paper", by=member.account.get_username(), at=at) as line:
        line.add(row)
    return row


def drop_note_on_paper(*, paper: Document, number: int, member: Member, at: datetime) -> None:
    """Take a note of one's own away. Nothing happens where there is none of this number."""
    row = PaperNote.objects.filter(member=member, document=paper, pk=number).first()
    if row is not None:
        with writing("drop_note_on_paper", by=member.account.get_username(), at=at) as line:
            line.remove(row)


def _refuse(said: NoteSaid, today: date) -> None:
    if not said.met.strip() or not said.words.strip():
        raise NotNow("Say whom you spoke with and what was said, then keep the note.")
    if said.met_on > today:
        raise NotNow("The day of the conversation must be today or in the past.")
    if said.companion == Companion.NOT_OFFERED and not said.companion_words.strip():
        raise NotNow("Say why nobody was offered to be beside them.")


def _as_text(note: InterviewNote, writer: str) -> str:
    beside = note.get_companion_display()
    if note.companion_words:
        beside = f"{beside}: {note.companion_words}"
    facts = (
        f"With: {note.met}",
        f"On: {in_words(note.met_on)}",
        f"Somebody beside them: {beside}",
        f"Is the note agreed? {note.get_agreed_display()}",
        f"Written by: {writer}",
    )
    return "\n\n".join([*facts, note.words])
