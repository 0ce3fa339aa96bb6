"""The files that came with what was told at the door: each a paper of the case, under a name that is ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from heard.casework import filing, papers
from heard.casework.permissions import Level
from heard.representations.models import Representation

# What their names say may give away who they are, or say nothing: a paper is named by what it is.
NAMED = {"audio": "Recording", "video": "Recording", "image": "Picture"}


def file_what_came(
    case: Representation, files: Iterable[tuple[str, bytes]], *, by: str, at: datetime
) -> list[int]:
    """File what came, in order, inside the transaction of the telling. The same file twice is filed once.

    Returns the numbers of the papers. Raises NotNow for a kind of file that is not taken.
    """
    found, seen = [], set()
    for _, content in files:
        digest = filing.digest_of(content)
        if digest in seen:
            continue
        seen.add(digest)
        paper = papers.add_paper(
            reference=case.reference,
            title=f"{_named(content)} {len(seen)}, sent with what was told",
            kind=_kind(content),
            level=Level.S2,
            content=content,
            by=by,
            at=at,
        )
        found.append(paper.pk)
    return found


def _named(content: bytes) -> str:
    return NAMED.get(papers.type_of(content)[0].partition("/")[0], "Paper")


def _kind(content: bytes) -> str:
    return "recording" if _named(content) != "Paper" else "complaint"
