"""What keeps a bundle from being frozen: protected words on a page, a page nobody read, a paper still to approve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heard.casework.bundles_for import BundleFor
from heard.casework.bundles_pages import CannotBeBound, bind_all, unreadable
from heard.casework.filing import NotAsFiled, read_paper
from heard.casework.letters.leaks import Kept, find_leaks
from heard.casework.letters.protecting import kept_from
from heard.files.refusing import NotTaken
from heard.files.working import Pages, Paper, still_in
from heard.representations.models import BundleLeave, BundlePaper, Document

IN_TITLE, ACROSS = "in its title", "across its pages"
NEEDS_LEAVE = "It is sealed, or legal advice. Somebody decides that it goes along, and says why."
COVERED = (
    "Something is drawn over words on page {page}, and they can still be read by whoever copies them. Make a copy with "
    "them hidden, under Papers, and pick the copy."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a bundle cannot be frozen: which paper, on which page (0 for the whole), and what is wrong.

    `can_be_looked_over` where a person's eyes settle it, `needs_leave` where a decision does.
    """

    paper: int
    title: str
    page: int
    words: str
    can_be_looked_over: bool = False
    needs_leave: bool = False


@dataclass(frozen=True)
class Checked:
    """A bundle as it was checked: each paper as pages, and every fault."""

    bound: tuple[Pages, ...]
    faults: tuple[Fault, ...]

    @property
    def pages(self) -> int:
        """How many pages its papers have together, the contents apart."""
        return sum(len(one.texts) for one in self.bound)


def check_papers(home: BundleFor, papers: Sequence[BundlePaper]) -> Checked:
    """Read every page of every paper, and hold it against what is protected on the case.

    For the Ombudsman nothing is kept back, but what is sealed or privileged goes only by a decision with its reason.
    """
    protected, known = _protected(home)
    leave = set(BundleLeave.objects.filter(paper__in=papers).values_list("paper_id", flat=True))
    there: list[tuple[BundlePaper, Paper]] = []
    faults = []
    for paper in papers:
        if home.needs_leave(paper.document) and paper.pk not in leave:
            faults.append(Fault(paper.pk, paper.document.title, 0, NEEDS_LEAVE, needs_leave=True))
        try:
            there.append((paper, _given(paper.document)))
        except NotAsFiled as why:
            faults.append(Fault(paper.pk, paper.document.title, 0, str(why)))
    bound = []
    for (paper, _), pages in zip(there, bind_all([given for _, given in there]), strict=True):
        if isinstance(pages, CannotBeBound):
            faults.append(Fault(paper.pk, paper.document.title, 0, str(pages)))
            continue
        bound.append(pages)
        faults += _faults_of(home, paper, pages, protected, known)
    return Checked(tuple(bound), tuple(faults))


def still_there(home: BundleFor, content: bytes) -> list[Fault]:
    """What is protected and still stands anywhere in a finished file, however deep: it was found on no page."""
    protected, _ = _protected(home)
    try:
        found = still_in(content, [one.words for one in protected]) if protected else []
    except NotTaken:
        return [Fault(0, "The finished file", 0, "It could not be read back, so it is not kept. Try again.")]
    return [
        Fault(0, "The finished file", 0, _said(protected[place], "in it, where no page shows it,"))
        for place in found
    ]


def protected_in(home: BundleFor, text: str) -> bool:
    """Whether something protected from whoever gets the file stands in a text."""
    protected, known = _protected(home)
    return bool(find_leaks(protected, {"text": text}, known=known))


def _protected(home: BundleFor) -> tuple[list[Kept], list[str]]:
    if home.shows_protected:
        return [], []
    kept, known = kept_from(home.case, None)
    return [one for one in kept if one.is_protected], known


def _given(document: Document) -> Paper:
    return Paper(document.title, read_paper(document), document.media_type)


def _faults_of(
    home: BundleFor, paper: BundlePaper, pages: Pages, protected: Sequence[Kept], known: list[str]
) -> Iterator[Fault]:
    title = paper.document.title
    if home.shows_protected:
        return
    if paper.document.redaction == Document.Redaction.PROPOSED:
        yield Fault(paper.pk, title, 0, "What was taken out of it waits for approval. Approve it first.")
    for one in protected:
        yield from _where(paper, pages, one, known)
    for number in pages.covered[:1]:
        yield Fault(paper.pk, title, number, COVERED.format(page=number))
    if unreadable(pages) and not paper.looked_over_by:
        yield Fault(paper.pk, title, unreadable(pages)[0], _unread(pages), can_be_looked_over=True)


def _where(paper: BundlePaper, pages: Pages, one: Kept, known: list[str]) -> Iterator[Fault]:
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


def _unread(pages: Pages) -> str:
    found = unreadable(pages)
    which = f"page {found[0]}" if len(found) == 1 else f"{len(found)} pages, from page {found[0]}"
    return (
        f"A machine cannot read all of {which}: there is a picture or a scan. Look at every page yourself, and say "
        "that nothing protected stands there."
    )
