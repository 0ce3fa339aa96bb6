"""A finished file read back, part by part: every word in it, those a reader does not see included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.oxml.parser import parse_xml

from heard.casework.letters.merging import CannotTell
from heard.files.page_words import texts_of_html

WORDS_OF_DOCX = re.compile(
    r"^(word/(document|header|footer|footnotes|endnotes|comments)[^/]*|docProps/[^/]+|customXml/[^/]+)\.xml$"
)
__all__ = ["CannotRead", "texts_of_docx", "texts_of_html"]
LINKS_OF_DOCX = re.compile(r"^(word/)?_rels/.+\.rels$")
PICTURES = re.compile(r"^word/(media|embeddings)/")
# The only XML attributes in which a person's words can stand.
SAYING = ("descr", "title", "alt", "Target", "author", "tooltip", "name", "val")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = (f"{WORD}br", f"{WORD}tab", f"{WORD}cr")


class CannotRead(CannotTell):
    """A file that is to go out cannot be read back, so nobody can say what it holds."""


def texts_of_docx(file: bytes) -> dict[str, str]:
    """The words of a DOCX by where they stand: body, tables, header, notes, properties, links, names of pictures.

    Raises CannotRead for a file that is none, or that holds a picture: nobody can say what stands in one.
    """
    try:
        with ZipFile(BytesIO(file)) as opened:
            names = opened.namelist()
            _must_be_words(names)
            saying = [name for name in names if WORDS_OF_DOCX.match(name) or LINKS_OF_DOCX.match(name)]
            read = {_place(name): list(_said_in(opened.read(name))) for name in saying}
    except BadZipFile as wrong:
        raise CannotRead("The DOCX cannot be read back. Make the letter again.") from wrong
    return {
        f"in the DOCX, {place} {number}": text
        for place, said in read.items()
        for number, text in enumerate(said, start=1)
    }


def _must_be_words(names: list[str]) -> None:
    picture = next((name for name in names if PICTURES.match(name)), None)
    if picture is not None:
        raise CannotRead(
            f"The file holds a picture or another file ({picture.rpartition('/')[2]}), in which words cannot be read. "
            "Take it out, and send it as a paper of its own."
        )


def _place(name: str) -> str:
    part = re.sub(r"\d+(?=\.)", "", name.rpartition("/")[2]).partition(".")[0]
    if name.endswith(".rels"):
        return f"link of the {part or 'file'}"
    return {"document": "paragraph", "core": "property", "app": "property of the program"}.get(
        part, name.rpartition("/")[2].removesuffix(".xml")
    )


def _said_in(body: bytes) -> Iterator[str]:
    yield from (text for text in _all_texts(body) if text.strip())


def _all_texts(body: bytes) -> Iterator[str]:
    for element in parse_xml(body).iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == f"{WORD}p":
            yield "".join(_runs(element))
        elif not tag.startswith(WORD) and element.text:
            yield element.text
        yield from (str(value) for name, value in element.attrib.items() if _local(name) in SAYING)


def _runs(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag in BREAKS:
            yield " "
        elif element.text:
            yield element.text


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
