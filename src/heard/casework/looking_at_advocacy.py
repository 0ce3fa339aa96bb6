"""Requests for an advocate from before any complaint: who asked, whether it is their right, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.casework.access import NO_SUCH_CASE
from heard.casework.advocacy_before import requests_for_advocates
from heard.casework.looking import NotYours, visible_to
from heard.casework.permissions import Act, ChartAct, NotAllowed, Scope, demand, right_of
from heard.law.belongs_to_facts import RELATION
from heard.people.models import Member
from heard.representations.models import AdvocacyReferral


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """One request. `became` is the case that followed: who may not see that case sees no request that led to it."""

    reference: str
    name: str
    relation: str
    as_a_right: bool
    asked_on: date
    words: str
    provider: str
    referred_on: date | None
    first_contact_on: date | None
    became: str
    became_on: date | None
    ended_on: date | None
    ended_because: str

    @property
    def is_open(self) -> bool:
        """Whether nothing came of it yet, and it has not ended."""
        return self.became_on is None and self.ended_on is None

    @property
    def next_step(self) -> str:
        """What is to be done next: `refer`, `spoke`, or nothing where the advocate is in touch or it is over."""
        if not self.is_open or self.first_contact_on:
            return ""
        return "spoke" if self.referred_on else "refer"


def demand_advocacy(member: Member) -> Member:
    """The member, if their role deals with requests for an advocate of everybody. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    right = right_of(member, ChartAct.OFFER_ADVOCACY)
    if right is None or right.scope is not Scope.ALL:
        raise NotAllowed("Requests for an advocate are for the complaints team. Ask them.")
    return member


def requests_seen(member: Member, *, waiting: bool) -> list[RequestSeen]:
    """The requests, the longest waiting first. Raises NotAllowed."""
    rows = requests_for_advocates(waiting_only=waiting)
    return _seen(demand_advocacy(member), rows)


def request_seen(member: Member, reference: str) -> RequestSeen:
    """One request. Raises NotAllowed, or NotYours where there is none."""
    demand_advocacy(member)
    rows = AdvocacyReferral.objects.select_related("person", "provider", "became").filter(reference=reference)
    found = _seen(member, list(rows))
    if not found:
        raise NotYours(NO_SUCH_CASE)
    return found[0]


def _seen(member: Member, rows: list[AdvocacyReferral]) -> list[RequestSeen]:
    cases = [one.became_id for one in rows if one.became_id is not None]
    may_see = {None, *visible_to(member).filter(pk__in=cases).values_list("pk", flat=True)}
    return [_one(row) for row in rows if row.became_id in may_see]


def _one(row: AdvocacyReferral) -> RequestSeen:
    return RequestSeen(
        reference=row.reference,
        name=row.person.name,
        relation=RELATION[row.relation].words if row.relation in RELATION else row.relation,
        as_a_right=row.as_a_right,
        asked_on=row.asked_on,
        words=row.words,
        provider=row.provider.label if row.provider else "",
        referred_on=row.referred_on,
        first_contact_on=row.first_contact_on,
        became=row.became.reference if row.became else "",
        became_on=row.became_on,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
    )
