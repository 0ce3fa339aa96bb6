"""The tables of a report as text, CSV and JSON: the same cells, with what each number means."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from heard.figures.table_cells import TableResult
from heard.reporting.marks import mark_of, marks_used, said

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

CSV_HEADINGS = (
    "table",
    "title",
    "row",
    "column",
    "printed",
    "mark",
    "value",
    "percent",
    "base",
    "not_known",
    "note",
    "measure",
    "definition",
)
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
    """The report's tables as JSON, with the period, the day they stood as at, and the definitions."""
    facts = {
        "council": report.council,
        "demonstration": report.is_demo,
        "period": report.period,
        "as_at": report.as_at.isoformat(),
        "made_at": report.made_at.isoformat(),
        "definitions": {name: words for name, _, words in report.definitions},
        "tables": tables_as_plain(report.tables),
    }
    return json.dumps(facts, ensure_ascii=False, indent=1)


def to_csv(tables: Sequence[TableResult]) -> str:
    """Every cell of every table, one a line."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_HEADINGS)
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                line = (
                    table.id,
                    table.title,
                    row.label,
                    column,
                    said(cell),
                    mark_of(cell),
                    "" if cell.value is None else str(cell.value),
                    "" if cell.percent is None else repr(cell.percent),
                    "" if cell.base is None else str(cell.base),
                    str(cell.not_known),
                    row.note,
                    cell.measure,
                    cell.definition,
                )
                writer.writerow([harmless(one) for one in line])
    return out.getvalue()


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
