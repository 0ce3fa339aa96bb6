"""What keeps a copy from being released: words under a box, a file that keeps its changes, a sheet that tells more."""

from __future__ import annotations

from heard.casework.filing import read_paper
from heard.casework.performing import NotNow
from heard.files.kinds import DOCX, ODP, ODS, ODT, PDF, PPTX, RTF, XLSX
from heard.files.refusing import NotTaken, Why
from heard.files.sheet_words import WORDS
from heard.files.working import Paper, pages_of, tricks_of
from heard.representations.models import Document

# They keep earlier words, remarks and who wrote them: what is released is a PDF set anew.
KEEPS_CHANGES = frozenset(one.media_type for one in (DOCX, ODT, ODP, ODS, PPTX, RTF))


def refuse_what_tells_more(document: Document) -> None:
    """Read a copy back before it is released. Raises NotNow, naming what it tells besides what it shows."""
    kind = document.media_type.partition(";")[0].strip().lower()
    if kind in KEEPS_CHANGES:
        raise NotNow(
            f"“{document.title}” keeps earlier words, remarks and who wrote them. Open the paper it was made from, "
            "hide the words there, and release the PDF that this makes."
        )
    if kind == XLSX.media_type:
        _refuse_tricks(document)
    elif kind == PDF.media_type:
        _refuse_covered(document)


def _refuse_tricks(document: Document) -> None:
    try:
        tricks = tricks_of(read_paper(document))
    except NotTaken as why:
        raise NotNow(
            f"“{document.title}” cannot be read, so nobody can say what it tells. It is not released."
        ) from why
    if tricks:
        found = ", ".join(WORDS[one] for one in tricks)
        raise NotNow(
            f"“{document.title}” tells more than it shows: {found}. Copy what may be seen into a new sheet as values, "
            "and add that."
        )


def _refuse_covered(document: Document) -> None:
    pages = pages_of([Paper(document.title, read_paper(document), document.media_type)])[0]
    if isinstance(pages, Why):
        raise NotNow(
            f"“{document.title}” cannot be read, so nobody can say what it tells. It is not released."
        )
    if pages.covered:
        raise NotNow(
            f"On page {pages.covered[0]} of “{document.title}” something is drawn over words, and whoever copies the "
            "page reads them. Hide the words in the paper it was made from, and release the PDF that this makes."
        )
