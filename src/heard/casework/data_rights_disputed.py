"""The statements of persons that stand beside words on the record, wherever those words are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from heard.law.working_days import in_words
from heard.representations.models import Disputed, Element, Representation

OF_CASE = {"words": "What was said", "notes": "Notes of the case"}
OF_POINT = {
    "words": "their words",
    "agreed_words": "the office’s wording",
    "outcome_wanted": "what would put it right",
}
SHORTEST, QUOTED = 10, 120


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement beside words: what they are called, the words as they stand now, what is said of them, and when."""

    called: str
    words: str
    statement: str
    stated_on: date

    @property
    def said(self) -> str:
        """The statement, as it stands beside the words wherever they go."""
        return f"Disputed. What the person says, on {in_words(self.stated_on)}: {self.statement}"

    def is_quoted_in(self, text: str) -> bool:
        """Whether the words stand in a text, however its lines break."""
        words = _plain(self.words)
        return len(words) >= SHORTEST and words in _plain(text)

    @property
    def told(self) -> str:
        """The mark in a letter to somebody else: that the words are disputed, and not by whom or how."""
        words = " ".join(self.words.split())
        short = words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"
        return f"Not everybody agrees with these words: “{short}” What is said against them is on our record."


def disputed_on(case: Representation | str) -> Mapping[str, list[Disputed]]:
    """The statements that stand beside words of a case, by what they are beside: “words”, “point/1/words”.

    The case may be given by its reference. Whoever asks has asked before whether it is there for them.
    """
    found: dict[str, list[Disputed]] = {}
    by = {"representation__reference": case} if isinstance(case, str) else {"representation": case}
    for row in Disputed.objects.filter(**by, ended_on=None).order_by("pk"):
        found.setdefault(row.what, []).append(row)
    return found


def marks_on(case: Representation) -> list[Mark]:
    """Every statement that stands beside words of a case, with the words, in the order in which they were made."""
    rows = [row for some in disputed_on(case).values() for row in some]
    return marks_of(rows, [case], Element.objects.filter(representation=case) if rows else ())


def marks_of(
    rows: Iterable[Disputed], cases: Iterable[Representation], points: Iterable[Element]
) -> list[Mark]:
    """The statements of `rows` that still stand, with the words of these cases and points."""
    of_case = {case.pk: case for case in cases}
    of_point = {(one.representation_id, one.number): one for one in points}
    return [
        Mark(called_on_case(row.what), _words(row, of_case, of_point), row.statement, row.stated_on)
        for row in sorted(rows, key=lambda row: row.pk)
        if row.ended_on is None
    ]


def called_on_case(what: str) -> str:
    """Which words of a case, in words and without the words themselves."""
    point, _, name = what.removeprefix("point/").partition("/")
    return f"Point {point}, {OF_POINT.get(name, name)}" if name else OF_CASE.get(what, what)


def _words(
    row: Disputed, cases: Mapping[int, Representation], points: Mapping[tuple[int, int], Element]
) -> str:
    point, _, name = row.what.removeprefix("point/").partition("/")
    at = points.get((row.representation_id, int(point))) if name else cases.get(row.representation_id)
    return str(getattr(at, name or row.what, "")) if at else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
