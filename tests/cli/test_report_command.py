"""`heard report annual` writes one report in many forms, and they say the same numbers as `heard tables`."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.cli.speaking import asked, heard

pytestmark = pytest.mark.django_db
Key = tuple[str, str, str]


@pytest.fixture
def files(with_cases, tmp_path) -> dict[str, Path]:
    forms = "html,xlsx,csv,json"  # every form is read back in tests/reporting/test_every_format.py
    told = asked("report", "annual", "--period", "2020-21", "--out", tmp_path / "out", "--format", forms)
    return {Path(one).suffix[1:]: Path(one) for one in told["files"]}


@pytest.fixture
def cells(files) -> dict[Key, dict[str, Any]]:
    """Every cell of `heard tables`, by table, row and column."""
    tables = asked("tables", "--period", "2020-21")["tables"]
    found = {(table["id"], cell["row"], cell["column"]): cell for table in tables for cell in table["cells"]}
    assert len(found) > 300
    return found


@pytest.fixture
def empty(with_cases) -> set[str]:
    """Tables without anything to count, which are printed as a sentence."""
    tables = [table for table in asked("tables", "--period", "2020-21")["tables"] if table["nothing"]]
    assert all(not cell["value"] for table in tables for cell in table["cells"])
    return {table["id"] for table in tables}


def test_every_form_asked_for_is_written_and_no_other(with_cases, tmp_path):
    said = heard(
        "report", "annual", "--period", "2020-21", "--out", tmp_path / "some", "--format", "csv,json"
    )

    assert said.code == 0
    assert {path.suffix for path in (tmp_path / "some").iterdir()} == {".csv", ".json"}
    assert all(path.name in said.out for path in (tmp_path / "some").iterdir())


def test_the_json_says_what_the_tables_say(files, cells):
    tables = json.loads(files["json"].read_text("utf-8"))["tables"]

    found = {(table["id"], cell["row"], cell["column"]): cell for table in tables for cell in table["cells"]}
    assert found == cells


def test_the_csv_says_what_the_tables_say(files, cells):
    with files["csv"].open(encoding="utf-8-sig", newline="") as given:
        rows = {(row["table"], row["row"], row["column"]): row for row in csv.DictReader(given)}

    assert set(rows) == set(cells)
    for key, cell in cells.items():
        assert rows[key]["printed"].lstrip("'") == cell["printed"], key
        value = rows[key]["value"]
        assert (float(value) if value else None) == (
            None if cell["value"] is None else pytest.approx(float(cell["value"]))
        ), key


def test_the_workbook_says_what_the_tables_say(files, cells, empty):
    book = openpyxl.load_workbook(files["xlsx"])

    assert book.sheetnames[:2] == ["Cover", "Contents"]
    checked = 0
    for table_id in {key[0] for key in cells} - empty:
        sheet = next(book[name] for name in book.sheetnames if name == table_id[:31])
        headings, *rows = sheet[next(iter(sheet.tables.values())).ref]
        for row in rows:
            for heading, shown in zip(headings[1:], row[1:], strict=True):
                if heading.value != "Notes":
                    cell = cells[table_id, str(row[0].value), str(heading.value)]
                    assert _same(shown.value, cell["printed"])
                    checked += 1
    assert checked == len([key for key in cells if key[0] not in empty])


def _same(shown: Any, printed: str) -> bool:
    if isinstance(shown, str):
        return shown == printed
    return shown == float(re.sub(r"[£,%+]| points", "", printed).replace("−", "-"))


class _Tables(HTMLParser):
    """The tables of a page as they are read out: id, then rows of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.is_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self.is_cell = tag in ("td", "th") or (self.is_cell and tag != "span")
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.is_cell = False

    def handle_data(self, data: str) -> None:
        if self.is_cell and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_the_page_says_what_the_tables_say_and_needs_nothing_from_elsewhere(files, cells, empty):
    text = files["html"].read_text("utf-8")
    page = _Tables()
    page.feed(text)
    shown = {tuple(" ".join(cell.split()) for cell in row) for row in page.rows}

    by_row: dict[tuple[str, str], list[str]] = {}
    for (table, row, _), cell in cells.items():
        if table not in empty:
            by_row.setdefault((table, row), []).append(cell["printed"])
    missing = [(key, printed) for key, printed in by_row.items() if (key[1], *printed) not in shown]
    assert missing == []
    assert not re.search(r'(?:src|href)="https?://(?!www\.legislation\.gov\.uk)', text)
    assert "<script" not in text


def test_a_report_of_a_year_without_cases_is_made_and_says_that_there_are_none(with_cases, tmp_path):
    told = asked("report", "annual", "--period", "1999-00", "--out", tmp_path / "old", "--format", "html")

    assert "in this period" in Path(told["files"][0]).read_text("utf-8")
