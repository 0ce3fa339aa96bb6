"""Ogg: pages of packets. The packet of comments is blanked in its place, and its pages are summed anew."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from heard.files.refusing import NotTaken, Why

COMMENTS = ((b"OpusHead", b"OpusTags"), (b"\x01vorbis", b"\x03vorbis"))


def clean(content: bytes) -> tuple[bytes, bool]:
    """The same sound; sure where it is one stream of Opus or Vorbis."""
    sound = bytearray(content)
    pages = list(_pages(sound))
    streams = {bytes(sound[at + 14 : at + 18]) for at, _, _ in pages}
    if not pages:
        raise NotTaken(Why.DAMAGED)
    first = bytes(sound[pages[0][1] : pages[0][1] + 8])
    begins = next((mark for head, mark in COMMENTS if first.startswith(head)), None)
    if len(streams) != 1 or begins is None:
        return content, False
    places = _second_packet(sound, pages)
    _blank(sound, places, begins)
    for at, body, end in pages[1:]:
        sound[at + 22 : at + 26] = bytes(4)
        sound[at + 22 : at + 26] = struct.pack("<I", _sum(sound[at:end]))
        if body > places[-1]:
            break
    return bytes(sound), True


def _pages(sound: bytearray) -> Iterator[tuple[int, int, int]]:
    """Where each page begins, where its packets begin, and where it ends."""
    at = 0
    while at < len(sound):
        if sound[at : at + 4] != b"OggS" or at + 27 > len(sound):
            raise NotTaken(Why.DAMAGED)
        body = at + 27 + sound[at + 26]
        end = body + sum(sound[at + 27 : body])
        if end > len(sound):
            raise NotTaken(Why.DAMAGED)
        yield at, body, end
        at = end


def _second_packet(sound: bytearray, pages: list[tuple[int, int, int]]) -> list[int]:
    """The place of each byte of the second packet: it may run over several pages."""
    places: list[int] = []
    for at, body, _ in pages[1:]:
        place = body
        for size in sound[at + 27 : body]:
            places.extend(range(place, place + size))
            place += size
            if size < 255:
                return places
    raise NotTaken(Why.DAMAGED)


def _blank(sound: bytearray, places: list[int], begins: bytes) -> None:
    """Who made it and each comment become spaces of the same length, so that nothing moves."""
    said = bytes(sound[place] for place in places)
    if not said.startswith(begins):
        raise NotTaken(Why.DAMAGED)
    plain, at = bytearray(said), len(begins)
    at = _spaced(plain, at, b"")
    count = struct.unpack("<I", plain[at : at + 4])[0]
    at += 4
    for _ in range(min(count, len(plain))):
        at = _spaced(plain, at, b"X=")
    if begins == b"OpusTags":  # what follows the comments is padding, and may hold anything
        plain[at:] = bytes(len(plain) - at)
    for place, byte in zip(places, plain, strict=True):
        sound[place] = byte


def _spaced(plain: bytearray, at: int, begins: bytes) -> int:
    size = int(struct.unpack("<I", plain[at : at + 4])[0])
    if at + 4 + size > len(plain):
        raise NotTaken(Why.DAMAGED)
    plain[at + 4 : at + 4 + size] = begins[:size].ljust(size)
    return at + 4 + size


def _table() -> list[int]:
    table = []
    for first in range(256):
        value = first << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        table.append(value)
    return table


_TABLE = _table()


def _sum(page: bytearray) -> int:
    value = 0
    for byte in page:
        value = (value << 8 ^ _TABLE[(value >> 24) ^ byte]) & 0xFFFFFFFF
    return value
