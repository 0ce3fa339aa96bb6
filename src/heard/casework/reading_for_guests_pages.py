"""A paper as its pages are read on a screen: one page at a time, marked with who reads it, and searched for words.

The file is opened in a process that can reach nothing else (`heard.files.working`).
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from heard.casework.filing import read_paper
from heard.casework.performing import NotNow
from heard.files.refusing import NotTaken
from heard.files.working import Paper, page_read, words_found
from heard.representations.models import Document

__all__ = ["CannotBeRead", "FoundWords", "PageSeen", "found_in", "page_of"]


class CannotBeRead(NotNow):
    """A paper cannot be shown page by page; the message says which, and whom to ask."""


@dataclass(frozen=True)
class PageSeen:
    """One page of a paper: what stands on it in words, and its pictures, each marked, as addresses of their own."""

    number: int
    pages: int
    text: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A page on which words were found, with what stands around them."""

    page: int
    before: str
    words: str
    after: str


def page_of(paper: Document, number: int, mark: str) -> PageSeen:
    """One page of a paper, the first or last where the number lies outside. Raises CannotBeRead, NotAsFiled."""
    try:
        said, pictures = page_read(_given(paper), number, mark)
    except NotTaken as why:
        raise _cannot(paper) from why
    shown = tuple(f"data:image/jpeg;base64,{base64.b64encode(one).decode()}" for one in pictures)
    return PageSeen(int(said["number"]), int(said["pages"]), str(said["text"]), shown)


def found_in(paper: Document, words: str) -> list[FoundWords]:
    """Where words stand in a paper, at most fifty places. What stands in a picture is not found."""
    try:
        return [FoundWords(**one) for one in words_found(_given(paper), words)] if words.strip() else []
    except NotTaken as why:
        raise _cannot(paper) from why


def _given(paper: Document) -> Paper:
    return Paper(paper.title, read_paper(paper), paper.media_type)


def _cannot(paper: Document) -> CannotBeRead:
    return CannotBeRead(
        f"“{paper.title}” cannot be shown here. Ask the complaints team for a copy that can be read on the page."
    )
