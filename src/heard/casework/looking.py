"""The one way to read: always through somebody's eyes. What is not yours does not exist for you."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force, readable, visible
from heard.casework.comparing import in_chunks
from heard.casework.permissions import Act, Scope, demand, right_of
from heard.law.timeliness import StageDates
from heard.ledger.models import Entry, ImportRun
from heard.people.models import Council, Member, Service, Team, Term
from heard.representations.models import KINDS, OmbudsmanCase, Representation, Stage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

PAGE = 25


class NotYours(Exception):
    """There is no such case for this person; the page answers the same for a number never issued."""


def council() -> Council | None:
    """The council this installation serves, or None before it has been named."""
    return Council.objects.first()


def teams() -> QuerySet[Team]:
    """The council's teams in printed order."""
    return Team.objects.select_related("service")


def services() -> QuerySet[Service]:
    """The council's services in printed order."""
    return Service.objects.all()


def terms(list_: str) -> QuerySet[Term]:
    """The labels of one of the council's lists in printed order."""
    return Term.objects.filter(list=list_)


def imports() -> QuerySet[ImportRun]:
    """What was brought in, newest first."""
    return ImportRun.objects.all()


def visible_to(
    member: Member | None, on: date | None = None, at: datetime | None = None
) -> QuerySet[Representation]:
    """The cases that exist for this person on a day: the one question that every path asks.

    Without a day it is today by the database's own clock. `at` is the instant, which a case broken open needs.
    """
    return visible(member, on, at)


def readable_by(
    member: Member | None, on: date | None = None, at: datetime | None = None
) -> QuerySet[Representation]:
    """Those of the cases visible to this person whose words and names they may read: what a search looks through."""
    return readable(member, on, at)


def kind_words(case: Representation) -> str:
    """The kind of a case as the council prints it."""
    return case.kind_term.label if case.kind_term else dict(KINDS)[case.kind]


def dates_of(row: Stage) -> StageDates:
    """What the law needs to know of a stage.

    More time given before the stage began anew went with its old clock. Something informal that is answered here, and
    was not brought in from before, has the days of a concern.
    """
    informal = row.stage == "informal" and not row.representation.is_history
    extended = [
        one.extended_to
        for one in row.extensions.all()
        if one.decided_on is None or one.decided_on >= row.started_on
    ]
    return StageDates(
        procedure=row.representation.procedure,
        stage="concern" if informal else row.stage,
        started_on=row.started_on,
        answered_on=row.answered_on,
        extended_to=max(extended, default=None),
        extension_recorded=row.extension_recorded and row.was_extended is not True,
        acknowledged_on=row.acknowledged_on,
        statement_agreed_on=row.statement_agreed_on,
        panel_met_on=row.panel_met_on,
        report_sent_on=row.report_sent_on,
        recommendations_received_on=_recommended_on(row),
    )


def _recommended_on(row: Stage) -> date | None:
    """The day the panel's recommendations reached the council; most stages have no panel."""
    return row.panel.recommendations_received_on if row.stage == "stage_3" and hasattr(row, "panel") else None


def member_for(account: User | AnonymousUser) -> Member | None:
    """The member behind a signed-in account, or None: somebody who has left, or not begun, is nobody."""
    if not account.is_authenticated or not account.is_active:
        return None
    here = Member.objects.select_related("team", "person").filter(in_force(day_asked(None)))
    found = here.filter(account_id=account.pk).first()
    if found is not None:
        found.account = account
    return found


def demonstration_members() -> list[Member]:
    """The people one can be in a demonstration; nobody in a live installation."""
    there = council()
    if there is None or not there.is_demo:
        return []
    return list(
        Member.objects.select_related("account", "team").filter(account__is_active=True).order_by("pk")
    )


def members() -> QuerySet[Member]:
    """Everybody who may sign in, by sign-in name."""
    return Member.objects.select_related("account", "team").order_by("account__username")


def which_may_be_seen(member: Member | None, references: Sequence[str]) -> list[str]:
    """Of these references those this person may see as cases, each once, in the order given."""
    wanted = list(dict.fromkeys(references))
    seen: set[str] = set()
    for some in in_chunks(wanted):
        seen.update(visible_to(member).filter(reference__in=some).values_list("reference", flat=True))
    return [one for one in wanted if one in seen]


def cases_named(references: Sequence[str]) -> list[Representation]:
    """The cases of these references, in the order given. Ask `which_may_be_seen` first."""
    found = Representation.objects.select_related("team", "kind_term").filter(reference__in=references)
    place = {reference: number for number, reference in enumerate(references)}
    return sorted(found, key=lambda case: place[case.reference])


def ombudsman_cases(member: Member | None, references: Sequence[str]) -> list[OmbudsmanCase]:
    """Of these Ombudsman cases those this person may see: those about a case that is there for them.

    One that is about no case on record is there for those whose role sees every case.
    """
    right = right_of(demand(member, Act.OPEN_FIGURES), Act.SEE_CASES)
    found = OmbudsmanCase.objects.select_related("decision", "service", "about").filter(
        reference__in=references
    )
    mine = Q(about__in=visible_to(member))
    if right is not None and right.scope is Scope.ALL:
        mine |= Q(about=None)
    return list(found.filter(mine).order_by("received_on", "pk"))


def newest_digest() -> str:
    """The digest of the newest line of the ledger: it changes whenever anything is written."""
    return Entry.objects.order_by("-sequence").values_list("digest", flat=True).first() or ""
