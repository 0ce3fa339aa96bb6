"""Refused rows come back as the person's own sheet, with why, and never as formulas."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importing.sheets import judged, table

from heard.importing.layout import find_table
from heard.importing.read import read_file
from heard.importing.refused_rows import refused_csv, refused_xlsx, safe_in_csv, write_refused

SHEET = table(
    "Ref | Date received | Outcome | Words",
    ("A1", "soon", None, "=cmd|' /C calc'!A1"),
    ("A2", date(2026, 4, 1), None, "fine"),
    ("A3", date(2027, 4, 1), None, "@SUM(1+1)"),
)
FORMULAS = [
    "=1+1",
    "+1+cmd|' /C calc'!A1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "\x00=1+1",
    "=HYPERLINK(1)",
]


def judgement():
    return judged(SHEET, as_="complaints")


def read_csv(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_the_copy_has_the_persons_headings_and_a_column_that_says_why():
    heading, first, second = read_csv(refused_csv(SHEET, judgement()))

    assert heading == ["Ref", "Date received", "Outcome", "Words", "Row in your sheet", "What to mend"]
    assert (first[0], first[4]) == ("A1", "2")
    assert "Date received: It is not a date" in first[5]
    assert second[1] == "01/04/2027"


def test_the_whole_sheet_can_come_back_with_reasons_beside_the_refused_rows():
    rows = read_csv(refused_csv(SHEET, judgement(), only_refused=False))

    assert [row[0] for row in rows[1:]] == ["A1", "A2", "A3"]
    assert rows[2][5] == ""


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_the_csv_can_act_as_a_formula(formula):
    assert safe_in_csv(formula).startswith("'")


@pytest.mark.parametrize(
    "honest", ["+44 1472 326292", "-", "-5", "+1.5", "A1", "07/04/2016", "a=b", "£300", ""]
)
def test_honest_cells_stay_as_they_are(honest):
    assert safe_in_csv(honest) == honest


@given(st.text(max_size=20))
@settings(deadline=None)
def test_whatever_a_cell_says_it_cannot_begin_a_formula(text):
    safe = safe_in_csv(text)

    assert not safe.lstrip().startswith(("=", "@", "＝", "＠"))
    assert not safe.startswith(("\t", "\r", "\n", "\x00")) or not safe.strip()


def test_the_workbook_holds_text_and_real_dates_and_no_formulas():
    book = openpyxl.load_workbook(io.BytesIO(refused_xlsx(SHEET, judgement())))
    (sheet,) = book.worksheets
    rows = list(sheet.iter_rows())

    assert [cell.value for cell in rows[0]][:2] == ["Ref", "Date received"]
    assert (rows[1][3].value, rows[1][3].data_type) == ("=cmd|' /C calc'!A1", "s")
    assert rows[2][1].is_date
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None for row in rows for cell in row)


@pytest.mark.parametrize("name", ["mend.csv", "mend.xlsx"])
def test_the_copy_can_be_mended_and_read_again(tmp_path: Path, name: str):
    write_refused(tmp_path / name, SHEET, judgement())

    again = find_table(read_file(tmp_path / name)[0])

    assert again.headings[:4] == SHEET.headings
    assert len(again.rows) == 2


def test_cells_beyond_the_headings_are_not_lost():
    sheet = table("Ref | Date received | Outcome", ("A1", "01/04/2026", None, "Upheld"))
    rows = read_csv(refused_csv(sheet, judged(sheet, as_="complaints")))

    assert rows[1][2] == "Upheld"
    assert "more cells than there are headings" in rows[1][4]
