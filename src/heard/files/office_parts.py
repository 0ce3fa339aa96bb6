"""The parts of Word, Excel and PowerPoint files that say who wrote them, when, with what, or fetch something."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import Any

from heard.files.marked_text import name_of, refuse_declarations, text_of, tree_of
from heard.files.marks import without_marks
from heard.files.refusing import NotTaken, Why

NOBODY = "Author"
# Parts that only say who and with what; they go, and with them what points to them.
GONE = re.compile(
    r"^(docProps/|customXml/|_xmlsignatures/|word/people\.xml$|word/documentTags|docMetadata/|xl/customProperty|"
    r"ppt/tags/|ppt/customXml|word/webextensions/|xl/webextensions/|userCustomization/|customUI/)",
    re.I,
)
READ = re.compile(
    r"\.rels$|^word/[^/]+\.xml$|comment|person|author|^xl/workbook\.xml$|^ppt/(presProps|presentation)\.xml$",
    re.I,
)
WHO = frozenset(("author", "displayName", "name"))
WHO_ELSE = frozenset(("initials", "userId", "providerId", "userName", "lastIdx"))
WHEN = frozenset(("date", "dateUtc", "dT", "dt", "created", "modified"))
# What somebody did to the words, or said beside them, under their name and at a time.
NOTED = frozenset(
    (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "comment",
        "cmAuthor",
        "author",
        "person",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tcPrChange",
        "trPrChange",
        "tblGridChange",
        "numberingChange",
        "cellIns",
        "cellDel",
        "cellMerge",
        "moveFromRangeStart",
        "moveToRangeStart",
        "threadedComment",
        "cm",
        "tblPrExChange",
        "customXmlInsRangeStart",
        "customXmlDelRangeStart",
    )
)
DROPPED = frozenset(("rsids", "docVars", "mailMerge", "fileSharing", "dataBinding"))
FETCHES = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|RD)\b", re.I)
RUNS = re.compile(r"\b(DDEAUTO|DDE|MACROBUTTON|CONTROL)\b")
HARMLESS_LINK = re.compile(r"^(https?://|mailto:|tel:|#)", re.I)
PLAIN_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf")
OTHER_PICTURES = (
    ".tif",
    ".tiff",
    ".heic",
    ".webp",
    ".wdp",
    ".svg",
    ".eps",
    ".mp4",
    ".m4a",
    ".mov",
    ".wav",
    ".mp3",
)


def clean(parts: dict[str, bytes]) -> tuple[dict[str, bytes], bool]:
    """The parts without what they say of whoever wrote them, and whether that is sure. Raises NotTaken."""
    gone = {name for name in parts if GONE.search(name)}
    plain = {name: _part(name, content, gone) for name, content in parts.items() if name not in gone}
    plain = {name: content for name, content in plain.items() if not _relations_of(name, gone)}
    is_sure = not any(name.lower().endswith(OTHER_PICTURES) for name in plain)
    return plain, is_sure


def _relations_of(name: str, gone: set[str]) -> bool:
    folder, file = posixpath.split(name)
    return file.endswith(".rels") and posixpath.join(posixpath.dirname(folder), file[:-5]) in gone


def _part(name: str, content: bytes, gone: set[str]) -> bytes:
    low = name.lower()
    if low.endswith(PLAIN_PICTURES):
        return without_marks(content)
    if "printersettings" in low:
        return bytes(len(content))
    if not low.endswith((".xml", ".rels", ".vml")):
        return content
    refuse_declarations(content)
    if low == "[content_types].xml":
        return _types(content, gone)
    if low.endswith(".rels"):
        return _relations(name, content, gone)
    return _washed(content) if READ.search(name) else content


def _types(content: bytes, gone: set[str]) -> bytes:
    root = tree_of(content)
    for one in list(root):
        if one.get("PartName", "").lstrip("/") in gone:
            root.remove(one)
    return text_of(root)


def _relations(name: str, content: bytes, gone: set[str]) -> bytes:
    """What a part points to: what is gone is not pointed to, and nothing outside is fetched."""
    root = tree_of(content)
    home = posixpath.dirname(posixpath.dirname(name))
    for one in list(root):
        target, kind = one.get("Target", ""), one.get("Type", "")
        if kind.endswith(("/aFChunk", "/control", "/vbaProject")):
            raise NotTaken(Why.PROGRAM)
        if one.get("TargetMode", "") == "External":
            if not (kind.endswith("/hyperlink") and HARMLESS_LINK.match(target)):
                one.set("Target", "NULL")
        elif _place(home, target) in gone or GONE.search(_place(home, target)):
            root.remove(one)
    return text_of(root)


def _place(home: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(home, target))


def _washed(content: bytes) -> bytes:
    root = tree_of(content)
    for one in list(root.iter()):
        name = name_of(one.tag)
        if name in DROPPED and one.getparent() is not None:
            one.getparent().remove(one)
            continue
        if name in ("instrText", "delInstrText", "fldSimple"):
            _judge_field(one)
        _say_nobody(one, name)
    return text_of(root)


def _say_nobody(one: Any, name: str) -> None:
    if name == "author" and one.text:  # Excel's list of those who commented
        one.text = NOBODY
    for key in list(one.attrib):
        plain = name_of(key)
        if plain.startswith("rsid") or (name in NOTED and plain in WHEN):
            del one.attrib[key]
        elif name in NOTED and plain in WHO:
            one.set(key, NOBODY)
        elif name in NOTED and plain in WHO_ELSE:
            one.set(key, "None" if plain == "providerId" else "0" if plain == "lastIdx" else "")


def _judge_field(one: Any) -> None:
    """A field that starts a program is refused; one that fetches a file does so no more."""
    said: Iterable[str] = (one.text or "", *(str(value) for value in one.attrib.values()))
    if any(RUNS.search(words) for words in said):
        raise NotTaken(Why.MACROS)
    if FETCHES.search(one.text or ""):
        one.text = ""
    for key, value in one.attrib.items():
        if FETCHES.search(str(value)):
            one.set(key, "")
