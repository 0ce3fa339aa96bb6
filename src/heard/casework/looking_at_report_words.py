"""Words for the report: beside the original for those who write and release them, and released for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.access import demand_can
from heard.casework.changed import names_behind
from heard.casework.looking import NotYours, visible_to
from heard.casework.passing_on import KINDS
from heard.casework.permissions import Act
from heard.casework.recognising import Mark
from heard.casework.report_words import PART, Use, scan
from heard.people.models import Member
from heard.representations.models import ReportWords, Representation, Restriction

NONE, WAITS, RELEASED = "Not written", "Waits for a second person", "Released"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an original's words, and what was marked in it, if anything."""

    words: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class WordsSeen:
    """The words of one case for one use, beside the original with its marks."""

    reference: str
    use: str
    title: str
    original: tuple[Piece, ...]
    words: str
    although: str
    standing: str
    drafted_by: str
    released_by: str
    released_on: date | None
    is_mine: bool
    marked: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """Released words, as everybody may read them. `reference` is for the office alone."""

    reference: str
    use: str
    words: str
    service: str
    received_on: date


def words_seen(member: Member, reference: str, use: str, *, today: date) -> WordsSeen:
    """The words of a case for one use, for those who write or release them. Raises NotYours, NotAllowed."""
    case = visible_to(member).select_related("team", "service").filter(reference=reference).first()
    if case is None or case.kind not in KINDS or use not in Use.values:
        raise NotYours("We cannot find that case. Check the number, or ask the complaints team.")
    demand_can(member, Act.WRITE_REPORT_WORDS, case, on=today, part=PART)
    row = ReportWords.objects.filter(representation=case, use=use, ended_at=None).first()
    names = names_behind({row.drafted_by, row.released_by} - {""}) if row else {}
    return WordsSeen(
        reference=case.reference,
        use=use,
        title=str(Use(use).label),
        original=tuple(_pieces(case.words, scan(case, case.words))),
        words=row.words if row else "",
        although=row.although if row else "",
        standing=standing_of(row),
        drafted_by=names.get(row.drafted_by, row.drafted_by) if row else "",
        released_by=names.get(row.released_by, row.released_by) if row and row.is_released else "",
        released_on=row.released_at.date() if row and row.released_at and row.is_released else None,
        is_mine=bool(row and row.drafted_by == member.account.get_username()),
        marked=tuple(scan(case, row.words)) if row else (),
    )


def standing_of(row: ReportWords | None) -> str:
    """How words for the report stand, in words."""
    return NONE if row is None else RELEASED if row.is_released else WAITS


def standings_of(cases: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    """How the words of several cases stand, by the number of the case and the use. One statement."""
    found: dict[int, dict[str, str]] = {}
    for row in ReportWords.objects.filter(representation__in=cases, ended_at=None):
        found.setdefault(row.representation_id, {})[row.use] = standing_of(row)
    return found


def released_words(use: str, *, first: date | None = None, last: date | None = None) -> list[Printed]:
    """Whatever was released for a use, of compliments received between two days, the newest first.

    It leaves out words that were changed behind the release, cases kept to those who have them, and what has become a
    complaint since. No name, place or day stands in it, so everybody at work may read it.
    """
    rows = ReportWords.objects.filter(use=use, ended_at=None, released_at__isnull=False)
    rows = rows.filter(representation__kind__in=KINDS).exclude(
        representation__in=Restriction.objects.filter(ended_on=None).values("representation_id")
    )
    if first is not None:
        rows = rows.filter(representation__received_on__gte=first)
    if last is not None:
        rows = rows.filter(representation__received_on__lte=last)
    related = rows.select_related("representation__service", "representation__team__service")
    return [
        _printed(row) for row in related.order_by("-representation__received_on", "-pk") if row.is_released
    ]


def good_practice_alerts() -> list[Printed]:
    """The good practice alerts that are released, the newest first: what everybody at work may learn from."""
    return released_words(Use.GOOD_PRACTICE)


def _printed(row: ReportWords) -> Printed:
    case: Representation = row.representation
    service = case.service or (case.team.service if case.team else None)
    return Printed(case.reference, row.use, row.words, service.label if service else "", case.received_on)


def _pieces(words: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    place = 0
    for mark in marks:
        yield Piece(words[place : mark.start])
        yield Piece(words[mark.start : mark.end], mark)
        place = mark.end
    yield Piece(words[place:])
