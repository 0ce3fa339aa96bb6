"""Who saw somebody's record: every look at a case of theirs, when, in which role, and by which right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from heard.casework import looks
from heard.casework.access_seeing import visible
from heard.casework.changed import names_behind
from heard.casework.looking_at_looks import words_of
from heard.casework.new_details import NotOnRecord
from heard.casework.performing import day_of
from heard.casework.permissions import Act, Level, Scope, demand, reading
from heard.ledger.models import Look
from heard.people.models import Member, Person
from heard.representations.models import Assignment, GlassBroken, Grant, Party

MOST = 5000
REPORTED = "who_saw_report"


@dataclass(frozen=True, slots=True)
class LookSeen:
    """One look: at which case and what, by whom, in which role, by which right, and whether it was refused."""

    at: datetime
    reference: str
    what: str
    who: str
    role: str
    right: str
    refused: bool


@dataclass(frozen=True, slots=True)
class WhoSaw:
    """The report: whose record, the cases it covers, and the looks, newest first; `more` are not shown."""

    person: Person
    references: tuple[str, ...]
    looks: tuple[LookSeen, ...]
    more: int


@dataclass
class _Rights:
    """What gave somebody leave, by account and case, each with the time for which it did."""

    given: Mapping[tuple[str, str], list[tuple[date, date | None, str]]]
    granted: Mapping[tuple[str, str], list[tuple[date, date | None, str]]]
    broken: Mapping[tuple[str, str], list[tuple[datetime, datetime]]] = field(default_factory=dict)


def who_saw(member: Member, person: int, *, at: datetime) -> WhoSaw:
    """Who opened the record of one person, of the looks that are still kept. The report itself is noted as a look.

    It covers the cases in which the person has a part and that this member sees. Raises NotAllowed, NotOnRecord.
    """
    demand(member, Act.REPORT_LOOKS)
    cases = visible(member, day_of(at), at).filter(
        pk__in=Party.objects.filter(person_id=person).values("representation_id")
    )
    references = tuple(cases.order_by("received_on", "pk").values_list("reference", flat=True))
    whose = Person.objects.filter(pk=person).first()
    if whose is None or not references:
        raise NotOnRecord(
            "Nobody of this number stands in a case that you see. Begin with the number of a case."
        )
    rows = Look.objects.filter(reference__in=references)
    found = list(rows.order_by("-at", "-pk")[:MOST])
    seen = _seen(found, references)
    more = rows.count() - len(found)
    for one in references:
        looks.note(member, one, REPORTED, at)
    return WhoSaw(whose, references, seen, more)


def _seen(found: list[Look], references: tuple[str, ...]) -> tuple[LookSeen, ...]:
    names = names_behind({one.by for one in found})
    rights = _rights(references)
    return tuple(
        LookSeen(
            at=one.at,
            reference=one.reference,
            what=words_of(one)[1],
            who=names.get(one.by, one.by) or "Nobody signed in",
            role=words_of(one)[0],
            right="None: it was refused" if one.refused else _right(one, rights),
            refused=one.refused,
        )
        for one in found
    )


def _rights(references: tuple[str, ...]) -> _Rights:
    given: dict[tuple[str, str], list[tuple[date, date | None, str]]] = defaultdict(list)
    granted: dict[tuple[str, str], list[tuple[date, date | None, str]]] = defaultdict(list)
    broken: dict[tuple[str, str], list[tuple[datetime, datetime]]] = defaultdict(list)
    here = {"representation__reference__in": references}
    for row in Assignment.objects.filter(**here).select_related("member__account", "representation"):
        key = (row.member.account.username, row.representation.reference)
        part = str(row.get_part_display()).lower()
        given[key].append((row.begins_on, row.ends_on, f"Given to them: {part}"))
    for leave in Grant.objects.filter(**here).select_related("member__account", "representation"):
        key = (leave.member.account.username, leave.representation.reference)
        granted[key].append((leave.begins_on, leave.ends_on, f"Leave number {leave.pk}: {leave.basis}"))
    for glass in GlassBroken.objects.filter(**here).select_related("member__account", "representation"):
        key = (glass.member.account.username, glass.representation.reference)
        broken[key].append((glass.began_at, glass.ends_at))
    return _Rights(given, granted, broken)


def _right(look: Look, rights: _Rights) -> str:
    """The narrowest right there was: an emergency, a leave, being given the case, then the role alone."""
    key, day = (look.by, look.reference), day_of(look.at)
    if any(began <= look.at <= ended for began, ended in rights.broken.get(key, ())):
        return "Opened in an emergency"
    for begins, ends, words in (*rights.granted.get(key, ()), *rights.given.get(key, ())):
        if begins <= day and (ends is None or day <= ends):
            return str(words)
    reach = {scope for level in (Level.S1, Level.S2, Level.S3) for scope in reading(look.role, level)}
    widest = next((one for one in Scope if one in reach), None)
    return f"By their role: {widest.value}" if widest else "By their role"
