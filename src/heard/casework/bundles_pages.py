"""Papers as the pages of a bundle, and the bundle as one file: made in a process that can reach nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heard.casework.marked import marked
from heard.files.refusing import NotTaken, Why
from heard.files.working import Pages, Paper, joined, pages_of

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANEW = "add that as a working copy, and pick the copy."
TOO_LONG = f"“{{title}}” has no page, or more than 2,000. Split it, {ANEW}"
WORDS = {
    Why.KIND: f"“{{title}}” is a file of the kind {{kind}}, which cannot be set as pages. Make a PDF of it, {ANEW}",
    Why.LOCKED: f"“{{title}}” is locked with a password. Save it without one, {ANEW}",
    Why.TOO_MANY_PAGES: TOO_LONG,
    Why.TOO_MUCH: f"“{{title}}” is too large a picture, or takes too long to read. Make it smaller, {ANEW}",
}
BROKEN = f"“{{title}}” cannot be read. Open it, save it as a new PDF without a password, {ANEW}"


class CannotBeBound(Exception):
    """A paper cannot be put into a bundle as it is; the message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper in its place in the file: its title and its first and last page."""

    title: str
    first: int
    last: int


def unreadable(pages: Pages) -> tuple[int, ...]:
    """The pages, from 1, on which a machine reads nothing or may miss something: somebody has to look at them."""
    if pages.is_picture:
        return tuple(range(1, len(pages.texts) + 1))
    return tuple(number for number, text in enumerate(pages.texts, start=1) if not text.strip())


def bind_all(papers: Sequence[Paper]) -> list[Pages | CannotBeBound]:
    """Each paper as pages, or why it cannot be, in words."""
    return [
        CannotBeBound(_said(paper, found)) if isinstance(found, Why) else found
        for paper, found in zip(papers, pages_of(papers), strict=True)
    ]


def bind(title: str, content: bytes, media_type: str) -> Pages:
    """A paper as pages. Raises CannotBeBound for a kind that cannot be set as pages, or a file that cannot be read."""
    found = bind_all([Paper(title, content, media_type)])[0]
    if isinstance(found, CannotBeBound):
        raise found
    return found


def one_file(head: str, lines: Sequence[str], papers: Sequence[Pages]) -> tuple[bytes, list[Placed]]:
    """All papers as one PDF: a contents page, then each paper; every page numbered. Also where each paper stands.

    `head` is the title of the file; `lines` stand under it on the first page. Raises CannotBeBound.
    """
    try:
        content, places = joined(marked(head), lines, papers)
    except NotTaken as why:
        raise CannotBeBound(
            "The papers together are too large to be joined here. Take some out, or make their pictures smaller."
        ) from why
    named = zip(papers, places, strict=True)
    return content, [Placed(paper.title, first, last) for paper, (first, last) in named]


def _said(paper: Paper, why: Why) -> str:
    kind = paper.media_type.partition(";")[0].strip().lower() or "unknown"
    return WORDS.get(why, BROKEN).format(title=paper.title, kind=kind)
