"""Two councils' whole reports in every format: the same figures in all, and each format fit to be read by everybody."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import docx
import lxml.html
import openpyxl
import pikepdf
import pytest
from django.db import transaction
from docx.oxml.ns import qn
from odf.opendocument import load as load_odf
from odf.table import DatabaseRange, Table, TableCell
from odf.teletype import extractText
from tests.reporting.pdf_reading import Tagged, tagged_once
from tests.reporting.pdf_rules import HEADINGS, faults
from tests.reporting.reading_back import EVERY_CELL, FRONT, READERS, bare, expected, plain
from tests.reporting.test_printed_tables import NOW, TODAY, bring_in

from heard.figures.suppression import suppress
from heard.reporting import pdf as pdf_module
from heard.reporting.annual import AnnualReport, Released, annual_report
from heard.reporting.files import MAKERS, as_file, file_name
from heard.reporting.formats import FORMATS, UnknownFormat
from heard.reporting.pdf import CannotSetPdf, can_set_pdf, to_pdf
from heard.reporting.pictures import picture_of
from heard.reporting.showing import show, to_definition

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PERIODS = {"CV": "2016-17", "NE": "2020-21"}
SAID = "Of the complaints answered, most were answered in time."
STATEMENTS = (
    ("As at", "The figures are those of the day named."),
    ("Data quality", "Two fields are patchy."),
)
RELEASED = Released(
    "R3-2",
    2,
    datetime.fromisoformat("2026-11-20T10:00+00:00"),
    "Dana",
    "ab12" * 16,
    812,
    "2026-11",
    5,
    3,
    "A first.",
)


@dataclass(frozen=True)
class Made:
    """A report, its file in each format, and its PDF as it came from the typesetter."""

    report: AnnualReport
    files: dict[str, bytes]
    raw: bytes


def made(report: AnnualReport, patch: pytest.MonkeyPatch) -> Made:
    """A report in every format, its PDF set once."""
    raw: list[bytes] = []
    keep = pdf_module.completed
    patch.setattr(pdf_module, "completed", lambda given: raw.append(given) or keep(given))
    files = {name: as_file(report, name) for name in FORMATS}
    patch.undo()
    return Made(report, files, raw[0])


def with_words(report: AnnualReport) -> AnnualReport:
    """As somebody wrote and released it."""
    first, *others = report.sections
    return replace(
        report,
        title="How we heard children and families, 2020/21",
        author="Amina",
        statements=STATEMENTS,
        released=RELEASED,
        sections=(replace(first, commentary=(SAID,)), *others),
    )


def held_back(report: AnnualReport) -> AnnualReport:
    """Some tables of a report as they would be released: small numbers held back."""
    wanted = ("by-nature", "methods", "received-by-kind", "outcomes-by-stage")
    tables = suppress([one for one in report.tables if one.id in wanted], threshold=5).tables
    shown = tuple(show(one, link=to_definition, picture=picture_of(one)) for one in tables)
    return replace(report, tables=tables, sections=(replace(report.sections[0], tables=shown),))


@pytest.fixture(scope="module")
def reports(fixtures: Any, django_db_setup: None, django_db_blocker: Any) -> dict[str, Made]:
    """Both councils' reports from their lists with their own tables, and one with small numbers held back."""
    if not can_set_pdf():
        pytest.skip("No Pango: apt-get install libpangoft2-1.0-0 fonts-liberation")
    made_so_far = {}
    with pytest.MonkeyPatch.context() as patch:
        for council, period in PERIODS.items():
            with django_db_blocker.unblock(), transaction.atomic():
                frames = bring_in(fixtures / "cases", council, messy=False)
                report = annual_report(frames, period=period, today=TODAY, at=NOW)
                transaction.set_rollback(True)
            made_so_far[council] = made(with_words(report) if council == "NE" else report, patch)
        made_so_far["held back"] = made(held_back(report), patch)
    return made_so_far


@pytest.mark.parametrize("which", [*PERIODS, "held back"])
def test_every_cell_is_the_same_in_every_format(reports, which):
    report, files = reports[which].report, reports[which].files
    right = expected(report)
    cells = sum(len(row.cells) for _, rows in right.values() for row in rows)
    wrong = {name for name, read in READERS.items() if told(name, read(files[name]), right) != right}

    assert set(READERS) == set(FORMATS) == set(MAKERS) == set(files)
    assert cells > (50 if which == "held back" else 1000)
    assert wrong == set()
    assert ("[c]" in str(right)) == (which == "held back")


def told(name: str, read: Any, right: Any) -> Any:
    """What a format tells of the tables that have something to count."""
    return {title: table for title, table in read.items() if title in right} if name in EVERY_CELL else read


def test_one_figure_changed_in_one_place_is_seen_in_every_format(reports):
    report, files = reports["held back"].report, reports["held back"].files
    first, *others = report.tables
    row = next(row for row in first.rows if row.cells[0].value)
    cells = (replace(row.cells[0], printed="1,234"), *row.cells[1:])
    rows = tuple(replace(one, cells=cells) if one is row else one for one in first.rows)
    other = expected(replace(report, tables=(replace(first, rows=rows), *others)))

    assert all(told(name, read(files[name]), other) != other for name, read in READERS.items())


def test_what_is_held_back_is_in_no_file_beside_its_mark(reports):
    files = reports["held back"].files
    held = [line for line in lines(zipped(files["zip"], "figures.csv")) if line["mark"] == "c"]
    cells = [
        cell
        for table in json.loads(files["json"])["tables"]
        for cell in table["cells"]
        if cell["mark"] == "c"
    ]
    told_in_charts = [
        table.picture_words
        for section in reports["held back"].report.sections
        for table in section.tables
        if table.picture
    ]

    assert len(held) == len(cells) > 3
    assert all(line[name] == "" for line in held for name in ("value", "percent", "base", "not_known"))
    assert all(cell[name] is None for cell in cells for name in ("value", "percent", "base", "not_known"))
    assert not any("[c]" in words for words in told_in_charts), (
        "a chart of a number withheld would say nought"
    )


def words_of(name: str, file: bytes) -> str:
    """Everything a format says, without space."""
    if name == "html":
        return plain(lxml.html.fromstring(file.decode()).text_content())
    if name == "pdf":
        tagged = tagged_once(file)
        return plain(tagged.text(tagged.root))
    if name == "docx":
        return plain("".join(docx.Document(io.BytesIO(file)).element.itertext(qn("w:t"))))
    if name == "xlsx":
        rows = (row for sheet in openpyxl.load_workbook(io.BytesIO(file)) for row in sheet.values)
        return plain(" ".join(str(one) for row in rows for one in row if one is not None))
    if name == "ods":
        return plain(extractText(load_odf(io.BytesIO(file)).spreadsheet))
    if name == "json":
        return plain(re.sub(r"\\n", " ", file.decode()))
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return plain(package.read("words.csv").decode() + package.read("tables.csv").decode())


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_every_format_says_the_commentary_the_statements_the_release_and_what_is_empty(reports, name):
    report = reports["NE"].report
    words = words_of(name, reports["NE"].files[name])
    wanted = [
        report.heading,
        *report.opening,
        *report.closing,
        SAID,
        *(one for pair in STATEMENTS for one in pair),
    ]
    wanted += [table.nothing for table in report.tables if table.nothing]

    assert len(wanted) > 20
    assert [one for one in wanted if plain(one) not in words] == []


@pytest.mark.parametrize("which", [*PERIODS, "held back"])
def test_no_format_prints_a_dash_and_every_mark_is_explained(reports, which):
    made_of = reports[which]
    printed = {text for _, rows in expected(made_of.report).values() for row in rows for text, _ in row.cells}
    marks = {text for text in printed if text.startswith("[")}

    assert printed & {"–", "-", ""} == set()
    assert marks == {mark for mark, _ in made_of.report.marks} and "[c]" in marks or which != "held back"
    for name in ("html", "pdf", "docx", "xlsx", "ods", "json"):
        words = words_of(name, made_of.files[name])
        assert [mark for mark, meaning in made_of.report.marks if plain(meaning) not in words] == [], name


# The PDF


@pytest.mark.parametrize("which", [*PERIODS, "held back"])
def test_the_pdf_keeps_every_rule_of_structure(reports, which):
    pdf = tagged_once(reports[which].files["pdf"])

    assert faults(pdf) == []
    assert any(text.startswith("Page 1 of") for text in pdf.artifacts)
    assert len(pdf.file.pages) > 1
    assert str(pdf.file.docinfo["/Title"]).startswith(reports[which].report.heading)


def test_the_pdf_is_read_in_the_order_of_the_page_and_its_charts_are_told(reports):
    report, file = reports["NE"].report, reports["NE"].files["pdf"]
    pdf = tagged_once(file)
    page = lxml.html.fromstring(reports["NE"].files["html"].decode())
    headings = [(one.tag.upper(), plain(one.text_content())) for one in page.iter("h1", "h2", "h3")]
    charts = [table.picture_words for section in report.sections for table in section.tables if table.picture]

    assert [(str(one.S)[1:], plain(pdf.text(one))) for one in pdf.parts(*HEADINGS)] == headings
    assert [str(one.Alt) for one in pdf.parts("/Figure")] == charts
    assert len(charts) > 3
    assert all(re.search(r"\d", words) for words in charts)
    assert [str(one.title) for one in outline(pdf)][1:4] == ["Contents", "How to read these figures", "As at"]


def outline(pdf: Tagged) -> list[Any]:
    """The outline's entries in order."""

    def under(entries: Any) -> Iterator[Any]:
        for entry in entries:
            yield entry
            yield from under(entry.children)

    with pdf.file.open_outline() as found:
        return list(under(found.root))


def test_without_our_pass_the_typesetters_pdf_breaks_rules(reports):
    found = set(faults(Tagged(reports["CV"].raw)))

    assert "a header does not say what it heads" in found
    assert "ids do not lead to their headers" in found
    assert "marked content that the structure does not hold" in found


def harm(pdf: pikepdf.Pdf, what: str) -> None:
    """Take one thing away that a rule asks for."""
    root = pdf.Root
    parts = list(_parts(root.StructTreeRoot))
    first = {str(one.S): one for one in reversed(parts)}
    by_hand = {
        "language": lambda: root.__setattr__("Lang", pikepdf.String("en-US")),
        "title": lambda: root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
        "outline": lambda: root.__delitem__("/Outlines"),
        "tagged": lambda: root.MarkInfo.__setattr__("Marked", False),
        "alt": lambda: first["/Figure"].__delitem__("/Alt"),
        "scope": lambda: first["/TH"].A.__delitem__("/Scope"),
        "headers": lambda: next(one for one in parts if "/Headers" in one.get("/A", {})).A.__delitem__(
            "/Headers"
        ),
        "heading": lambda: first["/H3"].__setattr__("S", pikepdf.Name.H5),
        "untagged": lambda: pdf.pages[0].contents_add(b"q 1 0 0 rg 0 0 9 9 re f Q"),
        "unheld": lambda: first["/H2"].__setattr__("K", pikepdf.Array()),
        "links": lambda: pdf.pages[0].Annots[0].__delitem__("/Contents"),
        "pdfua": lambda: root.__delitem__("/Metadata"),
    }
    by_hand[what]()


def _parts(element: Any) -> Iterator[Any]:
    for kid in element.K if isinstance(element.get("/K"), pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _parts(kid)


@pytest.mark.parametrize(
    "what",
    [
        *("language", "title", "outline", "tagged", "alt", "scope"),
        *("headers", "heading", "untagged", "unheld"),
        "links",
        "pdfua",
    ],
)
def test_each_rule_of_structure_is_broken_by_taking_away_what_it_asks_for(reports, what):
    which = "NE" if what == "alt" else "held back"  # where numbers are held back there is no chart
    with pikepdf.open(io.BytesIO(reports[which].files["pdf"])) as pdf:
        harm(pdf, what)
        out = io.BytesIO()
        pdf.save(out)

    assert faults(Tagged(out.getvalue())) != []


def test_a_machine_without_pango_says_what_to_install_and_makes_the_rest(reports, monkeypatch):
    monkeypatch.setattr(pdf_module, "import_module", _no_pango)

    assert not can_set_pdf()
    with pytest.raises(CannotSetPdf, match="apt-get install libpangoft2-1.0-0"):
        to_pdf(reports["held back"].report)
    assert as_file(reports["held back"].report, "docx")


def _no_pango(name: str) -> Any:
    raise OSError(f"cannot load library that {name} wants")


# Word


@pytest.mark.parametrize("which", PERIODS)
def test_the_word_file_has_real_headings_header_rows_told_pictures_and_one_language(reports, which):
    paper = docx.Document(io.BytesIO(reports[which].files["docx"]))
    page = lxml.html.fromstring(reports[which].files["html"].decode())
    headings = [(one.tag[1], plain(one.text_content())) for one in page.iter("h1", "h2", "h3")]
    styled = [
        (str(one.style.name)[-1], plain(one.text))
        for one in paper.paragraphs
        if one.style is not None and str(one.style.name).startswith("Heading")
    ]
    rows = [list(table._tbl.iter(qn("w:tr"))) for table in paper.tables]
    pictures = [one._inline.docPr.get("descr") for one in paper.inline_shapes]

    assert styled == headings
    assert all(mine[0].find(f".//{qn('w:tblHeader')}") is not None for mine in rows)
    assert not any(row.find(f".//{qn('w:tblHeader')}") is not None for mine in rows for row in mine[1:])
    assert all(table._tbl.tblPr.find(qn("w:tblCaption")) is not None for table in paper.tables)
    assert len(pictures) > 3
    assert all(pictures)
    assert (paper.core_properties.title or "").startswith(reports[which].report.heading)
    assert paper.core_properties.language == "en-GB"
    with zipfile.ZipFile(io.BytesIO(reports[which].files["docx"])) as parts:
        tongues = {
            one
            for name in parts.namelist()
            for one in re.findall(rb'lang[^>]*"(\w\w-\w\w)"', parts.read(name))
        }
    assert tongues == {b"en-GB"}


# Sheets


@pytest.mark.parametrize("which", PERIODS)
def test_the_workbook_keeps_the_rules_of_accessible_spreadsheets(reports, which):
    book = openpyxl.load_workbook(io.BytesIO(reports[which].files["xlsx"]))

    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert book.properties.title == reports[which].report.heading
    assert book.properties.creator
    assert {str(row[0].value) for row in book["Contents"].iter_rows(min_row=4)} == set(book.sheetnames[2:])
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        rows = list(sheet[table.ref])
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value
        assert sheet.freeze_panes == f"B{rows[1][0].row}"
        assert all(
            any(cell.value not in (None, "") for cell in line) for line in [*rows, *zip(*rows, strict=True)]
        )
        assert len({cell.value for cell in rows[0]}) == len(rows[0])
        assert sheet.max_row == rows[-1][0].row
        assert sheet.max_column == rows[0][-1].column
        assert all(
            cell.alignment.wrap_text
            for line in rows
            for cell in line
            if cell.data_type == "s" and not cell.hyperlink
        )


@pytest.mark.parametrize("which", PERIODS)
def test_the_open_sheet_keeps_the_same_rules(reports, which):
    book = load_odf(io.BytesIO(reports[which].files["ods"]))
    names = [str(one.getAttribute("name")) for one in book.spreadsheet.getElementsByType(Table)]
    ranges = [
        str(one.getAttribute("targetrangeaddress"))
        for one in book.spreadsheet.getElementsByType(DatabaseRange)
    ]
    cells = book.spreadsheet.getElementsByType(TableCell)
    tongues = re.findall(
        rb'fo:(?:language|country)="(\w+)"', zipped(reports[which].files["ods"], "styles.xml")
    )

    assert names == openpyxl.load_workbook(io.BytesIO(reports[which].files["xlsx"])).sheetnames
    assert [one.partition("'.")[0][1:] for one in ranges] == names[1:]
    assert not any(one.getAttribute("numbercolumnsspanned") for one in cells)
    assert set(tongues) == {b"en", b"GB"}
    assert b"<dc:language>en-GB<" in zipped(reports[which].files["ods"], "meta.xml")


def zipped(file: bytes, name: str) -> bytes:
    """One part of a file that is a ZIP."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return parts.read(name)


LIVE = [
    "=1+1",
    "+44 20 7946 0000",
    "-2",
    "@SUM(1)",
    "\t=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "-",
]


def test_no_label_is_run_as_a_formula_by_any_spreadsheet(reports):
    report = reports["held back"].report
    first = report.tables[0]
    rows = tuple(replace(first.rows[0], label=label, note=label) for label in LIVE)
    planted = replace(report, tables=(replace(first, rows=rows),))
    book = openpyxl.load_workbook(io.BytesIO(as_file(planted, "xlsx")))
    open_cells = load_odf(io.BytesIO(as_file(planted, "ods"))).spreadsheet.getElementsByType(TableCell)
    told_of = [line for line in as_file(planted, "csv").decode("utf-8-sig").splitlines() if line]

    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert {str(cell.value) for (cell,) in book[first.id]["A5:A12"]} >= {
        one.strip() for one in LIVE if "\t" not in one
    }
    assert not any(cell.getAttribute("formula") for cell in open_cells)
    assert not any(re.search(r'(^|,)"?[=+@\t](?!\d+\.\d%)', line) for line in told_of)


# Data for programs


@pytest.mark.parametrize("which", [*PERIODS, "held back"])
def test_the_dictionary_describes_every_column_and_every_value_is_of_its_kind(reports, which):
    file = reports[which].files["zip"]
    described = json.loads(zipped(file, "csv-metadata.json"))
    held = {one["url"]: lines(zipped(file, one["url"])) for one in described["tables"]}

    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert set(held) == set(zipfile.ZipFile(io.BytesIO(file)).namelist()) - {"csv-metadata.json"}
    for table in described["tables"]:
        schema, rows = table["tableSchema"], held[table["url"]]
        assert [column["titles"] for column in schema["columns"]] == list(rows[0])
        for column in schema["columns"]:
            assert column["dc:description"].endswith(".")
            values = [row[column["name"]] for row in rows]
            assert all(is_a(column["datatype"], value) for value in values), column["name"]
            assert all(values) or not column["required"]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys))
        for tie in schema.get("foreignKeys", []):
            mine, other = tie["columnReference"], held[tie["reference"]["resource"]]
            assert {row[mine] for row in rows} <= {row[mine] for row in other}
    for name in ("measure", "mark"):
        used = {row[name] for row in held["figures.csv"]} - {""}
        assert used <= {row[name] for row in held[f"{name}s.csv"]}


def lines(file: bytes) -> list[dict[str, str]]:
    """The lines of a CSV, texts without the apostrophe that keeps them from being run."""
    return [
        {name: bare(value) for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(file.decode()))
    ]


def is_a(kind: str, value: str) -> bool:
    """Whether a value is written as CSV on the Web writes one of that kind; empty is none."""
    if kind == "decimal":
        return value == "" or bool(re.fullmatch(r"-?\d+(\.\d+)?", value)) and Decimal(value) is not None
    pattern = {"integer": r"-?\d+", "boolean": "true|false", "string": r"[\s\S]*"}[kind]
    return value == "" or bool(re.fullmatch(pattern, value))


def test_a_format_there_is_not_is_refused_with_those_there_are(reports):
    with pytest.raises(UnknownFormat, match=r"There is no format “odt”\. There are: html, pdf, docx"):
        as_file(reports["CV"].report, "odt")
    assert file_name(reports["CV"].report, "zip") == "annual-report-2016-17.zip"
    assert set(FRONT) <= set(openpyxl.load_workbook(io.BytesIO(reports["CV"].files["xlsx"])).sheetnames)
