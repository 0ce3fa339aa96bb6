"""Every promise of the cases somebody reads: what, who, by when, its proof, who closed it, whether they were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from heard.casework.access_seeing import readable
from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.looking import PAGE
from heard.casework.open_things import WAS_TOLD
from heard.casework.permissions import Act, demand
from heard.casework.promises import ACTION, TOLD
from heard.outcomes.models import Action
from heard.people.models import Member
from heard.representations.models import Decision

VIEWS = {"open": "To keep", "late": "Late", "mine": "Mine", "kept": "Kept", "untold": "Kept, not told"}


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """One promise. `standing` is None once it is kept; `told_on` the day whoever complained heard of it."""

    number: int
    reference: str
    words: str
    owner: str
    due_on: date
    standing: DayStanding | None
    done_on: date | None
    proof: str
    closed_by: str
    told_on: date | None
    service: str
    answers: str


@dataclass(frozen=True, slots=True)
class PromisesSeen:
    """A page of promises, how many there are in each view, and in how many pages."""

    rows: tuple[PromiseSeen, ...]
    counts: Mapping[str, int]
    page: int
    total: int


def promises_seen(
    member: Member, *, today: date, view: str = "open", service: str = "", page: int = 1
) -> PromisesSeen:
    """The promises of the cases this person reads, soonest first; those kept, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    every = Action.objects.filter(representation__in=readable(member))
    if service:
        team = Q(representation__service=None, representation__team__service__label=service)
        every = every.filter(Q(representation__service__label=service) | team)
    views = _views(every, member, today)
    found = views.get(view, views["open"])
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    order = ("-done_on", "-pk") if view in ("kept", "untold") else ("due_on", "pk")
    rows = found.select_related(
        "owner", "recommendation", "representation__service", "representation__team__service"
    ).order_by(*order)[(page - 1) * PAGE : page * PAGE]
    counts = {name: one.count() for name, one in views.items()}
    return PromisesSeen(tuple(_seen(list(rows), today)), counts, page, total)


def _views(every: QuerySet[Action], member: Member, today: date) -> dict[str, QuerySet[Action]]:
    still = every.filter(done_on=None)
    kept = every.filter(done_on__isnull=False)
    return {
        "open": still,
        "late": still.filter(due_on__lt=today),
        "mine": still.filter(owner_id=member.person_id or 0),
        "kept": kept,
        "untold": kept.exclude(WAS_TOLD),
    }


def _seen(rows: list[Action], today: date) -> list[PromiseSeen]:
    days = DaysLeft(today)
    grounds = [f"action/{one.pk}" for one in rows]
    told = Decision.objects.filter(about=ACTION, answer=TOLD, ground__in=grounds).order_by("-pk")
    told_on = dict(told.values_list("ground", "told_on"))
    return [_one(row, days, told_on.get(f"action/{row.pk}")) for row in rows]


def _one(row: Action, days: DaysLeft, told_on: date | None) -> PromiseSeen:
    case = row.representation
    service = case.service or (case.team.service if case.team else None)
    return PromiseSeen(
        number=row.pk,
        reference=case.reference,
        words=row.words,
        owner=row.owner.name,
        due_on=row.due_on,
        standing=None if row.done_on else days.of(row.due_on),
        done_on=row.done_on,
        proof=row.proof,
        closed_by=row.proof_accepted_by,
        told_on=told_on,
        service=service.label if service else "",
        answers=row.recommendation.words if row.recommendation else "",
    )
