"""Looking an old Excel workbook (XLS) over: locked, not a workbook at all, or cells that hold errors."""

from typing import BinaryIO

from heard.importing.read_cell import SAVE_AGAIN, Refused
from heard.importing.read_zip import locked

_STREAMS = (
    ("WordDocument", "It is a Word document, not a workbook. Heard reads CSV, XLSX, XLS and ODS. " + SAVE_AGAIN),
    ("PowerPoint Document", "It is a PowerPoint presentation, not a workbook. " + SAVE_AGAIN),
    ("EncryptedPackage", locked()),
    ("__substg1.0_", "It is an Outlook message, not a workbook. Save its attachment and try with that."),
)


def look_over_xls(file: BinaryIO) -> dict[str, list[tuple[int, int, str]]]:
    """Refuse what only shares the wrapping of an XLS workbook; give the cells that hold an error, by sheet."""
    file.seek(0)
    data = file.read()
    for stream, why in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise Refused(why)
    return {}
