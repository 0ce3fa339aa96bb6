"""The words a council put in the place of those that came with Heard, as they are kept."""

from __future__ import annotations

from datetime import date

from heard.casework.letters.kinds import kind_of
from heard.casework.letters.merging import Own, Wording
from heard.representations.models import LetterWords


def own_on(on: date) -> Own:
    """The council's own words in force on a day, by letter and reader. One statement."""
    rows = LetterWords.objects.filter(begins_on__lte=on).order_by("begins_on", "pk")
    last = {(row.kind, row.audience): row for row in rows}
    return {key: made_of(*key, row.title, row.words) for key, row in last.items() if row.words}


def made_of(kind: str, audience: str, title: str, words: str) -> Wording:
    """Words as they are typed, as a wording: a paragraph a line."""
    lines = tuple(line.strip() for line in words.splitlines() if line.strip())
    return Wording(kind_of(kind).code, audience, title.strip(), lines)
