"""A tagged PDF as a screen reader goes through it: parts of the structure, and the text that is marked as theirs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf

from heard.reporting.pdf_structure import is_element, kids, under

Where = tuple[int, int]


class Tagged:
    """A PDF with its structure, and the text of each piece of marked content."""

    def __init__(self, file: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(file))
        self.root = self.file.Root.StructTreeRoot
        self.marked: dict[Where, str] = {}
        self.unmarked: list[str] = []  # what is painted outside of any mark
        self.artifacts: list[str] = []
        for page in self.file.pages:
            self._read(page)

    def parts(self, *kinds: str, under: Any = None) -> Iterator[Any]:
        """Every part of these kinds, in reading order."""
        yield from _under(self.root if under is None else under, *kinds)

    def text(self, part: Any) -> str:
        """What is read out of a part and of all under it."""
        return " ".join(self.marked.get(where, "") for where in content(part)).strip()

    def _read(self, page: Any) -> None:
        fonts = {name: Letters(font) for name, font in page.Resources.get("/Font", {}).items()}
        letters: Letters | None = None
        open_marks: list[int | str | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            does = str(operator)
            if does in ("BDC", "BMC"):
                mcid = operands[1].get("/MCID") if does == "BDC" else None
                open_marks.append("artifact" if str(operands[0]) == "/Artifact" else mcid)
            elif does == "EMC":
                open_marks.pop()
            elif does == "Tf":
                letters = fonts[str(operands[0])]
            elif does in ("Tj", "TJ") and letters is not None:
                self._say(page.obj.objgen[0], open_marks, letters.read(operands[0]))
            elif does in PAINTING and not open_marks:
                self.unmarked.append(does)

    def _say(self, page: int, marks: list[int | str | None], text: str) -> None:
        mark = next((one for one in reversed(marks) if one is not None), None)
        if mark is None:
            self.unmarked.append(text)
        elif mark == "artifact":
            self.artifacts.append(text)
        else:
            self.marked[page, int(mark)] = self.marked.get((page, int(mark)), "") + text


PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
_under = under


class Letters:
    """A font's letters, by the table that says which letter each glyph stands for."""

    def __init__(self, font: Any) -> None:
        told = font.ToUnicode.read_bytes().decode("latin-1")
        self.letter: dict[int, str] = {}
        for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
            for glyph, letter in re.findall(r"<(\w+)>\s*<(\w+)>", block):
                self.letter[int(glyph, 16)] = bytes.fromhex(letter).decode("utf-16-be")

    def read(self, operand: Any) -> str:
        """What a string, or an array of strings and gaps, says."""
        pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
        return "".join(
            self.letter[int.from_bytes(raw[at : at + 2], "big")]
            for raw in (bytes(one) for one in pieces if isinstance(one, pikepdf.String))
            for at in range(0, len(raw), 2)
        )


def content(part: Any, page: Any = None) -> Iterator[Where]:
    """The pieces of marked content of a part, in reading order."""
    page = part.get("/Pg", page)
    for kid in kids(part):
        if isinstance(kid, int):
            yield page.objgen[0], kid
        elif is_element(kid):
            yield from content(kid, page)


@lru_cache(maxsize=4)
def tagged_once(file: bytes) -> Tagged:
    """A PDF that several tests look at, read once."""
    return Tagged(file)
