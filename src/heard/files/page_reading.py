"""A paper as it is read on a screen: one page at a time, pictures marked with who reads them; searched for words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pypdf import PageObject, PdfReader

from heard.files.binding import bind

PDF = "application/pdf"
MOST_PICTURES = 4
WIDEST = 1100  # dots
AROUND = 60
MOST_FOUND = 50


@dataclass(frozen=True)
class PageRead:
    """One page of a paper: what stands on it in words, and its pictures, each marked, as JPEG."""

    number: int
    pages: int
    text: str
    pictures: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A page on which words were found, with what stands around them."""

    page: int
    before: str
    words: str
    after: str


def page_of(title: str, content: bytes, media_type: str, number: int, mark: str) -> PageRead:
    """One page of a paper, the first or last where the number lies outside."""
    reader = _reader(title, content, media_type)
    number = min(max(number, 1), len(reader.pages))
    page = reader.pages[number - 1]
    return PageRead(number, len(reader.pages), page.extract_text().strip(), tuple(_pictures(page, mark)))


def found_in(title: str, content: bytes, media_type: str, words: str) -> list[FoundWords]:
    """Where words stand in a paper, at most fifty places. What stands in a picture is not found."""
    wanted = " ".join(words.split()).casefold()
    found: list[FoundWords] = []
    if not wanted:
        return found
    for number, page in enumerate(_reader(title, content, media_type).pages, start=1):
        text = " ".join(page.extract_text().split())
        start = text.casefold().find(wanted)
        while start >= 0 and len(found) < MOST_FOUND:
            end = start + len(wanted)
            around = text[max(start - AROUND, 0) : start], text[start:end], text[end : end + AROUND]
            found.append(FoundWords(number, *around))
            start = text.casefold().find(wanted, end)
    return found


def _reader(title: str, content: bytes, media_type: str) -> PdfReader:
    is_pdf = media_type.partition(";")[0].strip().lower() == PDF
    return PdfReader(BytesIO(content if is_pdf else bind(title, content, media_type).pdf))


def _pictures(page: PageObject, mark: str) -> Iterator[bytes]:
    for number, one in enumerate(page.images):
        if number >= MOST_PICTURES:
            return
        if one.image is not None:
            yield _marked(one.image, mark)


def _marked(picture: Image.Image, mark: str) -> bytes:
    """A picture, no wider than a page needs, with who reads it and when written across."""
    shown = picture.convert("RGB")
    shown.thumbnail((WIDEST, WIDEST * 2))
    draw, font = ImageDraw.Draw(shown, "RGBA"), ImageFont.load_default(size=max(shown.width // 45, 12))
    for line in range(shown.height // 10, shown.height, max(shown.height // 4, 60)):
        draw.text((shown.width // 20, line), mark, font=font, fill=(176, 0, 32, 110))
    out = BytesIO()
    shown.save(out, "JPEG", quality=70)
    return out.getvalue()
