"""The report's figures as CSV with a dictionary that programs read: CSV on the Web (W3C), all in one ZIP.

`csv-metadata.json` says of each file what its columns hold, of what kind they are, and how the files hang together.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any

from heard.reporting.plain import COLUMNS, to_csv, written

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

Columns = dict[str, tuple[str, str]]
FIGURES, TABLES, MEASURES, MARKS, WORDS = (
    f"{one}.csv" for one in ("figures", "tables", "measures", "marks", "words")
)
OF_TABLES: Columns = {
    "table": ("string", "The table’s name in links."),
    "title": ("string", "Its title."),
    "sentence": ("string", "What it shows."),
    "nothing": (
        "string",
        "What is printed in its place where there is nothing to show; empty where there is.",
    ),
}
OF_MEASURES: Columns = {
    "measure": ("string", "The measure’s name."),
    "title": ("string", "Its title."),
    "definition": ("string", "What it counts."),
}
OF_MARKS: Columns = {
    "mark": ("string", "The letter in square brackets."),
    "meaning": ("string", "What it says of the figure beside or instead of which it stands."),
}
OF_WORDS: Columns = {
    "number": ("integer", "The order in which the report prints its words, from 1."),
    "part": ("string", "The part of the report."),
    "words": ("string", "One paragraph."),
}
KEYS = {
    FIGURES: ["table", "row_number", "column_number"],
    TABLES: ["table"],
    MEASURES: ["measure"],
    MARKS: ["mark"],
    WORDS: ["number"],
}
# A mark and a measure may be missing, and what a tie leads to may not be: those are described in words alone.
TIES = {FIGURES: (("table", TABLES),)}


def to_package(report: AnnualReport) -> bytes:
    """The figures, their dictionary and the report's words, as one ZIP."""
    out = io.BytesIO()
    moment = report.made_at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(out, "w") as made:
        for name, text in _files(report):
            made.writestr(zipfile.ZipInfo(name, moment), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(report: AnnualReport) -> Iterator[tuple[str, str]]:
    yield "csv-metadata.json", json.dumps(_dictionary(report), ensure_ascii=False, indent=1)
    yield FIGURES, to_csv(report.tables)
    yield (
        TABLES,
        _csv(OF_TABLES, [(one.id, one.title, one.sentence, one.nothing or "") for one in report.tables]),
    )
    yield MEASURES, _csv(OF_MEASURES, list(report.definitions))
    yield MARKS, _csv(OF_MARKS, [(mark.strip("[]"), words) for mark, words in report.marks])
    words = [(str(number), *line) for number, line in enumerate(_words(report), start=1)]
    yield WORDS, _csv(OF_WORDS, words)


def _words(report: AnnualReport) -> Iterator[tuple[str, str]]:
    yield from ((report.heading, words) for words in (*report.opening, report.open_cases) if words)
    yield from report.statements
    for section in report.sections:
        yield from ((section.title, words) for words in (section.words, *section.commentary) if words)
    yield from (("", words) for words in report.closing)


def _csv(columns: Columns, lines: Sequence[Sequence[str]]) -> str:
    return written([tuple(columns), *lines])


def _dictionary(report: AnnualReport) -> dict[str, Any]:
    described = ((FIGURES, COLUMNS), (TABLES, OF_TABLES), (MEASURES, OF_MEASURES), (MARKS, OF_MARKS))
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "dc:title": report.heading,
        "dc:publisher": report.council,
        "dc:creator": report.author or report.council,
        "dc:issued": report.made_at.isoformat(),
        "dc:temporal": report.period,
        "dc:description": " ".join(
            (
                *report.opening,
                "In a text that begins like a formula an apostrophe stands first, so that no spreadsheet runs it.",
            )
        ),
        **({"dc:identifier": report.released.id} if report.released else {}),
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tables": [_described(name, columns) for name, columns in (*described, (WORDS, OF_WORDS))],
    }


def _described(name: str, columns: Columns) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [
            {
                "name": column,
                "titles": column,
                "datatype": kind,
                "dc:description": words,
                "required": column in KEYS[name],
            }
            for column, (kind, words) in columns.items()
        ],
        "primaryKey": KEYS[name],
    }
    if name in TIES:
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": other, "columnReference": column}}
            for column, other in TIES[name]
        ]
    return {"url": name, "tableSchema": schema}
