"""The people of a case: their parts, which ways to reach them are safe, and what they agreed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from heard.people.models import Contact
from heard.representations.models import Advocacy, Appointment, Decision, Party, Representation

FAMILY = (Party.Part.COMPLAINANT, Party.Part.CHILD, Party.Part.ADVOCATE)


@dataclass
class PersonSeen:
    """Somebody in a case: their parts in words, the ways to reach them with the safe ones first, and consents."""

    number: int
    name: str
    parts: list[str]
    is_family: bool
    file_number: str
    safe: list[Contact] = field(default_factory=list)
    not_asked: list[Contact] = field(default_factory=list)
    unsafe: list[Contact] = field(default_factory=list)
    consents: list[Decision] = field(default_factory=list)


@dataclass(frozen=True)
class PeopleSeen:
    """Everybody in a case, who is appointed to what, and the help of an advocate."""

    people: tuple[PersonSeen, ...]
    appointed: tuple[Appointment, ...]
    advocacy: tuple[Advocacy, ...]


def people_seen(case: Representation) -> PeopleSeen:
    """The people of a case in the order in which they were added."""
    with_contacts = Prefetch("person__contacts", Contact.objects.order_by("pk"))
    rows = Party.objects.filter(representation=case).select_related("person").prefetch_related(with_contacts)
    consents = list(Decision.objects.filter(representation=case, about="consent").order_by("pk"))
    return PeopleSeen(
        people=tuple(_people(rows.order_by("pk"), consents)),
        appointed=tuple(Appointment.objects.filter(representation=case).select_related("person")),
        advocacy=tuple(
            Advocacy.objects.filter(representation=case).select_related("provider").order_by("pk")
        ),
    )


def _people(rows: Iterable[Party], consents: Iterable[Decision]) -> list[PersonSeen]:
    found: dict[int, PersonSeen] = {}
    for row in rows:
        if row.person_id not in found:
            found[row.person_id] = _first_seen(row, consents)
        one = found[row.person_id]
        relation = f", {row.relation.replace('_', ' ')}" if row.relation else ""
        employed = f", {row.get_employment_display().lower()}" if row.employment else ""
        one.parts.append(f"{row.get_part_display()}{relation}{employed}")
        one.is_family = one.is_family or row.part in FAMILY
    return list(found.values())


def _first_seen(row: Party, consents: Iterable[Decision]) -> PersonSeen:
    person = row.person
    one = PersonSeen(person.pk, person.name, [], False, person.file_number)
    for contact in person.contacts.all():
        kept = one.not_asked if contact.is_safe is None else one.safe if contact.is_safe else one.unsafe
        kept.append(contact)
    one.consents = [each for each in consents if each.decided_by == person.name[:150]]
    return one
