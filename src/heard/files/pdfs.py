"""PDF: opened, counted, and built anew without scripts, files inside, actions, and what it says of itself."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import sanitize

from heard.files.cleaned import Cleaned
from heard.files.kinds import Kind
from heard.files.marks import without_marks
from heard.files.refusing import NotTaken, Why

MOST_PAGES = 2000
OF_THE_WHOLE = ("/OpenAction", "/AA", "/Collection", "/Perms", "/DSS", "/URI", "/Threads", "/Legal", "/AF")
OF_ANYTHING = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/AF", "/SpiderInfo", "/Thumb")
OF_A_NOTE = ("/T", "/M", "/CreationDate", "/NM", "/Subj")
OF_A_SIGNATURE = ("/V", "/SV", "/Lock")
HELD = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/URLS")
GONE = ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")
WASH = (
    sanitize.Sanitizer().remove_attachments().remove_collection().remove_external_access().remove_javascript()
    .remove_multimedia().remove_private_app_data().remove_search_index().remove_thumbnails().remove_web_capture()
)  # fmt: skip


def clean(content: bytes, kind: Kind) -> Cleaned:
    """The PDF built anew, or nothing where it said nothing of itself. Raises NotTaken."""
    try:
        pdf = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as why:
        raise NotTaken(Why.LOCKED) from why
    with pdf:
        if not len(pdf.pages):
            raise NotTaken(Why.DAMAGED)
        if len(pdf.pages) > MOST_PAGES:
            raise NotTaken(Why.TOO_MANY_PAGES)
        before = _saved(pdf)
        was_more = _holds_more(content, pdf, before)
        _take_off(pdf)
        after = _saved(pdf)
    return Cleaned(kind, after if was_more or after != before else None)


def _saved(pdf: Any) -> bytes:
    out = BytesIO()
    pdf.save(
        out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False
    )
    return out.getvalue()


def _holds_more(content: bytes, pdf: Any, saved: bytes) -> bool:
    """Whether there is more in the file than its pages lead to: earlier versions, loose parts, words after its end."""
    ends = content.count(b"%%EOF")
    after = content.rpartition(b"%%EOF")[2].strip()
    with pikepdf.open(BytesIO(saved)) as again:
        reached = len(again.objects)
    there = sum(1 for one in pdf.objects if not _is_frame(one))
    return bool(after) or ends > (2 if pdf.is_linearized else 1) or there > reached or pdf.is_encrypted


def _is_frame(one: Any) -> bool:
    """What holds a file together and says nothing: it is made anew with each saving."""
    if isinstance(one, pikepdf.Stream):
        return str(one.get("/Type", "")) in ("/ObjStm", "/XRef")
    return not isinstance(one, pikepdf.Dictionary | pikepdf.Array) and one is None


def _take_off(pdf: Any) -> None:
    WASH.apply(pdf)
    _drop(pdf.trailer, ("/Info",))
    _drop(pdf.Root, OF_THE_WHOLE)
    if "/Names" in pdf.Root:
        _drop(pdf.Root.Names, HELD)
    if "/AcroForm" in pdf.Root:
        _drop(pdf.Root.AcroForm, ("/XFA", "/SigFlags"))
    for page in pdf.pages:
        _without_files(page.obj)
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            _take_off_one(one)


def _take_off_one(one: Any) -> None:
    _drop(one, OF_ANYTHING)
    subtype = str(one.get("/Subtype", ""))
    if "/Rect" in one and subtype not in ("/Widget", "/Link", ""):
        _drop(one, OF_A_NOTE)
    if str(one.get("/FT", "")) == "/Sig":
        _drop(one, OF_A_SIGNATURE)
    if isinstance(one, pikepdf.Stream) and one.get("/Filter") == pikepdf.Name.DCTDecode:
        dots = one.read_raw_bytes()
        plain = without_marks(dots)
        if plain != dots:
            one.write(plain, filter=pikepdf.Name.DCTDecode)


def _without_files(page: Any) -> None:
    notes = page.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return
    kept = [one for one in notes if str(one.get("/Subtype", "")) not in GONE]
    if len(kept) != len(notes):
        page.Annots = pikepdf.Array(kept)


def _drop(where: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in where:
            del where[name]
