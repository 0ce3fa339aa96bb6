"""The papers and letters of somebody's file: which there are, what they say, and what they are made of again."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from heard.casework import filing
from heard.casework.bundles_pages import WORD_FILE, CannotBeBound, bind_all, unreadable
from heard.casework.filing import NotAsFiled
from heard.casework.grants_reading import papers_seen
from heard.casework.performing import NotNow
from heard.casework.permissions import Level
from heard.files.painting_parts import LOOKED
from heard.files.refusing import NotTaken
from heard.files.working import Paper, picture_with_grid
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Bundle, Document, FilePiece, IssuedFile, Representation

PAGE = "\f"
AT_ONCE = 20
SEALED = (
    "It is sealed. Open it with a second person and collect the file again, or leave it out with the reason."
)
LETTER, PAPER = "letter:", "paper:"
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Read:
    """A paper or letter as it was read: where it comes from, its words by page, and the pages that nobody read."""

    source: str
    title: str
    level: int
    case: int
    document: Document | None
    words: str
    unread: tuple[int, ...] = ()
    trouble: str = ""


def papers_in(cases: Iterable[Representation]) -> QuerySet[Document]:
    """The papers of cases, each once: the copy without what a file says of itself stands for its original.

    Copies with parts taken out, and bundles, say nothing that the papers themselves do not.
    """
    plain = Document.objects.filter(says_of_itself__in=filing.PLAIN_COPY, copy_of__isnull=False)
    bundles = Bundle.objects.filter(document__isnull=False).values("document")
    whole = Document.objects.filter(is_original=True).exclude(pk__in=plain.values("copy_of"))
    rows = (whole | plain).exclude(pk__in=bundles).filter(representation__in=list(cases))
    return rows.select_related("representation").order_by("representation", "added_at", "pk")


def read_papers(rows: Sequence[Document], by: Member, *, on: date) -> Iterator[Read]:
    """What each paper says, some at a time. A sealed one is not opened, unless its reader has it unsealed."""
    for start in range(0, len(rows), AT_ONCE):
        there: list[tuple[Document, Paper]] = []
        for row in rows[start : start + AT_ONCE]:
            why = _why_not(row, by, on)
            if why:
                yield _read(row, "", trouble=why)
                continue
            try:
                there.append((row, Paper(row.title, filing.read_paper(row), row.media_type)))
            except NotAsFiled as broken:
                yield _read(row, "", trouble=str(broken))
        for (row, _), pages in zip(there, bind_all([one for _, one in there]), strict=True):
            if isinstance(pages, CannotBeBound):
                yield _read(row, "", trouble=str(pages))
            else:
                yield _read(row, PAGE.join(pages.texts), unreadable(pages))


def read_letters(cases: Iterable[Representation]) -> Iterator[Read]:
    """What each letter says that was issued here on these cases, as the very file that went."""
    files = IssuedFile.objects.filter(letter__representation__in=list(cases)).select_related("letter")
    rows = list(files.order_by("letter__issued_on", "pk"))
    papers = [Paper(one.letter.title, base64.b64decode(one.content), WORD_FILE) for one in rows]
    for row, pages in zip(rows, bind_all(papers), strict=True):
        title = f"Letter of {in_words(row.letter.issued_on)}: {row.letter.title}"
        said = "" if isinstance(pages, CannotBeBound) else PAGE.join(pages.texts)
        trouble = str(pages) if isinstance(pages, CannotBeBound) else ""
        yield Read(
            f"{LETTER}{row.pk}", title, Level.S2, row.letter.representation_id, None, said, trouble=trouble
        )


def paper_of(piece: FilePiece) -> Paper:
    """What a piece is made of again: the words of the record, the paper as it was filed, or the letter as it went.

    Raises NotNow where the file is not what was filed.
    """
    if piece.kind == FilePiece.Kind.LETTER:
        issued = IssuedFile.objects.get(pk=int(piece.source.removeprefix(LETTER)))
        return Paper(piece.title, base64.b64decode(issued.content), WORD_FILE)
    if piece.document is None:
        return Paper(piece.title, piece.words.encode(), TEXT)
    try:
        return Paper(piece.title, filing.read_paper(piece.document), piece.document.media_type)
    except NotAsFiled as why:
        raise NotNow(str(why)) from why


def _why_not(row: Document, by: Member, on: date) -> str:
    if row.level < Level.S4:
        return ""
    return "" if papers_seen(by, row.representation, on=on).filter(pk=row.pk).exists() else SEALED


def _read(row: Document, words: str, unread: tuple[int, ...] = (), *, trouble: str = "") -> Read:
    return Read(f"{PAPER}{row.pk}", row.title, row.level, row.representation_id, row, words, unread, trouble)


def picture_of(piece: FilePiece, page: int) -> bytes:
    """The picture of a page under its grid, with what is withheld painted over, as JPEG. Raises NotNow."""
    parts = [one.part for one in piece.spans.all() if one.page == page and one.part != LOOKED]
    try:
        return picture_with_grid(paper_of(piece), page, parts)
    except NotTaken as why:
        raise NotNow("There is no picture on that page.") from why
