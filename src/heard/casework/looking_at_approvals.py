"""What waits for a second person, in words: who asked for what, and exactly what would be done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework import four_eyes
from heard.casework.choosing import name_of
from heard.casework.retention_leavers import rows_in_words
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
    "export_list": "Take a list of cases away",
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
    "rows": "Rows of the record",
    "hold": "Number of the hold",
    "about": "About",
    "source": "Who asked for it, or what for",
    "over_on": "Its time was over on",
    "why_over": "Why it is over",
    "begins_on": "Begins on",
    "review_on": "To be looked at again by",
}
# What binds an answer to exactly this and tells a person nothing: the rest says it in words.
UNSAID = {
    "purge_case": {"number", "line", "last_entry"},
    "erase_leaver": {"rows", "what"},
    "erase_for_person": {"what"},
    "sign_off_retention": {"codes"},
    "change_retention": {"codes", "length", "unit", "reason", "basis", "owner"},
}
# What is the number of a person.
OF_PEOPLE = ("person", "answers_to")
CHARTED = {act.value: act for act in ChartAct}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that one person asked and another has to answer; `page` is the page of an act that shows it in full.

    `about` is the number of the case, or what else it is about in words.
    """

    number: int
    act: str
    words: str
    reference: str
    about: str
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
        act=row.act,
        about=_about(row, said, names),
        words=words[:1].upper() + words[1:],
        reference=row.reference,
        asked_by=name_of(row.asked_by),
        asked_at=row.asked_at,
        page=str(said.get("page", "")),
        content=() if "page" in said else tuple(_rows(_said(row, said), names)),
    )


def _said(row: SecondPerson, said: dict[str, object]) -> dict[str, object]:
    if row.act == "erase_leaver":
        said = {
            **said,
            "This goes": rows_in_words(one.partition(":")[0] for one in str(said["rows"]).split(", ")),
        }
    return {name: value for name, value in said.items() if name not in UNSAID.get(row.act, ())}


def _about(row: SecondPerson, said: dict[str, object], names: dict[int, str]) -> str:
    """A case by its number; somebody who left, a hold or a line of the schedule, as people call them."""
    if row.act == "erase_leaver":
        return str(said.get("person", row.reference))
    if row.act == "release_legal_hold":
        return " ".join(str(said[name]) for name in ("what", "about") if said.get(name))
    if row.act == "sign_off_retention":
        return "Every line that is only suggested"
    if row.act == "change_retention":
        lines = [name for name in _said(row, said) if name not in NAMES]
        return lines[0] if lines else row.reference
    return row.reference


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
