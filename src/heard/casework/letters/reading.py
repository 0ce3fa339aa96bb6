"""How hard a text is to read, and the words that no letter of ours says. A finder of faults, never proof."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Grade and words a sentence that a reader can be asked for.
READS: Mapping[str, tuple[int, int]] = {"adult": (7, 20), "child": (4, 15), "easy": (4, 15)}
BANNED = (
    "unfounded",
    "vexatious",
    "frivolous",
    "alleged",
    "customer",
    "with regard to",
    "acknowledge receipt",
    "lessons have been learned",
    "lessons have been learnt",
)
BANNED_FOR_A_CHILD = (
    "stage",
    "complainant",
    "allegation",
    "placement",
    "contact",
    "lac",
    "service user",
)
CONTRACTED = re.compile(r"\b\w+(?:n['’]t|['’](?:ll|re|ve|d|m))\b|\b(?:it|that|there|here|what)['’]s\b", re.I)
_SENTENCE_ENDS = re.compile(r"[.!?:]+(?:\s+|$)|\n+")
_WORD = re.compile(r"[A-Za-z0-9’'@-]+")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line that stands alone is one, and so is each side of a colon."""
    return [said.strip() for said in _SENTENCE_ENDS.split(text) if _WORD.search(said)]


def words(text: str) -> list[str]:
    """The words of a text, numbers included."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables a word has: groups of vowels, without a silent e at the end."""
    plain = word.lower()
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and count > 1:
        count -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded", "eed")) and count > 1:
        count -= 1
    return max(count, 1)


def grade(text: str) -> float:
    """The school grade a text asks for (Flesch and Kincaid): 4 is a child of about ten."""
    told, said = words(text), sentences(text)
    if not told or not said:
        return 0.0
    return 0.39 * len(told) / len(said) + 11.8 * sum(map(syllables, told)) / len(told) - 15.59


def longest_sentence(text: str) -> int:
    """How many words the longest sentence has."""
    return max((len(words(said)) for said in sentences(text)), default=0)


def banned_words(text: str, *, audience: str = "adult") -> list[str]:
    """The words in a text that no letter to this audience says, in their order in the list; contractions last."""
    banned = BANNED + (BANNED_FOR_A_CHILD if audience == "child" else ())
    found = [word for word in banned if re.search(rf"\b{re.escape(word)}s?\b", text, re.I)]
    return found + CONTRACTED.findall(text)


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is for its reader: its grade and the most there may be, and each sentence that is too long."""

    grade: float
    hardest: int
    longest: int
    too_long: tuple[str, ...]
    never_said: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether nothing was found."""
        return self.grade <= self.hardest and not self.too_long and not self.never_said


def reading_of(text: str, audience: str) -> Reading:
    """How hard a text is for an adult, a child or somebody who reads with pictures (“easy”)."""
    hardest, longest = READS[audience]
    too_long = tuple(said for said in sentences(text) if len(words(said)) > longest)
    never = tuple(dict.fromkeys(banned_words(text, audience=audience)))
    return Reading(grade(text), hardest, longest, too_long, never)
