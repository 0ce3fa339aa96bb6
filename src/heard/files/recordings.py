"""Sound and film: what says where, when and with what they were made is blanked where the form lets us be sure."""

from __future__ import annotations

import struct

from heard.files import boxes, matroska, ogg
from heard.files.cleaned import Cleaned
from heard.files.kinds import M4A, MOBILE, MP3, MP4, OGG, WAV, WEBM, Kind
from heard.files.refusing import NotTaken, Why

KEPT_OF_WAV = (b"fmt ", b"fact", b"data")


def clean(content: bytes, kind: Kind) -> Cleaned:
    """The recording with the same sound and pictures, saying nothing of itself. Raises NotTaken."""
    wash = {MP3: _mp3, WAV: _wav, OGG: ogg.clean, WEBM: matroska.clean}.get(kind)
    if kind in (MP4, M4A, MOBILE):
        wash = boxes.clean
    try:
        plain, is_sure = wash(content) if wash else (content, False)
    except (struct.error, IndexError) as why:
        raise NotTaken(Why.DAMAGED) from why
    return Cleaned(kind, plain if plain != content else None, is_sure)


def _mp3(content: bytes) -> tuple[bytes, bool]:
    """Without the labels at either end."""
    while content[:3] == b"ID3":
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    content = content.lstrip(b"\x00")
    for _ in range(3):
        content = _without_tail(content)
    if not content:
        raise NotTaken(Why.DAMAGED)
    return content, content[0] == 0xFF and content[1] & 0xE0 == 0xE0


def _without_tail(content: bytes) -> bytes:
    if content[-128:-125] == b"TAG":
        return content[:-128]
    if content[-32:-24] == b"APETAGEX":
        size, flags = struct.unpack("<I", content[-20:-16])[0], struct.unpack("<I", content[-12:-8])[0]
        return content[: -size - (32 if flags & 0x80000000 else 0)] if size else content
    return content


def _wav(content: bytes) -> tuple[bytes, bool]:
    """Only the form of the sound and the sound."""
    kept, at = [], 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])[0]
        size = min(size, len(content) - at - 8)  # a recorder that was cut off says what it would have been
        if name in KEPT_OF_WAV:
            kept.append(
                name + struct.pack("<I", size) + content[at + 8 : at + 8 + size] + b"\x00" * (size % 2)
            )
        at += 8 + size + size % 2
    if not any(one.startswith(b"data") for one in kept):
        raise NotTaken(Why.DAMAGED)
    body = b"WAVE" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body, True
