"""Finding a case by its reference, a name or words: only where somebody may see it, only in words they may read.

A search at level 2 reads what was said, the points, the letters and the names; at level 3 also notes. What a person may
not read is not looked through, so that finding nothing says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz

from heard.casework.access_seeing import readable
from heard.casework.intake_references import reference_of
from heard.casework.looking import kind_words, visible_to
from heard.casework.looking_at_work_stages import holder_of
from heard.casework.permissions import Act, Level, demand, reading, right_of
from heard.casework.reading_words import Sought, folded, reference_key, sought, sounds
from heard.people.models import Member
from heard.representations.models import Party, Representation
from heard.representations.models.representation import REFERENCE_KEY

PAGE, MOST, LIKELY, LIKE = 25, 500, 200, 74
Cases = QuerySet[Representation]
WORDS = "representations_searchedwords"
# Up to so many are looked up one by one; more, and every case of the list is asked instead.
FEW = 5000
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case in a list: its shell, and who complained where whoever looks may read names."""

    reference: str
    kind: str
    standing: str
    is_open: bool
    received_on: Any
    team: str
    is_child: bool
    holder: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found: how many (`more` where there are more than are counted), and whether by likeness."""

    cases: tuple[FoundCase, ...] = ()
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1
    alike: bool = False


def find(member: Member | None, query: str, *, page: int = 1) -> Found:
    """The cases a query finds, newest first; where no word fits, those with a name like it. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    if member is None or not query.strip():
        return Found()
    if named := _by_reference(member, query):
        return Found(tuple(found_cases(member, named)), len(named))
    wanted = sought(query)
    if not wanted:
        return Found()
    found = matching(member, wanted)
    total = found.order_by()[: MOST + 1].count()
    if total == 0:
        return _alike(member, wanted)
    pages = max(1, -(-min(total, MOST) // PAGE))
    number = min(max(page, 1), pages)
    rows = _rows(found)[(number - 1) * PAGE : number * PAGE]
    return Found(tuple(found_cases(member, rows)), min(total, MOST), total > MOST, number, pages)


def matching(member: Member, wanted: Sequence[Sought], *, sounding: bool = False) -> Cases:
    """The cases this person sees whose words, as far as they may read them, hold everything that is sought.

    The few that a rare word is in are looked up by their numbers; for a common word each case of the list is asked.
    """
    seen = visible_to(member)
    asked = _Question([_sounding(one) for one in wanted] if sounding else [[one] for one in wanted])
    right = right_of(member, Act.SEE_CASES)
    if right is not None and right.scope in reading(member.role, Level.S3):
        return seen.filter(asked.held(3))
    open_to_them = asked.held(2) & Q(pk__in=readable(member).order_by().values("pk"))
    if reading(member.role, Level.S3):
        deeper = readable(member, level=Level.S3).order_by().values("pk")
        open_to_them |= asked.held(3) & Q(pk__in=deeper)
    return seen.filter(open_to_them)


def holding_any(member: Member, each: Sequence[Sequence[Sought]], *, or_named: Sequence[str] = ()) -> Cases:
    """The cases this person may read that hold everything of any of these in their words, or are named by reference."""
    asked = Q(reference__in=or_named)
    for wanted in filter(None, each):
        asked |= Q(_Question([[one] for one in wanted]).held(2))
    return readable(member).filter(asked)


def found_cases(member: Member, rows: Iterable[Any]) -> list[FoundCase]:
    """Rows of a list, with the names of complainants where they may be read. One statement for the names."""
    rows = list(rows)
    named = names_in(member, [row.pk for row in rows])
    return [_found(row, named.get(row.pk, "")) for row in rows]


def names_in(member: Member, cases: Sequence[int]) -> dict[int, str]:
    """Who complained, of those of these cases whose names this person may read."""
    open_to_them = readable(member).filter(pk__in=cases).order_by().values("pk")
    rows = Party.objects.filter(part=Party.Part.COMPLAINANT, representation__in=open_to_them).order_by("pk")
    named: dict[int, str] = {}
    for case, name in rows.values_list("representation_id", "person__name"):
        named[case] = f"{named[case]}, {name}" if case in named else name
    return named


def _by_reference(member: Member, query: str) -> list[Any]:
    """The case of a reference, of its bare number, or those whose reference begins so: it has a number in it."""
    key = reference_key(query)
    if not any(letter.isdigit() for letter in key) or len(key) > 80:
        return []
    keyed = _rows(visible_to(member).annotate(key=REFERENCE_KEY))
    exact = list(keyed.filter(key__in=[key, *_numbers_of_late(member, key)])[:PAGE])
    return exact or (list(keyed.filter(key__startswith=key)[:PAGE]) if len(key) > 2 else [])


def _numbers_of_late(member: Member, key: str) -> list[str]:
    """What a bare number may stand for: a reference given out here in the newest year and the two before."""
    if not key.isdigit() or len(key) > LONGEST_NUMBER:
        return []
    newest = visible_to(member).order_by("-received_on").values_list("received_on", flat=True).first()
    years = range(newest.year, newest.year - 3, -1) if newest else ()
    return [reference_key(reference_of(year, int(key))) for year in years]


def _rows(found: Cases) -> QuerySet[Any]:
    wide = found.select_related("team", "kind_term", "complainant_kind").annotate(holder=holder_of("pk"))
    return wide.defer("words", "notes").order_by("-received_on", "-pk")


def _found(row: Any, who: str) -> FoundCase:
    return FoundCase(
        reference=row.reference,
        kind=kind_words(row),
        standing=row.standing,
        is_open=row.is_open,
        received_on=row.received_on,
        team=row.team.label if row.team else "",
        is_child=bool(row.complainant_kind and row.complainant_kind.means == "child"),
        holder=row.holder or "",
        who=who,
    )


def _alike(member: Member, wanted: Sequence[Sought]) -> Found:
    """Cases with a name that sounds like what was typed, the most alike first."""
    words = [word for one in wanted for word in one.words if len(word) > 2]
    if not any(sounds(word) for word in words):
        return Found()
    near = matching(member, [Sought((word,)) for word in words], sounding=True)
    rows = {row.pk: row for row in _rows(near)[:LIKELY]}
    parts = Party.objects.filter(representation__in=list(rows)).values_list(
        "representation_id", "person__name"
    )
    likeness: dict[int, float] = {}
    for case, name in parts:
        likeness[case] = max(likeness.get(case, 0), _likeness(words, folded(name).split()))
    best = sorted((case for case in likeness if likeness[case] >= LIKE), key=lambda case: -likeness[case])[
        :PAGE
    ]
    return Found(tuple(found_cases(member, [rows[case] for case in best])), len(best), alike=bool(best))


def _likeness(words: Sequence[str], name: Sequence[str]) -> float:
    """How like a name is to the words, by the word that is least like any of its own; 100 is the same."""
    return min(max((fuzz.ratio(word, own) for own in name), default=0) for word in words)


def _sounding(one: Sought) -> list[Sought]:
    return [Sought((key,)) for key in sounds(one.words[0])] or [one]


class _Question:
    """What is sought, as each database asks it: everything must be there, each in one of its ways."""

    def __init__(self, wanted: Sequence[Sequence[Sought]]) -> None:
        self.wanted = wanted

    def held(self, level: int) -> Any:
        """That a case holds it all in its words at a level; the third level is the second and more."""
        asked = self._postgresql if connection.vendor == "postgresql" else self._sqlite
        rows, params, of_a_case = asked(level)
        with connection.cursor() as cursor:
            cursor.execute(f"{rows} LIMIT {FEW + 1}", params)
            few = [number for (number,) in cursor.fetchall()]
        return Q(pk__in=few) if len(few) <= FEW else of_a_case

    def _postgresql(self, level: int) -> tuple[str, list[str], Any]:
        asked = self._text(" & ", " | ", self._of_postgresql)
        where = " OR ".join(f"vector_{one} @@ to_tsquery('heard', %s)" for one in range(2, level + 1))
        params = [asked] * (level - 1)
        rows = f"SELECT representation_id FROM {WORDS} WHERE {where}"  # noqa: S608
        here = (
            f"(SELECT {where} FROM {WORDS} s WHERE s.representation_id = representations_representation.id)"  # noqa: S608
        )
        return rows, params, RawSQL(here, params, output_field=BooleanField())  # noqa: S611

    def _sqlite(self, level: int) -> tuple[str, list[str], Any]:
        asked = self._text(" AND ", " OR ", self._of_sqlite)
        params = [" OR ".join(f"(level_{one} : ({asked}))" for one in range(2, level + 1))]
        rows = "SELECT rowid FROM searched_words WHERE searched_words MATCH %s"
        return rows, params, Q(pk__in=RawSQL(rows, params))  # noqa: S611

    def _text(self, every: str, any_: str, of: Any) -> str:
        return every.join(f"({any_.join(of(one) for one in ways)})" for ways in self.wanted)

    @staticmethod
    def _of_postgresql(one: Sought) -> str:
        words = [f"'{word}'" for word in one.words]
        return " <-> ".join([*words[:-1], words[-1] + (":*" if one.begins else "")])

    @staticmethod
    def _of_sqlite(one: Sought) -> str:
        return f'"{" ".join(one.words)}"' + ("*" if one.begins else "")
