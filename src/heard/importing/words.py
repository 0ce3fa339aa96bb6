"""When two spellings are the same words: what people at a keyboard vary without meaning anything by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

QUOTES = dict.fromkeys(map(ord, "'’‘`´ʼ\"“”"))
SHORT_FORM = re.compile(r"\(([A-Z][A-Za-z&]{0,2}[A-Z&]{1,5}|[A-Z]{2,6})\)")
BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?")
NOT_WORDS = re.compile(r"[^0-9a-z&]+")
NOTHING_SAID = frozenset(
    {"", "-", "–", "—", "n/a", "na", "n.a.", "nil", "none", "null", "tbc", "tba", "?", "#n/a"}
)


def as_text(cell: object) -> str:
    """A cell as a person reads it: trimmed, one space between words, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.replace("\x00", "").split())
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def as_told(cell: object) -> str:
    """Longer words as they stand, with their lines: only the ends are trimmed."""
    return cell.replace("\x00", "").strip() if isinstance(cell, str) else as_text(cell)


def says_nothing(text: str) -> bool:
    """Whether a cell is blank, or holds only a sign for blank: a dash, "n/a", "TBC"."""
    return text.lower() in NOTHING_SAID


@lru_cache(maxsize=20_000)
def spread(text: str) -> str:
    """Lower case, without quotes, accents or a bracketed short form, "&" spelt out, marks as spaces."""
    text = SHORT_FORM.sub(" ", text).translate(QUOTES)
    text = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(NOT_WORDS.sub(" ", text).split())


def singular(word: str) -> str:
    """A word without the s of the plural or of the possessive."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a spelling, each in its singular."""
    return tuple(singular(word) for word in spread(text).split())


@lru_cache(maxsize=20_000)
def same_words(text: str) -> str:
    """What two spellings share when they certainly say the same: case, spaces, hyphens, plurals aside.

    "North-East Neighbourhood Teams" and "North East neighbourhood team" give one answer.
    """
    return "".join(words_of(text))


def short_form_in(text: str) -> str:
    """The short form that a label gives of itself in brackets: CASS of "… Safeguarding Service (CASS)"."""
    found = SHORT_FORM.search(text)
    return found.group(1) if found else ""


@lru_cache(maxsize=5_000)
def heading_words(heading: str) -> str:
    """A column's heading for looking up: without what stands in brackets, case and marks."""
    return " ".join(words_of(BRACKETS.sub(" ", heading))) or " ".join(words_of(heading))


def years_in(headings: Iterable[str]) -> list[str]:
    """The headings that are years: 2024, 2023-24, 2023/24."""
    return [heading for heading in headings if YEAR.fullmatch(heading.strip())]
