"""The contact log: who was reached or not, by which way, whether it was the safe one, and what was said."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.parties import Way, must_say, somebody_in
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.walls_building import after_contact
from heard.law.procedure import Act
from heard.people.models import Contact
from heard.representations.models import ContactAttempt


def record_contact(
    *, reference: str, by: str, at: datetime, day: date, person: int, way: str, words: str, value: str = ""
) -> ContactAttempt:
    """Record that somebody was reached, and what was said, by them and by us.

    `value` is the number or address used; whether it is a safe one is looked up. Raises NotNow.
    """
    with performing(Act.RECORD_CONTACT, reference=reference, by=by, at=at, day=day) as doing:
        must_say(words, "what was said")
        return keep_contact(doing, person, way, value, words, reached=True)


def attempt_contact(
    *,
    reference: str,
    by: str,
    at: datetime,
    day: date,
    person: int,
    way: str,
    value: str = "",
    note: str = "",
) -> ContactAttempt:
    """Record an attempt to reach somebody that failed. Nothing is left with a third person. Raises NotNow."""
    with performing(Act.ATTEMPT_CONTACT, reference=reference, by=by, at=at, day=day) as doing:
        return keep_contact(doing, person, way, value, note, reached=False)


def receive_letter(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    person: int,
    way: str,
    words: str,
    value: str = "",
) -> ContactAttempt:
    """Record a letter, e-mail or message that came in, on the day it reached the council, in its own words.

    Words of dissatisfaction after an answer are recorded as such too (`going_on`): no letter is put away unasked.
    Raises NotNow.
    """
    with performing(Act.RECEIVE_LETTER, reference=reference, by=by, at=at, day=received_on) as doing:
        must_say(words, "what it said")
        return keep_contact(doing, person, way, value, words, reached=True)


def add_way(*, reference: str, by: str, at: datetime, day: date, person: int, way: Way) -> Contact:
    """Add a way to reach somebody, and whether it is safe, as they said in a contact. Raises NotNow."""
    with performing(Act.RECORD_CONTACT, reference=reference, by=by, at=at, day=day) as doing:
        must_say(way.value, "the number or the address")
        who = somebody_in(doing.case, person).person
        row = Contact(person=who, way=way.way, value=way.value, is_safe=way.is_safe, note=way.note[:300])
        doing.add(row)
        after_contact(doing.line, row, day)
        return row


def safe_ways(person: int) -> list[Contact]:
    """The ways to reach somebody, those they called safe first; none of those they called unsafe."""
    rows = Contact.objects.filter(person_id=person).exclude(is_safe=False)
    return sorted(rows, key=lambda row: (row.is_safe is not True, row.pk))


def attempts_since_reached(reference: str, person: int) -> int:
    """How often in a row somebody was not reached."""
    rows = ContactAttempt.objects.filter(representation__reference=reference, person_id=person)
    count = 0
    for reached in rows.order_by("-tried_on", "-pk").values_list("reached", flat=True):
        if reached:
            break
        count += 1
    return count


def keep_contact(
    doing: Doing, person: int, way: str, value: str, words: str, *, reached: bool
) -> ContactAttempt:
    """Keep one contact, or an attempt at one, with whether its way is a safe one. Raises NotNow."""
    who = somebody_in(doing.case, person).person
    if not way.strip():
        raise NotNow("Say by which way it was: telephone, e-mail, letter, message, visit.")
    row = ContactAttempt(
        representation=doing.case,
        person=who,
        tried_on=doing.day,
        way=way.strip(),
        was_safe=_was_safe(who.pk, way, value),
        reached=reached,
        words=words.strip(),
    )
    doing.add(row)
    return row


def _was_safe(person: int, way: str, value: str) -> bool | None:
    """Whether the way used is one that the person called safe: None where nobody has asked."""
    rows = Contact.objects.filter(person_id=person)
    rows = rows.filter(value=value) if value else rows.filter(way__iexact=way.strip())
    said = list(rows.values_list("is_safe", flat=True))
    if not said or None in said:
        return False if False in said else None
    return all(said)
