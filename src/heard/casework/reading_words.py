"""How words are read for a search: in small letters, without accents or marks, and names also by how they sound.

Pure text: no tables. What is kept and what somebody types go through the same doors, so that they meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 200_000
MOST_WORDS = 12
# Letters that no accent was put on: they are other letters, and people type the plain ones for them.
PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
JOINED = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
PARTED = re.compile(r"[\W_]+")
ASKED = re.compile(r'"([^"]*)"|([^\s"]+)')
# In front of how a name sounds, where no word of a sentence would stand.
SOUND = "zz"
SOUNDS_LIKE = (
    ("sch", "s"), ("ph", "f"), ("gh", "g"), ("ck", "k"), ("sh", "s"), ("th", "t"), ("kn", "n"), ("wr", "r"),
    ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"),
)  # fmt: skip
SILENT = re.compile(r"[aeiouyhw0-9]")
DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that must be there: a word, words that stand side by side, or the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


def folded(text: str) -> str:
    """Text as a search reads it: “Zoë O’Brien-Łukasz” is “zoe obrien lukasz”."""
    low = JOINED.sub("", text[:LONGEST].lower())
    if not low.isascii():
        apart = unicodedata.normalize("NFKD", low.translate(PLAIN))
        low = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return PARTED.sub(" ", low).strip()


def reference_key(text: str) -> str:
    """A reference as people type it, whatever its case and spaces: “cr 2026/0142” is “CR20260142”."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def sought(query: str) -> tuple[Sought, ...]:
    """What a query asks for: words, “words side by side” in quotes, and begin* for the beginning of a word."""
    found: list[Sought] = []
    for quoted, word in ASKED.findall(query[:400]):
        words = tuple(folded(quoted or word).split())
        if words:
            found.append(Sought(words, begins=not quoted and word.endswith("*") and len(words[-1]) >= 3))
    return tuple(found[:MOST_WORDS])


def side_by_side(text: str) -> tuple[Sought, ...]:
    """What a text asks for that must be there as it stands: all its words, or as many as a query may have."""
    words = tuple(folded(text).split()[:MOST_WORDS])
    return (Sought(words),) if words else ()


def name_words(names: Iterable[str]) -> str:
    """What is kept of names beside the names themselves: how each word of them sounds, one letter wrong or not."""
    keys = {key for name in names for word in folded(name).split() for key in sounds(word)}
    return " ".join(sorted(keys))


@lru_cache(maxsize=20_000)
def sounds(word: str) -> tuple[str, ...]:
    """How a name sounds: its consonants, and those with one left out, so that a slip of the pen is found too."""
    bones = _bones(word)
    if len(bones) < 2:
        return ()
    less = _one_less(bones) if len(bones) > 2 else ()
    return tuple(dict.fromkeys(SOUND + one for one in (bones, *less)))


def _bones(word: str) -> str:
    said = word
    for letters, sound in SOUNDS_LIKE:
        said = said.replace(letters, sound)
    first = "a" if said[:1] in "aeiouy" else ""
    return DOUBLED.sub(r"\1", first + SILENT.sub("", said))


def _one_less(bones: str) -> Iterator[str]:
    return (bones[:place] + bones[place + 1 :] for place in range(len(bones)))
