"""What a spreadsheet holds besides what it shows: every trick by which a sheet that looks clean tells more.

A sheet of ours is flat: cells and nothing else. Whatever this finds keeps a sheet from going out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from heard.files.refusing import NotTaken, Why

MOST = 60_000_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
# Parts that a flat sheet does not have, by what they tell.
PARTS: Mapping[str, re.Pattern[str]] = {
    "pivot": re.compile(r"^xl/pivot(Cache|Tables)/"),
    "comments": re.compile(r"^xl/(comments|threadedComments|persons)"),
    "links": re.compile(r"^xl/externalLinks/"),
    "connections": re.compile(r"^xl/(connections\.xml|queryTables/|model/)"),
    "files_inside": re.compile(r"^xl/(embeddings|media|drawings|charts|activeX|ctrlProps)/"),
    "custom_xml": re.compile(r"^(customXml/|docProps/custom\.xml)"),
    "macros": re.compile(r"vbaProject\.bin$|^xl/macrosheets/"),
    "tracked": re.compile(r"^xl/revisions/"),
}


def tricks_in(content: bytes) -> list[str]:
    """What a spreadsheet (XLSX) tells besides its cells, by the codes of `sheet_words`. Raises NotTaken."""
    try:
        with ZipFile(BytesIO(content)) as opened:
            names = opened.namelist()
            if "xl/workbook.xml" not in names:
                raise NotTaken(Why.KIND)
            found = {code for code, pattern in PARTS.items() if any(pattern.search(one) for one in names)}
            styles = _root(opened, "xl/styles.xml") if "xl/styles.xml" in names else None
            found |= set(_of_workbook(_root(opened, "xl/workbook.xml")))
            used: set[int] = set()
            for name in names:
                if SHEET.match(name):
                    sheet = _root(opened, name)
                    found |= set(_of_sheet(sheet, styles))
                    used |= {
                        int(one.findtext(f"{MAIN}v") or 0)
                        for one in sheet.iter(f"{MAIN}c")
                        if one.get("t") == "s"
                    }
            found |= set(_of_words(opened, names, used)) | set(_of_properties(opened, names))
    except NotTaken:
        raise
    except Exception as why:
        raise NotTaken(Why.DAMAGED) from why
    return sorted(found)


def _root(opened: ZipFile, name: str) -> Any:
    with opened.open(name) as part:
        content = part.read(MOST + 1)
    if len(content) > MOST:
        raise NotTaken(Why.SWELLS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _of_workbook(book: Any) -> Iterator[str]:
    if any(one.get("state", "visible") != "visible" for one in book.iter(f"{MAIN}sheet")):
        yield "hidden_sheet"
    ours = {"_xlnm.Print_Titles"}
    if any(one.get("name") not in ours for one in book.iter(f"{MAIN}definedName")):
        yield "names"


def _of_sheet(sheet: Any, styles: Any) -> Iterator[str]:
    for code, tag, is_so in SIGNS:
        if any(is_so(one) for one in sheet.iter(MAIN + tag)):
            yield code
    used = {int(one.get("s", 0)) for one in sheet.iter(f"{MAIN}c") if len(one)}
    used |= {int(one.get("s", 0)) for one in sheet.iter(f"{MAIN}row")}
    if styles is not None:
        yield from _of_styles(styles, used)


def _is_thin(one: Any, size: str) -> bool:
    return one.get("hidden") in ("1", "true") or float(one.get(size) or 9) < 0.7


SIGNS: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("hidden_column", "col", lambda one: _is_thin(one, "width")),
    ("hidden_row", "row", lambda one: _is_thin(one, "ht")),
    ("formulas", "f", lambda one: True),
    ("validation", "dataValidation", lambda one: True),
    ("headers", "headerFooter", lambda one: bool("".join(one.itertext()).strip())),
    ("hyperlinks", "hyperlink", lambda one: True),
)


def _of_styles(styles: Any, used: set[int]) -> Iterator[str]:
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(f"{MAIN}numFmt")}
    fonts, fills = _children(styles, "fonts"), _children(styles, "fills")
    for place, style in enumerate(_children(styles, "cellXfs")):
        if place not in used:
            continue
        if re.fullmatch(
            r'\s*;\s*;\s*;?\s*|(;|"\s*"|\s)+', formats.get(style.get("numFmtId"), "General") or "General"
        ):
            yield "no_format"
        font, fill = fonts[int(style.get("fontId", 0))], fills[int(style.get("fillId", 0))]
        if _font_colour(font) == _fill_colour(fill) or float(_size(font)) < 3:
            yield "white_text"


def _children(styles: Any, tag: str) -> list[Any]:
    parent = styles.find(MAIN + tag)
    return [] if parent is None else list(parent)


def _font_colour(font: Any) -> str:
    colour = font.find(f"{MAIN}color")
    if colour is None:
        return "000000"
    if colour.get("theme") == "0" or colour.get("indexed") in ("1", "9"):
        return "FFFFFF"
    return (colour.get("rgb") or "FF000000")[-6:].upper()


def _fill_colour(fill: Any) -> str:
    pattern = fill.find(f"{MAIN}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return "FFFFFF"
    colour = pattern.find(f"{MAIN}fgColor")
    if colour is None or colour.get("theme") == "0":
        return "FFFFFF"
    return (colour.get("rgb") or "FF000000")[-6:].upper()


def _size(font: Any) -> str:
    size = font.find(f"{MAIN}sz")
    return "11" if size is None else size.get("val", "11")


def _of_words(opened: ZipFile, names: list[str], used: set[int]) -> Iterator[str]:
    if "xl/sharedStrings.xml" in names:
        there = len(list(_root(opened, "xl/sharedStrings.xml").iter(f"{MAIN}si")))
        if set(range(there)) - used:
            yield "unused_words"


def _of_properties(opened: ZipFile, names: list[str]) -> Iterator[str]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name not in names:
            continue
        for one in _root(opened, name).iter():
            tag = etree.QName(one).localname
            if tag in ("creator", "lastModifiedBy", "Company", "Manager") and (one.text or "").strip():
                yield "properties"
