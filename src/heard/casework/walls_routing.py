"""Who takes on what somebody behind a wall may not have: the alternate, with an alert. No case is ownerless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Q

from heard.casework.access_assigning import (
    OWNING,
    TAKES_CASES,
    Part,
    assigned,
    keep_assignment,
    keep_first_assignment,
    not_ended,
)
from heard.casework.council import change_setting, setting
from heard.casework.kept_from import READS_FIRST as OFFICE
from heard.casework.office_asking import at_work, line_above, manager_of_team
from heard.casework.permissions import Act, Role, demand
from heard.casework.writing import Line
from heard.law.procedure import ENDED, State
from heard.people.models import Member
from heard.representations.models import Assignment, Notice, Party, Representation, Wall

# The council's settings: who takes a part on where a wall leaves nobody, and who has complaints about whom.
ALTERNATE = "access/alternate/"
OWN_ROUTE = "access/route/"
ROUTED = (Role.COMPLAINTS_MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR)
# Who may fill a part where nobody is configured, in this order.
FILLS: Mapping[str, tuple[str, ...]] = {
    Part.OWNER: (*OFFICE, Role.LEGAL, Role.INFORMATION_GOVERNANCE),
    Part.RESPONDER: (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR),
    Part.ADJUDICATOR: (Role.ADJUDICATING_OFFICER, Role.HEAD_OF_SERVICE, Role.DIRECTOR),
    Part.DECIDER: (Role.DIRECTOR, Role.HEAD_OF_SERVICE),
}
ABOUT: Mapping[str, tuple[str, ...]] = {
    Role.COMPLAINTS_MANAGER: (Role.DIRECTOR, Role.LEGAL, Role.INFORMATION_GOVERNANCE),
    Role.DIRECTOR: (Role.LEGAL, Role.INFORMATION_GOVERNANCE, Role.COMPLAINTS_MANAGER),
    Role.ADMINISTRATOR: (Role.COMPLAINTS_MANAGER, Role.INFORMATION_GOVERNANCE),
}
AT_STAGE_2 = "stage_2"
AT_STAGE_3 = "stage_3"


@dataclass(frozen=True, slots=True)
class Filled:
    """A part that a case needs, who has it, and whether it was raised because nobody could."""

    part: str
    member: Member | None
    raised: bool


def route_around(line: Line, case: Representation, day: date) -> None:
    """After a wall was built: end what the person behind it had, and give it to somebody else, with an alert."""
    walled = set(case.walls.filter(ended_on=None).values_list("person_id", flat=True))
    for row in assigned(case, day):
        if row.member.person_id in walled:
            line.change(row, ends_on=max(day, row.begins_on), ended_because="It cannot be theirs.")
            _give_on(line, case, row.part, day)
    if _own_route(case, day):
        _give_on(line, case, Part.OWNER, day)


def fill_roles(line: Line, case: Representation, day: date) -> tuple[Filled, ...]:
    """Fill every part that a case needs and nobody has; where nobody can, raise an alert. None is left open."""
    found = []
    there = {one.part: one.member for one in assigned(case, day)}
    there |= {Part.OWNER: there[Part.ALTERNATE]} if Part.ALTERNATE in there else {}
    for part in needed_parts(case):
        member = there.get(part) or who_fills(case, part, day)
        if member is not None and part not in there:
            keep_assignment(line, case, member, part, day)
        if member is None:
            alert(line, case, f"nobody_for_{part}", day, Role.INFORMATION_GOVERNANCE)
        found.append(Filled(part, member, member is None))
    return tuple(found)


def fill_owner(line: Line, case: Representation, day: date, first: str = "") -> Member | None:
    """Give a case that nobody owns to whoever recorded it (`first`, where they may own it), or as `who_fills`.

    Returns whoever has it then; None where nobody can.
    """
    there = next((one.member for one in not_ended(case, day) if one.part in OWNING), None)
    if there is not None and there.account.is_active:
        return there
    member = _who_owns(case, day, first)
    if member is not None:
        keep_assignment(line, case, member, Part.OWNER, day)
    return member


def fill_owner_of_new(line: Line, case: Representation, day: date, first: str = "") -> Member | None:
    """As `fill_owner`, for a case that this line puts on record: whatever concerns it already is in the line."""
    if any(_bears_on_who_owns(row) for row in line.written.values()):
        return fill_owner(line, case, day, first)
    here = list(at_work(day).order_by("pk"))
    able = [one for one in here if one.role in TAKES_CASES and not one.is_outside]
    recorded = (one for one in able if first and one.account.username == first and one.role in OFFICE)
    member = next(recorded, None) or next(
        (one for one in _anybody(case, Part.OWNER, day, here) if one in able), None
    )
    if member is not None:
        keep_first_assignment(line, case, member, Part.OWNER, day)
    return member


def _bears_on_who_owns(row: models.Model) -> bool:
    if isinstance(row, Party):
        return row.part == Party.Part.WORKER
    return isinstance(row, Assignment | Wall)


def needed_parts(case: Representation) -> tuple[str, ...]:
    """The parts that must be filled as a case stands: an owner while it is open, and who answers its stage."""
    if State(case.state) in ENDED:
        return ()
    state = case.state
    if state.startswith(AT_STAGE_2):
        return Part.OWNER, Part.ADJUDICATOR
    if state.startswith(AT_STAGE_3):
        return Part.OWNER, Part.DECIDER
    return Part.OWNER, Part.RESPONDER


def _who_owns(case: Representation, day: date, first: str) -> Member | None:
    here = list(at_work(day).order_by("pk"))
    able = _able(case, here, day)
    recorded = next((one for one in here if one.pk in able and first and one.account.username == first), None)
    if recorded is not None and recorded.role in OFFICE and not _own_route(case, day):
        return recorded
    return _first_able(case, Part.OWNER, day, here, able)


def who_fills(case: Representation, part: str, on: date) -> Member | None:
    """Who takes a part on: whoever the council has set for complaints about such a person, its alternate for the part,
    the manager of the team or the line above, or anybody else in a role that fills it. None where nobody can.
    """
    here = list(at_work(on).order_by("pk"))
    return _first_able(case, part, on, here, _able(case, here, on))


def _first_able(
    case: Representation, part: str, on: date, here: Sequence[Member], able: frozenset[int]
) -> Member | None:
    return next((one for one in _in_order(case, part, on, here) if one.pk in able), None) if able else None


def _able(case: Representation, here: Sequence[Member], on: date) -> frozenset[int]:
    """Of those at work, to whom the case could be given: as `could_have`, of rows that were read already."""
    walls = case.walls.filter(Q(ended_on=None) | Q(ended_on__gt=on)).values_list("person_id", flat=True)
    walled = set(walls)
    return frozenset(
        one.pk
        for one in here
        if one.role in TAKES_CASES and not one.is_outside and one.person_id not in walled
    )


def set_alternate(
    *, name: str, sign_in_name: str, begins_on: date, by: Member, at: datetime, reason: str = ""
) -> None:
    """Set who takes a part on where walls leave nobody (`access/alternate/owner`), or has complaints about somebody
    (`access/route/director`). Raises NotAllowed, NoSuchAlternate.
    """
    demand(by, Act.CHANGE_SETTINGS)
    known = {f"{ALTERNATE}{part}" for part in FILLS} | {f"{OWN_ROUTE}{role}" for role in ROUTED}
    if name not in known:
        raise NoSuchAlternate(f"There is no setting “{name}”. There are: {', '.join(sorted(known))}.")
    if not at_work(begins_on).filter(account__username=sign_in_name).exists():
        raise NoSuchAlternate(f"Nobody who works here signs in as {sign_in_name}. Choose somebody who does.")
    change_setting(
        name=name, value=sign_in_name, begins_on=begins_on, by=by.account.username, at=at, reason=reason
    )


class NoSuchAlternate(Exception):
    """There is no such setting or person; the message says which there are."""


def alert(line: Line, case: Representation, what: str, day: date, role: str) -> None:
    """Leave a notice for a role, once a day: it says that something is to be looked at, and nothing of the case."""
    if not Notice.objects.filter(representation=case, stage=None, what=what, about_on=day).exists():
        line.add(Notice(representation=case, what=what[:40], about_on=day, seen_on=day, for_role=role))


def _give_on(line: Line, case: Representation, part: str, day: date) -> None:
    wanted = Part.OWNER if part == Part.ALTERNATE else part
    if wanted not in FILLS:
        return
    member = who_fills(case, wanted, day)
    if member is None:
        alert(line, case, f"nobody_for_{wanted}", day, Role.INFORMATION_GOVERNANCE)
        return
    if Assignment.objects.filter(representation=case, member=member, part=wanted, ends_on=None).exists():
        return
    keep_assignment(line, case, member, wanted, day, "A wall left it with nobody.")
    alert(line, case, f"taken_on_{wanted}", day, Role.COMPLAINTS_MANAGER)


def _in_order(case: Representation, part: str, on: date, here: Sequence[Member]) -> Iterator[Member]:
    by_name = {member.account.username: member for member in here}
    if part == Part.OWNER:
        for role in _own_route(case, on):
            yield from _named(by_name, setting(f"{OWN_ROUTE}{role}", on))
            yield from (member for wanted in ABOUT[role] for member in here if member.role == wanted)
    yield from _anybody(case, part, on, here)


def _anybody(case: Representation, part: str, on: date, here: Sequence[Member]) -> Iterator[Member]:
    """Who takes a part on where it concerns nobody with a route of their own."""
    yield from _named({one.account.username: one for one in here}, setting(f"{ALTERNATE}{part}", on))
    if part == Part.RESPONDER:
        by_person = {one.person_id: one for one in here if one.person_id}
        yield from (by_person[one] for one in _responders(case, on) if one in by_person)
    yield from (member for role in FILLS[part] for member in here if member.role == role)


def _named(by_name: Mapping[str, Member], name: str) -> Iterator[Member]:
    if name in by_name:
        yield by_name[name]


def _responders(case: Representation, on: date) -> tuple[int, ...]:
    """The manager of the team and the line above, nearest first."""
    manager = manager_of_team(case.team_id, on) if case.team_id else None
    return (manager.pk, *line_above(manager.pk, on)) if manager else ()


def _own_route(case: Representation, on: date) -> tuple[str, ...]:
    """The roles with a route of their own that somebody complained about in this case has."""
    subjects = Party.objects.filter(representation=case, part=Party.Part.WORKER).values("person_id")
    walled = case.walls.order_by().filter(source="subject").values("person_id")
    there = at_work(on).filter(role__in=ROUTED, person_id__in=subjects.union(walled))
    held = set(there.values_list("role", flat=True))
    return tuple(role for role in ROUTED if role in held)
