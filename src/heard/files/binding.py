"""A paper as pages: what a file from outside says set as PDF pages, and what a machine reads on each.

It is run in the process that opens files (`heard.files.worker`). Nothing of a paper runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.table import Table as WordTable
from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Image as Picture
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from heard.files.page_words import texts_of_html
from heard.files.refusing import NotTaken, Why

MOST_PAGES = 2000
LARGEST_PICTURE = 60_000_000  # pixels
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15, spaceAfter=6)
HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=18, leading=23, spaceAfter=12)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=9, leading=12)


@dataclass(frozen=True)
class Bound:
    """A paper as pages: the PDF, what a machine reads on each page, and whether it is all of what stands there."""

    title: str
    pdf: bytes
    texts: tuple[str, ...]
    is_picture: bool = False

    @property
    def unreadable(self) -> tuple[int, ...]:
        """The pages, from 1, on which a machine reads nothing or may miss something: somebody has to look at them."""
        if self.is_picture:
            return tuple(range(1, len(self.texts) + 1))
        return tuple(number for number, text in enumerate(self.texts, start=1) if not text.strip())


def bind(title: str, content: bytes, media_type: str) -> Bound:
    """A paper as pages. Raises NotTaken for a kind that cannot be set as pages, or a file that cannot be read."""
    kind = media_type.partition(";")[0].strip().lower()
    make = MAKERS.get(kind) or (_of_picture if kind.startswith("image/") else None)
    if make is None:
        raise NotTaken(Why.KIND)
    try:
        return make(title, content)
    except NotTaken:
        raise
    except Exception as why:  # A file from outside can be broken in any way; the answer is always the same.
        raise NotTaken(Why.DAMAGED) from why


def set_pages(flow: list[object]) -> bytes:
    out = BytesIO()
    page = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=20 * mm, bottomMargin=22 * mm
    )
    page.build(flow)
    return out.getvalue()


def _of_pdf(title: str, content: bytes) -> Bound:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise NotTaken(Why.LOCKED)
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise NotTaken(Why.TOO_MANY_PAGES if reader.pages else Why.DAMAGED)
    return Bound(title, content, tuple(page.extract_text() for page in reader.pages), _has_pictures(reader))


def _has_pictures(reader: PdfReader) -> bool:
    """Whether a page holds a picture: what stands in one is not read, even where there is text beside it."""
    return any(_pictures_on(page) for page in reader.pages)


def _pictures_on(page: PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found: Mapping[str, object] = objects.get_object() if objects is not None else {}
    return any(one.get_object().get("/Subtype") in ("/Image", "/Form") for one in found.values())  # type: ignore[attr-defined]


def _of_words(title: str, paragraphs: Iterator[str], what: str) -> Bound:
    said = [Paragraph(escape(text).replace("\n", "<br/>"), BODY) for text in paragraphs if text.strip()]
    note = Paragraph(escape(f"{title}. {what}"), SMALL)
    return _of_pdf(title, set_pages([note, Spacer(1, 4 * mm), *said]))


def _of_text(title: str, content: bytes) -> Bound:
    return _of_words(title, iter(content.decode("utf-8").split("\n\n")), "The words of a text, set out anew.")


def _of_html(title: str, content: bytes) -> Bound:
    said = texts_of_html(content.decode("utf-8"))
    words = (text for where, text in said.items() if where.startswith("in the page"))
    return _of_words(title, words, "The words of a page, set out anew.")


def _of_word_file(title: str, content: bytes) -> Bound:
    return _of_words(
        title, _said_in(content), "The words of a Word file, set out anew; no picture goes along."
    )


def _said_in(content: bytes) -> Iterator[str]:
    for part in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(part, WordTable):
            yield from (" | ".join(cell.text for cell in row.cells) for row in part.rows)
        else:
            yield part.text


def _of_picture(title: str, content: bytes) -> Bound:
    with Image.open(BytesIO(content)) as opened:
        if opened.width * opened.height > LARGEST_PICTURE:
            raise NotTaken(Why.TOO_MUCH)
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    plain = BytesIO()  # Saved anew: where and when it was taken does not go along.
    upright.save(plain, "JPEG", quality=85)
    wide, high = A4[0] - 40 * mm, A4[1] - 60 * mm
    scale = min(wide / upright.width, high / upright.height)
    shown = Picture(plain, width=upright.width * scale, height=upright.height * scale)
    pdf = set_pages([Paragraph(escape(title), SMALL), Spacer(1, 4 * mm), shown])
    return Bound(title, pdf, ("",), is_picture=True)


MAKERS: Mapping[str, Callable[[str, bytes], Bound]] = {
    "application/pdf": _of_pdf,
    "text/plain": _of_text,
    "text/html": _of_html,
    WORD_FILE: _of_word_file,
}
