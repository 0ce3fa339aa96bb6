"""Whether one spelling is probably another's: never certain, so a person is asked.

"NE Neighbourhood" is probably "North East neighbourhood team"; "North East neighbourhood team" is never
"North West neighbourhood team", however alike the letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from heard.importing.words import BRACKETS, SHORT_FORM, short_form_in, singular, spread

JOINING = {"and", "of", "the", "for", "in", "to", "a", "an", "with"}
PLAIN = JOINING | {
    "team", "service", "unit", "department", "dept", "section", "group", "office", "hub", "division", "area",
}  # fmt: skip
IN_CAPITALS = re.compile(r"^[A-Z0-9&]{2,7}$")
FEW = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much one spelling looks like another's form, 0 to 100, and why.

    `form` is what the spelling is of the other: its "initials", a "short" or "long" form, or "mistyped".
    """

    score: int
    why: str
    form: str


def likeness(spelling: str, other: str, *, rows: int = 1) -> Likeness | None:
    """Why `spelling` (in `rows` rows) is probably `other`, or None where nothing says so."""
    if short_form_in(other).casefold() == spelling.casefold():
        return Likeness(99, f"“{other}” gives it as its own short form", "initials")
    if _is_initials(spelling, other):
        return Likeness(95, f"they may be the first letters of “{other}”", "initials")
    mine, theirs = _marked(spelling), _marked(other)
    aside = PLAIN | _in_brackets(spelling) | _in_brackets(other)
    shorter = _part_of(mine, theirs, aside, rows)
    if shorter is not None:
        left_out, score = shorter
        if not left_out and not any(in_capitals for _, in_capitals in mine):
            return Likeness(score, f"it may be “{other}” mistyped", "mistyped")
        return Likeness(score, f"it may be short for “{other}”", "short")
    longer = _part_of(theirs, mine, aside, rows)
    return Likeness(longer[1], f"it says “{other}” and more", "long") if longer else None


@lru_cache(maxsize=5_000)
def _in_brackets(text: str) -> frozenset[str]:
    return frozenset(singular(word) for part in BRACKETS.findall(text) for word in spread(part).split())


@lru_cache(maxsize=5_000)
def _marked(text: str) -> list[tuple[str, bool]]:
    """The words of a spelling, each with whether it stands in capitals as a short form does."""
    parts = [part for part in re.split(r"[\s\-–—/,.:;()]+", SHORT_FORM.sub(" ", text)) if part]
    marked = []
    for part in parts:
        in_capitals = bool(IN_CAPITALS.match(part)) and not text.isupper()
        marked += [(singular(word), in_capitals) for word in spread(part).split()] or [
            (part.casefold(), False)
        ]
    return marked


@lru_cache(maxsize=5_000)
def _initials(text: str) -> set[str]:
    """First letters of a label's words, with and without its joining words, numbers whole; brackets aside."""
    found = set()
    for said in (text, BRACKETS.sub(" ", text)):
        words = spread(said).split()
        for kept in (words, [word for word in words if word not in JOINING]):
            found.add("".join(word if word.isdigit() else word[0] for word in kept))
    return found


def _is_initials(spelling: str, other: str) -> bool:
    if len(spelling) > 12 or " " in spelling.strip():
        return False
    letters = "".join(spread(spelling).split())
    words = [word for word in spread(other).split() if word not in JOINING]
    if not 2 <= len(letters) <= 8 or len(words) < 2:
        return False
    if "&" in spelling:
        return _joined_initials(spelling, other)
    shortish = spelling.isupper() or any(c.isdigit() for c in spelling) or len(letters) >= 3
    return shortish and letters in _initials(other)


def _joined_initials(spelling: str, other: str) -> bool:
    """R&A: the letters beside "&" are those of the words beside "and"."""
    letters = spelling.casefold().replace("&", "+")
    words = spread(other).split()
    told = "".join("+" if word == "and" else word[0] for word in words)
    return told.startswith(letters) and "+" in told


def _part_of(
    short: list[tuple[str, bool]], long: list[tuple[str, bool]], aside: set[str], rows: int
) -> tuple[int, int] | None:
    """How many words the longer has beyond the shorter, and a score; None where it is no longer form of it."""
    missing = _missing(short, [word for word, _ in long])
    if missing is None or not any(word not in PLAIN for word, _ in short):
        return None
    telling = [word for word in missing if word not in aside]
    if telling and rows >= FEW and not any(in_capitals for _, in_capitals in short):
        return None
    return len(missing), 90 - 8 * len(telling) - 2 * len(missing)


def _missing(short: list[tuple[str, bool]], long: list[str]) -> list[str] | None:
    """The words of the longer spelling that the shorter leaves out; None when it says anything else."""
    missing: list[str] = []
    place = 0
    for word, in_capitals in short:
        if word in JOINING and word not in long[place:]:
            continue
        found = next(
            ((at, end) for at in range(place, len(long)) if (end := _match(word, in_capitals, long, at))),
            None,
        )
        if found is None:
            return None
        missing += long[place : found[0]]
        place = found[1]
    return missing + long[place:]


def _match(word: str, in_capitals: bool, long: list[str], at: int) -> int:
    """Where the match of a word that begins at a place of the longer spelling ends, or 0."""
    if long[at] == word or _mistyped(word, long[at]) or (len(word) > 4 and long[at].startswith(word)):
        return at + 1
    for end in range(at + 2, min(len(long), at + 6) + 1):
        run = long[at:end]
        if "".join(run) == word:
            return end
        if in_capitals and word in (
            "".join(w[0] for w in run),
            "".join(w[0] for w in run if w not in JOINING),
        ):
            return end
    return 0


def _mistyped(word: str, other: str) -> bool:
    if min(len(word), len(other)) < 5 or word[0] != other[0]:
        return False
    allowed = 2 if min(len(word), len(other)) > 8 else 1
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed
