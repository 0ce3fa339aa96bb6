"""Whether words that are to leave the office tell who somebody is: names, places, days, references, small numbers.

It looks for what stands on this council's own record, and for what has the shape of an address, a day or a number of
people. It finds what was written without a thought; whoever reads the words a second time finds the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heard.casework.letters.leaks import STREETS, Kept, find_leaks, fold
from heard.casework.new_details import DoesNotFit
from heard.casework.recognising_patterns import PATTERNS
from heard.people.models import Contact, Person
from heard.representations.models import OmbudsmanCase, Protection, Representation

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
A_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?\d)"
    r"|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b",
    re.IGNORECASE,
)
# Fewer than five are somebody whom their neighbours can name.
FEW = re.compile(
    r"\b(?:one|two|three|four|[1-4]|a single|a couple of)\s+(?:[^\W\d]+\s+){0,2}?"
    r"(?:child(?:ren)?|parents?|famil(?:y|ies)|people|persons?|girls?|boys?|mothers?|mums?|fathers?|dads?|carers?|brothers?"
    r"|sisters?|siblings|babies|baby|complaints?|young people|young person|of you|others?)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:[A-Z][\w’'-]+ )+(?:School|Academy|Primary|Nursery|College|House|Hospital|Surgery|Hostel|Estate|"
    r"Children’s Home|Home|Court|Road|Street|Lane|Avenue|Close|Drive|Crescent|Gardens|Terrace|Way|Park)\b"
)
REFERENCE = re.compile(r"\b[A-Z]{1,4}[-/ ]?\d{2,4}[-/ ]\d{3,}\b|\b\d{2} \d{3} \d{3}\b")
WAYS = [pattern for what, _, pattern in PATTERNS if what in ("e-mail", "telephone", "postcode")]
SHORTEST_NAME = 3
COMMON = {"the", "and", "not", "home", "care", "social", "team", "service", "council"}


@dataclass(frozen=True, slots=True)
class Tells:
    """Something that may tell who somebody is: what it is, the words it was found in, and whether it may never stay."""

    what: str
    words: str
    never: bool = False

    @property
    def said(self) -> str:
        """It in a few words."""
        return f"{self.what}: “{self.words}”"


def must_tell_nobody(texts: Iterable[str], *, no_names: str = "", in_house: bool = False) -> None:
    """Refuse words that may tell who somebody is. `no_names` are words said to be no name or place of anybody.

    In-house words are refused only for what may never stay: a whole name, a reference, a way to reach somebody.
    Raises DoesNotFit, listing everything found and what to do.
    """
    found = [one for one in tells(" \n".join(texts), no_names=no_names) if one.never or not in_house]
    if not found:
        return
    listed = "; ".join(one.said for one in found)
    may_stay = any(not one.never for one in found)
    then = " If that is nobody’s name, place or day, list those words as such." if may_stay else ""
    raise DoesNotFit(f"Somebody could be known by this. Found: {listed}. Say it without that.{then}")


def tells(text: str, *, no_names: str = "") -> list[Tells]:
    """Everything in a text that may tell who somebody is, what may never stay first, each thing once."""
    allowed = {fold(one.strip()) for one in re.split(r"[,;\n]", no_names) if one.strip()}
    found = dict.fromkeys((*_on_record(text), *_names(text), *_shapes(text)))
    left = [one for one in found if one.never or not _is_allowed(fold(one.words), allowed)]
    return sorted(left, key=lambda one: not one.never)


def _is_allowed(words: str, allowed: set[str]) -> bool:
    """Whether these words were said to be nobody’s; a first word that only begins the sentence stands before them."""
    return words in allowed or any(" " in one and words.endswith(f" {one}") for one in allowed)


def _shapes(text: str) -> Iterator[Tells]:
    """What has the shape of a day, a place, a number somebody is reached by, or a handful of people."""
    for one in A_DAY.findall(text):
        yield Tells("a day", one)
    for pattern in (REFERENCE, *WAYS):
        for match in pattern.finditer(text):
            yield Tells("a reference, a number or an address", match.group(), never=True)
    for one in FEW.findall(text):
        yield Tells("fewer than five people", one)
    for one in PLACE.findall(text):
        yield Tells("a place", one)


def _names(text: str) -> Iterator[Tells]:
    """Whole names of anybody on record however they are written, and parts of names that are written large."""
    words = {fold(one): one for one in WORD.findall(text)}
    large = {low for low, one in words.items() if one[:1].isupper()}
    spoken, bare = f" {' '.join(fold(one) for one in WORD.findall(text))} ", re.sub(r"[\W_]", "", fold(text))
    told: set[str] = set()
    for name in Person.objects.values_list("name", flat=True).iterator(chunk_size=5000):
        parts = [fold(one) for one in WORD.findall(name)]
        whole = re.sub(r"[\W_]", "", "".join(parts))
        if len(parts) > 1 and f" {' '.join(parts)} " in spoken:
            yield Tells("the name of somebody on record", name, never=True)
        elif len(parts) > 1 and len(whole) >= SHORTEST_NAME * 2 and whole in bare:
            yield Tells("what may be the name of somebody on record", name)
        else:
            told.update(
                one for one in parts if len(one) >= SHORTEST_NAME and one in large and one not in COMMON
            )
    yield from (Tells("a word that is in the name of somebody on record", words[one]) for one in sorted(told))


def _on_record(text: str) -> Iterator[Tells]:
    """References of cases, ways to reach people, and words that somebody protected."""
    bare = re.sub(r"[\W_]", "", fold(text))
    for model in (Representation, OmbudsmanCase):
        for reference in model.objects.values_list("reference", flat=True).iterator(chunk_size=5000):
            plain = re.sub(r"[\W_]", "", fold(reference))
            if len(plain) >= 5 and plain in bare:
                yield Tells("the reference of a case", reference, never=True)
    kept = [one for one in _kept() if _may_stand_in(one, bare, text)]
    for leak in find_leaks(kept, {"the words": text}):
        yield Tells(f"the {leak.kept.what} of somebody on record", leak.kept.words, never=True)


def _kept() -> Iterator[Kept]:
    for way, value in Contact.objects.values_list("way", "value").iterator(chunk_size=5000):
        yield Kept("somebody", way.lower(), value)
    for what, words in Protection.objects.filter(lifted_on=None).values_list("what", "words"):
        yield Kept("somebody", what, words, True)


def _may_stand_in(one: Kept, bare: str, text: str) -> bool:
    """Whether a look at it is worth the time: any longer word of it, or its digits, stand in the text."""
    digits = re.sub(r"\D", "", one.words)
    if len(digits) >= 6 and digits[-6:] in bare:
        return True
    words = (fold(word) for word in WORD.findall(one.words))
    return any(len(word) > SHORTEST_NAME and word not in STREETS and word in bare for word in words)
