"""Walls for whatever came in many at once: each member of staff held against every part in every case, by sets.

A page builds its walls as it writes. A list brought in, or a record of staff loaded later, is swept here; a wall that
was ever built between the two is left as it is, ended ones too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Upper

from heard.casework.walls_building import (
    CONCERNED,
    FAMILY,
    Source,
    addresses,
    person_of,
    plain_address,
    shut_out,
)
from heard.casework.walls_routing import route_around
from heard.casework.writing import Line, write_entries
from heard.people.models import Member, Tie
from heard.representations.models import Party, Representation, Wall

SOME = 500
# A member of staff by number, and why: they are complained about, or tied to somebody in the case.
Kept = tuple[int, str]
# The case, the person, the part and the name.
InCase = tuple[int, int, str, str]


@dataclass
class Staff:
    """Who works or worked here, by whom and what they can be met as in a case."""

    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_person: dict[int, int] = field(default_factory=dict)
    tied_to: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    tied_by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    members: dict[int, Member] = field(default_factory=dict)
    # The members who live with a person who has a part.
    of_house: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def sweep_walls(*, by: str, at: datetime, day: date, only: Sequence[str] | None = None) -> int:
    """Build every wall that should stand and never stood, of all cases or of those of these references. How many."""
    staff = _staff()
    if not staff.members:
        return 0
    wanted: dict[int, set[Kept]] = defaultdict(set)
    for party in _parts(staff, only):
        for member, source in _kept_out(staff, party):
            wanted[party[0]].add((member, source))
    return sum(_build(staff, some, wanted, by, at, day) for some in _lots(sorted(wanted)))


def _staff() -> Staff:
    staff = Staff()
    for member in Member.objects.select_related("account", "person"):
        staff.members[member.pk] = member
        for name in {member.account.first_name, member.person.name if member.person else ""} - {""}:
            staff.by_name[_plain_name(name)].add(member.pk)
        if member.person_id is not None:
            staff.by_person[member.person_id] = member.pk
    for tie in Tie.objects.filter(ends_on=None):
        member_tied = staff.by_person.get(tie.person_id)
        if member_tied is not None:
            _note_tie(staff, tie, member_tied)
    _note_houses(staff)
    return staff


def _note_tie(staff: Staff, tie: Tie, member: int) -> None:
    if tie.to_id is not None:
        staff.tied_to[tie.to_id].add(member)
    if tie.name:
        staff.tied_by_name[_plain_name(tie.name)].add(member)


def _note_houses(staff: Staff) -> None:
    """Who lives where a member of staff does, by the staff record or by the addresses of persons."""
    homes: dict[str, set[int]] = defaultdict(set)
    for person, address in (
        Tie.objects.filter(ends_on=None).exclude(address="").values_list("person_id", "address")
    ):
        if person in staff.by_person:
            homes[plain_address(address)].add(staff.by_person[person])
    own = addresses().filter(person__in=staff.by_person)
    for person, value in own.values_list("person_id", "value"):
        homes[plain_address(value)].add(staff.by_person[person])
    homes.pop("", None)
    if not homes:
        return
    for person, value in addresses().values_list("person_id", "value").iterator(chunk_size=5000):
        for member in homes.get(plain_address(value), ()):
            staff.of_house[person].add(member)


def _parts(staff: Staff, only: Sequence[str] | None) -> Iterator[InCase]:
    """The parts in cases of anybody whom a member of staff is, is called, is tied to or lives with."""
    people = {*staff.by_person, *staff.tied_to, *staff.of_house}
    names = [name.upper() for name in {*staff.by_name, *staff.tied_by_name}]
    found: QuerySet[Party] = Party.objects.filter(part__in=CONCERNED).annotate(called=Upper("person__name"))
    found = found.filter(Q(person_id__in=people) | Q(called__in=names))
    fields = ("representation_id", "person_id", "part", "person__name")
    if only is None:
        yield from found.order_by("pk").values_list(*fields).iterator(chunk_size=5000)
        return
    for start in range(0, len(only), SOME):
        some = only[start : start + SOME]
        yield from found.filter(representation__reference__in=some).order_by("pk").values_list(*fields)


def _kept_out(staff: Staff, party: InCase) -> Iterator[Kept]:
    """As `walls_building.after_party` has it of one part."""
    _, person, part, called = party
    name = _plain_name(called)
    tied = staff.tied_to.get(person, set()) | staff.tied_by_name.get(name, set())
    tied = tied | staff.of_house.get(person, set())
    itself = {staff.by_person[person]} if person in staff.by_person else set()
    if part == Party.Part.WORKER:
        for member in sorted(itself | staff.by_name.get(name, set())):
            yield member, Source.SUBJECT
        tied -= itself
    elif part in FAMILY:
        tied |= itself
    for member in sorted(tied):
        yield member, Source.TIE


def _lots(cases: Sequence[int]) -> Iterator[Sequence[int]]:
    return (cases[start : start + SOME] for start in range(0, len(cases), SOME))


def _build(
    staff: Staff, some: Sequence[int], wanted: dict[int, set[Kept]], by: str, at: datetime, day: date
) -> int:
    """Build what is missing of these cases, each under a line of its own, and give on what somebody had."""
    stood = set(
        Wall.objects.filter(representation__in=some).values_list("representation_id", "person_id", "source")
    )
    missing = {case: _missing(staff, case, wanted[case], stood) for case in some}
    built = 0
    with transaction.atomic():
        lines = []
        for case in Representation.objects.filter(pk__in=[one for one in some if missing[one]]).order_by(
            "pk"
        ):
            line = Line("sweep_walls", by, at, case.reference, day)
            for member, source in missing[case.pk]:
                built += shut_out(line, case, person_of(line, staff.members[member]), source, day) is not None
            route_around(line, case, day)
            lines.append(line)
        if lines:
            write_entries(lines)
    return built


def _missing(staff: Staff, case: int, kept: Iterable[Kept], stood: set[tuple[int, int, str]]) -> list[Kept]:
    return [
        (member, source)
        for member, source in sorted(kept)
        if (case, staff.members[member].person_id, str(source)) not in stood
    ]


def _plain_name(name: str) -> str:
    return " ".join(name.split()).casefold()
