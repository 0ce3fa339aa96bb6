"""What cameras write into JPEG and PNG, taken out without painting the picture anew: for those inside other files."""

from __future__ import annotations

import struct

# A JPEG's segments that its dots need: its frame, how colours are meant (Adobe's), and how wide a dot is (JFIF).
_NEEDED = frozenset((0xE0, 0xEE))
_SAYING = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))
_PNG = b"\x89PNG\r\n\x1a\n"


def without_marks(content: bytes) -> bytes:
    """A JPEG or PNG without what it says of itself; anything else as it is."""
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(_PNG):
        return _png(content)
    return content


def _jpeg(content: bytes) -> bytes:
    out, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xDA:  # from here on there are only dots
            break
        if mark == 0xFF:
            at += 1
            continue
        size = struct.unpack(">H", content[at + 2 : at + 4])[0] + 2
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE) or mark in _NEEDED:
            out.append(content[at : at + size])
        at += size
    return b"".join(out) + content[at:]


def _png(content: bytes) -> bytes:
    out, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        size = struct.unpack(">I", content[at : at + 4])[0] + 12
        if content[at + 4 : at + 8] not in _SAYING:
            out.append(content[at : at + size])
        at += size
    return b"".join(out)
