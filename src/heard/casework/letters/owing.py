"""Letters that acts on record still owe, and how one would stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from heard.casework.duties import MUST_TELL, OMBUDSMAN, Duty
from heard.casework.leaving import TOLD
from heard.casework.letters.composing import Asked, compose
from heard.casework.letters.merging import CannotTell
from heard.casework.performing import NoSuchCase, day_of
from heard.law.procedure import Act
from heard.ledger.models import Entry
from heard.people.models import Person
from heard.representations.models import Letter, Representation


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that an act owes and nobody has written or recorded: one of `kinds` will do."""

    act: Act
    done_on: date
    kinds: tuple[str, ...]
    basis: str
    unless: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would be, before anybody issues it."""

    title: str
    body: str
    audience: str
    way: str


def letters_owed(reference: str) -> list[Owed]:
    """What acts on a case owe a letter for, oldest first: one letter answers for one act, issued on or after it.

    Acts that are told together are answered for by one letter. A letter that is only drafted answers for nothing.
    """
    letters = Letter.objects.filter(representation__reference=reference).order_by("issued_on", "pk")
    left = list(letters.values_list("kind", "issued_on"))
    owed = []
    for act, duty, day in _duties(reference):
        told = next((one for one in left if one[0] in duty.kinds and one[1] >= day), None)
        if told is None:
            owed.append(Owed(act, day, duty.kinds, duty.basis, duty.unless))
        elif not duty.together:
            left.remove(told)
    return owed


def _duties(reference: str) -> Iterator[tuple[Act, Duty, date]]:
    by_code = {act.value: act for act in MUST_TELL}
    for entry in Entry.objects.filter(reference=reference, act__in=by_code).order_by("sequence"):
        act = by_code[entry.act]
        said = json.loads(entry.said)
        if TOLD in said or (act is Act.EXPRESS_DISSATISFACTION and said.get("basis") != OMBUDSMAN):
            continue
        yield act, MUST_TELL[act], entry.done_on or day_of(entry.at)


def draft_letter(
    *,
    reference: str,
    kind: str,
    by: str,
    on: date,
    to: int | None = None,
    audience: str | None = None,
    way: str = "",
    **facts: object,
) -> Draft:
    """A letter as it would stand if it were issued on a day, to be read before it is. Nothing is kept."""
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    made = compose(case, Asked(kind, person_of(to), audience, None, way), on=on, by=by, facts=facts)
    return Draft(made.title, made.body, made.about.audience, made.about.way)


def person_of(number: int | None) -> Person | None:
    """The person of a number, or nobody where none is given. Raises CannotTell."""
    if number is None:
        return None
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise CannotTell(f"There is no person {number}. Choose somebody from the case.")
    return found
