"""A copy of a paper without the words and parts that must be kept: its pages set anew, with boxes of one width.

Nothing of the paper goes along but the words that are left, set out again, and pictures painted over and saved anew: no
layer, note, property or earlier version of it, and no gap as wide as a name. It is run in the process that opens files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image
from pypdf import PageObject, PdfReader
from reportlab.lib.units import mm
from reportlab.platypus import Image as Picture
from reportlab.platypus import PageBreak, Paragraph, Spacer

from heard.files.binding import BODY, HEADING, SMALL, set_pages
from heard.files.covered import covered_words
from heard.files.finding_words import Span, spans_of
from heard.files.painting import painted, picture_on
from heard.files.painting_parts import LOOKED
from heard.files.setting_out import COVERED, COVERED_WORDS, paragraphs_of, settable

# The one box: as wide for a name of three letters as for one of thirty, and for two names that stand together.
BOX = '<font backColor="#0b0c0c" color="#ffffff">&nbsp;hidden&nbsp;{code}&nbsp;</font>'
MARK = "\ue000"  # Stands for a box while lines are joined; no text has it, for it is taken out of each first.
PAGE = "\f"


@dataclass(frozen=True, slots=True)
class ToHide:
    """What is to be hidden: words wherever they stand, or a part of the picture of a page; and the code of why."""

    code: str
    words: str = ""
    page: int = 0
    part: str = ""


@dataclass
class Hidden:
    """What became of it: how often each was found on which pages, what had been drawn over, what was left out."""

    found: list[dict[int, int]] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    not_settable: int = 0
    pages: list[list[str]] = field(default_factory=list)
    boxes: dict[str, int] = field(default_factory=dict)


def hide(
    title: str, pdf: bytes, wanted: Sequence[ToHide], reasons: Mapping[str, str]
) -> tuple[bytes, Hidden]:
    """The paper set anew without what is to be hidden, and what became of it. `reasons` says each code in words."""
    reader = PdfReader(BytesIO(pdf))
    texts = [page.extract_text().replace(MARK, "").replace(PAGE, "\n") for page in reader.pages]
    over = [_covered(page) for page in reader.pages]
    hidden = Hidden(found=[{} for _ in wanted])
    left = _left(texts, over, wanted, hidden)
    flow: list[Any] = []
    for number, (page, words) in enumerate(zip(reader.pages, left, strict=True), start=1):
        flow += _page_anew(number, page, words, wanted, hidden)
    head = Paragraph(escape(settable(_without(title, wanted))[0]), HEADING)
    copy = set_pages([head, *_told(hidden, reasons), Spacer(1, 4 * mm), *flow])
    return copy, hidden


def _covered(page: PageObject) -> list[str]:
    try:
        return covered_words(page)
    except Exception:  # noqa: BLE001 (what draws a page can be broken in any way; its words are still read)
        return []


def _left(
    texts: Sequence[str], over: Sequence[list[str]], wanted: Sequence[ToHide], hidden: Hidden
) -> list[str]:
    """The text of each page with a mark and its code in place of what is hidden; words over a page's end included."""
    whole = PAGE.join(texts)
    begins = [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]
    asked = [one.words for one in wanted]
    spans = spans_of(whole, asked)
    for span in spans:
        page = sum(1 for start in begins if start <= span.start)
        hidden.found[span.which][page] = hidden.found[span.which].get(page, 0) + 1
    for number, (start, text) in enumerate(zip(begins, texts, strict=True), start=1):
        for one in spans_of(text, over[number - 1]):
            spans.append(Span(start + one.start, start + one.end, -1))
            hidden.covered[number] = hidden.covered.get(number, 0) + 1
    return _marked(whole, spans, [one.code for one in wanted], hidden).split(PAGE)


def _marked(whole: str, spans: Sequence[Span], codes: Sequence[str], hidden: Hidden) -> str:
    """Spans that touch, or have nothing but signs between them, become one box, under the code of the first.

    What had been drawn over before is under its own code only where nobody asked for it too.
    """
    out, at = [], 0
    for group in _groups(whole, spans):
        asked = next((codes[one.which] for one in group if one.which >= 0), COVERED)
        hidden.boxes[asked] = hidden.boxes.get(asked, 0) + 1
        end = max(one.end for one in group)
        ends = whole[group[0].start : end].count(PAGE)
        out += [whole[at : group[0].start], f"{MARK}{asked}", PAGE * ends]
        at = end
    return "".join([*out, whole[at:]])


def _groups(whole: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        end = max((one.end for one in group), default=0)
        if group and any(one.isalnum() for one in whole[end : span.start]):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _page_anew(
    number: int, page: PageObject, words: str, wanted: Sequence[ToHide], hidden: Hidden
) -> Iterator[Any]:
    said = [Paragraph(_in_markup(one, hidden), BODY) for one in paragraphs_of(words, MARK)]
    hidden.pages.append(paragraphs_of(words, MARK))
    parts = [one for one in wanted if one.page == number and one.part]
    picture = picture_on(page)
    if number > 1:
        yield PageBreak()
    yield Paragraph(f"Page {number} of the paper", SMALL)
    yield from said
    if picture is None:
        return
    hidden.pictures.append(number)
    if not parts:
        hidden.left_out.append(number)
        yield Paragraph("[There is a picture on this page. It is left out.]", SMALL)
        return
    yield _as_flow(painted(picture, [one.part for one in parts if one.part != LOOKED]))
    for one in parts:
        if one.part != LOOKED:
            hidden.boxes[one.code] = hidden.boxes.get(one.code, 0) + 1


def _as_flow(picture: Image.Image) -> Picture:
    plain = BytesIO()
    picture.save(plain, "JPEG", quality=85)
    scale = min(165 * mm / picture.width, 225 * mm / picture.height)
    return Picture(plain, width=picture.width * scale, height=picture.height * scale)


def _in_markup(paragraph: str, hidden: Hidden) -> str:
    first, *rest = paragraph.split(MARK)
    out = [escape(_set(first, hidden))]
    for one in rest:
        out.append(BOX.format(code=escape(one[:1])) + escape(_set(one[1:], hidden)))
    return "".join(out).replace("\n", "<br/>")


def _set(text: str, hidden: Hidden) -> str:
    plain, lost = settable(text)
    hidden.not_settable += lost
    return plain


def _without(title: str, wanted: Sequence[ToHide]) -> str:
    spans = spans_of(title, [one.words for one in wanted])
    return _marked(title, spans, ["" for _ in wanted], Hidden()).replace(MARK, "[hidden]")


def _told(hidden: Hidden, reasons: Mapping[str, str]) -> Iterator[Any]:
    """What was hidden, by reason and how often: each box stands for one, however much it holds."""
    yield Paragraph("A copy made for release: its words set out anew, without what is hidden.", SMALL)
    said = {**reasons, COVERED: COVERED_WORDS}
    for code in sorted(hidden.boxes):
        yield Paragraph(escape(f"{code}: {said.get(code, '')}: {hidden.boxes[code]}"), SMALL)
