"""Building walls: in the same transaction as what makes one necessary. Denying too much is mended; telling is not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from heard.casework.access_seeing import visible
from heard.casework.looking import NotYours
from heard.casework.new_details import fitting
from heard.casework.office_asking import leads_anything, line_above
from heard.casework.performing import NoSuchCase, NotNow
from heard.casework.permissions import Act, demand
from heard.casework.walls_routing import alert, route_around
from heard.casework.writing import Line, writing
from heard.people.models import Contact, Member, Person, Tie
from heard.representations.models import Party, Representation, Restriction, Wall

Source = Wall.Source
Part = Party.Part
FAMILY = (Part.COMPLAINANT, Part.CHILD)
CONCERNED = (*FAMILY, Part.WORKER)
NOT_FOUND = "We cannot find that case. Check the number, or ask the complaints team."


def after_party(
    line: Line, case: Representation, party: Party, day: date, *, only_a_name: bool = False
) -> None:
    """What a new part in a case walls off: the person complained about, and staff tied to the family.

    Somebody of the same full name counts as the same person until two others say otherwise. `only_a_name` says that
    this person was put on record a moment ago without a way to reach them.
    """
    built: list[Wall | None] = []
    if party.part == Part.WORKER:
        people = {party.person_id, *_staff_of_the_name(line, party.person)}
        built += [shut_out(line, case, person, Source.SUBJECT, day) for person in sorted(people)]
        if any(leads_anything(person, day) for person in people):
            alert(line, case, "walls_in_the_line", day, "complaints_manager")
    if party.part in CONCERNED:
        built += [
            shut_out(line, case, person, Source.TIE, day) for person in sorted(_tied_to(party, only_a_name))
        ]
    if any(built):
        route_around(line, case, day)


def after_contact(line: Line, contact: Contact, day: date) -> None:
    """What a new address walls off: staff who live where somebody of a case does."""
    parts = Party.objects.select_related("representation", "person")
    for party in parts.filter(person_id=contact.person_id, part__in=CONCERNED):
        after_party(line, party.representation, party, day)


def shut_out(
    line: Line, case: Representation, person: int, source: str, day: date, because: str = ""
) -> Wall | None:
    """Keep a wall under the act being done, unless one of this source stands already."""
    same = Wall.objects.filter(representation=case, person_id=person, source=source, ended_on=None)
    if same.exists():
        return None
    row = Wall(representation=case, person_id=person, source=source, because=because[:500], begins_on=day)
    line.add(row)
    return row


def copy_walls(line: Line, old: Representation, new: Representation, day: date) -> None:
    """Let every wall of a case stand before what was taken out of it too."""
    for wall in Wall.objects.filter(representation=old, ended_on=None).order_by("pk"):
        shut_out(line, new, wall.person_id, wall.source, day, wall.because)


def build_wall(
    *, reference: str, person: int, by: Member, at: datetime, day: date, because: str
) -> Wall | None:
    """Keep a person out of a case, for a written reason. Raises NotAllowed, NoSuchCase, NotNow."""
    return _build(reference, (person,), Source.LINE, by, at, day, because)


def wall_off_line(
    *, reference: str, subject: int, levels: int, by: Member, at: datetime, day: date, because: str
) -> tuple[int, ...]:
    """Keep the line above somebody complained about out of the case, so many levels up. Returns whom.

    The line is not walled by itself: the manager answers Stage 1 and the director decides after Stage 3.
    """
    line = line_above(subject, day)[:levels]
    _build(reference, line, Source.LINE, by, at, day, because)
    return line


def name_decision_maker(
    *, reference: str, person: int, by: Member, at: datetime, day: date, because: str
) -> Wall | None:
    """Keep out who decided the matter that is complained about. Raises NotAllowed, NoSuchCase, NotNow."""
    return _build(reference, (person,), Source.DECIDED, by, at, day, because)


def declare_interest(*, reference: str, member: Member, at: datetime, day: date) -> None:
    """Say that one has an interest in a case or knows the family. Nobody asks why, and it acts at once.

    The case, and every other of the same family, is not there for them any more. Raises NotYours, NotAllowed.
    """
    demand(member, Act.DECLARE_INTEREST)
    case = visible(member, day, at).filter(reference=reference).first()
    if case is None:
        raise NotYours(NOT_FOUND)
    by = member.account.username
    with writing("declare_interest", by=by, at=at, reference=reference, done_on=day) as line:
        person = person_of(line, member)
        family = Party.objects.filter(representation=case, part__in=FAMILY).values_list(
            "person_id", flat=True
        )
        for one in sorted(set(family)):
            line.add(Tie(person_id=person, to_id=one, begins_on=day))
        theirs = Representation.objects.filter(
            pk__in=Party.objects.filter(person_id__in=list(family), part__in=FAMILY).values(
                "representation_id"
            )
        )
        for each in {case.pk: case, **{one.pk: one for one in theirs}}.values():
            shut_out(line, each, person, Source.DECLARED, day)
            route_around(line, each, day)


def record_tie(
    *,
    member: Member,
    by: str,
    at: datetime,
    day: date,
    to: int | None = None,
    name: str = "",
    address: str = "",
) -> Tie:
    """Record whom or where a member of staff is tied to outside work; cases of theirs are walled off at once."""
    with writing("record_tie", by=by, at=at, done_on=day, member=member.pk) as line:
        person = person_of(line, member)
        tie = Tie(
            person_id=person,
            to_id=to,
            name=" ".join(name.split())[:200],
            address=address[:300],
            begins_on=day,
        )
        line.add(tie)
        for case in _cases_with(tie):
            shut_out(line, case, person, Source.TIE, day)
            route_around(line, case, day)
    return tie


def restrict_case(*, reference: str, by: Member, at: datetime, day: date, because: str) -> Restriction:
    """Keep a case to those who have it, whatever anybody's role. Raises NotAllowed, NoSuchCase, NotNow."""
    demand(by, Act.RESTRICT)
    case = _case(reference, by, day, at)
    _must_say_why(because)
    if Restriction.objects.filter(representation=case, ended_on=None).exists():
        raise NotNow(f"{reference} is kept to those who have it already.")
    with writing("restrict_case", by=by.account.username, at=at, reference=reference, done_on=day) as line:
        row = Restriction(representation=case, because=fitting(because, 500), begins_on=day)
        line.add(row)
    return row


def end_restriction(*, reference: str, by: Member, at: datetime, day: date) -> None:
    """Let a case be seen again by those whose role sees it. Raises NotAllowed, NoSuchCase, NotNow."""
    demand(by, Act.RESTRICT)
    row = Restriction.objects.filter(representation=_case(reference, by, day, at), ended_on=None).first()
    if row is None:
        raise NotNow(f"{reference} is not restricted.")
    with writing("end_restriction", by=by.account.username, at=at, reference=reference, done_on=day) as line:
        line.change(row, ended_on=day)


def person_of(line: Line, member: Member) -> int:
    """Who a member is in cases: a wall stands between a person and a case, so everybody is one."""
    if member.person_id is not None:
        return member.person_id
    person = Person(name=(member.account.first_name or member.account.username)[:200])
    line.add(person)
    line.change(member, person=person)
    return person.pk


def _build(
    reference: str, people: Iterable[int], source: str, by: Member, at: datetime, day: date, because: str
) -> Wall | None:
    demand(by, Act.BUILD_WALL)
    case = _case(reference, by, day, at)
    _must_say_why(because)
    built = None
    with writing("build_wall", by=by.account.username, at=at, reference=reference, done_on=day) as line:
        for person in people:
            built = shut_out(line, case, person, source, day, because.strip())
        route_around(line, case, day)
    return built


def _case(reference: str, by: Member, day: date, at: datetime) -> Representation:
    case = visible(by, day, at).filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    return case


def _must_say_why(because: str) -> None:
    if not because.strip():
        raise NotNow("Say why. Write the reason, then do it.")


def _staff_of_the_name(line: Line, person: Person) -> set[int]:
    name = " ".join(person.name.split())
    named = Member.objects.select_related("account").filter(
        Q(person__name__iexact=name) | Q(account__first_name__iexact=name)
    )
    return {person_of(line, member) for member in named}


def _tied_to(party: Party, only_a_name: bool) -> set[int]:
    """Staff tied to somebody by the staff record: by person, by name, or by a shared address; and staff themselves."""
    person = party.person
    name = " ".join(person.name.split())
    ties = Tie.objects.filter(Q(to=person) | Q(name__iexact=name, name__gt=""), ends_on=None)
    found = set(ties.values_list("person_id", flat=True))
    if only_a_name:
        return found - {person.pk}
    found |= _of_the_house(person)
    if party.part == Part.WORKER:
        return found - {person.pk}
    return found | set(Member.objects.filter(person=person).values_list("person_id", flat=True))


def _of_the_house(person: Person) -> set[int]:
    homes = {plain_address(one) for one in addresses().filter(person=person).values_list("value", flat=True)}
    if not homes:
        return set()
    lived = Tie.objects.filter(ends_on=None).exclude(address="").values_list("person_id", "address")
    known = addresses().filter(person__member__isnull=False).values_list("person_id", "value")
    return {who for who, address in (*lived, *known) if plain_address(address) in homes}


def _cases_with(tie: Tie) -> list[Representation]:
    """The cases in which whoever a tie leads to has a part."""
    to = Q(pk=tie.to_id)
    if tie.name:
        to |= Q(name__iexact=tie.name)
    people = list(Person.objects.filter(to).values_list("pk", flat=True))
    if tie.address:
        plain = plain_address(tie.address)
        people += [
            who
            for who, value in addresses().values_list("person_id", "value")
            if plain_address(value) == plain
        ]
    parts = Party.objects.filter(person_id__in=people, part__in=CONCERNED)
    return list(Representation.objects.filter(pk__in=parts.values("representation_id")))


def addresses() -> QuerySet[Contact]:
    """Where persons live, or have their letters sent."""
    return Contact.objects.filter(way__in=("post", "address", "letter", "home", "by hand", "by_hand"))


def plain_address(address: str) -> str:
    """An address as it can be compared: letters and figures only."""
    return "".join(sign for sign in address.casefold() if sign.isalnum())
