"""The tables of a report as text, CSV and JSON: the same cells, with what each number means."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from heard.figures.table_cells import TableResult
from heard.reporting.marks import mark_of, marks_used, said

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

# What each column of the CSV holds: its kind for programs, and its words for people.
COLUMNS: dict[str, tuple[str, str]] = {
    "table": ("string", "The table the figure stands in, by its name in links."),
    "title": ("string", "The title of the table."),
    "row_number": ("integer", "Which row of the table it stands in, from 1."),
    "row": ("string", "The label of the row."),
    "is_total": ("boolean", "Whether the row is the total of the others."),
    "column_number": ("integer", "Which column of the table it stands in, from 1."),
    "column": ("string", "The heading of the column."),
    "printed": (
        "string",
        "The figure as every format of the report prints it, or a mark in square brackets.",
    ),
    "mark": ("string", "The letter of the mark it bears, as in marks.csv; empty where there is none."),
    "value": ("decimal", "The number counted, not rounded; empty where there is none or it is held back."),
    "percent": ("decimal", "The share in per cent, not rounded; empty where none is taken."),
    "base": ("decimal", "What the figure is a share or change of; empty where there is nothing."),
    "not_known": (
        "integer",
        "How many records could not be counted, for what decides it is not on record; empty where held back.",
    ),
    "note": ("string", "What stands beside the row."),
    "measure": (
        "string",
        "The measure that was counted, as in measures.csv; empty for a sum or a figure typed in.",
    ),
    "definition": ("string", "What was counted, in a sentence."),
}
LIVE = ("=", "+", "-", "@", "\t", "\r", "\0")


def harmless(text: str) -> str:
    """Text that a spreadsheet will not take for a formula. Numbers such as -4.5 stay numbers."""
    if not text.startswith(LIVE):
        return text
    try:
        float(text.replace(",", "").rstrip("%"))
    except ValueError:
        return text if text.strip() in ("-", "–") else f"'{text}"
    return text


def tables_as_plain(tables: Iterable[TableResult]) -> list[dict[str, Any]]:
    """Tables as plain values: id, title, row headings, and `cells` with value, base and definition, one by one."""
    told = []
    for table in tables:
        plain = table.as_dict()
        plain["cells"] = [
            {"row": line["label"], "column": column, **told_of, "printed": said(cell), "mark": mark_of(cell)}
            for line, row in zip(plain["rows"], table.rows, strict=True)
            for column, told_of, cell in zip(plain["columns"], line.pop("cells"), row.cells, strict=True)
        ]
        told.append(plain)
    return told


def to_json(report: AnnualReport) -> str:
    """The report as JSON: its words, the tables with every figure, what was counted and what each mark means."""
    facts = {
        "title": report.heading,
        "council": report.council,
        "author": report.author,
        "demonstration": report.is_demo,
        "period": report.period,
        "as_at": report.as_at.isoformat(),
        "made_at": report.made_at.isoformat(),
        "released": release_as_plain(report),
        "opening": report.opening,
        "open_cases": report.open_cases,
        "statements": [{"heading": heading, "words": words} for heading, words in report.statements],
        "sections": [
            {
                "id": one.id,
                "title": one.title,
                "words": one.words,
                "commentary": one.commentary,
                "tables": [table.id for table in one.tables],
            }
            for one in report.sections
        ],
        "definitions": {name: words for name, _, words in report.definitions},
        "marks": dict(report.marks),
        "dictionary": {name: words for name, (_, words) in COLUMNS.items()},
        "tables": tables_as_plain(report.tables),
        "closing": report.closing,
    }
    return json.dumps(facts, ensure_ascii=False, indent=1)


def release_as_plain(report: AnnualReport) -> dict[str, Any] | None:
    """Which release this is, or None of a report that nobody has released."""
    if report.released is None:
        return None
    return {**asdict(report.released), "at": report.released.at.isoformat()}


def to_csv(tables: Sequence[TableResult]) -> str:
    """Every cell of every table, one a line."""
    return written([tuple(COLUMNS), *(line for table in tables for line in _lines(table))])


def written(lines: Iterable[Sequence[str]]) -> str:
    """Lines as CSV that a spreadsheet takes for text and numbers only."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow([harmless(one) for one in line])
    return out.getvalue()


def _lines(table: TableResult) -> Iterator[tuple[str, ...]]:
    for at, row in enumerate(table.rows, start=1):
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True), start=1):
            yield (
                table.id,
                table.title,
                str(at),
                row.label,
                "true" if row.is_total else "false",
                str(place),
                column,
                said(cell),
                mark_of(cell),
                "" if cell.value is None else str(cell.value),
                "" if cell.percent is None else repr(cell.percent),
                "" if cell.base is None else str(cell.base),
                "" if cell.not_known is None else str(cell.not_known),
                row.note,
                cell.measure,
                cell.definition,
            )


def table_as_text(table: TableResult) -> str:
    """One table set out in columns, for a terminal."""
    head = f"{table.title}  [{table.id}]\n{table.sentence}"
    if table.nothing:
        return f"{head}\n{table.nothing}"
    lines = [
        ("", *table.columns),
        *((row.label, *(said(cell) for cell in row.cells)) for row in table.rows),
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    text = "\n".join(
        "  ".join(
            word.ljust(width) if place == 0 else word.rjust(width)
            for place, (word, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
    marks = "".join(f"\n{mark} {words}" for mark, words in marks_used([table]))
    return f"{head}\n{text}{marks}"
