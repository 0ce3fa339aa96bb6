"""What a file is by what stands in it, never by its name. Nothing is unpacked or parsed, so it may run anywhere."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from heard.files.refusing import NotTaken, Why

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: its media type, the ending of its name, and how it is opened."""

    media_type: str
    ending: str
    family: str  # picture, pdf, packed, rtf, text, sound or film

    @property
    def has_parts(self) -> bool:
        """Whether it is a packed folder of parts, as Word files are."""
        return self.family == "packed"


PNG = Kind("image/png", "png", "picture")
JPEG = Kind("image/jpeg", "jpg", "picture")
WEBP = Kind("image/webp", "webp", "picture")
HEIC = Kind("image/heic", "heic", "picture")
PDF = Kind("application/pdf", "pdf", "pdf")
RTF = Kind("application/rtf", "rtf", "rtf")
TEXT = Kind("text/plain", "txt", "text")
MP3 = Kind("audio/mpeg", "mp3", "sound")
OGG = Kind("audio/ogg", "ogg", "sound")
WAV = Kind("audio/wav", "wav", "sound")
M4A = Kind("audio/mp4", "m4a", "sound")
WEBM = Kind("video/webm", "webm", "film")
MP4 = Kind("video/mp4", "mp4", "film")
MOBILE = Kind("video/3gpp", "3gp", "film")
OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = Kind(OPEN_XML + "wordprocessingml.document", "docx", "packed")
XLSX = Kind(OPEN_XML + "spreadsheetml.sheet", "xlsx", "packed")
PPTX = Kind(OPEN_XML + "presentationml.presentation", "pptx", "packed")
ODT = Kind("application/vnd.oasis.opendocument.text", "odt", "packed")
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", "ods", "packed")
ODP = Kind("application/vnd.oasis.opendocument.presentation", "odp", "packed")
TAKEN = (
    PNG, JPEG, WEBP, HEIC, PDF, RTF, TEXT, MP3, OGG, WAV, M4A, WEBM, MP4, MOBILE, DOCX, XLSX, PPTX, ODT, ODS, ODP,
)  # fmt: skip
BY_MEDIA_TYPE = {kind.media_type: kind for kind in TAKEN}

BEGINS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"{\\rtf", RTF),
    (b"ID3", MP3),
    (b"OggS", OGG),
    (b"\x1a\x45\xdf\xa3", WEBM),
)
# What the first box of a film, a sound or a picture of a phone says it is.
BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), HEIC),
    **dict.fromkeys((b"M4A ", b"M4B "), M4A),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gr6", b"3gs6", b"3g2a", b"3g2b"), MOBILE),
    **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"qt  ",
                     b"M4V ", b"MSNV", b"dash", b"mmp4"), MP4),
}  # fmt: skip
# What is run rather than read, by how it begins.
PROGRAMS = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe",
    b"dex\n", b"L\x00\x00\x00\x01\x14\x02\x00", b"MSCF", b"\x00asm", b"!<arch>",
)  # fmt: skip
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOLDERS = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08")
PACKED = b"PK\x03\x04"
# A page of the web, or a drawing that may hold a script, whatever its name says.
MARKUP = re.compile(rb"<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php|%|meta|xsl:|!entity)", re.I)
# In a picture or a recording no page and no program begins; the texts that cameras leave are no pages.
HIDDEN = re.compile(rb"<(!doctype\s+html|html[\s>]|script[\s>]|svg[\s>]|\?php|iframe[\s>])", re.I)
RUNS_BY_NAME = re.compile(
    r"\.(html?|xhtml|svgz?|js|mjs|vbs?|vbe|jse|wsf|wsh|hta|ps1|psm1|bat|cmd|com|exe|scr|pif|msi|reg|lnk|url|sh|php\d?|"
    r"asp|aspx|jsp|py|pl|rb|jar|app|command|desktop|xml|xsl|xht|mht|mhtml|swf|chm|cpl|inf|scf|settingcontent-ms)\s*$",
    re.I,
)
START = 4096
TAIL = 66_000


def kind_of(content: bytes, name: str = "") -> Kind:
    """What a file is by what stands in it. Raises NotTaken.

    `name` is asked only of plain text, in which a program and a letter look alike. What is packed is told by the names
    of its parts, in `heard.files.packed`; until then it is DOCX.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise NotTaken(Why.EMPTY)
    found = _by_its_start(content)
    if found is None:
        found = _as_text(content, name)
    else:
        _refuse_two_kinds(content, found)
    return found


def _by_its_start(content: bytes) -> Kind | None:
    for begins, kind in BEGINS:
        if content.startswith(begins):
            return kind
    if content.startswith(PACKED):
        return DOCX
    if content.startswith(b"RIFF") and content[8:12] in (b"WAVE", b"WEBP"):
        return WAV if content[8:12] == b"WAVE" else WEBP
    if content[4:8] == b"ftyp":
        return _by_brand(content)
    return MP3 if _is_bare_mp3(content) else None


def _by_brand(content: bytes) -> Kind:
    """A film, sound or picture by the brands in its first box: the main one first, then those it also follows."""
    size = min(struct.unpack(">I", content[:4])[0], 256)
    brands = [content[8:12], *(content[at : at + 4] for at in range(16, size, 4))]
    found = next((BRANDS[brand] for brand in brands if brand in BRANDS), None)
    if found is None:
        raise NotTaken(Why.KIND)
    return found


def _is_bare_mp3(content: bytes) -> bool:
    """An MP3 without a head of its own begins with a frame: eleven bits set, layer III, a rate there is."""
    return (
        len(content) > 100
        and content[0] == 0xFF
        and content[1] & 0xE6 == 0xE2
        and content[2] >> 4 not in (0, 15)
        and content[2] & 0x0C != 0x0C
    )


def _as_text(content: bytes, name: str) -> Kind:
    start = content[:START]
    if start.startswith(PROGRAMS[2:]) or (start.startswith(PROGRAMS[:2]) and b"\x00" in start):
        raise NotTaken(Why.PROGRAM)
    if start.startswith(FOLDERS):
        raise NotTaken(Why.PACKED)
    plain = start.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip()
    if MARKUP.match(plain) or MARKUP.search(plain[:1024]) or HIDDEN.search(content[:MEGABYTE]):
        raise NotTaken(Why.PAGE)
    if b"%PDF-" in start[:1024] or _ends_as_a_folder(content):
        raise NotTaken(Why.TWO_KINDS)
    if b"\x00" in content or not _is_utf8(content):
        raise NotTaken(Why.KIND)
    if RUNS_BY_NAME.search(name):
        raise NotTaken(Why.PROGRAM)
    return TEXT


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_two_kinds(content: bytes, kind: Kind) -> None:
    """A file that can be read as two kinds is read as the one by us and as the other by whoever made it."""
    start = content[:START]
    if kind is not PDF and b"%PDF-" in start[:1024]:
        raise NotTaken(Why.TWO_KINDS)
    if not kind.has_parts and _ends_as_a_folder(content):
        raise NotTaken(Why.TWO_KINDS)
    if kind.family in ("picture", "sound", "film") and HIDDEN.search(start):
        raise NotTaken(Why.TWO_KINDS)
    if kind is PDF and (HIDDEN.search(start[:1024]) or content[5:6] not in b"12"):
        raise NotTaken(Why.TWO_KINDS)


def _ends_as_a_folder(content: bytes) -> bool:
    """Whether the end says, as a packed folder does, where its list of parts stands."""
    tail = content[-TAIL:]
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        end = tail[at : at + 22]
        if len(end) == 22 and struct.unpack("<H", end[20:22])[0] <= len(tail) - at - 22:
            parts, size, start = struct.unpack("<HII", end[10:20])
            if size + start <= len(content) and size >= parts * 46:
                return True
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return False
