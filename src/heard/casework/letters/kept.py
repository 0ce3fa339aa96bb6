"""A letter as it is kept: plain HTML of our own few marks, read back to make the DOCX and to prove it unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from heard.casework.audit import Fault
from heard.casework.letters.merging import Block, Tag
from heard.representations.models import Letter

TAGS: dict[str, Tag] = {"h2": "heading", "p": "paragraph"}
LISTS: dict[str, Tag] = {"ul": "bullet", "ol": "number"}
_OPEN = {tag: mark for mark, tag in LISTS.items()}


def as_html(title: str, blocks: Iterable[Block]) -> str:
    """The letter as HTML: one h1, then headings, paragraphs and lists. Every word is escaped."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for tag, run in groupby(blocks, key=lambda block: block.tag):
        parts.extend(_marked(tag, run))
    return "\n".join(parts)


def _marked(tag: Tag, run: Iterable[Block]) -> Iterator[str]:
    if tag in _OPEN:
        items = "".join(f"<li>{escape(block.text)}</li>" for block in run)
        yield f"<{_OPEN[tag]}>{items}</{_OPEN[tag]}>"
        return
    mark = "h2" if tag == "heading" else "p"
    yield from (f"<{mark}>{escape(block.text)}</{mark}>" for block in run)


class _Reader(HTMLParser):
    """Reads back the few marks that `as_html` writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.blocks: list[Block] = []
        self._list: Tag = "bullet"
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._list = LISTS.get(tag, self._list)
        self._said = []

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._said)
        if tag == "h1":
            self.title = text
        elif tag == "li":
            self.blocks.append(Block(self._list, text))
        elif tag in TAGS:
            self.blocks.append(Block(TAGS[tag], text))
        self._said = []


def read_back(body: str) -> tuple[str, list[Block]]:
    """The title and the blocks of a kept letter."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader.title, reader.blocks


def plain_text(body: str) -> str:
    """The words of a kept letter, a line a block."""
    title, blocks = read_back(body)
    return "\n".join([title, *(block.text for block in blocks)])


def digest_of(letter: Letter) -> str:
    """The fingerprint of what a letter says, to whom, of what kind and day."""
    said = (
        str(letter.representation_id),
        letter.kind,
        letter.audience,
        str(letter.to_id or ""),
        letter.title,
        letter.body,
        letter.issued_on.isoformat(),
        letter.evidence,
    )
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def verify_letters() -> tuple[Fault, ...]:
    """Hold every letter against the fingerprint it was kept with. A letter kept is never changed."""
    letters = Letter.objects.select_related("representation").order_by("pk").iterator(chunk_size=500)
    return tuple(
        Fault("letter changed", f"letter {letter.pk} on {letter.representation.reference}", _CHANGED)
        for letter in letters
        if letter.content_digest != digest_of(letter)
    )


_CHANGED = "It does not say what it said when it was issued. It was edited by hand."
