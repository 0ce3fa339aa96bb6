"""What of a suggestion somebody may be shown: the cases that they read, and words that five of those share at least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from heard.casework.access_seeing import readable
from heard.casework.themes_words import FEWEST_CASES
from heard.outcomes.models import SuggestedCase, ThemeSuggestion
from heard.people.models import Member


@dataclass(frozen=True, slots=True)
class MayShow:
    """How many cases of a suggestion somebody reads, and the words of it that they may be shown."""

    cases: int = 0
    terms: tuple[str, ...] = ()


def may_show(
    member: Member, suggestions: Iterable[ThemeSuggestion], *, at: datetime | None = None
) -> Mapping[int, MayShow]:
    """What of each suggestion a member may be shown, by its number; one of words that shows none is left out.

    A word is shown only where it stands in five cases that this very person reads: so no word of a case behind a wall,
    and no name of one family, ever shows. One statement.
    """
    rows = list(suggestions)
    found: dict[int, list[str]] = {}
    cases = SuggestedCase.objects.filter(suggestion__in=rows, representation__in=readable(member, at=at))
    for number, terms in cases.values_list("suggestion", "terms"):
        found.setdefault(number, []).append(terms)
    shown = {row.pk: _of(row, found.get(row.pk, [])) for row in rows}
    return {number: one for number, one in shown.items() if one.cases}


def _of(row: ThemeSuggestion, cases: list[str]) -> MayShow:
    if row.code:
        return MayShow(len(cases))
    counted = Counter(term for terms in cases for term in set(terms.split()))
    terms = tuple(term for term in row.terms.split() if counted[term] >= FEWEST_CASES)
    return MayShow(len(cases), terms) if terms else MayShow()
