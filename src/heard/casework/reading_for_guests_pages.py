"""A paper as its pages are read on a screen: one page at a time, marked with who reads it, and searched for words."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pypdf import PageObject, PdfReader

from heard.casework.bundles_pages import CannotBeBound, bind
from heard.casework.filing import read_paper
from heard.casework.performing import NotNow
from heard.representations.models import Document

PDF = "application/pdf"
MOST_PICTURES = 4
WIDEST = 1100  # dots
AROUND = 60
MOST_FOUND = 50


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
    reader = _reader(paper)
    number = min(max(number, 1), len(reader.pages))
    page = reader.pages[number - 1]
    return PageSeen(number, len(reader.pages), page.extract_text().strip(), tuple(_pictures(page, mark)))


def found_in(paper: Document, words: str) -> list[FoundWords]:
    """Where words stand in a paper, at most fifty places. What stands in a picture is not found."""
    wanted = " ".join(words.split()).casefold()
    found: list[FoundWords] = []
    if not wanted:
        return found
    for number, page in enumerate(_reader(paper).pages, start=1):
        text = " ".join(page.extract_text().split())
        start = text.casefold().find(wanted)
        while start >= 0 and len(found) < MOST_FOUND:
            end = start + len(wanted)
            around = text[max(start - AROUND, 0) : start], text[start:end], text[end : end + AROUND]
            found.append(FoundWords(number, *around))
            start = text.casefold().find(wanted, end)
    return found


def _reader(paper: Document) -> PdfReader:
    content = read_paper(paper)
    kind = paper.media_type.partition(";")[0].strip().lower()
    try:
        return PdfReader(
            BytesIO(content if kind == PDF else bind(paper.title, content, paper.media_type).pdf)
        )
    except (CannotBeBound, Exception) as why:  # A file from outside can be broken in any way.
        raise CannotBeRead(
            f"“{paper.title}” cannot be shown here. Ask the complaints team for a copy that can be read on the page."
        ) from why


def _pictures(page: PageObject, mark: str) -> Iterator[str]:
    for number, one in enumerate(page.images):
        if number >= MOST_PICTURES:
            return
        if one.image is not None:
            yield _marked(one.image, mark)


def _marked(picture: Image.Image, mark: str) -> str:
    """A picture, no wider than a page needs, with who reads it and when written across."""
    shown = picture.convert("RGB")
    shown.thumbnail((WIDEST, WIDEST * 2))
    draw, font = ImageDraw.Draw(shown, "RGBA"), ImageFont.load_default(size=max(shown.width // 45, 12))
    for line in range(shown.height // 10, shown.height, max(shown.height // 4, 60)):
        draw.text((shown.width // 20, line), mark, font=font, fill=(176, 0, 32, 110))
    out = BytesIO()
    shown.save(out, "JPEG", quality=70)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"
