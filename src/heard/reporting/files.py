"""A report as files: the same report in each kind of file there is."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from heard.figures.frames import Frames
from heard.reporting.annual import AnnualReport, annual_report
from heard.reporting.data_package import to_package
from heard.reporting.formats import UnknownFormat
from heard.reporting.open_sheet import to_open_sheet
from heard.reporting.pdf import to_pdf
from heard.reporting.plain import to_csv, to_json
from heard.reporting.word import to_word
from heard.reporting.workbook import to_workbook


def report_as_page(report: AnnualReport) -> str:
    """The report as one HTML file that needs nothing else: no script, no picture, no style from elsewhere."""
    sheet = finders.find("heard/app.css")
    styles = Path(sheet).read_text() if isinstance(sheet, str) else ""
    return render_to_string("reporting/annual_file.html", {"report": report, "styles": styles})


MAKERS: dict[str, Callable[[AnnualReport], bytes]] = {
    "html": lambda report: report_as_page(report).encode(),
    "pdf": to_pdf,
    "docx": to_word,
    "xlsx": to_workbook,
    "ods": to_open_sheet,
    "csv": lambda report: to_csv(report.tables).encode("utf-8-sig"),
    "json": lambda report: to_json(report).encode(),
    "zip": to_package,
}


def as_file(report: AnnualReport, format_: str) -> bytes:
    """The report as one file of that format. Raises UnknownFormat."""
    if format_ not in MAKERS:
        raise UnknownFormat(format_)
    return MAKERS[format_](report)


def file_name(report: AnnualReport, format_: str) -> str:
    """What the file is called: annual-report-2020-21.html."""
    kind = "annual-report" if report.kind == "annual" else report.kind.replace("_", "-")
    return f"{kind}-{report.period.replace('/', '-').replace(' ', '-')}.{format_}"


def write_report(folder: Path, report: AnnualReport, formats: Sequence[str]) -> list[Path]:
    """Write a report in each format into a folder and give the files. Raises UnknownFormat."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for one in formats:
        path = folder / file_name(report, one)
        _put(path, as_file(report, one))
        made.append(path)
    return made


def _put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: half a report in the folder would be taken for one."""
    half = path.with_name(f".{path.name}.part")
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def write_annual_report(
    folder: Path,
    *,
    frames: Frames,
    period: str,
    formats: Sequence[str],
    today: date,
    at: datetime,
    as_at: date | None = None,
) -> list[Path]:
    """Make the annual report of a period and write it in each format. Raises DoesNotReconcile, UnknownPeriod."""
    report = annual_report(frames, period=period, today=today, at=at, as_at=as_at)
    return write_report(folder, report, formats)
