"""A stretch of a sentence that says one thing of what a number is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from heard.figures.claims_facts import Label

BLANK = "\u00b7"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words that says one thing of what a number is of. Nothing in `options`: words that are no number."""

    start: int
    end: int
    dimension: str
    options: frozenset[Label]

    @property
    def values(self) -> set[str]:
        """What it says, for a dimension that has one value."""
        return {value for _, value in self.options}


def blanked(text: str, found: Iterable[Mention]) -> str:
    """The text with what was found blotted out, so that it is not read twice; every place stays where it was."""
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = BLANK * (one.end - one.start)
    return "".join(letters)


def no_number(match: re.Match[str]) -> Mention:
    """Words that are no number of the report and say nothing of one."""
    return Mention(match.start(), match.end(), "", frozenset())
