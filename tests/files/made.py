"""Files as people send them, made here: each says something of whoever made it, under the word PLANTED."""

from __future__ import annotations

import struct
import wave
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pikepdf
import pillow_heif
from odf.dc import Creator
from odf.office import Annotation
from odf.opendocument import OpenDocumentText
from odf.text import P
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo

PLANTED = "Malik Thornbeck 51.5072N"
SAID = PLANTED.encode()


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (60, 40), turned: int = 6) -> bytes:
    """A picture with a place, a camera and a name in it; red at its left, so that turning it shows."""
    made, out = Image.new("RGB", size, "blue"), BytesIO()
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010F] = turned, PLANTED, PLANTED
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    more: dict[str, Any] = {"exif": exif.tobytes()}
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", PLANTED)
        more["pnginfo"] = text
    if kind == "JPEG":
        more["comment"] = SAID
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    made.save(out, kind, **more)
    return out.getvalue()


def plain_pdf(pages: int = 1) -> bytes:
    """A PDF that says nothing of itself."""
    pdf, out = pikepdf.new(), BytesIO()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.save(out, static_id=True, fix_metadata_version=False)
    return out.getvalue()


def told_pdf(change: Callable[[Any], None] | None = None, **saving: Any) -> bytes:
    """A PDF that says who made it, and whatever else `change` puts into it."""
    pdf, out = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = PLANTED
    with pdf.open_metadata() as said:
        said["dc:creator"] = [PLANTED]
    if change:
        change(pdf)
    pdf.save(out, **saving)
    return out.getvalue()


def word_file() -> bytes:
    """A Word file with an author, a comment, a tracked change and a picture that says where it was taken."""
    made, out = docx.Document(), BytesIO()
    made.core_properties.author = made.core_properties.comments = PLANTED
    written = made.add_paragraph("Nobody rang back.")
    made.add_comment(written.runs, text="Is that so?", author=PLANTED, initials="MT")
    made.add_picture(BytesIO(picture()))
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    """An Excel file with an author and a comment."""
    made, out = openpyxl.Workbook(), BytesIO()
    made.properties.creator = PLANTED
    made.active["A1"] = "Nobody rang back."
    made.active["A1"].comment = Comment("Is that so?", PLANTED)
    made.save(out)
    return out.getvalue()


def open_document() -> bytes:
    """An OpenDocument text with an author and a note."""
    made, out = OpenDocumentText(), BytesIO()
    made.meta.addElement(Creator(text=PLANTED))
    words = P(text="Nobody rang back.")
    note = Annotation()
    note.addElement(Creator(text=PLANTED))
    words.addElement(note)
    made.text.addElement(words)
    made.write(out)
    return out.getvalue()


def rich_text() -> bytes:
    """RTF with an author."""
    return rb"{\rtf1\ansi{\info{\author " + SAID + rb"}{\title {x}}}Nobody rang back.\par}"


def wav() -> bytes:
    """A sound with a label."""
    out = BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(b"\x01\x02" * 400)
    body = out.getvalue()[8:] + b"LIST" + struct.pack("<I", 4 + len(SAID)) + b"INFO" + SAID
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3() -> bytes:
    """A sound with labels at both ends."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    size = len(SAID)
    head = b"ID3\x03\x00\x00" + bytes((0, 0, size >> 7, size & 0x7F)) + SAID
    return head + frame * 4 + b"TAG" + SAID.ljust(125, b"\x00")


def box(name: bytes, *inside: bytes) -> bytes:
    """A box of an MP4."""
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), name) + body


def mp4(brand: bytes = b"isom", track: bytes = b"vide", *more: bytes) -> bytes:
    """A film that says where it was taken."""
    handler = box(b"hdlr", bytes(8) + track + bytes(12) + SAID + b"\x00")
    header = box(b"mvhd", bytes(4) + b"\xde\xad\xbe\xef" * 2 + bytes(80))
    media = box(b"trak", box(b"mdia", handler, box(b"minf", box(b"stbl"))))
    told = box(b"udta", box(b"\xa9xyz", SAID))
    return (
        box(b"ftyp", brand + bytes(4))
        + box(b"moov", header, media, told)
        + box(b"mdat", b"dots" * 9)
        + b"".join(more)
    )


def _element(number: bytes, body: bytes, *, live: bool = False) -> bytes:
    return number + (b"\x01" + b"\xff" * 7 if live else b"\x01" + len(body).to_bytes(7, "big")) + body


def webm(*, live: bool = True) -> bytes:
    """A recording as a browser makes one, live: it does not say how long it is."""
    info = _element(b"\x15\x49\xa9\x66", _element(b"\x7b\xa9", SAID) + _element(b"\x4d\x80", b"Chrome"))
    track = _element(
        b"\x16\x54\xae\x6b", _element(b"\xae", _element(b"\x83", b"\x02") + _element(b"\x53\x6e", SAID))
    )
    cluster = _element(
        b"\x1f\x43\xb6\x75", _element(b"\xe7", b"\x00") + _element(b"\xa3", b"\x81" + b"dots" * 9), live=live
    )
    tags = _element(b"\x12\x54\xc3\x67", SAID)
    return _element(b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm") + _element(
        b"\x18\x53\x80\x67", info + track + cluster + tags, live=live
    )


def _page(number: int, packet: bytes, flags: int = 0) -> bytes:
    from heard.files.ogg import _sum

    sizes = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = b"OggS\x00" + bytes((flags,)) + bytes(8) + b"ABCD" + struct.pack("<I", number) + bytes(4)
    made = bytearray(head + bytes((len(sizes),)) + sizes + packet)
    made[22:26] = struct.pack("<I", _sum(made))
    return bytes(made)


def ogg() -> bytes:
    """A sound with who made it and a comment."""
    text = struct.pack("<I", len(SAID)) + SAID
    head = b"OpusHead\x01\x01" + bytes(9)
    return (
        _page(0, head, 2)
        + _page(1, b"OpusTags" + text + struct.pack("<I", 1) + text)
        + _page(2, b"dots" * 9, 4)
    )


def zipped(parts: dict[str, bytes], *, change: Callable[[ZipFile], None] | None = None) -> bytes:
    """A packed folder of parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
        if change:
            change(folder)
    return out.getvalue()


def changed(content: bytes, **parts: bytes) -> bytes:
    """A packed file with parts changed or added: `word__x` is `word/x`."""
    with ZipFile(BytesIO(content)) as folder:
        there = {name: folder.read(name) for name in folder.namelist()}
    return zipped(
        there | {name.replace("__", "/").replace("_dot_", "."): body for name, body in parts.items()}
    )


TELLING: dict[str, Callable[[], bytes]] = {
    "jpg": picture,
    "png": lambda: picture("PNG"),
    "webp": lambda: picture("WEBP"),
    "heic": lambda: picture("HEIF"),
    "pdf": told_pdf,
    "docx": word_file,
    "xlsx": workbook,
    "odt": open_document,
    "rtf": rich_text,
    "wav": wav,
    "mp3": mp3,
    "mp4": mp4,
    "m4a": lambda: mp4(b"M4A ", b"soun"),
    "3gp": lambda: mp4(b"3gp4"),
    "webm": webm,
    "ogg": ogg,
}
