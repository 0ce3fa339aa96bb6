"""What keeps a bundle from being frozen: protected words on a page, a page nobody read, a paper still to approve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heard.casework.bundles_pages import Bound, CannotBeBound, bind
from heard.casework.filing import NotAsFiled, read_paper
from heard.casework.letters.leaks import Kept, find_leaks
from heard.casework.letters.protecting import kept_from
from heard.representations.models import BundlePaper, Document, Representation

IN_TITLE, ACROSS = "in its title", "across its pages"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a bundle cannot be frozen: which paper, on which page (0 for the whole), and what is wrong.

    `can_be_looked_over` where a person's eyes settle it.
    """

    paper: int
    title: str
    page: int
    words: str
    can_be_looked_over: bool = False


@dataclass(frozen=True)
class Checked:
    """A bundle as it was checked: each paper as pages, and every fault."""

    bound: tuple[Bound, ...]
    faults: tuple[Fault, ...]

    @property
    def pages(self) -> int:
        """How many pages its papers have together, the contents apart."""
        return sum(len(one.texts) for one in self.bound)


def check_papers(case: Representation, papers: Sequence[BundlePaper]) -> Checked:
    """Read every page of every paper, and hold it against what is protected on the case."""
    kept, known = kept_from(case, None)
    protected = [one for one in kept if one.is_protected]
    bound, faults = [], []
    for paper in papers:
        try:
            pages = bind(paper.document.title, read_paper(paper.document), paper.document.media_type)
        except (CannotBeBound, NotAsFiled) as why:
            faults.append(Fault(paper.pk, paper.document.title, 0, str(why)))
            continue
        bound.append(pages)
        faults += _faults_of(paper, pages, protected, known)
    return Checked(tuple(bound), tuple(faults))


def _faults_of(
    paper: BundlePaper, pages: Bound, protected: Sequence[Kept], known: list[str]
) -> Iterator[Fault]:
    title = paper.document.title
    if paper.document.redaction == Document.Redaction.PROPOSED:
        yield Fault(paper.pk, title, 0, "What was taken out of it waits for approval. Approve it first.")
    for one in protected:
        yield from _where(paper, pages, one, known)
    if pages.unreadable and not paper.looked_over_by:
        yield Fault(paper.pk, title, pages.unreadable[0], _unread(pages), can_be_looked_over=True)


def _where(paper: BundlePaper, pages: Bound, one: Kept, known: list[str]) -> Iterator[Fault]:
    """Every page on which something protected stands; across two pages where no single one has it."""
    title = paper.document.title
    hits = [number for number, text in enumerate(pages.texts, start=1) if _has(one, text, known)]
    if _has(one, title, known):
        yield Fault(paper.pk, title, 0, _said(one, IN_TITLE))
    for number in hits:
        yield Fault(paper.pk, title, number, _said(one, f"on page {number}"))
    if not hits and _has(one, " ".join(pages.texts), known):
        yield Fault(paper.pk, title, 0, _said(one, ACROSS))


def _has(one: Kept, text: str, known: list[str]) -> bool:
    return bool(find_leaks([one], {"page": text}, known=known))


def _said(one: Kept, where: str) -> str:
    return (
        f"The {one.what} of {one.whose} stands {where} and is protected. Add a working copy without it, and pick "
        "the copy instead."
    )


def _unread(pages: Bound) -> str:
    several = len(pages.unreadable)
    which = (
        f"page {pages.unreadable[0]}" if several == 1 else f"{several} pages, from page {pages.unreadable[0]}"
    )
    return (
        f"A machine cannot read all of {which}: there is a picture or a scan. Look at every page yourself, and say "
        "that nothing protected stands there."
    )
