"""A small picture of a paper, painted in a process apart. Only of what was scanned: the rest is saved first."""

from __future__ import annotations

from heard.casework.filing import NotAsFiled, read_paper
from heard.files.kinds import BY_MEDIA_TYPE
from heard.files.opening import small_picture
from heard.files.refusing import NotTaken
from heard.representations.models import Document


def may_be_shown(row: Document) -> bool:
    """Whether a paper is a picture that was scanned and found clean."""
    kind = BY_MEDIA_TYPE.get(row.media_type)
    return kind is not None and kind.family == "picture" and row.scan == Document.Scan.CLEAN


def preview_of(row: Document) -> bytes:
    """The picture, small and as PNG. Raises NotAsFiled where there is none to show."""
    if not may_be_shown(row):
        raise NotAsFiled(f"“{row.title}” is not shown here. Save the file to open it.")
    try:
        return small_picture(read_paper(row))
    except NotTaken as why:
        raise NotAsFiled(f"“{row.title}” cannot be shown here. Save the file to open it.") from why
