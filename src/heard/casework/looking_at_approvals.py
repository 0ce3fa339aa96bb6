"""What waits for a second person, in words: who asked for what, and exactly what would be done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework import four_eyes
from heard.casework.choosing import name_of
from heard.law.procedure import Act as ChartAct
from heard.law.working_days import in_words
from heard.people.models import Member, Person
from heard.representations.models import SecondPerson

WORDS = {
    "lift_wall": "Lift a wall for a time",
    "end_wall": "End a wall built by mistake",
    "unseal": "Open what is sealed",
    "erase_for_person": "Erase what a person asked to have erased",
    "open_old_value": "Read what a value was before it was corrected",
    "give_role": "Give somebody a powerful role",
    "lift_protection": "Stop protecting words",
    "purge_case": "Erase a case whose time is over",
    "erase_leaver": "Erase what was kept of somebody who left",
    "release_legal_hold": "Release a hold",
    "sign_off_retention": "Sign the retention schedule off",
    "change_retention": "Change a line of the retention schedule",
    "release_you_said": "Tell the public what was done",
}
NAMES = {
    "person": "Who",
    "to": "For whom",
    "from": "From",
    "until": "Until",
    "because": "Why",
    "basis": "Basis",
    "wall": "Wall number",
    "role": "Role",
    "what": "What",
    "called": "In words",
    "request": "Request",
    "value": "Number of the correction",
    "protection": "Number in the list",
    "name": "Full name",
    "email": "E-mail",
    "leads": "Leads it",
    "answers_to": "Answers to",
    "leaves": "Leaves on",
    "said": "You said",
    "did": "We did",
    "child_said": "You said, for children",
    "child_did": "We did, for children",
    "done_on": "Done on",
    "no_names": "Words said to be nobody’s name",
}
# What is the number of a person.
OF_PEOPLE = ("person", "answers_to")
CHARTED = {act.value: act for act in ChartAct}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that one person asked and another has to answer; `page` is the page of an act that shows it in full."""

    number: int
    words: str
    reference: str
    asked_by: str
    asked_at: datetime
    page: str
    content: tuple[tuple[str, str], ...]


def waiting_on(member: Member, *, on: date) -> list[Waiting]:
    """What this person may answer as the second one, the longest asked first."""
    rows = list(four_eyes.waiting_for(member, on=on))
    said = {row.pk: json.loads(row.content) for row in rows}
    names = _names(said.values())
    return [_waiting(row, said[row.pk], names) for row in rows]


def one_waiting(member: Member, number: int, *, on: date) -> Waiting | None:
    """One of those, or None where nothing of this number waits for them."""
    return next((one for one in waiting_on(member, on=on) if one.number == number), None)


def said_in_words(said: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """What would be done, in words: the name of each part and what it says."""
    return tuple(_rows(said, _names([said])))


def _waiting(row: SecondPerson, said: dict[str, object], names: dict[int, str]) -> Waiting:
    charted = CHARTED.get(row.act)
    words = charted.words if charted else WORDS.get(row.act, row.act.replace("_", " "))
    return Waiting(
        number=row.pk,
        words=words[:1].upper() + words[1:],
        reference=row.reference,
        asked_by=name_of(row.asked_by),
        asked_at=row.asked_at,
        page=str(said.get("page", "")),
        content=() if "page" in said else tuple(_rows(said, names)),
    )


def _rows(said: dict[str, object], names: dict[int, str]) -> Iterator[tuple[str, str]]:
    for name, value in said.items():
        if value not in ("", None):
            words = NAMES.get(name, name.replace("_", " ").capitalize())
            yield words, _value(name, value, names)


def _value(name: str, value: object, names: dict[int, str]) -> str:
    if name in OF_PEOPLE and isinstance(value, int):
        return names.get(value, str(value))
    if name == "role" and value in Member.Role.values:
        return str(Member.Role(value).label)
    try:
        return in_words(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _names(contents: object) -> dict[int, str]:
    people = {one[name] for one in contents for name in OF_PEOPLE if isinstance(one.get(name), int)}  # type: ignore[attr-defined]
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
