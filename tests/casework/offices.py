"""An office to test access on: one member in each role, two services with teams, and cases given to some of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.casework import living

from heard.casework import office, office_moving
from heard.casework.access_assigning import keep_assignment
from heard.casework.filing import file_paper
from heard.casework.grants import Leave, give_grant
from heard.casework.office import Post
from heard.casework.parties import Somebody, add_party
from heard.casework.permissions import Level, Role
from heard.casework.writing import writing
from heard.people.models import Member, Service, Team
from heard.representations.models import Assignment, Document, Representation

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
BEGAN = date(2020, 1, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
REASON = "The duty social worker must know today where the child is staying."


@dataclass
class Office:
    """The members by role, the teams, and the cases by a name."""

    members: dict[str, Member] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Member:
        return Member.objects.select_related("account", "person", "team").get(pk=self.members[role].pk)


def an_office() -> Office:
    """A council with two services of two teams each, and one member in each role; the manager leads the first team."""
    living.council()
    made = Office()
    with writing("test_rows", by="amina", at=NOW) as line:
        for name in ("Assessment", "Our care"):
            made.services[name] = Service(label=name)
            line.add(made.services[name])
        for label, service in (("North", "Assessment"), ("South", "Assessment"), ("East", "Our care")):
            made.teams[label] = Team(label=label, service=made.services[service])
            line.add(made.teams[label])
    for role in Role:
        made.members[str(role)] = staff(str(role), str(role), post=post_of(made, str(role)))
    return made


def post_of(made: Office, role: str) -> Post:
    """What each role does: the team manager leads North, the head of service leads Assessment."""
    if role == "team_manager":
        return Post("Team manager", team=made.teams["North"], leads=True)
    if role == "head_of_service":
        return Post("Head of service", service=made.services["Assessment"], leads=True)
    return Post(role)


def staff(name: str, role: str, **more: Any) -> Member:
    """Somebody of the office, whatever their role: a powerful one is agreed as an installation's first are."""
    powerful = office.POWERFUL
    try:
        office_moving.POWERFUL = frozenset()
        return office.add_staff(
            sign_in_name=name.replace("_", "-"),
            full_name=f"{name.replace('_', ' ').title()} Marl",
            role=role,
            by="amina",
            at=NOW,
            begins_on=BEGAN,
            **more,
        )
    finally:
        office_moving.POWERFUL = powerful


def a_case(made: Office, team: str = "North", **more: Any) -> Representation:
    """A complaint at Stage 1 about a team, which nobody has been given yet."""
    case = living.at_stage_1(team=team, **more)
    nobody_has(case)
    return living.fresh(case)


def nobody_has(case: Representation) -> None:
    """Take a case from everybody, as if it had never been given: what comes in has an owner from the first."""
    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        for row in Assignment.objects.filter(representation=case):
            line.remove(row)


def give(case: Representation, to: Member, part: str = "owner", day: date = living.RECEIVED) -> None:
    """Give a case to somebody without asking who may."""
    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        keep_assignment(line, case, to, part, day)


def complain_about(case: Representation, member: Member) -> None:
    """Name a member as the person complained about."""
    add_party(
        reference=case.reference,
        by="amina",
        at=NOW,
        day=TODAY,
        somebody=Somebody("worker", person=member.person_id),
    )


def paper(case: Representation, title: str = "Report", level: Level = Level.S2) -> Document:
    """A paper of a case."""
    return file_paper(
        reference=case.reference,
        title=title,
        kind="report",
        level=level,
        content=f"{case.reference} {title}".encode(),
        media_type="text/plain",
        by="amina",
        at=NOW,
    )


def grant(case: Representation, to: Member, *papers: Document, by: Member, **more: Any) -> Any:
    """Leave for somebody from outside."""
    leave = Leave("Appointed under regulation 17", YESTERDAY, "Amina Odell")
    facts: dict[str, Any] = {"begins_on": TODAY, "ends_on": TODAY + timedelta(days=30), **more}
    return give_grant(reference=case.reference, to=to, papers=papers, leave=leave, by=by, at=NOW, **facts)
