"""What is said of a text: a flag stands on the words it speaks of and says what is wrong and what stands nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from heard.figures.claims_context import About, Sentence
from heard.figures.claims_facts import Fact, Facts
from heard.figures.claims_reading import Number
from heard.figures.periods import Period


@dataclass(frozen=True, slots=True)
class Flag:
    """Something said that the cells do not bear out: where it stands, what was said, and what is wrong, in words.

    `kind` is the name of the check that found it; `nearest` is the figure that stands nearest, with its value, empty
    where there is none.
    """

    start: int
    end: int
    said: str
    kind: str
    words: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of the text, what it may be of, the cells it may rest on, and the one that bears it out.

    `wrong` is the check that finds it, with why and the nearest figure; empty where it is borne out.
    """

    number: Number
    sentence: Sentence
    about: tuple[About, ...]
    fits: tuple[Fact, ...]
    support: Fact | None
    wrong: str = ""
    why: str = ""
    nearest: str = ""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.sentence.start + self.number.start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.sentence.start + self.number.end


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One number of a table that was typed into the text, with its row and column."""

    row: int
    column: int
    row_label: str
    heading: str
    written: str
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table typed into the text: its caption, its headings, and its numbers row by row."""

    start: int
    end: int
    caption: str
    headings: tuple[str, ...]
    cells: tuple[TypedCell, ...]


@dataclass(frozen=True)
class Read:
    """A text that was read: its sentences, its numbers, the tables typed into it, and the report's own numbers."""

    text: str
    facts: Facts
    now: Period
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    typed: tuple[TypedTable, ...]
    limits: frozenset[int]
    breaks: frozenset[str]

    def flag(self, start: int, end: int, kind: str, words: str, nearest: str = "") -> Flag:
        """A flag on a stretch of the text."""
        return Flag(start, end, self.text[start:end], kind, words, nearest)

    def on(self, claim: Claim, kind: str, words: str, nearest: str = "") -> Flag:
        """A flag on a number."""
        return self.flag(claim.start, claim.end, kind, words, nearest)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing commentary is held against: its kind, the sentence that says it, and what finds it."""

    kind: str
    sentence: str
    finds: Callable[[Read], Iterator[Flag]]


def flags_of(read: Read, checks: Sequence[Check]) -> list[Flag]:
    """What the checks find, in the order of the text, each once."""
    found = dict.fromkeys(flag for check in checks for flag in check.finds(read))
    return sorted(found, key=lambda flag: (flag.start, flag.end, flag.kind))
