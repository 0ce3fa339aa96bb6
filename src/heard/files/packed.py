"""Files packed of parts (Word, Excel, PowerPoint, OpenDocument): judged before they are unpacked, then packed anew."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from heard.files import office_parts, open_document_parts
from heard.files.cleaned import Cleaned
from heard.files.kinds import DOCX, ODP, ODS, ODT, OLD_OFFICE, PACKED, PPTX, XLSX, Kind
from heard.files.refusing import NotTaken, Why
from heard.files.zip_members import MEGABYTE, Fault, fault_in

MOST_UNPACKED = 300 * MEGABYTE
WHY = {
    Fault.TOO_MANY: Why.TOO_MANY_PARTS,
    Fault.OUTSIDE: Why.OUTSIDE,
    Fault.TWICE: Why.OUTSIDE,
    Fault.LOCKED: Why.LOCKED,
    Fault.PACKED_STRANGELY: Why.DAMAGED,
    Fault.SWELLS: Why.SWELLS,
}
DEEPEST = 2
MACROS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/|basic/|scripts/)|^basic/|^scripts/", re.I
)
INSIDE = re.compile(r"(^|/)(embeddings/|afchunk|mhtml)|\.(mht|mhtml|html?|exe|dll|js|vbs|scr|lnk)$", re.I)
MAIN = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
SAYS_IT_IS = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}
WHEN = (1980, 1, 1, 0, 0, 0)
Parts = dict[str, bytes]


def clean(content: bytes, kind: Kind, deep: int = 0) -> Cleaned:
    """The file packed anew without what it says of itself. Raises NotTaken."""
    try:
        parts = _unpacked(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as why:
        raise NotTaken(Why.DAMAGED) from why
    found = _kind_of(parts)
    inside = {name for name in parts if INSIDE.search(name)}
    _refuse_inside(parts, inside)
    for name in inside:
        if deep >= DEEPEST:
            raise NotTaken(Why.TOO_MUCH)
        parts[name] = clean(parts[name], DOCX, deep + 1).copy or parts[name]
    is_open_document = found in (ODT, ODS, ODP)
    wash = open_document_parts.clean if is_open_document else office_parts.clean
    plain, is_sure = wash(parts)
    return Cleaned(found, _packed(plain), is_sure, found)


def _unpacked(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as folder:
        members = folder.infolist()
        _judge(members)
        parts: Parts = {}
        room = MOST_UNPACKED
        for member in members:
            if member.is_dir():
                continue
            with folder.open(member) as file:
                parts[member.filename] = file.read(member.file_size + 1)
            room -= len(parts[member.filename])
            if room < 0 or len(parts[member.filename]) != member.file_size:
                raise NotTaken(Why.SWELLS)
    return parts


def _judge(members: list[zipfile.ZipInfo]) -> None:
    """Nothing that would swell, land elsewhere, or be read in two ways. What a part says of itself is held to later."""
    found = fault_in(members, most_unpacked=MOST_UNPACKED)
    if found is not None:
        raise NotTaken(WHY[found.fault])
    if any(MACROS.search(member.filename) for member in members):
        raise NotTaken(Why.MACROS)


def _kind_of(parts: Mapping[str, bytes]) -> Kind:
    if "mimetype" in parts and "content.xml" in parts:
        found = SAYS_IT_IS.get(parts["mimetype"].strip())
        if found is None:
            raise NotTaken(Why.KIND)
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise NotTaken(Why.LOCKED)
        return found
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise NotTaken(Why.MACROS)
    for name, kind in MAIN:
        if name in parts:
            if "[Content_Types].xml" not in parts:
                raise NotTaken(Why.DAMAGED)
            return kind
    raise NotTaken(Why.PACKED)


def _refuse_inside(parts: Mapping[str, bytes], inside: set[str]) -> None:
    """Another file inside may be an office file, which is looked over in its turn, and nothing else."""
    for name, content in parts.items():
        if content.startswith((OLD_OFFICE, b"MZ", b"\x7fELF")):
            raise NotTaken(Why.PROGRAM)
        if name in inside and not content.startswith(PACKED):
            raise NotTaken(Why.PROGRAM)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for name in sorted(parts, key=lambda one: (one not in ("mimetype", "[Content_Types].xml"), one)):
            member = zipfile.ZipInfo(name, WHEN)
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            folder.writestr(member, parts[name])
    return out.getvalue()
