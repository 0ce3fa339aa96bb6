"""The words of a file as far as a machine reads them quickly: its first pages. A picture or a recording has none."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader

log = logging.getLogger(__name__)
LARGEST = 20 * 1024 * 1024
MOST_WORDS = 40_000  # letters
MOST_XML = 2_000_000
PAGES = 3
# What a page is drawn by: a plan or a map of a page may be drawn by millions of lines, and holds few words.
LARGEST_PAGE = 2_000_000
HEADERS = re.compile(r"^word/header\d*\.xml$")
ENDS_A_LINE = re.compile(r"</(?:w:p|text:p|text:h)>|<(?:w:br|text:line-break)[^>]*/>")
TAG = re.compile(r"<[^>]{0,5000}>")
RTF_LINE = re.compile(r"\\(?:par|line)\b ?")
RTF_MARK = re.compile(r"\\'([0-9a-f]{2})", re.I)
RTF_WORD = re.compile(r"\\\*?[a-z]+-?\d* ?|[{}]|\\[^a-z']", re.I)


def words_of(content: bytes, media_type: str) -> str:
    """The first words of a file that is plain text, PDF, Word, OpenDocument or RTF; nothing of any other.

    A file that cannot be read has no words here: who may see it is then what the person who adds it says.
    """
    read = READERS.get(media_type)
    if read is None or len(content) > LARGEST:
        return ""
    try:
        return read(content)[:MOST_WORDS]
    except Exception:  # A file from outside can be broken in any way.
        log.info("a paper could not be read for its words", exc_info=True)
        return ""


def _of_text(content: bytes) -> str:
    return content[: MOST_WORDS * 4].decode("utf-8", "ignore")


def _of_pdf(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return "\n".join(_of_page(pages[number]) for number in range(min(len(pages), PAGES)))


def _of_page(page: object) -> str:
    drawn = page.get_contents()  # type: ignore[attr-defined]
    if drawn is None or len(drawn.get_data()) > LARGEST_PAGE:
        return ""
    return str(page.extract_text())  # type: ignore[attr-defined]


def _of_word(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as opened:
        headers = sorted(name for name in opened.namelist() if HEADERS.match(name))[:3]
        return "\n".join(_of_part(opened, name) for name in (*headers, "word/document.xml"))


def _of_open_document(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as opened:
        return _of_part(opened, "content.xml")


def _of_part(opened: ZipFile, name: str) -> str:
    with opened.open(name) as part:
        xml = part.read(MOST_XML).decode("utf-8", "ignore")
    return unescape(TAG.sub("", ENDS_A_LINE.sub("\n", xml)))


def _of_rtf(content: bytes) -> str:
    raw = content[:MOST_XML].decode("latin-1")
    said = RTF_MARK.sub(lambda found: bytes.fromhex(found[1]).decode("cp1252", "ignore"), raw)
    return RTF_WORD.sub("", RTF_LINE.sub("\n", said))


READERS: Mapping[str, Callable[[bytes], str]] = {
    "text/plain": _of_text,
    "application/pdf": _of_pdf,
    "application/rtf": _of_rtf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _of_word,
    "application/vnd.oasis.opendocument.text": _of_open_document,
}
