"""The text of a file of a report, whatever kind of file it is, so that its numbers can be compared."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

MOST = 200_000_000
# What a packed file says of itself and not of the report: styles, dates of making, and what stands where.
NOT_TEXT = re.compile(
    r"(^|/)(docProps|_rels|theme|META-INF|tables?)/|styles|settings|meta\.xml|fontTable|Content_Types|manifest"
)
TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
PACKED = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}


class KindNotKnown(Exception):
    """The file is of no kind that a report is written as."""


def kind_of(content: bytes) -> str:
    """What kind of file this is, by what stands in it: html, json, csv, xlsx, docx, ods or pdf. Raises KindNotKnown."""
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"PK"):
        return _packed_kind(content)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith(b"{"):
        return "json"
    if start.startswith(b"table,"):
        return "csv"
    raise KindNotKnown("It is no HTML, JSON, CSV, XLSX, ODS, DOCX or PDF file of a report")


def text_of(content: bytes) -> str:
    """What is written in a file of a report. Raises KindNotKnown."""
    kind = kind_of(content)
    if kind == "pdf":
        return _pdf(content)
    if kind in ("xlsx", "docx", "ods"):
        return _unpacked(content)
    text = content.decode("utf-8-sig", "replace")
    return unescape(TAGS.sub(" ", text)) if kind == "html" else text


def _packed_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except zipfile.BadZipFile as why:
        raise KindNotKnown("It is a packed file that cannot be opened") from why
    return next(
        (kind for name, kind in PACKED.items() if name in names), "ods" if "content.xml" in names else "zip"
    )


def _unpacked(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        wanted = [
            one
            for one in packed.infolist()
            if one.filename.endswith(".xml") and not NOT_TEXT.search(one.filename)
        ]
        if sum(one.file_size for one in wanted) > MOST:
            raise KindNotKnown("It is larger unpacked than any report")
        parts = [packed.read(one).decode("utf-8", "replace") for one in wanted]
    return unescape(TAGS.sub(" ", "\n".join(parts)))


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
