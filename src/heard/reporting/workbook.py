"""The report as XLSX: named tables, headings that stay in sight, and text that is never taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any

import xlsxwriter

from heard.reporting.sheets import Number, Sheet, Value, sheets_of

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
LINE = 15  # points of height
LETTERS = {"font_name": "Arial", "font_size": 11, "valign": "top"}


def to_workbook(report: AnnualReport) -> bytes:
    """The report as a workbook of the sheets that `sheets_of` describes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties(
            {
                "title": report.heading,
                "subject": report.period,
                "author": report.author or report.council or "Heard",
                "company": report.council,
                "created": report.made_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        looks = _Looks(book)
        for sheet in sheets_of(report):
            _write(book, sheet, looks)
    return out.getvalue()


class _Looks:
    """How cells look, each way made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **how: object) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({**LETTERS, **how})
        return self.made[key]


def _write(book: Any, sheet: Sheet, looks: _Looks) -> None:
    page = book.add_worksheet(sheet.name)
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width, looks())
    page.write_string(0, 0, sheet.title, looks(bold=True, font_size=16))
    for row, line in enumerate(sheet.lines, start=1):
        # Beside a table the line may run on over the free cells to its right; alone it is wrapped.
        page.write_string(row, 0, line, looks() if sheet.headings else looks(text_wrap=True))
        if not sheet.headings:
            _height(page, row, sheet, (line,))
    _on_paper(page, sheet)
    if not sheet.headings:
        return
    _table(page, sheet, looks)
    page.freeze_panes(sheet.first_row + 1, 1)


def _on_paper(page: Any, sheet: Sheet) -> None:
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    if sheet.headings:
        page.repeat_rows(sheet.first_row)


def _table(page: Any, sheet: Sheet, looks: _Looks) -> None:
    top, width = sheet.first_row, len(sheet.headings)
    sides = ["right" if sheet.is_of_numbers(column) else "left" for column in range(width)]
    heads = [looks(bold=True, text_wrap=True, bottom=1, align=side) for side in sides]
    page.add_table(
        top,
        0,
        top + len(sheet.rows),
        width - 1,
        {
            "name": sheet.table,
            "style": None,
            "autofilter": False,
            "columns": [
                {"header": one, "header_format": look}
                for one, look in zip(sheet.headings, heads, strict=True)
            ],
        },
    )
    _height(page, top, sheet, sheet.headings)
    for at, row in enumerate(sheet.rows):
        heavy: dict[str, object] = {"bold": True} if at in sheet.totals else {}
        _height(page, top + 1 + at, sheet, row)
        for place, value in enumerate(row):
            _cell(page, (top + 1 + at, place), value, sheet.links and place == 0, heavy, looks)


def _height(page: Any, at: int, sheet: Sheet, row: Sequence[Value]) -> None:
    """Room for every line of a row: not every program makes it by itself."""
    lines = sheet.lines_of(row)
    if lines > 1:
        page.set_row(at, LINE * lines)


def _cell(
    page: Any, at: tuple[int, int], value: Value, leads: bool, heavy: dict[str, object], looks: _Looks
) -> None:
    if isinstance(value, Number):
        page.write_number(*at, float(value.value), looks(num_format=shape_of(value), **heavy))
    elif leads:
        page.write_url(*at, f"internal:'{value}'!A1", looks(underline=1, font_color="#1d4f91"), value)
    else:
        side = {"align": "right"} if value.startswith("[") and at[1] else {}
        page.write_string(*at, value, looks(text_wrap=True, **side, **heavy))


def shape_of(number: Number) -> str:
    """How a spreadsheet is told to show a number so that it reads as it is printed: 1,234, £52.50, +3.4%."""
    digits = "#,##0" + ("." + "0" * number.places if number.places else "")
    plain = f"{_literal(number.before)}{digits}{_literal(number.after)}"
    return f"+{plain};-{plain};{plain}" if number.signed else plain


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""
