"""What the pages show of requests for a file: the list, one request, one piece with its words marked, and counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from heard.casework import looks
from heard.casework.choosing import people_in
from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.exemptions import exemptions
from heard.casework.subject_access_clock import clock_of
from heard.casework.subject_access_deciding import APART
from heard.casework.subject_access_finding import cases_of
from heard.casework.subject_access_making import still_open
from heard.casework.subject_access_seeing import file_requests
from heard.files.finding_words import spans_of
from heard.law.file_requests import FileClock
from heard.people.models import Member, Person
from heard.representations.models import FileCopy, FilePiece, FileRequest, FileSpan

Standing = FileSpan.Standing


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """A request in a list: its row, its clock, how its day stands (None once it ended or while it stands still)."""

    row: FileRequest
    clock: FileClock
    day: DayStanding | None
    standing: str


@dataclass(frozen=True, slots=True)
class PieceSeen:
    """A piece in the list of a request: how many spans are withheld, shown and to be decided."""

    row: FilePiece
    withheld: int
    shown: int
    open: int
    left_out: str


@dataclass(frozen=True, slots=True)
class RequestsCounted:
    """Requests for a file in numbers, and what was withheld in the files that were sent, by exemption."""

    received: int
    running: int
    in_time: int
    late: int
    extended: int
    stood_still: int
    withheld: tuple[tuple[str, int], ...]


def requests_seen(member: Member | None, *, today: date) -> list[RequestSeen]:
    """Every request that is there for this person: those that run by their last day, then those that ended."""
    left = DaysLeft(today)
    rows = file_requests(member, on=today).prefetch_related("pauses")
    seen = [_seen(row, left, today) for row in rows]
    return sorted(seen, key=lambda one: (one.row.ended_on is not None, one.clock.must_by, one.row.pk))


def request_seen(row: FileRequest, *, today: date) -> RequestSeen:
    """One request with its clock."""
    return _seen(row, DaysLeft(today), today)


def pieces_seen(row: FileRequest) -> list[PieceSeen]:
    """The pieces of a file, each with its spans counted. One statement."""
    counts = {
        name: Count("spans", filter=Q(spans__standing=code))
        for name, code in (("n_withheld", "withheld"), ("n_shown", "shown"), ("n_open", "open"))
    }
    rows: Any = row.pieces.select_related("representation").annotate(**counts).order_by("pk")
    return [
        PieceSeen(one, one.n_withheld, one.n_shown, one.n_open, left_out_words(one.left_out)) for one in rows
    ]


def waiting_in(row: FileRequest) -> list[tuple[FilePiece, str]]:
    """What has to be decided before the file can be made."""
    return still_open(list(row.pieces.prefetch_related("spans")))


def left_out_words(code: str) -> str:
    """Why a piece stays out, in words; nothing where it goes along."""
    if not code:
        return ""
    found = exemptions().get(code)
    return found.title if found else "It goes by another way"


def note_looks(member: Member, row: FileRequest, *, at: datetime) -> None:
    """Note that somebody read in each case of a file: the log of looks says so as of any other page."""
    cases = row.pieces.exclude(representation=None).values_list("representation__reference", flat=True)
    for reference in sorted(set(cases)):
        looks.note(member, reference, "request for a file", at)


def parts_marked(piece: FilePiece) -> list[tuple[str, FileSpan | None]]:
    """The words of a piece in parts: plain words, or words of a span with that span."""
    spans = [one for one in piece.spans.all() if one.words]
    found = [
        (one.start, one.end, spans[one.which]) for one in spans_of(piece.words, [one.words for one in spans])
    ]
    parts: list[tuple[str, FileSpan | None]] = []
    at = 0
    for start, end, span in found:
        if start < at:
            continue
        parts += [(piece.words[at:start], None), (piece.words[start:end], span)]
        at = end
    return [*parts, (piece.words[at:], None)]


def askers_near(person: Person) -> list[tuple[int, str]]:
    """Those who stand in a case with somebody and may ask for them: number, and name with their part."""
    found: dict[int, str] = {}
    for case in cases_of(person):
        for one in people_in(case):
            if one.person != person.pk:
                found.setdefault(one.person, f"{one.name} ({one.part.lower()})")
    return sorted(found.items(), key=lambda one: one[1])


def requests_counted(seen: Iterable[RequestSeen], *, today: date) -> RequestsCounted:
    """These requests counted as they stand on a day."""
    there = list(seen)
    met = [one.clock.met(today) for one in there if one.row.ended != FileRequest.Ended.WITHDRAWN]
    withheld: Counter[str] = Counter()
    sent = FileCopy.objects.filter(request__in=[one.row.pk for one in there]).exclude(sent_on=None)
    for said in sent.values_list("withheld", flat=True):
        withheld.update(json.loads(said or "{}").get("words", {}))
    return RequestsCounted(
        received=len(there),
        running=sum(1 for one in there if one.row.ended_on is None),
        in_time=met.count(True),
        late=met.count(False),
        extended=sum(1 for one in there if one.row.extended_on),
        stood_still=sum(1 for one in there if one.row.pauses.all()),
        withheld=tuple(
            (one.title, withheld[one.code]) for one in exemptions().values() if withheld[one.code]
        ),
    )


def copy_counts(row: FileCopy) -> list[tuple[str, int, int]]:
    """What a file withholds: the name of each exemption, how many places, and how many whole pieces."""
    said = json.loads(row.withheld or "{}")
    words, papers = said.get("words", {}), said.get("papers", {})
    names = {one.code: one.title for one in exemptions().values()} | {
        APART: "Goes by another way",
        "Z": "Drawn over already",
    }
    return [
        (title, words.get(code, 0), papers.get(code, 0))
        for code, title in names.items()
        if words.get(code) or papers.get(code)
    ]


def _seen(row: FileRequest, left: DaysLeft, today: date) -> RequestSeen:
    clock = clock_of(row, today=today)
    runs = row.ended_on is None and clock.waits_since is None
    return RequestSeen(row, clock, left.of(clock.must_by) if runs else None, _standing(row, clock))


def _standing(row: FileRequest, clock: FileClock) -> str:
    if row.ended_on is not None:
        late = " late" if row.ended == FileRequest.Ended.SENT and row.ended_on > clock.must_by else ""
        return f"{row.get_ended_display()}{late}"
    if clock.waits_since is not None:
        return "Stands still until they answer"
    if row.identity_on is None:
        return "Make sure who asks"
    return "Running" if row.collected_at else "To be collected"
