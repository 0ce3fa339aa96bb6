"""What in a text would let somebody be recognised: names on our record, ways to reach, places, dates, numbers, hints.

It is given words that are known and a text; it reads no table. What it marks as sure is an identifier; a hint is a word
that only a person can judge. Nothing here takes a word out: a person writes, and another agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from heard.casework.letters.leaks import fold
from heard.casework.recognising_patterns import PATTERNS

WORDS = Path(__file__).parent
SPELT_OUT = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.·_-]+){2,}[^\W\d_](?![^\W_])")
WORD = re.compile(r"[^\W\d_]+(?:[-‐‑’'.][^\W\d_]+)*", re.UNICODE)
CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
SENTENCE_ENDS = frozenset('.!?…:;\n“"•(')
SHORTEST_NAME, SHORTEST_MISSPELT = 2, 5
NAME, TEAM, HINT, FIRST_NAME = "name", "team", "capital letter", "first name"
IN_WORDS = {
    "name": "a name on our record",
    "team": "a team or service by name",
    "place": "a place",
    "date": "a day",
    "age": "an age",
    "telephone": "a telephone number",
    "e-mail": "an e-mail address",
    "postcode": "a postcode",
    "number": "a number or reference",
    "way to reach": "an address or a way to reach somebody on our record",
    "title": "somebody by title and name",
    "initials": "somebody’s initials",
    FIRST_NAME: "a first name that many people have",
    HINT: "a word with a capital letter: it may be a name or a place",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Words that name or betray somebody: a name, a team, an address, the number of a file. `of_case` is nearer."""

    words: str
    what: str = NAME
    of_case: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text that may let somebody be recognised. `sure` where no judgment is needed."""

    start: int
    end: int
    words: str
    what: str
    sure: bool

    @property
    def said(self) -> str:
        """The mark in words."""
        return f"“{self.words}”: {IN_WORDS.get(self.what, self.what)}"


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    said: str
    plain: str
    opens: bool

    @property
    def is_capital(self) -> bool:
        return bool(CAPITAL.match(self.said))


def marks_in(text: str, known: Iterable[Known]) -> list[Mark]:
    """Every place of a text that may let somebody be recognised, in order; of two in one place the surer."""
    known = tuple(known)
    words = list(_words(text))
    found = [*_patterns(text), *_known_words(text, words, known), *_phrases(text, known), *_hints(words)]
    return list(
        _apart(sorted(found, key=lambda one: (not one.sure, one.what in (HINT, FIRST_NAME), -len(one.words))))
    )


def in_words_of(marks: Iterable[Mark]) -> tuple[str, ...]:
    """What was marked, each once, in words."""
    return tuple(dict.fromkeys(one.said for one in marks))


def plain_of(said: str) -> str:
    """A word without what hides it: signs between its letters, wide letters, accents, other alphabets."""
    return re.sub(r"[\W_]", "", fold(said))


def parts_of(name: str) -> set[str]:
    """The single names of a full name, as they are looked for."""
    parts = {plain_of(part) for word in name.split() for part in [word, *re.split(r"[-‐‑’']", word)]}
    return {one for one in parts if len(one) >= SHORTEST_NAME and one not in TITLES}


TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lady", "lord", "cllr", "de", "la", "von", "van"}
)


@cache
def listed(name: str) -> frozenset[str]:
    """One of the word lists beside this module."""
    lines = (WORDS / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _words(text: str) -> Iterator[_Word]:
    for found in WORD.finditer(text):
        said = found.group()
        before = text[: found.start()].rstrip(" \t‘’'“\"(*-–—")
        opens = not before or before[-1] in SENTENCE_ENDS
        yield _Word(found.start(), found.end(), said, plain_of(re.sub(r"[’']s?$", "", said)), opens)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for one in marks:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _patterns(text: str) -> Iterator[Mark]:
    for what, sure, pattern in PATTERNS:
        for found in pattern.finditer(text):
            yield Mark(found.start(), found.end(), found.group(), what, sure)


def _known_words(text: str, words: list[_Word], known: tuple[Known, ...]) -> Iterator[Mark]:
    """Names on our record, whole or run together, in small letters too unless the name is an everyday word."""
    near = {part for one in known if one.what == NAME and one.of_case for part in parts_of(one.words)}
    names = near | {part for one in known if one.what == NAME for part in parts_of(one.words)}
    everyday = listed("everyday_words.txt")
    for place, word in enumerate(words):
        for said in {word.plain, *parts_of(re.sub(r"[’']s?$", "", word.said))} & names:
            if said not in everyday or (word.is_capital and len(said) > 1):
                yield _mark(text, word, word, NAME, sure=said not in everyday or not word.opens)
        yield from _run_together(text, words[place : place + 2], names)
        if (
            len(word.plain) >= SHORTEST_MISSPELT
            and word.plain not in everyday
            and _misspelt(word.plain, near)
        ):
            yield _mark(text, word, word, NAME, sure=True)
    for found in SPELT_OUT.finditer(text):
        if plain_of(found.group()) in names:
            yield Mark(found.start(), found.end(), found.group(), NAME, sure=True)


def _run_together(text: str, pair: list[_Word], names: set[str]) -> Iterator[Mark]:
    """A name in two halves: Kay la."""
    if len(pair) == 2:
        joined = pair[0].plain + pair[1].plain
        between = text[pair[0].end : pair[1].start]
        if len(joined) >= SHORTEST_MISSPELT and joined in names and len(between) <= 2:
            yield _mark(text, pair[0], pair[1], NAME, sure=True)


def _misspelt(said: str, near: set[str]) -> bool:
    """One letter more, less or other than the name of somebody on the case."""
    return any(
        len(one) >= SHORTEST_MISSPELT and Levenshtein.distance(said, one, score_cutoff=1) <= 1 for one in near
    )


def _phrases(text: str, known: tuple[Known, ...]) -> Iterator[Mark]:
    """What is known by more than a word: full names, teams, addresses, schools, numbers, however it is spaced."""
    folded, places = _folded(text)
    for one in known:
        bare = plain_of(one.words)
        if len(bare) < 4 or (one.what == NAME and " " not in one.words.strip()):
            continue
        expression = r"(?<![^\W_])" + r"[\W_]*".join(map(re.escape, bare)) + r"(?![^\W_])"
        for found in re.finditer(expression, folded):
            start, end = places[found.start()], places[found.end() - 1] + 1
            yield Mark(start, end, text[start:end], one.what, one.what != TEAM)


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without what hides letters, and where each of its letters stood."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for plain in fold(letter):
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


def _hints(words: list[_Word]) -> Iterator[Mark]:
    """Capital letters where no sentence begins, words that begin one and are not everyday, and common first names."""
    everyday, first_names = listed("everyday_words.txt"), listed("first_names.txt")
    for word in words:
        if word.plain in first_names and (word.plain not in everyday or (word.is_capital and not word.opens)):
            yield Mark(word.start, word.end, word.said, FIRST_NAME, sure=False)
        elif word.is_capital and _stands_out(word, everyday):
            yield Mark(word.start, word.end, word.said, HINT, sure=False)


def _stands_out(word: _Word, everyday: frozenset[str]) -> bool:
    if word.plain in listed("never_names.txt"):
        return False
    if word.opens:
        return word.plain not in everyday and not word.plain.endswith(
            ("ing", "ed", "ly", "ful", "ness", "ment")
        )
    return not word.said.isupper() or len(word.plain) <= 3 or word.plain not in everyday


def _mark(text: str, first: _Word, last: _Word, what: str, *, sure: bool) -> Mark:
    return Mark(first.start, last.end, text[first.start : last.end], what, sure)


def counts_of(marks: Iterable[Mark]) -> Mapping[str, int]:
    """How many marks there are of each sort."""
    found: dict[str, int] = {}
    for one in marks:
        found[one.what] = found.get(one.what, 0) + 1
    return found
