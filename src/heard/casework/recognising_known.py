"""What our record knows of somebody on a case, and of the office, that words for the public must not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Q

from heard.casework.letters.protecting import people_of
from heard.casework.recognising import NAME, TEAM, Known
from heard.people.models import Contact, Member, Person, Service, Team
from heard.representations.models import Protection, Representation

REACH, PLACE, NUMBER = "way to reach", "place", "number"


def known_of(case: Representation) -> list[Known]:
    """Whatever names or betrays somebody of this case or of the office. Always the same few statements."""
    return [*_of_case(case), *known_of_office()]


def known_of_office() -> list[Known]:
    """The names of everybody who works or worked here, and of its teams and services."""
    staff = Person.objects.filter(Q(member__isnull=False) | Q(posts__isnull=False)).distinct()
    accounts = Member.objects.values_list("account__first_name", "account__last_name")
    names = {*staff.values_list("name", flat=True), *(" ".join(one).strip() for one in accounts)}
    places = {*Team.objects.values_list("label", flat=True), *Service.objects.values_list("label", flat=True)}
    return [*(Known(name) for name in sorted(names) if name), *(Known(one, TEAM) for one in sorted(places))]


def _of_case(case: Representation) -> Iterator[Known]:
    everybody = people_of(case)
    for person in Person.objects.filter(pk__in=everybody):
        yield Known(person.name, NAME, of_case=True)
        yield from (Known(one, NUMBER, of_case=True) for one in [person.file_number] if one)
        yield from (Known(one, PLACE, of_case=True) for one in [person.ward] if one)
    for value in Contact.objects.filter(person__in=everybody).values_list("value", flat=True):
        yield from parts_of_way(value)
    for what, words in Protection.objects.filter(representation=case).values_list("what", "words"):
        yield Known(words, NAME if what == NAME else PLACE, of_case=True)
    yield Known(case.reference, NUMBER, of_case=True)


def parts_of_way(value: str) -> Iterator[Known]:
    """A way to reach somebody, whole and by the lines of an address: its town alone says where they live."""
    for part in {value, *(one.strip() for one in re.split(r"[,\n]", value))}:
        yield Known(part, REACH, of_case=True)
        yield from (Known(street, REACH, of_case=True) for street in re.findall(r"^\d+\w?\s+(.{4,})$", part))
        town = re.sub(r"\b[A-Za-z]{1,2}\d\w?\s*\d[A-Za-z]{2}\b", "", part).strip()
        yield from (Known(one, REACH, of_case=True) for one in [town] if one and one != part)
