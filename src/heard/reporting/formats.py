"""The kinds of file a report can be taken away as: what each is for, and what a browser is told that it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its name as people know it, what it is for, and its type on the web."""

    title: str
    words: str
    content_type: str


FORMATS: dict[str, Format] = {
    "html": Format("HTML", "a web page in one file, for reading and printing", "text/html; charset=utf-8"),
    "pdf": Format("PDF", "for paper, and tagged to be read out", "application/pdf"),
    "docx": Format(
        "Word (DOCX)",
        "to be worked on",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": Format(
        "Excel (XLSX)",
        "the tables, one a sheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "ods": Format(
        "OpenDocument (ODS)",
        "the tables, one a sheet, in the open format",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    "csv": Format("CSV", "every figure on a line of its own", "text/csv; charset=utf-8"),
    "json": Format("JSON", "every figure and every word, for programs", "application/json"),
    "zip": Format("CSV with its dictionary (ZIP)", "every figure, described for programs", "application/zip"),
}


class UnknownFormat(Exception):
    """There is no such kind of file. Says which there are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no format “{name}”. There are: {', '.join(FORMATS)}.")
