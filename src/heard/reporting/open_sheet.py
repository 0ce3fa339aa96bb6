"""The report as ODS, the open format that the government asks for: the same sheets as the workbook, written as XML.

ODF is a standard (ISO/IEC 26300) and what is needed of it is small: text, numbers, a handful of looks.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from heard.reporting.sheets import Number, Sheet, Value, sheets_of
from heard.reporting.word_table import legible

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
        ("config", "config"),
        ("manifest", "manifest"),
    )
)
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
LOOKS = {  # cell looks: words of the cell, of its paragraph, of its letters
    "title": ("", "", 'fo:font-weight="bold" fo:font-size="16pt"'),
    "line": ("", "", ""),
    "words": ('fo:wrap-option="wrap"', "", ""),
    "heading": ('fo:wrap-option="wrap" fo:border-bottom="0.06pt solid #0b0c0c"', "", 'fo:font-weight="bold"'),
    "number-heading": (
        'fo:wrap-option="wrap" fo:border-bottom="0.06pt solid #0b0c0c"',
        'fo:text-align="end"',
        'fo:font-weight="bold"',
    ),
    "mark": ('fo:wrap-option="wrap"', 'fo:text-align="end"', ""),
    "total": ('fo:wrap-option="wrap"', "", 'fo:font-weight="bold"'),
    "total-mark": ('fo:wrap-option="wrap"', 'fo:text-align="end"', 'fo:font-weight="bold"'),
}


def to_open_sheet(report: AnnualReport) -> bytes:
    """The report as ODS, of the sheets that `sheets_of` describes."""
    sheets = sheets_of(report)
    out = io.BytesIO()
    moment = report.made_at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(out, "w") as made:

        def put(name: str, words: str, how: int = zipfile.ZIP_DEFLATED) -> None:
            made.writestr(zipfile.ZipInfo(name, moment), words.encode(), how)

        put("mimetype", KIND, zipfile.ZIP_STORED)
        put("content.xml", _document("content", _content(sheets)))
        put("styles.xml", _document("styles", _styles()))
        put("meta.xml", _document("meta", _meta(report)))
        put("settings.xml", _document("settings", _settings(sheets)))
        put("META-INF/manifest.xml", _manifest())
    return out.getvalue()


def _document(part: str, inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-{part} {SPACES} office:version="1.3">{inside}</office:document-{part}>'
    )


def _manifest() -> str:
    parts = [("/", KIND), *((f"{one}.xml", "text/xml") for one in ("content", "styles", "meta", "settings"))]
    told = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in parts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest {SPACES} manifest:version="1.3">{told}</manifest:manifest>'
    )


def _meta(report: AnnualReport) -> str:
    author = escape(legible(report.author or report.council or "Heard"))
    at = report.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return (
        f"<office:meta><meta:generator>Heard</meta:generator><dc:title>{escape(legible(report.heading))}</dc:title>"
        f"<dc:subject>{escape(report.period)}</dc:subject><meta:initial-creator>{author}</meta:initial-creator>"
        f"<dc:creator>{author}</dc:creator><meta:creation-date>{at}</meta:creation-date><dc:date>{at}</dc:date>"
        "<dc:language>en-GB</dc:language></office:meta>"
    )


def _styles() -> str:
    """One hand and one language for every cell, and paper laid on its side."""
    return (
        '<office:styles><style:default-style style:family="table-cell">'
        '<style:table-cell-properties style:vertical-align="top"/><style:text-properties fo:font-family="Arial" '
        'fo:font-size="11pt" fo:language="en" fo:country="GB"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="paper"><style:page-layout-properties '
        'fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="15mm" '
        'style:scale-to-X="1"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="paper"/>'
        "</office:master-styles>"
    )


def _content(sheets: Iterable[Sheet]) -> str:
    sheets = list(sheets)
    numbers = dict.fromkeys(_shapes(sheets))
    widths = sorted({width for sheet in sheets for width in sheet.widths})
    columns = "".join(
        f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * 2.1:.1f}mm"/></style:style>'
        for width in widths
    )
    looks = "".join(_look(name, *how) for name, how in LOOKS.items())
    tables = "".join(_sheet(sheet) for sheet in sheets)
    ranges = "".join(_range(sheet) for sheet in sheets if sheet.headings)
    return (
        f"<office:automatic-styles>{''.join(_number_style(one) for one in numbers)}{columns}{looks}"
        '<style:style style:name="page" style:family="table" style:master-page-name="Default"/>'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        f"<table:database-ranges>{ranges}</table:database-ranges></office:spreadsheet></office:body>"
    )


def _look(name: str, cell: str, paragraph: str, letters: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default">'
        f'<style:table-cell-properties style:vertical-align="top" {cell}/><style:paragraph-properties {paragraph}/>'
        f"<style:text-properties {letters}/></style:style>"
    )


def _shapes(sheets: Iterable[Sheet]) -> Iterator[Number]:
    for sheet in sheets:
        for row in sheet.rows:
            yield from (_shape(value) for value in row if isinstance(value, Number))


def _shape(number: Number) -> Number:
    """The number without its value: how it is shown, and whether a plus is to be written."""
    return Number(number.value * 0, number.places, number.signed, number.before, number.after)


def _style_name(number: Number) -> str:
    before, after = ("p" if number.before else ""), {"%": "c", " points": "o"}.get(number.after, "")
    return f"n{number.places}{'s' if number.signed else ''}{before}{after}"


def _number_style(shape: Number) -> str:
    """A number style, and the two cell looks (plain and total) that use it."""
    name = _style_name(shape)
    before = f"<number:text>{'+' if shape.signed else ''}{shape.before}</number:text>"
    after = f"<number:text>{shape.after}</number:text>" if shape.after else ""
    style = (
        f'<number:number-style style:name="f{name}">{before if shape.signed or shape.before else ""}'
        f'<number:number number:decimal-places="{shape.places}" number:min-decimal-places="{shape.places}" '
        f'number:min-integer-digits="1" number:grouping="true"/>{after}</number:number-style>'
    )
    return style + "".join(
        f'<style:style style:name="{name}{kind}" style:family="table-cell" style:parent-style-name="Default" '
        f'style:data-style-name="f{name}"><style:text-properties {weight}/></style:style>'
        for kind, weight in (("", ""), ("-total", 'fo:font-weight="bold"'))
    )


def _sheet(sheet: Sheet) -> str:
    name = quoteattr(sheet.name)
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in sheet.widths)
    under = "line" if sheet.headings else "words"
    rows = [_row([_text(sheet.title, "title")]), *(_row([_text(line, under)]) for line in sheet.lines)]
    if sheet.headings:
        sides = [
            "number-heading" if sheet.is_of_numbers(at) else "heading" for at in range(len(sheet.headings))
        ]
        heads = _row(_text(one, side) for one, side in zip(sheet.headings, sides, strict=True))
        rows.append(f"<table:table-header-rows>{heads}</table:table-header-rows>")
    for at, row in enumerate(sheet.rows):
        total = at in sheet.totals
        rows.append(
            _row(
                _cell(value, total, leads=sheet.links and place == 0, first=place == 0)
                for place, value in enumerate(row)
            )
        )
    return f'<table:table table:name={name} table:style-name="page">{columns}{"".join(rows)}</table:table>'


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Value, total: bool, *, leads: bool, first: bool) -> str:
    if isinstance(value, Number):
        look = f"{_style_name(value)}{'-total' if total else ''}"
        return (
            f'<table:table-cell table:style-name="{look}" office:value-type="float" office:value="{value.value}">'
            f"<text:p>{escape(printed(value))}</text:p></table:table-cell>"
        )
    if leads:
        to = quoteattr(f"#'{value}'.A1")
        said = f'<text:a xlink:type="simple" xlink:href={to}>{escape(value)}</text:a>'
        return _paragraph(said, "words")
    mark = value.startswith("[") and not first
    return _text(value, ("total-mark" if mark else "total") if total else ("mark" if mark else "words"))


def printed(number: Number) -> str:
    """The number as it stands on the page: +3.4%, £1,000."""
    sign = "+" if number.signed else "-" if number.value < 0 else ""
    return f"{sign}{number.before}{abs(number.value):,.{number.places}f}{number.after}"


def _text(said: str, look: str) -> str:
    return _paragraph(escape(legible(said)), look)


def _paragraph(inside: str, look: str) -> str:
    return (
        f'<table:table-cell table:style-name="{look}" office:value-type="string"><text:p>{inside}</text:p>'
        "</table:table-cell>"
    )


def _range(sheet: Sheet) -> str:
    """The table's name for programs, and where it stands."""
    last = f"{_letter(len(sheet.headings) - 1)}{sheet.first_row + 1 + len(sheet.rows)}"
    place = quoteattr(f"'{sheet.name}'.A{sheet.first_row + 1}:'{sheet.name}'.{last}")
    return (
        f'<table:database-range table:name="{sheet.table}" table:target-range-address={place} '
        'table:contains-header="true" table:display-filter-buttons="false"/>'
    )


def _letter(place: int) -> str:
    """The letter of a column: A, B, … Z, AA."""
    return ("" if place < 26 else _letter(place // 26 - 1)) + chr(ord("A") + place % 26)


def _settings(sheets: Iterable[Sheet]) -> str:
    """The row of headings and the first column stay in sight."""
    views = "".join(_view(sheet) for sheet in sheets)
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{views}</config:config-item-map-named>'
        '<config:config-item config:name="ActiveTable" config:type="string">Cover</config:config-item>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
    )


def _view(sheet: Sheet) -> str:
    if not sheet.headings:
        return ""
    below = sheet.first_row + 1
    items = (
        ("HorizontalSplitMode", "short", 2),
        ("VerticalSplitMode", "short", 2),
        ("HorizontalSplitPosition", "int", 1),
        ("VerticalSplitPosition", "int", below),
        ("ActiveSplitRange", "short", 3),
        ("PositionLeft", "int", 0),
        ("PositionRight", "int", 1),
        ("PositionTop", "int", 0),
        ("PositionBottom", "int", below),
    )
    told = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in items
    )
    return f"<config:config-item-map-entry config:name={quoteattr(sheet.name)}>{told}</config:config-item-map-entry>"
