"""A file is read for what it is, in a process of its own, and gives the same rows in whichever form it came."""

import csv
import io
import os
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from tests.importing.hostile import as_xlsx, rezipped

from heard.importing import read
from heard.importing.dates import NotADate, read_date
from heard.importing.layout import exact_duplicates, find_table
from heard.importing.read import Refused, read_file

CASES = Path(__file__).parents[1] / "fixtures" / "cases"
LISTS = sorted(CASES.glob("*_*_com*.csv")) + sorted(CASES.glob("*_ombudsman.csv"))
FIVE_PAST_ONE = datetime(2016, 4, 7, 13, 5)  # noqa: DTZ001 (a spreadsheet knows no time zones)
DATE_WORDS = ("date", "target", "start", "extended", "sent", "responded", "requested")


def rows_of(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    encoding = "cp1252" if "messy" in path.name else "utf-8"
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def with_real_dates(rows):
    """The same rows as a spreadsheet would hold them: dates as dates, whole numbers as numbers."""
    return [[_as_cell(cell) for cell in row] for row in rows]


def _as_cell(text):
    if text.isdigit() and not text.startswith("0"):
        return int(text)
    try:
        return read_date(text)
    except NotADate:
        return text


def write_xlsx(path, rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)


def write_xls(path, rows):
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet, as_date = workbook.add_sheet("List"), xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(at, place, cell, as_date if isinstance(cell, date) else xlwt.Style.default_style)
    workbook.save(path)


def write_ods(path, rows):
    book = OpenDocumentSpreadsheet()
    table = OdfTable(name="List")
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(path)


def _ods_cell(cell):
    if isinstance(cell, date):
        return TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int):
        return TableCell(valuetype="float", value=cell)
    made = TableCell(valuetype="string") if cell else TableCell()
    if cell:
        made.addElement(P(text=cell))
    return made


def meaning(table):
    """A table with each cell as one word for its value, however it was spelt or stored."""
    days = [any(word in heading.lower() for word in DATE_WORDS) for heading in table.headings]
    rows = [
        (row.number, [_meant(cell, is_day) for cell, is_day in zip(row.cells, days, strict=True)])
        for row in table.rows
    ]
    return table.heading_row, table.headings, rows, table.ignored, exact_duplicates(table)


def _meant(cell, is_day):
    if is_day:
        try:
            return read_date(cell)
        except NotADate:
            pass
    return None if cell is None else str(cell).strip()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_means_the_same_as_csv_xlsx_xls_and_ods(path, tmp_path):
    rows = with_real_dates(rows_of(path))
    as_csv = find_table(read_file(path)[0])

    for kind, write in (("xlsx", write_xlsx), ("xls", write_xls), ("ods", write_ods)):
        write(tmp_path / f"list.{kind}", rows)
        table = find_table(read_file(tmp_path / f"list.{kind}")[0])
        assert meaning(table) == meaning(as_csv)


@pytest.mark.parametrize("path", [path for path in LISTS if "messy" in path.name], ids=lambda path: path.stem)
def test_a_hand_kept_list_has_the_same_records_as_its_clean_copy(path):
    clean = find_table(read_file(path.with_name(path.name.replace("_messy", "")))[0])
    messy = find_table(read_file(path)[0])
    repeats = exact_duplicates(messy)

    assert messy.headings == clean.headings
    assert [r.cells[0].strip() for r in messy.rows if r.number not in repeats] == [
        r.cells[0] for r in clean.rows
    ]
    for place, heading in enumerate(clean.headings):
        if heading.startswith(("Date", "Stage start", "Response", "10 day", "20 day")):
            days = [read_date(row.cells[place]) for row in messy.rows if row.number not in repeats]
            assert days == [read_date(row.cells[place]) for row in clean.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_is_read_in_each_alphabet_and_with_each_separator(encoding, separator, tmp_path):
    file = tmp_path / "list.csv"
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([["Ref", "Name"], ["1", "Zoë’s “£5”, mostly; or | so"]])
    file.write_bytes(text.getvalue().encode(encoding))

    assert read_file(file)[0].rows == [["Ref", "Name"], ["1", "Zoë’s “£5”, mostly; or | so"]]


def test_the_separator_named_in_the_first_line_is_believed_and_row_numbers_still_count_that_line(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("sep=;\nRef;Sums\n1;2,5,6,7\n")

    assert read_file(file)[0].rows == [[], ["Ref", "Sums"], ["1", "2,5,6,7"]]


def test_a_line_break_inside_quotation_marks_does_not_begin_a_row(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(b'Ref,Note\r\n1,"one\r\ntwo"\r\n2,three\r\n')

    assert read_file(file)[0].rows == [["Ref", "Note"], ["1", "one\r\ntwo"], ["2", "three"]]


def test_a_workbook_keeps_what_each_cell_was(tmp_path):
    file = tmp_path / "kinds.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["B2"], sheet["C2"], sheet["D2"] = date(2016, 4, 7), FIVE_PAST_ONE, time(13, 5)
    sheet["E2"], sheet["F2"], sheet["G2"], sheet["H2"] = 12.0, 1.5, True, " text "
    sheet["B4"], sheet["B4"].data_type = "#N/A", "e"
    workbook.save(file)

    assert read_file(file)[0].rows == [
        [],
        ["", date(2016, 4, 7), FIVE_PAST_ONE, time(13, 5), 12, 1.5, True, " text "],
        [],
        ["", "#N/A"],
    ]


def test_an_error_in_an_old_workbook_is_said_and_not_left_blank(tmp_path):
    workbook = xlwt.Workbook()
    workbook.add_sheet("First").write(0, 0, "x")
    workbook.add_sheet("Second").row(1).set_cell_error(2, 0x2A)
    workbook.save(str(tmp_path / "errors.xls"))

    assert [sheet.rows for sheet in read_file(tmp_path / "errors.xls")] == [[["x"]], [[], ["", "", "#N/A"]]]


def test_dates_of_a_workbook_that_counts_from_1904_are_the_same_days(tmp_path):
    new = openpyxl.Workbook()
    new.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    new.active["A1"] = date(2016, 4, 7)
    new.save(tmp_path / "mac.xlsx")
    old = xlwt.Workbook()
    old.dates_1904 = True
    old.add_sheet("List").write(0, 0, date(2016, 4, 7), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    old.save(str(tmp_path / "mac.xls"))

    assert read_file(tmp_path / "mac.xlsx")[0].rows == [[date(2016, 4, 7)]]
    assert read_file(tmp_path / "mac.xls")[0].rows == [[date(2016, 4, 7)]]


def test_a_formula_gives_the_answer_that_was_saved_with_it(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "sums.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '=""&"x"', None, "x")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")

    assert read_file(tmp_path / "sums.xlsx")[0].rows == [[2, "x", "#DIV/0!"]]


def test_a_formula_whose_saved_answer_is_an_empty_text_is_a_blank(tmp_path):
    def answered(sheet: bytes) -> bytes:
        cell = b'<c r="B1" t="str"><f>IF(A1="","x","")</f><v></v></c>'
        return sheet.replace(b"</c></row>", b"</c>" + cell + b"</row>")

    (tmp_path / "blank.xlsx").write_bytes(rezipped(as_xlsx([["x"]]), xl__worksheets__sheet1_xml=answered))

    assert read_file(tmp_path / "blank.xlsx")[0].rows == [["x"]]


def test_hidden_sheets_are_left_out_and_the_others_come_in_order(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["first"])
    workbook.create_sheet("Lists").append(["hidden"])
    workbook["Lists"].sheet_state = "hidden"
    workbook.create_sheet("Second").append(["second"])
    workbook.save(tmp_path / "three.xlsx")

    assert [(sheet.name, sheet.rows) for sheet in read_file(tmp_path / "three.xlsx")] == [
        ("Sheet", [["first"]]),
        ("Second", [["second"]]),
    ]


def test_the_message_calls_the_file_what_the_person_calls_it(tmp_path):
    (tmp_path / "upload-83").write_bytes(b"%PDF-1.7")

    with pytest.raises(Refused, match="“Complaints .2016.pdf” was not read. It is a PDF"):
        read_file(tmp_path / "upload-83", name="Complaints \x1b2016.pdf")


def run_child(code: str, **options) -> subprocess.CompletedProcess:
    environment = {"PYTHONPATH": str(Path(read.__file__).parents[2])}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, **options
    )


def test_the_process_that_reads_knows_nothing_of_django_or_our_settings():
    said = run_child(
        "import sys, heard.importing.read_child, heard.importing.read_workbook; print(*sys.modules)"
    ).stdout

    assert "heard.importing.read_child" in said
    assert not {"django", "subprocess", "socket", "pickle", "sqlite3"} & set(said.split())


def test_the_process_that_reads_is_given_none_of_our_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("HEARD_SECRET_KEY", "not for the child")
    seen = {}
    real = subprocess.Popen

    def watched(*arguments, **options):
        seen.update(options)
        return real(*arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    (tmp_path / "list.csv").write_text("Ref,Team\n1,South\n")
    read_file(tmp_path / "list.csv")

    assert set(seen["env"]) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LC_ALL"}
    assert not seen.get("shell")


LIMITS = "from heard.importing.read_child import _limit; _limit({size});"


def test_the_limit_on_memory_holds_and_without_it_the_same_work_passes():
    greedy = "import mmap; room = mmap.mmap(-1, 1_200 * 1024 * 1024); print('had it')"

    assert "Cannot allocate memory" in run_child(LIMITS.format(size=0) + greedy).stderr
    assert run_child(greedy).stdout == "had it\n"


def test_the_process_that_reads_can_write_no_file(tmp_path):
    write = f"open({str(tmp_path / 'made')!r}, 'w').write('x' * 10_000)"

    assert run_child(LIMITS.format(size=0) + write).returncode != 0
    assert not (tmp_path / "made").exists() or (tmp_path / "made").stat().st_size == 0
    assert run_child(write).returncode == 0


def test_a_process_that_takes_too_long_is_stopped_and_the_person_told(monkeypatch, tmp_path):
    monkeypatch.setattr(read, "_seconds_for", lambda size: 0.05)
    (tmp_path / "list.csv").write_text("Ref,Team\n" + "1,South\n" * 400_000)

    with pytest.raises(Refused, match="more memory or time"):
        read_file(tmp_path / "list.csv")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b'{"sheet":""}\n["half',
        b"[1]\n",
        b'{"sheet":""}\n[1]\n',
        b"\x80\x04junk\n",
        b'{"sheet":""}\n[[1],[[9,"D","x"]]]\n',
    ],
    ids=repr,
)
def test_an_answer_that_breaks_off_or_makes_no_sense_is_never_taken_for_a_whole_sheet(answer):
    with pytest.raises(read._CutShort):
        read._collect(io.BytesIO(answer))


def test_no_open_file_is_left_behind(tmp_path):
    (tmp_path / "list.csv").write_text("Ref,Team\n1,South\n")
    read_file(tmp_path / "list.csv")
    before = len(os.listdir("/proc/self/fd"))

    for _ in range(3):
        read_file(tmp_path / "list.csv")

    assert len(os.listdir("/proc/self/fd")) == before
