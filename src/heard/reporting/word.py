"""The report as a Word file: real headings, tables with header rows, pictures with words, in British English."""

from __future__ import annotations

import io
from datetime import UTC
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from heard.reporting.painting import painted
from heard.reporting.standing_words import HOW_TO_READ, MARKS_HEADING, MEANINGS, MEASURES_HEADING
from heard.reporting.word_table import legible, table_xml

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport, Section
    from heard.reporting.showing import ShownTable

LANGUAGE = "en-GB"
LETTERS = "Arial"
INK = RGBColor(0x0B, 0x0C, 0x0C)
SIZES = {"Normal": 11, "Heading 1": 24, "Heading 2": 18, "Heading 3": 13, "List Bullet": 11}
PICTURE = Cm(14)
SMALL = Pt(8)
LEFTOVERS = ("thumbnail", "stylesWithEffects", "customXml")


def to_word(report: AnnualReport) -> bytes:
    """The report as DOCX."""
    paper = docx.Document()
    _without_leftovers(paper)
    _properties(paper, report)
    _styles(paper)
    _footer(paper, report.heading)
    paper.add_heading(legible(report.heading), 1)
    for words in (*report.opening, report.open_cases):
        _say(paper, words)
    _contents(paper, report)
    if report.statements:
        _part(paper, HOW_TO_READ, "statements")
        for heading, words in report.statements:
            paper.add_heading(legible(heading), 3)
            _say(paper, words)
    for section in report.sections:
        _section(paper, section)
    _meanings(paper, report)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _properties(paper: Any, report: AnnualReport) -> None:
    about = paper.core_properties
    about.title = f"{report.heading} – {report.council}" if report.council else report.heading
    about.author = about.last_modified_by = report.author or report.council or "Heard"
    about.subject = report.period
    about.language = LANGUAGE
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = report.made_at.astimezone(UTC).replace(tzinfo=None)


def _styles(paper: Any) -> None:
    """Every style in one hand and one language: what the template brings of others is taken out."""
    for tongue in paper.styles.element.iter(qn("w:lang")):
        tongue.attrib.clear()
        tongue.set(qn("w:val"), LANGUAGE)
    for tongue in paper.settings.element.iter(qn("w:themeFontLang")):
        tongue.attrib.clear()
        tongue.set(qn("w:val"), LANGUAGE)
    for name, size in SIZES.items():
        font = paper.styles[name].font
        letters = paper.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        letters.attrib.clear()
        for which in ("ascii", "hAnsi", "cs", "eastAsia"):
            letters.set(qn(f"w:{which}"), LETTERS)
        font.size, font.color.rgb = Pt(size), INK


def _without_leftovers(paper: Any) -> None:
    """The template's picture of itself, a second set of styles in another English, and a form nobody fills in."""
    for holder in (paper.part, paper.part.package):
        for id_, tie in list(holder.rels.items()):
            if tie.reltype.rsplit("/", 1)[-1] in LEFTOVERS:
                del holder.rels[id_]


def _footer(paper: Any, heading: str) -> None:
    """The title and the number of the page, at the foot of each."""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{legible(heading)}, page ").font.size = Pt(8)
    number = '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>1</w:t></w:r>'
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE">{number}</w:fldSimple>'))


def _contents(paper: Any, report: AnnualReport) -> None:
    paper.add_heading("Contents", 2)
    parts = [(HOW_TO_READ, "statements")] if report.statements else []
    for title, place in (
        *parts,
        *((one.title, one.id) for one in report.sections),
        (MEANINGS, "definitions"),
    ):
        line = paper.add_paragraph(style="List Bullet")
        link = parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="{place}" w:history="1"><w:r><w:rPr><w:u w:val="single"/></w:rPr>'
            "<w:t/></w:r></w:hyperlink>"
        )
        link.find(qn("w:r")).find(qn("w:t")).text = legible(title)
        line._p.append(link)


def _part(paper: Any, title: str, place: str) -> None:
    """A heading of the second level that the contents lead to."""
    heading = paper.add_heading(legible(title), 2)
    number = len(paper.element.body)
    mark = f'w:id="{number}"'
    heading._p.insert(1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} {mark} w:name="{place}"/>'))
    heading._p.append(parse_xml(f"<w:bookmarkEnd {nsdecls('w')} {mark}/>"))


def _section(paper: Any, section: Section) -> None:
    _part(paper, section.title, section.id)
    for words in (section.words, *section.commentary):
        _say(paper, words)
    for table in section.tables:
        paper.add_heading(legible(table.title), 3)
        _say(paper, table.sentence, held=not table.nothing)
        if table.nothing:
            _say(paper, table.nothing)
            continue
        if table.picture:
            _picture(paper, table)
        rows = [_row(table, one) for one in table.rows]
        _put(paper, table_xml(table.title, table.sentence, ("", *table.columns), rows))
        _say(paper, " ".join(f"{mark} {words}." for mark, words in table.marks), size=SMALL)


def _row(table: ShownTable, row: Any) -> tuple[bool, list[tuple[str, str]]]:
    """Whether the row is a total, and each of its cells as a first line and what stands smaller under it."""
    return row.is_total, [(row.label, row.note), *((cell.text, cell.means) for cell in row.cells)]


def _picture(paper: Any, table: ShownTable) -> None:
    """The chart as a picture of its own, told in words to whoever does not see it."""
    paper.add_picture(io.BytesIO(painted(table.picture)), width=PICTURE)
    shown = paper.inline_shapes[-1]._inline.docPr
    shown.set("descr", legible(table.picture_words))
    shown.set("name", f"Chart: {legible(table.title)}")


def _meanings(paper: Any, report: AnnualReport) -> None:
    _part(paper, MEANINGS, "definitions")
    if report.marks:
        paper.add_heading(MARKS_HEADING, 3)
        for mark, words in report.marks:
            paper.add_paragraph(f"{mark} {words}.", style="List Bullet")
        paper.add_heading(MEASURES_HEADING, 3)
    rows = [(False, [(title, ""), (words, "")]) for _, title, words in report.definitions]
    told = "Each measure that this report prints, and what it counts."
    _put(paper, table_xml(MEASURES_HEADING, told, ("Measure", "What it counts"), rows, numbers=False))
    for words in report.closing:
        _say(paper, words)


def _say(paper: Any, words: str, *, held: bool = False, size: Pt | None = None) -> None:
    """A paragraph, unless there is nothing to say; `held` keeps it on the page of what follows."""
    if words:
        said = paper.add_paragraph()
        said.add_run(legible(words)).font.size = size
        said.paragraph_format.keep_with_next = held or None
        said.paragraph_format.space_before = size  # smaller words stand under a table


def _put(paper: Any, table: Any) -> None:
    paper.element.body.insert(len(paper.element.body) - 1, table)
