"""The file as it goes out: each piece made anew without what is withheld, joined, read back, and kept.

Nothing is kept that still says, anywhere in the finished file, what is withheld or protected.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from heard.casework import filing
from heard.casework.exemptions import exemptions, reasons_by_letter
from heard.casework.letters.leaks import find_leaks
from heard.casework.marked import marked
from heard.casework.performing import NotNow
from heard.casework.subject_access_clock import running
from heard.casework.subject_access_letter import index_of, letter_of
from heard.casework.subject_access_marking import reader_of, without
from heard.casework.subject_access_papers import TEXT, paper_of
from heard.casework.writing import writing
from heard.files.finding_words import compact, spans_of
from heard.files.painting_parts import LOOKED
from heard.files.refusing import NotTaken, Why
from heard.files.setting_out import COVERED_WORDS
from heard.files.working import Pages, Paper, hidden_copies, joined, pages_of, still_in
from heard.people.models import Member
from heard.representations.models import FileCopy, FilePiece, FileRequest, FileSpan

Standing = FileSpan.Standing
PDF = "application/pdf"
# What stands in every piece besides its own words: why letters stand in boxes, and that it is a copy.
COPY_SAYS = (
    "A copy made for release: its words set out anew, without what is hidden. Page of the paper. "
    "There is a picture on this page. It is left out."
)
OURS = " ".join([*reasons_by_letter().values(), COVERED_WORDS, COPY_SAYS])
CANNOT_READ = "The finished file could not be read back, so it is not kept. Try again."


@dataclass(frozen=True, slots=True)
class Anew:
    """A piece set anew: its pages, and what they say without the words that we put there ourselves."""

    paper: Paper
    said: str


@dataclass(frozen=True)
class Made:
    """A file before it is kept: its bytes, its pages, and how much is withheld, by exemption and by piece."""

    content: bytes
    texts: tuple[str, ...]
    withheld: dict[str, int]
    papers: dict[str, int]


def make_file(*, member: Member, at: datetime, request: int) -> FileCopy:
    """Make the file without what is withheld, read it back, and keep it for a second person to approve.

    Raises NotYours, and NotNow where something is still to be decided, or the finished file says what it must not.
    """
    row = running(member, request, at)
    pieces = list(row.pieces.prefetch_related("spans").select_related("document").order_by("pk"))
    _must_be_decided(row, pieces)
    made = made_of(row, pieces)
    digest = filing.keep_file(made.content)
    last = row.copies.order_by("-version").values_list("version", flat=True).first() or 0
    copy = FileCopy(
        request=row,
        version=last + 1,
        digest=digest,
        path=filing.place_of(digest),
        size=len(made.content),
        pages=len(made.texts),
        withheld=json.dumps({"words": made.withheld, "papers": made.papers}, sort_keys=True),
        made_by=member.account.username,
        made_at=at,
    )
    with writing(
        "make_file", by=member.account.username, at=at, reference=row.reference, digest=digest
    ) as line:
        line.add(copy)
    return copy


def made_of(row: FileRequest, pieces: Sequence[FilePiece]) -> Made:
    """The finished file of these pieces, read back. Raises NotNow where anything withheld still stands in it."""
    kept_in = [one for one in pieces if not one.left_out]
    withheld: Counter[str] = Counter()
    anew = _anew(kept_in, withheld)
    papers = Counter(one.left_out for one in pieces if one.left_out)
    front = "\n\n".join(letter_of(row, withheld, papers))
    back = "\n\n".join(index_of(row, pieces, withheld, papers))
    parts = [Paper("What this is", front.encode(), TEXT), *(one.paper for one in anew)]
    content = _joined(row, _pages([*parts, Paper("What is withheld", back.encode(), TEXT)]))
    texts = _pages([Paper("The finished file", content, PDF)])[0].texts
    _refuse_one_shown_elsewhere(kept_in, anew, content, f"{front}\n{back}")
    _refuse_protected(row, kept_in, texts)
    return Made(content, texts, dict(withheld), dict(papers))


def still_open(pieces: Sequence[FilePiece]) -> list[tuple[FilePiece, str]]:
    """What has to be decided before the file can be made: each piece, and what of it."""
    found = []
    for one in pieces:
        if one.left_out:
            continue
        spans = one.spans.all()
        waits = sum(1 for span in spans if span.standing == Standing.OPEN)
        looked = {span.page for span in spans if span.page}
        unseen = [number for number in one.unread.split(",") if number and int(number) not in looked]
        if one.trouble:
            found.append((one, f"It cannot be set as pages. {one.trouble}"))
        elif waits:
            found.append((one, f"{waits} {'span is' if waits == 1 else 'spans are'} to be decided."))
        elif unseen:
            said = ", ".join(unseen)
            found.append(
                (one, f"A machine cannot read page {said}. Look at it, and mark what is withheld there.")
            )
    return found


def hidden_words(piece: FilePiece) -> list[str]:
    """The words withheld in a piece."""
    return [one.words for one in piece.spans.all() if one.standing == Standing.WITHHELD and one.words]


def _must_be_decided(row: FileRequest, pieces: Sequence[FilePiece]) -> None:
    if not pieces:
        raise NotNow("Nothing was collected yet. Collect the file first.")
    if row.identity_on is None:
        raise NotNow("Nobody has recorded how it was made sure who asks. Record that first.")
    waits = still_open(pieces)
    if waits:
        piece, why = waits[0]
        raise NotNow(f"{len(waits)} of {len(pieces)} pieces wait, the first “{piece.title}”: {why}")


def _anew(pieces: Sequence[FilePiece], withheld: Counter[str]) -> list[Anew]:
    """Pieces set anew, each without what is withheld in it, those held by themselves that say what others may."""
    letters = {one.code: one.letter for one in exemptions().values()}
    codes = {letter: code for code, letter in letters.items()}
    papers = [(paper_of(one), _wanted(one, letters)) for one in pieces]
    elsewhere = _shown(pieces)
    found = []
    for piece, made in zip(pieces, hidden_copies(papers, reasons_by_letter()), strict=True):
        if isinstance(made, Why):
            raise NotNow(f"“{piece.title}” cannot be set anew ({made.value}). Leave it out, with the reason.")
        content, told = made
        said = "\n".join("\n".join(page) for page in told["pages"])
        words = hidden_words(piece)
        if left := _left_in(content, [one for one in words if compact(one) in elsewhere], said, OURS):
            raise NotNow(f"“{piece.title}” was made anew and still has “{left[0]}” in it, so it is not kept.")
        for letter, times in told["boxes"].items():
            withheld[codes.get(letter, letter)] += int(times)
        found.append(Anew(Paper(without(piece.title, words), content, PDF), said))
    return found


def _wanted(piece: FilePiece, letters: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"code": letters.get(one.code, ""), "words": one.words, "page": one.page or 0, "part": one.part}
        for one in piece.spans.all()
        if one.standing == Standing.WITHHELD or one.part == LOOKED
    ]


def _shown(pieces: Sequence[FilePiece]) -> set[str]:
    """Words that somebody decided to show somewhere."""
    spans = (one for piece in pieces for one in piece.spans.all())
    return {compact(one.words) for one in spans if one.standing == Standing.SHOWN and one.words}


def _left_in(content: bytes, words: Sequence[str], said: str, ours: str) -> list[str]:
    """Which words still stand in a file. One that our own sentences use is looked for in what the pieces say alone."""
    in_ours = {words[one.which] for one in spans_of(ours, words)}
    apart = [one for one in words if one not in in_ours]
    try:
        left = still_in(content, apart) if apart else []
    except NotTaken as why:
        raise NotNow(CANNOT_READ) from why
    return [apart[one] for one in left] + [one for one in in_ours if spans_of(said, [one])]


def _pages(papers: Sequence[Paper]) -> list[Pages]:
    found = []
    for paper, pages in zip(papers, pages_of(papers), strict=True):
        if not isinstance(pages, Pages):
            raise NotNow(f"“{paper.title}” cannot be set as pages. Leave it out, with the reason.")
        found.append(pages)
    return found


def _joined(row: FileRequest, parts: Sequence[Pages]) -> bytes:
    lines = [f"Asked for on {row.received_on:%-d %B %Y}. Private: for {row.asker.name}."]
    try:
        return joined(marked(f"The file of {row.person.name} ({row.reference})"), lines, parts)[0]
    except NotTaken as why:
        raise NotNow("The pieces together are too large for one file. Leave some out that go apart.") from why


def _refuse_one_shown_elsewhere(
    pieces: Sequence[FilePiece], anew: Sequence[Anew], content: bytes, ours: str
) -> None:
    """Words withheld in one piece stand in no other, unless somebody decided there that they are shown."""
    said = "\n".join(one.said for one in anew)
    if left := _left_in(content, list(_nowhere_shown(pieces)), said, f"{ours}\n{OURS}"):
        raise NotNow(
            f"“{left[0]}” is withheld in one piece and stands in another, so the file is not kept. Mark it there too, "
            "or show it in both."
        )


def _refuse_protected(row: FileRequest, pieces: Sequence[FilePiece], texts: Sequence[str]) -> None:
    """What is protected stands nowhere in the finished file, however it is written, unless two persons agreed."""
    reader = reader_of(row)
    pages = {f"on page {number}": text for number, text in enumerate(texts, start=1)}
    agreed = [
        one.words for piece in pieces for one in piece.spans.all()
        if one.is_protected and one.standing == Standing.SHOWN and one.words
    ]  # fmt: skip
    leaks = find_leaks(reader.kept, pages, known=(*reader.has, *agreed))
    if leaks:
        raise NotNow(
            f"The finished file would tell what is protected: {leaks[0].said}. Mark it in its piece, and make it again."
        )


def _nowhere_shown(pieces: Sequence[FilePiece]) -> Iterator[str]:
    """Words withheld somewhere that nobody decided to show anywhere else."""
    spans = [one for piece in pieces for one in piece.spans.all() if one.words]
    shown = _shown(pieces)
    yield from {
        compact(one.words): one.words
        for one in spans
        if one.standing == Standing.WITHHELD and compact(one.words) not in shown
    }.values()
