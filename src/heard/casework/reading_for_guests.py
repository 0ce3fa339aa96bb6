"""What somebody from outside sees of a case: their leave, its points if they decide on them, and the papers named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from heard.casework.access import NO_SUCH_CASE
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import walled_off
from heard.casework.findings import points_to_answer
from heard.casework.grants_reading import papers_seen
from heard.casework.looking import NotYours, visible_to
from heard.casework.permissions import Act, Role, Scope, may, right_of
from heard.casework.running import Running, running_clocks
from heard.law.conflicts import PART
from heard.people.models import Member
from heard.representations.models import (
    Appointment,
    Bundle,
    BundlePaper,
    Declaration,
    Document,
    Element,
    Grant,
    Representation,
)

# Those who must be independent say so before they open a paper; an advocate or an auditor is not asked.
DECLARING = (Role.INVESTIGATING_OFFICER, Role.INDEPENDENT_PERSON, Role.PANEL_MEMBER)
# The parts in which somebody from outside says something on each point.
ON_POINTS = ("investigating_officer", "independent_person", "panel_chair", "panellist")
PANEL = ("panel_chair", "panellist")


@dataclass(frozen=True)
class Point:
    """A point of complaint as somebody from outside reads it: its number and its wording in the statement."""

    number: int
    words: str


@dataclass(frozen=True)
class GuestCase:
    """A case as somebody from outside has it: until which day, in which part, and whether its papers are open yet."""

    case: Representation
    grant: Grant
    until: date
    part: str
    appointment: Appointment | None
    declaration: Declaration | None
    must_declare: bool

    @property
    def link_waits(self) -> bool:
        """Whether they declared a link that nobody has weighed yet."""
        return self.declaration is not None and self.declaration.has_link and not self.declaration.weighed_at

    @property
    def is_open(self) -> bool:
        """Whether they may open papers: declared where they must, and no link waits."""
        return not self.must_declare and not self.link_waits

    @property
    def on_points(self) -> bool:
        """Whether their part says something on each point."""
        return self.appointment is not None

    @property
    def is_panel(self) -> bool:
        """Whether they sit on the panel."""
        return self.appointment is not None and self.appointment.part in PANEL


def is_guest(member: Member | None) -> bool:
    """Whether somebody sees cases by leave alone, and so has the pages of people from outside."""
    right = right_of(member, Act.SEE_CASES)
    return right is not None and right.scope is Scope.GRANTED


def guest_cases(member: Member, *, on: date, at: datetime) -> list[GuestCase]:
    """The cases for which somebody has leave now, the one that ends soonest first. Always the same few statements."""
    seen = visible_to(member, on, at).order_by()
    rows = _running(member, on).filter(representation__in=seen).select_related("representation")
    by_case: dict[int, list[Grant]] = {}
    for row in rows.order_by("ends_on", "pk"):
        by_case.setdefault(row.representation_id, []).append(row)
    appointed = _appointed(member, list(by_case))
    declared = _declared(member, list(by_case))
    return [
        _guest_case(member, grants, appointed.get(case), declared.get(case))
        for case, grants in by_case.items()
    ]


def guest_case(member: Member, reference: str, *, on: date, at: datetime) -> GuestCase:
    """One of those cases. Raises NotYours, in the words of a number that was never issued."""
    case = visible_to(member, on, at).filter(reference=reference).first()
    grants = list(_running(member, on).filter(representation=case).order_by("ends_on", "pk")) if case else []
    if case is None or not grants:
        raise NotYours(NO_SUCH_CASE)
    for one in grants:
        one.representation = case
    appointed, declared = _appointed(member, [case.pk]), _declared(member, [case.pk])
    return _guest_case(member, grants, appointed.get(case.pk), declared.get(case.pk))


def ended_leave(member: Member, *, on: date) -> list[Grant]:
    """The leave that is over, the latest first, of cases for which there is no other; none behind a wall."""
    running = _running(member, on).values("representation_id")
    over = Grant.objects.filter(member=member).filter(Q(ends_on__lt=on) | Q(ended_at__isnull=False))
    walled = walled_off(member, day_asked(on))
    rows = over.exclude(representation_id__in=running).exclude(representation_id__in=walled)
    latest: dict[int, Grant] = {}
    for row in rows.select_related("representation").order_by("-ends_on", "-pk"):
        latest.setdefault(row.representation_id, row)
    return list(latest.values())


def papers_of(member: Member, seen: GuestCase, *, on: date, at: datetime) -> list[Document]:
    """The papers that the leave names, by title; none until they have declared where they must."""
    if not seen.is_open:
        return []
    return list(papers_seen(member, seen.case, on=on, at=at).order_by("title", "pk"))


def paper_of(member: Member, seen: GuestCase, number: int, *, on: date, at: datetime) -> Document:
    """One of those papers. Raises NotYours as for a paper that was never added."""
    found = papers_seen(member, seen.case, on=on, at=at).filter(pk=number).first() if seen.is_open else None
    if found is None:
        raise NotYours("We cannot find that paper. Go back to your case, or ask the complaints team.")
    return found


def points_for(seen: GuestCase) -> list[Point]:
    """The points as the statement words them, for those whose part says something on each; none for anybody else."""
    if not seen.on_points or not seen.is_open:
        return []
    return [_point(one) for one in points_to_answer(seen.case)]


def clocks_for(seen: GuestCase, today: date) -> list[Running]:
    """The days that run on the case."""
    return list(running_clocks(seen.case, today))


def contents_of(paper: Document) -> list[BundlePaper]:
    """What stands on which page, where a paper is the frozen bundle of a panel."""
    bundle = Bundle.objects.filter(document=paper).first()
    return list(bundle.papers.select_related("document").order_by("position")) if bundle else []


def may_hand_in_papers(member: Member) -> bool:
    """Whether their part writes notes of interviews that become papers of the case."""
    return may(member, Act.ADD_PAPERS)


def _running(member: Member, on: date) -> QuerySet[Grant]:
    return Grant.objects.filter(member=member, begins_on__lte=on, ends_on__gte=on, ended_at=None)


def _appointed(member: Member, cases: list[int]) -> dict[int, Appointment]:
    rows = Appointment.objects.filter(
        representation_id__in=cases, person__member=member.pk, ended_on=None, part__in=ON_POINTS
    )
    return {one.representation_id: one for one in rows.order_by("pk")}


def _declared(member: Member, cases: list[int]) -> dict[int, Declaration]:
    rows = Declaration.objects.filter(grant__member=member, grant__representation_id__in=cases)
    return {one.grant.representation_id: one for one in rows.select_related("grant").order_by("declared_at")}


def _guest_case(
    member: Member, grants: list[Grant], appointed: Appointment | None, declared: Declaration | None
) -> GuestCase:
    first = grants[0]
    code = appointed.part if appointed else first.part
    return GuestCase(
        case=first.representation,
        grant=first,
        until=max(one.ends_on for one in grants),
        part=PART[code].words if code in PART else str(member.get_role_display()),
        appointment=appointed,
        declaration=declared,
        must_declare=declared is None and member.role in DECLARING,
    )


def _point(one: Element) -> Point:
    return Point(one.number, one.agreed_words or one.words)
