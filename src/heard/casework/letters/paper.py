"""A kept letter on the council's paper: a DOCX that says, word for word, what the kept letter says."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from heard.casework.letters.kept import read_back
from heard.casework.letters.merging import Block
from heard.casework.looking import council
from heard.casework.marked import TRAINING
from heard.representations.models import Letter

STYLES = {"heading": "Heading 2", "paragraph": "Normal", "bullet": "List Bullet", "number": "List Number"}
LARGER = {"easy": 16, "child": 14}
INK = RGBColor(0x0B, 0x0C, 0x0C)
LANGUAGE = "en-GB"


def docx_of(letter: Letter) -> bytes:
    """The letter as a DOCX: real headings, paragraphs and lists, in British English, with the council's name above."""
    title, blocks = read_back(letter.body)
    paper = Document()
    _speak_british(paper)
    _set_type(paper, LARGER.get(letter.audience, 12))
    _put_letterhead(paper)
    paper.add_heading(title, level=1)
    for block in blocks:
        _put(paper, block)
    _number_afresh(paper)
    _say_what_it_is(paper, letter)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def docx_words(file: bytes) -> list[str]:
    """What a DOCX says, a line a paragraph, the letterhead apart: for holding it against the kept letter."""
    return [paragraph.text for paragraph in Document(BytesIO(file)).paragraphs if paragraph.text]


def _put(paper: Paper, block: Block) -> None:
    if block.tag == "heading":
        paper.add_heading(block.text, level=2)
    else:
        paper.add_paragraph(block.text, style=STYLES[block.tag])


def _number_afresh(paper: Paper) -> None:
    """Each numbered list begins at 1, as it does in the kept letter."""
    numbering = paper.part.numbering_part.element
    numbered_as = paper.styles[STYLES["number"]].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(numbered_as).abstractNumId.val
    list_of = None
    for paragraph in paper.paragraphs:
        if paragraph.style is None or paragraph.style.name != STYLES["number"]:
            list_of = None
            continue
        if list_of is None:
            list_of = numbering.add_num(abstract)
            list_of.add_lvlOverride(ilvl=0).add_startOverride(1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = list_of.numId


def _put_letterhead(paper: Paper) -> None:
    there = council()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    if there is None:
        return
    head = section.header.paragraphs[0]
    if there.is_demo:
        head.add_run(TRAINING).bold = True
        head = section.header.add_paragraph()
    name = head.add_run(there.name)
    name.bold, name.font.size = True, Pt(16)
    name.font.color.rgb = RGBColor.from_string(there.theme.lstrip("#").upper())
    for words in (*there.address.splitlines(), there.contact):
        if words:
            section.header.add_paragraph(words)


def _set_type(paper: Paper, size: int) -> None:
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(size)
    for level, more in ((1, 6), (2, 2)):
        font = paper.styles[f"Heading {level}"].font
        font.name, font.size, font.color.rgb = "Arial", Pt(size + more), INK


def _speak_british(paper: Paper) -> None:
    """A reader that speaks aloud takes the language from the styles; the properties name it for the file."""
    for properties in paper.styles.element.iter(qn("w:rPr")):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
    default = paper.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = OxmlElement("w:lang")
    for part in ("w:val", "w:eastAsia"):
        language.set(qn(part), LANGUAGE)
    default.append(language)


def _say_what_it_is(paper: Paper, letter: Letter) -> None:
    """What the file says of itself: no name of a person, only the council's, the title and the day."""
    there = council()
    about = paper.core_properties
    about.title, about.language = letter.title, LANGUAGE
    about.author = about.last_modified_by = there.name if there else ""
    about.comments, about.keywords, about.subject = "", "", ""
    about.created = about.modified = datetime.combine(letter.issued_on, time())
    about.identifier = f"letter {letter.pk}"
