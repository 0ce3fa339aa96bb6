"""A person decides: which words of a file are withheld and why, which are shown, and which pieces stay out whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from heard.casework.exemptions import exemption_named, exemptions
from heard.casework.hiding import MOST, SHORTEST
from heard.casework.new_details import DoesNotFit
from heard.casework.on_record import one_of
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import NotAllowed
from heard.casework.plans import must_be_written
from heard.casework.subject_access_clock import running
from heard.casework.subject_access_seeing import piece_for, span_for
from heard.casework.writing import writing
from heard.files.finding_words import spans_of
from heard.files.painting_parts import LOOKED, part_of
from heard.people.models import Member
from heard.representations.models import FilePiece, FileSpan

Standing, Whose = FileSpan.Standing, FileSpan.Whose
# What goes to the person by another way, such as a recording that somebody listened to: no exemption.
APART = "apart"


def mark_span(
    *, member: Member, at: datetime, piece: int, words: str, whose: str, code: str, reason: str
) -> FileSpan:
    """Withhold words that a person found in a piece, wherever in it they stand, with the exemption and the reason.

    Raises NotYours, NotNow, NotInTheList, or DoesNotFit where the words stand nowhere in it.
    """
    row = _piece(member, piece, at)
    said = " ".join(words.split())
    one_of(Whose.values, whose, "kind of person whose data it is")
    exemption_named(code, row.request.authority)
    if sum(one.isalnum() for one in said) < SHORTEST or len(said) > MOST * 5:
        raise DoesNotFit(f"Write the words to be withheld: from {SHORTEST} letters to {MOST * 5}.")
    if not spans_of(row.words, [said]):
        raise DoesNotFit("These words stand nowhere in this piece. Copy them from it.")
    why = must_be_written(reason, "why they are withheld")
    by = member.account.username
    there = row.spans.filter(words=said).first()
    decided = {"standing": Standing.WITHHELD, "whose": whose, "code": code, "reason": why, "decided_by": by}
    with writing("mark_span", by=by, at=at, reference=row.request.reference, piece=row.pk) as line:
        if there is not None:
            line.change(there, **decided, decided_at=at)
            return there
        span = FileSpan(piece=row, words=said, found_as="by a person", decided_at=at, **decided)
        line.add(span)
    return span


def mark_part(
    *, member: Member, at: datetime, piece: int, page: int, part: str, code: str, reason: str
) -> FileSpan:
    """Withhold part of the picture of a page, by the squares of its grid, or say that all of it was looked at.

    Raises NotYours, NotNow, NotInTheList, or DoesNotFit for what is no part of the grid.
    """
    row = _piece(member, piece, at)
    said = part.strip().upper()
    looked = said == LOOKED.upper()
    if page < 1 or (not looked and part_of(said) is None):
        raise DoesNotFit(
            "Name the page, and the part by its squares: one, such as B3, or from one to another, B3:D4."
        )
    if not looked:
        exemption_named(code, row.request.authority)
    if row.spans.filter(page=page, part=LOOKED if looked else said).exists():
        raise NotNow("That is marked already.")
    span = FileSpan(
        piece=row,
        page=page,
        part=LOOKED if looked else said,
        whose=Whose.PERSON if looked else Whose.OTHER,
        standing=Standing.SHOWN if looked else Standing.WITHHELD,
        found_as="by a person",
        code="" if looked else code,
        reason=must_be_written(reason, "what was seen there" if looked else "why it is withheld"),
        decided_by=member.account.username,
        decided_at=at,
    )
    with writing(
        "mark_span", by=member.account.username, at=at, reference=row.request.reference, piece=row.pk
    ) as line:
        line.add(span)
    return span


SHOWN_BY_TWO = "What is protected is shown only when two persons agree. Ask for that at the span itself."


def decide_spans(
    *,
    member: Member,
    at: datetime,
    piece: int,
    spans: Sequence[int],
    withhold: bool,
    whose: str,
    code: str,
    reason: str,
) -> int:
    """Decide some spans of a piece together: withheld under one exemption, or shown; each with whose data it is.

    What is protected is not shown this way: two persons agree to that. Returns how many. Raises NotYours, NotNow,
    NotInTheList, DoesNotFit, NotAllowed.
    """
    row = _piece(member, piece, at)
    wanted = list(row.spans.filter(pk__in=spans))
    if not wanted or len(wanted) != len(set(spans)):
        raise DoesNotFit("Tick the words of this piece that you decide about, then decide.")
    one_of(Whose.values, whose, "kind of person whose data it is")
    if withhold:
        exemption_named(code, row.request.authority)
    why = must_be_written(reason, "why they are withheld" if withhold else "why they are shown")
    if not withhold and any(one.is_protected for one in wanted):
        raise NotAllowed(SHOWN_BY_TWO)
    by = member.account.username
    decided = {
        "standing": Standing.WITHHELD if withhold else Standing.SHOWN,
        "whose": whose,
        "code": code if withhold else "",
        "reason": why,
        "decided_by": by,
        "decided_at": at,
    }
    with writing("decide_spans", by=by, at=at, reference=row.request.reference, piece=row.pk) as line:
        for one in wanted:
            line.change(one, **decided)
    return len(wanted)


def ask_to_show_protected(*, member: Member, at: datetime, span: int, because: str) -> FileSpan:
    """Ask, as the first of two, that something protected is shown in this file. Raises NotYours, NotNow, DoesNotFit."""
    row = _protected(member, span, at)
    why = must_be_written(because, "why it is safe to show it to this reader")
    with writing(
        "ask_to_show_protected", by=member.account.username, at=at, reference=row.piece.request.reference
    ) as line:
        line.change(row, show_asked_by=member.account.username, show_because=why)
    return row


def agree_to_show_protected(*, member: Member, at: datetime, span: int) -> FileSpan:
    """Agree, as the second of two, that something protected is shown. Raises NotYours, NotNow, NotAllowed."""
    row = _protected(member, span, at)
    if not row.show_asked_by:
        raise NotNow("Nobody has asked that it be shown. One person asks with the reason, another agrees.")
    if row.show_asked_by == member.account.username:
        raise NotAllowed("You asked for this yourself: somebody else has to agree.")
    by = member.account.username
    with writing(
        "ask_to_show_protected", by=by, at=at, reference=row.piece.request.reference, agreed=True
    ) as line:
        line.change(
            row, standing=Standing.SHOWN, code="", reason=row.show_because, decided_by=by, decided_at=at
        )
    return row


def leave_piece_out(*, member: Member, at: datetime, piece: int, code: str, reason: str) -> FilePiece:
    """Leave a whole piece out, under an exemption or because it goes by another way, with the reason.

    Raises NotYours, NotNow, NotInTheList, DoesNotFit.
    """
    row = _piece(member, piece, at)
    if code != APART:
        exemption_named(code, row.request.authority)
    with writing(
        "leave_piece_out", by=member.account.username, at=at, reference=row.request.reference, piece=row.pk
    ) as line:
        line.change(
            row,
            left_out=code,
            left_out_because=must_be_written(reason, "why it stays out"),
            decided_by=member.account.username,
            decided_at=at,
        )
    return row


def take_piece_in(*, member: Member, at: datetime, piece: int) -> FilePiece:
    """Take a piece in again that was left out. Raises NotYours, NotNow."""
    row = _piece(member, piece, at)
    with writing(
        "take_piece_in", by=member.account.username, at=at, reference=row.request.reference, piece=row.pk
    ) as line:
        line.change(row, left_out="", left_out_because="", decided_by=member.account.username, decided_at=at)
    return row


def offered(authority: str) -> list[tuple[str, str]]:
    """The exemptions that can apply to who asks with this authority: code and name."""
    return [(one.code, one.title) for one in exemptions().values() if one.fits(authority)]


def _piece(member: Member, number: int, at: datetime) -> FilePiece:
    row = piece_for(member, number, on=day_of(at))
    running(member, row.request_id, at)
    return row


def _protected(member: Member, number: int, at: datetime) -> FileSpan:
    row = span_for(member, number, on=day_of(at))
    running(member, row.piece.request_id, at)
    if not row.is_protected or row.standing == Standing.SHOWN:
        raise NotNow("This is not protected, or is shown already. Decide it with the others of its piece.")
    return row
