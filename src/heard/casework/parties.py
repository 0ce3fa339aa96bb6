"""Who a representation concerns and who takes part in it: people added one by one, their consents and adjustments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access_assigning import keep_if_known
from heard.casework.deciding import Decided, keep_decision
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.walls_building import after_party
from heard.law.belongs_to_facts import RELATION, Relation
from heard.law.kinds import UnknownCode, look_up
from heard.law.procedure import Act
from heard.people.models import Contact, Person
from heard.representations.models import Decision, Party, Representation

COMPLAINS = (Party.Part.COMPLAINANT, Party.Part.CHILD)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody, and whether it is safe to use: None where nobody has asked yet."""

    way: str
    value: str
    is_safe: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody with a part in a representation. `person` is the number of somebody known, else one is added by name.

    For a complainant `relation` is what they are to the child: a code of `heard.law.belongs_to.RELATIONS`.
    `file_number` is the cross-reference to the child's own file, which is kept apart. `employment` is that of a worker
    complained about: permanent, agency, or nothing where it is not known.
    """

    part: str
    name: str = ""
    relation: str = ""
    person: int | None = None
    born_on: date | None = None
    file_number: str = ""
    ward: str = ""
    ways: tuple[Way, ...] = ()
    employment: str = ""


def add_party(*, reference: str, by: str, at: datetime, day: date, somebody: Somebody) -> Party:
    """Add a person and the part they have. Raises NotNow, NoSuchCase, or UnknownCode for no such relation."""
    with performing(Act.ADD_PARTY, reference=reference, by=by, at=at, day=day, part=somebody.part) as doing:
        return keep_people(doing, [somebody])[0]


def record_consent(
    *,
    reference: str,
    by: str,
    at: datetime,
    day: date,
    person: int,
    given: bool,
    bounds: str,
    evidence: str,
) -> Decision:
    """Record what somebody consents to or refuses, its bounds and how we know. Raises NotNow."""
    with performing(Act.RECORD_CONSENT, reference=reference, by=by, at=at, day=day) as doing:
        who = somebody_in(doing.case, person)
        must_say(evidence, "how we know of the consent: a signed form, an e-mail, a call on a day")
        answer = "given" if given else "refused"
        decided = Decided(answer, bounds, decided_by=who.person.name[:150], evidence=evidence)
        return keep_decision(doing, "consent", decided)


def record_adjustment(
    *, reference: str, by: str, at: datetime, day: date, what: str, reason: str, decided_by: str
) -> Decision:
    """Record a reasonable adjustment to the procedure itself (Equality Act 2010, section 20). Raises NotNow."""
    with performing(Act.RECORD_ADJUSTMENT, reference=reference, by=by, at=at, day=day) as doing:
        must_say(what, "what is done differently")
        return keep_decision(doing, "adjustment", Decided("made", reason, decided_by, evidence=what))


def assign(
    *, reference: str, by: str, at: datetime, day: date, to: str, reason: str, decided_by: str
) -> Decision:
    """Give a case to a named officer to deal with: from that day it is theirs, if they sign in. Raises NotNow."""
    with performing(Act.ASSIGN, reference=reference, by=by, at=at, day=day) as doing:
        must_say(to, "who is to deal with it")
        keep_if_known(doing, to)
        return keep_decision(doing, "assigned", Decided("assigned", reason, decided_by, evidence=to))


def keep_people(doing: Doing, people: Sequence[Somebody]) -> list[Party]:
    """Keep people and their parts under the act being done. Raises NotNow or UnknownCode."""
    return [_keep(doing, one) for one in people]


def complainants(case: Representation) -> list[Party]:
    """Those who complain, in the order in which they were added."""
    found = Party.objects.filter(representation=case, part=Party.Part.COMPLAINANT)
    return list(found.select_related("person").order_by("pk"))


def relation_of(party: Party) -> Relation:
    """What a party is to the child, as the law has it; not known where nobody has said."""
    return RELATION.get(party.relation, RELATION["not_known"])


def somebody_in(case: Representation, person: int) -> Party:
    """The first part of a person in a case. Raises NotNow, naming who has one."""
    parts = list(Party.objects.filter(representation=case).select_related("person").order_by("pk"))
    found = next((one for one in parts if one.person_id == person), None)
    if found is None:
        there = ", ".join(f"{one.person.name} ({one.person_id})" for one in parts) or "nobody yet"
        raise NotNow(f"Person {person} has no part in {case.reference}. These have: {there}. Add them first.")
    return found


def must_say(words: str, what: str) -> None:
    """Refuse an act that leaves out what it needs. Raises NotNow."""
    if not words.strip():
        raise NotNow(f"This needs {what}. Write it down, then do it.")


def _keep(doing: Doing, one: Somebody) -> Party:
    _refuse(doing.case, one)
    person = _person(doing, one)
    for way in one.ways:
        doing.add(
            Contact(person=person, way=way.way, value=way.value, is_safe=way.is_safe, note=way.note[:300])
        )
    party = Party(
        representation=doing.case,
        person=person,
        part=one.part,
        relation=one.relation,
        employment=one.employment,
    )
    doing.add(party)
    only_a_name = one.person is None and not one.ways
    after_party(doing.line, doing.case, party, doing.day, only_a_name=only_a_name)
    return party


def _refuse(case: Representation, one: Somebody) -> None:
    if one.part not in Party.Part.values:
        raise UnknownCode(f"There is no part “{one.part}”. There are: {', '.join(Party.Part.values)}.")
    if one.part == Party.Part.COMPLAINANT and one.relation:
        look_up(one.relation, RELATION, "relation")
    if one.employment and one.employment not in Party.Employment.values:
        raise UnknownCode(
            f"There is no employment “{one.employment}”. There are: {', '.join(Party.Employment.values)}."
        )
    if one.employment and one.part != Party.Part.WORKER:
        raise NotNow(
            "Only of a worker who is complained about is it kept how they are employed. Leave it out."
        )
    if one.person is None and not one.name.strip():
        raise NotNow(
            f"Nobody without a name can have a part in {case.reference}. Write a name, then add them."
        )
    parts = Party.objects.filter(representation=case, part=one.part)
    if one.person is not None and parts.filter(person_id=one.person).exists():
        raise NotNow(f"Person {one.person} is already {one.part.replace('_', ' ')} in {case.reference}.")


def _person(doing: Doing, one: Somebody) -> Person:
    if one.person is not None:
        known = Person.objects.filter(pk=one.person).first()
        if known is None:
            raise NotNow(f"There is no person number {one.person}. Add them by name.")
        return known
    person = Person(name=one.name.strip(), born_on=one.born_on, file_number=one.file_number, ward=one.ward)
    doing.add(person)
    return person
