"""Looking a zipped workbook (XLSX, ODS) over before anything unpacks it. Runs in the child process."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from heard.files.zip_members import MOST_PARTS, Fault, fault_in
from heard.importing import read_marks
from heard.importing.read_cell import (
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    SAVE_AGAIN,
    Refused,
)

_TAIL = 64 * 1024  # kept from the chunk before, so that nothing hides across the edge of two chunks
_SAID = {
    Fault.TOO_MANY: f"It has {{:,}} parts; a workbook has at most {MOST_PARTS:,}. It may be a zip made to do harm.",
    Fault.OUTSIDE: "One of its parts is named to be put outside the workbook.",
    Fault.TWICE: "Two of its parts have the same name, so it can be read in two ways.",
    Fault.PACKED_STRANGELY: "One of its parts is packed in a way that no spreadsheet program uses.",
}
_PICTURES = (".svg", ".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_DAMAGED = "The workbook is damaged or was cut short, so it cannot be opened. "


def look_over_zip(file: BinaryIO) -> read_marks.Marks:
    """Refuse a workbook that would swell, mislead or point elsewhere; note the cells that need words."""
    try:
        with zipfile.ZipFile(file) as workbook:
            _judge(workbook.infolist())
            kind = _kind(workbook)
            marks = read_marks.Marks(kind)
            for member in workbook.infolist():
                _look_over_member(workbook, member, marks)
            return marks
    except _BROKEN as error:
        raise Refused(_DAMAGED + SAVE_AGAIN) from error


def _judge(members: list[zipfile.ZipInfo]) -> None:
    found = fault_in(members, most_unpacked=MAX_UNPACKED_BYTES, each=False)
    if found is None:
        return
    if found.fault is Fault.SWELLS:
        raise _swells(found.number)
    if found.fault is Fault.LOCKED:
        raise Refused(locked())
    raise Refused(f"{_SAID[found.fault].format(found.number)} {SAVE_AGAIN}")


def locked() -> str:
    """What is said of a workbook under a password."""
    return (
        "It is locked with a password, so it cannot be read. Open it, take the password off "
        "(File, Info, Protect Workbook), save it and try again."
    )


def _swells(unpacked: int) -> Refused:
    return Refused(
        f"It would swell to {unpacked // MEGABYTE:,} MB or more when unpacked (a “zip bomb”, or "
        "thousands of empty "
        "formatted rows). Copy your list alone into a new workbook, save that and try again."
    )


def _kind(workbook: zipfile.ZipFile) -> str:
    names = {member.filename.replace("\\", "/").lower() for member in workbook.infolist()}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise _other("an Excel binary workbook (.xlsb)")
    if "word/document.xml" in names:
        raise _other("a Word document")
    if "ppt/presentation.xml" in names:
        raise _other("a PowerPoint presentation")
    if "content.xml" in names and "mimetype" in names:
        return _open_document(workbook)
    if any(name.endswith(".xml.rels") or name == "[content_types].xml" for name in names):
        return "xlsx"  # its workbook may stand elsewhere: the reader follows the relations, or fails
    raise _other("a zip folder")


def _open_document(workbook: zipfile.ZipFile) -> str:
    with workbook.open("mimetype") as file:
        says = file.read(200).decode("ascii", "replace").strip()
    if "opendocument.spreadsheet" not in says:
        raise _other("an OpenDocument file of another kind")
    return "ods"


def _other(what: str) -> Refused:
    return Refused(f"It is {what}, not a workbook. Heard reads CSV, XLSX, XLS and ODS. {SAVE_AGAIN}")


def _look_over_member(workbook: zipfile.ZipFile, member: zipfile.ZipInfo, marks: read_marks.Marks) -> None:
    said = member.file_size
    name = member.filename.replace("\\", "/")
    reading = marks.sheet(name)
    before = b""
    for chunk in _unpacked(workbook, member, said):
        if not before:
            _judge_start(name, chunk)
        window = before + chunk
        if not name.lower().endswith(_PICTURES):
            _refuse_declarations(window)
        before = reading(window) if reading else window[-64:]
    if reading:
        reading(before, True)


def _unpacked(workbook: zipfile.ZipFile, member: zipfile.ZipInfo, said: int) -> Iterator[bytes]:
    """The part in chunks, as it truly unpacks: what it says of its own size is not believed."""
    member.file_size = MAX_UNPACKED_BYTES + MEGABYTE
    total = 0
    with workbook.open(member) as file:
        while chunk := file.read(MEGABYTE):
            total += len(chunk)
            if total > said:
                break
            yield chunk
    member.file_size = said
    if total != said:
        raise Refused(f"One of its parts is not the size that it says it is. {SAVE_AGAIN}")


def _judge_start(name: str, chunk: bytes) -> None:
    if chunk.startswith(b"PK\x03\x04"):
        raise Refused(
            f"There is another zip or workbook inside it ({name[:80]}). Take out the embedded file, or copy "
            "your list alone into a new workbook, and try again."
        )
    is_text = name.lower().endswith((".xml", ".rels"))
    if is_text and (chunk.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in chunk[:200]):
        raise Refused(
            f"One of its parts is written in an alphabet that no spreadsheet program uses. {SAVE_AGAIN}"
        )


def _refuse_declarations(window: bytes) -> None:
    if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
        raise Refused(
            "Inside it is an XML declaration (DOCTYPE or ENTITY) that can make a small file "
            "swell, or fetch other "
            f"files. No spreadsheet program writes one. {SAVE_AGAIN}"
        )
