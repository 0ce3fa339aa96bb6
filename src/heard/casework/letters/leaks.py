"""Whether a finished text says what must be kept from its reader, however it is written. An independent reader.

It knows nothing of how a letter is made: it is given words to keep and texts to look through. Case, spaces, hyphens,
line breaks, characters that do not show, ligatures, wide letters, look-alikes and short forms are all seen through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Pattern = tuple[str, str]
SHORTEST_BARE = 6
LONGEST_SHOWN = 80
POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b")
HOUSE_AND_STREET = re.compile(r"(?<!\w)(\d{1,4}[a-z]?)\s*,?\s+([a-z][a-z’' ]{2,40})")
# Short forms by which an address is written, each to one form.
SHORT_FORMS = {
    "road": "rd", "street": "st", "saint": "st", "avenue": "ave", "av": "ave", "close": "cl", "lane": "ln",
    "drive": "dr", "court": "ct", "crescent": "cres", "place": "pl", "gardens": "gdns", "garden": "gdns",
    "terrace": "ter", "terr": "ter", "square": "sq", "grove": "gr", "house": "hse", "flat": "fl",
    "apartment": "fl", "apt": "fl", "north": "n", "south": "s", "east": "e", "west": "w", "upper": "u",
    "number": "", "no": "", "school": "sch", "primary": "prim",
}  # fmt: skip
STREETS = {
    "road", "rd", "street", "st", "avenue", "ave", "close", "lane", "drive", "court", "crescent", "place", "gardens",
    "terrace", "square", "grove", "way", "row", "mews", "hill", "walk", "green", "park", "view", "rise", "end",
}  # fmt: skip
# Letters of other alphabets that look like ours.
LOOK_ALIKES = str.maketrans("аеорсухіјѕԁԛԝαοερτυνικ", "aeopcyxijsdqwaoeptyvik")
WHERE_IN_FULL = "read as a whole, across its lines"
PHONES = ("telephone", "phone", "mobile", "text", "sms", "vehicle")
E_MAIL = ("email", "e-mail")
NAME = "name"


@dataclass(frozen=True, slots=True)
class Kept:
    """Words to be kept from a reader: whose, of what kind, and whether they betray a protected place."""

    whose: str
    what: str
    words: str
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Leak:
    """Words found that must be kept: whose and what they are, where they stand, and as what they were found."""

    kept: Kept
    where: str
    as_written: str

    @property
    def key(self) -> str:
        """The same words of the same person are one thing to allow, wherever they stand."""
        return f"{self.kept.whose}\x1f{self.kept.what}\x1f{self.kept.words}"

    @property
    def said(self) -> str:
        """The leak in a sentence."""
        return f"the {self.kept.what} of {self.kept.whose} (“{self.kept.words}”), {self.where}: “{self.as_written}”"


def find_leaks(kept: Iterable[Kept], texts: Mapping[str, str], *, known: Iterable[str] = ()) -> list[Leak]:
    """Every kept thing that stands in a text, the first place of each. `known` is what the reader has already.

    `texts` are the words of each part of a file by the name of the part; they are read one by one, and as a whole.
    """
    has, seen = tuple(known), _Seen()
    whole = {**texts, WHERE_IN_FULL: " ".join(texts.values())}
    return [leak for one in kept if (leak := _first(one, whole, has, seen)) is not None]


class _Seen:
    """Each text in each form, worked out once, and forgotten with the scan."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], str] = {}

    def has(self, pattern: Pattern, text: str) -> bool:
        """Whether a pattern stands in a text, read in the pattern's own form."""
        form, expression = pattern
        if (form, text) not in self._forms:
            self._forms[form, text] = FORMS[form](text)
        return re.search(expression, self._forms[form, text]) is not None


def _first(one: Kept, texts: Mapping[str, str], known: tuple[str, ...], seen: _Seen) -> Leak | None:
    patterns = [
        pattern
        for thing in _things(one)
        if not any(seen.has(pattern, text) for pattern in thing for text in known)
        for pattern in thing
    ]
    for where, text in texts.items():
        if any(seen.has(pattern, text) for pattern in patterns):
            return Leak(one, where, one.words if where == WHERE_IN_FULL else text.strip()[:LONGEST_SHOWN])
    return None


def fold(text: str) -> str:
    """A text without what hides letters: wide forms, ligatures, accents, what does not show, other alphabets."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    shown = "".join(one for one in plain if unicodedata.category(one) not in ("Cf", "Mn", "Co", "Cn"))
    return shown.translate(LOOK_ALIKES)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def _short(text: str) -> str:
    """Its words alone, every one that has a short form in that form."""
    words = re.findall(r"[^\W_]+", fold(text))
    return " ".join(filter(None, (SHORT_FORMS.get(word, word) for word in words)))


def _digits(text: str) -> str:
    """Runs of digits with what stands between the parts of a number taken out; other words part the runs."""
    joined = re.sub(r"(?<=\d)[\s().\-–—/+_,·]+(?=\d)", "", fold(text))
    return " ".join(re.findall(r"\d+", joined))


def _mail(text: str) -> str:
    said = re.sub(r"\b(at|dot)\b|\(at\)|\(dot\)", "", fold(text))
    return re.sub(r"[\W_]", "", said)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[-‐‑–]\s*", "", fold(text))))


FORMS = {"folded": fold, "short": _short, "digits": _digits, "mail": _mail, "words": _words}


def _things(one: Kept) -> Iterator[tuple[Pattern, ...]]:
    """What would betray it, each in every form in which it is looked for."""
    what, digits = one.what.lower(), re.sub(r"\D", "", fold(one.words))
    if what in PHONES and len(digits) >= SHORTEST_BARE:
        yield (("digits", digits[-10:].lstrip("0") + r"(?!\d)"),)
    if what in E_MAIL:
        yield (("mail", re.escape(_mail(one.words))),)
    yield from _of_words(one.words, is_name=what == NAME)
    if what != NAME and what not in E_MAIL:
        yield from _of_address(one.words)


def _of_words(words: str, *, is_name: bool) -> Iterator[tuple[Pattern, ...]]:
    bare, word = _bare(words), ("words", rf"\b{re.escape(_words(words))}\b")
    if len(bare) >= SHORTEST_BARE:
        yield (("folded", _apart(bare)), ("short", _apart(_short(words))))
    if bare and (is_name or len(bare) < SHORTEST_BARE):
        yield (word,)


def _of_address(words: str) -> Iterator[tuple[Pattern, ...]]:
    """The postcode alone, and the house number with the street alone, betray an address."""
    folded = fold(words)
    for outward, inward in POSTCODE.findall(folded):
        yield (("folded", _spread(outward + inward)),)
    for number, street in HOUSE_AND_STREET.findall(folded):
        said = f"{number} {_street(street)}"
        if len(_bare(said)) >= SHORTEST_BARE:
            yield (("short", _apart(_short(said))), ("folded", _apart(_bare(said))))


def _street(said: str) -> str:
    """The street without the town after it: as far as the word that makes it one, else two words."""
    words = said.split()
    last = next((place for place, word in enumerate(words) if place and word in STREETS), 1)
    return " ".join(words[: last + 1])


def _spread(code: str) -> str:
    """A code that stands for itself, whatever stands between its signs: B1 5TH is not in “Feb 15th”."""
    return rf"(?<![^\W_]){_loosely(code)}(?![^\W_])"


def _apart(words: str) -> str:
    """Words run together or apart, as long as their numbers are their own: 4 Mill Lane is not 14 Mill Lane."""
    bare = re.sub(r"[\W_]", "", words)
    before = r"(?<!\d)" if bare[:1].isdigit() else ""
    after = r"(?!\d)" if bare[-1:].isdigit() else ""
    return f"{before}{_loosely(bare)}{after}"


def _loosely(bare: str) -> str:
    return r"[\W_]*".join(map(re.escape, bare))
