"""What each column probably means, told by its heading and checked against what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from heard.importing.dates import NotADate, read_date
from heard.importing.fields import CATALOGUE, HEADINGS, field_named, stage_and_name, title_of
from heard.importing.judge_cells import NOT_YET
from heard.importing.meanings import kind_and_stage, meaning_of, stage_of
from heard.importing.words import as_text, heading_words, says_nothing

CERTAIN, LIKELY, PERHAPS, NONE = "certain", "likely", "perhaps", "none"
TAKEN = (CERTAIN, LIKELY)
SURE_SCORE, ASK_SCORE = 90, 70
ASK_PLAINLY = 50
UNRANKED = 1000
_STAGE = r"(?:stage|stg|st|s) ?(1|2|3|one|two|three)"
_STAGE_FIRST = re.compile(rf"^{_STAGE}\b ?(?P<rest>.*)$")
_STAGE_LAST = re.compile(rf"^(?P<rest>.+?) (?:at |for |of )?{_STAGE}$")
_TARGET = re.compile(
    r"^(?P<days>\d+) ?(?:(?:working )?day|wd) (?:target|due|deadline|date|due date|target date|limit)$"
)
_NUMBER = {"one": "1", "two": "2", "three": "3"}


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column probably means, how sure that is (certain, likely, perhaps, none), and why.

    Only a certain or likely meaning is taken unasked; `score` is 0 to 100.
    """

    heading: str
    field: str
    sure: str
    score: int
    why: str


@cache
def _known(list_kind: str) -> dict[str, str]:
    """Every known heading of a list, and the meaning it has."""
    return {
        heading_words(heading): name
        for name, field in reversed(list(CATALOGUE[list_kind].items()))
        for heading in reversed(field.headings)
    }


@cache
def _as_it_stands() -> frozenset[str]:
    return frozenset(map(heading_words, HEADINGS["as_it_stands"]["headings"]))


@cache
def _known_later() -> dict[str, str]:
    """What may follow "Stage 2" in a heading, and the meaning it has there."""
    staged = {
        heading_words(heading): name
        for name, field in CATALOGUE["complaints"].items()
        if field.staged
        for heading in field.headings
    }
    return staged | {
        heading_words(heading): name
        for name, headings in HEADINGS["later_stage"].items()
        for heading in headings
    }


def guess(heading: str, list_kind: str, cells: Sequence[Any] = ()) -> ColumnGuess:
    """What one column probably means in a list of this kind. `cells` are a sample of what stands in it."""
    found = _by_heading(heading, list_kind)
    said = [text for text in map(as_text, cells) if not says_nothing(text)]
    return _checked(found, list_kind, said) if found.field and said else found


def _by_heading(heading: str, list_kind: str) -> ColumnGuess:
    words = heading_words(heading)
    known = _known(list_kind)
    if words in known:
        return _told(heading, known[words], CERTAIN, 100, list_kind)
    if words in _as_it_stands():
        return ColumnGuess(heading, "", NONE, 0, "it is kept with the case as it stands")
    numbered = known.get(re.sub(r" \d$", "", words), "")
    if numbered and CATALOGUE[list_kind][numbered].many:
        return _told(heading, numbered, CERTAIN, 99, list_kind)
    if list_kind == "complaints":
        staged = _of_a_stage(words)
        if staged:
            return _told(heading, staged, CERTAIN, 100, list_kind)
        if _STAGE_FIRST.match(words) or _STAGE_LAST.match(words):
            return ColumnGuess(
                heading, "", NONE, 0, "it is about a stage, but what it says of it is not known"
            )
        if _TARGET.match(words):
            return _told(heading, "due_on", CERTAIN, 100, list_kind)
    return _by_likeness(heading, words, list_kind)


def _told(heading: str, field: str, sure: str, score: int, list_kind: str) -> ColumnGuess:
    why = {CERTAIN: "the heading says so", LIKELY: "the heading nearly says so"}.get(
        sure, "the heading may say so"
    )
    return ColumnGuess(heading, field, sure, score, f"{why}: {title_of(list_kind, field)}")


def of_a_stage(heading: str) -> str:
    """What a heading that names a stage says of it: stage_2.started_on for "Stage 2 received"; else ""."""
    return _of_a_stage(heading_words(heading))


def _of_a_stage(words: str) -> str:
    """ "stage 2 requested" → stage_2.started_on; "stage 1 outcome" → outcome; else ""."""
    found = _STAGE_FIRST.match(words) or _STAGE_LAST.match(words)
    if not found:
        return ""
    number = next(
        group for name, group in enumerate(found.groups(), 1) if found.re.groupindex.get("rest") != name
    )
    number, rest = _NUMBER.get(number, number), found["rest"].strip()
    name = _known_later().get(rest, "")
    if number == "1":
        return _known("complaints").get(rest) or name
    return f"stage_{number}.{name}" if name else ""


def _by_likeness(heading: str, words: str, list_kind: str) -> ColumnGuess:
    known = _known(list_kind)
    best = process.extractOne(words, [one for one in known if len(one) > 4], scorer=fuzz.WRatio)
    if best is None or best[1] < ASK_SCORE:
        return ColumnGuess(
            heading, "", NONE, int(best[1]) if best else 0, "no meaning is known for this heading"
        )
    score = int(best[1])
    # WRatio gives 90 to a heading that merely contains a known one; the plain ratio knows the difference
    plainly = fuzz.ratio(words, best[0])
    if plainly < ASK_PLAINLY:
        return ColumnGuess(heading, "", NONE, int(plainly), "no meaning is known for this heading")
    sure = LIKELY if score >= SURE_SCORE and plainly >= 80 else PERHAPS
    return _told(heading, known[best[0]], sure, score, list_kind)


def _is_day(text: str) -> bool:
    try:
        return text.lower() in NOT_YET or read_date(text) is not None
    except NotADate:
        # a date badly written is a date still: the row will say what is wrong with it
        return bool(re.match(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b", text))


def _is_yes_no(text: str) -> bool:
    return bool(meaning_of("yes_no", text))


def _is_kind(text: str) -> bool:
    kind, stage = kind_and_stage(text)
    return bool(stage or meaning_of("kind", kind))


_LOOKS: dict[str, Callable[[str], bool]] = {
    "day": _is_day,
    "yes_no": _is_yes_no,
    "claimed_yes_no": _is_yes_no,
    "kind": _is_kind,
    "stage": lambda text: bool(stage_of(text)),
    "money": lambda text: any(letter.isdigit() for letter in text),
    "number": lambda text: any(letter.isdigit() for letter in text),
}
# Where a column holds something else than its heading says: what it may mean instead.
_INSTEAD: dict[str, tuple[tuple[str, Callable[[str], bool]], ...]] = {
    "extended_to": (("extended", _is_yes_no),),
    "extended": (("extended_to", _is_day),),
    "in_time": (("band", lambda text: True),),
    "band": (),
    "advocate": (("advocate_provider", lambda text: not text.isdigit()),),
    "with_action": (("notes", lambda text: len(text) > 3),),
    "answered_on": (("words", lambda text: len(text) > 30),),
    "outcome": (),
}


def _checked(found: ColumnGuess, list_kind: str, said: list[str]) -> ColumnGuess:
    """The guess held against what stands in the column."""
    stage, name = stage_and_name(found.field)
    if name == "complainant_name" and _share(said, lambda text: bool(meaning_of("complainant", text))) > 0.6:
        why = "it holds words like parent or grandparent, not names"
        return ColumnGuess(found.heading, "complainant", found.sure, found.score, why)
    holds = field_named(list_kind, found.field).holds
    looks = _LOOKS.get(holds)
    if (
        holds == "day"
        and found.sure == CERTAIN
        and (name == "received_on" or "date" in heading_words(found.heading))
    ):
        return found  # it says it is a date: what is not one in it is told row by row
    if looks is None or _share(said, looks) >= 0.5:
        return found
    prefix = f"{stage}." if stage else ""
    for other, fits in _INSTEAD.get(name, ()):
        if other in CATALOGUE[list_kind] and _share(said, fits) >= 0.5 and not (prefix and other == "notes"):
            why = f"the heading says {title_of(list_kind, found.field)}, but such as “{said[0]}” stands in it"
            return ColumnGuess(found.heading, prefix + other, LIKELY, 80, why)
    why = f"the heading says {title_of(list_kind, found.field)}, but such as “{said[0]}” stands in it"
    return ColumnGuess(found.heading, found.field, PERHAPS, 60, why)


def _share(said: list[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, said)) / len(said)


def rank(heading: str, field: str, list_kind: str) -> int:
    """How well a heading says a meaning: its place among those known for it, the best first."""
    if not field:
        return UNRANKED
    words = heading_words(heading)
    found = _STAGE_FIRST.match(words) or _STAGE_LAST.match(words)
    said = [heading_words(one) for one in field_named(list_kind, field).headings]
    told = words if words in said or not found else found["rest"].strip()
    return said.index(told) if told in said else UNRANKED


def days_in_target(heading: str) -> int:
    """20 of "20 day target", else 0."""
    found = _TARGET.match(heading_words(heading))
    return int(found["days"]) if found else 0
