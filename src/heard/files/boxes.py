"""MP4, M4A and 3GP: boxes in boxes. What speaks of the maker is blanked in its place, so that nothing else moves."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from heard.files.refusing import NotTaken, Why

SAYS = frozenset((b"udta", b"meta", b"uuid", b"free", b"skip", b"prft", b"ID32", b"cprt"))
HOLDS = frozenset(
    (b"moov", b"trak", b"mdia", b"moof", b"traf", b"edts", b"minf", b"dinf", b"stbl", b"mvex", b"mfra")
)
KNOWN = frozenset(
    (b"ftyp", b"moov", b"mdat", b"wide", b"moof", b"mfra", b"sidx", b"styp", b"pdin", b"ssix", *SAYS)
)
DATED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
SHOWN = frozenset((b"vide", b"soun"))
DEEPEST = 12


def clean(content: bytes) -> tuple[bytes, bool]:
    """The same film or sound; sure where each track is picture or sound and each box is one we know."""
    plain = bytearray(content)
    names = set(_blank(plain, 0, len(plain), 0))
    top = {name for _, name, _, _ in _boxes(plain, 0, len(plain))}
    if b"moov" not in top and b"moof" not in top:
        raise NotTaken(Why.DAMAGED)
    return bytes(plain), top <= KNOWN and names <= SHOWN


def _blank(film: bytearray, start: int, end: int, deep: int) -> Iterator[bytes]:
    """Blank what speaks of the maker; give what each track is for."""
    if deep > DEEPEST:
        raise NotTaken(Why.TOO_MUCH)
    for at, name, body, stop in list(_boxes(film, start, end)):
        if name in SAYS:
            film[at + 4 : at + 8] = b"free"
            film[body:stop] = bytes(stop - body)
        elif name in DATED:
            wide = 8 if film[body] else 4
            film[body + 4 : body + 4 + 2 * wide] = bytes(2 * wide)
        elif name == b"hdlr":
            yield bytes(film[body + 8 : body + 12])
            film[body + 24 : stop] = bytes(stop - body - 24)
        elif name in HOLDS:
            if name == b"minf":  # its own handler says how samples are kept, and is no track
                list(_blank(film, body, stop, deep + 1))
            else:
                yield from _blank(film, body, stop, deep + 1)


def _boxes(film: bytearray, start: int, end: int) -> Iterator[tuple[int, bytes, int, int]]:
    """Where each box stands, its name, where its content begins and where it ends."""
    at = start
    while at < end:
        if at + 8 > end:
            raise NotTaken(Why.DAMAGED)
        size, name = struct.unpack(">I4s", film[at : at + 8])
        body = at + 8
        if size == 1:
            size, body = struct.unpack(">Q", film[at + 8 : at + 16])[0], at + 16
        stop = end if size == 0 else at + size
        if stop < body or stop > end:
            raise NotTaken(Why.DAMAGED)
        yield at, name, body, stop
        at = stop
