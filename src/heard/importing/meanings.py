"""The meanings every council shares for the words of its lists, and the words that certainly say them."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from heard.importing.words import same_words, spread

_TABLES: dict[str, dict[str, list[str]]] = tomllib.loads(
    files(__package__).joinpath("meanings.toml").read_text("utf-8")
)
_KNOWN: dict[str, dict[str, str]] = {
    list_name: {same_words(word) or word: code for code, words in table.items() for word in words}
    for list_name, table in _TABLES.items()
}
MERGED = frozenset({"outcome", "channel", "kind"})
STAGE_IN_WORDS = re.compile(
    r"\b(?:stage|stg|st|s)\s*(?P<number>1|2|3|one|two|three|iii|ii|i)\b|\b(?P<place>1st|2nd|3rd|first|second|third)\s+stage\b"
)
_NUMBERS = {
    **dict.fromkeys(("1", "one", "i", "1st", "first"), "stage_1"),
    **dict.fromkeys(("2", "two", "ii", "2nd", "second"), "stage_2"),
    **dict.fromkeys(("3", "three", "iii", "3rd", "third"), "stage_3"),
}
PROCEDURE_OF = {"statutory_complaint": "children_act", "corporate_complaint": "corporate"}
INVESTIGATED = {
    "upheld": True,
    "not_upheld": True,
    "discontinued": True,
    "premature": False,
    "not_investigated": False,
}


def meanings_of(list_name: str) -> tuple[str, ...]:
    """The common meanings that a list's labels may have; none for lists that are the council's own."""
    return tuple(_TABLES.get(list_name, ()))


@lru_cache(maxsize=20_000)
def meaning_of(list_name: str, text: str) -> str:
    """The common meaning that these words certainly say in a list, else ""."""
    table = _KNOWN.get(list_name, {})
    found = table.get(same_words(text) or text, "")
    return found or (_decision_that_begins(text) if list_name == "decision" else "")


def _decision_that_begins(text: str) -> str:
    """The Ombudsman's reasons follow the decision: "No investigation – local remedy"."""
    said = same_words(text)
    starts = [word for word in _KNOWN["decision"] if len(word) > 6 and said.startswith(word)]
    return _KNOWN["decision"][max(starts, key=len)] if starts else ""


@lru_cache(maxsize=20_000)
def kind_and_stage(text: str) -> tuple[str, str]:
    """The words of a kind column split: those that name the kind, and the stage they name.

    "Corporate Stage 2" is ("Corporate", "stage_2"), "Stage one" is ("", "stage_1"), "Concern" is ("Concern", "").
    """
    stage = stage_in(text)
    if not stage:
        return text, ""
    kept = [part for part in re.split(r"[\s\-–—:,/()]+", text) if part]
    left = " ".join(part for part in kept if not _names_stage(part))
    return ("" if spread(left) in ("", "complaint", "procedure") else left), stage


def _names_stage(part: str) -> bool:
    word = spread(part)
    return (
        word in _NUMBERS or word in ("stage", "stg") or bool(re.fullmatch(r"(?:s|st|stg|stage)[123]", word))
    )


def stage_in(text: str) -> str:
    """The numbered stage that words name somewhere: "Statutory - Stage 2" names stage_2; else ""."""
    found = STAGE_IN_WORDS.search(spread(text))
    return _NUMBERS[found["number"] or found["place"]] if found else ""


def stages_in(text: str) -> tuple[str, ...]:
    """Every numbered stage that words name: both of "Stage 1 and Stage 2"."""
    found = STAGE_IN_WORDS.finditer(spread(text))
    return tuple(dict.fromkeys(_NUMBERS[one["number"] or one["place"]] for one in found))


def stage_of(text: str) -> str:
    """The stage that a stage column says, else ""."""
    return meaning_of("stage", text) or stage_in(text)


def procedure_of(kind: str) -> str:
    """The procedure a kind of feedback goes through: Children Act, corporate or none."""
    return PROCEDURE_OF.get(kind, "none")
