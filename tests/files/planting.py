# ruff: noqa: E501  (a table: one trick a line)
"""Words planted in papers in every way we know that they stay behind: on a page, beside a page, in Word, in a sheet."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from xlsxwriter import Workbook

FIRST = ("Kayla", "Ruth", "Malik", "Amina", "Zofia", "Ifan", "Priya", "Tomos", "Esme", "Dov", "Ngozi", "Bea", "Kofi",
         "Marged", "Olu", "Safiya", "Joss", "Wren", "Idris", "Lowri")  # fmt: skip
LAST = ("Thornbeck", "Odell", "Quillfeather", "Ashby", "Barrowclough", "Penhallow", "Xiu", "Tregarth", "Okonjo",
        "Vane", "Llewellyn-Hart", "Moss", "Featherstonehaugh", "Ince", "Dabrowski", "Fenn")  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORDS = "The social worker rang on Monday and said that nobody would come before the summer was over"


def strings(many: int, seed: int = 7) -> list[str]:
    """Names, addresses and numbers, all invented."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < many:
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        kind = chance.randrange(4)
        if kind == 1:
            name = f"{chance.randrange(1, 240)} {chance.choice(LAST)} Road"
        elif kind == 2:
            name = f"07700 900{chance.randrange(1000):03}"
        elif kind == 3:
            name = f"{name} {chance.randrange(1000, 9999)}"
        found[name] = None
    return list(found)


def page(draw: Callable[[Canvas], None]) -> bytes:
    """One page, with innocent words above and below what is drawn."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, 760, WORDS)
    draw(canvas)
    canvas.setFont("Helvetica", 12)
    canvas.setFillGray(0)
    canvas.drawString(60, 100, WORDS)
    canvas.save()
    return out.getvalue()


def _at(said: str) -> Callable[[Canvas], None]:
    return lambda canvas: canvas.drawString(60, 700, said)


def _two_lines(said: str, cut: int, sign: str = "") -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, f"It was {said[:cut].rstrip()}{sign}")
        canvas.drawString(60, 685, f"{said[cut:].lstrip()} who rang")

    return draw


def _letters(said: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        across = 60.0
        for letter in said:
            canvas.drawString(across, 700, letter)
            across += canvas.stringWidth(letter, "Helvetica", 12)

    return draw


def _white(said: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(60, 700, said)

    return draw


def _unseen(said: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textOut(said)
        canvas.drawText(text)

    return draw


def boxed(said: str) -> Callable[[Canvas], None]:
    """A black box over words, as people draw it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, f"Dear {said}, thank you")
        start = 60 + canvas.stringWidth("Dear ", "Helvetica", 12)
        canvas.setFillGray(0)
        canvas.rect(start - 1, 696, canvas.stringWidth(said, "Helvetica", 12) + 2, 14, stroke=0, fill=1)

    return draw


def _tiny(said: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 1)
        canvas.drawString(60, 700, said)

    return draw


def _form(said: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("part")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 700, said)
        canvas.endForm()
        canvas.doForm("part")

    return draw


def _turned(said: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, said)
        canvas.restoreState()

    return draw


TECHNIQUES: Mapping[str, Callable[[str], Callable[[Canvas], None]]] = {
    "in a line": _at,
    "in capitals": lambda said: _at(said.upper()),
    "over two lines": lambda said: _two_lines(said, said.index(" ")),
    "with a hyphen at the end of a line": lambda said: _two_lines(said, max(len(said) - 3, 2), "-"),
    "letter by letter": _letters,
    "in white": _white,
    "without ink": _unseen,
    "under a black box": boxed,
    "very small": _tiny,
    "in a form": _form,
    "turned": _turned,
    "with spaces between": lambda said: _at(" ".join(said)),
}


def _changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(page(_at("Nothing here.")))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def _note(said: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=said
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    return _changed(change)


def _field(said: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="name", V=said, Rect=[0, 0, 9, 9]))  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    return _changed(change)


def _earlier(said: str) -> bytes:
    """The page was changed by an editor that only adds: the page as it was stays in the file."""
    before = page(_at(said))
    number, size = (int(re.search(rb"/%s (\d+)" % name, before)[1]) for name in (b"Contents", b"Size"))
    root = re.search(rb"/Root (\d+ 0 R)", before)[1]
    where = int(re.search(rb"startxref\s+(\d+)", before)[1])
    new = b"%d 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d /Root %s /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return before + new + table % (number, len(before), size, root, where, len(before) + len(new))


def _catalog(build: Callable[[pikepdf.Pdf, str], None]) -> Callable[[str], bytes]:
    return lambda said: _changed(lambda pdf: build(pdf, said))


def _xmp(pdf: pikepdf.Pdf, said: str) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = said


def _info(pdf: pikepdf.Pdf, said: str) -> None:
    pdf.docinfo["/Subject"] = said


def _inside(pdf: pikepdf.Pdf, said: str) -> None:
    pdf.attachments["notes.txt"] = said.encode()


def _bookmark(pdf: pikepdf.Pdf, said: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(said, 0))


def _thumb(pdf: pikepdf.Pdf, said: str) -> None:
    pdf.pages[0].obj["/Thumb"] = pdf.make_stream(said.encode() * 3)


def _tag(pdf: pikepdf.Pdf, said: str) -> None:
    part = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, ActualText=said)
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=part))


def _alt(pdf: pikepdf.Pdf, said: str) -> None:
    pdf.pages[0].obj["/PieceInfo"] = pikepdf.Dictionary(Editor=pikepdf.Dictionary(Private=said))


def _script(pdf: pikepdf.Pdf, said: str) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{said}')")


def _link(pdf: pikepdf.Pdf, said: str) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.org/?{said}")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].Annots = pikepdf.Array([link])


def _labels(pdf: pikepdf.Pdf, said: str) -> None:
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(P=said)]))


def _names(pdf: pikepdf.Pdf, said: str) -> None:
    pdf.Root.Dests = pikepdf.Dictionary({f"/{said.replace(' ', '')}": pikepdf.Array([pdf.pages[0].obj])})


PLACES: Mapping[str, Callable[[str], bytes]] = {
    "a note": _note,
    "a field": _field,
    "an earlier version": _earlier,
    "its description": _catalog(_xmp),
    "its properties": _catalog(_info),
    "a file inside": _catalog(_inside),
    "a bookmark": _catalog(_bookmark),
    "a thumbnail": _catalog(_thumb),
    "a tag": _catalog(_tag),
    "what an editor keeps": _catalog(_alt),
    "a script": _catalog(_script),
    "a link": _catalog(_link),
    "page numbers": _catalog(_labels),
    "names of places": _catalog(_names),
}


def _word(xml: str = "", parts: Mapping[str, str] | None = None, into: str = "<w:sectPr") -> bytes:
    made = docx.Document()
    made.add_paragraph("Nothing here.")
    out = BytesIO()
    made.save(out)
    with ZipFile(out) as old:
        files = {name: old.read(name) for name in old.namelist()}
    body = files["word/document.xml"].decode()
    files["word/document.xml"] = body.replace(into, xml + into, 1).encode()
    files |= {name: text.encode() for name, text in (parts or {}).items()}
    again = BytesIO()
    with ZipFile(again, "w", ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name, content)
    return again.getvalue()


def _run(said: str, around: str = "{}") -> bytes:
    return _word(f"<w:p>{around.format(said)}</w:p>")


NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DELETED = '<w:del w:id="1" w:author="{0}"><w:r><w:delText>{0}</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="1" w:author="T"><w:r><w:t>{}</w:t></w:r></w:ins>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"
WORD_TRICKS: Mapping[str, Callable[[str], bytes]] = {
    "taken out under tracked changes": lambda said: _run(said, DELETED),
    "put in under tracked changes": lambda said: _run(said, INSERTED),
    "hidden letters": lambda said: _run(said, HIDDEN),
    "white letters": lambda said: _run(said, '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{}</w:t></w:r>'),
    "a remark": lambda said: _word(parts={"word/comments.xml": f"<w:comments {NS}><w:comment><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment></w:comments>"}),
    "a note at the foot": lambda said: _word(parts={"word/footnotes.xml": f"<w:footnotes {NS}><w:footnote><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:footnote></w:footnotes>"}),
    "a part of another program": lambda said: _word(parts={"customXml/item1.xml": f"<a>{said}</a>"}),
    "who made it": lambda said: _word(parts={"docProps/core.xml": f'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{said}</dc:creator></cp:coreProperties>'}),
    "what a picture is called": lambda said: _run(said, '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{}"/></w:pict></w:r>'),
    "a place to jump to": lambda said: _run(said, '<w:bookmarkStart w:id="1" w:name="{0}"/><w:bookmarkEnd w:id="1"/>'),
}  # fmt: skip


def sheet(change: Callable[[Workbook], None] | None = None, parts: Mapping[str, bytes] | None = None,
          replaced: Mapping[str, tuple[str, str]] | None = None) -> bytes:  # fmt: skip
    """A flat sheet, and what is done to it."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"author": ""})
    first = book.add_worksheet("Numbers")
    first.write_row(0, 0, ["Ward", "Complaints"])
    first.write_row(1, 0, ["North", 12])
    if change:
        change(book)
    book.close()
    with ZipFile(out) as old:
        files = {name: old.read(name) for name in old.namelist()}
    for name, (before, after) in (replaced or {}).items():
        assert before in files[name].decode(), name
        files[name] = files[name].decode().replace(before, after, 1).encode()
    files |= dict(parts or {})
    again = BytesIO()
    with ZipFile(again, "w", ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name, content)
    return again.getvalue()


def hidden_sheet(book: Workbook) -> None:
    """A replica of the file of 2023: what was asked for in front, and behind it a sheet of everybody, hidden."""
    behind = book.add_worksheet("SAP DOWNLOAD")
    for number in range(9483):
        behind.write_row(number, 0, [f"{FIRST[number % 20]} {LAST[number % 16]}", "Constable", "Barrowby"])
    behind.hide()


def _first(book: Workbook, do: Callable[[object], None]) -> None:
    do(book.worksheets()[0])


SHEET_TRICKS: Mapping[str, Callable[[], bytes]] = {
    "hidden_sheet": lambda: sheet(hidden_sheet),
    "hidden_column": lambda: sheet(lambda book: _first(book, lambda one: one.set_column(4, 4, None, None, {"hidden": True}))),
    "hidden_row": lambda: sheet(lambda book: _first(book, lambda one: one.set_row(5, None, None, {"hidden": True}))),
    "white_text": lambda: sheet(lambda book: _first(book, lambda one: one.write(3, 3, "Kayla", book.add_format({"font_color": "#FFFFFF"})))),
    "no_format": lambda: sheet(lambda book: _first(book, lambda one: one.write(3, 3, 41, book.add_format({"num_format": ";;;"})))),
    "names": lambda: sheet(lambda book: book.define_name("Kayla", "=Numbers!$A$1")),
    "formulas": lambda: sheet(lambda book: _first(book, lambda one: one.write_formula(3, 3, "=SUM(B2:B2)"))),
    "properties": lambda: sheet(lambda book: book.set_properties({"author": "Tom Ashby"})),
    "validation": lambda: sheet(lambda book: _first(book, lambda one: one.data_validation(3, 3, 3, 3, {"validate": "list", "source": ["Kayla"]}))),
    "headers": lambda: sheet(lambda book: _first(book, lambda one: one.set_header("&CKayla"))),
    "pivot": lambda: sheet(parts={"xl/pivotCache/pivotCacheRecords1.xml": b"<r><s v='Kayla'/></r>"}),
    "comments": lambda: sheet(lambda book: _first(book, lambda one: one.write_comment(1, 1, "This is Kayla"))),
    "links": lambda: sheet(parts={"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    "hyperlinks": lambda: sheet(lambda book: _first(book, lambda one: one.write_url(3, 3, "https://example.org/kayla"))),
    "unused_words": lambda: sheet(replaced={"xl/sharedStrings.xml": ("</sst>", "<si><t>Kayla</t></si></sst>")}),
}  # fmt: skip


def letter(name: str) -> bytes:
    """A letter in which a name stands within a paragraph, so that every line after it ends elsewhere."""
    out = BytesIO()
    style = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=16)
    text = (
        f"{WORDS}. Then {name} came to the door and asked who had rung, and was told that {WORDS}. {WORDS}."
    )
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(text, style)])
    return out.getvalue()


def names(many: int) -> list[str]:
    """So many different names, invented, of every length."""
    chance, found = random.Random(39), {}
    parts = (
        "ber",
        "lo",
        "wyn",
        "sti",
        "mar",
        "gel",
        "ru",
        "tho",
        "nax",
        "el",
        "fen",
        "i",
        "oda",
        "ck",
        "um",
        "wil",
    )
    while len(found) < many:
        made = "".join(chance.choice(parts) for _ in range(chance.randrange(2, 6))).capitalize()
        found[f"{chance.choice(FIRST)} {made}"] = None
    return list(found)
