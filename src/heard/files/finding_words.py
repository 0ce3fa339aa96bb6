"""Where words stand in a text however they are written: in capitals, with accents, split by a line or a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A word of so many letters is found inside a longer one too: a name in the plural, or run together with another.
LONG = 5
NO_LETTER = re.compile(r"[\W_]+")
# Letters that look alike or are written otherwise: what a search for the one must find of the other.
LOOK_ALIKES = str.maketrans("аеорсухіјѕԁԛԝαοερτυνικ", "aeopcyxijsdqwaoeptyvik")
ALIKE = LOOK_ALIKES | str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, from a letter to the one after its last, and which of the words asked for stands there."""

    start: int
    end: int
    which: int


def spans_of(text: str, wanted: Sequence[str], long: int = LONG) -> list[Span]:
    """Every place where one of the words asked for stands, in order; those of fewer than `long` letters alone."""
    letters, places = bare(text)
    found = [
        Span(places[start], places[end - 1] + 1, which)
        for which, words in enumerate(wanted)
        for start, end in _found(text, letters, places, bare(words)[0], long)
    ]
    return sorted(found, key=lambda one: (one.start, -one.end))


def bare(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text alone, small and without accents, and where in it each stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, one in enumerate(text):
        if one.isascii():  # most letters, and quickly
            if one.isalnum():
                letters.append(one.lower())
                places.append(place)
            continue
        for each in unicodedata.normalize("NFKD", one.casefold().translate(ALIKE)):
            if each.isalnum():
                letters.append(each)
                places.append(place)
    return "".join(letters), places


def compact(text: str) -> str:
    """The same letters and figures, quickly, without their places."""
    return NO_LETTER.sub("", unicodedata.normalize("NFKD", text.casefold().translate(ALIKE)))


def _found(
    text: str, letters: str, places: Sequence[int], words: str, long: int
) -> Iterator[tuple[int, int]]:
    start = letters.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if len(words) >= long or _stands_alone(text, places[start], places[end - 1]):
            yield start, end
        start = letters.find(words, start + 1)


def _stands_alone(text: str, first: int, last: int) -> bool:
    return not (first and text[first - 1].isalnum()) and not text[last + 1 : last + 2].isalnum()
