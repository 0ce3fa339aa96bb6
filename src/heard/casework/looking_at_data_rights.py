"""Requests to correct, restrict or erase as they are read: how each stands, what was done, and what waits for two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.access_seeing import visible
from heard.casework.choosing import name_of
from heard.casework.data_rights import due_day
from heard.casework.data_rights_correcting import OPEN_OLD, called
from heard.casework.data_rights_disputed import called_on_case
from heard.casework.data_rights_erasing import ERASE, proof_of
from heard.casework.data_rights_reasons import BY_CODE
from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.permissions import Act, demand
from heard.people.models import Member, Person
from heard.representations.models import (
    DataDecision,
    DataRequest,
    DataRequestCase,
    Disputed,
    Erasure,
    Party,
    Representation,
    RestrictedUse,
    SecondPerson,
    StoreCleaned,
    ValueCorrected,
)


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """A request in the list: its row, how it stands in words, and its day (None once it was answered)."""

    row: DataRequest
    standing: str
    due_on: date
    day: DayStanding | None
    was_late: bool


@dataclass(frozen=True, slots=True)
class AskedSeen:
    """Something asked of a second person: its number, what it is, exactly what, by whom, and how it stands."""

    number: int
    act: str
    called: str
    because: str
    by: str
    answer: str
    refused_because: str
    value: int | None

    @property
    def is_agreed(self) -> bool:
        """Whether it can be done now."""
        return self.answer == SecondPerson.Answer.APPROVED


@dataclass(frozen=True, slots=True)
class WholeRequest:
    """A request read whole: its decision with the reasons in words, and everything done because of it."""

    seen: RequestSeen
    decision: DataDecision | None
    reasons: tuple[str, ...]
    cases: tuple[str, ...]
    corrected: tuple[tuple[ValueCorrected, str], ...]
    disputed: tuple[tuple[Disputed, str], ...]
    restricted: tuple[RestrictedUse, ...]
    erasures: tuple[tuple[Erasure, list[tuple[str, StoreCleaned]]], ...]
    asked: tuple[AskedSeen, ...]


def requests_seen(member: Member, *, today: date, is_open: bool | None = None) -> list[RequestSeen]:
    """The requests that touch no case hidden from this person: those to answer first. Raises NotAllowed."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    hidden = DataRequestCase.objects.exclude(representation__in=visible(member, today))
    rows = DataRequest.objects.exclude(pk__in=hidden.values("request_id")).select_related(
        "person", "decision"
    )
    if is_open is not None:
        rows = rows.filter(sent_on__isnull=is_open)
    days = DaysLeft(today)
    seen = [_seen(row, days) for row in rows]
    return sorted(seen, key=lambda one: (one.day is None, one.due_on))


def request_seen(request: DataRequest, *, today: date) -> WholeRequest:
    """One request, read whole. Ask `data_rights.request_for` for the row."""
    row = DataRequest.objects.select_related("person", "decision").get(pk=request.pk)
    decision: DataDecision | None = getattr(row, "decision", None)
    cases = DataRequestCase.objects.filter(request=row).order_by("pk")
    references = tuple(cases.values_list("representation__reference", flat=True))
    return WholeRequest(
        seen=_seen(row, DaysLeft(today)),
        decision=decision,
        reasons=tuple(BY_CODE[one.code].label for one in decision.reasons.all()) if decision else (),
        cases=references,
        corrected=tuple((one, called(one.what)) for one in row.corrected.select_related("representation")),
        disputed=tuple(
            (one, called_on_case(one.what)) for one in row.disputed.select_related("representation")
        ),
        restricted=tuple(row.restricted.select_related("representation").order_by("pk")),
        erasures=tuple((one, proof_of(one)) for one in row.erasures.prefetch_related("stores")),
        asked=tuple(_asked(row, references)),
    )


def people_of(member: Member, reference: str, *, today: date) -> list[tuple[int, str]]:
    """The people of a case that this person sees, by number: whose record a request can be about."""
    case = visible(member, today).filter(reference=reference.strip()).first()
    if case is None:
        return []
    found = Person.objects.filter(pk__in=Party.objects.filter(representation=case).values("person_id"))
    return [(one.pk, one.name) for one in found.order_by("name", "pk")]


def said_of(case: Representation) -> list[tuple[str, str]]:
    """What is said beside the words of a case, in words: what they are beside, and the statement."""
    rows = Disputed.objects.filter(representation=case, ended_on=None).order_by("pk")
    return [(called_on_case(one.what), one.statement) for one in rows]


def _seen(row: DataRequest, days: DaysLeft) -> RequestSeen:
    due_on = due_day(row)
    decided = getattr(row, "decision", None)
    if row.sent_on:
        standing = f"{decided.get_answer_display()} and answered" if decided else "Answered"
    elif decided:
        standing = f"{decided.get_answer_display()}: the answer is to be sent"
    elif row.identity_asked_on and row.identity_known_on is None:
        standing = "Waits for proof of who asks"
    else:
        standing = "To be decided"
    return RequestSeen(
        row=row,
        standing=standing,
        due_on=due_on,
        day=None if row.sent_on else days.of(due_on),
        was_late=row.sent_on is not None and row.sent_on > due_on,
    )


def _asked(row: DataRequest, references: Sequence[str]) -> list[AskedSeen]:
    found = SecondPerson.objects.select_related("asked_by__account").filter(
        act__in=(ERASE, OPEN_OLD), reference__in=[*references, row.reference]
    )
    mine = set(row.corrected.values_list("pk", flat=True))
    seen = []
    for one in found.exclude(answer=SecondPerson.Answer.DONE).order_by("pk"):
        said = json.loads(one.content)
        if said.get("request") == row.reference or said.get("value") in mine:
            seen.append(_asked_seen(one, said))
    return seen


def _asked_seen(one: SecondPerson, said: dict[str, object]) -> AskedSeen:
    value = said.get("value")
    return AskedSeen(
        number=one.pk,
        act=one.act,
        called=str(said.get("called", said.get("what", ""))),
        because=str(said.get("because", "")),
        by=name_of(one.asked_by),
        answer=one.answer,
        refused_because=one.because,
        value=value if isinstance(value, int) else None,
    )
