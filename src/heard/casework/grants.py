"""Leave for people from outside: one case, named papers, a basis, an undertaking, and always a last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import walled_off
from heard.casework.appointments import parts_in
from heard.casework.clocks import clocks_of_council
from heard.casework.grants_reading import papers_seen
from heard.casework.looking import dates_of, visible_to
from heard.casework.new_details import fitting
from heard.casework.office_asking import at_work
from heard.casework.performing import NoSuchCase, NotNow
from heard.casework.permissions import Act, Level, Role, demand, right_of
from heard.casework.permissions_kinds import Scope
from heard.casework.writing import writing
from heard.law.conflicts import CaseFacts, PersonFacts, why_not
from heard.law.working_days import ENGLAND, in_words
from heard.people.models import Member
from heard.representations.models import Document, Grant, GrantedDocument, Representation, Stage

__all__ = ["LONGEST", "Leave", "NotGranted", "ending_soon", "end_grant", "give_grant", "papers_seen", "register",
           "renew_grant", "usual_end"]  # fmt: skip

LONGEST = timedelta(days=120)
AFTER_REPORT = 10
REMIND = (10, 3)
# The part by which a role takes part, as the law of conflicts names it.
PART_OF: Mapping[str, str] = {
    Role.INVESTIGATING_OFFICER: "investigating_officer",
    Role.INDEPENDENT_PERSON: "independent_person",
    Role.PANEL_MEMBER: "panellist",
    Role.ADVOCATE: "advocate",
}


class NotGranted(NotNow):
    """This leave cannot be given; the message says what is missing, or to choose somebody else."""


@dataclass(frozen=True, slots=True)
class Leave:
    """What is written down before anybody from outside sees a paper: the basis, the undertaking, the identity."""

    basis: str
    undertaking_on: date
    identity_checked_by: str


def give_grant(
    *,
    reference: str,
    to: Member,
    papers: Sequence[Document],
    leave: Leave,
    begins_on: date,
    ends_on: date | None = None,
    by: Member,
    at: datetime,
) -> Grant:
    """Let somebody from outside see named papers of one case until a day, the last included.

    Without a day it is ten working days after the report is expected; never more than 120 days. Raises NotGranted,
    NotAllowed, NoSuchCase.
    """
    demand(by, Act.GRANT_ACCESS)
    case = _case(by, begins_on, at, reference)
    ends_on = ends_on or usual_end(case, begins_on)
    _refuse_days(begins_on, ends_on)
    _refuse_leave(leave, begins_on)
    _refuse_person(to, case, begins_on)
    _refuse_papers(papers, case)
    grant = Grant(
        representation=case,
        member=to,
        part=PART_OF.get(to.role, to.role),
        basis=fitting(leave.basis, 500),
        undertaking_on=leave.undertaking_on,
        identity_checked_by=fitting(leave.identity_checked_by, 150),
        begins_on=begins_on,
        ends_on=ends_on,
        given_by=by.account.username,
    )
    with writing("give_grant", by=by.account.username, at=at, reference=reference, done_on=begins_on) as line:
        line.add(grant)
        for paper in papers:
            line.add(GrantedDocument(grant=grant, document=paper, named_at=at))
    return grant


def _case(by: Member, on: date, at: datetime, reference: str) -> Representation:
    case = visible_to(by, on, at).filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    return case


def renew_grant(*, grant: Grant, until: date, by: Member, at: datetime, day: date) -> Grant:
    """Let a grant run to a later day, at most 120 days from today. Raises NotGranted, NotAllowed."""
    demand(by, Act.GRANT_ACCESS)
    if grant.ended_at is not None:
        raise NotGranted("This grant was ended. Give a new one.")
    if until <= grant.ends_on:
        raise NotGranted(f"It runs to {in_words(grant.ends_on)} already. Give a later day.")
    _refuse_days(day, until)
    _refuse_person(grant.member, grant.representation, day)
    who, reference = by.account.username, grant.representation.reference
    with writing("renew_grant", by=who, at=at, reference=reference, done_on=day, grant=grant.pk) as line:
        line.change(grant, ends_on=until, renewed_by=who)
    return grant


def end_grant(*, grant: Grant, because: str, by: Member, at: datetime) -> Grant:
    """End a grant now, with the reason: the next page they ask for is refused. Raises NotGranted, NotAllowed."""
    demand(by, Act.GRANT_ACCESS)
    if not because.strip():
        raise NotGranted("Say why it is ended. Write the reason, then end it.")
    if grant.ended_at is not None:
        raise NotGranted("This grant was ended already.")
    who, reference = by.account.username, grant.representation.reference
    with writing("end_grant", by=who, at=at, reference=reference, grant=grant.pk) as line:
        line.change(grant, ended_at=at, ended_because=fitting(because, 500))
    return grant


def usual_end(case: Representation, begins_on: date) -> date:
    """The last day where none is given: ten working days after the report is expected, and 120 days at most."""
    stage = (
        Stage.objects.filter(
            representation=case,
            answered_on=None,
            withdrawn_on=None,
            ended_on=None,
            stage__in=("stage_2", "stage_3"),
        )
        .select_related("representation", "panel")
        .prefetch_related("extensions")
        .order_by("-started_on")
        .first()
    )
    expected = clocks_of_council().next_due(dates_of(stage)) if stage else None
    first = max(expected or begins_on, begins_on)
    return min(ENGLAND.after(first, AFTER_REPORT), begins_on + LONGEST)


def register(member: Member | None, *, on: date) -> QuerySet[Grant]:
    """Who from outside can see what until when, the soonest end first, of the cases this person may see.

    Raises NotAllowed.
    """
    demand(member, Act.SEE_GRANTS)
    running = Grant.objects.filter(begins_on__lte=on, ends_on__gte=on, ended_at=None)
    rows = running.filter(representation__in=visible_to(member, on))
    return rows.select_related("representation", "member__account").prefetch_related("papers__document")


def ending_soon(on: date) -> list[tuple[Grant, int]]:
    """The grants whose last day is ten or three working days away or fewer, each with which of the two it is."""
    days = {one: ENGLAND.after(on, one) for one in REMIND}
    running = Grant.objects.select_related("representation", "member").filter(ended_at=None, ends_on__gte=on)
    near = running.filter(ends_on__lte=max(days.values())).order_by("ends_on", "pk")
    return [(grant, min(one for one, day in days.items() if grant.ends_on <= day)) for grant in near]


def _refuse_days(begins_on: date, ends_on: date) -> None:
    if ends_on < begins_on:
        raise NotGranted("The last day is before the first. Check the days.")
    if ends_on > begins_on + LONGEST:
        last = in_words(begins_on + LONGEST)
        raise NotGranted(
            f"Leave runs for {LONGEST.days} days at most. Give a day up to {last}; it can be renewed."
        )


def _refuse_leave(leave: Leave, begins_on: date) -> None:
    if not leave.basis.strip():
        raise NotGranted("Write the basis on which they see these papers.")
    if not leave.identity_checked_by.strip():
        raise NotGranted("Name who checked that they are who they say.")
    if leave.undertaking_on > begins_on:
        raise NotGranted("Their undertaking is signed before the first day. Check the days.")


def _refuse_person(to: Member, case: Representation, day: date) -> None:
    right = right_of(to, Act.SEE_CASES)
    if right is None or right.scope is not Scope.GRANTED:
        raise NotGranted(
            "Papers are granted to people from outside. Give a case to people of the office instead."
        )
    if not at_work(day).filter(pk=to.pk).exists():
        raise NotGranted(f"They cannot sign in on {in_words(day)}. Let them begin first.")
    if walled_off(to, day_asked(day)).filter(representation=case).exists() or _conflicts(to, case, day):
        raise NotGranted("This person cannot have a part in this case. Choose somebody else.")


def _conflicts(to: Member, case: Representation, day: date) -> bool:
    part = PART_OF.get(to.role)
    if part is None or to.person_id is None:
        return part is not None
    who = str(to.person_id)
    had = parts_in(case)
    if part == "panellist" and who in had.get("panel_chair", ()):
        part = "panel_chair"
    found = why_not(part, PersonFacts(who), CaseFacts(day, had))
    return any(one.bars for one in found)


def _refuse_papers(papers: Sequence[Document], case: Representation) -> None:
    if not papers:
        raise NotGranted("Name the papers they may see: leave is for papers, never for the whole case.")
    if any(paper.representation_id != case.pk for paper in papers):
        raise NotGranted("One of these papers is of another case. Choose papers of this one.")
    sealed = next((paper for paper in papers if paper.level >= Level.S4), None)
    if sealed is not None:
        raise NotGranted(
            f"“{sealed.title}” is sealed and is in no grant. Two persons open it to somebody by name."
        )
