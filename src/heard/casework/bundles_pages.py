"""The papers of a bundle as pages: each paper turned into PDF pages, what a machine reads on each, and one file of all.

Nothing of a paper runs and nothing beside its pages goes along: no notes, links, forms, attachments or properties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.table import Table as WordTable
from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image as Picture
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from heard.casework.letters.files import texts_of_html

MOST_PAGES = 2000
LARGEST_PICTURE = 60_000_000  # pixels
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEFT_OUT = ("/Annots", "/AA", "/Metadata", "/PieceInfo")
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15, spaceAfter=6)
HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=18, leading=23, spaceAfter=12)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=9, leading=12)


class CannotBeBound(Exception):
    """A paper cannot be put into a bundle as it is; the message says which, why, and what to do."""


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


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper in its place in the file: its title and its first and last page."""

    title: str
    first: int
    last: int


def bind(title: str, content: bytes, media_type: str) -> Bound:
    """A paper as pages. Raises CannotBeBound for a kind that cannot be set as pages, or a file that cannot be read."""
    kind = media_type.partition(";")[0].strip().lower()
    make = MAKERS.get(kind) or (_of_picture if kind.startswith("image/") else None)
    if make is None:
        raise CannotBeBound(
            f"“{title}” is a file of the kind {kind or 'unknown'}, which cannot be set as pages. Make a PDF of it, add "
            "that as a working copy, and pick the copy."
        )
    try:
        return make(title, content)
    except CannotBeBound:
        raise
    except Exception as why:  # A file from outside can be broken in any way; the answer is always the same.
        raise CannotBeBound(
            f"“{title}” cannot be read. Open it, save it as a new PDF without a password, add that as a working copy, "
            "and pick the copy."
        ) from why


def one_file(head: str, lines: Sequence[str], papers: Sequence[Bound]) -> tuple[bytes, list[Placed]]:
    """All papers as one PDF: a contents page, then each paper; every page numbered. Also where each paper stands.

    `head` is the title of the file; `lines` stand under it on the first page.
    """
    readers = [PdfReader(BytesIO(paper.pdf)) for paper in papers]
    lengths = [len(reader.pages) for reader in readers]
    before = len(PdfReader(BytesIO(_contents(head, lines, _places(papers, lengths, 1)))).pages)
    places = _places(papers, lengths, before)
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(_contents(head, lines, places))), import_outline=False)
    for reader, place in zip(readers, places, strict=True):
        for page in reader.pages:
            writer.add_page(_bare(page)).transfer_rotation_to_content()
        writer.add_outline_item(title=place.title, page_number=place.first - 1)
    _number(writer, head)
    _say_what_it_is(writer, head)
    out = BytesIO()
    writer.write(out)
    return out.getvalue(), places


def _places(papers: Sequence[Bound], lengths: Sequence[int], before: int) -> list[Placed]:
    places, next_page = [], before + 1
    for paper, pages in zip(papers, lengths, strict=True):
        places.append(Placed(paper.title, next_page, next_page + pages - 1))
        next_page += pages
    return places


def _contents(head: str, lines: Sequence[str], places: Sequence[Placed]) -> bytes:
    rows = [["", "Paper", "Pages"]]
    rows += [
        [str(number), Paragraph(escape(place.title), BODY), _from_to(place)]
        for number, place in enumerate(places, start=1)
    ]
    table = Table(rows, colWidths=[10 * mm, 125 * mm, 30 * mm], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 11),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, "#b1b4b6"),
            ]
        )
    )
    said = [Paragraph(escape(line), BODY) for line in lines]
    return _set([Paragraph(escape(head), HEADING), *said, Spacer(1, 6 * mm), table])


def _from_to(place: Placed) -> str:
    return str(place.first) if place.first == place.last else f"{place.first} to {place.last}"


def _set(flow: list[object]) -> bytes:
    out = BytesIO()
    page = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=20 * mm, bottomMargin=22 * mm
    )
    page.build(flow)
    return out.getvalue()


def _of_pdf(title: str, content: bytes) -> Bound:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise CannotBeBound(
            f"“{title}” is locked with a password. Save it without one, add that as a working copy, and pick the copy."
        )
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise CannotBeBound(
            f"“{title}” has no page, or more than {MOST_PAGES:,}. Split it, and pick the parts."
        )
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
    return _of_pdf(title, _set([note, Spacer(1, 4 * mm), *said]))


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
            raise CannotBeBound(f"“{title}” is too large a picture. Make it smaller, and pick the copy.")
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    plain = BytesIO()  # Saved anew: where and when it was taken does not go along.
    upright.save(plain, "JPEG", quality=85)
    wide, high = A4[0] - 40 * mm, A4[1] - 60 * mm
    scale = min(wide / upright.width, high / upright.height)
    shown = Picture(plain, width=upright.width * scale, height=upright.height * scale)
    pdf = _set([Paragraph(escape(title), SMALL), Spacer(1, 4 * mm), shown])
    return Bound(title, pdf, ("",), is_picture=True)


def _bare(page: PageObject) -> PageObject:
    """A page without what hangs on it, taken off before it is joined: what comes along once stays in the file."""
    for name in LEFT_OUT:
        if name in page:
            del page[name]
    return page


def _number(writer: PdfWriter, head: str) -> None:
    total = len(writer.pages)
    for number, page in enumerate(writer.pages, start=1):
        page.merge_page(_foot(page, f"{head}. Page {number} of {total}"))


def _foot(page: PageObject, words: str) -> PageObject:
    """A line at the foot of a page, on white, so that it can be read whatever stands beneath."""
    box = page.cropbox
    left, low, wide = float(box.left), float(box.bottom), float(box.width)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(float(box.right), float(box.top)))
    canvas.setFont("Helvetica", 9)
    width = canvas.stringWidth(words, "Helvetica", 9)
    middle = left + (wide - width) / 2
    canvas.setFillGray(1)
    canvas.rect(middle - 4, low + 8, width + 8, 14, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(middle, low + 12, words)
    canvas.save()
    return PdfReader(BytesIO(out.getvalue())).pages[0]


def _say_what_it_is(writer: PdfWriter, head: str) -> None:
    """What the file says of itself: its title and its language, and nobody's name."""
    writer.metadata = {"/Title": head, "/Producer": "Heard"}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("en-GB")
    for name in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Metadata"):
        if name in root:
            del root[name]
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")


MAKERS: Mapping[str, Callable[[str, bytes], Bound]] = {
    "application/pdf": _of_pdf,
    "text/plain": _of_text,
    "text/html": _of_html,
    WORD_FILE: _of_word_file,
}
