"""What differs between two wordings of a letter, line by line and within a line word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["same", "new", "gone"]
Part = tuple[Mark, str]
WORDS = re.compile(r"\s+|[^\s]+")
# Lines less alike than this were not changed but replaced: word by word nobody could read it.
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: its parts, each the same in both, only in the new one, or only in the old one."""

    parts: tuple[Part, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it differs."""
        return any(mark != "same" for mark, _ in self.parts)


def differences(old: str, new: str) -> tuple[Line, ...]:
    """Both wordings as one text, with what was taken out and what was put in marked."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line((("same", line),)) for line in before[a:b]]
        else:
            found += _replaced(before[a:b], after[c:d])
    return tuple(found)


def _replaced(old: list[str], new: list[str]) -> Iterator[Line]:
    """Lines that took the place of others: those alike are compared word by word, the rest stand whole."""
    left = list(new)
    for line in old:
        twin = next((one for one in left if _alike(line, one)), None)
        if twin is None:
            yield Line((("gone", line),))
            continue
        place = left.index(twin)
        yield from (Line((("new", one),)) for one in left[:place])
        left = left[place + 1 :]
        yield Line(tuple(_by_words(line, twin)))
    yield from (Line((("new", one),)) for one in left)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _by_words(old: str, new: str) -> Iterator[Part]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[a:b])
            continue
        if a < b:
            yield "gone", "".join(before[a:b])
        if c < d:
            yield "new", "".join(after[c:d])
