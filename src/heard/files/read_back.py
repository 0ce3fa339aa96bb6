"""A finished file read back: every string and stream in it, decoded, searched for words that must not be there.

It does not read pages as a reader of pages does, so that what no page shows is found as well: earlier versions, notes,
properties, forms, files inside, tags, and letters that a page sets one by one.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader

from heard.files.finding_words import bare, compact, spans_of

MOST_DEEP = 40
# Words of so many letters count inside others too; shorter ones would be found where nobody wrote them.
LONG = 8
LOOSE = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
HEX = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
SHOWN = re.compile(rb"\(((?:\\.|[^()\\])*)\)")
LARGEST = 30_000_000
PRINTS = frozenset((*range(32, 127), 9, 10, 13))


def read_back(pdf: bytes, wanted: Sequence[str]) -> list[int]:
    """Which of the words (by their place in `wanted`) stand anywhere in a file. Short ones must stand alone."""
    found: set[int] = set()
    compacted = [bare(one)[0] for one in wanted]
    for text in _everything(pdf):
        left = [place for place in range(len(wanted)) if place not in found]
        if not left:
            break
        said = compact(text)
        may = [place for place in left if compacted[place] and compacted[place] in said]
        hits = spans_of(text, [wanted[place] for place in may], LONG) if may else []
        found |= {may[hit.which] for hit in hits}
    return sorted(found)


def _everything(pdf: bytes) -> Iterator[str]:
    yield from _as_read(pdf)
    yield from _as_objects(pdf)
    for loose in _loose(pdf):
        yield from _in_bytes(loose)


def _as_read(pdf: bytes) -> Iterator[str]:
    """What a reader of pages reads, page by page and over their ends."""
    try:
        yield "\f".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    except Exception:  # noqa: BLE001 (a page that cannot be read is still searched as it lies)
        return


def _as_objects(pdf: bytes) -> Iterator[str]:
    try:
        opened = pikepdf.open(BytesIO(pdf))
    except pikepdf.PdfError:
        return
    with opened:
        for one in opened.objects:
            yield from _strings_of(one, 0)
            if isinstance(one, pikepdf.Stream):
                try:
                    plain = one.read_bytes()
                except pikepdf.PdfError:
                    plain = one.read_raw_bytes()
                if _reads(plain):
                    yield from _in_bytes(plain[:LARGEST])


def _strings_of(one: Any, deep: int) -> Iterator[str]:
    if deep > MOST_DEEP:
        return
    if isinstance(one, pikepdf.String | pikepdf.Name):
        yield str(one)
    elif isinstance(one, pikepdf.Array):
        for part in one:
            if not getattr(part, "is_indirect", False):
                yield from _strings_of(part, deep + 1)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for name, part in one.items():
            yield str(name)
            if not getattr(part, "is_indirect", False):
                yield from _strings_of(part, deep + 1)


def _loose(pdf: bytes) -> Iterator[bytes]:
    """The file as it lies, and every stream in it, those of earlier versions that nothing leads to included."""
    yield LOOSE.sub(b" ", pdf)
    for found in LOOSE.finditer(pdf):
        plain = _plain(found[1])
        if _reads(plain):
            yield plain


def _plain(stream: bytes) -> bytes:
    """A stream as it was before it was packed, whether in letters, squeezed, or both."""
    with suppress(ValueError):
        if (said := stream.strip()).endswith(b"~>"):
            stream = base64.a85decode(said[:-2])
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(stream, LARGEST)
    return stream


def _reads(content: bytes) -> bool:
    """Whether bytes may be letters: the dots of a picture are not."""
    start = content[:2000]
    return sum(one in PRINTS or one == 0 for one in start) >= len(start) * 0.7


def _in_bytes(content: bytes) -> Iterator[str]:
    """Bytes as letters: as they are, two to a letter, written in hexadecimal, and the strings a page sets, joined."""
    yield content.decode("latin-1")
    if b"\x00" in content:
        yield content.decode("utf-16-be", "ignore")
        yield content[1:].decode("utf-16-be", "ignore")
    for found in HEX.finditer(content):
        raw = bytes.fromhex(
            re.sub(rb"\s", b"", found[1])[: len(re.sub(rb"\s", b"", found[1])) // 2 * 2].decode()
        )
        yield raw.decode("latin-1")
        yield raw.decode("utf-16-be", "ignore")
    yield b"".join(SHOWN.findall(content)).decode("latin-1")
