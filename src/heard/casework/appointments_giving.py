"""Who of the office is appointed to a part has the case for it, and has it no longer when the appointment ends.

People from outside are given nothing by it: leave to see named papers is offered to them, and given by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from heard.casework.access_assigning import TAKES_CASES, Part, keep_assignment
from heard.casework.new_details import fitting
from heard.casework.office_asking import at_work
from heard.casework.performing import Doing, day_of
from heard.people.models import Person
from heard.representations.models import Assignment, Grant

GIVES: Mapping[str, str] = {"investigating_officer": Part.INVESTIGATOR, "adjudicator": Part.ADJUDICATOR}
# A grant names the part of whoever chairs a panel as it names the others'.
GRANTED: Mapping[str, str] = {"panel_chair": "panellist"}


def give_as_appointed(doing: Doing, person: Person, part: str) -> Assignment | None:
    """Give the case, from today, to the member of the office who was appointed. Raises NotToThem behind a wall."""
    if part not in GIVES:
        return None
    day = day_of(doing.line.at)
    here = at_work(day).filter(person=person, role__in=TAKES_CASES, is_outside=False).first()
    if here is None:
        return None
    return keep_assignment(doing.line, doing.case, here, GIVES[part], day, "Appointed to this part.")


def take_back_as_ended(doing: Doing, person: int, part: str, because: str) -> None:
    """Take back what an appointment gave, now that it ended: the case, and leave to see papers of it."""
    day, whose = day_of(doing.line.at), {"representation": doing.case, "member__person_id": person}
    for given in Assignment.objects.filter(**whose, part=GIVES.get(part, ""), ends_on=None):
        doing.change(given, ends_on=max(day, given.begins_on), ended_because=fitting(because, 500))
    for leave in Grant.objects.filter(**whose, part=GRANTED.get(part, part), ended_at=None, ends_on__gte=day):
        doing.change(leave, ended_at=doing.line.at, ended_because=fitting(because, 500))
