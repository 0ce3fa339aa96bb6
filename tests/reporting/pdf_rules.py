"""What a PDF must have so that it can be read out: the rules of PDF/UA-1 that a program can hold it against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.reporting.pdf_reading import Tagged, content

from heard.reporting.pdf_structure import is_element, kids

HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
TABLES = ("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD")
BLOCKS = ("Document", "Part", "Sect", "Div", "P", "L", "LI", "Lbl", "LBody", "Caption", "NonStruct")
WITHIN = ("Span", "Link", "Figure")
KNOWN = {*HEADINGS, *(f"/{one}" for one in (*TABLES, *BLOCKS, *WITHIN))}


def faults(pdf: Tagged) -> list[str]:
    """Every rule that the PDF breaks, in words; none for one that may be published."""
    return [*_document(pdf), *_headings(pdf), *_tables(pdf), *_figures(pdf), *_links(pdf), *_content(pdf)]


def _document(pdf: Tagged) -> Iterator[str]:
    root = pdf.file.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "it is not marked as tagged"
    if str(root.get("/Lang", "")) != "en-GB":
        yield "its language is not en-GB"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "a reader is shown its file name, not its title"
    told = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
    if not re.search(r"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=\"1\"", told):
        yield "it does not say that it is PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]{10,}", told, re.DOTALL):
        yield "its metadata has no title"
    outline = root.get("/Outlines")
    if outline is None or "/First" not in outline:
        yield "it has no outline"


def _headings(pdf: Tagged) -> Iterator[str]:
    levels = [int(str(part.S)[2:]) for part in pdf.parts(*HEADINGS)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "it does not begin with its one heading of the first level"
    jumps = [(a, b) for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
    if jumps:
        yield f"headings jump {jumps}"
    if any(not pdf.text(part) for part in pdf.parts(*HEADINGS)):
        yield "a heading says nothing"


def _tables(pdf: Tagged) -> Iterator[str]:
    ids: set[bytes] = set()
    for table in pdf.parts("/Table"):
        rows = list(pdf.parts("/TR", under=table))
        if len({len(row.K) for row in rows}) != 1:
            yield "rows of a table differ in length"
        mine = {bytes(one.ID) for one in pdf.parts("/TH", under=table) if "/ID" in one}
        if len(mine) != len(list(pdf.parts("/TH", under=table))) or mine & ids:
            yield "a header has no id of its own"
        ids |= mine
        yield from _cells(pdf, table, mine)
    named = pdf.root.get("/IDTree", {}).get("/Names", [])
    if {bytes(one) for one in list(named)[::2]} != ids:
        yield "ids do not lead to their headers"


def _cells(pdf: Tagged, table: Any, ids: set[bytes]) -> Iterator[str]:
    heads = list(pdf.parts("/THead", under=table))
    if len(heads) != 1:
        yield f"a table has {len(heads)} heads"
    for cell in pdf.parts("/TH", under=table):
        wanted = "/Column" if str(cell.P.P.S) == "/THead" else "/Row"
        if str(cell.A.get("/Scope", "")) != wanted:
            yield "a header does not say what it heads"
    for cell in pdf.parts("/TD", under=table):
        in_head = str(cell.P.P.S) == "/THead"
        heading = {bytes(one) for one in cell.get("/A", {}).get("/Headers", [])}
        if not in_head and (len(heading) != 2 or heading - ids):
            yield "a cell does not name its two headers"


def _figures(pdf: Tagged) -> Iterator[str]:
    for figure in pdf.parts("/Figure"):
        if len(str(figure.get("/Alt", ""))) < 20:
            yield "a picture is not told in words"


def _links(pdf: Tagged) -> Iterator[str]:
    links = [link for page in pdf.file.pages for link in page.get("/Annots", [])]
    if any("/Contents" not in link or "/StructParent" not in link for link in links):
        yield "a link does not say where it leads"
    if any("/Annots" in page and str(page.get("/Tabs", "")) != "/S" for page in pdf.file.pages):
        yield "links are not reached in reading order"


def _content(pdf: Tagged) -> Iterator[str]:
    told = list(content(pdf.root))
    if len(told) != len(set(told)):
        yield "something is read out twice"
    if pdf.unmarked:
        yield f"untagged: {pdf.unmarked[:3]}"
    if set(pdf.marked) - set(told):
        yield "marked content that the structure does not hold"
    if any(
        font_is_missing(font) for page in pdf.file.pages for font in page.Resources.get("/Font", {}).values()
    ):
        yield "a font is not in the file"
    strange = {str(part.S) for part in _every(pdf.root)} - KNOWN
    if strange:
        yield f"parts of no known kind: {sorted(strange)}"


def font_is_missing(font: Any) -> bool:
    """Whether letters are left to whatever the reader's machine has."""
    told = (
        font.DescendantFonts[0].FontDescriptor
        if "/DescendantFonts" in font
        else font.get("/FontDescriptor", {})
    )
    return not any(name in told for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def _every(element: Any) -> Iterator[Any]:
    for kid in kids(element):
        if is_element(kid):
            yield kid
            yield from _every(kid)
