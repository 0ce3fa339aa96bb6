"""The parts of OpenDocument files that say who wrote them, when, with what, or fetch something."""

from __future__ import annotations

import re
from typing import Any

from heard.files.marked_text import name_of, refuse_declarations, text_of, tree_of
from heard.files.marks import without_marks

NOBODY = "Author"
GONE = re.compile(
    r"^(Thumbnails/|META-INF/(document|macro)signatures|manifest\.rdf$|meta\.xml$|Versions/)",
    re.I,
)
READ = re.compile(r"(^|/)(content|styles|settings|meta)\.xml$", re.I)
WHO = frozenset(
    (
        "creator",
        "initial-creator",
        "creator-initials",
        "printed-by",
        "author-name",
        "author-initials",
        "sender-firstname",
        "sender-lastname",
        "sender-initials",
        "sender-email",
        "sender-company",
    )
)
WHEN = frozenset(("date-string", "creation-date", "print-date"))
PRINTER = re.compile(r"Printer|DocumentUrl|Rsid|Password", re.I)
SHOWN = frozenset(("image", "object", "object-ole", "plugin", "applet", "floating-frame", "section-source"))
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.I)
RUNS = re.compile(r"(javascript|vnd\.sun\.star|macro|data|file):", re.I)
PICTURES = (".png", ".jpg", ".jpeg")
OTHER = (".tif", ".tiff", ".heic", ".webp", ".mp4", ".wav", ".mp3", ".svg")


def clean(parts: dict[str, bytes]) -> tuple[dict[str, bytes], bool]:
    """The parts without what they say of whoever wrote them, and whether that is sure. Raises NotTaken."""
    gone = {name for name in parts if GONE.search(name)}
    plain = {name: _part(name, content, gone) for name, content in parts.items() if name not in gone}
    return plain, not any(name.lower().endswith(OTHER) for name in plain)


def _part(name: str, content: bytes, gone: set[str]) -> bytes:
    low = name.lower()
    if low.endswith(PICTURES):
        return without_marks(content)
    if not low.endswith((".xml", ".rdf")):
        return content
    refuse_declarations(content)
    if low == "meta-inf/manifest.xml":
        return _listed(content, gone)
    return _washed(content) if READ.search(name) else content


def _listed(content: bytes, gone: set[str]) -> bytes:
    root = tree_of(content)
    for one in list(root):
        path = next((str(value) for key, value in one.attrib.items() if name_of(key) == "full-path"), "")
        if path in gone or path.startswith("Thumbnails/"):
            root.remove(one)
    return text_of(root)


def _washed(content: bytes) -> bytes:
    root = tree_of(content)
    for one in list(root.iter()):
        name = name_of(one.tag)
        if name in WHO:
            one.text = NOBODY
        elif name in WHEN or (name == "date" and one.prefix == "dc") or name == "event-listener":
            if one.getparent() is not None:
                one.getparent().remove(one)
        elif name == "config-item" and PRINTER.search(" ".join(str(value) for value in one.attrib.values())):
            one.text = ""
        else:
            _fetch_nothing(one)
    return text_of(root)


def _fetch_nothing(one: Any) -> None:
    """What is shown in the page is in the file; a link that somebody follows stays."""
    shown = name_of(one.tag) in SHOWN
    for key, value in one.attrib.items():
        if name_of(key) == "href" and (RUNS.match(str(value)) or (shown and ELSEWHERE.match(str(value)))):
            one.set(key, "")
