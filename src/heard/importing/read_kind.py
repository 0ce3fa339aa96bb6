"""What a file is, told by its first bytes and never by its name."""

from heard.importing.read_cell import SAVE_AGAIN, Refused

_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"{\\rtf", "a document (RTF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed folder (7z)"),
    (b"Rar!", "a compressed folder (RAR)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\x00\x01\x00\x00Standard", "a database (Access)"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(start: bytes) -> str:
    """ "zip" (XLSX or ODS), "xls" or "csv". Raises Refused for what is plainly no spreadsheet."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(_OLE):
        return "xls"
    for magic, what in _OTHER_KINDS:
        # two letters may well begin a list ("BMW enquiry"); a program or picture has a NUL soon after
        if start.startswith(magic) and (len(magic) > 2 or magic == b"\x1f\x8b" or b"\x00" in start[:64]):
            raise Refused(
                f"It is {what}, not a spreadsheet. Heard reads CSV, XLSX, XLS and ODS. {SAVE_AGAIN}"
            )
    _refuse_markup(start)
    return "csv"


def _refuse_markup(start: bytes) -> None:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text.startswith(b"<"):
        return
    if b"<?mso-application" in text or b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        what = "an XML spreadsheet of 2003"
    elif text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<div")):
        what = "a web page (HTML), whatever its name says"
    else:
        what = "an XML or web page"
    raise Refused(f"It is {what}, not a spreadsheet. Heard reads CSV, XLSX, XLS and ODS. {SAVE_AGAIN}")
