"""Giving cases to people of the office: a dated row for each, never to who is behind a wall or has left."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force, walled_off
from heard.casework.deciding import Decided, keep_decision
from heard.casework.kept_from import refuse_before_they_are_known
from heard.casework.new_details import fitting
from heard.casework.office_asking import at_work
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.permissions import TABLE, Act, ChartAct, Right, Scope
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import Assignment, Representation

Part = Assignment.Part
OWNING = (Part.OWNER, Part.ALTERNATE)


class NotToThem(NotNow):
    """The case cannot be given to this person; the message says to choose another, and never why not."""


def give_case(
    *,
    reference: str,
    to: Member,
    part: str,
    by: str,
    at: datetime,
    day: date,
    because: str = "",
    decided_by: str = "",
) -> Assignment:
    """Give a case, or a part of the work on it, to somebody from a day on. An owner takes over from the last one.

    Raises NotToThem, NotNow, NoSuchCase. What is kept is the decision of `assign` as well, with its reason.
    """
    with performing(ChartAct.ASSIGN, reference=reference, by=by, at=at, day=day, part=part) as doing:
        name = to.account.first_name or to.account.username
        reason = because.strip() or f"{Part(part).label}."
        keep_decision(doing, "assigned", Decided("assigned", reason, decided_by or by, evidence=name))
        return keep_assignment(doing.line, doing.case, to, part, day, because)


def take_case_back(*, assignment: Assignment, by: str, at: datetime, day: date, because: str) -> None:
    """End what was given to somebody, from a day on. Raises NotNow without a reason."""
    if not because.strip():
        raise NotNow("Say why it is taken back. Write the reason, then do it.")
    reference = assignment.representation.reference
    with writing("take_case_back", by=by, at=at, reference=reference, done_on=day) as line:
        line.change(assignment, ends_on=max(day, assignment.begins_on), ended_because=fitting(because, 500))


def open_for_a_reason(*, reference: str, member: Member, because: str, at: datetime, day: date) -> Assignment:
    """Let information governance look into a case, for a written reason of 30 characters or more. Raises NotNow."""
    if len(because.strip()) < 30:
        raise NotNow("Say in 30 characters or more why you need to look into this case.")
    case = Representation.objects.filter(reference=reference).first()
    if case is None or not _may_have(member, case, day):
        raise NotToThem("This case cannot be given to them. Choose somebody else.")
    with writing("give_case", by=member.account.username, at=at, reference=reference, done_on=day) as line:
        return keep_assignment(line, case, member, Part.GOVERNANCE, day, because)


def keep_assignment(
    line: Line, case: Representation, to: Member, part: str, day: date, because: str = ""
) -> Assignment:
    """Keep a dated row under the act being done, ending the last owner's where this is one. Raises NotToThem."""
    if not _may_have(to, case, day):
        raise NotToThem("This case cannot be given to them. Choose somebody else.")
    refuse_before_they_are_known(case, to.role)
    there = list(not_ended(case, day).filter(part__in=OWNING if part in OWNING else (part,)))
    mine = next((one for one in there if one.member_id == to.pk and one.part == part), None)
    if mine is not None:
        return mine
    for one in there if part in OWNING else []:
        line.change(
            one, ends_on=max(day, one.begins_on), ended_because=f"Given to another on {in_words(day)}."
        )
    row = Assignment(representation=case, member=to, part=part, begins_on=day, because=fitting(because, 500))
    line.add(row)
    return row


def keep_first_assignment(line: Line, case: Representation, to: Member, part: str, day: date) -> Assignment:
    """As `keep_assignment`, of a case that nobody has yet, to somebody known to be at work and behind no wall of it."""
    refuse_before_they_are_known(case, to.role)
    row = Assignment(representation=case, member=to, part=part, begins_on=day)
    line.add(row)
    return row


def assigned(case: Representation, on: date) -> QuerySet[Assignment]:
    """Who has a case on a day, and for which part of the work."""
    rows = Assignment.objects.select_related("member__account", "member__person")
    return rows.filter(in_force(day_asked(on)), representation=case).order_by("part", "begins_on", "pk")


def not_ended(case: Representation, on: date) -> QuerySet[Assignment]:
    """As `assigned`, and what is given from a later day on: nobody is given a part twice."""
    rows = Assignment.objects.select_related("member__account", "member__person").filter(representation=case)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gt=on)).order_by("part", "begins_on", "pk")


def owner_of(case: Representation, on: date) -> Member | None:
    """Who owns a case on a day: its owner, or who stands in because of a wall."""
    found = assigned(case, on).filter(part__in=OWNING).order_by("begins_on", "pk").last()
    return found.member if found else None


def could_have(case: Representation, on: date) -> QuerySet[Member]:
    """Those to whom a case could be given: at work, in a role that takes cases, and behind no wall of it."""
    from_outside = Q(is_outside=True)
    walled = case.walls.filter(Q(ended_on=None) | Q(ended_on__gt=on)).values("person_id")
    return at_work(on).filter(role__in=TAKES_CASES).exclude(from_outside).exclude(person_id__in=walled)


def member_named(name: str, on: date) -> Member | None:
    """The member who signs in under a name, or alone has it as a full name; None where nobody or several do."""
    wanted = " ".join(name.split())
    found = list(
        at_work(on)
        .filter(Q(account__username=wanted) | Q(account__first_name__iexact=wanted))
        .order_by("pk")[:2]
    )
    return found[0] if len(found) == 1 else None


def keep_if_known(doing: Doing, name: str) -> Assignment | None:
    """Under `assign`: a dated row for whoever is named, where the name is one member's. Raises NotToThem."""
    to = member_named(name, doing.day)
    if to is None or to.role not in TAKES_CASES:
        return None
    return keep_assignment(doing.line, doing.case, to, PART_OF_ROLE.get(to.role, Part.OWNER), doing.day)


def _may_have(to: Member, case: Representation, day: date) -> bool:
    here = at_work(day).filter(pk=to.pk, role__in=TAKES_CASES, is_outside=False).exists()
    return here and not walled_off(to, day_asked(day)).filter(representation=case).exists()


def _takes_cases(rights: dict[Act | ChartAct, Right]) -> bool:
    right = rights.get(Act.SEE_CASES)
    return right is not None and right.scope is not Scope.GRANTED


TAKES_CASES = tuple(str(role) for role, rights in TABLE.items() if _takes_cases(dict(rights)))
# They take a case themselves, to look into it for a reason: nobody gives them one to deal with.
LOOKS_IN = (str(Member.Role.INFORMATION_GOVERNANCE),)
PART_OF_ROLE = {
    "team_manager": Part.RESPONDER,
    "head_of_service": Part.RESPONDER,
    "adjudicating_officer": Part.ADJUDICATOR,
    "director": Part.DECIDER,
    "panel_clerk": Part.CLERK,
    "legal": Part.LEGAL,
    "safeguarding": Part.SAFEGUARDING,
    "information_governance": Part.GOVERNANCE,
    "ombudsman_link_officer": Part.OMBUDSMAN,
}
