"""Hiding words in a paper before it goes out: marked with a reason, shown as it will be, made anew, and released.

The copy is set anew in a process apart (`heard.files.hiding`), read back before it is filed, and then proposed for
release; somebody else approves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from heard.casework import filing
from heard.casework.access import demand_can
from heard.casework.looking import NotYours, visible_to
from heard.casework.new_details import DoesNotFit
from heard.casework.on_record import one_of
from heard.casework.papers import NO_PAPER, paper_for
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, Level
from heard.casework.writing import writing
from heard.files.finding_words import spans_of
from heard.files.painting_parts import LOOKED, part_of
from heard.files.refusing import NotTaken, Why
from heard.files.working import Paper, hidden_copy, picture_with_grid, still_in
from heard.people.models import Member
from heard.representations.models import Document, HiddenWords, Hiding

Reason = HiddenWords.Reason
CODES = dict(zip(Reason.values, "ABCDEFG", strict=True))
REASONS = {code: str(words) for code, words in Reason.choices}
SHORTEST, MOST = 2, 200
CANNOT = {
    Why.KIND: "This is a kind of file in which no words can be hidden here. Make a PDF of it, and add that.",
    Why.LOCKED: "It is locked with a password. Save it without one, and add that.",
    Why.TOO_MANY_PAGES: "It has more than 2,000 pages, or none. Split it, and add the parts.",
    Why.TOO_MUCH: "It takes too long to read, or its pictures are too large. Split it, and add the parts.",
}
BROKEN = "It cannot be read. Open it, save it as a new PDF, and add that."


@dataclass(frozen=True, slots=True)
class Marked:
    """One thing to be hidden: what, why, by whom, how often it was found, and on which pages."""

    row: HiddenWords
    times: int
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """A paper as it will be: each page in paragraphs of words and boxes; what was found; what is left out.

    `pages` has for each paragraph its parts: (words, "") or ("", code). `covered` are pages on which something had been
    drawn over words: these are hidden too. `left_out` are pages whose picture does not go along.
    """

    marked: tuple[Marked, ...]
    pages: tuple[tuple[tuple[tuple[str, str], ...], ...], ...]
    covered: tuple[int, ...]
    pictures: tuple[int, ...]
    left_out: tuple[int, ...]
    not_settable: int


def begin_hiding(*, reference: str, paper: int, by: Member, at: datetime) -> Hiding:
    """Begin to hide words in a paper, or go on where it was begun. Raises NotYours, NotAllowed, NotNow."""
    with transaction.atomic():
        document = _document(reference, paper, by, at)
        if not filing.is_whole(document):
            raise NotNow(
                "Words are hidden in the paper itself, not in a copy from which parts were taken out."
            )
        there = Hiding.objects.filter(document=document, copy=None).first()
        if there is not None:
            return there
        who = by.account.get_username()
        row = Hiding(document=document, begun_by=who, begun_at=at)
        with writing("begin_hiding", by=who, at=at, reference=reference, paper=document.pk) as line:
            line.add(row)
        return row


def hide_words(
    *, reference: str, paper: int, by: Member, at: datetime, words: str, reason: str
) -> HiddenWords:
    """Hide words wherever they stand in a paper: in capitals too, with a hyphen, over two lines. Raises DoesNotFit."""
    said = " ".join(words.split())
    one_of(REASONS, reason, "reason to hide words")
    if sum(one.isalnum() for one in said) < SHORTEST or len(said) > MOST:
        raise DoesNotFit(f"Write the words to be hidden: from {SHORTEST} letters to {MOST}.")
    return _marked(reference, paper, by, at, HiddenWords(words=said, reason=reason))


def hide_part(
    *, reference: str, paper: int, by: Member, at: datetime, page: int, part: str, reason: str
) -> HiddenWords:
    """Hide part of the picture on a page, by the squares of its grid: `B3:D4`; or say that all of it was looked at.

    Raises DoesNotFit for what is no part of the grid.
    """
    one_of(REASONS, reason, "reason to hide a part")
    said = part.strip().upper()
    if page < 1 or (said != LOOKED.upper() and part_of(said) is None):
        raise DoesNotFit(
            "Name the page, and the part by its squares: one, such as B3, or from one to another, B3:D4."
        )
    part = LOOKED if said == LOOKED.upper() else said
    return _marked(reference, paper, by, at, HiddenWords(page=page, part=part, reason=reason))


def show_again(*, reference: str, paper: int, by: Member, at: datetime, hidden: int) -> None:
    """Take back that something is to be hidden, while the copy is not made. Raises NotNow."""
    with transaction.atomic():
        row = _in_the_making(_document(reference, paper, by, at))
        found = HiddenWords.objects.filter(hiding=row, pk=hidden).first()
        if found is None:
            raise NotNow("That is not hidden any more. Look at the paper again.")
        who = by.account.get_username()
        with writing("show_again", by=who, at=at, reference=reference, paper=paper) as line:
            line.remove(found)


def preview_of(document: Document) -> Preview | None:
    """The paper as it will be, or None where nobody has begun. Raises NotNow where it cannot be read."""
    row = Hiding.objects.filter(document=document, copy=None).first()
    return _made(row)[1] if row is not None else None


def picture_of(document: Document, page: int) -> bytes:
    """The picture of a page under its grid, with what is hidden painted over. Raises NotNow."""
    row = _in_the_making(document)
    parts = [one.part for one in row.hidden.filter(page=page).exclude(part=LOOKED)]
    try:
        return picture_with_grid(_given(document), page, parts)
    except NotTaken as why:
        raise NotNow("There is no picture on that page.") from why


def make_copy(*, reference: str, paper: int, by: Member, at: datetime) -> Document:
    """Make the copy without what is hidden and propose it for release; somebody else approves it.

    Raises NotNow where nothing is marked, words marked stand nowhere, or the copy, read back, still has any.
    """
    with transaction.atomic():
        document = _document(reference, paper, by, at)
        row = _in_the_making(document)
        content, preview = _made(row)
        _refuse_unfound(preview.marked)
        words = [one.row.words for one in preview.marked if one.row.words]
        _refuse_left(content, words)
        copy = filing.file_paper(
            reference=reference,
            title=f"{_without(document.title, words)}, parts hidden",
            kind=document.kind,
            level=Level(document.level),
            content=content,
            media_type="application/pdf",
            by=by.account.get_username(),
            at=at,
            copy_of=document,
            of_itself=Document.OfItself.NOTHING,
        )
        who = by.account.get_username()
        with writing("make_hidden_copy", by=who, at=at, reference=reference, paper=document.pk) as line:
            line.change(row, copy=copy, made_at=at)
        filing.propose_release(document=copy, by=who, at=at)
        return copy


def _marked(reference: str, paper: int, by: Member, at: datetime, row: HiddenWords) -> HiddenWords:
    with transaction.atomic():
        hiding = begin_hiding(reference=reference, paper=paper, by=by, at=at)
        who = by.account.get_username()
        same = {"words": row.words, "page": row.page, "part": row.part}
        if HiddenWords.objects.filter(hiding=hiding, **same).exists():
            raise NotNow("That is marked to be hidden already.")
        row.hiding, row.marked_by, row.marked_at = hiding, who, at
        with writing("mark_to_hide", by=who, at=at, reference=reference, paper=paper) as line:
            line.add(row)
        return row


def _document(reference: str, paper: int, by: Member, at: datetime) -> Document:
    case = visible_to(by, day_of(at), at).filter(reference=reference).first()
    if case is None:
        raise NotYours(NO_PAPER)
    document = paper_for(by, case, paper, on=day_of(at))
    demand_can(by, Act.PROPOSE_RELEASE, case, on=day_of(at), part="papers", at=at)
    return document


def _in_the_making(document: Document) -> Hiding:
    row = Hiding.objects.filter(document=document, copy=None).first()
    if row is None:
        raise NotNow("Nothing is being hidden in this paper. Mark the first words.")
    return row


def _made(row: Hiding) -> tuple[bytes, Preview]:
    hidden = list(row.hidden.all())
    wanted = [
        {"code": CODES[one.reason], "words": one.words, "page": one.page or 0, "part": one.part}
        for one in hidden
    ]
    try:
        content, told = hidden_copy(
            _given(row.document), wanted, {CODES[code]: REASONS[code] for code in CODES}
        )
    except NotTaken as why:
        raise NotNow(f"“{row.document.title}”: {CANNOT.get(why.why, BROKEN)}") from why
    marked = []
    for one, found in zip(hidden, told["found"], strict=True):
        on = tuple(sorted(int(page) for page in found)) or ((one.page,) if one.page else ())
        marked.append(Marked(one, sum(found.values()) or (1 if one.page in told["pictures"] else 0), on))
    pages = tuple(tuple(tuple(_parts(said)) for said in page) for page in told["pages"])
    covered = tuple(sorted(int(page) for page in told["covered"]))
    pictures, left_out = tuple(told["pictures"]), tuple(told["left_out"])
    return content, Preview(tuple(marked), pages, covered, pictures, left_out, int(told["not_settable"]))


def _parts(paragraph: str) -> Iterator[tuple[str, str]]:
    first, *rest = paragraph.split("\ue000")
    yield first, ""
    for one in rest:
        yield "", one[:1]
        yield one[1:], ""


def _refuse_unfound(marked: Sequence[Marked]) -> None:
    if not marked:
        raise NotNow("Nothing is marked to be hidden. Mark the words first.")
    nowhere = [one.row.words or f"page {one.row.page}, {one.row.part}" for one in marked if not one.times]
    if nowhere:
        raise NotNow(
            f"This stands nowhere in the paper: {'; '.join(nowhere)}. Write it as it stands there, or take it off the "
            "list."
        )


def _refuse_left(content: bytes, words: Sequence[str]) -> None:
    try:
        left = still_in(content, words) if words else []
    except NotTaken as why:
        raise NotNow("The copy could not be read back, so it is not kept. Try again.") from why
    if left:
        raise NotNow(
            f"The copy was read back and still has “{words[left[0]]}” in it, so it is not kept. Tell whoever looks "
            "after this system."
        )


def _without(title: str, words: Sequence[str]) -> str:
    out, at = [], 0
    for one in spans_of(title, words):
        if one.start >= at:
            out += [title[at : one.start], "[hidden]"]
            at = one.end
    return "".join([*out, title[at:]])[:280]


def _given(document: Document) -> Paper:
    return Paper(document.title, filing.read_paper(document), document.media_type)
