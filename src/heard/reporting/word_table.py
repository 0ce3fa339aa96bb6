"""A table of a Word file: its header row said to be one and repeated on each page, and words that tell what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WIDTH = 9638  # twentieths of a point between the margins of A4
SMALL = '<w:sz w:val="15"/>'
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Cell = tuple[str, str]  # what stands in it, and what stands smaller under it
EDGES = "".join(
    f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="8A8F94"/>'
    for side, kind in (("top", "single"), ("bottom", "single"), ("insideH", "single"))
)


def legible(text: str) -> str:
    """The text without signs that no paper may hold, which a list brought in can."""
    return NO_XML.sub("", text)


def table_xml(
    title: str,
    told: str,
    headings: Sequence[str],
    rows: Sequence[tuple[bool, Sequence[Cell]]],
    *,
    numbers: bool = True,
) -> Any:
    """A table as Word keeps it. Each row says whether it is a total; `numbers` stand to the right."""
    widths = _widths(headings, rows)
    size = 18 if len(headings) < 8 else 15
    head = _row([(one, "") for one in headings], widths, size, numbers, bold=True, header=True)
    body = "".join(_row(cells, widths, size, numbers, bold=total) for total, cells in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{EDGES}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={_quoted(title)}/><w:tblDescription w:val={_quoted(told)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _widths(headings: Sequence[str], rows: Sequence[tuple[bool, Sequence[Cell]]]) -> list[int]:
    """How wide each column is: as its longest word needs, so that no word is cut, and the first what is left."""
    needs = []
    for place, heading in enumerate(headings):
        words = [heading, *(part for _, cells in rows for part in cells[place])]
        needs.append(max((len(word) for one in words for word in one.split()), default=1) + 2)
    needs[0] = max(needs[0], min(40, max((len(cells[0][0]) for _, cells in rows), default=0)))
    return [WIDTH * need // sum(needs) for need in needs]


def _row(
    cells: Sequence[Cell],
    widths: Sequence[int],
    size: int,
    numbers: bool,
    *,
    bold: bool = False,
    header: bool = False,
) -> str:
    kind = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    look = ("<w:b/>" if bold else "") + f'<w:sz w:val="{size}"/>'
    told = "".join(
        _cell(cell, width, look, right=numbers and place > 0, held=header)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr>{kind}</w:trPr>{told}</w:tr>"


def _cell(cell: Cell, width: int, look: str, *, right: bool, held: bool) -> str:
    text, under = cell
    side = '<w:jc w:val="right"/>' if right else ""
    # A row of headings never stands alone at the foot of a page.
    shape = f'<w:pPr>{"<w:keepNext/>" if held else ""}<w:spacing w:before="40" w:after="40"/>{side}</w:pPr>'
    lines = f"<w:p>{shape}{_run(text, look)}</w:p>"
    if under:
        lines += f"<w:p>{shape}{_run(under, SMALL)}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{lines}</w:tc>'


def _run(text: str, look: str) -> str:
    said = escape(legible(text))
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def _quoted(text: str) -> str:
    return quoteattr(legible(text))
