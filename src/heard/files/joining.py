"""Many papers as one file: a page of contents, each paper after it, every page numbered, and nothing but pages.

It is run in the process that opens files (`heard.files.worker`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

from heard.files.binding import BODY, HEADING, Bound, set_pages

LEFT_OUT = (
    "/Annots",
    "/AA",
    "/AF",
    "/Metadata",
    "/PieceInfo",
    "/Thumb",
    "/LastModified",
    "/B",
    "/StructParents",
)
OF_THE_WHOLE = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Metadata")


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper in its place in the file: its title and its first and last page."""

    title: str
    first: int
    last: int


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
    return set_pages([Paragraph(escape(head), HEADING), *said, Spacer(1, 6 * mm), table])


def _from_to(place: Placed) -> str:
    return str(place.first) if place.first == place.last else f"{place.first} to {place.last}"


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
    for name in OF_THE_WHOLE:
        if name in root:
            del root[name]
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
